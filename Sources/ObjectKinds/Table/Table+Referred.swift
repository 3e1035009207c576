import ObjectModel

extension Table {
  /// The foreign keys that refer to what it is a partition of, and those from there that go for the
  /// sake of other partitions.
  ///
  /// PostgreSQL lets no partition go that holds rows which others refer to, and keeps a constraint
  /// of its own for each partition, also for one that has been detached; so the keys are dropped
  /// first and made anew at the end.
  func hindrances(becoming new: (any ManagedObject)?, in context: StepContext) -> [ObjectID] {
    guard partitionParent != nil else { return [] }
    if let new = new as? Self, isPlaced(like: new) { return [] }
    let wholes = Set(Inheritance.ancestors(of: id, in: context.live).map { $0.id })
    return context.live.objects.keys.filter { key in
      guard key.kind == .foreignKey, !key.isWithin(id),
        let referred = context.live.object(key, as: ForeignKey.self)?.referredTable
      else { return false }
      return wholes.contains(referred)
        || wholes.contains(key.root) && Self.letsGo(of: referred, in: context)
    }.sorted()
  }

  /// Whether a partition of a table goes or gets another place.
  private static func letsGo(of table: ObjectID, in context: StepContext) -> Bool {
    PartitionIndexes.beneath(table, in: context.live).contains { old in
      context.desired.object(old.id, as: Self.self).map { !old.isPlaced(like: $0) } ?? true
    }
  }

  fileprivate func isPlaced(like other: Self) -> Bool {
    partitionParent == other.partitionParent && partitionBound == other.partitionBound
  }
}

extension PartitionIndexes {
  /// The partitions of a table, with theirs.
  static func beneath(_ table: ObjectID, in catalog: Catalog) -> [Table] {
    guard catalog.object(table, as: Table.self)?.partitionKey != nil else { return [] }
    return partitions(of: table, in: catalog).flatMap { [$0] + beneath($0.id, in: catalog) }
  }

  /// The partitions of a table that stays which come, go, or get another place.
  static func moving(beneath table: ObjectID, in context: StepContext) -> [ObjectID] {
    guard context.stays(table) else { return [] }
    let tables = [context.live, context.desired].flatMap { beneath(table, in: $0) }.map(\.id)
    return tables.filter { id in
      guard let old = context.live.object(id, as: Table.self),
        let new = context.desired.object(id, as: Table.self)
      else { return true }
      return !old.isPlaced(like: new)
    }
  }
}
