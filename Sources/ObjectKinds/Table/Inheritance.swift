import ObjectModel
import PostgresVocabulary

/// What tables have from the tables that they are partitions of or inherit from.
///
/// The catalogs mark what a child merely inherits, and it is no object of the child; so a table
/// that is attached or detached has columns and constraints that appear or vanish as objects, but
/// not in the database.
enum Inheritance {
  /// The table that a text such as `public."My table"` names.
  static func table(named text: SQL) -> ObjectID? {
    QualifiedName(parsing: text.text).map { ObjectID(.table, $0) }
  }

  /// The table of either sort that a text names.
  static func table(named text: SQL, in catalog: Catalog) -> (any InheritingTable)? {
    guard let name = QualifiedName(parsing: text.text) else { return nil }
    for kind in [KindName.table, .foreignTable] {
      if let found = catalog[ObjectID(kind, name)] as? any InheritingTable { return found }
    }
    return nil
  }

  /// Whether a table, as most, has neither parents nor a type that could give it columns.
  static func standsAlone(_ table: ObjectID, in catalog: Catalog) -> Bool {
    catalog.object(table, as: Table.self).map { $0.parents.isEmpty && $0.ofType == nil } ?? false
  }

  /// The tables that a table inherits from, nearest first.
  static func ancestors(of table: ObjectID, in catalog: Catalog) -> [any InheritingTable] {
    var found: [any InheritingTable] = []
    var queue = [table]
    while let next = queue.popLast(), found.count < 1000 {
      guard let object = catalog[next] as? any InheritingTable else { continue }
      for text in object.parents {
        guard let parent = Self.table(named: text, in: catalog) else { continue }
        found.append(parent)
        queue.append(parent.id)
      }
    }
    return found
  }

  /// Whether a table has children, of whichever sort.
  static func hasChildren(_ table: ObjectID, in catalog: Catalog) -> Bool {
    catalog.objects.values.contains { object in
      (object as? any InheritingTable)?.parents.contains { Self.table(named: $0) == table } ?? false
    }
  }

  /// The nearest ancestor's object that corresponds to one that lives in a table, such as the
  /// column of the same name.
  static func source<Kind: ManagedObject>(of object: Kind, in catalog: Catalog) -> Kind? {
    guard let table = object.id.parent else { return nil }
    for ancestor in ancestors(of: table, in: catalog) {
      let id = ObjectID(object.id.kind, object.id.names, in: ancestor.id)
      if let found = catalog.object(id, as: Kind.self) {
        // A parent that has the check from its own says nothing of it.
        if (found as? CheckConstraint)?.isInherited == true { continue }
        return found
      }
    }
    guard object is Column, let type = TypedTables.type(of: table, in: catalog) else { return nil }
    return TypedTables.columns(of: type, in: catalog)
      .first { $0.id.names == object.id.names } as? Kind
  }

  /// Whether a table stays, but gets parents that give it an object, so that the object is merged
  /// with theirs and is its own no longer.
  static func merges<Kind: ManagedObject>(_ object: Kind, in context: StepContext) -> Bool {
    guard let table = object.id.parent, context.live[table] != nil,
      context.desired[object.id] == nil, let source = source(of: object, in: context.desired)
    else { return false }
    return object is Column || isSame(object, source)
  }

  /// Whether a table stays, but gets parents that have an equal key or index, with which its own is
  /// merged as the server would name it.
  static func mergesIndex<Kind: ManagedObject>(
    _ object: Kind,
    named name: (Kind) -> String,
    in context: StepContext
  ) -> Bool {
    guard let table = object.id.parent, context.live[table] != nil,
      context.desired[object.id] == nil, object.id.name == name(object)
    else { return false }
    return joined(by: table, in: context).contains { parent in
      context.desired.children(of: parent, as: Kind.self).contains { isSame(object, $0) }
    }
  }

  /// Whether two objects say the same, whatever they are called.
  static func isSame<Kind: ManagedObject>(_ left: Kind, _ right: Kind) -> Bool {
    right.identified(as: left.id).changedFields(from: left).isEmpty
  }

  /// What a table has had from a parent that it now leaves, so that it has it for its own without a
  /// statement.
  static func releases<Kind: ManagedObject>(_ object: Kind, in context: StepContext) -> Kind? {
    guard let table = object.id.parent, context.live[object.id] == nil,
      let source = source(of: object, in: context.live), let parent = source.id.parent,
      left(by: table, in: context).contains(parent)
    else { return nil }
    return source
  }

  /// The ancestors that a table has no longer, while it stays.
  static func left(by table: ObjectID, in context: StepContext) -> [ObjectID] {
    guard context.desired[table] != nil else { return [] }
    let types = [context.desired, context.live].map { TypedTables.type(of: table, in: $0) }
    let kept = Set(
      ancestors(of: table, in: context.desired).map { $0.id } + [types[0]].compactMap(\.self)
    )
    let before =
      ancestors(of: table, in: context.live).map { $0.id } + [types[1]].compactMap(\.self)
    return before.filter { !kept.contains($0) }
  }

  /// The ancestors that a table newly has.
  static func joined(by table: ObjectID, in context: StepContext) -> [ObjectID] {
    guard context.live[table] != nil else { return [] }
    let before = Set(ancestors(of: table, in: context.live).map { $0.id })
    return ancestors(of: table, in: context.desired).map { $0.id }.filter { !before.contains($0) }
  }

  /// The key or index that a table has had as a copy of an ancestor's, when it now loses that
  /// ancestor and keeps the copy.
  static func releasesIndex<Kind: ManagedObject>(
    _ object: Kind,
    named name: (Kind) -> String,
    in context: StepContext
  ) -> Bool {
    guard let table = object.id.parent, context.live[object.id] == nil,
      object.id.name == name(object)
    else { return false }
    return left(by: table, in: context).contains { parent in
      context.live.children(of: parent, as: Kind.self).contains { isSame(object, $0) }
    }
  }

  /// Whether a column refuses null, by its own declaration, by an identity or by a primary key.
  static func refusesNull(_ column: Column, in catalog: Catalog) -> Bool {
    column.notNull.isSet || catalog[ObjectID(.identity, [], in: column.id)] != nil
      || catalog.children(of: column.table, as: PrimaryKey.self)
        .contains { $0.columns.contains(column.id.name) }
  }
}

/// A table of either sort, which can have parents.
protocol InheritingTable: CatalogObject {
  /// The table that it is a partition of.
  var partitionParent: SQL? { get }
  /// The rows it holds as a partition.
  var partitionBound: SQL? { get }
  /// The tables whose columns it inherits.
  var parentTables: ParentTables { get }
}

extension InheritingTable {
  /// The names of the tables whose columns it inherits.
  var inherits: [SQL] { parentTables.names }

  /// The tables that it is a partition of or inherits from.
  var parents: [SQL] {
    [partitionParent].compactMap(\.self) + inherits
  }

  func alteration(_ clause: SQL, lock: LockMode = .accessExclusive) -> Step {
    Step(.alter, id, "ALTER \(Self.address(of: id)) \(clause)", lock: lock)
  }
}

extension Table {
  /// Whether all its columns come from elsewhere unless it declares some.
  var hasForeignColumns: Bool { !parents.isEmpty || ofType != nil }
}
