/// Writes the shape of a database as the TypeScript types that Supabase's clients take.
public struct TypeScriptFormat: Sendable {
  /// Makes the format.
  public init() {}

  /// The module: `Json`, `Database`, the helper types and `Constants`.
  public func text(of shape: DatabaseShape) -> String {
    var writer = TypeScriptWriter(schemas: Set(shape.schemas.map(\.name)))
    writer.line("export type Json =")
    for choice in ["string", "number", "boolean", "null", "{ [key: string]: Json | undefined }"] {
      writer.line("  | \(choice)")
    }
    writer.line("  | Json[]")
    writer.line("")
    writer.block("export type Database = {") { writer in
      for schema in shape.schemas { writer.schema(schema) }
    }
    writer.line("")
    writer.text += TypeScriptHelpers.types(defaultSchema: shape.defaultSchema)
    writer.line("")
    writer.block("export const Constants = {", end: "} as const") { writer in
      for schema in shape.schemas { writer.constants(schema) }
    }
    return writer.text
  }
}

extension DatabaseShape {
  /// The schema that helper types mean when none is named.
  var defaultSchema: String {
    let names = schemas.map(\.name)
    return names.contains("public") ? "public" : names.first ?? "public"
  }
}

/// Text of TypeScript in the making.
struct TypeScriptWriter {
  /// The schemas that the module describes.
  let schemas: Set<String>
  var text = ""
  private var indentation = ""

  init(schemas: Set<String>) {
    self.schemas = schemas
  }

  mutating func line(_ line: String) {
    text += line.isEmpty ? "\n" : "\(indentation)\(line)\n"
  }

  mutating func block(
    _ head: String,
    end: String = "}",
    _ body: (inout Self) -> Void
  ) {
    line(head)
    indentation += "  "
    body(&self)
    indentation.removeLast(2)
    line(end)
  }

  /// A block with an entry for each item; it says so when there are none.
  private mutating func entries<Item>(
    _ name: String,
    _ items: [Item],
    _ body: (inout Self, Item) -> Void
  ) {
    block("\(name): {") { writer in
      if items.isEmpty { writer.line("[_ in never]: never") }
      for item in items { body(&writer, item) }
    }
  }

  private mutating func comment(_ text: String?) {
    guard let text, !text.isEmpty else { return }
    let lines = text.split(separator: "*/", omittingEmptySubsequences: false).joined(
      separator: "* /"
    ).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    if lines.count == 1 { return line("/** \(lines[0]) */") }
    line("/**")
    for part in lines { line(" * \(part)") }
    line(" */")
  }

  // MARK: Schemas

  mutating func schema(_ schema: SchemaShape) {
    block("\(key(schema.name)): {") { writer in
      writer.entries("Tables", schema.tables) { $0.relation($1, isView: false) }
      writer.entries("Views", schema.views) { $0.relation($1, isView: true) }
      let functions = Dictionary(grouping: schema.functions, by: \.name)
      writer.entries("Functions", functions.keys.sorted()) { writer, name in
        writer.function(name, functions[name] ?? [], schema)
      }
      writer.entries("Enums", schema.enums) { writer, item in
        writer.line("\(writer.key(item.name)): \(writer.union(item.values))")
      }
      writer.entries("CompositeTypes", schema.composites) { writer, item in
        writer.block("\(writer.key(item.name)): {") { writer in
          for field in item.fields {
            writer.line("\(writer.key(field.name)): \(writer.type(field.type)) | null")
          }
        }
      }
    }
  }

  mutating func constants(_ schema: SchemaShape) {
    block("\(key(schema.name)): {", end: "},") { writer in
      writer.block("Enums: {", end: "},") { writer in
        for item in schema.enums {
          let values = item.values.map(writer.quoted).joined(separator: ", ")
          writer.line("\(writer.key(item.name)): [\(values)],")
        }
      }
    }
  }

  // MARK: Relations

  private mutating func relation(_ relation: RelationShape, isView: Bool) {
    comment(relation.comment)
    block("\(key(relation.name)): {") { writer in
      writer.block("Row: {") { writer in
        for column in relation.columns {
          writer.comment(column.comment)
          writer.line("\(writer.key(column.name)): \(writer.valueType(column))")
        }
      }
      if !isView || relation.isInsertable {
        writer.block("Insert: {") { writer in
          for column in relation.columns { writer.change(column, isInsert: true) }
        }
      }
      if !isView || relation.isUpdatable {
        writer.block("Update: {") { writer in
          for column in relation.columns { writer.change(column, isInsert: false) }
        }
      }
      writer.relationships(relation.relationships)
    }
  }

  private mutating func change(_ column: ColumnShape, isInsert: Bool) {
    let name = key(column.name)
    switch column.source {
    case .database: line("\(name)?: never")
    case .required where isInsert: line("\(name): \(valueType(column))")
    case .required, .optional: line("\(name)?: \(valueType(column))")
    }
  }

  private mutating func relationships(_ relationships: [RelationshipShape]) {
    if relationships.isEmpty { return line("Relationships: []") }
    block("Relationships: [", end: "]") { writer in
      for item in relationships {
        writer.block("{", end: "},") { writer in
          writer.line("foreignKeyName: \(writer.quoted(item.name))")
          writer.line("columns: [\(item.columns.map(writer.quoted).joined(separator: ", "))]")
          writer.line("isOneToOne: \(item.isOneToOne)")
          writer.line("referencedRelation: \(writer.quoted(item.referencedRelation))")
          let columns = item.referencedColumns.map(writer.quoted).joined(separator: ", ")
          writer.line("referencedColumns: [\(columns)]")
        }
      }
    }
  }

  // MARK: Functions

  private mutating func function(
    _ name: String,
    _ overloads: [FunctionShape],
    _ schema: SchemaShape
  ) {
    if overloads.count == 1, let only = overloads.first {
      comment(only.comment)
      block("\(key(name)): {") { $0.signature(only, schema) }
      return
    }
    line("\(key(name)):")
    indentation += "  "
    for overload in overloads { block("| {", end: "  }") { $0.overload(overload, schema) } }
    indentation.removeLast(2)
  }

  /// A signature after a bar, which takes two columns.
  private mutating func overload(_ function: FunctionShape, _ schema: SchemaShape) {
    indentation += "  "
    comment(function.comment)
    signature(function, schema)
    indentation.removeLast(2)
  }

  private mutating func signature(_ function: FunctionShape, _ schema: SchemaShape) {
    if function.arguments.isEmpty {
      line("Args: Record<PropertyKey, never>")
    } else {
      let list = function.arguments.map { argument in
        "\(key(argument.name))\(argument.hasDefault ? "?" : ""): \(type(argument.type))"
      }
      line("Args: { \(list.joined(separator: "; ")) }")
    }
    let suffix = function.returnsSet ? "[]" : ""
    switch function.result {
    case .value(let type): line("Returns: \(self.type(type, in: suffix))")
    case .row(let fields):
      block("Returns: {", end: "}\(suffix)") { writer in
        for field in fields { writer.line("\(writer.key(field.name)): \(writer.type(field.type))") }
      }
    }
  }
}

// MARK: - Types

extension TypeScriptWriter {
  private func valueType(_ column: ColumnShape) -> String {
    type(column.type) + (column.isNullable ? " | null" : "")
  }

  /// The type of the JSON that a value becomes, with a suffix that it must stand before.
  private func type(_ type: ValueType, in suffix: String = "") -> String {
    let text = self.text(of: type)
    return suffix.isEmpty || !text.contains(" | ") ? text + suffix : "(\(text))\(suffix)"
  }

  private func text(of type: ValueType) -> String {
    switch type {
    case .array(let element): self.type(element, in: "[]")
    case .enumeration(let schema, let name, let values):
      schemas.contains(schema) ? member(schema, "Enums", name) : union(values)
    case .composite(let schema, let name):
      schemas.contains(schema) ? member(schema, "CompositeTypes", name) : "Json"
    case .table(let schema, let name):
      schemas.contains(schema) ? member(schema, "Tables", name) + "[\"Row\"]" : "Json"
    case .view(let schema, let name):
      schemas.contains(schema) ? member(schema, "Views", name) + "[\"Row\"]" : "Json"
    case .base(let name): Self.base(name)
    }
  }

  /// What PostgreSQL's `to_json` makes of it: text, where it does not say otherwise.
  private static func base(_ name: String) -> String {
    switch name {
    case "bool": "boolean"
    case "int2", "int4", "int8", "float4", "float8", "numeric": "number"
    case "json", "jsonb": "Json"
    case "void": "undefined"
    case "record": "Record<string, unknown>"
    case "anyelement", "anynonarray", "anyarray", "anycompatible", "any", "unknown": "unknown"
    default: "string"
    }
  }

  private func member(_ schema: String, _ group: String, _ name: String) -> String {
    "Database[\(quoted(schema))][\"\(group)\"][\(quoted(name))]"
  }

  func union(_ values: [String]) -> String {
    values.isEmpty ? "never" : values.map(quoted).joined(separator: " | ")
  }

  /// A name as a key: in quotes unless it is an identifier; words that are reserved may stand.
  func key(_ name: String) -> String {
    let isIdentifier = name.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"), UInt8(ascii: "$"):
        true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): index > 0
      default: false
      }
    }
    return isIdentifier && !name.isEmpty ? name : quoted(name)
  }

  func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
