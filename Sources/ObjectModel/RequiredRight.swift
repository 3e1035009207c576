public import PostgresVocabulary

/// A right that the role that runs a step must have; superusers have all of them.
///
/// A question to the catalogs, so that it can be asked before the first statement and saved in
/// plans; the server has the last word.
public struct RequiredRight: Hashable, Sendable {
  /// A boolean expression about `current_user`; null where the catalogs cannot tell.
  public let check: SQL
  /// What is missing when it is false, after the role's name: `lacks CREATE on schema "app"`.
  public let lack: String
  /// Who can give the right, and by which statement; nil when there is none.
  public let remedy: Remedy?

  /// States a right.
  public init(_ check: SQL, lack: String, remedy: Remedy? = nil) {
    self.check = check
    self.lack = lack
    self.remedy = remedy
  }

  /// How a right is given.
  public struct Remedy: Hashable, Sendable {
    /// Who can do so, in words.
    public let by: String
    /// The statement before the role's name.
    public let head: SQL
    /// The statement after the role's name.
    public let tail: SQL

    /// Names who can give a right, and the two parts of the statement.
    public init(by: String, _ head: SQL, _ tail: SQL = "") {
      self.by = by
      self.head = head
      self.tail = tail
    }
  }
}

// MARK: - The usual rights

extension RequiredRight {
  /// The rights of the role that owns an object, or of another one that has it at its disposal.
  public static func ownership(of subject: ObjectID, by owner: String, or others: [String] = [])
    -> Self
  {
    let roles = [owner] + others.filter { $0 != owner }
    let checks = roles.map { member(of: $0, "USAGE") }
    return Self(
      "(\(checks, separator: " OR "))",
      lack: "is no member of role \"\(owner)\", which owns \(subject)",
      remedy: membership(in: owner)
    )
  }

  /// The right to act as a role, or to make it an owner.
  public static func acting(as role: String, on version: ServerVersion) -> Self {
    Self(
      member(of: role, version >= 16 ? "SET" : "MEMBER"),
      lack: "may not act as role \"\(role)\"",
      remedy: version >= 16
        ? Remedy(
          by: administrators(of: role),
          "GRANT \(identifier: role) TO",
          "WITH SET TRUE"
        ) : membership(in: role)
    )
  }

  /// A privilege that an expression checks.
  ///
  /// - Parameters:
  ///   - check: a boolean expression.
  ///   - privilege: the privilege's words.
  ///   - place: what it is on, in SQL's words.
  ///   - owner: who can grant it.
  /// - Returns: the right.
  public static func privilege(
    _ check: SQL,
    _ privilege: SQL,
    on place: SQL,
    owner: String? = nil
  ) -> Self {
    Self(
      check,
      lack: "lacks \(privilege.text) on \(place.text)",
      remedy: Remedy(
        by: owner.map { "role \"\($0)\"" } ?? "the owner",
        "GRANT \(privilege) ON \(place) TO"
      )
    )
  }

  /// CREATE on a schema.
  public static func creation(inSchema schema: String, owner: String? = nil) -> Self {
    privilege(
      """
      pg_catalog.has_schema_privilege(\
      pg_catalog.to_regnamespace(\(literal: quoted(schema))), 'CREATE')
      """,
      "CREATE",
      on: "SCHEMA \(identifier: schema)",
      owner: owner
    )
  }

  /// CREATE on the database.
  public static let creationInDatabase = Self(
    "pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')",
    lack: "lacks CREATE on the database",
    remedy: Remedy(by: "the database's owner", "GRANT CREATE ON DATABASE … TO")
  )

  /// An attribute of the role, such as CREATEROLE.
  ///
  /// - Parameters:
  ///   - word: the attribute in the words of CREATE ROLE.
  ///   - column: the column of `pg_roles`.
  ///   - exception: another expression that gives the right as well.
  /// - Returns: the right.
  public static func attribute(_ word: SQL, _ column: SQL, or exception: SQL = "false") -> Self {
    Self(
      """
      ((SELECT r.\(column) FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user) \
      OR \(exception) OR \(platformTrusts))
      """,
      lack: "lacks \(word.text)",
      remedy: Remedy(by: "a superuser", "ALTER ROLE", word)
    )
  }

  /// What only superusers may do.
  public static func superuser(_ what: String, unless exception: SQL = "false") -> Self {
    Self(
      "(\(exception) OR \(platformTrusts))",
      lack: "is no superuser, which \(what) takes",
      remedy: Remedy(by: "a superuser", "ALTER ROLE", "SUPERUSER")
    )
  }

  /// The right to let others be members of a role, and to change or drop it.
  public static func administration(of role: String, on version: ServerVersion) -> Self {
    let admin = member(of: role, "USAGE WITH ADMIN OPTION")
    let creator: SQL =
      version >= 16
      ? "false"
      : "(SELECT r.rolcreaterole FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user)"
    return Self(
      "(\(admin) OR \(creator) OR \(platformTrusts))",
      lack: "has no ADMIN option on role \"\(role)\"",
      remedy: Remedy(
        by: administrators(of: role),
        "GRANT \(identifier: role) TO",
        "WITH ADMIN OPTION"
      )
    )
  }

  /// The same right, which another expression gives as well.
  public func or(_ exception: SQL) -> Self {
    Self("(\(check) OR \(exception))", lack: lack, remedy: remedy)
  }

  /// The same right, which a hosted platform may give to its privileged role in its own ways.
  public var orPlatformsTrust: Self { or(Self.platformTrusts) }

  /// CREATE on a tablespace; the catalogs cannot tell when it is not there.
  public static func creation(inTablespace name: String) -> Self {
    privilege(
      """
      (SELECT pg_catalog.has_tablespace_privilege(t.oid, 'CREATE') \
      FROM pg_catalog.pg_tablespace AS t WHERE t.spcname = \(literal: name))
      """,
      "CREATE",
      on: "TABLESPACE \(identifier: name)"
    )
  }

  // MARK: Parts

  /// Whether the current role has a right over another; null when that one is not there yet.
  private static func member(of role: String, _ right: String) -> SQL {
    """
    pg_catalog.pg_has_role(\
    pg_catalog.to_regrole(\(literal: quoted(role)))::pg_catalog.oid, \(literal: right))
    """
  }

  private static func membership(in role: String) -> Remedy {
    Remedy(by: administrators(of: role), "GRANT \(identifier: role) TO")
  }

  private static func administrators(of role: String) -> String {
    "a superuser, or a role with ADMIN option on \"\(role)\""
  }

  private static func quoted(_ name: String) -> String { SQL("\(identifier: name)").text }

  /// Whether the role is the one to which a hosted platform gives more than PostgreSQL does.
  private static let platformTrusts: SQL = """
    COALESCE(pg_catalog.current_setting('supautils.privileged_role', true), '') = current_user
    """
}

// MARK: - Owners

/// An object that states the owner of the one that it is about.
public protocol OwnershipStating: ManagedObject {
  /// The owner.
  var owningRole: String { get }
}

extension StepContext {
  /// The owner of an object that is there before the plan; nil when it is not there or has none.
  public func owner(of id: ObjectID) -> String? {
    for catalog in [live, surroundings] {
      for child in catalog.children(of: id) {
        if let owner = catalog[child] as? any OwnershipStating { return owner.owningRole }
      }
    }
    return nil
  }

  /// Whether an object is there before the plan.
  public func isPresent(_ id: ObjectID) -> Bool {
    live[id] != nil || surroundings[id] != nil
  }

  /// The schema that an object lies in, where that is there before the plan.
  public func presentSchema(of id: ObjectID) -> ObjectID? {
    id.schema.map { ObjectID(.schema, [$0]) }.flatMap { isPresent($0) ? $0 : nil }
  }
}

extension ManagedObject {
  /// What most kinds take: the owner's rights over the outermost object, CREATE on the schema of a
  /// new one and on the tablespaces that it comes to lie in.
  public func usualRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    ownerRights(for: step, in: context) + tablespaceRights(for: step, in: context)
  }

  private func tablespaceRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    if step.action == .drop || step.action == .rename { return [] }
    let before = step.action == .create ? [] : context.live[id]?.tablespaces ?? []
    return Set(tablespaces).subtracting(before).sorted().map { .creation(inTablespace: $0) }
  }

  private func ownerRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let owned = rightsBearer.root
    if step.action == .create, id == owned {
      guard let schema = context.presentSchema(of: id) else { return [] }
      return [.creation(inSchema: schema.name, owner: context.owner(of: schema))]
    }
    guard let owner = context.owner(of: owned) else { return [] }
    let isWhole = step.action == .drop && id == owned
    let schema = isWhole ? context.presentSchema(of: owned) : nil
    let others = schema.flatMap { context.owner(of: $0) }
    return [.ownership(of: owned, by: owner, or: others.map { [$0] } ?? [])]
  }

  /// The usual rights.
  public func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    usualRights(for: step, in: context)
  }

  /// The object itself, or what it lives in.
  public var rightsBearer: ObjectID { id }
}
