/// The contents of an environment file, in the grammar of the Go library `godotenv`.
///
/// The bytes stay as they are; what changes is only the statements that are set or removed.
struct EnvFile: Hashable, Sendable {
  private(set) var bytes: [UInt8]
  private(set) var statements: [Statement]

  /// One `KEY=value` of the file.
  struct Statement: Hashable, Sendable {
    let key: String
    /// The value that the statement stands for.
    let value: String
    /// The bytes of the statement, from its key (or `export`) to the end of its value.
    let range: Range<Int>
    /// The bytes of the value as it is written, quotes included.
    let valueRange: Range<Int>
  }

  /// Reads a file.
  ///
  /// - Throws: `EnvFileError.syntax` when the service could not read the file either.
  init(_ bytes: [UInt8]) throws(EnvFileError) {
    self.bytes = bytes
    var parser = EnvFileParser(bytes)
    statements = try parser.statements()
  }

  /// The value of a variable: the last one wins.
  subscript(key: String) -> String? {
    statements.last { $0.key == key }?.value
  }

  /// The names of all variables, each once, in the order of the file.
  var keys: [String] {
    var seen: Set<String> = []
    return statements.map(\.key).filter { seen.insert($0).inserted }
  }
}

// MARK: - Changes

extension EnvFile {
  /// Sets a variable: in its last statement, or in a new line at the end.
  ///
  /// - Throws: `EnvFileError.unwritable` when no form of the grammar can say the value.
  mutating func set(_ key: String, to value: String) throws(EnvFileError) {
    guard let text = EnvFileQuoting.text(for: value) else { throw .unwritable(key) }
    var new = bytes
    if let statement = statements.last(where: { $0.key == key }) {
      if statement.value == value { return }
      new.replaceSubrange(statement.valueRange, with: text.utf8)
    } else {
      if let last = new.last, last != UInt8(ascii: "\n") { new += lineEnd }
      new += Array("\(key)=\(text)".utf8) + lineEnd
    }
    let changed = try EnvFile(new)
    guard changed[key] == value else { throw .unwritable(key) }
    self = changed
  }

  /// Removes every statement of a variable, with its line when nothing else stands there.
  mutating func remove(_ key: String) throws(EnvFileError) {
    var new = bytes
    for statement in statements.reversed() where statement.key == key {
      new.removeSubrange(extent(of: statement))
    }
    self = try EnvFile(new)
  }

  private var lineEnd: [UInt8] {
    let usesCarriageReturns = bytes.contains(UInt8(ascii: "\r"))
    return usesCarriageReturns ? Array("\r\n".utf8) : Array("\n".utf8)
  }

  /// The whole lines of a statement, or only the statement when it shares its line with another.
  private func extent(of statement: Statement) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let start = (bytes[..<statement.range.lowerBound].lastIndex(of: newline) ?? -1) + 1
    let end =
      bytes[statement.range.upperBound...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.count
    let line = start..<end
    let isShared = statements.contains { $0 != statement && $0.range.overlaps(line) }
    return isShared ? statement.range : line
  }
}

/// Why an environment file cannot be read or written.
public enum EnvFileError: Error, Hashable, Sendable {
  /// The grammar does not allow what stands in a line.
  case syntax(line: Int)
  /// No form of the grammar can say the value of a variable.
  case unwritable(String)
  /// An operation of the system failed; the text names it and says why.
  case system(operation: String, reason: String)
  /// The file was changed by others again and again while it was written.
  case busy
}

extension EnvFileError: CustomStringConvertible {
  /// What happened, in one line, without any value.
  public var description: String {
    switch self {
    case .syntax(let line): "line \(line) is not of the form KEY=value"
    case .unwritable(let key): "the value of \(key) cannot be written in an environment file"
    case .system(let operation, let reason): "could not \(operation): \(reason)"
    case .busy: "the file is being changed by something else"
    }
  }
}
