import PostgresVocabulary

/// What of a script is not SQL for the server: commands of `psql` and the data of `COPY`; and what
/// would run a program.
///
/// A script is somebody's text: `\!` would run a command as the caller, `COPY … PROGRAM` one as the
/// server's user. Cut as `psql` cuts (psqlscan.l of its source), in doubt in the way that takes
/// less for data, so that a command hides in none. Nothing of SQL is understood beyond that.
/// Complexity: O(length).
struct ScriptCommands {
  /// Something that is not run.
  struct Refused {
    /// The command, or `COPY … PROGRAM`.
    let name: String
    /// Where it stands, in bytes.
    let offset: Int
  }

  /// What stands in the way of running the script, in its order.
  private(set) var refused: [Refused] = []
  /// Where `\restrict` and `\unrestrict` stand, which we do without.
  private(set) var restrictions: [Range<Int>] = []
  /// Whether data of `COPY … FROM stdin` follow a statement.
  private(set) var hasData = false

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private var bodyDepth = 0
  /// The first words of the statement, then the last two.
  private var first: [String] = []
  private var last: [String] = []
  private var start = 0
  private var isCopyOfData = false
  private var isCopyOfProgram = false
  private var awaitsData = false

  init(_ text: String) {
    bytes = Array(text.utf8)
    while index < bytes.count { step() }
    endStatement()
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    index + offset < bytes.count ? bytes[index + offset] : nil
  }

  private mutating func step() {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\n"):
      index += 1
      if awaitsData { skipData() }
      return
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 11, 12:
      index += 1
      return
    case UInt8(ascii: "-") where self.byte(1) == byte:
      while let next = self.byte(), next != UInt8(ascii: "\n") {
        _ = next
        index += 1
      }
      return
    default: break
    }
    // `psql` would read the data first and this afterwards.
    if awaitsData { refuse("COPY … FROM stdin", index) }
    awaitsData = false
    if byte == UInt8(ascii: "/"), self.byte(1) == UInt8(ascii: "*") { return skipBlock() }
    token(byte)
  }

  private mutating func token(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\"): command()
    case UInt8(ascii: ";"):
      index += 1
      if depth == 0, bodyDepth == 0 { endStatement() }
    case UInt8(ascii: "("):
      depth += 1
      index += 1
    case UInt8(ascii: ")"):
      depth = max(0, depth - 1)
      index += 1
    case UInt8(ascii: "'"): skipString(escapes: false)
    case UInt8(ascii: "\""): skipQuoted(byte, escapes: false)
    case UInt8(ascii: "$"): skipDollar()
    case _ where Self.startsWord(byte): word()
    default: index += 1
    }
  }

  private mutating func refuse(_ name: String, _ offset: Int) {
    refused.append(Refused(name: name, offset: offset))
  }
}

// MARK: - Words and commands

extension ScriptCommands {
  private mutating func word() {
    let begin = index
    while let next = byte(), Self.isInWord(next) { index += 1 }
    let word = String(decoding: bytes[begin..<index], as: UTF8.self).lowercased()
    if word == "e", byte() == UInt8(ascii: "'") { return skipString(escapes: true) }
    if first.isEmpty { start = begin }
    if first.count < 4 { first.append(word) }
    if isRoutine, depth == 0 {
      switch word {
      case "begin": bodyDepth += 1
      case "case" where bodyDepth > 0: bodyDepth += 1
      case "end" where bodyDepth > 0: bodyDepth -= 1
      default: break
      }
    }
    if first[0] == "copy", depth == 0, let before = last.last {
      if before == "from", word == "stdin" { isCopyOfData = true }
      if ["from", "to"].contains(before), word == "program" { isCopyOfProgram = true }
    }
    last = [word]
  }

  /// Whether the statement makes a routine, whose body may hold semicolons.
  private var isRoutine: Bool {
    let kinds = ["function", "procedure"]
    guard first.first == "create", first.count > 1 else { return false }
    if kinds.contains(first[1]) { return true }
    return first.count > 3 && first[1] == "or" && first[2] == "replace" && kinds.contains(first[3])
  }

  private mutating func endStatement() {
    let isBlock = first.first == "do" && runsProgram(bytes[start..<min(index, bytes.count)])
    if isCopyOfProgram || isBlock { refuse("COPY … PROGRAM", start) }
    if isCopyOfData {
      awaitsData = true
      hasData = true
    }
    (first, last, isCopyOfData, isCopyOfProgram) = ([], [], false, false)
    (depth, bodyDepth) = (0, 0)
  }

  /// Whether a block that is run at once, and not only declared, names a program to copy with.
  private func runsProgram(_ block: ArraySlice<UInt8>) -> Bool {
    let words = String(decoding: block, as: UTF8.self).lowercased()
      .split { !($0.isLetter || $0 == "_" || $0.isNumber) }
    return zip(words, words.dropFirst()).contains { before, word in
      word == "program" && (before == "from" || before == "to")
    }
  }

  private mutating func command() {
    let begin = index
    index += 1
    while let next = byte(), next > UInt8(ascii: " "), next != UInt8(ascii: "\\") { index += 1 }
    let name = String(decoding: bytes[begin..<index], as: UTF8.self)
    while let next = byte(), next != UInt8(ascii: "\n") {
      // A second command may follow on the line.
      if next == UInt8(ascii: "\\") { refuse("\\", index) }
      index += 1
    }
    switch name {
    case "\\restrict", "\\unrestrict": restrictions.append(begin..<index)
    case "\\.": break
    default: refuse(name, begin)
    }
  }

  /// Passes over lines up to `\.`.
  private mutating func skipData() {
    awaitsData = false
    while index < bytes.count {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var line = bytes[index..<end]
      index = min(end + 1, bytes.count)
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      if line.elementsEqual([UInt8(ascii: "\\"), UInt8(ascii: ".")]) { return }
    }
  }

  private static func startsWord(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 128
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    startsWord(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "$")
  }
}

// MARK: - What is passed over

extension ScriptCommands {
  /// Comments in `/*` and `*/` nest.
  private mutating func skipBlock() {
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0 && index < bytes.count
  }

  /// A string goes on after a line break, with the same meaning of backslashes.
  private mutating func skipString(escapes: Bool) {
    while true {
      skipQuoted(UInt8(ascii: "'"), escapes: escapes)
      var next = index
      var hasBreak = false
      while next < bytes.count, bytes[next] == 32 || (9...13).contains(bytes[next]) {
        hasBreak = hasBreak || bytes[next] == UInt8(ascii: "\n") || bytes[next] == 13
        next += 1
      }
      guard hasBreak, next < bytes.count, bytes[next] == UInt8(ascii: "'") else { return }
      index = next
    }
  }

  private mutating func skipQuoted(_ quote: UInt8, escapes: Bool) {
    index += 1
    while let next = byte() {
      index += escapes && next == UInt8(ascii: "\\") ? 2 : 1
      if next == quote {
        // A doubled quote stands for itself.
        guard byte() == quote else { return }
        index += 1
      }
    }
    index = min(index, bytes.count)
  }

  private mutating func skipDollar() {
    var stop = index + 1
    while stop < bytes.count, bytes[stop] != UInt8(ascii: "$"), Self.isInWord(bytes[stop]) {
      stop += 1
    }
    guard stop < bytes.count, bytes[stop] == UInt8(ascii: "$"),
      !(48...57).contains(bytes[index + 1])
    else {
      index += 1
      return
    }
    let tag = bytes[index...stop]
    index = stop + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), bytes[index...].starts(with: tag) {
        index += tag.count
        return
      }
      index += 1
    }
  }
}

// MARK: - Scripts

extension ScriptCommands {
  /// The text without the restrictions, in the same lines.
  var text: String {
    if restrictions.isEmpty { return String(decoding: bytes, as: UTF8.self) }
    var copy = bytes
    for range in restrictions {
      for position in range { copy[position] = UInt8(ascii: " ") }
    }
    return String(decoding: copy, as: UTF8.self)
  }

  /// The line of a byte, counted from 1.
  func line(at offset: Int) -> Int {
    1 + bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
  }
}

extension ScriptCommands.Refused {
  /// Why it is not run, in words.
  var reason: String {
    if name == "COPY … PROGRAM" { return "\(name) would run a program on this machine" }
    if !name.hasPrefix("\\") { return "more follows \(name) on its line" }
    return "\"\(name)\" is a command of psql, which would act on this machine"
  }

  /// What to do about it.
  var hint: String {
    switch name {
    case "\\connect", "\\c": "Make the dump without --create."
    case "\\i", "\\ir", "\\include", "\\include_relative":
      "Name the files that it includes, in their order."
    case _ where name.hasPrefix("\\"):
      "Take it out of the file: of psql's commands only those are taken that pg_dump writes."
    case "COPY … PROGRAM": "Take it out of the file: scripts are only read for what they make."
    default: "Put it on a line of its own, after the data."
    }
  }
}
