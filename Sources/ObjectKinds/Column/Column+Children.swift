import ObjectModel
import PostgresVocabulary

extension Column {
  /// Makes the not-null constraint one that reaches the children of the table, or one that does
  /// not: they are left with constraints of their own, which are dropped where none is wanted.
  ///
  /// Versions: 18 and later.
  func inheritance(ofConstraint name: String, in context: StepContext) -> [Step] {
    let clause: SQL = notNull.isNoInherit ? "NO INHERIT" : "INHERIT"
    let change = alteration("ALTER CONSTRAINT \(identifier: name) \(clause)", .alter)
    guard notNull.isNoInherit else { return [change.requiringNoNulls(in: id, context)] }
    return [change]
      + children(in: context).filter { !$0.isRefusingNull(in: context.desired) }
      .map { $0.own("DROP NOT NULL") }
  }

  /// The column in the tables that stay children of this one; what they drop goes from theirs too.
  private func children(in context: StepContext) -> [Column] {
    let tables = context.live.objects.values.compactMap { $0 as? any InheritingTable }
      .filter { child in
        child.inherits.contains { Inheritance.table(named: $0) == table }
          && context.desired[child.id] != nil
          && !Inheritance.left(by: child.id, in: context).contains(table)
      }
    return tables.map { ObjectID(.column, id.names, in: $0.id) }.sorted().map { child in
      var unsaid = Column(id: child)
      unsaid.isInherited = true
      return context.desired.object(child, as: Column.self) ?? unsaid
    }
  }

  /// What is said of an inherited column comes after its parent's.
  func sourceOfInheritance(in context: StepContext) -> [ObjectID] {
    guard isInherited || isThereByParents(in: context) else { return [] }
    return Inheritance.source(of: self, in: context.desired).map { [$0.id] } ?? []
  }

  /// Whether the table has the column already, by a parent's, although it is no object of its own.
  func isThereByParents(in context: StepContext) -> Bool {
    guard context.live[id] == nil, context.stays(table),
      let source = Inheritance.source(of: self, in: context.desired)
    else { return false }
    if Inheritance.source(of: self, in: context.live) != nil { return true }
    // A new column of a parent reaches its children.
    return context.stays(source.table)
      && !Inheritance.joined(by: table, in: context).contains(source.table)
  }
}
