import ObjectModel

/// Which steps PostgreSQL would refuse to a role that is no superuser; pure.
struct PrivilegeRules {
  /// What the plan makes.
  let made: Set<ObjectID>
  let role: ApplyingRole
  let owners: OwnerLookUp
  let schemas: SchemaLookUp

  /// Why the role may not run a step; nil when it may, or when only the server can tell.
  func objection(to step: Step) -> String? {
    let root = step.subject.root
    if step.subject == root { return objectionToWhole(step) }
    // What is made by this plan belongs to the role that makes it.
    if isMade(root) || leavesItToServer(step) { return nil }
    return missingOwnership(of: root)
  }

  private func objectionToWhole(_ step: Step) -> String? {
    let root = step.subject
    if root.kind.text == "role" { return objectionToRole(step) }
    switch step.action {
    case .create: return missingCreate(root)
    case .alter, .rename: return isMade(root) ? nil : missingOwnership(of: root)
    case .drop:
      if let schema = root.schema, schemas[schema]?.isOwned == true { return nil }
      return missingOwnership(of: root)
    }
  }

  /// Roles are the server's to judge from 16 on, where rights over them are granted one by one;
  /// without CREATEROLE nothing but one's own settings can be changed in any version.
  private func objectionToRole(_ step: Step) -> String? {
    if role.canCreateRoles || role.hasPlatformRights || step.subject.name == role.name {
      return nil
    }
    return "role \"\(role.name)\" lacks CREATEROLE"
  }

  private func missingCreate(_ id: ObjectID) -> String? {
    if let schema = id.schema {
      if made.contains(ObjectID(KindName("schema"), [schema])) { return nil }
      guard let known = schemas[schema], !known.canCreate else { return nil }
      return "role \"\(role.name)\" lacks CREATE on schema \"\(schema)\""
    }
    guard id.kind.text == "schema", !role.canCreateInDatabase else { return nil }
    return "role \"\(role.name)\" lacks CREATE on the database"
  }

  private func missingOwnership(of id: ObjectID) -> String? {
    guard let owner = owners[id], !owner.hasRights else { return nil }
    return "\(id) belongs to role \"\(owner.name)\", of which role \"\(role.name)\" is no member"
  }

  private func isMade(_ id: ObjectID) -> Bool {
    made.contains(id)
  }

  /// Whether more than ownership can give the right: triggers and foreign keys take a privilege,
  /// grants a grant option, and platforms let some roles put policies on tables of theirs.
  private func leavesItToServer(_ step: Step) -> Bool {
    switch step.subject.kind.text {
    case "trigger", "grant", "default_privilege", "role_membership", "membership": true
    case "policy": role.hasPlatformRights
    default: step.subject.root.kind.text == "role"
    }
  }
}
