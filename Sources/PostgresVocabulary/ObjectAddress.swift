/// The way in which `pg_depend`, `pg_shdepend` and `pg_description` point at an object.
///
/// Good only within the snapshot in which it was read.
public struct ObjectAddress: Hashable, Sendable {
  /// The catalog that holds the object, such as the OID of `pg_class`.
  public let classID: UInt32
  /// The object's OID in that catalog.
  public let objectID: UInt32
  /// A column's number (`attnum`), or 0 for the whole object.
  public let subID: Int32

  /// Makes an address of its parts.
  public init(classID: UInt32, objectID: UInt32, subID: Int32 = 0) {
    self.classID = classID
    self.objectID = objectID
    self.subID = subID
  }
}
