/// A file in TOML whose bytes stay as they are, apart from the values that are set.
///
/// The grammar is read strictly: what it does not allow is refused, and so is what cannot be
/// changed without damage. Names are compared without regard to capitals, as Supabase's command
/// line does.
struct TOMLDocument: Hashable, Sendable {
  let bytes: [UInt8]
  let tables: [Table]
  let entries: [Entry]

  /// The part of a file that a header begins; the first one has no header.
  struct Table: Hashable, Sendable {
    let path: [String]
    let isArrayElement: Bool
    /// Where another line of the table can be inserted: after its last one.
    var end: Int
    /// Where something else can be inserted: after the comments that directly follow, too.
    var outerEnd: Int
  }

  /// A key with its value.
  struct Entry: Hashable, Sendable {
    /// The whole path, from the top of the file.
    let path: [String]
    let value: TOMLValue
    let valueRange: Range<Int>
    /// The lines of the entry; nil in an inline table.
    let lines: Range<Int>?
    /// The table that it stands in.
    let table: Int
    /// Where an inline table takes another entry; nil for other values.
    let insertion: Int?
    /// Whether an array of tables holds it: paths do not tell its elements apart.
    let isInArray: Bool
  }

  /// Reads a file.
  init(_ bytes: [UInt8]) throws(TOMLError) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw .syntax(line: 1, "the file is not UTF-8")
    }
    var reader = TOMLReader(bytes)
    try reader.read()
    self.bytes = bytes
    tables = reader.tables
    entries = reader.entries
    try checkCapitals(TOMLScanner(bytes))
  }

  /// Refuses names that differ in capitals only: which of them counts is anybody's guess.
  private func checkCapitals(_ scanner: TOMLScanner) throws(TOMLError) {
    var seen: [[String]: [String]] = [:]
    for entry in entries where !entry.isInArray {
      let folded = entry.path.map { $0.lowercased() }
      if let other = seen.updateValue(entry.path, forKey: folded), other != entry.path {
        var scanner = scanner
        scanner.position = entry.valueRange.lowerBound
        throw scanner.failure("the key \(entry.path.joined(separator: ".")) is there twice")
      }
    }
  }

  /// The entry of a path.
  func entry(at path: [String]) -> Entry? {
    entries.first { !$0.isInArray && Self.isSame($0.path, path) }
  }

  /// The entries below a path, however they are written.
  func entries(below path: [String]) -> [Entry] {
    entries.filter { entry in
      entry.path.count > path.count && Self.isSame(entry.path.prefix(path.count), path[...])
    }
  }

  /// Whether two paths are the same but for capitals.
  static func isSame(_ left: [String], _ right: [String]) -> Bool {
    isSame(left[...], right[...])
  }

  /// Whether two parts of paths are the same but for capitals.
  static func isSame(_ left: ArraySlice<String>, _ right: ArraySlice<String>) -> Bool {
    guard left.count == right.count else { return false }
    // The last names tell most paths apart.
    for (left, right) in zip(left.reversed(), right.reversed()) where left != right {
      let isShort = left.utf8.count != right.utf8.count
      if isShort, left.isASCII, right.isASCII { return false }
      if left.lowercased() != right.lowercased() { return false }
    }
    return true
  }
}

extension String {
  fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 128 } }
}

/// Reads the statements of a file in TOML.
private struct TOMLReader {
  private(set) var tables: [TOMLDocument.Table]
  private(set) var entries: [TOMLDocument.Entry] = []
  private var scanner: TOMLScanner
  private var names = TOMLNames()
  private var arrays: Set<[String]> = []

  init(_ bytes: [UInt8]) {
    scanner = TOMLScanner(bytes)
    tables = [
      .init(
        path: [],
        isArrayElement: false,
        end: scanner.position,
        outerEnd: scanner.position
      )
    ]
  }

  mutating func read() throws(TOMLError) {
    while !scanner.isAtEnd {
      let start = scanner.position
      scanner.skipBlanks()
      switch scanner.byte {
      case UInt8(ascii: "[")?: try header()
      case TOMLByte.hash?:
        try scanner.finishLine()
        if tables[tables.count - 1].outerEnd == start {
          tables[tables.count - 1].outerEnd = scanner.position
        }
      case nil, TOMLByte.newline?, TOMLByte.carriageReturn?: try scanner.finishLine()
      default: try statement(from: start)
      }
    }
  }

  private mutating func header() throws(TOMLError) {
    let isArray = scanner.take("[[")
    if !isArray { _ = scanner.take("[") }
    let path = try scanner.key()
    guard scanner.take(isArray ? "]]" : "]") else {
      throw scanner.failure("a header that does not end")
    }
    guard names.defineTable(path, isArrayElement: isArray) else {
      throw scanner.failure("the table \(path.joined(separator: ".")) is there twice")
    }
    if isArray { arrays.insert(path) }
    try scanner.finishLine()
    tables.append(
      .init(
        path: path,
        isArrayElement: isArray,
        end: scanner.position,
        outerEnd: scanner.position
      )
    )
  }

  private mutating func statement(from start: Int) throws(TOMLError) {
    let key = try scanner.key()
    guard scanner.take("=") else { throw scanner.failure("\"=\" is missing") }
    scanner.skipBlanks()
    let value = try scanner.value()
    let table = tables[tables.count - 1].path
    guard names.define(key, as: .value, below: table) else {
      throw scanner.failure("the key \((table + key).joined(separator: ".")) is there twice")
    }
    try scanner.finishLine()
    add(value, at: table + key, lines: start..<scanner.position)
    tables[tables.count - 1].end = scanner.position
    tables[tables.count - 1].outerEnd = scanner.position
  }

  private mutating func add(_ value: TOMLScannedValue, at path: [String], lines: Range<Int>?) {
    let isTable: Bool
    if case .table = value.value { isTable = true } else { isTable = false }
    let table = tables[tables.count - 1].path
    entries.append(
      .init(
        path: path,
        value: value.value,
        valueRange: value.range,
        lines: lines,
        table: tables.count - 1,
        insertion: isTable ? value.insertion : nil,
        isInArray: arrays.contains { table.starts(with: $0) }
      )
    )
    for entry in value.entries { add(entry.value, at: path + entry.key, lines: nil) }
  }
}
