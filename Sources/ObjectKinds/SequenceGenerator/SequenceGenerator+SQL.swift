import ObjectModel
import PostgresVocabulary

extension SequenceGenerator {
  static func address(of id: ObjectID) -> SQL {
    "SEQUENCE \(qualified: id.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    let blank = Self(id: id)
    let changed = Set(changedFields(from: blank).map(\.name))
    let persistence: SQL = isUnlogged ? "UNLOGGED " : ""
    var clauses: [SQL] = changed.contains("as") ? ["AS \(type)"] : []
    if changed.contains("increment") { clauses.append("INCREMENT BY \(digits(increment))") }
    if let minimum { clauses.append("MINVALUE \(digits(minimum))") }
    if let maximum { clauses.append("MAXVALUE \(digits(maximum))") }
    if let start { clauses.append("START WITH \(digits(start))") }
    if changed.contains("cache") { clauses.append("CACHE \(digits(cache))") }
    if cycles { clauses.append("CYCLE") }
    let owning = owningSteps(from: nil, in: context)
    if owning.isEmpty, let ownedBy { clauses.append("OWNED BY \(ownedBy)") }
    let tail: SQL = clauses.isEmpty ? "" : " \(clauses, separator: " ")"
    return [
      Step(.create, id, "CREATE \(persistence)SEQUENCE \(qualified: id.qualifiedName)\(tail)")
    ] + owning + takingOver(in: context)
  }

  /// Goes on with the numbers of the identity that the column had so far.
  private func takingOver(in context: StepContext) -> [Step] {
    guard let handover = NumberHandover.to(self, in: context),
      let identity = context.live.object(handover.identity, as: Identity.self)
    else { return [] }
    let position = handover.goingOn(from: identity.sequence, with: id.qualifiedName, of: id)
    return [position] + identity.removal(in: context)
  }

  func drop(in context: StepContext) -> [Step] {
    if let handover = NumberHandover.from(self, in: context) {
      return handover.settingAside(id.qualifiedName, of: id, in: context)
    }
    return [
      Step(
        .drop,
        id,
        "DROP \(Self.address(of: id))",
        lock: .accessExclusive,
        hazards: [Hazard(.dataLoss, id, "the sequence's position is lost")]
      )
    ]
  }

  // MARK: Changes

  /// The column that it counts for may get another type: the sequence keeps its position.
  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }

  private static let bounds: Set<String> = ["as", "increment", "minvalue", "maxvalue", "start"]

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    var clauses: [SQL] = []
    if !changed.isDisjoint(with: Self.bounds) {
      steps += makingRoom(from: old)
      clauses += boundClauses(changed)
    }
    if changed.contains("cache") { clauses.append("CACHE \(digits(cache))") }
    if changed.contains("cycle") { clauses.append(cycles ? "CYCLE" : "NO CYCLE") }
    let owning = changed.contains("owned_by") ? owningSteps(from: old, in: context) : []
    if changed.contains("owned_by"), owning.isEmpty {
      clauses.append("OWNED BY \(ownedBy ?? "NONE")")
    }
    if !clauses.isEmpty {
      var step = alteration("\(clauses, separator: " ")")
      if !changed.isDisjoint(with: Self.bounds) { step.preconditions = [positionFits] }
      steps.append(step)
    }
    if changed.contains("unlogged") {
      steps.append(alteration("SET \(isUnlogged ? "UNLOGGED" : "LOGGED")"))
    }
    return steps + owning
  }

  /// Ties the sequence to a column of a table that belongs to another role than the sequence does
  /// so far: PostgreSQL wants one owner for both.
  private func owningSteps(from old: Self?, in context: StepContext) -> [Step] {
    guard let ownedBy, let table = owningTable,
      let owner = Owner.role(of: table, in: context.desired)
    else { return [] }
    let present =
      old == nil ? context.applyingRole : Owner.role(of: id, in: context.live)
    if present == owner { return [] }
    var steps: [Step] = []
    if old?.ownedBy != nil { steps.append(alteration("OWNED BY NONE")) }
    return steps + [
      alteration("OWNER TO \(identifier: owner)"), alteration("OWNED BY \(ownedBy)"),
    ]
  }

  /// All bounds are said anew: PostgreSQL does not move one with another.
  private func boundClauses(_ changed: Set<String>) -> [SQL] {
    var clauses: [SQL] = changed.contains("as") ? ["AS \(type)"] : []
    clauses += [
      "INCREMENT BY \(digits(increment))",
      minimum.map { "MINVALUE \(digits($0))" } ?? "NO MINVALUE",
      maximum.map { "MAXVALUE \(digits($0))" } ?? "NO MAXVALUE",
      "START WITH \(digits(first))",
    ]
    return clauses
  }

  private func alteration(_ clauses: SQL) -> Step {
    Step(
      .alter,
      id,
      "ALTER \(Self.address(of: id)) \(clauses)",
      lock: .shareRowExclusive
    )
  }

  // MARK: Position

  /// Moves a sequence that is not used yet to its new first value.
  ///
  /// It waits at the old one, which may lie outside of the new bounds. Others keep their position.
  private func makingRoom(from old: Self) -> [Step] {
    if old.lowest >= lowest, old.highest <= highest { return [] }
    let name: SQL = "\(qualified: id.qualifiedName)"
    let isUnused: SQL = "NOT is_called AND \(outside)"
    let low = min(old.lowest, lowest)
    let high = max(old.highest, highest)
    var steps: [Step] = []
    if low < old.lowest || high > old.highest {
      let type = widest(old.type, type)
      steps.append(
        alteration("AS \(type) MINVALUE \(digits(low)) MAXVALUE \(digits(high))")
      )
    }
    let move: SQL = """
      SELECT pg_catalog.setval(\(literal: name.text), \(literal: String(first)), false) \
      FROM \(name) WHERE \(isUnused)
      """
    steps.append(
      Step(.alter, id, move, reason: "a sequence that is not used yet begins at its new start")
    )
    return steps
  }

  private var positionFits: Precondition {
    Precondition(
      """
      SELECT pg_catalog.count(*) FROM \(qualified: id.qualifiedName) \
      WHERE is_called AND \(outside)
      """,
      message: "the position of \(id) lies outside of its new bounds",
      hint: "Set its position by setval() first, or choose bounds that hold it."
    )
  }

  private var outside: SQL {
    "last_value NOT BETWEEN \(digits(lowest)) AND \(digits(highest))"
  }

  private var range: SequenceRange {
    SequenceRange(
      type: type,
      increment: increment,
      minimum: minimum,
      maximum: maximum,
      start: start
    )
  }
  private var lowest: Int { range.lowest }
  private var highest: Int { range.highest }
  private var first: Int { range.first }

  private func widest(_ one: SQL, _ other: SQL) -> SQL {
    SequenceRange.limits(of: one).upperBound >= SequenceRange.limits(of: other).upperBound
      ? one : other
  }

  /// A number as the clauses of a sequence take it: they know no parentheses.
  private func digits(_ number: Int) -> SQL {
    SQL(unchecked: String(number))
  }
}
