/// A row that is not what its reader expected: a fault in a catalog query or in its reader.
public struct RowError: Error, Hashable, Sendable {
  /// What was wrong with the column.
  public enum Problem: Hashable, Sendable {
    /// The result has no such column.
    case missing
    /// The value is NULL.
    case null(expected: String)
    /// The value is not spelled as the expected type is.
    case notReadable(as: String)
  }

  /// The column that was asked for.
  public let column: Row.Column
  /// What was wrong with it.
  public let problem: Problem

  /// Makes an error about a column.
  public init(column: Row.Column, problem: Problem) {
    self.column = column
    self.problem = problem
  }
}

extension RowError: CustomStringConvertible {
  /// The column and what was expected, never the value.
  public var description: String {
    switch problem {
    case .missing: "the result has no column \"\(column)\""
    case .null(let expected): "column \"\(column)\" is null, expected \(expected)"
    case .notReadable(let expected): "column \"\(column)\" cannot be read as \(expected)"
    }
  }
}
