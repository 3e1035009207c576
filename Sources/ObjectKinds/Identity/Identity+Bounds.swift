import ObjectModel
import PostgresVocabulary

extension Identity {
  static let bounds: Set<String> = ["start", "increment", "minvalue", "maxvalue"]

  /// The numbers that the sequence runs through, which is of the column's type.
  func range(in catalog: Catalog) -> SequenceRange {
    let column = id.parent.flatMap { catalog.object($0, as: Column.self) }
    return SequenceRange(
      type: column?.type ?? "bigint",
      increment: increment,
      minimum: minimum,
      maximum: maximum,
      start: start
    )
  }

  /// All bounds are said anew: PostgreSQL does not move one with another.
  func boundClauses(_ range: SequenceRange) -> [SQL] {
    [
      "INCREMENT BY \(digits(increment))",
      minimum.map { "MINVALUE \(digits($0))" } ?? "NO MINVALUE",
      maximum.map { "MAXVALUE \(digits($0))" } ?? "NO MAXVALUE",
      "START WITH \(digits(range.first))",
    ]
  }

  /// Moves a sequence that stands before its new bounds, or has not been used, to where it is to
  /// go on; the bounds are widened for that.
  func makingRoom(from old: Self, in context: StepContext) -> [Step] {
    let (before, after) = (old.range(in: context.live), range(in: context.desired))
    if before.lowest >= after.lowest, before.highest <= after.highest { return [] }
    var steps: [Step] = []
    let limits = SequenceRange.limits(
      of: id.parent.flatMap { context.desired.object($0, as: Column.self) }?.type ?? "bigint"
    )
    let low = max(min(before.lowest, after.lowest), limits.lowerBound)
    let high = min(max(before.highest, after.highest), limits.upperBound)
    if low < before.lowest || high > before.highest {
      steps.append(step(.alter, "SET MINVALUE \(digits(low)) SET MAXVALUE \(digits(high))"))
    }
    let ascends = after.increment > 0
    let isBefore: SQL =
      ascends ? "last_value < \(digits(after.lowest))" : "last_value > \(digits(after.highest))"
    let isBeyond: SQL = beyond(after)
    let nearest = ascends ? after.lowest : after.highest
    let place: SQL =
      nearest == after.first
      ? digits(nearest)
      : "CASE WHEN is_called THEN \(digits(nearest)) ELSE \(digits(after.first)) END"
    steps.append(
      Step(
        .alter,
        id,
        """
        SELECT pg_catalog.setval(\(literal: sequence.sql.text), \(place), false) \
        FROM \(qualified: sequence) WHERE \(isBefore) OR NOT is_called AND \(isBeyond)
        """,
        reason: "the numbers go on from the first one that is allowed"
      )
    )
    return steps
  }

  private func beyond(_ range: SequenceRange) -> SQL {
    range.increment > 0
      ? "last_value > \(digits(range.highest))" : "last_value < \(digits(range.lowest))"
  }

  func positionFits(_ range: SequenceRange) -> Precondition {
    Precondition(
      """
      SELECT pg_catalog.count(*) FROM \(qualified: sequence) WHERE is_called AND \(beyond(range))
      """,
      message: "the position of \(id) lies beyond its new bounds",
      hint: "Set its position by setval() first, or choose bounds that hold it."
    )
  }

  // MARK: Persistence

  /// What a definition does not say.
  var settings: [Step] { persistence.map { [setting($0)] } ?? [] }

  func logging(in context: StepContext) -> [Step] {
    let table = context.desired.object(id.root, as: Table.self)
    return [setting(persistence ?? (table?.isUnlogged == true ? .unlogged : .logged))]
  }

  private func setting(_ persistence: Persistence) -> Step {
    Step(
      .alter,
      id,
      "ALTER \(address) SET \(SQL(unchecked: persistence.rawValue.uppercased()))",
      lock: .accessExclusive
    )
  }

  /// A number as the clauses of a sequence take it: they know no parentheses.
  func digits(_ number: Int) -> SQL { SQL(unchecked: String(number)) }
}
