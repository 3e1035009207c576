import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A transform.
  static let transform = KindName("transform")
}

/// How values of a type get into a language and out of it.
///
/// It lies in no schema; its one name is made of the type and the language: `(app.money LANGUAGE
/// plpython3u)`. It is managed where it is declared, and where the type lies in a managed schema.
/// Catalog: `pg_transform`. Manual: CREATE TRANSFORM. Versions: all.
struct Transform: CatalogObject {
  static let kind = KindName.transform
  static let summary = "How values of a type get into a language and out of it."
  static let places: [ManifestPlace] = [.document(.transform)]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.isUsedUnnamed = true
    $0.exportFolder = "transforms"
  }
  static let fields: [Field<Self>] = [
    Field("from_sql", \.fromSQL, .alter, "The function that makes the language's value."),
    Field("to_sql", \.toSQL, .alter, "The function that makes the type's value."),
  ]

  let id: ObjectID
  /// The functions with their argument types.
  var fromSQL: SQL?
  var toSQL: SQL?

  init(id: ObjectID) {
    self.id = id
  }

  static func address(of id: ObjectID) -> SQL {
    let parts = parts(of: id.name)
    // A type as `format_type` or a manifest spells it.
    let type = SQL(unchecked: parts?.type ?? id.name)
    return "TRANSFORM FOR \(type) LANGUAGE \(identifier: parts?.language ?? "")"
  }

  var addressQuery: SQL? {
    guard let parts = Self.parts(of: id.name) else { return nil }
    return """
      SELECT t.tableoid AS classid, t.oid AS objid
      FROM pg_catalog.pg_transform t
      JOIN pg_catalog.pg_language l ON l.oid = t.trflang AND l.lanname = \(literal: parts.language)
      WHERE t.trftype = \(literal: parts.type)::pg_catalog.regtype
      """
  }
}

// MARK: - Names

extension Transform {
  /// Reads `FOR type LANGUAGE language`; `FOR` and parentheses around it may be left out.
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let parts = parts(of: name) else {
      return .failure(
        InvalidName(
          "\"\(name)\" does not say for which type and language the transform is",
          hint: "Write it as for money language plpython3u."
        )
      )
    }
    return .success(ObjectID(kind, ["(\(parts.type) LANGUAGE \(parts.language))"]))
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    guard let parts = Self.parts(of: id.name) else { return (id.name, []) }
    return ("for \(parts.type) language \(parts.language)", [])
  }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    guard let parts = Self.parts(of: id.name) else { return id }
    let language = renames[ObjectID(.language, [parts.language])]?.name ?? parts.language
    let type = TypeList.renamed(parts.type, renames)
    return ObjectID(.transform, ["(\(type) LANGUAGE \(language))"])
  }

  private static func parts(of name: String) -> (type: String, language: String)? {
    var inner = name.trimmed
    if inner.hasPrefix("("), inner.hasSuffix(")") { inner = String(inner.dropFirst().dropLast()) }
    if inner.prefix(4).uppercased() == "FOR " { inner = String(inner.dropFirst(4)) }
    guard let (type, language) = TypeList.split(inner, at: "LANGUAGE"), !type.isEmpty,
      !language.isEmpty
    else { return nil }
    return (type, language)
  }
}

// MARK: - Catalog

extension Transform {
  static let requiredContents: CatalogContents? = .rows(of: "pg_transform")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT t.tableoid AS classid, t.oid AS objid, pg_catalog.format_type(t.trftype, NULL) AS type,
      l.lanname AS language,
      CASE WHEN t.trffromsql <> 0
        THEN t.trffromsql::pg_catalog.oid::pg_catalog.regprocedure END AS from_sql,
      CASE WHEN t.trftosql <> 0
        THEN t.trftosql::pg_catalog.oid::pg_catalog.regprocedure END AS to_sql
    FROM pg_catalog.pg_transform t
    JOIN pg_catalog.pg_language l ON l.oid = t.trflang
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let parts = (try row.requiredText("type"), try row.requiredText("language"))
    self.init(id: ObjectID(.transform, ["(\(parts.0) LANGUAGE \(parts.1))"]))
    // As PostgreSQL spells it.
    fromSQL = try row.text("from_sql").map(SQL.init(unchecked:))
    toSQL = try row.text("to_sql").map(SQL.init(unchecked:))
  }
}

// MARK: - SQL

extension Transform {
  func create(in context: StepContext) -> [Step] {
    [step(.create, "CREATE", context)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [step(.alter, "CREATE OR REPLACE", context)]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  /// The rights of the type's owner, and USAGE on the language.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    guard let parts = Self.parts(of: id.name) else { return [] }
    let owner = RequiredRight(
      """
      (SELECT pg_catalog.pg_has_role(t.typowner, 'USAGE') FROM pg_catalog.pg_type AS t
      WHERE t.oid = \(CatalogLookup.type(spelled: parts.type)))
      """,
      lack: "is no member of the role that owns type \(parts.type)"
    )
    if step.action == .drop { return [owner] }
    let usage = RequiredRight.privilege(
      """
      (SELECT pg_catalog.has_language_privilege(l.oid, 'USAGE') FROM pg_catalog.pg_language AS l
      WHERE l.lanname = \(literal: parts.language))
      """,
      "USAGE",
      on: "LANGUAGE \(identifier: parts.language)"
    )
    return [owner, usage]
  }

  /// The language runs the functions for whoever calls a function in it.
  private func step(_ action: Step.Action, _ verb: SQL, _ context: StepContext) -> Step {
    let ways: [SQL] =
      (fromSQL.map { ["FROM SQL WITH FUNCTION \($0)"] } ?? [])
      + (toSQL.map { ["TO SQL WITH FUNCTION \($0)"] } ?? [])
    return Step(
      action,
      id,
      "\(verb) \(Self.address(of: id)) (\(ways))",
      hazards: CalledRoutines.hazards(of: id, asking: .nobody, in: context)
    )
  }
}
