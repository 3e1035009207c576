import ObjectModel
import PostgresVocabulary

extension Grant {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a grant")
  }

  /// To have nothing means something for an owner only, to have everything for everybody else.
  func goesWithoutSaying(in context: StepContext) -> Bool {
    let change = PrivilegeChange(
      from: unstated(context.desired, context),
      to: privileges,
      of: set,
      on: context.version
    )
    return change.isEmpty
  }

  func create(in context: StepContext) -> [Step] {
    steps(.create, from: unstated(context.desired, context), to: privileges, context)
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    switch (isOwner(in: context.live), isOwner(in: context.desired)) {
    case (true, false): asFormerOwner(old, context)
    case (false, true):
      steps(.alter, from: .full(set, on: context.version), to: privileges, context)
    default: steps(.alter, from: old.privileges, to: privileges, context)
    }
  }

  /// Grants to a role that was the owner with less than everything: what it lacked, the new owner
  /// lacks, and it has nothing itself.
  private func asFormerOwner(_ old: Self, _ context: StepContext) -> [Step] {
    let heir = Owner.role(of: subject, in: context.desired).map { owner in
      Self(id: ObjectID(.grant, [owner], in: subject))
    }
    let restored = heir.map { heir in
      let wanted = context.desired.object(heir.id, as: Self.self)?.privileges
      return heir.steps(
        .alter,
        from: old.privileges,
        to: wanted ?? .full(set, on: context.version),
        context
      )
    }
    return (restored ?? []) + steps(.alter, from: PrivilegeList(of: set), to: privileges, context)
  }

  /// Takes the privileges back; those of an owner become all there are.
  ///
  /// A role that becomes the owner has its grant merged into the owner's privileges.
  func drop(in context: StepContext) -> [Step] {
    if isOwner(in: context.desired), !isOwner(in: context.live), context.live[id] != nil {
      return []
    }
    return steps(.drop, from: privileges, to: unstated(context.live, context), context)
  }

  // MARK: Rights

  /// The owner may grant, and so may who was granted everything in question with grant option.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    if let grantor { return [.acting(as: grantor, on: context.version)] }
    let root =
      context.live.object(subject, as: SequenceGenerator.self)?.rightsBearer ?? subject.root
    guard let owner = context.owner(of: root) else { return [] }
    let needed = set.all.filter { privileges[$0] != nil }
    let others = [context.live, context.surroundings].flatMap { catalog in
      catalog.children(of: subject, as: Grant.self).filter { grant in
        needed.allSatisfy { grant.privileges[$0] == true }
      }.map(\.grantee)
    }
    return [.ownership(of: root, by: owner, or: others.filter { $0 != Self.everybody })]
  }

  // MARK: Owners

  /// What the grantee has where nothing is said: an owner everything, anybody else nothing.
  private func unstated(_ catalog: Catalog, _ context: StepContext) -> PrivilegeList {
    isOwner(in: catalog) ? .full(set, on: context.version) : PrivilegeList(of: set)
  }

  private func isOwner(in catalog: Catalog) -> Bool {
    if grantor != nil || isOnColumn { return false }
    return Owner.role(of: subject, in: catalog) == grantee
  }

  var set: PrivilegeSet { Self.privilegeSet(of: id) }

  // MARK: Statements

  private func steps(
    _ action: Step.Action,
    from old: PrivilegeList,
    to new: PrivilegeList,
    _ context: StepContext
  ) -> [Step] {
    let change = PrivilegeChange(from: old, to: new, of: set, on: context.version)
    var steps = statements(change, action, context)
    let widenings = change.widenings
    for (index, widening) in zip(steps.indices.suffix(widenings.count), widenings) {
      steps[index].hazards = [hazard(widening.privileges, widening.isGrantable, context)]
    }
    steps += grantsOfColumns(afterwards: change, context)
    let (before, after) = detaching(change, in: context)
    return before + acting(action, steps) + after
  }

  /// The statements of a change, without the role that has to run them.
  func statements(
    _ change: PrivilegeChange,
    _ action: Step.Action,
    _ context: StepContext
  ) -> [Step] {
    let role: SQL = grantee == Self.everybody ? "PUBLIC" : "\(identifier: grantee)"
    let everything = set.all.filter { (set.since[$0] ?? 0) <= context.version.major }
    return change.clauses(
      on: target(context, in: action == .drop ? context.live : context.desired),
      grantee: role
    ) { privileges in
      spelled(privileges, areAll: privileges == everything)
    }.map { Step(action, id, $0) }
  }

  /// Statements as the role runs them that has granted it.
  func acting(_ action: Step.Action, _ steps: [Step]) -> [Step] {
    guard let grantor, !steps.isEmpty else { return steps }
    return [Step(action, id, "SET LOCAL ROLE \(identifier: grantor)")] + steps
      + [Step(action, id, "RESET ROLE")]
  }

  /// Grants anew what columns keep and what the table's REVOKE takes from them with its own.
  private func grantsOfColumns(
    afterwards change: PrivilegeChange,
    _ context: StepContext
  ) -> [Step] {
    if isOnColumn || (change.revoked + change.revokedOptions).isEmpty { return [] }
    return context.desired.children(of: subject).flatMap { column -> [Step] in
      let grant = ObjectID(.grant, id.names, in: column)
      guard let old = context.live.object(grant, as: Self.self),
        let new = context.desired.object(grant, as: Self.self), new.isKept(in: context)
      else { return [] }
      return new.again(from: old, after: change, context)
    }
  }

  private func isKept(in context: StepContext) -> Bool {
    guard let old = context.live[subject], let new = context.desired[subject] else { return false }
    let changed = new.changedFields(from: old)
    return new.reasonForReplacement(from: old, changed: changed, in: context) == nil
  }

  private func again(
    from old: Self,
    after change: PrivilegeChange,
    _ context: StepContext
  ) -> [Step] {
    var lost = PrivilegeList(of: set)
    for name in change.revoked + change.revokedOptions {
      guard let before = old.privileges[name], let after = privileges[name] else { continue }
      let isGrantable = before && after
      if isGrantable || change.revoked.contains(name) { lost.add(name, isGrantable: isGrantable) }
    }
    let role: SQL = grantee == Self.everybody ? "PUBLIC" : "\(identifier: grantee)"
    let restored = PrivilegeChange(
      from: PrivilegeList(of: set),
      to: lost,
      of: set,
      on: context.version
    )
    let place = target(context, in: context.desired)
    return restored.clauses(on: place, grantee: role) { spelled($0, areAll: false) }.map {
      Step(.alter, id, $0, reason: "it is kept, and the table's REVOKE takes it too")
    }
  }

  private func spelled(_ privileges: [String], areAll: Bool) -> SQL {
    let column: SQL = isOnColumn ? " (\(identifier: subject.name))" : ""
    if areAll { return "ALL\(column)" }
    // Privileges are words of a closed list.
    let words: [SQL] = privileges.map { SQL(unchecked: $0.uppercased()) + column }
    return "\(words)"
  }

  /// What the privileges are on, in the words of GRANT: these differ from those of COMMENT ON for
  /// relations, aggregates and foreign servers.
  private func target(_ context: StepContext, in catalog: Catalog) -> SQL {
    if isOnColumn || set.objectType == "tables" {
      return "ON TABLE \(qualified: subject.root.qualifiedName)"
    }
    let address = context.address(of: subject, in: catalog)
    for (word, replacement) in [("AGGREGATE ", "FUNCTION "), ("SERVER ", "FOREIGN SERVER ")]
    where address.text.hasPrefix(word) {
      let rest = address.text.dropFirst(word.count)
      return SQL(
        unchecked: "ON " + replacement + (rest.hasSuffix("(*)") ? rest.dropLast(2) + ")" : rest)
      )
    }
    return "ON \(address)"
  }

  // MARK: Words for people

  private func hazard(
    _ privileges: [String],
    _ isGrantable: Bool,
    _ context: StepContext
  ) -> Hazard {
    let who = grantee == Self.everybody ? "everybody" : grantee
    let verbs = AccessWords.verbs(for: privileges, on: subject, in: context.desired)
    let more = isGrantable ? ", and let others do so" : ""
    return Hazard(.accessWidened, id, "\(who) can now \(verbs)\(more)")
  }
}
