import PostgresVocabulary

/// What of a script is not SQL for the server: commands of `psql` and the data of `COPY`; and what
/// would run a program.
///
/// A script is somebody's text: `\!` would run a command as the caller, `COPY … PROGRAM` one as the
/// server's user. In doubt less is taken for data, so that a command hides in none.
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

  private var scanner: SQLScanner
  private var depth = 0
  private var bodyDepth = 0
  /// The first words of the statement.
  private var first: [String] = []
  /// Its last word so far.
  private var last = ""
  private var start = 0
  private var isCopyOfData = false
  private var isCopyOfProgram = false
  private var awaitsData = false

  init(_ text: String) {
    scanner = SQLScanner(text)
    while let byte = scanner.byte() { step(byte) }
    endStatement()
  }

  private mutating func step(_ byte: UInt8) {
    if byte == UInt8(ascii: "\n") {
      scanner.index += 1
      if awaitsData { skipData() }
      return
    }
    if SQLScanner.isBlank(byte) {
      scanner.index += 1
      return
    }
    let begin = scanner.index
    let isComment = scanner.skipComment()
    if isComment, byte == UInt8(ascii: "-") { return }
    // `psql` would read the data first and this afterwards.
    if awaitsData { refuse("COPY … FROM stdin", begin) }
    awaitsData = false
    if !isComment { token(byte) }
  }

  private mutating func token(_ byte: UInt8) {
    let begin = scanner.index
    if byte == UInt8(ascii: "\\") { return command() }
    let word = scanner.token()
    switch byte {
    case UInt8(ascii: ";") where depth == 0 && bodyDepth == 0: endStatement()
    case UInt8(ascii: "("): depth += 1
    case UInt8(ascii: ")"): depth = max(0, depth - 1)
    default: if let word { note(word, at: begin) }
    }
  }

  private mutating func refuse(_ name: String, _ offset: Int) {
    refused.append(Refused(name: name, offset: offset))
  }
}

// MARK: - Words and commands

extension ScriptCommands {
  private mutating func note(_ word: String, at begin: Int) {
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
    if first[0] == "copy", depth == 0 {
      if last == "from", word == "stdin" { isCopyOfData = true }
      if ["from", "to"].contains(last), word == "program" { isCopyOfProgram = true }
    }
    last = word
  }

  /// Whether the statement makes a routine, whose body may hold semicolons.
  private var isRoutine: Bool {
    let kinds = ["function", "procedure"]
    guard first.first == "create", first.count > 1 else { return false }
    if kinds.contains(first[1]) { return true }
    return first.count > 3 && first[1] == "or" && first[2] == "replace" && kinds.contains(first[3])
  }

  private mutating func endStatement() {
    let isBlock = first.first == "do" && runsProgram(scanner.bytes[start..<scanner.index])
    if isCopyOfProgram || isBlock { refuse("COPY … PROGRAM", start) }
    if isCopyOfData {
      awaitsData = true
      hasData = true
    }
    (first, last, isCopyOfData, isCopyOfProgram) = ([], "", false, false)
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
    let begin = scanner.index
    scanner.index += 1
    while let next = scanner.byte(), next > UInt8(ascii: " "), next != UInt8(ascii: "\\") {
      scanner.index += 1
    }
    let name = String(decoding: scanner.bytes[begin..<scanner.index], as: UTF8.self)
    while let next = scanner.byte(), next != UInt8(ascii: "\n") {
      // A second command may follow on the line.
      if next == UInt8(ascii: "\\") { refuse("\\", scanner.index) }
      scanner.index += 1
    }
    switch name {
    case "\\restrict", "\\unrestrict": restrictions.append(begin..<scanner.index)
    case "\\.": break
    default: refuse(name, begin)
    }
  }

  /// Passes over lines up to `\.`.
  private mutating func skipData() {
    awaitsData = false
    let bytes = scanner.bytes
    while !scanner.isAtEnd {
      let end = bytes[scanner.index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var line = bytes[scanner.index..<end]
      scanner.index = min(end + 1, bytes.count)
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      if line.elementsEqual([UInt8(ascii: "\\"), UInt8(ascii: ".")]) { return }
    }
  }
}

// MARK: - Scripts

extension ScriptCommands {
  /// The text without the restrictions, in the same lines.
  var text: String {
    var copy = scanner.bytes
    for range in restrictions {
      for position in range { copy[position] = UInt8(ascii: " ") }
    }
    return String(decoding: copy, as: UTF8.self)
  }

  /// The line of a byte, counted from 1.
  func line(at offset: Int) -> Int {
    1 + scanner.bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
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
