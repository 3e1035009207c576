import ObjectModel

/// Finds what decides by something, through whatever lies between.
struct DeciderSearch {
  /// What that does which decides.
  enum Role: CaseIterable {
    /// It shows rows, or lets them be written: a policy, a view with its owner's rights.
    case showing
    /// It acts with its owner's rights: a routine, a rule.
    case acting
    /// It refuses and changes what others do: a trigger.
    case guarding
  }

  /// What has been found and is not told of by a change of its own; the nearest first.
  private(set) var found: [Role: [ObjectID]] = [:]
  private let context: StepContext
  /// What gives something else.
  private var values: Set<ObjectID> = []
  /// The tables of which those see other rows for whom policies hold.
  private var tables: Set<ObjectID> = []
  private var seen: Set<ObjectID> = []

  /// Begins with an object that gives something else.
  init(of id: ObjectID, in context: StepContext) {
    self.context = context
    seen = [id]
    values = Set([id] + context.desired.children(of: id).filter { $0.kind == .column })
    if let former = context.formerNames[id] { values.insert(former) }
  }

  /// Begins with a table of which other rows are seen.
  init(ofRowsIn table: ObjectID, in context: StepContext) {
    self.context = context
    tables = [table]
    if let former = context.formerNames[table] { tables.insert(former) }
  }

  /// Looks for all there is.
  mutating func run() {
    var next = dependents()
    while !next.isEmpty {
      for id in next { take(id) }
      next = dependents()
    }
  }
}

// MARK: - What depends on it

extension DeciderSearch {
  private static let kinds: Set<KindName> = [
    .policy, .view, .function, .procedure, .aggregate, .operator, .cast, .column, .rule, .trigger,
    .eventTrigger,
  ]

  private func dependents() -> [ObjectID] {
    var found: Set<ObjectID> = []
    for (id, edges) in context.desired.dependencies where isOpen(id) {
      if edges.contains(where: { isAffected(id, by: $0.on) }) { found.insert(id) }
    }
    for (id, edges) in context.surroundings.dependencies where isOpen(id) && isUnmanaged(id) {
      if edges.contains(where: { isAffected(id, by: $0.on) }) { found.insert(id) }
    }
    return found.sorted()
  }

  private func isOpen(_ id: ObjectID) -> Bool {
    Self.kinds.contains(id.kind) && !seen.contains(id)
  }

  /// Whether it is there and no plan has a say in it.
  private func isUnmanaged(_ id: ObjectID) -> Bool {
    context.live[id] == nil && context.desired[id] == nil && context.surroundings[id] != nil
      && !context.formerNames.values.contains(where: id.isWithin)
  }

  private func isAffected(_ id: ObjectID, by other: ObjectID) -> Bool {
    if other == id.parent { return false }
    if id.kind == .trigger { return values.contains(other) && other.kind == .function }
    if values.contains(other) { return true }
    return tables.contains(other.root) && other.root != id.root && obeysPolicies(id, of: other.root)
  }

  /// Whether policies hold for whom an object reads a table as.
  private func obeysPolicies(_ id: ObjectID, of table: ObjectID) -> Bool {
    switch object(id) {
    case is Policy: true
    case let view as View: view.isSecurityInvoker == true || isForeign(table, to: id)
    case is RewriteRule: isForeign(table, to: id.root)
    case let routine as any Routine: routine.security != .definer || isForeign(table, to: id)
    default: false
    }
  }

  /// Whether policies of a table hold for the owner of another object.
  private func isForeign(_ table: ObjectID, to id: ObjectID) -> Bool {
    let rowSecurity = ObjectID(.rowSecurity, [], in: table)
    let isForced = [context.live, context.desired, context.surroundings].contains {
      $0.object(rowSecurity, as: RowSecurity.self)?.state.isForced == true
    }
    guard !isForced, let owner = context.owner(of: id) else { return true }
    return owner != context.owner(of: table)
  }

  private func object(_ id: ObjectID) -> (any ManagedObject)? {
    context.desired[id] ?? context.surroundings[id]
  }
}

// MARK: - What becomes of it

extension DeciderSearch {
  private mutating func take(_ id: ObjectID) {
    seen.insert(id)
    switch object(id) {
    case let policy as Policy:
      guard note(policy, .showing, { PolicyAccess.hazards(from: $0, to: policy) }) else { return }
      if policy.showsRows, isGuarded(id.root) { tables.insert(id.root) }
    case let view as View:
      values.insert(id)
      if view.isSecurityInvoker != true { note(view, .showing, view.accessHazards) }
    case let routine as any Routine:
      values.insert(id)
      takeDefiner(routine)
    case let rule as RewriteRule:
      if rule.enabled != .disabled { note(rule, .acting) { RuleAccess(rule).hazards(from: $0) } }
    case let trigger as Trigger:
      guard trigger.enabled != .disabled else { return }
      note(trigger, .guarding) { [context] in
        TriggerAccess(trigger).hazards(from: $0, in: context)
      }
    case let trigger as EventTrigger:
      if trigger.enabled != .disabled { note(trigger, .guarding, trigger.accessHazards) }
    case let column as Column:
      if column.generated != nil { values.insert(id) }
    default: values.insert(id)
    }
  }

  private mutating func takeDefiner<Kind: Routine>(_ routine: Kind) {
    if routine.security == .definer { note(routine, .acting, routine.accessHazards) }
  }

  /// Keeps what was there before, unless its own change tells what it opens.
  ///
  /// - Returns: whether it is kept.
  @discardableResult
  private mutating func note<Kind: ManagedObject>(
    _ object: Kind,
    _ role: Role,
    _ hazards: (Kind) -> [Hazard]
  ) -> Bool {
    let id = object.id
    let before = isUnmanaged(id) ? context.surroundings : context.live
    guard let old = before.object(id, as: Kind.self), hazards(old).isEmpty else { return false }
    found[role, default: []].append(id)
    return true
  }

  private func isGuarded(_ table: ObjectID) -> Bool {
    let catalog = context.desired[table] == nil ? context.surroundings : context.desired
    return RowSecurity.isEnabled(on: table, in: catalog)
  }
}
