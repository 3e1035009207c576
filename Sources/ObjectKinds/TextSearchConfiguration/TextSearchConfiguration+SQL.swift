import ObjectModel
import PostgresVocabulary

extension TextSearchConfiguration {
  static func address(of id: ObjectID) -> SQL {
    "TEXT SEARCH CONFIGURATION \(qualified: id.qualifiedName)"
  }

  /// What is said besides a copy stands in the place of what was copied.
  func create(in context: StepContext) -> [Step] {
    let hazards = context.live[id] == nil ? [] : [Hazard.staleText(id)]
    let origin: SQL = source.map { "COPY = \($0)" } ?? "PARSER = \(parser)"
    let step = Step(.create, id, "CREATE \(Self.address(of: id)) (\(origin))", hazards: hazards)
    let replaced = source == nil ? [] : mappings.keys.sorted()
    return [step]
      + (replaced.isEmpty
        ? [] : [alteration("DROP MAPPING IF EXISTS FOR \(Self.list(replaced))")])
      + Self.groups(mappings).map { mapping("ADD", $0) }
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let gone = old.mappings.keys.filter { mappings[$0] == nil }.sorted()
    let new = mappings.filter { old.mappings[$0.key] == nil }
    let other = mappings.filter { token, dictionaries in
      old.mappings[token].map { $0 != dictionaries } ?? false
    }
    var steps: [Step] = []
    if !gone.isEmpty { steps.append(alteration("DROP MAPPING FOR \(Self.list(gone))")) }
    steps += Self.groups(other).map { mapping("ALTER", $0) }
    steps += Self.groups(new).map { mapping("ADD", $0) }
    if !steps.isEmpty { steps[0].hazards = [.staleText(id)] }
    return steps
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] { moved(to: id) }

  // MARK: Mappings

  /// Types of tokens that go through the same dictionaries.
  private typealias Group = (tokens: [String], dictionaries: [SQL])

  private static func groups(_ mappings: [String: [SQL]]) -> [Group] {
    Dictionary(grouping: mappings.keys) { mappings[$0] ?? [] }
      .filter { !$0.key.isEmpty }
      .map { (tokens: $0.value.sorted(), dictionaries: $0.key) }
      .sorted { $0.tokens.lexicographicallyPrecedes($1.tokens) }
  }

  private func mapping(_ word: SQL, _ group: Group) -> Step {
    alteration("\(word) MAPPING FOR \(Self.list(group.tokens)) WITH \(group.dictionaries)")
  }

  private func alteration(_ clause: SQL) -> Step {
    Step(.alter, id, "ALTER \(Self.address(of: id))\n  \(clause)")
  }

  private static func list(_ tokens: [String]) -> SQL {
    "\(identifiers: tokens)"
  }
}
