public import ObjectModel

/// Finds objects that differ in nothing but their name, among kinds for which that means a rename.
///
/// Dropping and making anew an index or a constraint costs a scan and a lock; a rename costs neither.
/// Only a pair that is unambiguous within its parent is taken.
public func inferringRenames(_ changes: [Change]) -> [Change] {
  var created: [RenameKey: [any ManagedObject]] = [:]
  var dropped: [RenameKey: [any ManagedObject]] = [:]
  for change in changes {
    switch change {
    case .create(let new):
      if let key = RenameKey(new) { created[key, default: []].append(new) }
    case .drop(let old):
      if let key = RenameKey(old) { dropped[key, default: []].append(old) }
    case .alter, .replace, .rename: continue
    }
  }
  var renames: [Change] = []
  var settled: Set<ObjectID> = []
  for (key, new) in created {
    guard new.count == 1, let old = dropped[key], old.count == 1 else { continue }
    renames.append(.rename(old: old[0], new: new[0]))
    settled.formUnion([old[0].id, new[0].id])
  }
  if renames.isEmpty { return changes }
  return (changes.filter { !settled.contains($0.id) } + renames).sorted { $0.id < $1.id }
}

/// What two objects must have in common to be one object under two names.
private struct RenameKey: Hashable {
  let kind: KindName
  let parent: ObjectID?
  let fields: [FieldValue.Entry]

  init?(_ object: any ManagedObject) {
    guard type(of: object).traits.infersRenames else { return nil }
    kind = object.id.kind
    parent = object.id.parent
    fields = object.comparedValues
  }
}
