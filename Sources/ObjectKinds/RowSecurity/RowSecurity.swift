import ObjectModel
import PostgresVocabulary

extension KindName {
  /// The row level security of a table.
  static let rowSecurity = KindName("row_level_security")
}

/// Whether policies decide who sees which rows of a table; without this object they do not.
///
/// Catalog: `pg_class`. Manual: ALTER TABLE, ROW LEVEL SECURITY. Versions: all.
struct RowSecurity: CatalogObject {
  static let kind = KindName.rowSecurity
  static let summary = "Whether policies decide who sees which rows of the table."
  static let places: [ManifestPlace] = [.single("row_level_security", within: [.table])]
  static let fields: [Field<Self>] = [
    Field("state", \.state, .alter, "Whether it is on, and for the owner too.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "state"
    $0.topic = .policies
    $0.guardsParent = true
    $0.isSpelledByServer = false
    $0.isCommentable = false
  }

  let id: ObjectID
  var state = State.enabled

  init(id: ObjectID) {
    self.id = id
  }

  /// Whether policies apply.
  enum State: String, CaseIterable, FieldCodable {
    /// To all but the table's owner.
    case enabled
    /// To the owner too.
    case forced
    /// To nobody; to the owner too once they are switched on.
    case disabledButForced = "disabled_but_forced"
    /// To nobody, as with nothing said; no catalog holds it.
    case disabled

    var isEnabled: Bool { self == .enabled || self == .forced }
    var isForced: Bool { self == .forced || self == .disabledButForced }
  }

  func goesWithoutSaying(in context: StepContext) -> Bool { state == .disabled }
}

// MARK: - Catalog

extension RowSecurity {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT 0 AS classid, 0 AS objid, n.nspname AS schema, c.relname AS table,
      c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE (c.relrowsecurity OR c.relforcerowsecurity) AND c.relkind IN ('r', 'p')
      AND c.relpersistence <> 't' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let table = ObjectID(.table, [try row.requiredText("schema"), try row.requiredText("table")])
    self.init(id: ObjectID(.rowSecurity, [], in: table))
    let isForced = try row.bool("forced")
    state = try row.bool("enabled") ? (isForced ? .forced : .enabled) : .disabledButForced
  }
}

// MARK: - SQL

extension RowSecurity {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses the row level security of a table")
  }

  func create(in context: StepContext) -> [Step] {
    telling(
      steps(.create, enabled: (false, state.isEnabled), forced: (false, state.isForced)),
      context
    )
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    telling(
      steps(
        .alter,
        enabled: (old.state.isEnabled, state.isEnabled),
        forced: (old.state.isForced, state.isForced)
      ),
      context
    )
  }

  func drop(in context: StepContext) -> [Step] {
    telling(
      steps(.drop, enabled: (state.isEnabled, false), forced: (state.isForced, false)),
      context
    )
  }

  /// Whether policies decide who sees which rows of a table.
  static func isEnabled(on table: ObjectID, in catalog: Catalog) -> Bool {
    catalog.object(ObjectID(.rowSecurity, [], in: table), as: Self.self)?.state.isEnabled == true
  }

  /// Says at the first statement who decides by the rows that others see.
  private func telling(_ steps: [Step], _ context: StepContext) -> [Step] {
    guard !steps.isEmpty, context.desired[id.root] != nil else { return steps }
    var steps = steps
    steps[0].hazards += Deciders.hazards(ofRowsIn: id.root, by: id, in: context)
    return steps
  }

  private func steps(
    _ action: Step.Action,
    enabled: (old: Bool, new: Bool),
    forced: (old: Bool, new: Bool)
  ) -> [Step] {
    var steps: [Step] = []
    if enabled.old != enabled.new {
      var step = step(action, enabled.new ? "ENABLE" : "DISABLE")
      if enabled.old {
        step.hazards = [
          Hazard(
            .rowSecurityOff,
            id,
            "policies no longer apply: whoever may read or change the table at all, may do so "
              + "with every row"
          )
        ]
      }
      steps.append(step)
    }
    if forced.old != forced.new {
      var step = step(action, forced.new ? "FORCE" : "NO FORCE")
      if forced.old {
        step.hazards = [
          Hazard(
            .accessWidened,
            id,
            "policies no longer apply to the table's owner, who can read and change every row"
          )
        ]
      }
      steps.append(step)
    }
    return steps
  }

  private func step(_ action: Step.Action, _ words: SQL) -> Step {
    Step(
      action,
      id,
      "ALTER TABLE \(qualified: id.root.qualifiedName) \(words) ROW LEVEL SECURITY",
      lock: .accessExclusive
    )
  }
}
