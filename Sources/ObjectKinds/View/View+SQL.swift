import ObjectModel
import PostgresVocabulary

extension View {
  static func address(of id: ObjectID) -> SQL {
    "VIEW \(qualified: id.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    let hazards =
      context.live.object(id, as: Self.self).map { self.hazards(from: $0, in: context) } ?? []
    return [Step(.create, id, "CREATE \(definition)", hazards: hazards)]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))", lock: .accessExclusive)]
  }

  /// `CREATE OR REPLACE` keeps the old columns and may add new ones after them.
  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    guard changed.contains("query"), !columns.starts(with: old.columns) else { return nil }
    return "PostgreSQL can only add columns to a view, after those that it has"
  }

  /// `OR REPLACE` takes away all options that it does not repeat.
  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let statements: [SQL] =
      changed.contains("query")
      ? ["CREATE OR REPLACE \(definition)"]
      : StorageParameters.changes(from: old.options, to: options).map {
        "ALTER \(Self.address(of: id)) \($0)"
      }
    return statements.enumerated().map { index, sql in
      Step(
        .alter,
        id,
        sql,
        lock: .accessExclusive,
        hazards: index == 0 ? hazards(from: old, in: context) : []
      )
    }
  }

  private var definition: SQL {
    let with: SQL = StorageParameters.list(options).map { " WITH \($0)" } ?? ""
    return "\(Self.address(of: id))\(with) AS\n\(query)"
  }

  private var options: [String: String] {
    var options: [String: String] = [:]
    options["security_invoker"] = isSecurityInvoker.map { $0 ? "true" : "false" }
    options["security_barrier"] = isSecurityBarrier.map { $0 ? "true" : "false" }
    options["check_option"] = checkOption?.rawValue
    return options
  }

  private func hazards(from old: Self, in context: StepContext) -> [Hazard] {
    let showsTheSame =
      query == old.query && (isSecurityInvoker == true) == (old.isSecurityInvoker == true)
    return accessHazards(from: old) + (showsTheSame ? [] : Deciders.hazards(of: id, in: context))
  }

  /// What the change from another state of the view opens to those who read it.
  func accessHazards(from old: Self) -> [Hazard] {
    var messages: [String] = []
    if isSecurityInvoker != true {
      if old.isSecurityInvoker == true {
        messages.append(
          "whoever may read \(id.label) reads the tables beneath it with the rights of its owner, "
            + "past their row level security"
        )
      } else if query != old.query {
        messages.append(
          "whoever may read \(id.label) sees what its new query shows, "
            + "which is read with the rights of its owner"
        )
      }
    }
    if old.isSecurityBarrier == true, isSecurityBarrier != true {
      messages.append("functions in queries of \(id.label) can see rows that it hides")
    }
    if let check = old.checkOption,
      checkOption == nil || check == .cascaded && checkOption == .local
    {
      messages.append("rows that \(id.label) does not show can be written through it")
    }
    return messages.map { Hazard(.accessWidened, id, $0) }
  }
}
