/// Something that an object says and that only later servers understand.
public struct VersionNeed: Hashable, Sendable {
  /// The manifest key that says it.
  public let field: String
  /// What it is, in words for people: "a virtual generated column".
  public let what: String
  /// The first major version that understands it.
  public let major: Int

  /// Describes what an object needs.
  public init(_ field: String, _ what: String, since major: Int) {
    self.field = field
    self.what = what
    self.major = major
  }
}
