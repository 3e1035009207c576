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
    guard let before = live[id] else {
      if let object = comparable(new, in: desired, besideNoneIn: live) {
        changes.append(.create(object))
      }
      continue
    }
    let (old, new) = comparable(before, new, in: context)
    if isOneValue(old, new) { continue }
    let fields = new.changedFields(from: old)
    if fields.isEmpty { continue }
    if let reason = new.reasonForReplacement(from: old, changed: fields, in: context) {
      changes.append(.replace(old: old, new: new, fields: fields, reason: reason))
    } else {
      changes.append(.alter(old: old, new: new, fields: fields))
    }
  }
  for (id, old) in live.objects where desired[id] == nil {
    guard let object = comparable(old, in: live, besideNoneIn: desired) else { continue }
    if object.isMerged(in: context) { continue }
    changes.append(.drop(object))
  }
  changes += rebindings(beside: changes, in: context)
  return changes.sorted { $0.id < $1.id }
}

/// An object that only one side has, in the form in which that is a difference.
///
/// Nil where it is none, since the object only repeats what the other side has without it.
private func comparable(
  _ object: any ManagedObject,
  in own: Catalog,
  besideNoneIn other: Catalog
) -> (any ManagedObject)? {
  guard object.isRepetition(in: own), object.isThereByOthers(in: other) else { return object }
  let rest = object.beyondRepetition(in: own)
  return rest.isEmptyRepetition ? nil : rest
}

/// The states of an object on both sides, in the same form where one side repeats what the other
/// has without it.
private func comparable(
  _ old: any ManagedObject,
  _ new: any ManagedObject,
  in context: StepContext
) -> (any ManagedObject, any ManagedObject) {
  let (live, desired) = (context.live, context.desired)
  switch (old.isRepetition(in: live), new.isRepetition(in: desired)) {
  case (true, false) where new.isThereByOthers(in: desired):
    return (old.beyondRepetition(in: live), new)
  case (false, true) where old.isThereByOthers(in: live):
    return (old, new.beyondRepetition(in: desired))
  default:
    return (old, new)
  }
}

/// Whether two objects are one value that both sides hold, which needs no look at its fields: most
/// of what is desired was taken over from the live side.
///
/// Copies of a large value share the memory that it lies in, and two values that are in one place
/// at one time are one. False says nothing: small values are copied.
private func isOneValue(_ old: any ManagedObject, _ new: any ManagedObject) -> Bool {
  withUnsafeBytes(of: old) { one in
    withUnsafeBytes(of: new) { one.baseAddress == $0.baseAddress }
  }
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
