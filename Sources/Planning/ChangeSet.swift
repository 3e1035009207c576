import Diffing
import ObjectModel

/// The changes of a plan by object, closed under what each of them entails.
///
/// Entailed are: what lives in a dropped object goes with it; what depends on it is rebuilt; what
/// depends on an object that is altered under it gives way; what comes into being with a new object
/// is taken into account.
struct ChangeSet {
  private(set) var context: StepContext
  private(set) var entries: [ObjectID: Entry] = [:]
  /// The altered objects that each of the objects that give way to them waits for.
  private(set) var disturbances: [ObjectID: [ObjectID]] = [:]
  private var dependents: [ObjectID: [Dependent]] = [:]

  /// What happens to one object.
  struct Entry {
    /// How the object goes away, if it does.
    var removal: Removal?
    /// How it comes about or changes, if it does.
    var arrival: Arrival?
    /// Why, where the object's own difference does not say it.
    var reason = ""
    /// The fields that differ.
    var fields: [ChangedField] = []

    /// Whether the object goes away and comes about again.
    var isRemade: Bool {
      if removal != nil, case .create? = arrival { true } else { false }
    }
  }

  /// How an object goes away.
  enum Removal: Equatable {
    /// By a statement of its own.
    case stated
    /// Together with another, whose statement drops it.
    case implied(by: ObjectID)
  }

  /// How an object comes about or changes.
  enum Arrival {
    case create
    case alter
    /// It came into being with its subject in another state, and is altered from that.
    case adjust(from: any ManagedObject)
    /// It came into being with its subject and is taken back, such as a default privilege.
    case takeBack(any ManagedObject)
  }

  private struct Dependent {
    let id: ObjectID
    let isAutomatic: Bool
  }

  init(_ changes: [Change], context: StepContext) {
    self.context = context
    for (id, edges) in context.live.dependencies {
      for edge in edges where edge.on != id {
        dependents[edge.on, default: []].append(Dependent(id: id, isAutomatic: edge.isAutomatic))
      }
    }
    for change in changes { take(change) }
    close()
    self.context.remade = Set(entries.filter { $0.value.isRemade }.keys)
    stateCrossingRemovals()
    addArising()
  }

  private mutating func take(_ change: Change) {
    var entry = Entry(fields: change.fields)
    switch change {
    case .create: entry.arrival = .create
    case .alter: entry.arrival = .alter
    case .replace(_, _, _, let reason):
      entry.removal = .stated
      entry.arrival = .create
      entry.reason = reason
    case .drop: entry.removal = .stated
    }
    entries[change.id] = entry
  }
}

// MARK: - Closure

extension ChangeSet {
  private mutating func close() {
    var queue = entries.filter { $0.value.removal != nil }.keys.sorted()
    for (id, entry) in entries.sorted(by: { $0.key < $1.key }) where entry.removal == nil {
      queue += disturbed(by: id, entry)
    }
    var next = 0
    while next < queue.count {
      queue += removed(queue[next])
      next += 1
    }
  }

  /// Takes along what goes away with an object, and what has to be rebuilt because of it.
  ///
  /// - Returns: the objects that are newly removed.
  private mutating func removed(_ id: ObjectID) -> [ObjectID] {
    var found: [ObjectID] = []
    if entries[id]?.removal == .stated, let whole = context.live[id]?.inseparable(in: context) {
      let why = entries[id]?.reason ?? ""
      let reason = "\(id) cannot go without it" + (why.isEmpty ? "" : ": \(why)")
      if remove(whole, .stated, reason: reason) { found.append(whole) }
    }
    for child in context.live.children(of: id) {
      let isInTheWay = context.registry.kind(child.kind).traits.isInTheWay
      let removal: Removal = isInTheWay ? .stated : .implied(by: id)
      if remove(child, removal, reason: isInTheWay ? "belongs to \(id)" : "") {
        found.append(child)
      }
    }
    if staysUnsaid(id) { return found }
    found += giveWay(context.live[id]?.hindrances(becoming: nil, in: context) ?? [], to: id)
    for dependent in (dependents[id] ?? []).sorted(by: { $0.id < $1.id }) {
      if detaches(dependent.id, from: id) || dependent.isAutomatic && leaves(dependent.id, id) {
        continue
      }
      let removal: Removal = dependent.isAutomatic ? .implied(by: id) : .stated
      let reason = "depends on \(id), which is \(isRebuilt(id) ? "rebuilt" : "dropped")"
      if remove(dependent.id, removal, reason: reason) { found.append(dependent.id) }
    }
    return found
  }

  /// Whether an altered object ceases to depend on another, so that it can stay.
  private func detaches(_ id: ObjectID, from other: ObjectID) -> Bool {
    guard let entry = entries[id], entry.removal == nil, case .alter? = entry.arrival else {
      return false
    }
    return context.desired.dependencies[id]?.contains { $0.on == other } != true
      && context.desired[id]?.references.contains(other) != true
  }

  /// Whether what an object lives in parts from what another lives in, and with it the object: a
  /// partition with its indexes.
  private func leaves(_ id: ObjectID, _ other: ObjectID) -> Bool {
    let (own, its) = (id.root, other.root)
    guard own != its, entries[own]?.removal == nil, context.desired[own] != nil else {
      return false
    }
    return context.live.dependencies[own]?.contains { $0.on == its && $0.isAutomatic } == true
      && context.desired.dependencies[own]?.contains { $0.on == its } != true
  }

  /// Whether an object is there all the same when it is not desired.
  func staysUnsaid(_ id: ObjectID) -> Bool {
    if case .implied? = entries[id]?.removal { return false }
    return context.live[id]?.staysUnsaid(in: context) == true
  }

  private func isRebuilt(_ id: ObjectID) -> Bool {
    entries[id]?.arrival != nil
  }

  /// Marks an object as removed, and as made anew if it is desired.
  ///
  /// - Returns: whether that is news.
  private mutating func remove(_ id: ObjectID, _ removal: Removal, reason: String) -> Bool {
    guard context.live[id] != nil else { return false }
    var entry = entries[id] ?? Entry()
    if let known = entry.removal {
      // An object goes with what it lives in, whatever else would take it along.
      if case .implied(let by) = removal, known == .stated || by == id.parent {
        entries[id]?.removal = removal
      }
      return false
    }
    entry.removal = removal
    if context.desired[id] != nil {
      entry.arrival = .create
      if entry.reason.isEmpty { entry.reason = reason }
    }
    entries[id] = entry
    return true
  }

  /// The objects that have to give way while another is altered: what depends on it, directly or
  /// through a column that stays.
  private mutating func disturbed(by id: ObjectID, _ entry: Entry) -> [ObjectID] {
    guard case .alter? = entry.arrival, let old = context.live[id], let new = context.desired[id]
    else { return [] }
    var found = giveWay(old.hindrances(becoming: new, in: context), to: id)
    guard new.disturbs(from: old, changed: entry.fields, in: context) else { return found }
    var seen: Set<ObjectID> = [id]
    var queue = [id]
    while let next = queue.popLast() {
      let candidates = context.live.children(of: next) + (dependents[next] ?? []).map(\.id)
      for candidate in candidates.sorted() where seen.insert(candidate).inserted {
        guard let object = context.live[candidate] else { continue }
        guard object.isDisturbed(byChangeOf: new, from: old) else {
          if type(of: object).traits.isCreatedWithParent { queue.append(candidate) }
          continue
        }
        let reason = "depends on \(id), which is altered"
        if remove(candidate, .stated, reason: reason) { found.append(candidate) }
        disturbances[candidate, default: []].append(id)
      }
    }
    return found
  }
}

extension ChangeSet {
  /// Lets objects be away while another goes or changes.
  ///
  /// - Returns: those that are newly removed.
  private mutating func giveWay(_ others: [ObjectID], to id: ObjectID) -> [ObjectID] {
    var found: [ObjectID] = []
    for other in others {
      disturbances[other, default: []].append(id)
      if remove(other, .stated, reason: "is away while \(id) moves") { found.append(other) }
    }
    return found
  }
}

// MARK: - Who drops what

extension ChangeSet {
  /// The object whose statement makes another go away; nil when it stays.
  func destroyer(of id: ObjectID) -> ObjectID? {
    var current = id
    while let removal = entries[current]?.removal {
      guard case .implied(let by) = removal else { return current }
      current = by
    }
    return nil
  }

  /// The object whose statement makes another; nil when none does.
  func creator(of id: ObjectID) -> ObjectID? {
    guard let entry = entries[id], let arrival = entry.arrival else { return nil }
    if case .create = arrival, let parent = id.parent,
      context.registry.kind(id.kind).traits.isCreatedWithParent,
      let parentArrival = entries[parent]?.arrival, case .create = parentArrival
    {
      return creator(of: parent)
    }
    return id
  }

  /// Gives a statement of its own to what goes with its parent but depends on what goes elsewhere.
  ///
  /// Two tables whose foreign keys refer to each other can be dropped
  /// only when the keys are dropped first. What the server drops with either needs none: a part of
  /// an index goes with its table.
  private mutating func stateCrossingRemovals() {
    var crossing: [ObjectID] = []
    for (id, entry) in entries {
      guard case .implied? = entry.removal else { continue }
      let traits = context.registry.kind(id.kind).traits
      guard traits.isSpelledByServer, !traits.isCreatedWithParent, id.parent != nil else {
        continue
      }
      let own = destroyer(of: id)
      let edges = context.live.dependencies[id] ?? []
      let goesWithParent = own.map(id.isWithin) ?? false
      if edges.contains(where: { edge in
        !staysUnsaid(edge.on) && !(edge.isAutomatic && goesWithParent)
          && destroyer(of: edge.on).map { $0 != own } ?? false
      }) {
        crossing.append(id)
      }
    }
    for id in crossing { entries[id]?.removal = .stated }
  }
}

// MARK: - What comes into being with a new object

extension ChangeSet {
  private mutating func addArising() {
    let created = entries.filter {
      if case .create? = $0.value.arrival { true } else { false }
    }.keys.sorted()
    for id in created {
      guard let object = context.desired[id] else { continue }
      for aspect in context.registry.aspects where aspect.canBeAbout(type(of: object)) {
        compareArising(aspect.arising(with: object, in: context), aspect, of: id)
      }
    }
    for (id, entry) in entries.sorted(by: { $0.key < $1.key }) {
      guard case .alter? = entry.arrival, let old = context.live[id],
        let object = context.desired[id]
      else { continue }
      for aspect in context.registry.aspects where aspect.canBeAbout(type(of: object)) {
        if let arising = aspect.arising(with: object, alteredFrom: old, in: context) {
          compareArising(arising, aspect, of: id)
        }
      }
    }
  }

  private mutating func compareArising(
    _ arising: [any ManagedObject],
    _ aspect: any Aspect.Type,
    of subject: ObjectID
  ) {
    let wanted = context.desired.children(of: subject).filter { $0.kind == aspect.kind }
    var present: [ObjectID: any ManagedObject] = [:]
    for object in arising { present[object.id] = object }
    for id in wanted {
      guard let new = context.desired[id] else { continue }
      guard let old = present.removeValue(forKey: id) else {
        entries[id, default: Entry()].arrival = .create
        continue
      }
      let isSame = new.changedFields(from: old).isEmpty
      entries[id, default: Entry()].arrival = isSame ? nil : .adjust(from: old)
    }
    for (id, object) in present {
      entries[id, default: Entry()].arrival = .takeBack(object)
    }
  }
}
