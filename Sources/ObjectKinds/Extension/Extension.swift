import ObjectModel
import PostgresVocabulary

extension KindName {
  /// An extension.
  static let `extension` = KindName("extension")
}

/// An installed extension; what it made belongs to it and is no object of its own.
///
/// The one that every database begins with (`plpgsql`) is no object either.
/// Catalogs: `pg_extension`, `pg_available_extensions`. Manual: CREATE EXTENSION. Versions: all.
struct Extension: CatalogObject {
  static let kind = KindName.extension
  static let summary = "An installed extension."
  static let places: [ManifestPlace] = [.document(.extension)]
  static let fields: [Field<Self>] = [
    Field(
      "schema",
      \.place,
      .alter,
      "The schema that holds it; else the one that it asks for, or public.",
      shape: ChosenValue.shape,
      fieldValue: \.fieldValue,
      decode: { node, _, diagnostics in
        ChosenValue(node: node, field: "schema", diagnostics: &diagnostics).map {
          // One that asks for another schema can lie in no other than that.
          ChosenValue($0.text, isUsual: $0.text == "public")
        }
      }
    ),
    Field("version", \.version, .alter, "The version; else the server's default for it."),
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.role = .package
    $0.isSpelledByServer = false
    $0.exportFolder = "extensions"
  }

  let id: ObjectID
  var place = ChosenValue()
  var version = ChosenValue()

  /// The schema that it is said to lie in.
  var schema: String? { place.text }

  init(id: ObjectID) {
    self.id = id
  }

  /// The server's own choices, said.
  var declarableForms: [Self] {
    var withPlace = self
    withPlace.place = place.stated
    var withVersion = self
    withVersion.version = version.stated
    var withBoth = withPlace
    withBoth.version = version.stated
    return [withPlace, withVersion, withBoth]
  }

  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    guard let schema else { return self }
    let new = renamed(ObjectID(.schema, [schema])).name
    var copy = self
    copy.place = ChosenValue(new, isUsual: place.isUsual && new == schema)
    return copy
  }

  var references: [ObjectID] {
    schema.map { [ObjectID(.schema, [$0])] } ?? []
  }
}

// MARK: - Catalog

extension Extension {
  static let requiredContents: CatalogContents? = .objects(of: "pg_extension")

  /// Only an extension that cannot be relocated has a schema of its own; to learn it, the server
  /// reads all control files and lists all scripts.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    WITH v AS MATERIALIZED (
      SELECT v.name, v.version, v.schema FROM pg_catalog.pg_available_extension_versions v)
    SELECT x.tableoid AS classid, x.oid AS objid, x.extname AS name, n.nspname AS schema,
      n.nspname = coalesce(
        CASE WHEN NOT x.extrelocatable THEN (
          SELECT v.schema FROM v WHERE v.name = x.extname AND v.version = x.extversion) END,
        'public') AS has_usual_schema,
      x.extversion AS version,
      a.default_version IS NOT DISTINCT FROM x.extversion AS has_usual_version
    FROM pg_catalog.pg_extension x
    JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace
    LEFT JOIN pg_catalog.pg_available_extensions a ON a.name = x.extname
    WHERE x.oid >= 16384
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.extension, [try row.requiredText("name")]))
    place = ChosenValue(
      try row.requiredText("schema"),
      isUsual: try row.bool("has_usual_schema")
    )
    version = ChosenValue(
      try row.requiredText("version"),
      isUsual: try row.bool("has_usual_version")
    )
  }
}

// MARK: - SQL

extension Extension {
  /// Trusted ones take CREATE on the database, others a superuser; the one who has installed an
  /// extension owns it.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    if step.action == .create {
      return [
        .superuser(
          "extension \"\(id.name)\"",
          unless: """
            (SELECT COALESCE(pg_catalog.bool_or(NOT v.superuser OR v.trusted), true)
            FROM pg_catalog.pg_available_extension_versions AS v
            WHERE v.name = \(literal: id.name))
            """
        ), RequiredRight.creationInDatabase.orPlatformsTrust,
      ]
    }
    return [
      RequiredRight(
        """
        (SELECT pg_catalog.pg_has_role(e.extowner, 'USAGE')
        FROM pg_catalog.pg_extension AS e WHERE e.extname = \(literal: id.name))
        """,
        lack: "is no member of the role that owns extension \"\(id.name)\""
      ).orPlatformsTrust
    ]
  }

  static func address(of id: ObjectID) -> SQL {
    "EXTENSION \(identifier: id.name)"
  }

  func create(in context: StepContext) -> [Step] {
    var clauses: [SQL] = []
    if let schema { clauses.append(" SCHEMA \(identifier: schema)") }
    if let version = version.said { clauses.append(" VERSION \(literal: version)") }
    let with: SQL = clauses.isEmpty ? "" : " WITH\(clauses, separator: "")"
    return [Step(.create, id, "CREATE \(Self.address(of: id))\(with)")]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let address = Self.address(of: id)
    var steps: [Step] = []
    if changed.contains("version") {
      let target: SQL = version.said.map { " TO \(literal: $0)" } ?? ""
      steps.append(
        Step(
          .alter,
          id,
          "ALTER \(address) UPDATE\(target)",
          hazards: [
            Hazard(
              .irreversible,
              id,
              "few extensions can go back to an older version but by being dropped"
            )
          ],
          preconditions: [canBeUpdated]
        )
      )
    }
    if changed.contains("schema") {
      let schema = schema ?? "public"
      steps.append(Step(.alter, id, "ALTER \(address) SET SCHEMA \(identifier: schema)"))
    }
    return steps
  }

  /// That the server has scripts which lead from the installed version to this one.
  private var canBeUpdated: Precondition {
    let target: SQL =
      version.said.map { "\(literal: $0)" } ?? """
        (SELECT a.default_version FROM pg_catalog.pg_available_extensions AS a \
        WHERE a.name = \(literal: id.name))
        """
    return .fact(
      """
      SELECT pg_catalog.count(*) FROM pg_catalog.pg_extension AS e \
      WHERE e.extname = \(literal: id.name) AND e.extversion <> \(target) \
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_extension_update_paths(e.extname) AS p \
      WHERE p.source = e.extversion AND p.target = \(target) AND p.path IS NOT NULL)
      """,
      message: "the server has no way from the installed version of extension \"\(id.name)\" to "
        + (version.said.map { "version \($0)" } ?? "its default one"),
      hint: "Declare the installed version, or install the scripts that lead to this one on the "
        + "server; to go back, drop the extension first."
    )
  }

  func drop(in context: StepContext) -> [Step] {
    [
      Step(
        .drop,
        id,
        "DROP \(Self.address(of: id))",
        hazards: [
          Hazard(
            .dataLoss,
            id,
            "the extension is dropped with all that it made: its functions, types and tables, "
              + "and the rows of these"
          )
        ]
      )
    ]
  }
}
