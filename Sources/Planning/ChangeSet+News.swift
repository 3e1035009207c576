import ObjectModel

/// What plans say of owners and grants that come and go with their objects.
///
/// An object that is made, or made anew, has an owner and grants at once, without a statement that
/// could say whom they let in; and those that are merely given back let nobody in.
extension ChangeSet {
  /// The desired aspects that objects bring along when they are made, by the object whose statement
  /// makes them.
  func aspectsWithoutStatements() -> [ObjectID: [any ManagedObject]] {
    var found: [ObjectID: [any ManagedObject]] = [:]
    for (id, entry) in entries.sorted(by: { $0.key < $1.key }) where entry.arrival == nil {
      guard let parent = id.parent, case .create? = entries[parent]?.arrival,
        let maker = creator(of: parent), let aspect = context.desired[id],
        type(of: aspect).asAspect != nil
      else { continue }
      found[maker, default: []].append(aspect)
    }
    return found
  }

  /// The statements that make an object, with what is news about access to it and nothing else.
  ///
  /// - Parameters:
  ///   - steps: the statements, each with what it says by itself.
  ///   - object: what they make.
  ///   - aspects: the owners and grants that come along without statements.
  /// - Returns: the statements.
  func withNews(
    _ steps: [Step],
    of object: any ManagedObject,
    bringing aspects: [any ManagedObject]
  ) -> [Step] {
    var steps = steps
    if type(of: object).asAspect != nil, context.desired[object.id] != nil, comesWithParent(object)
    {
      for index in steps.indices { steps[index].hazards = [] }
      if let last = steps.indices.last { steps[last].hazards = news(of: object) }
    }
    guard let first = steps.indices.first else { return steps }
    steps[first].hazards += remarkable(aspects).flatMap(news)
    return steps
  }

  private func comesWithParent(_ aspect: any ManagedObject) -> Bool {
    if let parent = aspect.id.parent, case .create? = entries[parent]?.arrival {
      true
    } else {
      false
    }
  }

  /// What an aspect lets happen that it did not before.
  private func news(of aspect: any ManagedObject) -> [Hazard] {
    guard let old = context.live[aspect.id] else {
      return aspect.create(in: context).flatMap(\.hazards)
    }
    let changed = Set(aspect.changedFields(from: old).map(\.name))
    if changed.isEmpty { return [] }
    return aspect.alterSteps(from: old, changed: changed, in: context).flatMap(\.hazards)
  }

  /// The aspects but for those that the server gives to every new object of a kind.
  private func remarkable(_ aspects: [any ManagedObject]) -> [any ManagedObject] {
    let groups = Dictionary(grouping: aspects) { aspect in
      ObjectID(aspect.id.kind, [], in: aspect.id.parent ?? aspect.id)
    }
    return groups.sorted { $0.key < $1.key }.flatMap { _, group -> [any ManagedObject] in
      guard let first = group.first, let subject = first.id.parent.flatMap({ context.desired[$0] }),
        context.live[subject.id] == nil
      else { return group }
      return type(of: first).asAspect?.areUnremarkable(group, of: subject) == true ? [] : group
    }
  }
}
