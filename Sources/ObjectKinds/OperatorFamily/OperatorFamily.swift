import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// An operator family.
  static let operatorFamily = KindName("operator_family")
}

/// An operator family of an index access method; what belongs to the family as a whole lives inside
/// it, what belongs to one of its classes is said by that.
///
/// The identity has the names `[schema, name, access method]`.
/// Catalog: `pg_opfamily`. Manual: CREATE OPERATOR FAMILY. Versions: all.
struct OperatorFamily: CatalogObject {
  static let kind = KindName.operatorFamily
  static let summary = "Operator classes whose operators go together."
  static let places: [ManifestPlace] = [.document(.operatorFamily)]
  static let fields: [Field<Self>] = []
  static let traits = MethodName.traits(folder: "operator-families")

  let id: ObjectID

  init(id: ObjectID) {
    self.id = id
  }

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    MethodName.identify(kind, name, body: &body)
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    (Self.shortName(id.qualifiedName), MethodName.keys(of: id))
  }

  static func address(of id: ObjectID) -> SQL {
    "OPERATOR FAMILY \(MethodName.sql(id))"
  }

  static let requiredContents: CatalogContents? = .objects(of: "pg_opfamily")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT f.tableoid AS classid, f.oid AS objid, n.nspname AS schema, f.opfname AS name,
      m.amname AS method
    FROM pg_catalog.pg_opfamily f
    JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
    JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try MethodName.id(.operatorFamily, row))
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    usualRights(for: step, in: context) + MethodName.rights(for: step, id)
  }

  func create(in context: StepContext) -> [Step] {
    [Step(.create, id, "CREATE \(Self.address(of: id))")]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] {
    moved(to: id)
  }
}

/// Names in the namespace of one index access method, such as those of operator families.
enum MethodName {
  static func traits(folder: String) -> KindTraits {
    .with {
      $0.isInSchema = true
      $0.isUsedUnnamed = true
      $0.isOwnable = true
      $0.identityKeys = ["using"]
      $0.exportFolder = folder
    }
  }

  static func identify(
    _ kind: KindName,
    _ name: String,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let qualified = QualifiedName(parsing: name) else {
      return .failure(
        InvalidName("\"\(name)\" is not a name of an \(kind)", hint: "Write name or schema.name.")
      )
    }
    guard let method = body.take("using")?.stringValue, !method.isEmpty else {
      return .failure(
        InvalidName(
          "the \(kind) \"\(name)\" does not say for which sort of index it is",
          hint: "Add \"using:\" with the access method, such as btree."
        )
      )
    }
    return .success(ObjectID(kind, [qualified.schema ?? "public", qualified.name, method]))
  }

  static func keys(of id: ObjectID) -> [FieldValue.Entry] {
    [.init("using", .text(id.names[2]))]
  }

  static func sql(_ id: ObjectID) -> SQL {
    "\(qualified: id.qualifiedName) USING \(identifier: id.names[2])"
  }

  /// The identity in the columns `schema`, `name` and `method`.
  static func id(_ kind: KindName, _ row: Row) throws -> ObjectID {
    ObjectID(
      kind,
      [
        try row.requiredText("schema"), try row.requiredText("name"),
        try row.requiredText("method"),
      ]
    )
  }

  /// To make it takes a superuser.
  static func rights(for step: Step, _ id: ObjectID) -> [RequiredRight] {
    step.action == .create ? [.superuser("\(id)")] : []
  }
}
