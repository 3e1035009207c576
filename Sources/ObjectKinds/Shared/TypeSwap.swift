import ObjectModel
import PostgresVocabulary

/// A new type put in the place of an old one of the same name, under columns that keep their data.
///
/// For changes that no `ALTER TYPE` can make: the old type is renamed aside, the new one is made,
/// every column is converted, and the old one is dropped. Whatever else depends on the type is
/// dropped before and made anew after by the planner.
struct TypeSwap {
  let type: ObjectID
  let context: StepContext
  /// The columns that hold the type and are still there afterwards.
  let columns: [Use]
  /// Types that are made of it; their values cannot be converted in place.
  let obstacles: [ObjectID]
  /// Whether any column depends on it, for whatever reason.
  let isUsedByColumns: Bool

  /// A column that holds the type.
  struct Use {
    let column: ObjectID
    let isArray: Bool
    /// Whether it is of another type afterwards.
    let leaves: Bool

    /// The column's name as an expression.
    var value: SQL { "\(identifier: column.name)" }
  }

  init(of type: ObjectID, in context: StepContext) {
    self.type = type
    self.context = context
    let dependents = context.live.dependencies
      .filter { $0.value.contains { $0.on == type } }.keys.sorted()
    let columns = dependents.compactMap { context.live.object($0, as: Column.self) }
      .filter { !context.remade.contains($0.id) && !context.remade.contains($0.table) }
    self.columns = columns.compactMap { Self.use(of: type, by: $0, context) }
    isUsedByColumns = !columns.isEmpty
    obstacles = dependents.filter { $0.parent == nil && Self.typeKinds.contains($0.kind) }
  }

  private static let typeKinds: Set<KindName> = [.domain, .composite, .range]

  /// A generated column is none of them: it is dropped before, and computed anew after.
  private static func use(of type: ObjectID, by column: Column, _ context: StepContext) -> Use? {
    guard column.generated == nil, let dimensions = dimensions(of: column.type, holding: type),
      let new = context.desired.object(column.id, as: Column.self),
      !isReplaced(column, by: new, context)
    else { return nil }
    let stays = Self.dimensions(of: new.type, holding: type) == dimensions
    return Use(column: column.id, isArray: dimensions > 0, leaves: !stays)
  }

  private static func isReplaced(
    _ column: Column,
    by new: Column,
    _ context: StepContext
  ) -> Bool {
    let fields = new.changedFields(from: column)
    return new.reasonForReplacement(from: column, changed: fields, in: context) != nil
  }

  /// Why the columns cannot be converted in place; nil when they can.
  var hindrance: Hindrance? {
    columns.lazy.compactMap { use in
      guard let column = context.live.object(use.column, as: Column.self) else { return nil }
      return column.hindranceOfExchange(in: context)
    }.first
  }

  /// 0 when a column's type is the type itself, 1 when it is an array of it, nil otherwise.
  static func dimensions(of columnType: SQL, holding type: ObjectID) -> Int? {
    let name = SQL("\(qualified: type.qualifiedName)").text
    return columnType.text == name ? 0 : columnType.text == name + "[]" ? 1 : nil
  }
}

// MARK: - Steps

extension TypeSwap {
  /// How values get from the old type to the new one.
  struct Conversion {
    /// The type that all values can be cast to and from; nil for `using` alone.
    let through: SQL
    /// The expression for a column that keeps the type; nil casts through the type above.
    var using: (@Sendable (Use) -> SQL)?
  }

  /// The statements of the swap; `new` is put in place by `creation`.
  func steps(
    to new: some ManagedObject,
    creation: [Step],
    _ conversion: Conversion,
    preconditions: [Precondition],
    hazards: [Hazard] = []
  ) -> [Step] {
    let old = type.renamed(to: Self.nameAside(type.name))
    let address = context.registry.kind(type.kind).address
    var steps = [
      Step(
        .alter,
        type,
        "ALTER \(address(type)) RENAME TO \(identifier: old.name)",
        reason: "the type is made anew under its name, and its columns are converted",
        hazards: hazards,
        preconditions: preconditions
      )
    ]
    steps += creation
    let tables = Dictionary(grouping: columns, by: \.column.root)
    for (table, uses) in tables.sorted(by: { $0.key < $1.key }) {
      steps += [converting(uses, of: table, conversion)].withoutRows(of: table)
    }
    steps.append(Step(.alter, type, "DROP \(address(old))"))
    return steps + Self.restoration(of: new, in: context)
  }

  private func converting(_ uses: [Use], of table: ObjectID, _ conversion: Conversion) -> Step {
    let clauses: [SQL] = uses.map { use in
      let brackets: SQL = use.isArray ? "[]" : ""
      let middle: SQL = "\(conversion.through)\(brackets)"
      let final: SQL = use.leaves ? middle : "\(qualified: type.qualifiedName)\(brackets)"
      let cast: SQL =
        use.leaves ? "\(use.value)::\(middle)" : "\(use.value)::\(middle)::\(final)"
      let expression = use.leaves ? cast : conversion.using?(use) ?? cast
      if table.kind == .foreignTable { return "ALTER COLUMN \(use.value) TYPE \(final)" }
      return "ALTER COLUMN \(use.value) TYPE \(final) USING \(expression)"
    }
    return Step(
      .alter,
      type,
      "\(RelationKind.alter(table)) \(clauses)",
      lock: .accessExclusive,
      hazards: [
        Hazard(.tableRewrite, table, "all rows of \(table.label) are written anew")
      ]
    )
  }

  /// A free name of at most 63 bytes for what is about to be replaced.
  static func nameAside(_ name: String) -> String {
    let suffix = "__plumb_old"
    var name = name
    while name.utf8.count + suffix.utf8.count > 63 { name.removeLast() }
    return name + suffix
  }

  /// The owner, grants, comment and security labels of an object that has just been made anew by a
  /// statement of another change.
  static func restoration(of object: some ManagedObject, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    let children = context.desired.children(of: object.id).compactMap { context.desired[$0] }
    for aspect in context.registry.aspects where aspect.canBeAbout(Swift.type(of: object)) {
      var arising: [ObjectID: any ManagedObject] = [:]
      for present in aspect.arising(with: object, in: context) { arising[present.id] = present }
      for wanted in children where wanted.id.kind == aspect.kind {
        guard let present = arising.removeValue(forKey: wanted.id) else {
          steps += wanted.create(in: context)
          continue
        }
        let changed = Set(wanted.changedFields(from: present).map(\.name))
        if changed.isEmpty { continue }
        steps += wanted.alterSteps(from: present, changed: changed, in: context)
      }
      for id in arising.keys.sorted() { steps += arising[id]?.drop(in: context) ?? [] }
    }
    for remark in children where [.comment, .securityLabel].contains(remark.id.kind) {
      steps += remark.create(in: context)
    }
    return steps
  }
}
