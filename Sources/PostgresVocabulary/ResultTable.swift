/// What a query returned: column names, shared by all rows, and the cells in one buffer.
///
/// A cell stays bytes until somebody reads it, so a result of many rows costs two allocations.
public struct ResultTable: Sendable {
  /// The columns' names, in order.
  public var columns: [String] { storage.columns }
  /// How many rows there are.
  public var count: Int { storage.rowCount }
  /// How many rows the statement has read or changed; `nil` for one that has to do with none.
  public var affectedRows: Int? { storage.affectedRows }

  let storage: Storage

  final class Storage: Sendable {
    let columns: [String]
    let bytes: [UInt8]
    /// The end of each cell in `bytes`, with the complement (`~end`) marking NULL.
    let ends: [Int]
    let rowCount: Int
    let affectedRows: Int?

    init(columns: [String], bytes: [UInt8], ends: [Int], rowCount: Int, affectedRows: Int?) {
      self.columns = columns
      self.bytes = bytes
      self.ends = ends
      self.rowCount = rowCount
      self.affectedRows = affectedRows
    }

    func range(row: Int, column: Int) -> Range<Int>? {
      let cell = row * columns.count + column
      let end = ends[cell]
      guard end >= 0 else { return nil }
      guard cell > 0 else { return 0..<end }
      let previous = ends[cell - 1]
      return (previous < 0 ? ~previous : previous)..<end
    }
  }

  /// The rows, as cheap views into this table.
  public var rows: [Row] {
    (0..<count).map { Row(storage: storage, index: $0) }
  }
}

// MARK: - Building

extension ResultTable {
  /// Collects the cells of a result, row by row, from left to right.
  public struct Builder: ~Copyable {
    private let columns: [String]
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// Starts a result with these columns.
    ///
    /// - Parameters:
    ///   - columns: The names, in order; of equal names the first one is found by name.
    ///   - expectedRows: How many rows to make room for.
    public init(columns: [String], expectedRows: Int = 0) {
      self.columns = columns
      ends.reserveCapacity(columns.count * expectedRows)
    }

    /// Makes room for this many bytes of cells.
    public mutating func reserve(byteCount: Int) {
      bytes.reserveCapacity(byteCount)
    }

    /// Adds the next cell, UTF-8 without a terminator.
    public mutating func append(_ cell: UnsafeBufferPointer<UInt8>) {
      bytes.append(contentsOf: cell)
      ends.append(bytes.count)
    }

    /// Adds the next cell.
    public mutating func append(_ cell: String) {
      bytes.append(contentsOf: cell.utf8)
      ends.append(bytes.count)
    }

    /// Adds NULL as the next cell.
    public mutating func appendNull() {
      ends.append(~bytes.count)
    }

    /// Ends the result.
    ///
    /// - Parameters:
    ///   - rowCount: Needed only when there is no column to count cells by.
    ///   - affectedRows: How many rows the statement has read or changed, as its tag says.
    /// - Returns: The finished table.
    public consuming func finish(
      rowCount: Int? = nil,
      affectedRows: Int? = nil
    ) -> ResultTable {
      let count = columns.isEmpty ? rowCount ?? 0 : ends.count / columns.count
      precondition(count * columns.count == ends.count, "a result's last row is incomplete")
      return ResultTable(
        storage: Storage(
          columns: columns,
          bytes: bytes,
          ends: ends,
          rowCount: count,
          affectedRows: affectedRows
        )
      )
    }
  }
}
