import Diagnostics
import ObjectModel
import YAMLSource

/// Merges the documents of an environment into those of the manifests, object by object, as
/// RFC 7396 does.
struct Overlay {
  private let registry: KindRegistry
  private let substitution: VariableSubstitution
  /// The documents; nothing in the place of one that has been removed.
  private var documents: [ManifestDocument?]
  private var positions: [ObjectID: Int] = [:]

  init(
    registry: KindRegistry,
    substitution: VariableSubstitution,
    documents: [ManifestDocument]
  ) {
    self.registry = registry
    self.substitution = substitution
    self.documents = documents
    for (position, document) in documents.enumerated() {
      for id in registry.identities(of: document.node, substitution) where positions[id] == nil {
        positions[id] = position
      }
    }
  }

  /// The documents as they are now.
  var merged: [ManifestDocument] { documents.compactMap(\.self) }

  /// Merges one document; an object that no manifest declares is a new one.
  mutating func merge(_ patch: Node) {
    if let first = patch.pairs?.first,
      let (kind, place) = registry.document(startingWith: first.name), place.form == .tree
    {
      mergeTree(patch, key: first.key, kind: kind)
      return
    }
    let ids = registry.identities(of: patch, substitution)
    if let position = ids.compactMap({ positions[$0] }).first(where: { documents[$0] != nil }) {
      merge(patch, into: position, id: ids[0])
    } else if !mergeNested(patch, ids) {
      // Merging into nothing removes the nulls, which have nothing to remove.
      documents.append(ManifestDocument(node: Node.null.merging(patch: patch)))
      for id in ids { positions[id] = documents.count - 1 }
    }
  }

  private mutating func merge(_ patch: Node, into position: Int, id: ObjectID) {
    guard let document = documents[position], let first = patch.pairs?.first,
      let (kind, place) = registry.document(startingWith: first.name)
    else { return }
    if kind.traits.isUnnamed {
      documents[position]?.node = document.node.merging(patch: patch)
      return
    }
    var changes = patch
    var pairs = Array((patch.pairs ?? []).dropFirst())
    if case .documentOn = place.site { pairs.removeAll { $0.name == "on" } }
    changes.content = .mapping(pairs)
    changes = redirected(changes, of: kind, id: id)
    let merged = prepared(document.node, for: changes, kind)
      .merging(patch: changes)
    documents[position] = ManifestDocument(node: merged)
  }
}

// MARK: - Trees

extension Overlay {
  /// The documents that are trees under a key.
  func positionsOfTrees(_ key: String) -> [Int] {
    documents.indices.filter { documents[$0]?.node.pairs?.first?.name == key }
  }

  /// What stands at a path in a tree.
  func value(at path: [String], inTree position: Int) -> Node? {
    path.reduce(documents[position]?.node.pairs?.first?.value) { $0?[$1] }
  }

  /// Merges into the document at a position.
  mutating func merge(_ changes: Node, at position: Int) {
    guard let document = documents[position] else { return }
    documents[position] = ManifestDocument(node: document.node.merging(patch: changes))
  }

  /// Adds a document.
  mutating func append(_ node: Node) {
    documents.append(ManifestDocument(node: node))
  }
}

// MARK: - The two places of one object

extension Overlay {
  /// Merges a document of its own into the section of the document that declares its object.
  ///
  /// - Returns: Whether there is such a section.
  private mutating func mergeNested(_ patch: Node, _ ids: [ObjectID]) -> Bool {
    for id in ids {
      guard let parent = id.parent, let position = positions[parent],
        let document = documents[position],
        let key = section(of: id.kind, in: parent.kind),
        document.node[key]?[id.name] != nil
      else { continue }
      var body = patch
      body.content = .mapping((patch.pairs ?? []).dropFirst().filter { $0.name != "on" })
      let changes = Node.mapping([key: .mapping([id.name: body])])
      let merged = prepared(document.node, for: changes, registry.kind(parent.kind))
        .merging(patch: changes)
      documents[position] = ManifestDocument(node: merged)
      return true
    }
    return false
  }

  private func section(of kind: KindName, in parent: KindName) -> String? {
    registry.nested(in: parent)
      .filter { $0.value.kind.kind == kind && $0.value.place.form == .named }
      .keys.min()
  }

  /// Merges those entries of sections whose objects have documents of their own into these.
  ///
  /// - Returns: The rest.
  private mutating func redirected(
    _ patch: Node,
    of kind: any ManagedObject.Type,
    id: ObjectID
  ) -> Node {
    let nested = registry.nested(in: kind.kind)
    var result = patch
    result.content = .mapping(
      (patch.pairs ?? []).map { pair in
        guard let entry = nested[pair.name], entry.place.form == .named,
          let entries = pair.value.pairs
        else { return pair }
        var rest = pair
        rest.value.content = .mapping(
          entries.filter { !mergeStandalone($0, kind: entry.kind, parent: id) }
        )
        return rest
      }
    )
    return result
  }

  private mutating func mergeStandalone(
    _ entry: Node.Pair,
    kind: any ManagedObject.Type,
    parent: ObjectID
  ) -> Bool {
    guard var body = MappingReader(entry.value.pairs == nil ? Node(.mapping([])) : entry.value),
      let id = KindRegistry.identity(kind, entry.name, parent, &body).first,
      let position = positions[id], let document = documents[position]
    else { return false }
    if entry.value.isNull {
      documents[position] = nil
    } else {
      let merged = prepared(document.node, for: entry.value, kind)
        .merging(patch: entry.value)
      documents[position] = ManifestDocument(node: merged)
    }
    return true
  }
}

// MARK: - Short forms

extension Overlay {
  /// Writes out the short forms in a body wherever a mapping is to be merged into them.
  private func prepared(
    _ base: Node,
    for patch: Node,
    _ kind: any ManagedObject.Type
  ) -> Node {
    guard patch.pairs != nil, !kind.traits.shorthandTakesMappings, !base.isNull else { return base }
    var result = base
    if base.pairs == nil {
      guard let field = kind.traits.shorthand else { return base }
      result = Node(.mapping([Node.Pair(key: .string(field), value: base)]), range: base.range)
    }
    let nested = registry.nested(in: kind.kind)
    result.content = .mapping(
      (result.pairs ?? []).map { pair in
        guard let entry = nested[pair.name], let changes = patch[pair.name], changes.pairs != nil
        else { return pair }
        let value =
          entry.place.form == .single
          ? prepared(pair.value, for: changes, entry.kind)
          : preparedSection(pair.value, for: changes, entry.kind)
        return Node.Pair(key: pair.key, value: value)
      }
    )
    return result
  }

  private func preparedSection(
    _ base: Node,
    for patch: Node,
    _ kind: any ManagedObject.Type
  ) -> Node {
    var result = base
    if let items = base.items {
      result.content = .mapping(
        items.map { Node.Pair(key: $0, value: Node(.mapping([]), range: $0.range)) }
      )
    }
    guard let pairs = result.pairs else { return base }
    result.content = .mapping(
      pairs.map { pair in
        guard let changes = patch[pair.name] else { return pair }
        return Node.Pair(key: pair.key, value: prepared(pair.value, for: changes, kind))
      }
    )
    return result
  }
}
