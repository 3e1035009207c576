public import ObjectModel

/// Finds objects that differ in nothing but their name, among kinds for which that means a rename.
///
/// Dropping and making anew an index or a constraint costs a scan and a lock; a rename costs
/// neither. Only a pair that is unambiguous within its parent is taken.
///
/// - Returns: the objects as they are, each with its new identity, ordered by it.
public func inferredRenames(
  in changes: [Change]
) -> [(old: any ManagedObject, new: ObjectID)] {
  var created: [RenameKey: [any ManagedObject]] = [:]
  var dropped: [RenameKey: [any ManagedObject]] = [:]
  for change in changes {
    switch change {
    case .create(let new):
      if let key = RenameKey(new) { created[key, default: []].append(new) }
    case .drop(let old):
      if let key = RenameKey(old) { dropped[key, default: []].append(old) }
    case .alter, .replace: continue
    }
  }
  return created.compactMap { key, new in
    guard new.count == 1, let old = dropped[key], old.count == 1 else { return nil }
    return (old[0], new[0].id)
  }.sorted { $0.new < $1.new }
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
