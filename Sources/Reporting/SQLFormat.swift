import ObjectModel
import Planning
import PostgresVocabulary

/// Reports that are nothing but SQL: what `psql` can run.
public struct SQLFormat: ReportFormat {
  /// Makes the format.
  public init() {}

  /// The statements, each ended by a semicolon, in their transactions.
  public func text(of report: PlanReport) -> String {
    Self.statements(of: report.plan, searchPath: report.searchPath)
  }

  /// The statements of a plan; steps outside the database stand as comments.
  ///
  /// Bodies of functions are not checked while objects that they name may be still to come. The
  /// statements' own names have their schemas; the path is for routines that they run.
  static func statements(of plan: Plan, searchPath: [String]) -> String {
    if plan.isEmpty { return "" }
    let path = searchPath.isEmpty ? "''" : SQL("\(identifiers: searchPath)").text
    var text = "SET check_function_bodies = off;\nSET search_path = \(path);\n"
    for stage in plan.stages {
      text += "\n"
      if !stage.reason.isEmpty { text += comment("\(stage.reason)") }
      if stage.isTransaction { text += "BEGIN;\n" }
      for step in stage.steps { text += statement(step) }
      if stage.isTransaction { text += "COMMIT;\n" }
    }
    return text
  }

  private static func statement(_ step: Step) -> String {
    guard case .statement(let statement) = step.effect else {
      return comment("Outside the database: \(step.effect.summary)")
    }
    if statement.secrets.contains(where: { $0.form == .verifier }) {
      // Run as it stands it would make the reference the password.
      return comment("Left to plumb apply, which knows the secret: \(statement.sql.text)")
    }
    let text = statement.sql.text
    // A semicolon at the end of a comment would be part of it.
    let endsInComment = text.split(separator: "\n").last?.contains("--") ?? false
    return text + (endsInComment ? "\n;\n" : ";\n")
  }

  private static func comment(_ text: String) -> String {
    "-- \(TerminalText.line(text))\n"
  }
}
