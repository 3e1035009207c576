import JSONText
import ObjectModel

/// Generates the schema of a field's values.
struct ShapeSchema {
  /// Whether `a.b` may stand for a key within a key.
  var allowsDottedKeys = false

  func value(_ shape: ValueShape) -> JSONValue {
    switch shape {
    case .bool: orVariable(.ordered(["type": .string("boolean")]))
    case .integer: orVariable(.ordered(["type": .string("integer")]))
    case .text: ManifestSchema.reference("scalar")
    case .oneOf(let words): orVariable(.ordered(["enum": .strings(words)]))
    case .list(let item): .ordered(["type": .string("array"), "items": value(item)])
    case .map(let item):
      .ordered(["type": .string("object"), "additionalProperties": nullable(item)])
    case .object(let members): object(members)
    case .any(let shapes) where shapes.isEmpty: .bool(true)
    case .any(let shapes): .ordered(["anyOf": .array(shapes.map(value))])
    }
  }

  private func nullable(_ shape: ValueShape) -> JSONValue {
    .ordered(["anyOf": .array([value(shape), .ordered(["type": .string("null")])])])
  }

  private func orVariable(_ schema: JSONValue) -> JSONValue {
    .ordered(["anyOf": .array([schema, ManifestSchema.reference("variable")])])
  }

  private func object(_ members: [ValueShape.Member]) -> JSONValue {
    let required = members.filter(\.isRequired).map(\.key)
    return .ordered([
      "type": .string("object"),
      "properties": .object(
        members.map { member in
          .init(
            key: member.key,
            value: .ordered([
              "description": .string(member.summary),
              "anyOf": .array(
                [value(member.shape)]
                  + (member.isRequired ? [] : [.ordered(["type": .string("null")])])
              ),
            ])
          )
        }
      ),
      "patternProperties": allowsDottedKeys ? .ordered([#"\."#: .bool(true)]) : nil,
      "required": required.isEmpty ? nil : .strings(required),
      "additionalProperties": .bool(false),
    ])
  }
}
