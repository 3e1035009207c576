import ObjectModel
import PostgresVocabulary

// MARK: - Declared beside a parent's

extension Column {
  /// Whether a child declares the column that it has from a parent too; that shows only when it
  /// loses that (`pg_attribute.attislocal`).
  func isRepetition(in catalog: Catalog) -> Bool {
    guard !isInherited, !Inheritance.standsAlone(table, in: catalog),
      TypedTables.type(of: table, in: catalog) == nil,
      let source = Inheritance.source(of: self, in: catalog)
    else { return false }
    return generated == source.generated || source.isInherited
  }

  func isThereByOthers(in catalog: Catalog) -> Bool {
    Inheritance.source(of: self, in: catalog) != nil
  }

  /// What would be said of the column if the child did not declare it.
  func beyondRepetition(in catalog: Catalog) -> Self {
    var rest = self
    rest.isInherited = true
    rest.type = ""
    rest.collation = nil
    rest.generated = nil
    rest.isVirtual = false
    let source = Inheritance.source(of: self, in: catalog)
    if source?.handsNotNullDown(in: catalog) == true { rest.notNull = NotNull() }
    if storage == source?.storage { rest.storage = nil }
    if compression == source?.compression { rest.compression = nil }
    let parents = source.flatMap { ColumnDefault.of($0.id, in: catalog) }
    rest.isWithoutDefault =
      parents != nil && generated == nil && ColumnDefault.of(id, in: catalog) == nil
    return rest
  }

  var isEmptyRepetition: Bool { isInherited && !saysSomething }

  /// The statements of an alteration where the child declares the column before or after, and has
  /// it from a parent all the time; nil where it does not.
  func repetitionSteps(from old: Self, in context: StepContext) -> [Step]? {
    let before = old.isRepetition(in: context.live) ? old.beyondRepetition(in: context.live) : old
    let after = isRepetition(in: context.desired) ? beyondRepetition(in: context.desired) : self
    guard before.isInherited, after.isInherited, isThereByOthers(in: context.live),
      isThereByOthers(in: context.desired)
    else { return nil }
    let changed = Set(after.changedFields(from: before).map(\.name))
    return after.alter(from: before, changed: changed, in: context)
  }

  /// The parents' columns that go before one that the child declares too.
  func repeatedColumns(in context: StepContext) -> [ObjectID] {
    guard isRepetition(in: context.live) else { return [] }
    return Inheritance.ancestors(of: table, in: context.live)
      .map { ObjectID(.column, id.names, in: $0.id) }
      .filter { context.live[$0] != nil && context.desired[$0] == nil }
  }
}

extension ColumnDefault {
  /// Whether a child says the default of the column that it declares beside its parent's, which
  /// has that default too.
  func isRepetition(in catalog: Catalog) -> Bool {
    guard let column = id.parent, let table = column.parent,
      !Inheritance.standsAlone(table, in: catalog),
      let owner = catalog.object(column, as: Column.self), owner.isRepetition(in: catalog)
    else { return false }
    return isThereByOthers(in: catalog)
  }

  func isThereByOthers(in catalog: Catalog) -> Bool {
    guard let column = id.parent,
      catalog.object(column, as: Column.self)?.isWithoutDefault != true,
      let source = Inheritance.source(of: Column(id: column), in: catalog)
    else { return false }
    return Self.of(source.id, in: catalog)?.expression == expression
  }

  var isEmptyRepetition: Bool { true }

  /// Whether a column that the child declares beside its parent's need not be declared, so that it
  /// is to have the parent's default.
  func takesParentsDefault(_ owner: Column, in context: StepContext) -> Bool {
    owner.isRepetition(in: context.live)
      && context.desired.object(owner.id, as: Column.self)?.isInherited != false
  }
}

extension CheckConstraint {
  /// Whether a child declares the check that it has from a parent too (`pg_constraint.conislocal`).
  func isRepetition(in catalog: Catalog) -> Bool {
    !isInherited && !isNoInherit && isThereByOthers(in: catalog)
  }

  func isThereByOthers(in catalog: Catalog) -> Bool {
    guard let source = Inheritance.source(of: self, in: catalog), !source.isNoInherit else {
      return false
    }
    return isInherited || Inheritance.isSame(self, source)
  }

  func beyondRepetition(in catalog: Catalog) -> Self {
    var rest = Self(id: id)
    rest.isInherited = true
    return rest
  }

  var isEmptyRepetition: Bool { isInherited }

  /// A check that a child declares too stays when its parent's goes, and can be dropped then.
  func outlives(in context: StepContext) -> [ObjectID] {
    guard isRepetition(in: context.live),
      let source = Inheritance.source(of: self, in: context.live),
      context.desired[source.id] == nil
    else { return [] }
    return [source.id]
  }
}
