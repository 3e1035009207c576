import ObjectModel

/// Generates the schema of a field's values.
struct ShapeSchema {
  /// Whether `a.b` may stand for a key within a key.
  var allowsDottedKeys = false

  func value(_ shape: ValueShape) -> JSONValue {
    switch shape {
    case .bool: orVariable(.object(["type": .string("boolean")]))
    case .integer: orVariable(.object(["type": .string("integer")]))
    case .text: ManifestSchema.reference("scalar")
    case .oneOf(let words): orVariable(.object(["enum": .strings(words)]))
    case .list(let item): .object(["type": .string("array"), "items": value(item)])
    case .map(let item):
      .object(["type": .string("object"), "additionalProperties": nullable(item)])
    case .object(let members): object(members)
    case .any(let shapes): .object(["anyOf": .array(shapes.map(value))])
    }
  }

  private func nullable(_ shape: ValueShape) -> JSONValue {
    .object(["anyOf": .array([value(shape), .object(["type": .string("null")])])])
  }

  private func orVariable(_ schema: JSONValue) -> JSONValue {
    .object(["anyOf": .array([schema, ManifestSchema.reference("variable")])])
  }

  private func object(_ members: [ValueShape.Member]) -> JSONValue {
    let required = members.filter(\.isRequired).map(\.key)
    return .object([
      "type": .string("object"),
      "properties": .object(
        members.map { member in
          .init(
            key: member.key,
            value: .object([
              "description": .string(member.summary),
              "anyOf": .array(
                [value(member.shape)]
                  + (member.isRequired ? [] : [.object(["type": .string("null")])])
              ),
            ])
          )
        }
      ),
      "patternProperties": allowsDottedKeys ? .object([#"\."#: .bool(true)]) : nil,
      "required": required.isEmpty ? nil : .strings(required),
      "additionalProperties": .bool(false),
    ])
  }
}
