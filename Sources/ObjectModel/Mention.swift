/// A field's naming of another object.
public struct Mention: Hashable, Sendable {
  /// The object that is named.
  public let id: ObjectID
  /// The field that names it.
  public let field: String
  /// The objects that the name may stand for: one for each schema of the search path, where it says
  /// no schema.
  public let candidates: [ObjectID]

  /// Says which field names an object.
  public init(of id: ObjectID, in field: String) {
    self.init(of: id, in: field, candidates: [id])
  }

  /// Says which field gives a name that may stand for several objects.
  public init(of id: ObjectID, in field: String, candidates: [ObjectID]) {
    self.id = id
    self.field = field
    self.candidates = candidates
  }
}
