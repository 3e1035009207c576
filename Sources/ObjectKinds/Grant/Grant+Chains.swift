import ObjectModel
import PostgresVocabulary

/// Grants that rest on others: who has been granted something with grant option may grant it on.
///
/// PostgreSQL takes nothing away on which such a grant still rests (SQLSTATE 2BP01).
///
/// So what is granted anew comes before what is taken away, and what rests on something goes before
/// it. PostgreSQL looks at the list of one object, or of one column, only.
extension Grant {
  func follows(in context: StepContext) -> [ObjectID] {
    var others: [ObjectID] = []
    // What is granted on a column outlasts what is taken back on its table: PostgreSQL takes that
    // from the columns too.
    if isOnColumn, let relation = subject.parent {
      others.append(ObjectID(.grant, id.names, in: relation))
    }
    if let grantor {
      others += neighbours(in: context.desired).filter { $0.grantee == grantor }.map(\.id)
    }
    if isNarrowed(in: context) { others += supports(in: context) + dependents(in: context) }
    return others.filter { $0 != id }
  }

  func outlives(in context: StepContext) -> [ObjectID] {
    supports(in: context) + dependents(in: context)
  }

  /// The grants to the same role, on the same object or the column's table, that become wider.
  private func supports(in context: StepContext) -> [ObjectID] {
    if movesOwner(in: context) { return [] }
    return neighbours(in: context.desired)
      .filter { $0.grantee == grantee && $0.id != id && $0.isWidened(in: context) }.map(\.id)
  }

  /// The grants by the role on the same object that go or become narrower, and nothing else.
  private func dependents(in context: StepContext) -> [ObjectID] {
    if movesOwner(in: context) { return [] }
    return context.live.children(of: subject, as: Self.self)
      .filter { $0.grantor == grantee && !$0.isWidened(in: context) }.map(\.id)
  }

  /// The grants on the same object, and on the table of a column.
  private func neighbours(in catalog: Catalog) -> [Self] {
    let own = catalog.children(of: subject, as: Self.self)
    guard isOnColumn, let relation = subject.parent else { return own }
    return own + catalog.children(of: relation, as: Self.self)
  }

  private func movesOwner(in context: StepContext) -> Bool {
    let root = subject.root
    return Owner.role(of: root, in: context.live) != Owner.role(of: root, in: context.desired)
  }

  private func isWidened(in context: StepContext) -> Bool {
    change(in: context).map { !$0.widened.isEmpty } ?? false
  }

  private func isNarrowed(in context: StepContext) -> Bool {
    guard context.live[id] != nil, let change = change(in: context) else { return false }
    return !(change.revoked + change.revokedOptions).isEmpty
  }

  /// What happens to the grant; nil when it goes.
  private func change(in context: StepContext) -> PrivilegeChange? {
    guard let new = context.desired.object(id, as: Self.self) else { return nil }
    let old = context.live.object(id, as: Self.self)?.privileges ?? PrivilegeList(of: set)
    return PrivilegeChange(from: old, to: new.privileges, of: set, on: context.version)
  }

  // MARK: What stays on other grounds

  /// The statements around one that takes away on what kept grants by the role rest, where these
  /// are to rest on what the role has on the table: they are taken back and granted again.
  func detaching(
    _ change: PrivilegeChange,
    in context: StepContext
  ) -> (before: [Step], after: [Step]) {
    guard isOnColumn, !movesOwner(in: context) else { return ([], []) }
    let own = context.live.object(id, as: Self.self)?.privileges
    let lost = (change.revoked + change.revokedOptions).filter { own?[$0] == true }
    return detaching(lost, in: context, depth: 0)
  }

  private func detaching(
    _ lost: [String],
    in context: StepContext,
    depth: Int
  ) -> (before: [Step], after: [Step]) {
    let rest = lost.filter { name in
      !context.desired.children(of: subject, as: Self.self)
        .contains { $0.grantee == grantee && $0.id != id && $0.privileges[name] == true }
    }
    if rest.isEmpty || depth > 20 { return ([], []) }
    var before: [Step] = []
    var after: [Step] = []
    for old in context.live.children(of: subject, as: Self.self) where old.grantor == grantee {
      guard let new = context.desired.object(old.id, as: Self.self) else { continue }
      var list = PrivilegeList(of: set)
      for name in rest {
        guard let was = old.privileges[name], let becomes = new.privileges[name] else { continue }
        list.add(name, isGrantable: was && becomes)
      }
      if list.items.isEmpty { continue }
      let options = list.items.keys.sorted().filter { old.privileges[$0] == true }
      let inner = old.detaching(options, in: context, depth: depth + 1)
      let none = PrivilegeList(of: set)
      before += inner.before + old.renewed(from: list, to: none, context)
      after += old.renewed(from: none, to: list, context) + inner.after
    }
    return (before, after)
  }

  private func renewed(
    from old: PrivilegeList,
    to new: PrivilegeList,
    _ context: StepContext
  ) -> [Step] {
    let change = PrivilegeChange(from: old, to: new, of: set, on: context.version)
    return acting(
      .alter,
      statements(change, .alter, context).map { step in
        var step = step
        step.reason = "it is kept, and rests on what \(grantor ?? grantee) has on the table"
        return step
      }
    )
  }
}

// MARK: - A new owner

extension Grant {
  /// What a new owner means for grants that say the same before and after: the old owner's entry
  /// becomes the new one's, together with what that one had.
  static func adjusted(
    toOwner role: String,
    of subject: ObjectID,
    in context: StepContext
  ) -> [Step] {
    guard context.stays(subject), let old = Owner.role(of: subject, in: context.live),
      old != role
    else { return [] }
    return [old, role].flatMap { grantee -> [Step] in
      let id = ObjectID(.grant, [grantee], in: subject)
      guard let before = context.live.object(id, as: Self.self),
        let after = context.desired.object(id, as: Self.self), after == before
      else { return [] }
      return after.alter(from: before, changed: ["privileges"], in: context)
    }
  }
}
