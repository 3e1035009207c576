public import ObjectModel
import YAMLSource

/// What manifests declare, in the words of the server: what differs from a database then differs in
/// meaning and not in words alone.
public struct DeclaredSpelling: Sendable {
  /// The declared objects; those that the database holds just so are its own.
  public let catalog: Catalog
  /// The identities that the server gives to declared objects, where they are others.
  public let identities: [ObjectID: ObjectID]

  /// Describes what manifests declare.
  public init(catalog: Catalog, identities: [ObjectID: ObjectID]) {
    self.catalog = catalog
    self.identities = identities
  }

  /// The catalog with the declared objects that no server knows of, such as settings.
  func completed(by declared: Catalog) -> Catalog {
    var result = catalog
    for object in declared.objects.values where !(object is any CatalogObject) {
      if result[object.id] == nil { result.insert(object) }
    }
    return result
  }
}
