/// Chooses how to write a scalar so that every reader of YAML takes it for the same.
struct ScalarWriter {
  private let scalar: Scalar
  private let text: String
  private let isString: Bool

  init(_ scalar: Scalar) {
    self.scalar = scalar
    text = scalar.text
    if case .string = scalar.value { isString = true } else { isString = false }
  }

  /// The scalar on one line, such that it may stand between brackets and as a key.
  var flowText: String { line(isInFlow: true) }

  /// The scalar after a key or a dash.
  ///
  /// - Parameters:
  ///   - indentation: The spaces before the lines of a block.
  ///   - isDocument: Whether the scalar is a whole document.
  /// - Returns: The text; a block ends with a line break.
  func text(indentation: Int, isDocument: Bool) -> String {
    guard isString, !text.isEmpty,
      text.utf8.contains(UInt8(ascii: "\n")) || scalar.style == .literal
    else {
      return line(isInFlow: false)
    }
    return literal(indentation: indentation, isDocument: isDocument)
      ?? quotedLines(indentation: indentation)
  }

  private func line(isInFlow: Bool) -> String {
    guard isString else { return plainValue }
    if PlainText.isSafe(text, isInFlow: isInFlow) { return text }
    let isPrintable = text.unicodeScalars.allSatisfy { PlainText.isPrintable($0) && $0 != "\n" }
    let needsEscape = text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
    if isPrintable && needsEscape {
      return "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    }
    return "\"" + escaped(text) + "\""
  }

  private var plainValue: String {
    switch scalar.value {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .decimal(let text): Int64(text) == nil ? text : text + ".0"
    case .string(let text): text
    }
  }
}

// MARK: - Several lines

extension ScalarWriter {
  /// The scalar as a block after `|`; nothing when it would be hard to see what is in it.
  private func literal(indentation: Int, isDocument: Bool) -> String? {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard let first = lines.first(where: { !$0.isEmpty }), !isDocument else { return nil }
    for line in lines {
      // Invisible characters go into a block only when somebody insists on one.
      if line.last == " " || line.last == "\t", scalar.style != .literal { return nil }
      if !line.unicodeScalars.allSatisfy(PlainText.isPrintable) { return nil }
    }
    var result = "|"
    if first.first == " " || first.first == "\t" { result += "2" }
    if text.hasSuffix("\n") {
      if text.hasSuffix("\n\n") { result += "+" }
    } else {
      result += "-"
    }
    let margin = String(repeating: " ", count: indentation)
    for line in text.hasSuffix("\n") ? lines.dropLast() : lines[...] {
      result += line.isEmpty ? "\n" : "\n" + margin + line
    }
    return result + "\n"
  }

  /// The scalar in double quotes, with a line for each of its lines.
  private func quotedLines(indentation: Int) -> String {
    let margin = String(repeating: " ", count: indentation)
    var result = "\"\\\n"
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: "\n").map { rest.index(after: $0) } ?? rest.endIndex
      // Spaces at the start of a line would be taken for indentation.
      let isIndented = rest.first == " " || rest.first == "\t"
      result += margin + (isIndented && rest.first == " " ? "\\" : "") + escaped(rest[..<end])
      rest = rest[end...]
      result += rest.isEmpty ? "\"" : "\\\n"
    }
    return result
  }

  private func escaped(_ text: String) -> String { escaped(text.unicodeScalars[...]) }

  private func escaped(_ text: Substring.UnicodeScalarView) -> String {
    var result = ""
    for scalar in text {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0": result += "\\0"
      case _ where PlainText.isPrintable(scalar): result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (letter, width) =
          scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
        result += "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
      }
    }
    return result
  }
}
