import Diagnostics
import ObjectModel
import PostgresVocabulary

extension KindName {
  /// An enum type.
  static let enumType = KindName("enum")
}

/// An enum type: a type whose values are a few words in an order.
///
/// Catalogs: `pg_type`, `pg_enum`. Manual: CREATE TYPE. Versions: all.
struct EnumType: CatalogObject {
  static let kind = KindName.enumType
  static let summary = "A type whose values are a few words in an order."
  static let places: [ManifestPlace] = [.document(.enumType)]
  static let fields: [Field<Self>] = [
    Field("values", \.values, .alter, "The values in their order.", isRequired: true)
  ]
  static let traits = KindTraits.type()

  let id: ObjectID
  var values = EnumValues()

  init(id: ObjectID) {
    self.id = id
  }

  var labels: [String] { values.labels }
  var partNames: [String] { labels }
  var partRenames: [PartRename] { values.formerLabels.renames }

  static func check(_ declared: [DeclaredObject], diagnostics: inout DiagnosticCollector) {
    for entry in declared {
      guard let type = entry.object as? Self else { continue }
      // By bytes: Swift takes texts as equal that PostgreSQL does not.
      var seen: Set<[UInt8]> = []
      for label in type.labels where !seen.insert(Array(label.utf8)).inserted {
        diagnostics.error(
          "manifest.duplicate-value",
          "\(type.id) has the value \"\(label)\" twice",
          at: entry.fieldRanges["values"] ?? entry.range,
          hint: "Keep one of the two."
        )
      }
    }
  }
}

// MARK: - Catalog

extension EnumType {
  static let requiredContents: CatalogContents? = .objects(of: "pg_type", where: "x.typtype = 'e'")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT t.tableoid AS classid, t.oid AS objid, n.nspname AS schema, t.typname AS name,
      coalesce(e.labels, '{}') AS labels
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN (
      SELECT enumtypid,
        pg_catalog.array_agg(enumlabel::pg_catalog.text ORDER BY enumsortorder) AS labels
      FROM pg_catalog.pg_enum
      GROUP BY enumtypid
    ) e ON e.enumtypid = t.oid
    WHERE t.typtype = 'e' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(.enumType, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    values.labels = try row.textArray("labels")
  }
}
