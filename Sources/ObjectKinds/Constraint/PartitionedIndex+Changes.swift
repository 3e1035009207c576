import ObjectModel
import PostgresVocabulary

extension PartitionedIndex {
  // MARK: Altering

  /// Why a change of its parts, or of that which it is a part of, cannot be made in place.
  func partitionReplacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    let isPartitioned =
      context.desired.object(relation, as: Table.self)?.partitionKey != nil
      && context.live.object(relation, as: Table.self)?.partitionKey != nil
    if isPartitioned, !changed.isDisjoint(with: ["with", "tablespace"]) {
      return "the settings of a partitioned index do not reach its parts"
    }
    if changed.contains("only"), isOnly {
      return "an index that has all its parts keeps them"
    }
    guard changed.contains("attached_to"),
      partitionedTable(in: context.live) == partitionedTable(in: context.desired)
    else { return nil }
    if old.attachedTo != nil, let before = old.whole(in: context.live) {
      return before.id == whole(in: context.desired)?.id
        ? nil : "a part cannot be detached from an index"
    }
    guard let whole = whole(in: context.desired),
      let before = context.live[whole.id] as? any PartitionedIndex, !before.isOnly,
      old.attachedTo == nil,
      whole.reasonForReplacement(
        from: before,
        changed: whole.changedFields(from: before),
        in: context
      ) == nil
    else { return nil }
    return "the partition has another part of \(whole.id) already"
  }

  /// The statements that give it the parts that it lacks, or make it a part.
  func partitionSteps(from old: Self, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    if let whole = whole(in: context.desired), attachedTo != old.attachedTo,
      isAttachedByHand(to: whole, from: old, in: context)
    {
      steps.append(attachment(to: whole))
    }
    if old.isOnly, !isOnly {
      let lacking = PartitionIndexes.partitions(of: relation, in: context.live).filter {
        partition in
        guard let after = context.desired.object(partition.id, as: Table.self),
          context.stays(partition.id), after.partitionParent == partition.partitionParent
        else { return false }
        return !PartitionIndexes.all(of: partition.id, in: context.live)
          .contains { $0.attachedTo == id.name }
      }
      steps += missingParts(in: context, of: lacking)
    }
    return steps
  }

  /// The server attaches by itself what it finds in a table that becomes a partition.
  private func isAttachedByHand(
    to whole: any PartitionedIndex,
    from old: Self,
    in context: StepContext
  ) -> Bool {
    guard context.stays(whole.id), let before = context.live[whole.id] as? any PartitionedIndex
    else { return true }
    if !staysInPlace(in: context) { return false }
    let isRenamed = old.attachedTo != nil && old.whole(in: context.live) == nil
    return before.isOnly && !isRenamed
  }

  // MARK: Dropping

  /// A part stays with its whole; at most it becomes what the server would have made.
  func inseparable(in context: StepContext) -> ObjectID? {
    guard attachedTo != nil, staysInPlace(in: context), let before = whole(in: context.live),
      let after = context.desired[before.id] as? any PartitionedIndex
    else { return nil }
    return !after.isOnly && hasForm(of: before) ? nil : before.id
  }

  /// Whether it is a part that its whole keeps, under whichever name.
  func staysUnsaid(in context: StepContext) -> Bool {
    guard attachedTo != nil, staysInPlace(in: context), let before = whole(in: context.live) else {
      return false
    }
    guard let after = context.desired[before.id] as? any PartitionedIndex else {
      return before.staysUnsaid(in: context)
    }
    return !after.isOnly && hasForm(of: before)
  }

  /// Drops what is no part; a part is turned into what the server would have made.
  func partDrop(in context: StepContext) -> [Step] {
    guard attachedTo != nil, staysInPlace(in: context) else {
      return aroundConstraints(ownRemoval(in: context), in: context)
    }
    let comments = context.live.children(of: id).flatMap { child -> [Step] in
      context.live[child]?.drop(in: context) ?? []
    }
    guard let whole = whole(in: context.live) else {
      return comments + renaming(to: usualName(in: relation))
    }
    let settings = whole.settings.part(of: self).steps(from: self.settings, in: context)
    return comments + settings + renaming(to: whole.usualName(in: relation))
  }

  /// A part that is a constraint's index keeps its whole from being dropped, and the whole the
  /// constraint; only a table that is no partition can lose it.
  private func aroundConstraints(_ removal: [Step], in context: StepContext) -> [Step] {
    if outline.isConstraint || context.live.object(relation, as: Table.self)?.partitionKey == nil {
      return removal
    }
    var steps = removal
    for table in PartitionIndexes.partitions(of: relation, in: context.live) {
      guard let after = context.desired.object(table.id, as: Table.self),
        context.stays(table.id), after.partitionBound == table.partitionBound,
        after.partitionParent == table.partitionParent,
        let parent = table.partitionParent, let bound = table.partitionBound
      else { continue }
      let parts = PartitionIndexes.all(of: table.id, in: context.live)
        .filter { $0.attachedTo == id.name && $0.outline.isConstraint }
      if parts.isEmpty { continue }
      let removals = parts.flatMap { $0.ownRemoval(in: context) }
      steps =
        [table.detach(from: parent)] + removals + steps
        + [table.attach(to: parent, bound)] + table.localConstraints(in: context)
    }
    return steps.map { step in
      var step = step
      step.subject = id
      return step
    }
  }

  private func renaming(to name: String) -> [Step] {
    if name == id.name { return [] }
    var step = settings.rename(id.name, to: name)
    step.action = .drop
    return [step]
  }
}
