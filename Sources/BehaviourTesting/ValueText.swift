import PostgresVocabulary
import YAMLSource

/// JSON made of YAML.
enum JSONText {
  /// The JSON text of a node, on one line.
  static func of(_ node: Node) -> String {
    switch node.content {
    case .sequence(let items): "[" + items.map(of).joined(separator: ", ") + "]"
    case .mapping(let pairs):
      "{" + pairs.map { "\(quoted($0.name)): \(of($0.value))" }.joined(separator: ", ") + "}"
    case .scalar(let scalar):
      switch scalar.value {
      case .null: "null"
      case .boolean(let value): value ? "true" : "false"
      case .integer(let number): String(number)
      case .decimal(let text): isNumber(text) ? text : quoted(text)
      case .string(let text): quoted(text)
      }
    }
  }

  /// Whether YAML's spelling of a number is JSON's too.
  private static func isNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.first, first.isNumber, text.last?.isNumber == true else {
      return false
    }
    return !(first == "0" && digits.dropFirst().first?.isNumber == true)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// The text by which PostgreSQL reads a value of a manifest.
enum ValueText {
  /// The text; nothing for NULL.
  ///
  /// - Parameters:
  ///   - node: the value.
  ///   - type: the type that it is for, as the server spells it; nil when it is not known.
  /// - Returns: the scalar as written; lists as arrays, or as JSON where the type is; mappings as
  ///   JSON.
  static func of(_ node: Node, type: String?) -> String? {
    switch node.content {
    case .scalar: node.stringValue
    case .mapping: JSONText.of(node)
    case .sequence(let items): type.isJSON ? JSONText.of(node) : array(items)
    }
  }

  /// The constant that stands for a value; its type is for the server to find.
  static func literal(_ node: Node, type: String? = nil) -> SQL {
    "\(literal: of(node, type: type))"
  }

  private static func array(_ items: [Node]) -> String {
    let elements = items.map { item in
      switch item.content {
      case .sequence(let inner): array(inner)
      case .mapping: quoted(JSONText.of(item))
      case .scalar: item.stringValue.map(quoted) ?? "NULL"
      }
    }
    return "{" + elements.joined(separator: ",") + "}"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
    return "\"" + String(escaped) + "\""
  }
}

extension String? {
  fileprivate var isJSON: Bool { self == "json" || self == "jsonb" }
}
