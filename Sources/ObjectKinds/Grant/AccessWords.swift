import ObjectModel

/// What privileges allow, in plain words.
enum AccessWords {
  /// What somebody with privileges on an object can do: `read rows of public.todos that …`.
  static func verbs(for privileges: [String], on subject: ObjectID, in catalog: Catalog) -> String {
    let privileges = Set(privileges)
    let isRelation = ["tables", nil].contains(objectType(of: subject)) && subject.kind != .sequence
    guard isRelation else { return simple(privileges, on: subject) }
    let isColumn = subject.parent != nil
    let words = [("select", "read"), ("insert", "add"), ("update", "change"), ("delete", "delete")]
      .filter { privileges.contains($0.0) }.map(\.1)
    var parts: [String] = []
    if !words.isEmpty {
      let what =
        isColumn ? "\(subject.name) in rows of \(subject.root.label)" : "rows of \(subject.label)"
      let isGuarded = subject.root.kind == .table
      let reach =
        !isGuarded
        ? ""
        : hasRowSecurity(subject.root, catalog)
          ? " that its policies let through"
          : ", each of them: row level security is off"
      parts.append("\(list(words)) \(what)\(reach)")
    }
    let others = [
      ("truncate", "empty it, whatever its policies say"),
      ("references", "refer to it by foreign keys"),
      ("trigger", "put triggers on it"), ("maintain", "vacuum, analyze and lock it"),
    ].filter { privileges.contains($0.0) }.map(\.1)
    if parts.isEmpty, !others.isEmpty {
      return others.map { $0.replacing(" it", with: " \(subject.label)", maxReplacements: 1) }
        .joined(separator: "; ")
    }
    return (parts + others).joined(separator: "; ")
  }

  private static func simple(_ privileges: Set<String>, on subject: ObjectID) -> String {
    let column = subject.kind == .identity ? subject.parent : nil
    let label = column.map { "the sequence of \($0.label)" } ?? subject.label
    let whole = column == nil ? "\(subject)" : label
    let words = [
      "execute": "call \(label)",
      "create": subject.kind == .database
        ? "make schemas and publications in the database" : "make objects in \(label)",
      "connect": "connect to the database", "temporary": "make temporary tables in the database",
      "set": "set \(label) for their sessions",
      "alter system": "set \(label) for the whole server by ALTER SYSTEM",
      "usage": subject.kind == .schema ? "reach what lies in schema \(label)" : "use \(whole)",
      "select": "read the position of \(label)", "update": "set the position of \(label)",
    ]
    return list(privileges.sorted().compactMap { words[$0] })
  }

  private static func objectType(of subject: ObjectID) -> String? {
    let traits = KindRegistry.standard.kind(subject.kind).traits
    return traits.privileges.flatMap { set in
      set.all.contains("references") ? "tables" : set.objectType ?? ""
    }
  }

  private static func hasRowSecurity(_ table: ObjectID, _ catalog: Catalog) -> Bool {
    catalog.children(of: table).contains { $0.kind == KindName("row_level_security") }
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
