public import ObjectModel
public import Planning

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
  /// What is said there of the objects, in that place's own words; of secrets only digests.
  public let states: [ObjectID: String]

  /// Gathers what was read.
  public init(
    objects: [any ManagedObject],
    notManaged: [NotManaged],
    states: [ObjectID: String] = [:]
  ) {
    self.objects = objects
    self.notManaged = notManaged
    self.states = states
  }
}

extension Fingerprint {
  /// Takes the fingerprint of what is said of objects outside the database.
  public init(states: [ObjectID: String]) {
    let digests = states.map { ($0.description, Self.digest(of: .text($1))) }
    self.init(objects: Dictionary(digests, uniquingKeysWith: { first, _ in first }))
  }
}

extension ManagedObject {
  /// Whether the object lies outside the database.
  public static var isOutside: Bool {
    asCatalogKind == nil && asContentKind == nil
  }
}

extension Catalog {
  /// The part that lies in the database.
  public var inside: Catalog {
    let others = Set(objects.filter { type(of: $0.value).isOutside }.keys)
    return others.isEmpty ? self : filter { !others.contains($0) }
  }

  /// The part that lies outside of the database.
  var outside: Catalog {
    filter { id in self[id].map { type(of: $0).isOutside } ?? false }
  }
}
