import ObjectModel
import PostgresVocabulary

extension Table {
  /// The usual rights, and those of the owners of parents that the table joins or leaves.
  ///
  /// Manual: CREATE TABLE, ALTER TABLE.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context)
    if step.action == .drop || step.action == .rename { return usual }
    let old = context.live.object(id, as: Self.self)
    let changed = Set(parents).symmetricDifference(old?.parents ?? [])
      .union(old?.partitionBound == partitionBound ? [] : parents)
    return usual
      + changed.sorted { $0.text < $1.text }.compactMap { parent in
        Inheritance.table(named: parent).flatMap { id in
          context.owner(of: id).map { .ownership(of: id, by: $0) }
        }
      }
  }
}
