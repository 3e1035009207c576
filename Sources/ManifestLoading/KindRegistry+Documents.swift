import ObjectModel
import YAMLSource

extension KindRegistry {
  /// The identities that a document may give its object; several when it may stand on objects of
  /// several kinds, none when the document is no manifest of any kind.
  func identities(of document: Node, _ substitution: VariableSubstitution) -> [ObjectID] {
    guard var body = MappingReader(document), let first = document.pairs?.first,
      let (kind, place) = self.document(startingWith: first.name), place.form != .tree
    else { return [] }
    _ = body.take(first.name)
    if kind.traits.isUnnamed, var settings = MappingReader(first.value) {
      return Self.identity(kind, "", nil, &settings)
    }
    guard let name = substitution.text(of: first.value) else { return [] }
    guard case .documentOn(let parents) = place.site else {
      return Self.identity(kind, name, nil, &body)
    }
    guard let on = body.take("on").flatMap({ substitution.text(of: $0) }) else { return [] }
    return parents.flatMap { parent -> [ObjectID] in
      guard var none = MappingReader(Node(.mapping([]))) else { return [] }
      return Self.identity(self.kind(parent), on, nil, &none).flatMap { parent in
        var rest = body
        return Self.identity(kind, name, parent, &rest)
      }
    }
  }

  static func identity(
    _ kind: any ManagedObject.Type,
    _ name: String,
    _ parent: ObjectID?,
    _ body: inout MappingReader
  ) -> [ObjectID] {
    switch kind.identify(name, in: parent, body: &body) {
    case .success(let id): [id]
    case .failure: []
    }
  }
}

// MARK: - Bodies

/// Changes the body of every object in a manifest.
protocol BodyTransform {
  /// Changes one key of a body that belongs to the object itself, or removes it.
  mutating func transform(
    _ pair: Node.Pair,
    among body: [Node.Pair],
    of kind: any ManagedObject.Type
  ) -> Node.Pair?
  /// Changes a name in a list of names.
  mutating func transform(name: Node) -> Node
}

extension BodyTransform {
  /// Changes a document and everything nested in it.
  mutating func document(_ node: Node, registry: KindRegistry) -> Node {
    guard let first = node.pairs?.first,
      let (kind, place) = registry.document(startingWith: first.name)
    else { return node }
    if place.form == .tree || kind.traits.isUnnamed && first.value.pairs != nil {
      var result = node
      let inner =
        place.form == .tree
        ? shorthand(first.value, of: kind) : body(first.value, of: kind, registry: registry)
      result.content = .mapping(
        [Node.Pair(key: first.key, value: inner)] + (node.pairs ?? []).dropFirst()
      )
      return result
    }
    return body(node, of: kind, registry: registry)
  }

  private mutating func body(
    _ node: Node,
    of kind: any ManagedObject.Type,
    registry: KindRegistry
  ) -> Node {
    guard let pairs = node.pairs, !kind.traits.shorthandTakesMappings else {
      return shorthand(node, of: kind)
    }
    let nested = registry.nested(in: kind.kind)
    let own = kind.fieldNames
    var changed: [Node.Pair] = []
    for pair in pairs {
      if let entry = nested[pair.name], !own.contains(pair.name) {
        changed.append(
          Node.Pair(key: pair.key, value: section(pair.value, entry, registry: registry))
        )
      } else {
        changed += [transform(pair, among: pairs, of: kind)].compactMap(\.self)
      }
    }
    var result = node
    result.content = .mapping(changed)
    return result
  }

  private mutating func section(
    _ node: Node,
    _ entry: KindRegistry.Nested,
    registry: KindRegistry
  ) -> Node {
    if node.isNull { return node }
    if entry.place.form == .single { return body(node, of: entry.kind, registry: registry) }
    var result = node
    if let items = node.items {
      result.content = .sequence(items.map { transform(name: $0) })
    } else if let pairs = node.pairs {
      result.content = .mapping(
        pairs.map { pair in
          let value =
            pair.value.isNull
            ? pair.value : body(pair.value, of: entry.kind, registry: registry)
          return Node.Pair(key: pair.key, value: value)
        }
      )
    }
    return result
  }

  /// Changes a bare value, which stands for the shorthand field.
  private mutating func shorthand(_ node: Node, of kind: any ManagedObject.Type) -> Node {
    guard let field = kind.traits.shorthand, !node.isNull else { return node }
    let pair = Node.Pair(key: .string(field), value: node)
    return transform(pair, among: [pair], of: kind)?.value ?? node
  }
}
