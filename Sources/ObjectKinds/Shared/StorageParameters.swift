import ObjectModel
import PostgresVocabulary

/// Options that catalogs keep as `name=value` texts, such as `pg_class.reloptions`.
enum StorageParameters {
  /// The parameters that only later servers know.
  private static let since = [
    "autovacuum_vacuum_max_threshold": 18, "vacuum_max_eager_freeze_failure_rate": 18,
  ]

  /// What a list asks of a server; for a TOAST table the names have a prefix.
  static func versionNeeds(_ options: OptionList) -> [VersionNeed] {
    options.names.compactMap { name in
      let known = name.hasPrefix("toast.") ? String(name.dropFirst(6)) : name
      return since[known].map {
        VersionNeed("with", "the storage parameter \"\(name)\"", since: $0)
      }
    }
  }

  /// The options by name.
  static func dictionary(_ options: [String]) -> [String: String] {
    var result: [String: String] = [:]
    for option in OptionList(options).options { result[option.name] = option.value }
    return result
  }

  /// The options as a list in parentheses, ordered by name; nil when there are none.
  static func list(_ options: [String: String]) -> SQL? { list(ordered(options)) }

  /// The options as a list in parentheses; nil when there are none.
  static func list(_ options: OptionList) -> SQL? {
    if options.isEmpty { return nil }
    let items: [SQL] = options.options.map { "\(name($0.name)) = \(literal: $0.value)" }
    return "(\(items, separator: ", "))"
  }

  /// The clauses that turn one set of options into another: `SET (…)`, `RESET (…)`.
  static func changes(from old: [String: String], to new: [String: String]) -> [SQL] {
    changes(from: ordered(old), to: ordered(new))
  }

  /// The clauses that turn one list of options into another: `SET (…)`, `RESET (…)`.
  ///
  /// What is set moves behind what stays; so all are set where that gives another order.
  static func changes(from old: OptionList, to new: OptionList) -> [SQL] {
    var set = new.options.filter { old[$0.name] != $0.value }
    let reset: [SQL] = old.names.filter { new[$0] == nil }.map(name)
    let kept = old.options.filter { option in
      new[option.name] != nil && !set.contains { $0.name == option.name }
    }
    if !set.isEmpty, inOrder(kept + set) != inOrder(new.options) { set = new.options }
    var clauses: [SQL] = []
    if let list = list(OptionList(set)) { clauses.append("SET \(list)") }
    if !reset.isEmpty { clauses.append("RESET (\(reset, separator: ", "))") }
    return clauses
  }

  /// Those of a table come apart from those of its TOAST table.
  private static func inOrder(_ options: [OptionList.Option]) -> [[String]] {
    let names = options.map(\.name)
    return [names.filter { !$0.contains(".") }, names.filter { $0.contains(".") }]
  }

  private static func ordered(_ options: [String: String]) -> OptionList {
    OptionList(
      options.sorted { $0.key < $1.key }.map { OptionList.Option(name: $0.key, value: $0.value) }
    )
  }

  /// An option's name; a prefix such as `toast` is separated by a dot.
  private static func name(_ text: String) -> SQL {
    let parts: [SQL] = text.split(separator: ".").map { "\(identifier: String($0))" }
    return "\(parts, separator: ".")"
  }
}
