import ObjectModel
import PostgresVocabulary

extension KindName {
  /// The owner of another object.
  static let owner = KindName("owner")
}

/// The role that owns an object.
///
/// Catalogs: the owner columns of the objects' own catalogs. Manual: ALTER … OWNER TO. Versions: all.
struct Owner: CatalogObject, Aspect {
  static let kind = KindName.owner
  static let summary = "The role that owns the object."
  static let places: [ManifestPlace] = [.single("owner", isLeading: true)]
  static let fields: [Field<Self>] = [
    Field("role", \.role, .alter, "The role.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.shorthand = "role"
    $0.isSpelledByServer = false
    $0.isCommentable = false
  }

  let id: ObjectID
  /// The role's name.
  var role = ""

  init(id: ObjectID) {
    self.id = id
  }

  var references: [ObjectID] { [ObjectID(KindName("role"), [role])] }

  static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool {
    subject.traits.isOwnable
  }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }
}

// MARK: - Aspect

extension Owner {
  static func assumed(
    for subject: any ManagedObject,
    defaults: ProjectDefaults
  ) -> [any ManagedObject]? {
    defaults.owner.map { [of(subject.id, role: $0)] }
  }

  static func arising(
    with subject: any ManagedObject,
    in context: StepContext
  ) -> [any ManagedObject] {
    [of(subject.id, role: context.applyingRole)]
  }

  private static func of(_ subject: ObjectID, role: String) -> Self {
    var owner = Self(id: ObjectID(.owner, [], in: subject))
    owner.role = role
    return owner
  }
}

// MARK: - Catalog

extension Owner {
  /// The catalogs that have an owner column, with that column and a condition for what has an owner
  /// of its own: an index has its table's.
  private static let columns: [(catalog: SQL, owner: SQL, condition: SQL)] = [
    ("pg_class", "relowner", "c.relkind NOT IN ('i', 'I')"), ("pg_namespace", "nspowner", "true"),
    ("pg_proc", "proowner", "true"), ("pg_type", "typowner", "true"),
  ]

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    let parts: [SQL] = columns.map { catalog, owner, condition in
      """
      SELECT c.tableoid AS classid, c.oid AS objid, r.rolname AS role
      FROM pg_catalog.\(catalog) c
      JOIN pg_catalog.pg_roles r ON r.oid = c.\(owner)
      WHERE \(condition) AND (c.oid >= 16384
        OR c.tableoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass)
      """
    }
    return parts.joined(separator: "\nUNION ALL\n")
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let subject = reading.object(at: try row.address()) else { return nil }
    self = Self.of(subject, role: try row.requiredText("role"))
  }
}

// MARK: - SQL

extension Owner {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses an owner")
  }

  func create(in context: StepContext) -> [Step] {
    guard let subject = id.parent else { preconditionFailure("an owner owns an object") }
    return [
      Step(
        .alter,
        id,
        "ALTER \(context.address(of: subject)) OWNER TO \(identifier: role)",
        lock: .accessExclusive
      )
    ]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    create(in: context)
  }

  /// Every object has an owner: it goes away with the object only.
  func drop(in context: StepContext) -> [Step] { [] }
}
