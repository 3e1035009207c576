public import PostgresVocabulary

/// The statement of a batch that failed.
public struct BatchError: Error, Hashable, Sendable {
  /// Its position in the batch, from 0; the number of statements when all of them ran and the
  /// commit at their end failed, as it can with deferred constraints.
  public let index: Int
  /// What the server says about it.
  public let error: ServerError

  /// Makes an error about one statement.
  public init(index: Int, error: ServerError) {
    self.index = index
    self.error = error
  }
}
