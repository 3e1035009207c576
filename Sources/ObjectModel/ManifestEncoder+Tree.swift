extension ManifestEncoder {
  /// All objects of a kind as nested mappings, whose keys joined by dots are the names.
  func treeOfAll(_ kind: any ManagedObject.Type) -> FieldValue {
    let objects = catalog.objects.values.filter { $0.id.kind == kind.kind }
      .sorted { $0.id < $1.id }
    return Self.tree(
      objects.map {
        ($0.manifestName.name.split(separator: ".").map(String.init)[...], value(of: $0))
      }
    )
  }

  private typealias Leaf = (path: ArraySlice<String>, value: FieldValue)

  private static func tree(_ leaves: [Leaf]) -> FieldValue {
    var order: [String] = []
    var branches: [String: [Leaf]] = [:]
    for leaf in leaves {
      guard let key = leaf.path.first else { continue }
      if branches[key] == nil { order.append(key) }
      branches[key, default: []].append((leaf.path.dropFirst(), leaf.value))
    }
    return .map(
      order.map { key in
        let inner = branches[key] ?? []
        if let leaf = inner.first(where: \.path.isEmpty) { return .init(key, leaf.value) }
        return .init(key, tree(inner))
      }
    )
  }

  /// Whether an object is the one for which the document of all objects of its kind is written.
  func isFirstOfItsKind(_ object: any ManagedObject) -> Bool {
    let id = object.id
    return !catalog.objects.keys.contains { $0.kind == id.kind && $0 < id }
  }
}

extension ManagedObject {
  /// The place where all objects of the kind stand together, if there is one.
  static var treePlace: ManifestPlace? {
    places.first { $0.form == .tree }
  }
}
