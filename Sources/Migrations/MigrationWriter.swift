public import ObjectModel
public import Planning
import PostgresVocabulary

/// Makes migration files of a plan whose steps are gathered by topics.
///
/// A file holds the steps of one topic that follow each other in the plan. What a plan takes away
/// and brings back stays in one file, so that nobody meets the database in between.
public struct MigrationWriter: Sendable {
  /// What goes before each file's name; empty for nothing.
  public var prefix = ""
  /// Where routines that the statements run look for names without a schema.
  public var searchPath: [String]
  /// What the files are made from, in words: `the manifests of staging`.
  public var origin: String
  /// Whether a kind's objects may use what the catalogs do not know of.
  public var hidesReferences: @Sendable (KindName) -> Bool

  /// Makes a writer.
  public init(
    searchPath: [String],
    origin: String,
    hidesReferences: @escaping @Sendable (KindName) -> Bool
  ) {
    self.searchPath = searchPath
    self.origin = origin
    self.hidesReferences = hidesReferences
  }

  /// A file to be, without its version.
  public struct Draft: Sendable {
    /// What it is about: one topic, or those that cannot be told apart.
    public let topics: [Topic]
    /// Its steps in order.
    public let steps: [Step]
    /// Whether they run in a transaction.
    public let isTransaction: Bool
    /// Why the stage of the plan that it is of ends where it does.
    let reason: String

    /// The topics, as a part of the file's name.
    public var name: String { topics.map(\.rawValue).joined(separator: "_and_") }
  }

  /// Cuts a plan into files.
  public static func drafts(of plan: Plan) -> [Draft] {
    plan.stages.flatMap { stage -> [Draft] in
      let steps = stage.steps.filter(\.effect.isForDatabase)
      if !stage.isTransaction {
        return steps.map { draft([$0], of: stage) }
      }
      return joined(runs(of: steps)).map { draft($0, of: stage) }
    }
  }

  private static func draft(_ steps: [Step], of stage: Plan.Stage) -> Draft {
    Draft(
      topics: Set(steps.map { $0.topic ?? .schema }).sorted(),
      steps: steps,
      isTransaction: stage.isTransaction,
      reason: stage.reason
    )
  }

  /// The steps of one topic that follow each other.
  private static func runs(of steps: [Step]) -> [[Step]] {
    steps.reduce(into: []) { runs, step in
      if runs.last?.last?.topic == step.topic, !runs.isEmpty {
        runs[runs.count - 1].append(step)
      } else {
        runs.append([step])
      }
    }
  }

  /// Joins the runs from the one that takes an object away to the one that brings it back.
  private static func joined(_ runs: [[Step]]) -> [[Step]] {
    var last: [ObjectID: Int] = [:]
    for (number, run) in runs.enumerated() {
      for step in run where step.action != .drop { last[step.subject] = number }
    }
    var result: [[Step]] = []
    var number = 0
    while number < runs.count {
      var end = number
      var steps: [Step] = []
      while number <= end {
        steps += runs[number]
        for step in runs[number] where step.action == .drop {
          end = max(end, last[step.subject] ?? 0)
        }
        number += 1
      }
      result.append(steps)
    }
    return result
  }

  // MARK: Texts

  /// The file of a draft.
  ///
  /// - Parameters:
  ///   - draft: what it holds.
  ///   - version: its version.
  ///   - plan: the plan that it is a part of.
  /// - Returns: the file, with a head comment that says what it does, why, and what it risks.
  public func file(
    _ draft: Draft,
    version: MigrationVersion,
    of plan: Plan
  ) -> MigrationFile {
    let name = prefix.isEmpty ? draft.name : "\(prefix)_\(draft.name)"
    let head = MigrationHead(draft: draft, plan: plan, origin: origin)
    var text = head.lines.map { $0.isEmpty ? "--\n" : "-- \($0)\n" }.joined() + "\n"
    // A single statement outside of a transaction must have none beside it.
    text += draft.isTransaction ? settings(draft) : ""
    for step in draft.steps { text += Self.statement(step) }
    if draft.isTransaction {
      text += "\nRESET search_path;\n"
      if needsUncheckedBodies(draft) { text += "RESET check_function_bodies;\n" }
    }
    return MigrationFile(version: version, name: name, sql: SQL(unchecked: text))
  }

  private func settings(_ draft: Draft) -> String {
    let path = searchPath.isEmpty ? "''" : SQL("\(identifiers: searchPath)").text
    var text = "SET search_path = \(path);\n"
    if needsUncheckedBodies(draft) { text += "SET check_function_bodies = off;\n" }
    return text + "\n"
  }

  /// Bodies are not checked while objects that they name may be still to come.
  private func needsUncheckedBodies(_ draft: Draft) -> Bool {
    draft.steps.contains { hidesReferences($0.subject.kind) && $0.action != .drop }
  }

  private static func statement(_ step: Step) -> String {
    let text = step.effect.summary
    // A semicolon at the end of a comment would be part of it.
    let endsInComment = text.split(separator: "\n").last?.contains("--") ?? false
    return text + (endsInComment ? "\n;\n" : ";\n")
  }
}

extension Effect {
  /// Whether it is a statement, which a file can hold.
  fileprivate var isForDatabase: Bool {
    if case .statement = self { true } else { false }
  }
}
