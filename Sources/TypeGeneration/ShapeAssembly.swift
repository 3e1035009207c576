import PostgresVocabulary

/// Puts the shape of a schema together from what the catalogs say.
struct ShapeAssembly {
  let types: TypeTable

  func schema(
    _ name: String,
    relations: [Row],
    columns: [Row],
    keys: [Row],
    functions: [Row],
    attributes: [Row]
  ) throws -> SchemaShape {
    let columnsByRelation = try grouped(columns)
    let keysByRelation = try grouped(keys)
    func shapes(_ kinds: Set<String>) throws -> [RelationShape] {
      try relations.filter { kinds.contains(try $0.requiredText("kind")) }.map { row in
        let name = try row.requiredText("name")
        return try relation(row, columnsByRelation[name] ?? [], keysByRelation[name] ?? [])
      }
    }
    return SchemaShape(
      name: name,
      tables: try shapes(["r", "p", "f"]),
      views: try shapes(["v", "m"]),
      functions: try functions.compactMap { try function($0) },
      enums: types.enums(in: name),
      composites: try composites(attributes, in: name)
    )
  }

  private func grouped(_ rows: [Row]) throws -> [String: [Row]] {
    try Dictionary(grouping: rows) { try $0.requiredText("relation") }
  }

  // MARK: Relations

  private func relation(_ row: Row, _ columns: [Row], _ keys: [Row]) throws -> RelationShape {
    let kind = try row.requiredText("kind")
    let isView = kind == "v" || kind == "m"
    return RelationShape(
      name: try row.requiredText("name"),
      comment: try row.text("comment"),
      columns: try columns.map { try column($0, isOfView: isView) },
      relationships: try keys.map { row in
        RelationshipShape(
          name: try row.requiredText("name"),
          columns: try row.textArray("columns"),
          isOneToOne: try row.bool("is_one_to_one"),
          referencedRelation: try row.requiredText("referenced"),
          referencedColumns: try row.textArray("referenced_columns")
        )
      },
      isInsertable: try row.bool("is_insertable"),
      isUpdatable: try row.bool("is_updatable")
    )
  }

  /// PostgreSQL does not say which columns of a view are never NULL, so all of them may be.
  private func column(_ row: Row, isOfView: Bool) throws -> ColumnShape {
    let type = try row.oid("type")
    let isNullable = try !row.bool("is_not_null") && !types.refusesNull(type)
    let identity = try row.text("identity") ?? ""
    let isGenerated = try !(row.text("generated") ?? "").isEmpty
    let source: ColumnShape.Source
    if isOfView {
      source = try row.bool("is_updatable") ? .optional : .database
    } else if identity == "a" || isGenerated {
      source = .database
    } else if try identity == "d" || isNullable || row.bool("has_default") {
      source = .optional
    } else {
      source = .required
    }
    return ColumnShape(
      name: try row.requiredText("name"),
      comment: try row.text("comment"),
      type: types.type(type),
      isNullable: isNullable,
      source: source
    )
  }

  private func composites(_ rows: [Row], in schema: String) throws -> [CompositeShape] {
    try grouped(rows).sorted { $0.key < $1.key }
      .filter { !types.isExtensionComposite($0.key, in: schema) }
      .map { name, rows in
        CompositeShape(
          name: name,
          fields: try rows.map { row in
            FieldShape(
              name: try row.requiredText("name"),
              type: types.type(try row.oid("type"))
            )
          }
        )
      }
  }

  // MARK: Functions

  /// An argument as `pg_proc` holds it.
  private struct Parameter {
    let name: String
    let type: ValueType
    let mode: String

    var isInput: Bool { ["i", "b", "v"].contains(mode) }
  }

  /// A function; nothing for one that cannot be called with named arguments.
  private func function(_ row: Row) throws -> FunctionShape? {
    let names = try row.textArray("names")
    let modes = try row.textArray("modes")
    let parameters = try row.textArray("types").enumerated().map { index, oid in
      Parameter(
        name: index < names.count ? names[index] : "",
        type: types.type(UInt32(oid) ?? 0),
        mode: index < modes.count ? modes[index] : "i"
      )
    }
    let inputs = parameters.filter(\.isInput)
    if inputs.count > 1, inputs.contains(where: \.name.isEmpty) { return nil }
    let firstDefault = inputs.count - (try row.int("defaults"))
    let outputs = parameters.filter { ["o", "b", "t"].contains($0.mode) }
    let isRow = outputs.contains { $0.mode == "t" } || outputs.count > 1
    let fields = outputs.enumerated().map { index, output in
      FieldShape(
        name: output.name.isEmpty ? "column\(index + 1)" : output.name,
        type: output.type
      )
    }
    return FunctionShape(
      name: try row.requiredText("name"),
      comment: try row.text("comment"),
      arguments: inputs.enumerated().map { index, input in
        .init(name: input.name, type: input.type, hasDefault: index >= firstDefault)
      },
      result: isRow ? .row(fields) : .value(types.type(try row.oid("result"))),
      returnsSet: try row.bool("returns_set")
    )
  }
}
