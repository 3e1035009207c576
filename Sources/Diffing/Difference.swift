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
  return changes.sorted { $0.id < $1.id }
}
