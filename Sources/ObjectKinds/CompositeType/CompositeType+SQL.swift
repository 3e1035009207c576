import ObjectModel
import PostgresVocabulary

extension CompositeType {
  static func address(of id: ObjectID) -> SQL {
    "TYPE \(qualified: id.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    [Step(.create, id, creation)] + commentSteps(attributes.items.filter { $0.comment != nil })
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func rename(_ part: PartRename, in context: StepContext) -> [Step] {
    let isShared = [context.live, context.desired].contains {
      !TypedTables.all(of: id, in: $0).isEmpty
    }
    let clause: SQL = "RENAME ATTRIBUTE \(identifier: part.old) TO \(identifier: part.new)"
    return [
      Step(
        .rename,
        id,
        "ALTER \(Self.address(of: id)) \(clause)\(isShared ? " CASCADE" : "")",
        lock: isShared ? .accessExclusive : nil
      )
    ]
  }

  /// The columns of the tables of the type get the name with the attribute.
  func renames(with part: PartRename, in catalog: Catalog) -> [ObjectID: ObjectID] {
    let columns = TypedTables.all(of: id, in: catalog).map {
      (ObjectID(.column, [part.old], in: $0), ObjectID(.column, [part.new], in: $0))
    }
    return Dictionary(uniqueKeysWithValues: columns)
  }

  private var creation: SQL {
    "CREATE \(Self.address(of: id)) AS (\(attributes.items.map(\.definition)))"
  }

  private func commentSteps(_ attributes: [CompositeAttribute]) -> [Step] {
    attributes.map { attribute in
      Step(
        .alter,
        id,
        """
        COMMENT ON COLUMN \(qualified: id.qualifiedName).\(identifier: attribute.name) \
        IS \(literal: attribute.comment)
        """
      )
    }
  }

  // MARK: Changes

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    let difference = Difference(from: old.attributes, to: attributes)
    let unconverted = difference.unconverted
    if difference.keepsOrder, unconverted.isEmpty { return nil }
    let swap = TypeSwap(of: id, in: context)
    if swap.isUsedByColumns || !swap.obstacles.isEmpty { return nil }
    if !difference.keepsOrder { return "new attributes can only be added after all others" }
    return TypedTables.staying(of: id, in: context).isEmpty
      ? "no assignment cast leads to the new type of \(unconverted[0].name)" : nil
  }

  func disturbsDependents(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> Bool {
    let difference = Difference(from: old.attributes, to: attributes)
    return !difference.keepsOrder || !difference.retyped.isEmpty || !difference.removed.isEmpty
  }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let difference = Difference(from: old.attributes, to: attributes)
    let swap = TypeSwap(of: id, in: context)
    let isUsed = swap.isUsedByColumns || !swap.obstacles.isEmpty
    if isUsed, !difference.keepsOrder || !difference.retyped.isEmpty {
      return exchange(difference, swap)
    }
    let tables = TypedTables.staying(of: id, in: context)
    if let attribute = difference.unconverted.first, let table = tables.first {
      return [
        .refusal(
          id,
          "\(attribute.name) of \(id) cannot be retyped: no assignment cast leads to the new type",
          hint: """
            Rows of \(table.id.label) hold it. Add an attribute with a new name, move the values, \
            then drop the old one.
            """
        )
      ]
    }
    var steps = difference.removed.map { attribute in
      change(
        "DROP ATTRIBUTE \(identifier: attribute.name)",
        of: tables,
        (isUsed ? [loss(of: [attribute])] : []) + tables.map { loss(of: attribute, in: $0) }
      )
    }
    steps += difference.retyped.map {
      change(
        "ALTER ATTRIBUTE \(identifier: $0.name) TYPE \($0.typeClause)",
        of: tables,
        tables.map { Hazard(.tableRewrite, $0.id, "all rows of \($0.id.label) are written anew") }
      )
    }
    steps += difference.added.map { change("ADD ATTRIBUTE \($0.definition)", of: tables) }
    return steps + commentSteps(difference.recommented)
  }

  /// The tables of the type get the change with it, which has to be asked for by CASCADE.
  private func change(_ clause: SQL, of tables: [Table], _ hazards: [Hazard] = []) -> Step {
    Step(
      .alter,
      id,
      "ALTER \(Self.address(of: id)) \(clause)\(tables.isEmpty ? "" : " CASCADE")",
      lock: tables.isEmpty ? nil : .accessExclusive,
      hazards: hazards
    )
  }

  private func loss(of attribute: CompositeAttribute, in table: Table) -> Hazard {
    let column: SQL = "\(identifier: attribute.name)"
    return Hazard(
      .dataLoss,
      ObjectID(.column, [attribute.name], in: table.id),
      "the column of the table of the type is dropped with all its values",
      probe: """
        SELECT pg_catalog.count(*) FROM \(qualified: table.id.qualifiedName) \
        WHERE \(column) IS NOT NULL
        """
    )
  }

  private func loss(of attributes: [CompositeAttribute]) -> Hazard {
    let names = attributes.map(\.name).joined(separator: ", ")
    return Hazard(
      .dataLoss,
      id,
      "what columns of \(id.label) hold in \(names) is gone afterwards"
    )
  }

  // MARK: Under columns

  private func exchange(_ difference: Difference, _ swap: TypeSwap) -> [Step] {
    let arrays = swap.columns.filter { $0.isArray || $0.leaves }.map(\.column)
    if let obstacle = swap.obstacles.first ?? arrays.first {
      return [
        .refusal(
          id,
          "attributes of \(id) cannot be retyped or reordered while \(obstacle) holds it",
          hint: "Add an attribute with a new name at the end, move the values, then drop the old."
        )
      ]
    }
    if let hindrance = swap.hindrance {
      return [hindrance.refusal(id, "attributes of \(id) cannot be retyped or reordered")]
    }
    let values = attributes.items.map { attribute in
      (attribute, isKept: difference.old[attribute.name] != nil)
    }
    let name: SQL = "\(qualified: id.qualifiedName)"
    let conversion = TypeSwap.Conversion(through: "text") { use in
      let items: [SQL] = values.map { attribute, isKept in
        isKept
          ? "(\(use.value)).\(identifier: attribute.name)::\(attribute.type)" : "NULL"
      }
      return """
        CASE WHEN \(use.value) IS NOT DISTINCT FROM NULL THEN NULL \
        ELSE ROW(\(items))::\(name) END
        """
    }
    let hazards = difference.removed.isEmpty ? [] : [loss(of: difference.removed)]
    return swap.steps(
      to: self,
      creation: [Step(.alter, id, creation)],
      conversion,
      preconditions: [],
      hazards: hazards
    )
      + commentSteps(attributes.items.filter { $0.comment != nil })
  }

  /// What differs between two lists of attributes.
  private struct Difference {
    let old: CompositeAttributes
    let removed: [CompositeAttribute]
    let added: [CompositeAttribute]
    let retyped: [CompositeAttribute]
    /// Those of the retyped ones whose values no assignment converts.
    let unconverted: [CompositeAttribute]
    let recommented: [CompositeAttribute]
    /// Whether dropping attributes and adding others at the end gives the new order.
    let keepsOrder: Bool

    init(from old: CompositeAttributes, to new: CompositeAttributes) {
      self.old = old
      removed = old.items.filter { new[$0.name] == nil }
      added = new.items.filter { old[$0.name] == nil }
      retyped = new.items.filter { attribute in
        old[attribute.name].map { $0.typeClause != attribute.typeClause } ?? false
      }
      unconverted = retyped.filter { attribute in
        old[attribute.name].map { !TypeChange(from: $0.type, to: attribute.type).isAutomatic }
          ?? false
      }
      recommented = new.items.filter { $0.comment != old[$0.name]?.comment }
      let kept = old.names.filter { new[$0] != nil }
      keepsOrder = kept + added.map(\.name) == new.names
    }
  }
}
