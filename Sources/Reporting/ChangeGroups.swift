import ObjectModel
import Planning

/// One object of a report: what differs in it and which steps that takes.
struct ReportedChange {
  let change: Plan.ObjectChange
  var steps: [Step] = []
  /// What goes along with it and needs no lines of its own, by kind.
  var along: [KindName: Int] = [:]

  /// The hazards, each once.
  var hazards: [Hazard] { steps.flatMap(\.hazards).uniqued() }

  /// The strongest lock that keeps others waiting; none for what is only being made.
  var blockingLock: LockMode? {
    if change.action == .create, change.id.parent == nil { return nil }
    return steps.compactMap(\.lock).max().flatMap { $0.blocks == nil ? nil : $0 }
  }

  /// `columns: 5, policies: 2` in words.
  var alongText: String? {
    along.isEmpty ? nil : "with \(counted(along))"
  }
}

/// How risky a change is: the sections of a report, most risky first.
enum RiskSection: Int, CaseIterable {
  case dataLoss, access, locks, rewrites, rest

  init(_ hazards: [Hazard]) {
    self = hazards.map { Self($0.name) }.min { $0.rawValue < $1.rawValue } ?? .rest
  }

  private init(_ name: Hazard.Name) {
    switch name {
    case .dataLoss: self = .dataLoss
    case .rowSecurityOff, .accessWidened: self = .access
    case .longLock: self = .locks
    case .tableRewrite, .indexRebuild: self = .rewrites
    case .staleData, .invalidBody, .irreversible: self = .rest
    }
  }

  var title: String {
    switch self {
    case .dataLoss: "Data loss"
    case .access: "Access widened"
    case .locks: "Long locks"
    case .rewrites: "Rewrites"
    case .rest: "Other changes"
    }
  }
}

/// The changes of a plan in the sections of a report.
struct ChangeGroups {
  let sections: [(section: RiskSection, changes: [ReportedChange])]

  init(_ plan: Plan) {
    var changes = Self.gathered(plan)
    let actions = Dictionary(
      plan.changes.map { ($0.id, $0.action) },
      uniquingKeysWith: { first, _ in first }
    )
    for (id, change) in changes where change.hazards.isEmpty {
      guard let host = Self.host(of: change.change, actions) else { continue }
      changes[host]?.along[id.kind, default: 0] += 1
      changes[host]?.steps += change.steps
      changes[id] = nil
    }
    let bySection = Dictionary(grouping: changes.values) { RiskSection($0.hazards) }
    sections = RiskSection.allCases.compactMap { section in
      bySection[section].map { changes in
        (section, changes.sorted { $0.change.id < $1.change.id })
      }
    }
  }

  /// All changes in the order in which they are shown.
  var changes: [ReportedChange] { sections.flatMap(\.changes) }

  /// Hands each step to the object that it is about, or to the nearest one around that.
  private static func gathered(_ plan: Plan) -> [ObjectID: ReportedChange] {
    var changes: [ObjectID: ReportedChange] = [:]
    for change in plan.changes {
      let whole = changes[change.id].map { beside($0.change, change) } ?? change
      changes[change.id] = ReportedChange(change: whole)
    }
    for step in plan.steps {
      let id = changes[step.subject] == nil ? around(step.subject, changes) : step.subject
      changes[id, default: ReportedChange(change: described(step, id))].steps.append(step)
    }
    return changes
  }

  /// What happens to an object that gets another name and is changed beside that.
  private static func beside(
    _ rename: Plan.ObjectChange,
    _ change: Plan.ObjectChange
  ) -> Plan.ObjectChange {
    Plan.ObjectChange(
      id: change.id,
      action: change.action,
      reason: [rename.reason, change.reason].filter { !$0.isEmpty }.joined(separator: "; "),
      fields: rename.fields + change.fields
    )
  }

  private static func around(_ id: ObjectID, _ changes: [ObjectID: ReportedChange]) -> ObjectID {
    var current = id.parent
    while let ancestor = current {
      if changes[ancestor] != nil { return ancestor }
      current = ancestor.parent
    }
    return id
  }

  private static func described(_ step: Step, _ id: ObjectID) -> Plan.ObjectChange {
    let action: Plan.ObjectChange.Action =
      switch step.action {
      case .create: .create
      case .alter: .alter
      case .rename: .rename
      case .drop: .drop
      }
    return Plan.ObjectChange(id: id, action: action, reason: step.reason, fields: [])
  }

  /// The outermost object whose making or going says all there is to say of a change.
  private static func host(
    of change: Plan.ObjectChange,
    _ actions: [ObjectID: Plan.ObjectChange.Action]
  ) -> ObjectID? {
    var host: ObjectID?
    var current = change.id.parent
    while let ancestor = current {
      switch (actions[ancestor], change.action) {
      case (.create?, .create), (.create?, .alter), (.drop?, .drop), (.replace?, .replace):
        host = ancestor
      default: break
      }
      current = ancestor.parent
    }
    return host
  }
}

/// `5 columns, 2 policies`; one object whose kind is a word for several is not counted.
func counted(_ kinds: [KindName: Int]) -> String {
  kinds.sorted { $0.key < $1.key }.map { kind, count in
    let word = kind.description
    let isPlural = word.hasSuffix("s") && !word.hasSuffix("ss")
    if isPlural { return count == 1 ? word : "\(count) \(word)" }
    return "\(count) \(plural(word, count))"
  }.joined(separator: ", ")
}

/// A word, or one with words about it after a preposition, in the number that a count asks for.
func plural(_ word: String, _ count: Int) -> String {
  let uncounted = ["privileges", "security"]
  if count == 1 || uncounted.contains(where: word.hasSuffix) { return word }
  for more in [" of ", " in ", " declared ", " recorded "] {
    guard let start = word.firstRange(of: more)?.lowerBound else { continue }
    return plural(String(word[..<start]), count) + word[start...]
  }
  if word.hasSuffix("y"), !word.hasSuffix("ey") { return word.dropLast() + "ies" }
  if word.hasSuffix("x") || word.hasSuffix("s") { return word + "es" }
  return word + "s"
}
