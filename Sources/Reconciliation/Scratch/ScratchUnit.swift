import ObjectModel
import PostgresVocabulary

/// What is made in a scratch database in one go: an object with what is made together with it.
struct ScratchUnit {
  let object: any ManagedObject
  /// Whether manifests declare it; otherwise it only stands in for something they refer to.
  let isDeclared: Bool
  let statements: [SQL]
  /// The query for its address, for kinds whose identity only the server can spell.
  let addressQuery: SQL?
  /// What comes before it although it does not refer to that.
  let followed: [ObjectID]

  /// The units of a catalog, ordered so that most find what they refer to.
  ///
  /// - Parameters:
  ///   - catalog: the objects.
  ///   - needed: the objects to make, with all that they may refer to; nil for all.
  ///   - isDeclared: whether a manifest declares an object.
  ///   - context: what the kinds may look at.
  /// - Returns: the units, the first to be made first.
  static func ordered(
    _ catalog: Catalog,
    needed: Set<ObjectID>? = nil,
    isDeclared: (ObjectID) -> Bool,
    context: StepContext
  ) -> [ScratchUnit] {
    let units = catalog.objects.values
      .filter { $0.isBuiltInScratch && !$0.isMadeWithParent(in: catalog) }
      .map { object in
        ScratchUnit(
          object: object,
          isDeclared: isDeclared(object.id),
          statements: object.create(in: context).compactMap { step in
            guard case .statement(let statement) = step.effect else { return nil }
            return statement.sql
          },
          addressQuery: object.addressQuery,
          followed: object.follows(in: context)
        )
      }
      .sorted { left, right in
        let positions = [left, right].map { context.registry.position(of: $0.object.id.kind) }
        return (positions[0], left.object.id) < (positions[1], right.object.id)
      }
    return order(units, catalog, needed)
  }

  /// Orders units by guessed references; where these go in a circle, by their given order.
  private static func order(
    _ units: [ScratchUnit],
    _ catalog: Catalog,
    _ needed: Set<ObjectID>?
  ) -> [ScratchUnit] {
    let scan = NameScan(names: units.map { $0.object.id.parent == nil ? [$0.simpleName] : [] })
    var positions: [ObjectID: Int] = [:]
    for (index, unit) in units.enumerated() { positions[unit.object.id] = index }
    let waits = units.enumerated().map { index, unit in
      unit.guesses(scan, positions, catalog).subtracting([index])
    }
    var placed = Array(repeating: false, count: units.count)
    var isOpen = placed
    var result: [ScratchUnit] = []
    func place(_ index: Int) {
      if placed[index] || isOpen[index] { return }
      isOpen[index] = true
      for other in waits[index].sorted() { place(other) }
      placed[index] = true
      result.append(units[index])
    }
    let wanted = needed.map { closure(of: $0, units, positions, waits) }
    // What texts use without naming it comes first.
    for index in units.indices where units[index].isUsedUnnamed { place(index) }
    for index in units.indices where wanted?.contains(index) ?? true { place(index) }
    return result
  }

  /// The units that make some objects, all that these may refer to, and the keys of those.
  private static func closure(
    of needed: Set<ObjectID>,
    _ units: [ScratchUnit],
    _ positions: [ObjectID: Int],
    _ waits: [Set<Int>]
  ) -> Set<Int> {
    var keys: [ObjectID: [Int]] = [:]
    for (index, unit) in units.enumerated() {
      guard type(of: unit.object).traits.isReliedOn, let parent = unit.object.id.parent else {
        continue
      }
      keys[parent, default: []].append(index)
    }
    var found: Set<Int> = []
    var queue = needed.compactMap { id in
      sequence(first: id, next: \.parent).lazy.compactMap { positions[$0] }.first
    }
    queue += units.indices.filter { units[$0].isUsedUnnamed }
    while let next = queue.popLast() {
      guard found.insert(next).inserted else { continue }
      queue += waits[next]
      queue += keys[units[next].object.id] ?? []
    }
    return found
  }

  private var isUsedUnnamed: Bool { type(of: object).traits.isUsedUnnamed }

  private var simpleName: String {
    let names = object.id.names
    return names.count > 2 ? names[1] : object.id.name
  }

  private func guesses(
    _ scan: NameScan,
    _ positions: [ObjectID: Int],
    _ catalog: Catalog
  ) -> Set<Int> {
    var found = scan.units(in: .map(object.fieldValues))
    for child in catalog.children(of: object.id) {
      guard let child = catalog[child], child.isMadeWithParent(in: catalog) else { continue }
      found.formUnion(scan.units(in: .map(child.fieldValues)))
    }
    found.formUnion(scan.units(in: .list(object.id.names.map(FieldValue.text))))
    found.formUnion(followed.compactMap { positions[$0] })
    for id in sequence(first: object.id.parent, next: { $0?.parent }).compactMap({ $0 }) {
      if let position = positions[id] { found.insert(position) }
    }
    if let schema = object.id.schema,
      let position = positions[ObjectID(.schema, [schema])]
    {
      found.insert(position)
    }
    return found
  }
}

extension ManagedObject {
  /// Whether it exists in a scratch database: what a server spells, and what that lies in.
  fileprivate var isBuiltInScratch: Bool {
    let traits = Self.traits
    if traits.isSpelledByServer { return true }
    return id.parent == nil && traits.isReferredTo && !traits.isClusterWide
      && !traits.affectsLaterCreations && !traits.actsOnStatements
  }

  fileprivate func isMadeWithParent(in catalog: Catalog) -> Bool {
    guard Self.traits.isCreatedWithParent, let parent = id.parent else { return false }
    return catalog[parent] != nil
  }
}
