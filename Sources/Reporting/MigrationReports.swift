import JSONText
public import Migrations
public import ObjectModel
import PostgresVocabulary

/// Migration files that were made, or would be.
public struct MigrationFilesReport: Sendable {
  /// The folder.
  public let folder: String
  /// What the files are made from, in words.
  public let origin: String
  /// How many files were there before.
  public let present: Int
  /// The files, each with what it holds.
  public let files: [(file: MigrationFile, draft: MigrationWriter.Draft)]
  /// Whether they were written.
  public let isWritten: Bool
  /// What files cannot hold, by kind.
  public let leftOut: [NotManaged]

  /// Describes files.
  public init(
    folder: String,
    origin: String,
    present: Int,
    files: [(file: MigrationFile, draft: MigrationWriter.Draft)],
    isWritten: Bool,
    leftOut: [NotManaged]
  ) {
    self.folder = folder
    self.origin = origin
    self.present = present
    self.files = files
    self.isWritten = isWritten
    self.leftOut = leftOut
  }
}

extension TextFormat {
  /// The files with what each risks.
  public func text(of report: MigrationFilesReport) -> String {
    let folder = TerminalText.line(report.folder)
    let there = "\(report.present) \(plural("file", report.present))"
    let origin = TerminalText.line(report.origin)
    if report.files.isEmpty {
      return style.paint(folder, .strong) + style.separator
        + "the \(there) there lead to \(origin)\n" + leftOut(report)
    }
    let count = report.files.count
    let verb = report.isWritten ? "written" : "to write"
    var text = style.paint(folder, .strong) + style.separator
    text += "\(count) \(plural("file", count)) \(verb)"
    text += report.present == 0 ? "" : ", to run after the \(there) there"
    text += "; tried: they lead to \(origin)\n\n"
    let width = report.files.map { DisplayWidth.of($0.file.fileName) }.max() ?? 0
    for (file, draft) in report.files {
      let name = TerminalText.line(file.fileName)
      let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(name)))
      let steps = draft.steps.count
      text += "  + \(name)\(padding)  \(steps) \(plural("statement", steps))"
      text += draft.isTransaction ? "\n" : ", outside a transaction\n"
      for line in risks(draft.steps.flatMap(\.hazards).uniqued()) {
        text += style.paint("      ! \(TerminalText.line(line))", .warning) + "\n"
      }
    }
    return text + leftOut(report)
  }

  /// What would have to be allowed by name, one by one; of the rest the numbers, as the files
  /// themselves say more.
  private func risks(_ hazards: [Hazard]) -> [String] {
    let severe = hazards.filter(\.name.needsConsent)
    let counts = Hazard.Name.allCases.filter { !$0.needsConsent }.compactMap { name in
      let count = hazards.count { $0.name == name }
      return count == 0 ? nil : "\(count) × \(name.rawValue)"
    }
    return severe.map { "\($0.name.rawValue): \($0.subject): \($0.message)" }
      + (counts.isEmpty ? [] : [counts.joined(separator: ", ")])
  }

  private func leftOut(_ report: MigrationFilesReport) -> String {
    let counts = report.leftOut.filter { $0.count > 0 }
    if counts.isEmpty { return "" }
    let list = counts.map { "\($0.count) \(plural($0.what, $0.count))" }.joined(separator: ", ")
    return style.paint("Not in files, \"plumb apply\" sets them: \(list).", .faint) + "\n"
  }
}

extension JSONFormat {
  /// The files with what each does and risks.
  public func text(of report: MigrationFilesReport) -> String {
    JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "folder": .string(report.folder),
      "present": .int(report.present),
      "written": .bool(report.isWritten),
      "files": .array(report.files.map { file($0.file, $0.draft) }),
      "leftOut": Self.notLookedAt(report.leftOut),
    ]).text
  }

  private func file(_ file: MigrationFile, _ draft: MigrationWriter.Draft) -> JSONValue {
    .object([
      "file": .string(file.fileName),
      "version": .string(file.version.text),
      "name": .string(file.name),
      "topics": .array(draft.topics.map { .string($0.rawValue) }),
      "transaction": .bool(draft.isTransaction),
      "statements": .int(draft.steps.count),
      "sql": .string(file.sql.text),
      "hazards": .array(
        draft.steps.flatMap(\.hazards).uniqued().map {
          .object([
            "name": .string($0.name.rawValue), "object": Self.object($0.subject),
            "message": .string($0.message),
          ])
        }
      ),
    ])
  }
}

// MARK: - Status

/// How migration files stand to what a database has had.
public struct MigrationStatusReport: Sendable {
  /// The folder.
  public let folder: String
  /// The environment's name, or the database's address without its password.
  public let environment: String
  /// How each migration stands.
  public let status: MigrationStatus
  /// SQL files of the folder that are no migrations.
  public let passedOver: [String]

  /// Describes how they stand.
  public init(
    folder: String,
    environment: String,
    status: MigrationStatus,
    passedOver: [String]
  ) {
    self.folder = folder
    self.environment = environment
    self.status = status
    self.passedOver = passedOver
  }
}

extension TextFormat {
  /// One line for each migration, and what to do about those that are not as they should be.
  public func text(of report: MigrationStatusReport) -> String {
    let entries = report.status.entries
    let heading =
      style.paint(TerminalText.line(report.environment), .strong) + style.separator
      + TerminalText.line(report.folder)
    var text = heading + style.separator + summary(entries) + "\n"
    if !entries.isEmpty { text += "\n" }
    let width = entries.map { DisplayWidth.of($0.version) + DisplayWidth.of($0.name) }.max() ?? 0
    for entry in entries {
      let used = DisplayWidth.of(entry.version) + DisplayWidth.of(entry.name)
      let name = TerminalText.line("\(entry.version)  \(entry.name)")
      text += "  \(entry.state.symbol) \(name)\(String(repeating: " ", count: width - used + 2))"
      text += style.paint(entry.state.words, entry.state == .applied ? .good : .warning)
      text += entry.state == .applied && !entry.isRecorded ? ", its statements unknown\n" : "\n"
    }
    for state in MigrationStatus.State.allCases {
      guard let advice = state.advice, entries.contains(where: { $0.state == state }) else {
        continue
      }
      text += "\n\(state.title.prefix(1).uppercased())\(state.title.dropFirst()): \(advice)\n"
    }
    let others = report.passedOver.map(TerminalText.line).joined(separator: ", ")
    return others.isEmpty ? text : text + "\nNo migrations by their names: \(others)\n"
  }

  private func summary(_ entries: [MigrationStatus.Entry]) -> String {
    if entries.isEmpty { return "no migrations" }
    let counts = MigrationStatus.State.allCases.compactMap { state in
      let count = entries.count { $0.state == state }
      return count == 0 ? nil : "\(count) \(state.title)"
    }
    return counts.joined(separator: ", ")
  }
}

extension MigrationStatus.State {
  fileprivate var symbol: String {
    switch self {
    case .applied: " "
    case .pending, .outOfOrder: "+"
    case .changed: "~"
    case .fileMissing: "-"
    }
  }

  fileprivate var title: String {
    switch self {
    case .applied: "applied"
    case .pending: "not applied"
    case .outOfOrder: "out of order"
    case .changed: "changed"
    case .fileMissing: "without a file"
    }
  }

  fileprivate var words: String {
    switch self {
    case .applied: "applied"
    case .pending: "not applied"
    case .outOfOrder: "not applied, but later ones are"
    case .changed: "changed since it was applied"
    case .fileMissing: "applied, but the file is missing"
    }
  }

  fileprivate var advice: String? {
    switch self {
    case .applied: nil
    case .pending:
      "deploy it (supabase db push), or --mark-applied when the database has it already."
    case .outOfOrder: "give it a version after the last one, or deploy it with --include-all."
    case .changed: "take the file back and write another; or --mark-applied to record it as it is."
    case .fileMissing: "get it back from git, or --mark-reverted to forget it."
    }
  }
}

extension JSONFormat {
  /// How each migration stands.
  public func text(of report: MigrationStatusReport) -> String {
    JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "folder": .string(report.folder),
      "environment": .string(report.environment),
      "settled": .bool(report.status.isSettled),
      "migrations": .array(
        report.status.entries.map {
          .object([
            "version": .string($0.version), "name": .string($0.name),
            "state": .string($0.state.rawValue), "recorded": .bool($0.isRecorded),
          ])
        }
      ),
      "passedOver": .array(report.passedOver.map { .string($0) }),
    ]).text
  }
}
