import ObjectModel
import Planning
import PostgresVocabulary

/// The comment at the head of a migration file: what it does, why, what it risks.
struct MigrationHead {
  let draft: MigrationWriter.Draft
  let plan: Plan
  let origin: String

  /// The lines, without the marks of a comment.
  var lines: [String] {
    var lines = ["\(counts)."]
    lines.append("Made from \(origin)\(commit), for PostgreSQL \(plan.serverVersion.major).")
    lines.append(transaction)
    lines += section("What it does:", work)
    lines += section("Why:", reasons)
    lines += section("What it risks:", risks)
    lines += section("It fails if:", preconditions)
    return lines.map { Self.plain($0) }
  }

  /// A commit with a plus sign has been edited since.
  private var commit: String {
    guard let commit = plan.commit else { return "" }
    let isEdited = commit.hasSuffix("+")
    return isEdited ? ", edited after commit \(commit.dropLast())" : " at commit \(commit)"
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title] + lines.map { "  \($0)" }
  }

  private var topics: String {
    draft.topics.map { $0.rawValue.replacing("_", with: " ") }.joined(separator: ", ")
  }

  private var counts: String {
    let number = draft.steps.count
    let title = topics.prefix(1).uppercased() + topics.dropFirst()
    return "\(title): \(number) \(number == 1 ? "statement" : "statements")"
  }

  private var transaction: String {
    if !draft.isTransaction { return "It cannot run in a transaction, so it stands alone." }
    let cut = draft.reason.isEmpty ? "" : "; \(draft.reason)"
    return "It runs in one transaction, which whoever runs the file opens\(cut)."
  }

  /// The objects, each once, in the order of the steps; what lives in one that is named goes along.
  private var work: [String] {
    var seen: [ObjectID: Step.Action] = [:]
    var lines: [String] = []
    for step in draft.steps {
      let id = step.subject
      if let known = seen[id], known == step.action || known == .create { continue }
      if seen[id] == nil, goesAlong(id, step.action, seen) { continue }
      seen[id] = step.action
      lines.append("\(Self.symbol(step.action)) \(id)")
    }
    return lines
  }

  private func goesAlong(
    _ id: ObjectID,
    _ action: Step.Action,
    _ seen: [ObjectID: Step.Action]
  ) -> Bool {
    var current = id.parent
    while let ancestor = current {
      if seen[ancestor] == .create || (seen[ancestor] == .drop && action == .drop) { return true }
      current = ancestor.parent
    }
    return false
  }

  private static func symbol(_ action: Step.Action) -> String {
    switch action {
    case .create: "+"
    case .alter, .rename: "~"
    case .drop: "-"
    }
  }

  private var reasons: [String] {
    unique(draft.steps.filter { !$0.reason.isEmpty }.map { "\($0.subject): \($0.reason)" })
  }

  /// Who may do what with an object that the file makes is there to read in the file itself.
  private var risks: [String] {
    let made = Set(draft.steps.filter { $0.action == .create }.map(\.subject))
    let hazards = draft.steps.flatMap(\.hazards)
    let own = hazards.filter { $0.name == .accessWidened && made.contains($0.subject.root) }
    let others = hazards.filter { !own.contains($0) }
    let lines = unique(others.map { "\($0.name.rawValue): \($0.subject): \($0.message)" })
    let name = Hazard.Name.accessWidened.rawValue
    return own.isEmpty ? lines : lines + ["\(name): who may use what it makes (\(own.count))"]
  }

  /// Each with the query that counts the rows that offend.
  private var preconditions: [String] {
    unique(
      draft.steps.flatMap { step in
        step.preconditions.map {
          "\(step.subject): \($0.message). \($0.hint) Count them: \($0.query)"
        }
      }
    )
  }

  private func unique(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }

  /// A comment ends with its line, and has no place for what would turn a terminal upside down.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: " "
          default: scalar
          }
        }
      )
    )
  }
}
