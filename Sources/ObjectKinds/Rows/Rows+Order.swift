import ObjectModel
import PostgresVocabulary

/// A foreign key by which declared rows refer to declared rows of another table.
struct RowReference {
  let key: ForeignKey
  /// The rows referred to.
  let target: ObjectID
}

extension Rows {
  /// Rows that these refer to come first.
  func follows(in context: StepContext) -> [ObjectID] {
    guard context.knowsDependencies else { return [] }
    return references(in: context.desired).filter { reference in
      !(reference.key.isDeferrable && isCircular(reference, in: context.desired))
    }.map(\.target)
  }

  /// The references that the declared values make to declared rows of other tables.
  func references(in catalog: Catalog) -> [RowReference] {
    catalog.children(of: table, as: ForeignKey.self).compactMap { key in
      guard let other = key.targetTable, other != table, !key.isNotEnforced else { return nil }
      let target = ObjectID(.rows, [], in: other)
      guard catalog[target] != nil,
        values.rows.contains(where: { values.texts(key.columns, of: $0) != nil })
      else { return nil }
      return RowReference(key: key, target: target)
    }
  }

  /// Whether the rows referred to refer back, directly or through others.
  func isCircular(_ reference: RowReference, in catalog: Catalog) -> Bool {
    var seen: Set<ObjectID> = []
    var queue = [reference.target]
    while let next = queue.popLast() {
      guard seen.insert(next).inserted else { continue }
      if next == id { return true }
      queue += catalog.object(next, as: Rows.self)?.references(in: catalog).map(\.target) ?? []
    }
    return false
  }

  /// Lets keys that refer in a circle wait for the commit.
  func deferrals(in context: StepContext) -> [Step] {
    let circular = references(in: context.desired).filter {
      $0.key.isDeferrable && context.stays($0.key.id) && isCircular($0, in: context.desired)
    }
    return circular.map { reference in
      let name = QualifiedName(schema: table.names[0], name: reference.key.id.name)
      return Step(
        .alter,
        id,
        "SET CONSTRAINTS \(qualified: name) DEFERRED",
        reason: "rows refer to each other in a circle"
      )
    }
  }
}

extension ForeignKey {
  /// The table that it refers to, however that is written.
  var targetTable: ObjectID? {
    QualifiedName(parsing: String(target.text.prefix { $0 != "(" })).map { ObjectID(.table, $0) }
  }
}
