import ObjectModel
import PostgresVocabulary

extension Operator {
  /// Operators that name each other: the first one makes a shell of the second, which the second
  /// fills.
  func create(in context: StepContext) -> [Step] {
    var list: [SQL] = ["FUNCTION = \(function)"]
    let operands = operands
    if let left = operands.left { list.append("LEFTARG = \(left)") }
    list.append("RIGHTARG = \(operands.right)")
    if let commutator { list.append("COMMUTATOR = \(commutator.sql)") }
    if let negator { list.append("NEGATOR = \(negator.sql)") }
    if let restrict { list.append("RESTRICT = \(restrict)") }
    if let join { list.append("JOIN = \(join)") }
    if hashes { list.append("HASHES") }
    if merges { list.append("MERGES") }
    // The address goes without the types here.
    let name: SQL = "\(identifier: id.names[0]).\(SQL(unchecked: id.names[1]))"
    return [
      Step(
        .create,
        id,
        "CREATE OPERATOR \(name) (\n  \(list, separator: ",\n  ")\n)",
        hazards: CalledRoutines.hazards(of: id, asking: .user, in: context)
          + policyHazards(in: context)
      )
    ]
  }

  private func policyHazards(in context: StepContext) -> [Hazard] {
    if context.live.object(id, as: Self.self)?.function == function { return [] }
    return CalledRoutines.policyHazards(
      of: id,
      where: { policy in
        context.live.dependencies[policy]?.contains { $0.on == id } ?? false
      },
      in: context
    )
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var list: [SQL] = []
    if restrict != old.restrict { list.append("RESTRICT = \(restrict ?? "NONE")") }
    if join != old.join { list.append("JOIN = \(join ?? "NONE")") }
    if let commutator, links(from: old, in: context).contains(where: \.isCommutator) {
      list.append("COMMUTATOR = \(commutator.sql)")
    }
    if let negator, links(from: old, in: context).contains(where: { !$0.isCommutator }) {
      list.append("NEGATOR = \(negator.sql)")
    }
    if hashes != old.hashes { list.append("HASHES") }
    if merges != old.merges { list.append("MERGES") }
    if list.isEmpty { return [] }
    return [Step(.alter, id, "ALTER \(Self.address(of: id)) SET (\(list))")]
  }

  /// PostgreSQL never takes anything back of an operator, and before 17 does not add to one.
  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    let links = links(from: old, in: context)
    if let taken = links.first(where: \.isTaken) {
      return "PostgreSQL cannot alter the \(taken.word) of an operator that has one"
    }
    if (old.hashes && !hashes) || (old.merges && !merges) {
      return "PostgreSQL cannot take back how an operator can be joined by"
    }
    if context.version >= 17 { return nil }
    if let link = links.first { return "PostgreSQL before 17 cannot add a \(link.word)" }
    return hashes != old.hashes || merges != old.merges
      ? "PostgreSQL before 17 cannot alter how an operator can be joined by" : nil
  }

  /// Its partners, if they come first, are in their new state before it is.
  var follows: [ObjectID] {
    partners.filter { $0 < id }
  }

  private var partners: [ObjectID] {
    [commutator.map(commutatorID), negator.map(negatorID)].compactMap(\.self)
  }
}

// MARK: - Partners

extension Operator {
  /// A change of the commutator or the negator that this operator has to bring about.
  private struct Link {
    let isCommutator: Bool
    /// Whether it has one already.
    let isTaken: Bool

    var word: String { isCommutator ? "commutator" : "negator" }
  }

  private func links(from old: Self, in context: StepContext) -> [Link] {
    [
      link(
        (old.commutator.map(commutatorID), commutator.map(commutatorID)),
        back: { $0.commutator.map($0.commutatorID) },
        isCommutator: true,
        context
      ),
      link(
        (old.negator.map(negatorID), negator.map(negatorID)),
        back: { $0.negator.map($0.negatorID) },
        isCommutator: false,
        context
      ),
    ].compactMap(\.self)
  }

  /// Nothing where the partner does it: one that is made links both, one that is dropped lets go of
  /// the other, and of two that stay the one with the greater identity acts for both.
  private func link(
    _ partners: (old: ObjectID?, new: ObjectID?),
    back: (Self) -> ObjectID?,
    isCommutator: Bool,
    _ context: StepContext
  ) -> Link? {
    if partners.old == partners.new { return nil }
    let isTaken = partners.old.map { holds($0, back, context) } ?? false
    if let new = partners.new, new != id,
      context.desired.object(new, as: Self.self).flatMap(back) == id,
      context.live[new] == nil || id < new
    {
      // The partner links both.
      return isTaken ? Link(isCommutator: isCommutator, isTaken: true) : nil
    }
    if partners.new == nil, !isTaken { return nil }
    return Link(isCommutator: isCommutator, isTaken: isTaken)
  }

  /// Whether the link to a former partner stays unless this operator is made anew.
  private func holds(_ old: ObjectID, _ back: (Self) -> ObjectID?, _ context: StepContext) -> Bool {
    if context.live[old] == nil { return true }
    guard let partner = context.desired.object(old, as: Self.self) else { return false }
    return old <= id || back(partner) == id
  }
}
