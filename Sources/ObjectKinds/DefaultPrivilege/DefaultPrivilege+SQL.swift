import ObjectModel
import PostgresVocabulary

extension DefaultPrivilege {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses default privileges")
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    [.acting(as: scope.role, on: context.version)]
  }

  func create(in context: StepContext) -> [Step] {
    steps(.create, from: scope.zero(on: context.version), to: stated(context), context)
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    steps(.alter, from: old.stated(context), to: stated(context), context)
  }

  func drop(in context: StepContext) -> [Step] {
    steps(.drop, from: stated(context), to: scope.zero(on: context.version), context)
  }

  /// The server keeps nothing that equals what there is without it.
  func goesWithoutSaying(in context: StepContext) -> Bool {
    let before = scope.zero(on: context.version)
    let after = stated(context)
    return Set(before.keys).union(after.keys).allSatisfy { grantee in
      change(grantee, from: before, to: after, context).isEmpty
    }
  }

  /// What happens to the privileges of one role.
  private func change(
    _ grantee: String,
    from old: [String: PrivilegeList],
    to new: [String: PrivilegeList],
    _ context: StepContext
  ) -> PrivilegeChange {
    PrivilegeChange(
      from: old[grantee] ?? PrivilegeList(),
      to: new[grantee] ?? PrivilegeList(),
      of: scope.privileges,
      on: context.version
    )
  }

  /// All lists, with the owner's own where nothing is said of it.
  private func stated(_ context: StepContext) -> [String: PrivilegeList] {
    let own = scope.zero(on: context.version)[scope.role].map { [scope.role: $0] } ?? [:]
    return grants.lists.merging(own) { said, _ in said }
  }

  private func steps(
    _ action: Step.Action,
    from old: [String: PrivilegeList],
    to new: [String: PrivilegeList],
    _ context: StepContext
  ) -> [Step] {
    let place: SQL = scope.schema.map { " IN SCHEMA \(identifier: $0)" } ?? ""
    let head: SQL = "ALTER DEFAULT PRIVILEGES FOR ROLE \(identifier: scope.role)\(place)"
    // One of a closed list of words.
    let types = SQL(unchecked: scope.type.uppercased().replacing("_", with: " "))
    let set = scope.privileges
    let everything = set.all.filter { (set.since[$0] ?? 0) <= context.version.major }
    return Set(old.keys).union(new.keys).sorted().flatMap { grantee -> [Step] in
      let change = change(grantee, from: old, to: new, context)
      let role: SQL = grantee == Grant.everybody ? "PUBLIC" : "\(identifier: grantee)"
      let clauses = change.clauses(on: "ON \(types)", grantee: role) { privileges in
        if privileges == everything { return "ALL" }
        // Privileges are words of a closed list.
        return "\(privileges.map { SQL(unchecked: $0.uppercased()) })"
      }
      var steps = clauses.map { Step(action, id, "\(head) \($0)") }
      let widenings = change.widenings
      for (index, widening) in zip(steps.indices.suffix(widenings.count), widenings) {
        steps[index].hazards = [hazard(grantee, widening.privileges, widening.isGrantable)]
      }
      return steps
    }
  }

  private func hazard(
    _ grantee: String,
    _ privileges: [String],
    _ isGrantable: Bool
  ) -> Hazard {
    let who = grantee == Grant.everybody ? "everybody" : grantee
    let place = scope.schema.map { " in schema \($0)" } ?? ""
    let words = privileges.joined(separator: ", ")
    let types = scope.type.replacing("_", with: " ")
    return Hazard(
      .accessWidened,
      id,
      "\(who) will have \(words) on all \(types) that \(scope.role) makes\(place) from now on"
        + (isGrantable ? ", and can let others have that" : "")
    )
  }
}
