import ObjectModel
import PostgresVocabulary

extension MaterializedView {
  /// A new one that is filled reads what its query names with the rights of whoever makes it.
  ///
  /// Manual: CREATE MATERIALIZED VIEW.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context)
    guard step.action == .create, isPopulated else { return usual }
    let edges = (context.desired.dependencies[id] ?? []).map(\.on)
    let brought = Self.broughtAlong(by: edges, in: context)
    var columns: [ObjectID: [String]] = [:]
    for edge in edges {
      let relation = edge.root
      guard Self.kindsThatAreRead.contains(relation.kind), context.isSettled(relation),
        !brought.contains(relation)
      else { continue }
      columns[relation, default: []] += edge.kind == .column ? [edge.name] : []
    }
    return usual
      + columns.sorted { $0.key < $1.key }.map { relation, names in
        .privilege(
          "SELECT",
          onColumns: Set(names).sorted(),
          of: relation.qualifiedName,
          owner: context.owner(of: relation)
        ).orPlatformsTrust
      }
  }

  private static let kindsThatAreRead: Set<KindName> = [
    .table, .view, .materializedView, .foreignTable,
  ]

  /// The relations whose rows a function may give, which is not to read them.
  private static func broughtAlong(by edges: [ObjectID], in context: StepContext) -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    for edge in edges where edge.kind == .function {
      let known = context.desired.dependencies[edge] ?? context.surroundings.dependencies[edge]
      found.formUnion((known ?? []).map(\.on.root))
    }
    return found
  }
}
