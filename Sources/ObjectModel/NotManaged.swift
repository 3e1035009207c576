/// Objects that a database holds and that Plumb does not look at.
public struct NotManaged: Hashable, Sendable, Codable {
  /// What they are, such as `operator` or `table in schema audit`.
  public let what: String
  /// How many there are.
  public let count: Int

  /// Counts objects that were not looked at.
  public init(what: String, count: Int) {
    self.what = what
    self.count = count
  }
}
