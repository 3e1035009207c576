import ObjectModel
import PostgresVocabulary

extension Grant: Aspect {
  /// What the project's defaults grant on objects of the type.
  ///
  /// For a type that they do not list, what the server itself grants to everybody. Grants on a
  /// column that nobody has declared are never meant.
  static func assumed(
    for subject: any ManagedObject,
    defaults: ProjectDefaults
  ) -> [any ManagedObject]? {
    guard let set = type(of: subject).traits.privileges else { return [] }
    if isColumn(subject) { return [] }
    if type(of: subject).traits.isAlwaysThere { return nil }
    guard let grants = defaults.grants else { return nil }
    guard let listed = set.objectType.flatMap({ grants[$0] }) else {
      return builtIn(set, on: nil).map { of(subject.id, $0.key, $0.value) }
    }
    return listed.sorted { $0.key < $1.key }.map { grantee, privileges in
      of(subject.id, grantee, PrivilegeList(parsing: privileges).resolved(in: set))
    }
  }

  /// What a new object gets: the default privileges of the role that makes it.
  ///
  /// The ones for all schemas stand in the place of the built-in ones, those for a schema come on
  /// top (manual: ALTER DEFAULT PRIVILEGES). What the owner-to-be is granted becomes part of the
  /// owner's own privileges.
  static func arising(
    with subject: any ManagedObject,
    in context: StepContext
  ) -> [any ManagedObject] {
    guard let set = type(of: subject).traits.privileges, !isColumn(subject) else { return [] }
    var lists = builtIn(set, on: context.version)
    if let type = set.objectType {
      let role = context.applyingRole
      if let global = defaults(DefaultPrivilege.Scope(type: type, role: role), context) {
        lists = global.lists
      }
      let schema = (subject as? Identity)?.sequence.schema ?? subject.id.schema
      if let schema, let local = defaults(.init(type: type, role: role, schema: schema), context) {
        // The owner has everything already, unless the list above says less.
        let others = local.lists.filter { $0.key != role || lists[role] != nil }
        lists.merge(others) { $0.union($1) }
      }
    }
    let future = Owner.role(of: subject.id, in: context.desired)
    let owners = [context.applyingRole, future].compactMap { $0 }
    return lists.filter { grantee, list in
      if grantee == context.applyingRole { return list != .full(set, on: context.version) }
      return !owners.contains(grantee)
    }.map { of(subject.id, $0.key, $0.value.resolved(in: set, on: context.version)) }
  }

  static func areUnremarkable(
    _ objects: [any ManagedObject],
    of subject: any ManagedObject
  ) -> Bool {
    guard let set = type(of: subject).traits.privileges else { return true }
    let usual = builtIn(set, on: nil)
    return objects.count == usual.count
      && objects.allSatisfy { object in
        guard let grant = object as? Self, grant.grantor == nil else { return false }
        return usual[grant.grantee] == grant.privileges
      }
  }

  private static func defaults(
    _ scope: DefaultPrivilege.Scope,
    _ context: StepContext
  ) -> DefaultGrants? {
    context.surroundings.object(scope.id, as: DefaultPrivilege.self)?.grants
  }

  private static func builtIn(
    _ set: PrivilegeSet,
    on version: ServerVersion?
  ) -> [String: PrivilegeList] {
    if set.publicByDefault.isEmpty { return [:] }
    let items = Dictionary(uniqueKeysWithValues: set.publicByDefault.map { ($0, false) })
    return [everybody: PrivilegeList(items, of: set, on: version)]
  }

  private static func of(_ subject: ObjectID, _ grantee: String, _ list: PrivilegeList) -> Self {
    var grant = Self(id: ObjectID(.grant, [grantee], in: subject))
    grant.privileges = list
    return grant
  }

  private static func isColumn(_ subject: any ManagedObject) -> Bool {
    subject.id.kind == .column || subject.id.kind == .viewColumn
  }
}

extension PrivilegeList {
  /// What two lists grant together.
  func union(_ other: Self) -> Self {
    var result = self
    for (name, isGrantable) in other.items {
      result.add(name, isGrantable: isGrantable || result[name] == true)
    }
    return result
  }
}
