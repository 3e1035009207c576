import ManifestLoading
import ObjectModel
import Planning
import PostgresVocabulary

/// The renames that manifests declare by `renamed_from` and that are not done yet.
struct DeclaredRenames {
  /// The objects that get another name, outermost first.
  let renames: [Rename]

  /// - Parameters:
  ///   - declared: what the manifests say.
  ///   - live: the state before.
  ///   - desired: the state after.
  ///   - identity: the identity that the server gives to a declared object.
  init(
    declared: DeclaredState,
    live: Catalog,
    desired: Catalog,
    identity: (ObjectID) -> ObjectID
  ) {
    let wanted = declared.declared.values
      .filter { $0.renamedFrom != nil }
      .map { (id: identity($0.object.id), name: $0.renamedFrom ?? "") }
      .sorted { $0.id < $1.id }
    var renames: [Rename] = []
    for (id, name) in wanted where live[id] == nil && desired[id] != nil {
      let oldParent = id.parent.map { parent in
        renames.first { $0.new == parent }?.old.id ?? parent
      }
      let renamed = Self.old(id, name)
      let old = oldParent.map { ObjectID(id.kind, renamed.names, in: $0) } ?? renamed
      guard let object = live[old], desired[old] == nil else { continue }
      renames.append(Rename(old: object, new: id))
    }
    self.renames = renames
  }

  /// The identity that an object had by the name that a manifest gives; the schema is the same when
  /// the name has none.
  static func old(_ id: ObjectID, _ written: String) -> ObjectID {
    guard id.parent == nil, id.schema != nil else { return id.renamed(to: written) }
    // A routine may be named with its arguments: they are those of the new name.
    let name = String(written.prefix { $0 != "(" })
    guard let parsed = QualifiedName(parsing: name) else { return id.renamed(to: name) }
    let renamed = id.renamed(to: parsed.name)
    guard let schema = parsed.schema else { return renamed }
    return ObjectID(id.kind, [schema] + renamed.names.dropFirst())
  }
}
