import JSONText
public import ObjectModel
import YAMLSource

/// Generates JSON Schemas (draft 2020-12) from what decodes the files, for editors.
///
/// YAML's authors leave quotes off, so that text may also be a number or a boolean. Where a value
/// may be a variable, a text with `${` in it is accepted whatever else is expected.
public struct ManifestSchema: Sendable {
  static let dialect = JSONValue.string("https://json-schema.org/draft/2020-12/schema")
  let registry: KindRegistry

  /// Makes schemas of the kinds of a registry.
  public init(registry: KindRegistry) {
    self.registry = registry
  }

  /// The schema of manifests: what stands in `desired-state`.
  public var manifest: String {
    let keys = registry.documentPlaces
    return JSONValue.ordered([
      "$schema": Self.dialect,
      "title": .string("Plumb manifest"),
      "type": .string("object"),
      "anyOf": .array(keys.map { Self.reference("document.\($0.place.key)") }),
      "$defs": .object(
        keys.map { .init(key: "document.\($0.place.key)", value: document($0.kind, $0.place)) }
          + registry.nestedKinds.map { .init(key: $0.kind.text, value: nested($0)) }
          + Self.common
      ),
    ]).shortText
  }

  static func reference(_ name: String) -> JSONValue {
    .ordered(["$ref": .string("#/$defs/\(name)")])
  }

  static let common: [JSONValue.Member] = [
    .init(
      key: "scalar",
      value: .ordered(["type": .strings(["string", "number", "boolean"])])
    ),
    .init(
      key: "variable",
      value: .ordered(["type": .string("string"), "pattern": .string(#"\$\{"#)])
    ),
  ]

  // MARK: Documents

  private func document(_ kind: any ManagedObject.Type, _ place: ManifestPlace) -> JSONValue {
    if place.form == .tree { return tree(kind, place) }
    if kind.traits.isUnnamed {
      return .ordered([
        "type": .string("object"), "properties": .ordered([place.key: body(of: kind)]),
        "required": .strings([place.key]), "additionalProperties": .bool(false),
      ])
    }
    var leading: [JSONValue.Member] = [.init(key: place.key, value: Self.reference("scalar"))]
    var required = [place.key]
    if case .documentOn = place.site {
      leading.append(.init(key: "on", value: Self.reference("scalar")))
      required.append("on")
    }
    return body(of: kind, leading: leading, required: required)
  }

  private func tree(_ kind: any ManagedObject.Type, _ place: ManifestPlace) -> JSONValue {
    let shape = kind.traits.shorthand.flatMap { kind.shape(ofField: $0) }
    return .ordered([
      "type": .string("object"), "description": .string(kind.summary),
      "properties": .ordered([
        place.key: shape.map { ShapeSchema(allowsDottedKeys: true).value($0) } ?? .bool(true)
      ]),
      "required": .strings([place.key]), "additionalProperties": .bool(false),
    ])
  }

  // MARK: Bodies

  /// The value of a nested object: its body, or the bare value of its shorthand field.
  private func nested(_ kind: any ManagedObject.Type) -> JSONValue {
    let bare = kind.traits.shorthand.flatMap { kind.shape(ofField: $0) }.map {
      ShapeSchema().value($0)
    }
    if kind.traits.shorthandTakesMappings, let bare { return bare }
    let body = body(of: kind)
    guard let bare else { return body }
    return .ordered(["anyOf": .array([body, bare])])
  }

  private func body(
    of kind: any ManagedObject.Type,
    leading: [JSONValue.Member] = [],
    required: [String] = []
  ) -> JSONValue {
    var members = leading
    var required = required
    members += kind.traits.identityKeys.map { .init(key: $0, value: Self.reference("scalar")) }
    let taken = Set(members.map(\.key))
    for field in kind.fieldDescriptions where !taken.contains(field.name) {
      members.append(
        .init(key: field.name, value: property(field.shape, field.summary, field.isRequired))
      )
      if field.isRequired, field.name != kind.traits.fileField { required.append(field.name) }
    }
    let known = Set(members.map(\.key))
    for (key, entry) in registry.nested(in: kind.kind).sorted(by: { $0.key < $1.key })
    where !known.contains(key) {
      members.append(.init(key: key, value: section(entry, in: kind)))
    }
    if kind.traits.isRenamable {
      members.append(.init(key: "renamed_from", value: Self.reference("scalar")))
    }
    var alternatives: JSONValue?
    if let field = kind.traits.fileField, !known.contains("file") {
      members.append(.init(key: "file", value: .ordered(["type": .string("string")])))
      if kind.fieldDescriptions.contains(where: { $0.name == field && $0.isRequired }) {
        alternatives = .array([field, "file"].map { .ordered(["required": .strings([$0])]) })
      }
    }
    return .ordered([
      "type": .string("object"), "description": .string(kind.summary),
      "properties": .object(members), "required": required.isEmpty ? nil : .strings(required),
      "oneOf": alternatives, "additionalProperties": .bool(false),
    ])
  }

  private func property(_ shape: ValueShape, _ summary: String, _ isRequired: Bool) -> JSONValue {
    let value = ShapeSchema().value(shape)
    let choices = isRequired ? [value] : [value, .ordered(["type": .string("null")])]
    return .ordered(["description": .string(summary), "anyOf": .array(choices)])
  }

  private func section(
    _ entry: KindRegistry.Nested,
    in parent: any ManagedObject.Type
  ) -> JSONValue {
    let value = Self.reference(entry.kind.kind.text)
    let null = JSONValue.ordered(["type": .string("null")])
    if entry.place.form == .single {
      return .ordered([
        "description": .string(entry.kind.summary), "anyOf": .array([value, null]),
      ])
    }
    let mayBeBare = entry.kind.mayBeMereName(in: parent)
    let named = mayBeBare ? JSONValue.ordered(["anyOf": .array([value, null])]) : value
    let list = JSONValue.ordered(["type": .string("array"), "items": Self.reference("scalar")])
    return .ordered([
      "description": .string(entry.kind.summary),
      "anyOf": .array(
        [.ordered(["type": .string("object"), "additionalProperties": named])]
          + (mayBeBare ? [list] : []) + [null]
      ),
    ])
  }
}

// MARK: - What the registry tells

/// What a schema says of a field.
struct FieldDescription {
  let name: String
  let summary: String
  let shape: ValueShape
  let isRequired: Bool
}

extension ManagedObject {
  /// Whether a name says enough of an object within another.
  fileprivate static func mayBeMereName(in parent: any ManagedObject.Type) -> Bool {
    guard !hasRequiredField, var nothing = MappingReader(Node(.mapping([]))) else { return false }
    let names = parent.traits.isInSchema ? ["schema", "parent"] : ["parent"]
    let parent = ObjectID(parent.kind, names)
    return (try? identify("name", in: parent, body: &nothing).get()) != nil
  }

  /// The fields that a manifest can say.
  static var fieldDescriptions: [FieldDescription] {
    fields.filter(\.isInManifest).map {
      FieldDescription(
        name: $0.name,
        summary: $0.summary,
        shape: $0.shape,
        isRequired: $0.isRequired
      )
    }
  }
}

extension KindRegistry {
  /// The kinds of documents with their places, in the order of the registry.
  var documentPlaces: [(kind: any ManagedObject.Type, place: ManifestPlace)] {
    var result: [(kind: any ManagedObject.Type, place: ManifestPlace)] = []
    for kind in kinds {
      for place in kind.places where place.isDocument { result.append((kind, place)) }
    }
    return result
  }

  /// The kinds that can stand inside the manifests of others, in the order of the registry.
  var nestedKinds: [any ManagedObject.Type] {
    let names = Set(kinds.flatMap { nested(in: $0.kind).values.map { $0.kind.kind } })
    return kinds.filter { names.contains($0.kind) }
  }
}
