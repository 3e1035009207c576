public import Diagnostics
public import YAMLSource

/// Reads documents of manifests into declared objects, by the kinds' own tables of fields.
public struct ManifestDecoder {
  private let registry: KindRegistry
  /// What is wrong with the documents read so far.
  public private(set) var diagnostics = DiagnosticCollector()
  /// The objects read so far, in the order of their documents.
  public private(set) var declared: [DeclaredObject] = []

  /// Makes a decoder for the kinds of a registry.
  public init(registry: KindRegistry) {
    self.registry = registry
  }

  /// Reads one document; every mistake becomes a diagnostic.
  public mutating func decode(document: Node) {
    guard var body = MappingReader(document), let first = document.pairs?.first else {
      report(
        "manifest.not-a-mapping",
        "a manifest must be a mapping, not \(document.kindDescription)",
        document,
        hint: "Begin it with its kind and name, such as \"table: todos\"."
      )
      return
    }
    let key = first.key.stringValue ?? ""
    guard let (kind, place) = registry.document(startingWith: key) else {
      let near = closestMatch(to: key, among: registry.documentKeys)
      report(
        "manifest.unknown-kind",
        "unknown kind \"\(key)\"",
        first.key,
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? "The first key of a manifest is its kind, such as \"table\" or \"policy\"."
      )
      return
    }
    _ = body.take(key)
    if place.form == .tree {
      decodeTree(kind, node: first.value, path: [], key: first.key)
      reportUnknown(body, for: kind)
      return
    }
    if let settings = MappingReader(first.value), kind.traits.isUnnamed {
      decode(kind, name: "", nameNode: first.key, body: settings, in: nil)
      reportUnknown(body, for: kind)
      return
    }
    guard let name = first.value.stringValue, !first.value.isNull else {
      report(
        "manifest.no-name",
        "\"\(key)\" must be followed by a name, not by "
          + first.value.kindDescription,
        first.value
      )
      return
    }
    var parent: ObjectID?
    if case .documentOn(let parents) = place.site {
      guard let found = subject(of: first.key, key: key, parents: parents, body: &body) else {
        return
      }
      parent = found
    }
    decode(kind, name: name, nameNode: first.value, body: body, in: parent)
  }

  private mutating func subject(
    of node: Node,
    key: String,
    parents: [KindName],
    body: inout MappingReader
  ) -> ObjectID? {
    guard let on = body.take("on"), let text = on.stringValue else {
      report(
        "manifest.missing-key",
        "the \(key) does not say what it is on",
        node,
        hint: "Add \"on:\" with the name of the table."
      )
      return nil
    }
    var none = MappingReader.empty(at: on)
    let candidates = parents.compactMap {
      try? registry.kind($0).identify(text, in: nil, body: &none).get()
    }
    guard let first = candidates.first else {
      report("manifest.invalid-name", "\"\(text)\" is not a name of a table", on)
      return nil
    }
    let known = Set(declared.map(\.object.id))
    return candidates.first(where: known.contains) ?? first
  }

  // MARK: One object

  mutating func decode(
    _ kind: any ManagedObject.Type,
    name: String,
    nameNode: Node,
    body: MappingReader,
    under key: String? = nil,
    in parent: ObjectID?
  ) {
    decodeObject(
      kind,
      name: name,
      nameNode: nameNode,
      body: body,
      under: key,
      in: parent,
      ordinal: nil
    )
  }

  private mutating func decodeObject<Kind: ManagedObject>(
    _ kind: Kind.Type,
    name: String,
    nameNode: Node,
    body: MappingReader,
    under key: String? = nil,
    in parent: ObjectID?,
    ordinal: Int?
  ) {
    var body = body
    let id: ObjectID
    switch Kind.identify(name, in: parent, body: &body) {
    case .success(let found): id = found
    case .failure(let reason):
      report(
        "manifest.invalid-name",
        reason.message,
        nameNode,
        hint: reason.hint,
        isSecret: reason.isBesideSecret
      )
      return
    }
    var object = Kind(id: id)
    object.ordinal = ordinal
    var ranges = decodeFields(of: &object, nameNode: nameNode, body: &body, under: key)
    let former = Kind.traits.isRenamable ? body.take(Self.formerName) : nil
    ranges[Self.formerName] = former?.range
    let renamedFrom = former.flatMap {
      String(node: $0, field: Self.formerName, diagnostics: &diagnostics)
    }
    declared.append(
      DeclaredObject(
        object,
        range: nameNode.range,
        fieldRanges: ranges,
        renamedFrom: renamedFrom,
        statedSections: statedSections(of: kind, body: body)
      )
    )
    decodeNested(in: object, body: &body)
    reportUnknown(body, for: kind)
  }

  /// Reads the fields; the key is what a bare value, in place of the mapping, is written under.
  private mutating func decodeFields<Kind: ManagedObject>(
    of object: inout Kind,
    nameNode: Node,
    body: inout MappingReader,
    under key: String?
  ) -> [String: SourceRange] {
    var ranges: [String: SourceRange] = [:]
    for field in Kind.fields where field.isInManifest {
      if let node = body.take(field.name) {
        field.decode(node, key ?? field.name, &object, &diagnostics)
        ranges[field.name] = node.range
      } else if field.isRequired {
        report(
          "manifest.missing-key",
          "the \(Kind.kind) \"\(object.id.label)\" has no \"\(field.name)\"",
          nameNode,
          hint: "Add \"\(field.name):\" \u{2014} \(field.summary)"
        )
      }
    }
    return ranges
  }

  // MARK: What lives inside it

  private func statedSections(
    of kind: any ManagedObject.Type,
    body: MappingReader
  ) -> Set<KindName> {
    let stated = body.remainingPairs.filter { !$0.value.isNull }
    if stated.isEmpty { return [] }
    let nested = registry.nested(in: kind.kind)
    return Set(stated.compactMap { pair in nested[pair.name].map { $0.kind.kind } })
  }

  private mutating func decodeNested(in object: some ManagedObject, body: inout MappingReader) {
    let rest = body.remainingPairs
    if rest.isEmpty { return }
    let nested = registry.nested(in: type(of: object).kind)
    for key in rest.map(\.name) {
      guard let entry = nested[key], let node = body.take(key) else { continue }
      switch entry.place.form {
      case .single: decodeSingle(entry.kind, node: node, key: key, in: object.id)
      case .named, .tree: decodeNamed(entry.kind, node: node, key: key, in: object.id)
      }
    }
  }

  private mutating func decodeSingle(
    _ kind: any ManagedObject.Type,
    node: Node,
    key: String,
    in parent: ObjectID
  ) {
    // What has to say something and does not is as good as not written.
    if node.isNull, kind.hasRequiredField { return }
    guard let body = mapping(node, for: kind, key: key) else { return }
    let bareKey = body.isBare ? key : nil
    decode(kind, name: "", nameNode: node, body: body.reader, under: bareKey, in: parent)
  }

  private mutating func decodeNamed(
    _ kind: any ManagedObject.Type,
    node: Node,
    key: String,
    in parent: ObjectID
  ) {
    if let items = node.items {
      for (index, item) in items.enumerated() {
        decodeObject(
          kind,
          name: item.stringValue ?? "",
          nameNode: item,
          body: MappingReader.empty(at: item),
          in: parent,
          ordinal: Int(index + 1)
        )
      }
      return
    }
    guard let pairs = node.pairs else {
      if !node.isNull {
        report(
          "manifest.wrong-type",
          "\"\(key)\" must be a mapping of names, not \(node.kindDescription)",
          node
        )
      }
      return
    }
    for (index, pair) in pairs.enumerated() {
      guard let body = mapping(pair.value, for: kind, key: pair.key.stringValue ?? key) else {
        continue
      }
      decodeObject(
        kind,
        name: pair.key.stringValue ?? "",
        nameNode: pair.key,
        body: body.reader,
        under: body.isBare ? pair.key.stringValue : nil,
        in: parent,
        ordinal: Int(index + 1)
      )
    }
  }

  /// The node as a mapping; a bare value stands for the kind's shorthand field.
  private mutating func mapping(
    _ node: Node,
    for kind: any ManagedObject.Type,
    key: String
  ) -> (reader: MappingReader, isBare: Bool)? {
    if let reader = MappingReader(node), !kind.traits.shorthandTakesMappings {
      return (reader, false)
    }
    if node.isNull { return (MappingReader.empty(at: node), false) }
    guard let field = kind.traits.shorthand else {
      report(
        "manifest.wrong-type",
        "\"\(key)\" must be a mapping, not \(node.kindDescription)",
        node
      )
      return nil
    }
    return (MappingReader.wrapping(node, under: field), true)
  }

  // MARK: Messages

  private mutating func reportUnknown(_ body: MappingReader, for kind: any ManagedObject.Type) {
    for pair in body.remainingPairs {
      let key = pair.key.stringValue ?? ""
      let known = registry.keys(of: kind)
      let near = closestMatch(to: key, among: known)
      report(
        "manifest.unknown-key",
        "unknown key \"\(key)\" in a \(kind.kind)",
        pair.key,
        hint: Self.remark(on: pair, in: kind) ?? near.map { "Did you mean \"\($0)\"?" }
          ?? "Known keys: \(known.sorted().joined(separator: ", ")).",
        isSecret: Self.isSecret(near ?? key) || Self.isSecret(key)
      )
    }
  }

  /// The key under which the name stands that an object had before.
  private static let formerName = "renamed_from"

  /// What is to be done about a key that people expect to be there.
  private static func remark(on pair: Node.Pair, in kind: any ManagedObject.Type) -> String? {
    switch pair.key.stringValue {
    case formerName:
      return
        "PostgreSQL cannot rename it: without the key the old one is dropped, a new one made."
    case "schema" where kind.traits.isInSchema:
      let schema = pair.value.stringValue ?? "schema"
      return "Write it before the name: \"\(kind.kind.text): \(schema).name\"."
    case "name": return "The name stands beside \"\(kind.kind.text)\", or as the key."
    default: return nil
    }
  }

  /// Whether a secret is to be expected beside a key of this name.
  private static func isSecret(_ key: String) -> Bool {
    ["pass", "secret", "token"].contains(where: key.lowercased().contains)
  }

  mutating func report(
    _ code: String,
    _ message: String,
    _ node: Node,
    hint: String? = nil,
    isSecret: Bool = false
  ) {
    var diagnostic = Diagnostic(.error, code: code, message, at: node.range, hint: hint)
    diagnostic.isSourceSecret = isSecret
    diagnostics.report(diagnostic)
  }
}
