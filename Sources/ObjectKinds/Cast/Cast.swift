import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A cast.
  static let cast = KindName("cast")
}

/// A cast from one type to another.
///
/// It lies in no schema; its one name is made of the types: `(integer AS app.money)`. It is managed
/// where it is declared, and where one of the types lies in a managed schema.
/// Catalog: `pg_cast`. Manual: CREATE CAST. Versions: all.
struct Cast: CatalogObject {
  static let kind = KindName.cast
  static let summary = "How values of one type become values of another."
  static let places: [ManifestPlace] = [.document(.cast)]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.isUsedUnnamed = true
    $0.bindsOthers = true
    $0.exportFolder = "casts"
  }
  static let fields: [Field<Self>] = [
    Field("function", \.function, .replace(unalterable), "The function that makes the new value."),
    Field("inout", \.isInOut, .replace(unalterable), "Whether it goes by the value's text."),
    Field("as", \.context, .replace(unalterable), "Where it is used unasked; nowhere if left out."),
  ]
  private static let unalterable = "PostgreSQL cannot alter a cast"

  let id: ObjectID
  /// The function with its argument types; nil for a cast that changes no byte or goes by text.
  var function: SQL?
  var isInOut = false
  var context: CastContext?

  init(id: ObjectID) {
    self.id = id
  }

  static func address(of id: ObjectID) -> SQL {
    // Types as `format_type` or a manifest spells them.
    "CAST \(SQL(unchecked: id.name))"
  }

  var addressQuery: SQL? {
    guard let types = Self.types(of: id.name) else { return nil }
    return """
      SELECT c.tableoid AS classid, c.oid AS objid
      FROM pg_catalog.pg_cast c
      WHERE c.castsource = \(literal: types.source)::pg_catalog.regtype
        AND c.casttarget = \(literal: types.target)::pg_catalog.regtype
      """
  }
}

/// Where a cast is used without being written: `pg_cast.castcontext`; nil for nowhere.
enum CastContext: String, CaseIterable, FieldCodable {
  case assignment, implicit
}

// MARK: - Names

extension Cast {
  /// Reads `source AS target`, with or without parentheses around it.
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let types = types(of: name) else {
      return .failure(
        InvalidName(
          "\"\(name)\" does not say from which type to which the cast is",
          hint: "Write the types with AS between them: (integer AS money)."
        )
      )
    }
    return .success(ObjectID(kind, ["(\(types.source) AS \(types.target))"]))
  }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    guard let types = Self.types(of: id.name) else { return id }
    let source = TypeList.renamed(types.source, renames)
    let target = TypeList.renamed(types.target, renames)
    return ObjectID(.cast, ["(\(source) AS \(target))"])
  }

  private static func types(of name: String) -> (source: String, target: String)? {
    let trimmed = name.trimmed
    let inner =
      trimmed.hasPrefix("(") && trimmed.hasSuffix(")")
      ? String(trimmed.dropFirst().dropLast()) : trimmed
    guard let (source, target) = TypeList.split(inner, at: "AS"), !source.isEmpty, !target.isEmpty
    else { return nil }
    return (source, target)
  }
}

// MARK: - Catalog

extension Cast {
  static let requiredContents: CatalogContents? = .objects(of: "pg_cast")

  /// The cast of a range type to its multirange type is made with the types.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid,
      pg_catalog.format_type(c.castsource, NULL) AS source,
      pg_catalog.format_type(c.casttarget, NULL) AS target,
      CASE WHEN c.castfunc <> 0 THEN c.castfunc::pg_catalog.regprocedure END AS function,
      c.castmethod = 'i' AS is_inout, c.castcontext AS context
    FROM pg_catalog.pg_cast c
    WHERE c.oid >= 16384 AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_range r
      WHERE r.rngtypid = c.castsource AND r.rngmultitypid = c.casttarget)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let types = (try row.requiredText("source"), try row.requiredText("target"))
    self.init(id: ObjectID(.cast, ["(\(types.0) AS \(types.1))"]))
    // As PostgreSQL spells it.
    function = try row.text("function").map(SQL.init(unchecked:))
    isInOut = try row.bool("is_inout")
    switch try row.requiredText("context") {
    case "a": context = .assignment
    case "i": context = .implicit
    default: context = nil
    }
  }
}

// MARK: - SQL

extension Cast {
  func create(in context: StepContext) -> [Step] {
    let way: SQL =
      isInOut ? "WITH INOUT" : function.map { "WITH FUNCTION \($0)" } ?? "WITHOUT FUNCTION"
    let use: SQL =
      switch self.context {
      case nil: ""
      case .assignment: " AS ASSIGNMENT"
      case .implicit: " AS IMPLICIT"
      }
    return [
      Step(
        .create,
        id,
        "CREATE \(Self.address(of: id)) \(way)\(use)",
        hazards: CalledRoutines.hazards(of: id, asking: .user, in: context)
          + CalledRoutines.policyHazards(
            of: id,
            where: { CalledRoutines.isRebound($0, in: context) },
            in: context
          )
      )
    ]
  }

  /// The rights of the owner of one of the types; without a function, a superuser's.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    if step.action == .create, function == nil, !isInOut {
      return [.superuser("a cast without a function")]
    }
    guard let types = Self.types(of: id.name) else { return [] }
    let oids = [types.source, types.target].map(CatalogLookup.type(spelled:))
    return [
      RequiredRight(
        """
        (SELECT COALESCE(pg_catalog.bool_or(pg_catalog.pg_has_role(t.typowner, 'USAGE')), true)
        FROM pg_catalog.pg_type AS t WHERE t.oid IN (\(oids)))
        """,
        lack: "is no member of a role that owns one of the types of \(id)"
      ).orPlatformsTrust
    ]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }
}
