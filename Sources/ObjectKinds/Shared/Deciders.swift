import ObjectModel

/// What decides by an object that gives something else from now on.
///
/// A policy, a view that reads with its owner's rights or a trigger says the same as before and
/// still lets others through, once a routine, a view, a generated column or the row level security
/// of a table that it goes by has changed. `pg_depend` tells what uses what; a body that is kept as
/// text hides it.
enum Deciders {
  /// The hazards of an object that gives something else: a routine, a view, a generated column.
  static func hazards(of id: ObjectID, in context: StepContext) -> [Hazard] {
    guard context.knowsDependencies, context.live[id] != nil else { return [] }
    var search = DeciderSearch(of: id, in: context)
    search.run()
    return hazards(search, by: id, label: id.label)
  }

  /// The hazards of row level security that shows other rows of a table.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - id: what changes: a policy, or whether policies hold.
  ///   - context: both catalogs.
  /// - Returns: a hazard for each sort of what decides by the rows that one sees.
  static func hazards(
    ofRowsIn table: ObjectID,
    by id: ObjectID,
    in context: StepContext
  ) -> [Hazard] {
    guard context.knowsDependencies, context.live[table] != nil else { return [] }
    var search = DeciderSearch(ofRowsIn: table, in: context)
    search.run()
    return hazards(search, by: id, label: "the rows of \(table.label) that one may see")
  }

  private static func hazards(
    _ search: DeciderSearch,
    by id: ObjectID,
    label: String
  ) -> [Hazard] {
    DeciderSearch.Role.allCases.compactMap { role in
      guard let found = search.found[role] else { return nil }
      return Hazard(.accessWidened, id, role.message(of: found, by: label))
    }
  }
}

extension DeciderSearch.Role {
  fileprivate func message(of deciders: [ObjectID], by label: String) -> String {
    let isOne = deciders.count == 1
    let those = "\(deciders.shortList) \(isOne ? "decides" : "decide") by \(label)"
    let it = isOne ? "it" : "they"
    switch self {
    case .showing:
      return "\(those): \(it) may let other rows through"
    case .acting:
      return "\(those), with \(isOne ? "its owner's" : "their owners'") rights: "
        + "\(it) may do something else for whoever runs \(isOne ? "it" : "them")"
    case .guarding:
      return "\(those): what \(it) refused or changed may be let through"
    }
  }
}

extension [ObjectID] {
  /// The first few of them in words, and how many more there are.
  var shortList: String {
    let shown = prefix(3).map(\.description)
    let others = count - shown.count
    if others > 0 { return "\(shown.joined(separator: ", ")) and \(others) more" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return "\(shown.dropLast().joined(separator: ", ")) and \(last)"
  }
}
