import ObjectModel
import PostgresVocabulary

/// What functions and procedures have in common.
///
/// Catalog: `pg_proc`. Manual: CREATE FUNCTION, CREATE PROCEDURE. Versions: all.
protocol Routine: Callable, TypeNaming {
  /// The codes of the kind in `pg_proc.prokind`.
  static var codes: SQL { get }

  var language: String { get set }
  /// The body as a text, for languages that take one.
  var body: SQL? { get set }
  /// The body as SQL that the server has parsed: `BEGIN ATOMIC …` or `RETURN …`.
  var sqlBody: SQL? { get set }
  var objectFile: String? { get set }
  var linkSymbol: String? { get set }
  var security: RoutineSecurity? { get set }
  var transforms: [SQL] { get set }
  var settings: SettingList { get set }
  var extensions: [String] { get set }
  var signature: RoutineSignature { get set }

  /// What stands between the arguments and the language.
  var returnClause: SQL? { get }
  /// The attributes that only the kind itself has, in the server's order; security not among them.
  var attributes: (beforeSecurity: [SQL], afterSecurity: [SQL]) { get }
  /// Whether PostgreSQL may store what the routine gives.
  var mayBeStored: Bool { get }
  /// The attributes that only superusers may give it.
  var superuserAttributes: [String] { get }
  /// The types of what it returns, as the server spells them.
  var resultTypes: [String] { get }
}

/// With whose rights a routine runs; nil stands for those of its caller.
enum RoutineSecurity: String, CaseIterable, FieldCodable {
  case definer
}

extension Routine {
  /// The fields of both kinds; those of one kind alone stand among them.
  static func routineFields(
    _ result: [Field<Self>] = [],
    behaviour: [Field<Self>] = []
  ) -> [Field<Self>] {
    [.inName("arguments", \.arguments, .alter, "The arguments with names, modes and defaults.")]
      + result
      + [Field("language", \.language, .alter, "The language it is written in.", isRequired: true)]
      + behaviour
      + [
        .word(
          "security",
          \.security,
          .alter,
          "With whose rights it runs: definer, its owner's; invoker, its caller's.",
          usual: "invoker"
        ),
        Field("set", \.settings, .alter, "Settings that hold while it runs."),
        Field("transforms", \.transforms, .alter, "The types that are transformed for it."),
        Field(
          "depends_on_extensions",
          \.extensions,
          .alter,
          "The extensions that it goes away with."
        ),
        Field("object_file", \.objectFile, .alter, "The library that holds it, for language c."),
        Field("link_symbol", \.linkSymbol, .alter, "Its name in that library."),
        Field("body", \.body, .alter, "The body."),
        Field("sql_body", \.sqlBody, .alter, "The body as parsed SQL: BEGIN ATOMIC … or RETURN …."),
        .derived("signature", \.signature, "it follows from the arguments"),
      ]
  }

  static func routineTraits(objectTypes: String, folder: String) -> KindTraits {
    .with {
      $0.isInSchema = true
      $0.isUsedByName = true
      $0.topic = .functions
      $0.hidesReferences = true
      $0.fileField = "body"
      $0.isOwnable = true
      $0.isLabelable = true
      $0.privileges = PrivilegeSet(
        ["execute"],
        publicByDefault: ["execute"],
        objectType: objectTypes
      )
      $0.exportFolder = folder
      $0.latestAddressQuery = """
        SELECT p.tableoid AS classid, p.oid AS objid
        FROM pg_catalog.pg_proc p
        ORDER BY p.oid DESC
        LIMIT 1
        """
      $0.bodyCheckQuery = bodyCheckQuery
    }
  }

  /// Has each language's validator look at each routine, with the `search_path` that the routine
  /// sets, else the session's.
  ///
  /// Catalog: `pg_language.lanvalidator`. Manual: "Writing a Procedural Language Handler".
  private static var bodyCheckQuery: SQL {
    """
    SELECT p.tableoid AS classid, p.oid AS objid,
      pg_catalog.format(
        'SELECT pg_catalog.set_config(''search_path'', %L, true), %s(%s)',
        COALESCE(
          (SELECT pg_catalog.substr(s.setting, pg_catalog.length('search_path=') + 1)
            FROM pg_catalog.unnest(p.proconfig) AS s (setting)
            WHERE s.setting LIKE 'search_path=%'),
          pg_catalog.current_setting('search_path')
        ),
        l.lanvalidator::pg_catalog.regproc, p.oid
      ) AS statement
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang
    WHERE p.prokind IN (\(codes)) AND l.lanvalidator <> 0 AND l.lanname NOT IN ('internal', 'c')
      AND p.pronamespace NOT IN (
        'pg_catalog'::pg_catalog.regnamespace, 'information_schema'::pg_catalog.regnamespace
      )
    """
  }

  var references: [ObjectID] {
    extensions.map { ObjectID(.extension, [$0]) }
  }
}

/// What decides whether other arguments can take the place of a routine's own.
///
/// Manual: CREATE FUNCTION, Notes on OR REPLACE.
struct RoutineSignature: FieldCodable {
  /// The names of the input arguments; empty for those without.
  var inputNames: [String] = []
  /// Names and types of the columns of the result, where it is a record.
  var outputs: [String] = []
  var defaultCount = 0

  /// Why this signature cannot take the place of another in the same function.
  func reasonForReplacement(of old: Self) -> String? {
    for (index, name) in old.inputNames.enumerated() where !name.isEmpty {
      guard inputNames.indices.contains(index), inputNames[index] == name else {
        return "PostgreSQL cannot rename the argument \"\(name)\" in place"
      }
    }
    if outputs != old.outputs { return "PostgreSQL cannot alter the columns of its result" }
    if defaultCount < old.defaultCount { return "PostgreSQL cannot take a default off an argument" }
    return nil
  }
}
