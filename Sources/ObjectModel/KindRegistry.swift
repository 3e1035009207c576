public import Diagnostics

/// All kinds, in the order in which ties between steps are settled.
public struct KindRegistry: Sendable {
  /// The kinds in order.
  public let kinds: [any ManagedObject.Type]
  /// The kinds that the catalogs hold.
  public let catalogKinds: [any CatalogObject.Type]
  /// The kinds that say something about objects of others and that may be omitted.
  public let aspects: [any Aspect.Type]
  private let positions: [KindName: Int]
  private let roles: [SystemRole: KindName]
  let nestedByKind: [KindName: [String: Nested]]
  let nestedInOrder: [KindName: [Nested]]

  /// Registers kinds.
  public init(_ kinds: [any ManagedObject.Type]) {
    self.kinds = kinds
    catalogKinds = kinds.compactMap { $0.asCatalogKind }
    aspects = kinds.compactMap { $0.asAspect }
    roles = Dictionary(
      kinds.compactMap { kind in kind.traits.role.map { ($0, kind.kind) } },
      uniquingKeysWith: { first, _ in first }
    )
    let places = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1.kind, $0) })
    positions = places
    nestedByKind = Self.nestedPlaces(kinds)
    nestedInOrder = nestedByKind.mapValues { nested in
      nested.values.sorted { places[$0.kind.kind, default: 0] < places[$1.kind.kind, default: 0] }
    }
  }

  /// The kind of a name.
  ///
  /// A name that no kind has is a mistake of ours.
  public func kind(_ name: KindName) -> any ManagedObject.Type {
    guard let position = positions[name] else {
      preconditionFailure("no kind \"\(name.text)\" is registered")
    }
    return kinds[position]
  }

  /// The kind that is what objects refer to by mere name; nil when none is.
  public func kind(for role: SystemRole) -> KindName? { roles[role] }

  /// The kind's place in the order; the last for an unknown kind.
  public func position(of name: KindName) -> Int {
    positions[name] ?? kinds.count
  }

  /// Checks the declared objects of each kind against each other and against all that is declared.
  public func check(
    _ declared: [DeclaredObject],
    among all: Catalog,
    diagnostics: inout DiagnosticCollector
  ) {
    let byKind = Dictionary(grouping: declared, by: \.object.id.kind)
    for kind in kinds {
      kind.check(byKind[kind.kind] ?? [], among: all, diagnostics: &diagnostics)
    }
  }

  /// Whether objects of a kind can stand at a place inside an object of another.
  static func accepts(
    _ kind: any ManagedObject.Type,
    at place: ManifestPlace,
    in parent: any ManagedObject.Type
  ) -> Bool {
    switch place.site {
    case .document, .documentOn: false
    case .within(let kinds): kinds.contains(parent.kind)
    case .withinAny: kind.canBeAbout(parent)
    }
  }
}
