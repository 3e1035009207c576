public import Diffing
public import ObjectModel

/// Turns differences into ordered steps.
public struct Planner: Sendable {
  private let context: StepContext
  private let gathersTopics: Bool

  /// Makes a planner for two catalogs.
  ///
  /// - Parameters:
  ///   - context: both catalogs; in the live one, renames have been carried out already.
  ///   - gathersTopics: whether steps about the same topic come together as far as they can,
  ///     rather than those about the same object; they then say which topic it is.
  public init(context: StepContext, gathersTopics: Bool = false) {
    self.context = context
    self.gathersTopics = gathersTopics
  }

  /// What a planner finds out.
  public struct Result: Sendable {
    /// The steps, grouped by transaction.
    public let stages: [Plan.Stage]
    /// What differs, object by object.
    public let changes: [Plan.ObjectChange]
  }

  /// Orders all steps that a set of changes takes.
  ///
  /// - Parameters:
  ///   - changes: the differences between the catalogs.
  ///   - renames: the objects that get another name first, as they are before.
  /// - Returns: the steps, in their order.
  /// - Throws: `PlanningError.cycle` when the steps wait for each other in a circle.
  public func plan(
    _ changes: [Change],
    renames: [Rename] = []
  ) throws(PlanningError) -> Result {
    if changes.isEmpty && renames.isEmpty { return Result(stages: [], changes: []) }
    var context = context
    context.formerNames = formerNames(renames)
    let set = ChangeSet(changes, context: context)
    var graph = StepGraph(set, renames: renames)
    graph.tellNamingRights(set.context)
    if gathersTopics { graph.tellTopics { topic(of: $0) } }
    let order: [Int]
    do {
      order = try topologicalOrder(
        predecessors: graph.predecessors,
        ranks: ranks(of: graph.nodes),
        groups: gathersTopics ? graph.nodes.map(group) : nil
      )
    } catch {
      throw .cycle(error.nodes.map { graph.nodes[$0].id })
    }
    let stages = stages(of: graph, in: order)
    return Result(stages: stages, changes: report(set, renames))
  }

  /// What renamed objects, and those in renamed schemas, were called.
  private func formerNames(_ renames: [Rename]) -> [ObjectID: ObjectID] {
    let schemas = renames.filter { $0.new.kind == .schema }
    var result: [ObjectID: ObjectID] = [:]
    if !schemas.isEmpty {
      let former = Dictionary(schemas.map { ($0.new, $0.old.id) }, uniquingKeysWith: { $1 })
      for id in context.live.objects.keys where id.parent == nil {
        let old = id.following(schemas: former)
        if old != id { result[id] = old }
      }
    }
    for rename in renames where rename.new != rename.old.id { result[rename.new] = rename.old.id }
    return result
  }

  // MARK: Order among equals

  /// Removals before arrivals; what belongs together stays together; kinds in the registry's order.
  private func ranks(of nodes: [StepGraph.Node]) -> [Int] {
    let registry = context.registry
    let keys = nodes.map { node in
      SortKey(
        phase: node.phase.rawValue,
        isLate: runsRoutines(node) ? 1 : 0,
        root: registry.position(of: node.id.root.kind),
        rootID: node.id.root,
        kind: registry.position(of: node.id.kind),
        id: node.id
      )
    }
    let sorted = nodes.indices.sorted { left, right in
      let isTearDown = nodes[left].phase == .tearDown && nodes[right].phase == .tearDown
      return isTearDown ? keys[right] < keys[left] : keys[left] < keys[right]
    }
    var ranks = Array(repeating: 0, count: nodes.count)
    for (rank, node) in sorted.enumerated() { ranks[node] = rank }
    return ranks
  }

  /// Whether a statement may run routines, whose bodies may use whatever this plan makes: it comes
  /// as late as it can.
  private func runsRoutines(_ node: StepGraph.Node) -> Bool {
    let registry = context.registry
    guard node.phase == .buildUp, registry.kind(node.id.kind).traits.isEvaluatedWhenMade else {
      return false
    }
    if node.id.parent == nil { return true }
    return (context.desired.dependencies[node.id] ?? []).contains {
      registry.kind($0.on.kind).traits.hidesReferences
    }
  }

  private struct SortKey: Comparable {
    let phase: Int
    let isLate: Int
    let root: Int
    let rootID: ObjectID
    let kind: Int
    let id: ObjectID

    static func < (left: Self, right: Self) -> Bool {
      if left.phase != right.phase || left.isLate != right.isLate {
        return (left.phase, left.isLate) < (right.phase, right.isLate)
      }
      return (left.root, left.rootID, left.kind, left.id)
        < (right.root, right.rootID, right.kind, right.id)
    }
  }

  // MARK: Topics

  /// What steps on an object are about.
  ///
  /// What guards a new object is about what that is about.
  private func topic(of id: ObjectID) -> Topic {
    let traits = context.registry.kind(id.kind).traits
    guard let parent = id.parent else { return traits.topic ?? .schema }
    if traits.guardsParent, context.live[parent] == nil { return topic(of: parent) }
    return traits.topic ?? topic(of: parent)
  }

  private func group(of node: StepGraph.Node) -> NodeGroup {
    let number = Topic.allCases.firstIndex(of: topic(of: node.id)) ?? 0
    let level = node.phase.rawValue * 2 + (runsRoutines(node) ? 1 : 0)
    return NodeGroup(level: level, number: node.phase == .tearDown ? -number : number)
  }

  // MARK: Stages

  private func stages(of graph: StepGraph, in order: [Int]) -> [Plan.Stage] {
    let assignment = StageAssignment(graph, order: order)
    return assignment.groups.compactMap { group in
      let steps = folded(group.steps)
      return steps.isEmpty
        ? nil
        : Plan.Stage(isTransaction: group.isTransaction, reason: group.reason, steps: steps)
    }
  }

  // MARK: Report

  private func report(_ set: ChangeSet, _ renames: [Rename]) -> [Plan.ObjectChange] {
    let renamed = renames.filter { $0.new != $0.old.id }.map {
      Plan.ObjectChange(
        id: $0.new,
        action: .rename,
        reason: "was \($0.old.id.label)",
        fields: []
      )
    }
    let parts = renames.filter { !$0.parts.isEmpty }.map { partChange($0, set) }
    let told = Set(parts.map(\.id))
    let entries = set.entries.filter { !told.contains($0.key) }.sorted { $0.key < $1.key }
    let others = entries.compactMap { id, entry in
      if entry.arrival == nil, entry.removal != nil, set.staysUnsaid(id) {
        let reason = "what was said of it is taken back"
        return Plan.ObjectChange(id: id, action: .alter, reason: reason, fields: [])
      }
      if entry.arrival == nil, entry.removal != nil, context.desired[id] != nil {
        // What it lives in brings it along as it is desired.
        let fields = entry.fields
        return fields.isEmpty
          ? nil : Plan.ObjectChange(id: id, action: .alter, reason: entry.reason, fields: fields)
      }
      return action(entry).map {
        Plan.ObjectChange(id: id, action: $0, reason: entry.reason, fields: entry.fields)
      }
    }
    return renamed + parts + others
  }

  /// An object of which parts get other names, with all else that differs in it.
  private func partChange(_ rename: Rename, _ set: ChangeSet) -> Plan.ObjectChange {
    let id = rename.new
    let entry = set.entries[id]
    let names = rename.parts.map { "\"\($0.old)\" becomes \"\($0.new)\"" }
    let after = context.desired[id] ?? context.live[id]
    return Plan.ObjectChange(
      id: id,
      action: entry.flatMap(action) ?? .alter,
      reason: (names + [entry?.reason ?? ""]).filter { !$0.isEmpty }.joined(separator: "; "),
      fields: after?.changedFields(from: rename.old.identified(as: id)) ?? []
    )
  }

  private func action(_ entry: ChangeSet.Entry) -> Plan.ObjectChange.Action? {
    switch (entry.removal, entry.arrival) {
    case (nil, nil): nil
    case (_?, nil): .drop
    case (nil, .create?): .create
    case (nil, .takeBack?): .drop
    case (nil, .alter?), (nil, .adjust?): .alter
    case (_?, _?): .replace
    }
  }
}

/// Why no plan can be made.
public enum PlanningError: Error, Sendable {
  /// Steps wait for each other in a circle; a mistake of ours, reported with its path.
  case cycle([ObjectID])
}
