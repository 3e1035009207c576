import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// The database itself.
  static let database = KindName("database")
}

/// The database itself, as far as its settings, its grants and its comment go.
///
/// It has the same identity whatever its name is, which differs from environment to environment.
/// Catalog: `pg_database`. Manual: ALTER DATABASE; GRANT, ON DATABASE. Versions: all.
struct Database: CatalogObject {
  static let kind = KindName.database
  static let summary = "The database itself: its settings, its grants and its comment."
  static let places: [ManifestPlace] = [.document(.database)]
  static let fields: [Field<Self>] = [
    .derived("name", \.name, "a database may be called otherwise elsewhere"),
    .derived("owner", \.owner, "who owns a database is decided where it is made"),
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.isUnnamed = true
    $0.isSpelledByServer = false
    $0.isReferredTo = false
    $0.isMereHolder = true
    $0.isAlwaysThere = true
    $0.privileges = PrivilegeSet(
      ["create", "temporary", "connect"],
      publicByDefault: ["connect", "temporary"]
    )
    $0.exportFolder = "cluster"
  }

  /// The only one.
  static let identity = ObjectID(.database, ["itself"])

  let id: ObjectID
  /// The name, as the server at hand calls it.
  var name: String?
  var owner: String?

  init(id: ObjectID) {
    self.id = id
  }

  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    var copy = self
    copy.owner = owner.map { renamed(ObjectID(.role, [$0])).name }
    return copy
  }

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    .success(identity)
  }

  /// The database that statements run in.
  static func at(_ context: StepContext) -> Self? {
    context.live.object(identity) ?? context.surroundings.object(identity)
  }

  /// How statements address the database that they run in.
  static func address(in context: StepContext) -> SQL {
    at(context)?.address ?? address(of: identity)
  }

  /// The right that its settings take.
  static func ownership(in context: StepContext) -> [RequiredRight] {
    at(context)?.owner.map { [.ownership(of: identity, by: $0)] } ?? []
  }
}

// MARK: - Catalog

extension Database {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT 'pg_catalog.pg_database'::pg_catalog.regclass::pg_catalog.oid AS classid,
      d.oid AS objid, d.datname AS name, pg_catalog.pg_get_userbyid(d.datdba) AS owner
    FROM pg_catalog.pg_database d
    WHERE d.datname = pg_catalog.current_database()
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: Self.identity)
    name = try row.requiredText("name")
    owner = try row.text("owner")
  }
}

// MARK: - SQL

extension Database {
  static func address(of id: ObjectID) -> SQL { "DATABASE \(identifier: id.name)" }

  var address: SQL { "DATABASE \(identifier: name ?? id.name)" }

  /// It is there.
  func create(in context: StepContext) -> [Step] { [] }

  /// It stays.
  func drop(in context: StepContext) -> [Step] { [] }
}
