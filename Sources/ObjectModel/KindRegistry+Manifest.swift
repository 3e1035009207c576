extension KindRegistry {
  /// A kind that can stand inside another's manifest, and the place where it does.
  public struct Nested: Sendable {
    /// The kind.
    public let kind: any ManagedObject.Type
    /// The place.
    public let place: ManifestPlace
  }

  /// The kind whose documents begin with a key.
  public func document(
    startingWith key: String
  ) -> (kind: any ManagedObject.Type, place: ManifestPlace)? {
    for kind in kinds {
      for place in kind.places where place.isDocument && place.key == key {
        return (kind, place)
      }
    }
    return nil
  }

  /// The first keys that documents can have.
  public var documentKeys: [String] {
    kinds.flatMap { $0.places.filter(\.isDocument).map(\.key) }
  }

  /// The kinds that can stand inside the manifests of a kind, by key.
  public func nested(in parent: KindName) -> [String: Nested] {
    nestedByKind[parent] ?? [:]
  }

  /// Whether manifests of a kind can say what lies in rows of its objects.
  public func holdsContent(_ kind: KindName) -> Bool {
    nested(in: kind).values.contains { $0.kind.traits.isContent }
  }

  /// The keys that a manifest of a kind may have.
  public func keys(of kind: any ManagedObject.Type) -> [String] {
    kind.traits.identityKeys + kind.fieldNames + nested(in: kind.kind).keys
      + (kind.traits.isRenamable ? ["renamed_from"] : [])
      + (kind.traits.fileField == nil ? [] : ["file"])
  }

  static func nestedPlaces(
    _ kinds: [any ManagedObject.Type]
  ) -> [KindName: [String: Nested]] {
    var result: [KindName: [String: Nested]] = [:]
    for parent in kinds {
      for kind in kinds {
        for place in kind.places where accepts(kind, at: place, in: parent) {
          result[parent.kind, default: [:]][place.key] = Nested(kind: kind, place: place)
        }
      }
    }
    return result
  }
}

extension ManifestPlace {
  /// Whether it is a document of its own.
  public var isDocument: Bool {
    switch site {
    case .document, .documentOn: true
    case .within, .withinAny: false
    }
  }
}

extension ManagedObject {
  /// The manifest keys of the fields.
  public static var fieldNames: [String] {
    fields.filter(\.isInManifest).map(\.name)
  }
}
