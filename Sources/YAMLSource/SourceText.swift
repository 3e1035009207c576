internal import Diagnostics

/// The bytes of a file as valid UTF-8 without a byte order mark, and where its lines start.
struct SourceText {
  let file: String
  private let bytes: [UInt8]
  /// The offset of the first byte of each line.
  private let lineStarts: [Int]
  /// How many characters come before each line.
  ///
  /// Empty unless the text has characters that libyaml, but no editor, takes for line breaks.
  let charactersBeforeLines: [Int]

  /// Prepares the bytes of a file, and reports bytes that are not UTF-8.
  ///
  /// Such bytes are replaced, so that the other mistakes of the file can be reported, too.
  init(_ bytes: [UInt8], file: String, diagnostics: inout DiagnosticCollector) {
    self.file = file
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var content = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    if let place = Self.firstInvalidByte(of: content) {
      let isUTF16 = content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF])
      let digits = String(content[place], radix: 16, uppercase: true)
      diagnostics.error(
        "yaml.invalid-utf-8",
        "byte 0x\(digits) is not valid in UTF-8 text",
        at: SourceRange(file: file, at: Self.position(ofByte: place, in: content)),
        detail: isUTF16 ? "The file seems to be in UTF-16." : nil,
        hint: "Save the file in UTF-8."
      )
      content = isUTF16 ? [] : Array(String(decoding: content, as: UTF8.self).utf8)
    }
    self.bytes = content
    lineStarts = Self.lineStarts(of: content)
    charactersBeforeLines =
      Self.hasUnusualLineBreaks(content) ? Self.charactersBeforeLines(of: content) : []
  }

  /// The number of lines.
  var lineCount: Int { lineStarts.count }

  /// Calls `body` with the bytes from the start of a line on.
  func withBytes<Result>(
    fromLine line: Int,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer { buffer in
      body(UnsafeBufferPointer(rebasing: buffer[lineStarts[line - 1]...]))
    }
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      for offset in buffer.indices where buffer[offset] == UInt8(ascii: "\n") {
        starts.append(offset + 1)
      }
    }
    return starts
  }

  private static func charactersBeforeLines(of bytes: [UInt8]) -> [Int] {
    var result = [0]
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 {
      count += 1
      if byte == UInt8(ascii: "\n") { result.append(count) }
    }
    return result
  }

  /// Whether there is a next line (U+0085), line separator or paragraph separator in the text.
  private static func hasUnusualLineBreaks(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      buffer.indices.dropLast().contains { index in
        switch buffer[index] {
        case 0xC2: buffer[index + 1] == 0x85
        case 0xE2:
          buffer[index...].starts(with: [0xE2, 0x80, 0xA8])
            || buffer[index...].starts(with: [0xE2, 0x80, 0xA9])
        default: false
        }
      }
    }
  }

  private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return min(offset, bytes.count - 1)
      }
    }
  }

  private static func position(
    ofByte offset: Int,
    in bytes: some Collection<UInt8>
  ) -> SourcePosition {
    var position = SourcePosition(line: 1, column: 1)
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        position = SourcePosition(line: position.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        position.column += 1
      }
    }
    return position
  }
}

// MARK: - Lines

extension SourceText {
  /// The bytes of a line, counted from 1, up to its end; empty after the last line.
  func content(ofLine number: Int) -> ArraySlice<UInt8> {
    guard number <= lineCount else { return [] }
    return bytes[lineStarts[number - 1]...].prefix {
      $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
    }
  }

  /// The position of a byte, counted from the start of a line.
  func position(ofByte offset: Int, fromLine line: Int) -> SourcePosition {
    var position = Self.position(ofByte: offset, in: bytes[lineStarts[line - 1]...])
    position.line += line - 1
    return position
  }

  /// Finds the first line from `line` on that starts a document.
  func documentStart(fromLine line: Int) -> Int? {
    guard line <= lineCount else { return nil }
    return (line...lineCount).first { number in
      let content = content(ofLine: number)
      guard content.starts(with: "---".utf8) else { return false }
      let next = content.dropFirst(3).first
      return next == nil || next == UInt8(ascii: " ") || next == UInt8(ascii: "\t")
    }
  }

  /// The character at a place.
  func character(at position: SourcePosition) -> Unicode.Scalar? {
    let scalars = String(decoding: content(ofLine: position.line), as: UTF8.self).unicodeScalars
    return scalars.dropFirst(position.column - 1).first
  }

  /// Whether the last thing in a line before a column is a quote.
  func isQuote(before position: SourcePosition) -> Bool {
    let line = String(decoding: content(ofLine: position.line), as: UTF8.self).unicodeScalars
    let last = line.prefix(position.column - 1).last { $0 != " " }
    return last == "'" || last == "\""
  }

  /// The column of the first tab among the white space that a line starts with.
  func indentationTab(ofLine number: Int) -> Int? {
    let content = content(ofLine: number)
    guard let tab = content.firstIndex(of: UInt8(ascii: "\t")),
      content[..<tab].allSatisfy({ $0 == UInt8(ascii: " ") })
    else { return nil }
    return tab - content.startIndex + 1
  }

  /// How many spaces a block of text is indented by.
  ///
  /// - Parameters:
  ///   - text: The text of the block.
  ///   - lines: The line of the block's `|` or `>`, and the last line that may belong to it.
  /// - Returns: The number of spaces before the block's own.
  func indentation(ofBlock text: String, lines: ClosedRange<Int>) -> Int {
    for number in lines.dropFirst() {
      let content = content(ofLine: number)
      // Blank lines before the text may have less indentation.
      guard let first = content.firstIndex(where: { $0 != UInt8(ascii: " ") }) else { continue }
      let own = text.utf8.drop { $0 == UInt8(ascii: "\n") }.prefix { $0 == UInt8(ascii: " ") }
      return first - content.startIndex - own.count
    }
    return 0
  }
}
