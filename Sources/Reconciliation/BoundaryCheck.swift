public import ObjectModel
import Planning

/// Finds objects outside the managed part that stand in the way of a plan.
///
/// They cannot be rebuilt, because no manifest says how, and nothing is ever dropped with CASCADE:
/// so a plan that would remove what they depend on is refused before its first statement.
struct BoundaryCheck {
  let catalog: Catalog
  let isManaged: (ObjectID) -> Bool

  /// The objects that are not managed and depend on something that the changes remove.
  func dependents(on changes: [Plan.ObjectChange]) -> [Blocked] {
    let removed = Set(
      changes.filter { $0.action == .drop || $0.action == .replace }.map(\.id)
    )
    if removed.isEmpty { return [] }
    return catalog.dependencies.flatMap { id, edges in
      isManaged(id)
        ? [] : edges.filter { removed.contains($0.on) }.map { Blocked(id: id, by: $0.on) }
    }.sorted { ($0.by, $0.id) < ($1.by, $1.id) }
  }
}

/// An object outside the managed part that depends on something that a plan would remove.
public struct Blocked: Hashable, Sendable {
  /// The object that is not managed.
  public let id: ObjectID
  /// What it depends on.
  public let by: ObjectID
}

/// Why a plan is refused before anything is tried.
public enum ReconciliationError: Error, Sendable {
  /// Objects that are not managed depend on what the plan would remove.
  case blocked([Blocked])
}
