import ObjectModel

/// All statements of a plan with what each must wait for.
struct StepGraph {
  /// The statements of one object in one phase, which stay together in their order.
  struct Node {
    let id: ObjectID
    let phase: Phase
    var steps: [Step]
  }

  /// Whether an object gets another name, goes away or comes about.
  enum Phase: Int {
    case rename, tearDown, buildUp
  }

  private(set) var nodes: [Node] = []
  /// For each node the nodes that it must wait for.
  private(set) var predecessors: [Set<Int>] = []
  private(set) var tearDowns: [ObjectID: Int] = [:]
  private(set) var buildUps: [ObjectID: Int] = [:]
  /// What remains to be done of objects when all is made.
  private(set) var conclusions: [ObjectID: Int] = [:]
  /// The altered objects that let go of something first.
  private var released: [ObjectID] = []

  init(_ changes: ChangeSet, renames: [Rename]) {
    let renames = renames.sequenced()
    for rename in renames {
      let steps = rename.steps(in: changes.context).map {
        Self.entitled($0, rename.old, changes.context)
      }
      add(Node(id: rename.new, phase: .rename, steps: steps))
    }
    let silent = changes.aspectsWithoutStatements()
    for (id, entry) in changes.entries.sorted(by: { $0.key < $1.key }) {
      addNodes(id, entry, changes, bringing: silent[id] ?? [])
    }
    predecessors = Array(repeating: [], count: nodes.count)
    addRemovalEdges(changes)
    addArrivalEdges(changes)
    addFollowingEdges(changes)
    addNameEdges(changes)
    addLaterCreationEdges(changes)
    addContentEdges(changes)
    let enders = addActingEdges(changes)
    addRenameEdges(renames, changes, early: enders)
  }
}

// MARK: - Nodes

extension StepGraph {
  /// Lets every statement say what its role must be allowed to do to name what it names.
  mutating func tellNamingRights(_ context: StepContext) {
    let rights = NamingRights(context)
    for node in nodes.indices {
      let id = nodes[node].id
      for step in nodes[node].steps.indices {
        nodes[node].steps[step].requires += rights.rights(for: nodes[node].steps[step], of: id)
      }
    }
  }

  /// Lets every step say what it is about.
  mutating func tellTopics(_ topic: (ObjectID) -> Topic) {
    for node in nodes.indices {
      let told = topic(nodes[node].id)
      for step in nodes[node].steps.indices { nodes[node].steps[step].topic = told }
    }
  }

  private mutating func addNodes(
    _ id: ObjectID,
    _ entry: ChangeSet.Entry,
    _ changes: ChangeSet,
    bringing aspects: [any ManagedObject]
  ) {
    let context = changes.context
    if entry.removal == .stated, let old = context.live[id] {
      var steps = old.drop(in: context).map { Self.entitled($0, old, context) }
      if entry.arrival != nil { steps = steps.map { Self.reasoned($0, entry.reason) } }
      add(Node(id: id, phase: .tearDown, steps: steps))
    }
    let release = releaseSteps(id, entry, context)
    if !release.isEmpty {
      released.append(id)
      add(Node(id: id, phase: .tearDown, steps: release))
    }
    guard changes.creator(of: id) == id else { return }
    let object: (any ManagedObject)? =
      if case .takeBack(let present)? = entry.arrival { present } else { context.desired[id] }
    var steps = arrivalSteps(id, entry, context).map { Self.reasoned($0, entry.reason) }
      .map { step in object.map { Self.entitled(step, $0, context) } ?? step }
    if let object { steps = changes.withNews(steps, of: object, bringing: aspects) }
    add(Node(id: id, phase: .buildUp, steps: steps))
    let rest = concludeSteps(id, entry, context)
    if !rest.isEmpty {
      conclusions[id] = nodes.count
      nodes.append(Node(id: id, phase: .buildUp, steps: rest))
    }
  }

  private static func entitled(
    _ step: Step,
    _ object: any ManagedObject,
    _ context: StepContext
  ) -> Step {
    guard case .statement = step.effect, context.knowsDependencies else { return step }
    var step = step
    step.requires += object.requiredRights(for: step, in: context)
    return step
  }

  private static func reasoned(_ step: Step, _ reason: String) -> Step {
    guard step.reason.isEmpty else { return step }
    var step = step
    step.reason = reason
    return step
  }

  /// What an altered object lets go of before anything is made.
  private func releaseSteps(
    _ id: ObjectID,
    _ entry: ChangeSet.Entry,
    _ context: StepContext
  ) -> [Step] {
    guard entry.removal == nil, case .alter? = entry.arrival, let old = context.live[id],
      let new = context.desired[id]
    else { return [] }
    let changed = Set(entry.fields.map(\.name))
    return new.releaseSteps(from: old, changed: changed, in: context)
  }

  /// What remains to be done of an altered object when all is made.
  private func concludeSteps(
    _ id: ObjectID,
    _ entry: ChangeSet.Entry,
    _ context: StepContext
  ) -> [Step] {
    guard entry.removal == nil, case .alter? = entry.arrival, let old = context.live[id],
      let new = context.desired[id]
    else { return [] }
    let changed = Set(entry.fields.map(\.name))
    return new.concludeSteps(from: old, changed: changed, in: context)
      .map { Self.entitled($0, new, context) }
  }

  private func arrivalSteps(
    _ id: ObjectID,
    _ entry: ChangeSet.Entry,
    _ context: StepContext
  ) -> [Step] {
    switch entry.arrival {
    case nil: []
    case .takeBack(let object): object.drop(in: context)
    case .create: context.desired[id]?.create(in: context) ?? []
    case .adjust(let old): alterSteps(id, from: old, context)
    case .alter:
      context.live[id].map { alterSteps(id, from: $0, context) } ?? []
    }
  }

  private func alterSteps(
    _ id: ObjectID,
    from old: any ManagedObject,
    _ context: StepContext
  ) -> [Step] {
    guard let new = context.desired[id] else { return [] }
    let changed = Set(new.changedFields(from: old).map(\.name))
    return new.alterSteps(from: old, changed: changed, in: context)
  }

  private mutating func add(_ node: Node) {
    switch node.phase {
    case .rename: break
    case .tearDown: tearDowns[node.id] = nodes.count
    case .buildUp: buildUps[node.id] = nodes.count
    }
    nodes.append(node)
  }
}

// MARK: - Edges

extension StepGraph {
  mutating func order(_ first: Int?, before second: Int?) {
    guard let first, let second, first != second else { return }
    predecessors[second].insert(first)
  }

  /// What depends on an object goes away, or lets go of it, before the object does.
  private mutating func addRemovalEdges(_ changes: ChangeSet) {
    let live = changes.context.live
    for id in live.objects.keys {
      let edges = (live.dependencies[id] ?? []).map(\.on) + (live[id]?.references ?? [])
      for on in edges + (id.parent.map { [$0] } ?? []) {
        if let destroyer = changes.destroyer(of: on) {
          let own = changes.destroyer(of: id).flatMap { tearDowns[$0] } ?? alteration(id, changes)
          order(own, before: tearDowns[destroyer])
        }
      }
    }
    for (id, altered) in changes.disturbances {
      let own = changes.destroyer(of: id).flatMap { tearDowns[$0] }
      for on in altered {
        let leaving = tearDowns[changes.destroyer(of: on) ?? on]
        order(own, before: leaving)
        order(leaving, before: changes.creator(of: id).flatMap { buildUps[$0] })
        order(own, before: buildUps[on])
        order(buildUps[on], before: changes.creator(of: id).flatMap { buildUps[$0] })
      }
    }
    for (id, node) in tearDowns { order(node, before: buildUps[id]) }
    for id in released {
      for child in live.descendants(of: id) { order(tearDowns[id], before: tearDowns[child]) }
    }
  }

  /// Where an object that stays lets go of others.
  private func alteration(_ id: ObjectID, _ changes: ChangeSet) -> Int? {
    guard let entry = changes.entries[id], entry.removal == nil else { return nil }
    return tearDowns[id] ?? buildUps[id]
  }

  /// What an object depends on is there, and in its new state, before the object is.
  private mutating func addArrivalEdges(_ changes: ChangeSet) {
    let desired = changes.context.desired
    for (id, entry) in changes.entries where entry.arrival != nil {
      guard let creator = changes.creator(of: id), let node = buildUps[creator] else { continue }
      let edges = (desired.dependencies[id] ?? []).map(\.on) + (desired[id]?.references ?? [])
      for on in edges + (id.parent.map { [$0] } ?? []) {
        order(changes.creator(of: on).flatMap { buildUps[$0] }, before: node)
      }
      if let parent = id.parent { addCompletingEdges(parent, before: id, node, changes) }
    }
  }

  /// What is said about an object waits until the object is complete.
  private mutating func addCompletingEdges(
    _ parent: ObjectID,
    before id: ObjectID,
    _ node: Int,
    _ changes: ChangeSet
  ) {
    let registry = changes.context.registry
    for child in changes.context.desired.children(of: parent) where child != id {
      if registry.kind(child.kind).traits.completesParent { order(buildUps[child], before: node) }
    }
  }

  /// What merely follows others waits for whatever happens to them.
  private mutating func addFollowingEdges(_ changes: ChangeSet) {
    for (id, entry) in changes.entries where entry.arrival != nil {
      guard let creator = changes.creator(of: id), let node = buildUps[creator] else { continue }
      for other in changes.context.desired[id]?.follows(in: changes.context) ?? [] {
        order(tearDowns[other], before: node)
        order(changes.creator(of: other).flatMap { buildUps[$0] }, before: node)
      }
    }
    for (id, node) in tearDowns where changes.entries[id]?.removal == .stated {
      for other in changes.context.live[id]?.outlives(in: changes.context) ?? [] {
        order(tearDowns[other], before: node)
        order(changes.creator(of: other).flatMap { buildUps[$0] }, before: node)
      }
    }
  }

  /// What affects only later creations comes after all creations of this plan.
  private mutating func addLaterCreationEdges(_ changes: ChangeSet) {
    let registry = changes.context.registry
    let isLate = nodes.map { registry.kind($0.id.kind).traits.affectsLaterCreations }
    let isActing = nodes.map { registry.kind($0.id.root.kind).traits.actsOnStatements }
    for late in nodes.indices where isLate[late] {
      for node in nodes.indices
      where !isLate[node] && !isActing[node] && nodes[node].phase == .buildUp {
        order(node, before: late)
      }
    }
  }
}

// MARK: - What acts on statements

extension StepGraph {
  /// What acts on every statement is there only after all others, and goes before them, as far as
  /// it waits for none of them.
  ///
  /// - Returns: the nodes that end such an effect.
  private mutating func addActingEdges(_ changes: ChangeSet) -> Set<Int> {
    let registry = changes.context.registry
    let isActing = nodes.map { registry.kind($0.id.root.kind).traits.actsOnStatements }
    var enders: Set<Int> = []
    for acting in nodes.indices where isActing[acting] && nodes[acting].id.parent == nil {
      guard nodes[acting].phase != .rename else { continue }
      let others = nodes.indices.filter { !isActing[$0] && nodes[$0].phase != .rename }
      if endsEffect(nodes[acting], changes) {
        enders.insert(acting)
        let awaited = ancestors(of: [acting])
        for node in others where !awaited.contains(node) { order(acting, before: node) }
      } else {
        for node in others { order(node, before: acting) }
      }
    }
    return enders
  }

  private func endsEffect(_ node: Node, _ changes: ChangeSet) -> Bool {
    if node.phase == .tearDown { return true }
    guard case .alter? = changes.entries[node.id]?.arrival,
      let old = changes.context.live[node.id], let new = changes.context.desired[node.id]
    else { return false }
    return new.ends(effectOf: old)
  }

  /// Nodes with all that they wait for.
  func ancestors(of nodes: Set<Int>) -> Set<Int> {
    var found = nodes
    var queue = Array(nodes)
    while let next = queue.popLast() {
      for other in predecessors[next] where found.insert(other).inserted { queue.append(other) }
    }
    return found
  }
}

// MARK: - Renames

extension StepGraph {
  /// Renames come first, but for what has to go away to make the new name free; all other
  /// statements use the new names.
  private mutating func addRenameEdges(
    _ renames: [Rename],
    _ changes: ChangeSet,
    early enders: Set<Int>
  ) {
    if renames.isEmpty { return }
    let taken = Set(renames.flatMap { changes.context.live[$0.new]?.claimedNames ?? [] })
    var early = enders.filter { node in !renames.contains { $0.new == nodes[node].id } }
    for (id, node) in tearDowns {
      let isRenamed = renames.contains { id.isWithin($0.new) }
      // What lives in an object goes with it.
      let live = changes.context.live
      let gone = [id] + live.descendants(of: id).filter { changes.context.desired[$0] == nil }
      let names = gone.flatMap { live[$0]?.claimedNames ?? [] }
      if !isRenamed, !taken.isDisjoint(with: names) {
        early.insert(node)
      }
    }
    early = ancestors(of: early)
    let renaming = nodes.indices.filter { nodes[$0].phase == .rename }
    for (position, rename) in renaming.enumerated() {
      for node in nodes.indices where nodes[node].phase != .rename {
        if early.contains(node) {
          order(node, before: rename)
        } else {
          order(rename, before: node)
        }
      }
      if position > 0 { order(renaming[position - 1], before: rename) }
    }
  }
}
