import ObjectModel
import PostgresVocabulary

extension Trigger {
  /// A new one takes TRIGGER on the relation, any other change its owner's rights; what says which
  /// function it runs takes EXECUTE on that.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    if step.action == .drop || step.action == .rename {
      return usualRights(for: step, in: context).map(\.orPlatformsTrust)
    }
    return relationRights(for: step, in: context) + [executing]
  }

  private func relationRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let relation = id.root
    guard step.action == .create, context.isPresent(relation) else {
      return usualRights(for: step, in: context).map(\.orPlatformsTrust)
    }
    let name: SQL = "\(qualified: relation.qualifiedName)"
    return [
      RequiredRight.privilege(
        """
        pg_catalog.has_table_privilege(\
        \(CatalogLookup.relation(relation.qualifiedName)), 'TRIGGER')
        """,
        "TRIGGER",
        on: "TABLE \(name)",
        owner: context.owner(of: relation)
      ).orPlatformsTrust
    ]
  }

  /// EXECUTE on the function; the catalogs cannot tell when it is not there yet.
  private var executing: RequiredRight {
    var isQuoted = false
    let name = call.text.prefix { character in
      if character == "\"" { isQuoted.toggle() }
      return isQuoted || character != "("
    }
    // As the server spells it.
    let function = SQL(unchecked: "\(name)()")
    let oid = QualifiedName(parsing: String(name)).map(CatalogLookup.functionWithoutArguments)
    return RequiredRight.privilege(
      "pg_catalog.has_function_privilege(\(oid ?? "NULL::pg_catalog.oid"), 'EXECUTE')",
      "EXECUTE",
      on: "FUNCTION \(function)"
    )
  }

  static func address(of id: ObjectID) -> SQL {
    guard let relation = id.parent else { preconditionFailure("a trigger belongs to a relation") }
    return "TRIGGER \(identifier: id.name) ON \(qualified: relation.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    let step = Step(.create, id, "CREATE \(definition)", lock: .shareRowExclusive)
    return telling([step] + settings(from: nil), from: context.live.object(id), in: context)
  }

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    guard old.isConstraint || isConstraint, isRedefined(changed) else { return nil }
    return "PostgreSQL cannot alter a constraint trigger"
  }

  /// Whatever happens to a trigger of a partitioned table happens to the copies of its partitions:
  /// those that are objects are brought to their state anew.
  func disturbsDependents(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> Bool {
    changed != ["depends_on_extensions"]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    guard isRedefined(changed) else {
      return telling(settings(from: old), from: old, in: context)
    }
    let step = Step(.alter, id, "CREATE OR REPLACE \(definition)", lock: .shareRowExclusive)
    return telling([step] + settings(from: nil), from: old, in: context)
  }

  /// What a trigger that is made anew no longer does is said where it is made; what goes with its
  /// relation guards nothing any more.
  func drop(in context: StepContext) -> [Step] {
    let isGone = context.desired[id] == nil && context.desired[id.root] != nil
    return [
      Step(
        .drop,
        id,
        "DROP \(Self.address(of: id))",
        lock: .accessExclusive,
        hazards: isGone ? TriggerAccess(self).released : []
      )
    ]
  }

  /// Says at the first statement what the change opens.
  private func telling(_ steps: [Step], from old: Self?, in context: StepContext) -> [Step] {
    var steps = steps
    if !steps.isEmpty { steps[0].hazards += TriggerAccess(self).hazards(from: old, in: context) }
    return steps
  }

  private func isRedefined(_ changed: Set<String>) -> Bool {
    !changed.isSubset(of: ["enabled", "depends_on_extensions"])
  }

  /// The statements for what CREATE TRIGGER cannot say, from the state that it leaves behind when
  /// there is no old one: OR REPLACE enables a trigger and makes it forget its extensions.
  private func settings(from old: Self?) -> [Step] {
    guard let relation = id.parent else { preconditionFailure("a trigger belongs to a relation") }
    var steps: [Step] = []
    if enabled != old?.enabled ?? .origin {
      steps.append(
        Step(
          .alter,
          id,
          """
          ALTER TABLE \(qualified: relation.qualifiedName) \
          \(enabled.words) TRIGGER \(identifier: id.name)
          """,
          lock: .shareRowExclusive
        )
      )
    }
    return steps
      + ExtensionDependence.clauses(from: old?.extensions ?? [], to: extensions).map {
        Step(.alter, id, "ALTER \(Self.address(of: id)) \($0)")
      }
  }

  private var definition: SQL {
    let names = Names(
      name: "\(identifier: id.name)",
      relation: "\(qualified: (id.parent ?? id).qualifiedName)",
      old: transitionTables.old.map { "\(identifier: $0)" },
      new: transitionTables.new.map { "\(identifier: $0)" }
    )
    let when: SQL = condition.map { "WHEN (\($0)) " } ?? ""
    return "\(header(names))\(when)EXECUTE FUNCTION \(call)"
  }

  /// The names in a definition, quoted.
  struct Names {
    let name: SQL
    let relation: SQL
    let old: SQL?
    let new: SQL?
  }

  /// The definition up to its condition, exactly as `pg_get_triggerdef` prints it.
  func header(_ names: Names) -> SQL {
    let events = self.events.map(\.sql).joined(separator: " OR ")
    var text: SQL = isConstraint ? "CONSTRAINT TRIGGER" : "TRIGGER"
    text += " \(names.name) \(SQL(unchecked: timing.rawValue.uppercased())) \(events)"
    text += " ON \(names.relation) "
    if isConstraint {
      if let referencedTable { text += "FROM \(referencedTable) " }
      text += isDeferrable ? "DEFERRABLE " : "NOT DEFERRABLE "
      text += isInitiallyDeferred ? "INITIALLY DEFERRED " : "INITIALLY IMMEDIATE "
    }
    if names.old != nil || names.new != nil {
      text += "REFERENCING "
      if let old = names.old { text += "OLD TABLE AS \(old) " }
      if let new = names.new { text += "NEW TABLE AS \(new) " }
    }
    return text + (level == .row ? "FOR EACH ROW " : "FOR EACH STATEMENT ")
  }
}
