public import ObjectModel

/// Compares two catalogs object by object.
///
/// Complexity: linear in the number of objects.
///
/// - Parameters:
///   - live: the state before.
///   - desired: the state after.
///   - context: what the kinds may look at to judge whether a change needs a replacement.
/// - Returns: the changes, ordered by identity.
public func difference(
  from live: Catalog,
  to desired: Catalog,
  in context: StepContext
) -> [Change] {
  var changes: [Change] = []
  for (id, new) in desired.objects {
    guard let old = live[id] else {
      changes.append(.create(new))
      continue
    }
    let fields = new.changedFields(from: old)
    if fields.isEmpty { continue }
    if let reason = new.reasonForReplacement(from: old, changed: fields, in: context) {
      changes.append(.replace(old: old, new: new, fields: fields, reason: reason))
    } else {
      changes.append(.alter(old: old, new: new, fields: fields))
    }
  }
  for (id, old) in live.objects where desired[id] == nil && !old.isMerged(in: context) {
    changes.append(.drop(old))
  }
  changes += rebindings(beside: changes, in: context)
  return changes.sorted { $0.id < $1.id }
}

/// The objects that differ in nothing but the routines that they use.
///
/// PostgreSQL binds a view or an index to the routine behind a cast, not to the cast: when that
/// changes, its text means something else in a database made anew, and it has to be made anew too.
private func rebindings(beside changes: [Change], in context: StepContext) -> [Change] {
  let registry = context.registry
  guard changes.contains(where: { registry.kind($0.id.kind).traits.bindsOthers }) else {
    return []
  }
  let changed = Set(changes.map(\.id))
  func routines(_ id: ObjectID, _ catalog: Catalog) -> Set<ObjectID> {
    let all = (catalog.dependencies[id] ?? []).map(\.on)
    return Set(all.filter { registry.kind($0.kind).traits.hidesReferences })
  }
  return context.desired.objects.compactMap { id, new in
    guard !changed.contains(id), let old = context.live[id] else { return nil }
    let before = routines(id, context.live)
    let after = routines(id, context.desired)
    if before == after { return nil }
    let words = after.subtracting(before).union(before.subtracting(after)).sorted().map(\.label)
    return .replace(
      old: old,
      new: new,
      fields: [],
      reason: "a cast has changed: whether it uses \(words.joined(separator: ", ")) differs"
    )
  }
}
