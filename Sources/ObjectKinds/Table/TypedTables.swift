import ObjectModel
import PostgresVocabulary

/// What tables of a composite type have from it; CREATE TABLE … OF.
enum TypedTables {
  /// The type that a table is of.
  static func type(of table: ObjectID, in catalog: Catalog) -> ObjectID? {
    catalog.object(table, as: Table.self)?.ofType
      .flatMap { QualifiedName(parsing: $0.text) }.map { ObjectID(.composite, $0) }
  }

  /// The columns that a type gives to its tables.
  static func columns(of type: ObjectID, in catalog: Catalog) -> [Column] {
    let items = catalog.object(type, as: CompositeType.self)?.attributes.items ?? []
    return items.map { item in
      var column = Column(id: ObjectID(.column, [item.name], in: type))
      column.type = item.type
      column.collation = item.collation
      return column
    }
  }

  /// The tables that are of a type.
  ///
  /// Complexity: linear in the number of objects.
  static func all(of type: ObjectID, in catalog: Catalog) -> [ObjectID] {
    catalog.objects.keys.filter { $0.kind == .table && Self.type(of: $0, in: catalog) == type }
  }

  /// The tables that are of a type, before and after.
  ///
  /// Complexity: linear in the number of objects.
  static func staying(of type: ObjectID, in context: StepContext) -> [Table] {
    all(of: type, in: context.live)
      .filter { Self.type(of: $0, in: context.desired) == type }
      .compactMap { context.live.object($0, as: Table.self) }.sorted { $0.id < $1.id }
  }
}

extension Table {
  /// A table of a type that gets another name is of the same one.
  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    guard let type = ofType.flatMap({ QualifiedName(parsing: $0.text) }) else { return self }
    let old = ObjectID(.composite, type)
    let new = renamed(old)
    if new == old { return self }
    var later = self
    later.ofType = "\(qualified: new.qualifiedName)"
    return later
  }

  /// The statements that make a table one of its new type, or free it of its old one.
  func retype(from old: Self, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    if let type = TypedTables.type(of: id, in: context.live) {
      steps += TypedTables.columns(of: type, in: context.live).flatMap { column -> [Step] in
        let own = column.identified(as: ObjectID(.column, column.id.names, in: id))
        let isKept =
          context.desired[own.id] != nil
          || Inheritance.source(of: own, in: context.desired) != nil
        return isKept ? [] : own.drop(in: context)
      }
    }
    guard let ofType, let type = TypedTables.type(of: id, in: context.desired) else { return steps }
    for column in TypedTables.columns(of: type, in: context.desired) {
      steps += fit(to: column, in: context)
    }
    return steps + [alteration("OF \(ofType)")]
  }

  /// The server takes only a table that has the columns of the type.
  private func fit(to wanted: Column, in context: StepContext) -> [Step] {
    let own = wanted.identified(as: ObjectID(.column, wanted.id.names, in: id))
    let present = context.live.object(own.id, as: Column.self)
    let before =
      present.flatMap { $0.isInherited ? nil : $0 }
      ?? Inheritance.source(of: own, in: context.live)
    guard let before else { return own.create(in: context) }
    let changed = own.changedFields(from: before.identified(as: own.id)).map(\.name)
    return own.alter(
      from: before.identified(as: own.id),
      changed: Set(changed).intersection(["type", "collation"]),
      in: context
    ) + loosen(own.id, in: context)
  }
}

extension InheritingTable {
  /// Takes back that a column refuses null, where neither it nor its parent does so from now on.
  func loosen(_ own: ObjectID, in context: StepContext) -> [Step] {
    guard let present = context.live.object(own, as: Column.self), !present.isInherited,
      present.notNull.isSet
    else { return [] }
    let after = context.desired.object(own, as: Column.self) ?? Column(id: own)
    return Inheritance.refusesNull(after, in: context.desired) ? [] : [present.own("DROP NOT NULL")]
  }
}
