/// A cheap view of one row of a query's result.
///
/// Values come in PostgreSQL's text format. Every reader names its column, by name or by position
/// from 0, and throws a ``RowError`` when that column is missing, NULL or spelled otherwise.
public struct Row: Sendable {
  let storage: ResultTable.Storage
  let index: Int

  init(storage: ResultTable.Storage, index: Int) {
    self.storage = storage
    self.index = index
  }

  /// Makes a row that no server sent, for tests.
  public init(_ cells: KeyValuePairs<String, String?>) {
    var builder = ResultTable.Builder(columns: cells.map(\.key), expectedRows: 1)
    for (_, value) in cells {
      if let value { builder.append(value) } else { builder.appendNull() }
    }
    self.init(storage: builder.finish(rowCount: 1).storage, index: 0)
  }

  /// The columns' names, in order.
  public var columns: [String] { storage.columns }

  /// The cells as texts, in order.
  public var values: [String?] {
    storage.columns.indices.map { column in
      storage.range(row: index, column: column).map(string)
    }
  }

  private func string(_ range: Range<Int>) -> String {
    storage.bytes.withUnsafeBufferPointer { bytes in
      String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
  }
}

// MARK: - Finding a column

extension Row {
  /// Says which column is meant: by name (`"relname"`) or by position from 0 (`3`).
  public enum Column: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    CustomStringConvertible
  {
    /// The first column of this name.
    case name(String)
    /// The column at this position, from 0.
    case position(Int)

    /// Finds a column by name.
    public init(stringLiteral name: String) { self = .name(name) }

    /// Finds a column by position, from 0.
    public init(integerLiteral position: Int) { self = .position(position) }

    /// The name, or `#` and the position.
    public var description: String {
      switch self {
      case .name(let name): name
      case .position(let position): "#\(position)"
      }
    }
  }

  /// Whether the row has this column.
  public func has(_ column: Column) -> Bool { position(column) != nil }

  private func position(_ column: Column) -> Int? {
    switch column {
    case .name(let name): storage.columns.firstIndex(of: name)
    case .position(let position): storage.columns.indices.contains(position) ? position : nil
    }
  }

  private func range(_ column: Column) throws(RowError) -> Range<Int>? {
    guard let position = position(column) else {
      throw RowError(column: column, problem: .missing)
    }
    return storage.range(row: index, column: position)
  }

  /// Reads a cell, `nil` when it is NULL.
  func read<Value>(
    _ column: Column,
    _ expected: String,
    _ parse: (UnsafeBufferPointer<UInt8>) -> Value?
  ) throws(RowError) -> Value? {
    guard let range = try range(column) else { return nil }
    let value = storage.bytes.withUnsafeBufferPointer { bytes in
      parse(UnsafeBufferPointer(rebasing: bytes[range]))
    }
    guard let value else { throw RowError(column: column, problem: .notReadable(as: expected)) }
    return value
  }

  /// Reads a cell that must not be NULL.
  func readRequired<Value>(
    _ column: Column,
    _ expected: String,
    _ parse: (UnsafeBufferPointer<UInt8>) -> Value?
  ) throws(RowError) -> Value {
    guard let value = try read(column, expected, parse) else {
      throw RowError(column: column, problem: .null(expected: expected))
    }
    return value
  }
}
