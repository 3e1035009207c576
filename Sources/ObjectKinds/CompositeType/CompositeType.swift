import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A composite type that stands alone.
  static let composite = KindName("composite")
}

/// A composite type that stands alone; a table's row type is the table's.
///
/// Catalogs: `pg_type`, `pg_attribute`. Manual: CREATE TYPE. Versions: all.
struct CompositeType: CatalogObject, TypeNaming {
  static let kind = KindName.composite
  static let summary = "A type whose values have several attributes."
  static let places: [ManifestPlace] = [.document(.composite)]
  static let fields: [Field<Self>] = [
    Field("attributes", \.attributes, .alter, "The attributes in their order.")
  ]
  static let traits = KindTraits.type { $0.namespaces = ["type", "relation"] }

  let id: ObjectID
  var attributes = CompositeAttributes()

  init(id: ObjectID) {
    self.id = id
  }

  var namedTypes: [String] { attributes.items.map(\.type.text) }
  var partNames: [String] { attributes.names }
  var partRenames: [PartRename] { attributes.formerNames.renames }
}

// MARK: - Catalog

extension CompositeType {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT t.tableoid AS classid, t.oid AS objid, n.nspname AS schema, t.typname AS name,
      coalesce(a.names, '{}') AS names, coalesce(a.types, '{}') AS types,
      coalesce(a.collations, '{}') AS collations, coalesce(a.comments, '{}') AS comments
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN (
      SELECT a.attrelid,
        pg_catalog.array_agg(a.attname::pg_catalog.text ORDER BY a.attnum) AS names,
        pg_catalog.array_agg(
          pg_catalog.format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) AS types,
        pg_catalog.array_agg(
          CASE WHEN a.attcollation <> y.typcollation
            THEN pg_catalog.format('%I.%I', cn.nspname, co.collname) END
          ORDER BY a.attnum) AS collations,
        pg_catalog.array_agg(d.description ORDER BY a.attnum) AS comments
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class r ON r.oid = a.attrelid AND r.relkind = 'c'
      JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
      LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
      LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
      LEFT JOIN pg_catalog.pg_description d ON d.objoid = a.attrelid AND d.objsubid = a.attnum
        AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
      WHERE a.attnum > 0 AND NOT a.attisdropped
      GROUP BY a.attrelid
    ) a ON a.attrelid = c.oid
    WHERE t.typtype = 'c' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(.composite, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    let names = try row.textArray("names")
    let types = try row.textArray("types")
    let collations = try row.nullableTextArray("collations")
    let comments = try row.nullableTextArray("comments")
    attributes.items = names.indices.map { index in
      // Types and collations as PostgreSQL spells them.
      CompositeAttribute(
        name: names[index],
        type: SQL(unchecked: types[index]),
        collation: collations[index].map(SQL.init(unchecked:)),
        comment: comments[index]
      )
    }
  }
}
