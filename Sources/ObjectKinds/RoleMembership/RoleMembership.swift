import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A role's membership in another.
  static let roleMembership = KindName("membership")
}

/// A role's membership in another role; it lives in the member.
///
/// Since 16 a pair of roles can have a membership from each of several grantors. The first one is
/// known by the group alone, whoever granted it; the others carry their grantor in the identity.
/// Catalog: `pg_auth_members`. Manual: GRANT. Versions: `inherit` and `set` are 16 and later.
struct RoleMembership: CatalogObject {
  static let kind = KindName.roleMembership
  static let summary = "A role that the role is a member of."
  static let places: [ManifestPlace] = [.named("member_of", within: [.role])]
  static let fields: [Field<Self>] = [
    Field("admin", \.canGrant, .alter, "Whether it can let others be members too."),
    Field(
      "inherit",
      \.inherits,
      .alter,
      "Whether it has the group's privileges at once; as the role's own inherit when not said."
    ),
    Field("set", \.canSetRole, .alter, "Whether it can act as the group by SET ROLE."),
    .derived("granted_by", \.grantor, "who granted a membership does not change what it allows"),
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.topic = .roles
    $0.isClusterWide = true
    $0.isSpelledByServer = false
    $0.isCommentable = false
  }

  let id: ObjectID
  var canGrant = false
  /// Nil follows the member's own attribute, and on 15 there is nothing else.
  var inherits: Bool?
  var canSetRole = true
  /// Who granted it, as far as a revocation has to name them; 16 and later.
  var grantor: String?

  init(id: ObjectID) {
    self.id = id
  }

  /// The role that it is a membership in.
  var group: String { id.names[0] }

  var references: [ObjectID] {
    var references = [ObjectID(.role, [group])]
    if let by = id.names.count > 1 ? id.names[1] : grantor, by != id.root.name {
      references.append(ObjectID(.roleMembership, [group], in: ObjectID(.role, [by])))
    }
    return references
  }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    let names = id.names.map { renames[ObjectID(.role, [$0])]?.name ?? $0 }
    return ObjectID(.roleMembership, names, in: id.root)
  }

  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    var copy = self
    copy.grantor = grantor.map { renamed(ObjectID(.role, [$0])).name }
    return copy
  }

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    let names = GrantorName.split(name)
    guard let parent, names.allSatisfy({ !$0.isEmpty }) else {
      return .failure(InvalidName("a membership needs a role", hint: "Write the group's name."))
    }
    return .success(ObjectID(.roleMembership, names, in: parent))
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    (GrantorName.joined(id.names), [])
  }
}

/// A name with the role that granted what it is about: `x granted by y`.
enum GrantorName {
  private static let words = " granted by "

  /// One name, or two when a grantor is named.
  static func split(_ text: String) -> [String] {
    guard let range = text.firstRange(of: words) else { return [text] }
    return [String(text[..<range.lowerBound]), String(text[range.upperBound...])]
  }

  static func joined(_ names: [String]) -> String {
    names.joined(separator: words)
  }
}

// MARK: - Catalog

extension RoleMembership {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    let options: SQL =
      version >= 16
      ? """
      CASE WHEN m.inherit_option <> u.rolinherit THEN m.inherit_option END AS inherit,
        m.set_option AS set, by.rolname AS grantor
      """
      : "NULL AS inherit, true AS set, NULL AS grantor"
    return """
      SELECT 'pg_catalog.pg_auth_members'::pg_catalog.regclass::pg_catalog.oid AS classid,
        \(version >= 16 ? "m.oid" : "0") AS objid, u.rolname AS member, g.rolname AS group_name,
        m.admin_option AS admin, \(options),
        pg_catalog.row_number() OVER (
          PARTITION BY m.roleid, m.member ORDER BY m.grantor = 10 DESC, by.rolname) AS position
      FROM pg_catalog.pg_auth_members m
      JOIN pg_catalog.pg_roles u ON u.oid = m.member
      JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
      LEFT JOIN pg_catalog.pg_roles by ON by.oid = m.grantor
      WHERE u.rolname !~ '^pg_'
      """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let member = ObjectID(.role, [try row.requiredText("member")])
    let grantor = try row.text("grantor")
    var names = [try row.requiredText("group_name")]
    if let grantor, try row.int("position") > 1 { names.append(grantor) }
    self.init(id: ObjectID(.roleMembership, names, in: member))
    canGrant = try row.bool("admin")
    inherits = try row.optionalBool("inherit")
    canSetRole = try row.bool("set")
    self.grantor = grantor
  }
}
