import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A column of a view or materialized view.
  static let viewColumn = KindName("view_column")
}

/// A column of a view or materialized view about which more is said than the query does: a comment,
/// grants, a view's default, how a materialized view stores it.
///
/// Catalogs: `pg_attribute`, `pg_description`. Manual: ALTER MATERIALIZED VIEW. Versions: all.
struct ViewColumn: CatalogObject {
  static let kind = KindName.viewColumn
  static let summary = "A column of a view: its comment, grants, default and storage."
  static let places: [ManifestPlace] = [
    .named("columns", within: [.view, .materializedView])
  ]
  static let fields: [Field<Self>] = [
    .word(
      "storage",
      \.storage,
      .alter,
      "How long values of a materialized view are stored.",
      usual: "default"
    ),
    .word(
      "compression",
      \.compression,
      .alter,
      "How long values are compressed.",
      usual: "default"
    ),
    .number("statistics", \.statisticsTarget, .alter, "How much detail the planner keeps of it."),
    Field("options", \.options, .alter, "Attribute options: n_distinct."),
  ]
  static let traits = KindTraits.with {
    $0.isSpelledByServer = false
    $0.isCreatedWithParent = true
    $0.isLabelable = true
    $0.isMereHolder = true
    $0.privileges = PrivilegeSet(["select", "insert", "update", "references"])
  }

  let id: ObjectID
  /// Nil stands for the type's own way.
  var storage: ColumnStorage?
  var compression: ColumnCompression?
  var statisticsTarget: Int?
  var options: [String: String] = [:]

  init(id: ObjectID) {
    self.id = id
  }

  /// Catalogs show only those of which something is said.
  func goesWithoutSaying(in context: StepContext) -> Bool {
    self == Self(id: id)
      && context.desired.children(of: id).allSatisfy {
        context.desired[$0]?.goesWithoutSaying(in: context) ?? true
      }
  }
}

// MARK: - Catalog

extension ViewColumn {
  /// Of the attribute options only those of the manual are read; a server may keep more there for
  /// itself, which no statement is meant to set.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, a.attnum AS objsubid, n.nspname AS schema,
      c.relname AS relation, c.relkind, a.attname AS name, v.storage, v.compression, v.statistics,
      v.options
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_description d
      ON d.objoid >= 16384 AND d.objsubid > 0
        AND d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = a.attnum
    CROSS JOIN LATERAL (
      SELECT CASE WHEN c.relkind = 'm' AND a.attstorage <> t.typstorage
          THEN a.attstorage::pg_catalog.text END AS storage,
        nullif(a.attcompression::pg_catalog.text, '') AS compression,
        CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS statistics,
        CASE WHEN a.attoptions IS NOT NULL THEN (
          SELECT pg_catalog.array_agg(o) FROM pg_catalog.unnest(a.attoptions) o
          WHERE o ~ '^n_distinct(_inherited)?=') END AS options) v
    WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND a.attnum > 0
      AND NOT a.attisdropped AND \(CatalogScope.userSchemas)
      AND (d.objoid IS NOT NULL OR a.attacl IS NOT NULL OR a.atthasdef OR v.options IS NOT NULL
        OR EXISTS (SELECT FROM pg_catalog.pg_seclabel l
          WHERE l.classoid = c.tableoid AND l.objoid = c.oid AND l.objsubid = a.attnum)
        OR pg_catalog.num_nonnulls(v.storage, v.compression, v.statistics) > 0)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let view = try RelationKind.relation(in: row) else { return nil }
    self.init(id: ObjectID(.viewColumn, [try row.requiredText("name")], in: view))
    storage = try Self.storage(row.text("storage"))
    compression = try Self.compression(row.text("compression"))
    statisticsTarget = try row.optionalInt("statistics")
    options = StorageParameters.dictionary(try row.optionalTextArray("options") ?? [])
  }

  /// `pg_attribute.attstorage`.
  private static func storage(_ code: String?) -> ColumnStorage? {
    switch code {
    case "p": .plain
    case "e": .external
    case "m": .main
    case "x": .extended
    default: nil
    }
  }

  /// `pg_attribute.attcompression`.
  private static func compression(_ code: String?) -> ColumnCompression? {
    switch code {
    case "p": .pglz
    case "l": .lz4
    default: nil
    }
  }
}

// MARK: - SQL

extension ViewColumn {
  static func address(of id: ObjectID) -> SQL {
    "COLUMN \(qualified: id.root.qualifiedName).\(identifier: id.name)"
  }

  /// The column is there by the query; what is said of it is added.
  func create(in context: StepContext) -> [Step] {
    alter(from: Self(id: id), changed: [], in: context)
  }

  /// What is said of the column is taken back: with it no longer an object, nothing else would.
  func drop(in context: StepContext) -> [Step] {
    Self(id: id).alter(from: self, changed: [], in: context)
      + context.live.children(of: id).flatMap { context.live[$0]?.drop(in: context) ?? [] }
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var clauses: [SQL] = []
    if storage != old.storage {
      // Version 15 has no word for the type's own way; for most types it is this one.
      let usual = context.version >= 16 ? "DEFAULT" : "EXTENDED"
      let word = SQL(unchecked: storage?.rawValue.uppercased() ?? usual)
      clauses.append("SET STORAGE \(word)")
    }
    if compression != old.compression {
      clauses.append("SET COMPRESSION \(SQL(unchecked: compression?.rawValue ?? "default"))")
    }
    if statisticsTarget != old.statisticsTarget {
      clauses.append("SET STATISTICS \(Column.target(statisticsTarget, in: context.version))")
    }
    clauses += StorageParameters.changes(from: old.options, to: options)
    guard let view = id.parent else { preconditionFailure("a column belongs to a view") }
    return clauses.map {
      Step(
        .alter,
        id,
        "ALTER \(context.address(of: view)) ALTER COLUMN \(identifier: id.name) \($0)",
        lock: .accessExclusive
      )
    }
  }

  /// The name follows from the query.
  func rename(to id: ObjectID, in context: StepContext) -> [Step] { [] }
}
