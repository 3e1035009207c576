import ObjectModel

// MARK: - Names

extension StepGraph {
  /// A name is free before it is taken: by what goes away, or by what has another afterwards.
  mutating func addNameEdges(_ changes: ChangeSet) {
    let (live, desired) = (changes.context.live, changes.context.desired)
    var released: [String: [Int]] = [:]
    for (id, entry) in changes.entries {
      guard let object = live[id], let node = releasing(id, entry, changes) else { continue }
      let kept = entry.removal == nil ? desired[id]?.claimedNames ?? [] : []
      for name in object.claimedNames where !kept.contains(name) {
        released[name, default: []].append(node)
      }
    }
    for (id, entry) in changes.entries.sorted(by: { $0.key < $1.key }) where entry.arrival != nil {
      guard let creator = changes.creator(of: id), let object = desired[id],
        let taking = buildUps[creator]
      else { continue }
      let held = entry.removal == nil ? live[id]?.claimedNames ?? [] : []
      for name in object.claimedNames where !held.contains(name) {
        for node in (released[name] ?? []).sorted() { orderNames(node, before: taking) }
      }
    }
  }

  /// The statements after which an object has no longer the names that it loses.
  private func releasing(
    _ id: ObjectID,
    _ entry: ChangeSet.Entry,
    _ changes: ChangeSet
  ) -> Int? {
    if entry.removal != nil { return changes.destroyer(of: id).flatMap { tearDowns[$0] } }
    return entry.arrival == nil ? nil : changes.creator(of: id).flatMap { buildUps[$0] }
  }

  /// Objects that take each other's names in a circle are left as they are.
  private mutating func orderNames(_ node: Int, before taking: Int) {
    if nodes[node].phase == .buildUp, ancestors(of: [node]).contains(taking) { return }
    order(node, before: taking)
  }
}
