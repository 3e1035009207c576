public import ObjectModel

/// What lies outside the database and belongs to the same desired state, such as the settings of
/// the auth service.
///
/// Its kinds are those that no catalog holds. It is read before a plan is made; it takes no part in
/// the fingerprints of the database.
public struct OutsideState: Sendable {
  /// The objects as they are, of those that are declared.
  public let objects: [any ManagedObject]
  /// What is there and not declared.
  public let notManaged: [NotManaged]

  /// Gathers what was read.
  public init(objects: [any ManagedObject], notManaged: [NotManaged]) {
    self.objects = objects
    self.notManaged = notManaged
  }
}

extension ManagedObject {
  /// Whether the object lies outside the database.
  static var isOutside: Bool { !(Self.self is any CatalogObject.Type) }
}

extension Catalog {
  /// The part that lies in the database.
  public var inside: Catalog {
    filter { id in self[id].map { !type(of: $0).isOutside } ?? true }
  }

  /// The part that lies outside of the database.
  var outside: Catalog {
    filter { id in self[id].map { type(of: $0).isOutside } ?? false }
  }
}
