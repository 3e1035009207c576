/// A field's naming of another object.
public struct Mention: Hashable, Sendable {
  /// The object that is named.
  public let id: ObjectID
  /// The field that names it.
  public let field: String

  /// Says which field names an object.
  public init(of id: ObjectID, in field: String) {
    self.id = id
    self.field = field
  }
}
