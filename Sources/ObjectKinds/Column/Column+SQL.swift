import ObjectModel
import PostgresVocabulary

extension Column {
  static func address(of id: ObjectID) -> SQL {
    "COLUMN \(qualified: id.root.qualifiedName).\(identifier: id.name)"
  }

  /// The definition as it stands in CREATE TABLE and ADD COLUMN.
  func definition(in context: StepContext) -> SQL {
    var parts: [SQL] = ["\(identifier: id.name) \(type)"]
    if let storage, context.version >= 16 {
      parts.append("STORAGE \(SQL(unchecked: storage.rawValue.uppercased()))")
    }
    if let compression {
      parts.append("COMPRESSION \(SQL(unchecked: compression.rawValue))")
    }
    if let collation { parts.append("COLLATE \(collation)") }
    if let generated { parts.append("GENERATED ALWAYS AS (\(generated)) STORED") }
    if isNotNull { parts.append("NOT NULL") }
    return "\(parts, separator: " ")"
  }

  func create(in context: StepContext) -> [Step] {
    [alteration("ADD COLUMN \(definition(in: context))", .create)]
  }

  func drop(in context: StepContext) -> [Step] {
    let rows: SQL = """
      SELECT pg_catalog.count(*) FROM \(qualified: id.root.qualifiedName) \
      WHERE \(identifier: id.name) IS NOT NULL
      """
    var step = alteration("DROP COLUMN \(identifier: id.name)", .drop)
    step.hazards = [
      Hazard(.dataLoss, id, "the column is dropped with all its values", probe: rows)
    ]
    return [step]
  }

  func disturbsDependents(
    from old: Self, changed: Set<String>, in context: StepContext
  ) -> Bool {
    !changed.isDisjoint(with: ["type", "collation", "generated"])
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    if !changed.isDisjoint(with: ["type", "collation"]) {
      let collate: SQL = collation.map { " COLLATE \($0)" } ?? ""
      steps.append(own("TYPE \(type)\(collate)"))
    }
    if changed.contains("not_null") { steps.append(own("\(isNotNull ? "SET" : "DROP") NOT NULL")) }
    return steps
  }

  private func own(_ clause: SQL) -> Step {
    alteration("ALTER COLUMN \(identifier: id.name) \(clause)", .alter)
  }

  private func alteration(_ clause: SQL, _ action: Step.Action) -> Step {
    Step(
      action, id, "ALTER TABLE \(qualified: id.root.qualifiedName) \(clause)",
      lock: .accessExclusive)
  }
}
