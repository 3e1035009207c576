/// Writes the shape of a database as Swift types that are `Codable` and `Sendable`.
///
/// Each schema is an enumeration without cases that holds, for each relation, the structures of a
/// row, of a new row and of a change; enumerations; composite types; and the arguments and rows of
/// functions.
public struct SwiftFormat: Sendable {
  /// Makes the format.
  public init() {}

  /// The file; it needs nothing but Foundation.
  public func text(of shape: DatabaseShape) -> String {
    let schemas = SwiftNames.distinct(shape.schemas.map(\.name)) { SwiftNames.type($0) + "Schema" }
    var writer = SwiftWriter(
      schemas: Dictionary(
        zip(shape.schemas.map(\.name), schemas),
        uniquingKeysWith: { first, _ in first }
      )
    )
    writer.names = Dictionary(
      shape.schemas.map { ($0.name, SwiftWriter.typeNames($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    writer.line("import Foundation")
    for schema in shape.schemas {
      writer.line("")
      writer.schema(schema)
    }
    if writer.needsJSON { writer.text += "\n" + SwiftWriter.json }
    return writer.text
  }
}

/// Text of Swift in the making.
struct SwiftWriter {
  /// The names of the types of a schema, by what they stand for.
  struct TypeNames {
    var relations: [String: String] = [:]
    var enums: [String: String] = [:]
    var composites: [String: String] = [:]
    /// In the order of the schema's functions.
    var functions: [String] = []
  }

  /// The names of the enumerations that hold a schema each.
  let schemas: [String: String]
  var names: [String: TypeNames] = [:]
  var text = ""
  var needsJSON = false
  private var indentation = ""

  init(schemas: [String: String]) {
    self.schemas = schemas
  }

  /// Gives every type of a schema a name of its own.
  static func typeNames(_ schema: SchemaShape) -> TypeNames {
    let relations = schema.tables.map(\.name) + schema.views.map(\.name)
    let enums = schema.enums.map(\.name)
    let composites = schema.composites.map(\.name)
    let all = SwiftNames.distinct(
      relations + enums + composites + schema.functions.map(\.name),
      SwiftNames.type
    )
    func table(_ keys: [String], _ values: ArraySlice<String>) -> [String: String] {
      Dictionary(zip(keys, values), uniquingKeysWith: { first, _ in first })
    }
    var result = TypeNames()
    var rest = all[...]
    result.relations = table(relations, rest.prefix(relations.count))
    rest = rest.dropFirst(relations.count)
    result.enums = table(enums, rest.prefix(enums.count))
    rest = rest.dropFirst(enums.count)
    result.composites = table(composites, rest.prefix(composites.count))
    result.functions = Array(rest.dropFirst(composites.count))
    return result
  }

  mutating func line(_ line: String) {
    text += line.isEmpty ? "\n" : "\(indentation)\(line)\n"
  }

  mutating func block(_ head: String, _ body: (inout Self) -> Void) {
    line("\(head) {")
    indentation += "  "
    body(&self)
    indentation.removeLast(2)
    line("}")
  }

  private mutating func comment(_ text: String?) {
    for part in (text ?? "").split(separator: "\n") { line("/// \(part)") }
  }

  // MARK: Schemas

  mutating func schema(_ schema: SchemaShape) {
    let names = names[schema.name] ?? TypeNames()
    block("public enum \(schemas[schema.name] ?? schema.name)") { writer in
      for item in schema.enums {
        writer.enumeration(item, name: names.enums[item.name] ?? item.name)
      }
      for item in schema.composites {
        let fields = item.fields.map { Property($0, isOptional: true) }
        writer.structure(names.composites[item.name] ?? item.name, fields, comment: nil)
      }
      for relation in schema.tables {
        writer.relation(relation, name: names.relations[relation.name] ?? "", isView: false)
      }
      for relation in schema.views {
        writer.relation(relation, name: names.relations[relation.name] ?? "", isView: true)
      }
      for (function, name) in zip(schema.functions, names.functions) {
        writer.function(function, name: name)
      }
    }
  }

  private mutating func enumeration(_ item: EnumShape, name: String) {
    let cases = SwiftNames.distinct(item.values, SwiftNames.member)
    if item.values.isEmpty { return block("public enum \(name): Hashable, Sendable") { _ in } }
    block("public enum \(name): String, Codable, Hashable, Sendable, CaseIterable") { writer in
      for (name, value) in zip(cases, item.values) {
        writer.line("case \(SwiftNames.spelled(name)) = \(Self.quoted(value))")
      }
    }
  }

  private mutating func relation(_ relation: RelationShape, name: String, isView: Bool) {
    structure(
      "\(name)Select",
      relation.columns.map {
        Property($0.name, $0.type, isOptional: $0.isNullable, comment: $0.comment)
      },
      comment: relation.comment
    )
    let given = relation.columns.filter { $0.source != .database }
    if !isView || relation.isInsertable {
      structure(
        "\(name)Insert",
        given.map {
          Property($0.name, $0.type, isOptional: $0.source == .optional, comment: nil)
        },
        comment: nil
      )
    }
    if !isView || relation.isUpdatable {
      structure(
        "\(name)Update",
        given.map { Property($0.name, $0.type, isOptional: true, comment: nil) },
        comment: nil
      )
    }
  }

  private mutating func function(_ function: FunctionShape, name: String) {
    if !function.arguments.isEmpty {
      structure(
        "\(name)Arguments",
        function.arguments.map {
          Property($0.name, $0.type, isOptional: $0.hasDefault, comment: nil)
        },
        comment: function.comment
      )
    }
    if case .row(let fields) = function.result {
      structure(
        "\(name)Result",
        fields.map { Property($0, isOptional: true) },
        comment: function.arguments.isEmpty ? function.comment : nil
      )
    }
  }

  // MARK: Structures

  /// A property in the making.
  private struct Property {
    let key: String
    let type: ValueType
    let isOptional: Bool
    let comment: String?

    init(_ key: String, _ type: ValueType, isOptional: Bool, comment: String?) {
      self.key = key
      self.type = type
      self.isOptional = isOptional
      self.comment = comment
    }

    init(_ field: FieldShape, isOptional: Bool) {
      self.init(field.name, field.type, isOptional: isOptional, comment: nil)
    }
  }

  private mutating func structure(_ name: String, _ properties: [Property], comment: String?) {
    self.comment(comment)
    let names = SwiftNames.distinct(properties.map(\.key), SwiftNames.member)
    let types = properties.map { type($0.type) + ($0.isOptional ? "?" : "") }
    block("public struct \(name): Codable, Hashable, Sendable") { writer in
      for (index, property) in properties.enumerated() {
        writer.comment(property.comment)
        writer.line("public var \(SwiftNames.spelled(names[index])): \(types[index])")
      }
      let parameters = properties.indices.map { index in
        let value = properties[index].isOptional ? " = nil" : ""
        return "\(SwiftNames.spelled(names[index])): \(types[index])\(value)"
      }
      writer.block("public init(\(parameters.joined(separator: ", ")))") { writer in
        for name in names { writer.line("self.\(name) = \(SwiftNames.spelled(name))") }
      }
      if properties.isEmpty { return }
      writer.block("private enum CodingKeys: String, CodingKey") { writer in
        for (name, property) in zip(names, properties) {
          writer.line("case \(SwiftNames.spelled(name)) = \(Self.quoted(property.key))")
        }
      }
    }
  }

  // MARK: Types

  private mutating func type(_ type: ValueType) -> String {
    switch type {
    case .array(let element): return "[\(self.type(element))]"
    case .enumeration(_, _, let values) where values.isEmpty: return "String"
    case .enumeration(let schema, let name, _):
      return member(schema, names[schema]?.enums[name]) ?? "String"
    case .composite(let schema, let name):
      return member(schema, names[schema]?.composites[name]) ?? json()
    case .table(let schema, let name), .view(let schema, let name):
      return member(schema, names[schema]?.relations[name].map { $0 + "Select" }) ?? json()
    case .base(let name): return base(name)
    }
  }

  private func member(_ schema: String, _ name: String?) -> String? {
    guard let name, let schema = schemas[schema] else { return nil }
    return "\(schema).\(name)"
  }

  /// Times stay text, as the API sends them: how they are read is the decoder's business.
  private mutating func base(_ name: String) -> String {
    switch name {
    case "bool": return "Bool"
    case "int2": return "Int16"
    case "int4": return "Int32"
    case "int8": return "Int64"
    case "float4": return "Float"
    case "float8": return "Double"
    case "numeric": return "Decimal"
    case "uuid": return "UUID"
    case "json", "jsonb", "record", "anyelement", "anynonarray", "anyarray", "anycompatible",
      "any", "unknown":
      return json()
    default: return "String"
    }
  }

  private mutating func json() -> String {
    needsJSON = true
    return "DatabaseJSON"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20: result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension SwiftWriter {
  /// Any value of JSON.
  static let json = """
    /// A value of JSON.
    public enum DatabaseJSON: Codable, Hashable, Sendable {
      case null
      case bool(Bool)
      case number(Double)
      case string(String)
      case array([DatabaseJSON])
      case object([String: DatabaseJSON])

      public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
          self = .null
        } else if let value = try? container.decode(Bool.self) {
          self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
          self = .number(value)
        } else if let value = try? container.decode(String.self) {
          self = .string(value)
        } else if let value = try? container.decode([DatabaseJSON].self) {
          self = .array(value)
        } else {
          self = .object(try container.decode([String: DatabaseJSON].self))
        }
      }

      public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
      }
    }

    """
}
