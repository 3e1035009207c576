import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A materialized view.
  static let materializedView = KindName("materialized_view")
}

/// A materialized view; its indexes are objects of their own.
///
/// Catalogs: `pg_class`, `pg_rewrite`. Manual: CREATE MATERIALIZED VIEW. Versions: all.
struct MaterializedView: CatalogObject {
  static let kind = KindName.materializedView
  static let summary = "A query whose rows are kept until they are refreshed."
  static let places: [ManifestPlace] = [.document(.materializedView)]
  static let fields: [Field<Self>] = [
    Field("using", \.accessMethod, .alter, "The table access method."),
    Field("with", \.storageParameters, .alter, "Storage parameters, such as fillfactor."),
    Field("tablespace", \.tablespace, .alter, "The tablespace that holds it."),
    Field("depends_on_extensions", \.extensions, .alter, "The extensions that it goes away with."),
    Field(
      "query",
      \.query,
      .replace("PostgreSQL cannot alter the query of a materialized view; it is filled anew"),
      "The query.",
      isRequired: true
    ),
    Field(
      "with_data",
      \.isPopulated,
      .ignored("whether it is filled is no part of the schema"),
      "Whether it is filled when it is made."
    ),
  ]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.isUsedByName = true
    $0.topic = .views
    $0.isEvaluatedWhenMade = true
    $0.fileField = "query"
    $0.isOwnable = true
    $0.isLabelable = true
    $0.namespaces = ["relation", "type"]
    $0.exportFolder = "materialized_views"
    $0.privileges = .relation
  }

  let id: ObjectID
  var accessMethod: String?
  var storageParameters = OptionList()
  var tablespace: String?
  var extensions: [String] = []
  var query: SQL = ""
  var isPopulated = true

  init(id: ObjectID) {
    self.id = id
  }

  var tablespaces: [String] { [tablespace].compactMap(\.self) }

  func versionNeeds(among declared: Catalog) -> [VersionNeed] {
    StorageParameters.versionNeeds(storageParameters)
  }

  var references: [ObjectID] { extensions.map { ObjectID(.extension, [$0]) } }
}

// MARK: - Catalog

extension MaterializedView {
  static let isSlowToRead = true
  static let requiredContents: CatalogContents? = .objects(of: "pg_class", where: "x.relkind = 'm'")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, n.nspname AS schema, c.relname AS name,
      pg_catalog.pg_get_viewdef(c.oid) AS query, c.relispopulated AS populated,
      nullif(am.amname, 'heap') AS access_method, ts.spcname AS tablespace, x.extensions,
      c.reloptions || ARRAY(SELECT 'toast.' || o FROM pg_catalog.unnest(t.reloptions) o) AS options
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
    LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
    LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
    \(ExtensionDependence.join("pg_catalog.pg_class", "c.oid"))
    WHERE c.relkind = 'm' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(
        .materializedView,
        [try row.requiredText("schema"), try row.requiredText("name")]
      )
    )
    accessMethod = try row.text("access_method")
    tablespace = try row.text("tablespace")
    storageParameters = OptionList(try row.textArray("options"))
    extensions = try row.optionalTextArray("extensions") ?? []
    query = ViewQuery.trimmed(try row.requiredText("query"))
    isPopulated = try row.bool("populated")
  }
}

// MARK: - SQL

extension MaterializedView {
  static func address(of id: ObjectID) -> SQL {
    "MATERIALIZED VIEW \(qualified: id.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    var parts: [SQL] = ["CREATE \(Self.address(of: id))"]
    if let accessMethod { parts.append("USING \(identifier: accessMethod)") }
    if let options = StorageParameters.list(storageParameters) { parts.append("WITH \(options)") }
    if let tablespace { parts.append("TABLESPACE \(identifier: tablespace)") }
    parts.append("AS")
    let data: SQL = isPopulated ? "" : "\nWITH NO DATA"
    let step = Step(
      .create,
      id,
      "\(parts, separator: " ")\n\(query)\(data)",
      hazards: hazards(in: context)
    )
    let columns = context.desired.children(of: id, as: ViewColumn.self)
    return [step] + alterations(ExtensionDependence.clauses(from: [], to: extensions))
      + columns.flatMap { $0.create(in: context) }
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))", lock: .accessExclusive)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var rewrites: [SQL] = []
    if changed.contains("using") {
      rewrites.append("SET ACCESS METHOD \(identifier: accessMethod ?? "heap")")
    }
    if changed.contains("tablespace") {
      rewrites.append("SET TABLESPACE \(identifier: tablespace ?? "pg_default")")
    }
    let hazard = Hazard(.tableRewrite, id, "every row of the materialized view is written anew")
    return alterations(rewrites, lock: .accessExclusive, hazards: [hazard])
      + alterations(
        StorageParameters.changes(from: old.storageParameters, to: storageParameters),
        lock: .shareUpdateExclusive
      )
      + alterations(ExtensionDependence.clauses(from: old.extensions, to: extensions))
  }

  private func alterations(
    _ clauses: [SQL],
    lock: LockMode? = nil,
    hazards: [Hazard] = []
  ) -> [Step] {
    clauses.map {
      Step(.alter, id, "ALTER \(Self.address(of: id)) \($0)", lock: lock, hazards: hazards)
    }
  }

  /// What it means that a materialized view is made anew.
  private func hazards(in context: StepContext) -> [Hazard] {
    guard let old = context.live.object(id, as: Self.self) else { return [] }
    var hazards: [Hazard] = []
    if isPopulated {
      hazards.append(
        Hazard(.longLock, id, "readers wait while the query runs to fill the view anew")
      )
    }
    if query != old.query {
      hazards.append(
        Hazard(
          .accessWidened,
          id,
          "whoever may read \(id.label) sees what its new query shows, "
            + "which is read with the rights of its owner"
        )
      )
      hazards += Deciders.hazards(of: id, in: context)
    }
    return hazards
  }
}
