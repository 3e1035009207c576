import ObjectModel
import PostgresVocabulary

extension KindName {
  /// The owner of another object.
  static let owner = KindName("owner")
}

/// The role that owns an object.
///
/// Catalogs: the owner columns of the objects' own catalogs. Manual: ALTER …, OWNER TO.
/// Versions: all.
struct Owner: CatalogObject, Aspect, OwnershipStating {
  static let kind = KindName.owner
  static let summary = "The role that owns the object."
  static let places: [ManifestPlace] = [.single("owner", isLeading: true)]
  static let fields: [Field<Self>] = [
    Field("role", \.role, .alter, "The role.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
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

  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    var copy = self
    copy.role = renamed(ObjectID(.role, [role])).name
    return copy
  }

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
    if followsTable(subject) { return [] }
    return defaults.owner.map { [of(subject.id, role: $0)] }
  }

  static func arising(
    with subject: any ManagedObject,
    in context: StepContext
  ) -> [any ManagedObject] {
    followsTable(subject) ? [] : [of(subject.id, role: context.applyingRole)]
  }

  /// A sequence that no column owns any more keeps the owner that it had through the table.
  static func arising(
    with subject: any ManagedObject,
    alteredFrom old: any ManagedObject,
    in context: StepContext
  ) -> [any ManagedObject]? {
    guard followsTable(old), !followsTable(subject) else { return nil }
    return role(of: old.id, in: context.live).map { [of(subject.id, role: $0)] }
  }

  /// The role that owns an object, as far as a catalog tells.
  static func role(of subject: ObjectID, in catalog: Catalog) -> String? {
    if let owner = catalog.object(ObjectID(.owner, [], in: subject), as: Owner.self) {
      return owner.role
    }
    if subject.kind == .database {
      return catalog.object(subject, as: Database.self)?.owner
    }
    if subject.kind == .identity { return role(of: subject.root, in: catalog) }
    let table = catalog.object(subject, as: SequenceGenerator.self)?.owningTable
    return table.flatMap { role(of: $0, in: catalog) }
  }

  /// A sequence that a column owns has the owner of the table, and changes it with the table.
  private static func followsTable(_ subject: any ManagedObject) -> Bool {
    (subject as? SequenceGenerator)?.ownedBy != nil
  }

  private static func of(_ subject: ObjectID, role: String) -> Self {
    var owner = Self(id: ObjectID(.owner, [], in: subject))
    owner.role = role
    return owner
  }
}

// MARK: - Catalog

extension Owner {
  /// The catalogs that have an owner column, with that column and what is looked at in them.
  private static let columns: [(catalog: SQL, owner: SQL, condition: SQL)] = [
    (
      "pg_class", "relowner",
      """
      c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE c.relkind = 'S' AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
          AND d.objid = c.oid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
      """
    ),
    ("pg_namespace", "nspowner", "c.nspname !~ '^pg_'"),
    ("pg_proc", "proowner", "true"),
    (
      "pg_type", "typowner",
      """
      (c.typtype IN ('b', 'c', 'd', 'e', 'r') OR NOT c.typisdefined)
        AND c.typsubscript <> 'pg_catalog.array_subscript_handler'::pg_catalog.regproc
      """
    ),
    ("pg_operator", "oprowner", "true"), ("pg_opclass", "opcowner", "true"),
    ("pg_opfamily", "opfowner", "true"), ("pg_collation", "collowner", "true"),
    ("pg_conversion", "conowner", "true"), ("pg_ts_config", "cfgowner", "true"),
    ("pg_ts_dict", "dictowner", "true"), ("pg_statistic_ext", "stxowner", "true"),
    ("pg_foreign_data_wrapper", "fdwowner", "true"), ("pg_foreign_server", "srvowner", "true"),
    ("pg_publication", "pubowner", "true"), ("pg_subscription", "subowner", "true"),
    ("pg_event_trigger", "evtowner", "true"), ("pg_language", "lanowner", "true"),
  ]

  /// The catalogs are named and not read as `tableoid`, which the privileges on some of them do not
  /// include.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    let parts: [SQL] = columns.map { catalog, owner, condition in
      let isNamespace = owner == "nspowner"
      return """
        SELECT 'pg_catalog.\(catalog)'::pg_catalog.regclass::pg_catalog.oid AS classid,
          c.oid AS objid, pg_catalog.pg_get_userbyid(c.\(owner)) AS role
        FROM pg_catalog.\(catalog) c
        WHERE \(isNamespace ? "" : "c.oid >= 16384 AND ")\(condition)
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
    if let object = context.desired[subject], Self.followsTable(object) { return [] }
    // Not where the object is new, or is only made anew.
    let isNews = context.live[subject] != nil && Self.role(of: subject, in: context.live) != role
    let hazards = isNews ? [hazard(subject, context)] : []
    return [
      Step(
        .alter,
        id,
        "ALTER \(context.address(of: subject)) OWNER TO \(identifier: role)",
        lock: .accessExclusive,
        hazards: hazards
      )
    ] + Grant.adjusted(toOwner: role, of: subject, in: context)
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    create(in: context)
  }

  /// Every object has an owner: it goes away with the object only.
  func drop(in context: StepContext) -> [Step] { [] }

  var owningRole: String { role }

  /// The rights of the former owner, those of acting as the new one, and CREATE for that one where
  /// the object lies.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    guard let subject = id.parent else { return [] }
    let new = RequiredRight.acting(as: role, on: context.version)
    let own = context.owner(of: subject).map { RequiredRight.ownership(of: subject, by: $0) }
    return [own, new, creation(for: subject, context)].compactMap(\.self)
  }

  private func creation(for subject: ObjectID, _ context: StepContext) -> RequiredRight? {
    let quoted: SQL = "\(identifier: role)"
    let oid: SQL = "pg_catalog.to_regrole(\(literal: quoted.text))::pg_catalog.oid"
    guard let schema = context.presentSchema(of: subject) else { return nil }
    let name: SQL = "\(identifier: schema.name)"
    return RequiredRight(
      """
      pg_catalog.has_schema_privilege(\(oid), \
      pg_catalog.to_regnamespace(\(literal: name.text)), 'CREATE')
      """,
      lack: "cannot make \"\(role)\" the owner: that role lacks CREATE on schema \(name.text)"
    )
  }

  private func hazard(_ subject: ObjectID, _ context: StepContext) -> Hazard {
    Hazard(
      .accessWidened,
      id,
      "\(role) now owns \(subject): it can use, change and drop it, and let others use it"
        + authority(over: subject, context)
    )
  }

  /// What else ownership means for some kinds.
  private func authority(over subject: ObjectID, _ context: StepContext) -> String {
    switch context.desired[subject] {
    case is Table: "; its policies do not hold for the owner unless row level security is forced"
    case let view as View where view.isSecurityInvoker != true:
      "; whoever may read it reads with the rights of \(role)"
    case let routine as any Routine where routine.security == .definer:
      "; whoever may execute it acts in it with the rights of \(role)"
    default: ""
    }
  }
}
