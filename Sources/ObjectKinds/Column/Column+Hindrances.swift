import ObjectModel
import PostgresVocabulary

/// Why a column's type cannot be altered in place, and what to do instead.
struct Hindrance {
  let reason: String
  let hint: String

  /// The refusal of a change that it stands in the way of.
  func refusal(_ id: ObjectID, _ consequence: String) -> Step {
    .refusal(id, "\(consequence): \(reason)", hint: hint)
  }
}

extension Column {
  /// Why no new type can be put under it.
  func hindranceOfExchange(in context: StepContext) -> Hindrance? {
    if isInPartitionKey(in: context.live) {
      return Hindrance(
        reason: "\(table) is partitioned by \(id.name)",
        hint: "Leave the type as it is; or declare a new type and a new table with it, and move "
          + "the rows."
      )
    }
    return hindranceOfRetyping(in: context) ?? foreignChild(in: context).map(Self.hindrance)
  }

  /// Why the server would not alter its type, whatever that is to be.
  func hindranceOfRetyping(in context: StepContext) -> Hindrance? {
    if let (child, parent) = otherParent(in: context) {
      return Hindrance(
        reason: "\(child) has the column from \(parent) too",
        hint: "Add a column of another name with the new type, move the values, then drop the old; "
          + "or let \(child.label) leave one of its parents first."
      )
    }
    return TypeHolders.column(holdingRowsOf: table, in: context).map { holder in
      Hindrance(
        reason: "\(holder) holds rows of \(table.label)",
        hint: "Give \(holder.label) another type first; or add a column of another name with the "
          + "new type, move the values, then drop the old."
      )
    }
  }

  /// Why values cannot be converted by an expression where a foreign table has the column too.
  static func hindrance(by child: ObjectID) -> Hindrance {
    Hindrance(
      reason: "\(child) has the column too, whose values PostgreSQL does not convert",
      hint: "Let \(child.label) leave its parent first, and give its column the new type by itself."
    )
  }

  /// A foreign table beneath its own.
  func foreignChild(in context: StepContext) -> ObjectID? {
    if isForeign { return nil }
    return Inheritance.foreignTables(beneath: table, in: context.live)
      .first { context.desired[$0] != nil }
  }

  /// A table beneath its own that has the column from a table besides: the server alters what all
  /// parents share from none of them.
  private func otherParent(in context: StepContext) -> (child: ObjectID, parent: ObjectID)? {
    let children = Inheritance.descendants(of: table, in: context.live)
    let reached = Set(children.map { $0.id } + [table])
    for child in children {
      let kept = (context.desired[child.id] as? any InheritingTable)?.parents.map(\.text) ?? []
      for text in child.parents where kept.contains(text.text) {
        guard let parent = Inheritance.table(named: text, in: context.live)?.id,
          !reached.contains(parent)
        else { continue }
        let theirs = Self(id: ObjectID(.column, id.names, in: parent))
        if context.live[theirs.id] != nil || Inheritance.source(of: theirs, in: context.live) != nil
        {
          return (child.id, parent)
        }
      }
    }
    return nil
  }

  // MARK: Whose it is

  /// That a table cannot come to have a column for itself which a parent gives it, nor cease to.
  func refusalOfOwnership(from old: Self?, in context: StepContext) -> Step? {
    guard context.knowsDependencies, context.stays(table),
      let parent = Inheritance.source(of: self, in: context.desired)?.table,
      let before = Inheritance.source(of: self, in: context.live)?.table, parent.kind != .composite,
      (context.desired[table] as? any InheritingTable)?.partitionParent == nil,
      Inheritance.left(by: table, in: context).isEmpty,
      Inheritance.joined(by: table, in: context).isEmpty
    else { return nil }
    if isInherited {
      return .refusal(
        id,
        "\(table) declares the column beside \(parent), which PostgreSQL cannot take back",
        hint: "Declare the column with its type, \(old?.type.text ?? ""), and without inherited."
      )
    }
    return .refusal(
      id,
      "\(table) has the column from \(before) alone, and PostgreSQL cannot make it its own too",
      hint: "Declare the column with inherited: true and without a type, or leave it out."
    )
  }

  // MARK: Children with expressions of their own

  /// A new expression reaches all children; those that have another are told so again.
  func restatedGeneration(in context: StepContext) -> [Step] {
    Inheritance.descendants(of: table, in: context.live).compactMap { child in
      let own = ObjectID(.column, id.names, in: child.id)
      guard context.stays(child.id),
        let column = context.desired.object(own, as: Column.self),
        let expression = column.generated, expression != generated
      else { return nil }
      var step = column.own("SET EXPRESSION AS (\(expression))")
      step.subject = id
      return step
    }
  }
}

extension Inheritance {
  /// The foreign tables beneath a table, in order.
  ///
  /// Complexity: linear in the number of objects.
  static func foreignTables(beneath table: ObjectID, in catalog: Catalog) -> [ObjectID] {
    catalog.objects.keys.filter { $0.kind == .foreignTable }
      .filter { ancestors(of: $0, in: catalog).contains { $0.id == table } }.sorted()
  }

  /// The tables that inherit from one, or are partitions of it, at whatever distance; in order.
  ///
  /// Complexity: linear in the number of objects.
  static func descendants(of table: ObjectID, in catalog: Catalog) -> [any InheritingTable] {
    var children: [ObjectID: [any InheritingTable]] = [:]
    for (id, object) in catalog.objects where id.kind == .table || id.kind == .foreignTable {
      guard let child = object as? any InheritingTable, !child.parents.isEmpty else { continue }
      for text in child.parents {
        if let parent = Self.table(named: text, in: catalog)?.id {
          children[parent, default: []].append(child)
        }
      }
    }
    var found: [ObjectID: any InheritingTable] = [:]
    var queue = [table]
    while let next = queue.popLast() {
      for child in children[next] ?? [] where found[child.id] == nil {
        found[child.id] = child
        queue.append(child.id)
      }
    }
    return found.values.sorted { $0.id < $1.id }
  }
}
