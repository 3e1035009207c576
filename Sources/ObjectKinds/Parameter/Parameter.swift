import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A configuration parameter.
  static let parameter = KindName("parameter")
}

/// A configuration parameter of the server, as far as grants on it go.
///
/// Catalog: `pg_parameter_acl`. Manual: GRANT, ON PARAMETER. Versions: all.
struct Parameter: CatalogObject {
  static let kind = KindName.parameter
  static let summary = "Who may set a configuration parameter that is not everybody's to set."
  static let places: [ManifestPlace] = [.document(.parameter)]
  static let fields: [Field<Self>] = []
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.isClusterWide = true
    $0.isSpelledByServer = false
    $0.isCommentable = false
    $0.isMereHolder = true
    $0.privileges = PrivilegeSet(["set", "alter system"])
    $0.exportFolder = "parameters"
  }

  let id: ObjectID

  init(id: ObjectID) {
    self.id = id
  }

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    name.isEmpty
      ? .failure(InvalidName("the parameter has no name", hint: "Write its name after the key."))
      : .success(ObjectID(.parameter, [name.lowercased()]))
  }

  /// The server keeps no parameter on which nothing is granted.
  func goesWithoutSaying(in context: StepContext) -> Bool {
    context.desired.children(of: id).allSatisfy {
      context.desired[$0]?.goesWithoutSaying(in: context) ?? true
    }
  }
}

// MARK: - Catalog

extension Parameter {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT p.tableoid AS classid, p.oid AS objid, p.parname AS name
    FROM pg_catalog.pg_parameter_acl p
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.parameter, [try row.requiredText("name")]))
  }
}

// MARK: - SQL

extension Parameter {
  static func address(of id: ObjectID) -> SQL {
    "PARAMETER \(ServerSetting.sql(name: id.name))"
  }

  /// It is there: what is granted is all that can be said.
  func create(in context: StepContext) -> [Step] { [] }

  /// What is granted is taken back.
  func drop(in context: StepContext) -> [Step] {
    context.live.children(of: id).flatMap { context.live[$0]?.drop(in: context) ?? [] }
  }

  /// Grants on parameters are a superuser's.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    [.superuser("a grant on a parameter")]
  }
}
