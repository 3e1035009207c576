import Diagnostics
import Diffing
import EmbeddedPostgres
import Execution
import FoundationEssentials
import Glibc
import Migrations
import Planning
import PostgresClient
import PostgresVocabulary
import Reconciliation
import Reporting

extension ErrorReport {
  /// Describes any failure that ends a command.
  init(describing error: any Error) {
    switch error {
    case let report as ErrorReport: self = report
    case let failure as ExecutionFailure: self.init(failure)
    case let usage as UsageError:
      self.init(code: "usage", what: usage.message, fix: usage.hint, exitCode: 64)
    case let connection as ConnectionError:
      self.init(
        code: "connection.failed",
        what: "\(connection)",
        fix: Self.hint(for: connection)
      )
    case let server as ServerError:
      self.init(
        code: "server.\(server.sqlState)",
        what: server.message,
        why: [server.detail, server.statement.map { "while running: \($0)" }].compactMap { $0 },
        fix: server.hint
      )
    case let planning as PlanningError: self.init(planning)
    case let refusal as ReconciliationError: self.init(refusal)
    case let script as ScriptError: self.init(script)
    case let migrations as MigrationError: self.init(migrations)
    case let unproved as Reconciler.UnprovedMigrations:
      self.init(
        code: "migrations.unproved",
        what: "the files would not lead to the manifests, so none was written",
        why: unproved.left.map { "\($0.id)" },
        fix: "This is a mistake in plumb; please report it with the objects named here."
      )
    case let webhook as WebhookError:
      self.init(
        code: "webhook.failed",
        what: "the webhook could not be told: \(webhook.reason)",
        why: ["It was tried \(webhook.attempts) \(webhook.attempts == 1 ? "time" : "times")."],
        fix: "What was found stays news until it has been told."
      )
    case let fleet as FleetError:
      self.init(code: "fleet.query", what: fleet.problem, fix: fleet.hint)
    case let git as GitError:
      self.init(code: "git.failed", what: git.message, fix: git.hint)
    case let file as PlanFileError:
      self.init(code: "plan-file.damaged", what: "\(file)", fix: file.hint)
    case let hazard as InvalidHazard:
      self.init(code: "usage", what: "\(hazard)", fix: hazard.hint, exitCode: 64)
    case let server as EmbeddedPostgresError: self.init(server)
    case let file as CocoaError: self.init(file)
    default: self.init(code: "failed", what: "\(error)")
    }
  }

  private static func hint(for error: ConnectionError) -> String {
    switch error {
    case .badSettings: "Write postgres://USER@HOST:PORT/DATABASE, with special characters as %XX."
    case .authenticationFailed:
      "Give the right password in the URL, in PGPASSWORD or in the password file."
    case .databaseMissing: "Create it, or name another in the URL."
    case .tooManyConnections: "Try again when others have finished."
    case .cannotConnect, .timedOut, .lost, .cancelled:
      "See that the server runs, and that the address in the environment's file is right."
    }
  }

  private init(_ error: EmbeddedPostgresError) {
    let lines = "\(error)".split(separator: "\n").map(String.init)
    self.init(
      code: "failed",
      what: lines.first ?? "",
      why: Array(lines.dropFirst()),
      fix: error.hint
    )
  }

  /// Says in plain words what the file system refuses.
  private init(_ error: CocoaError) {
    let path = error.filePath ?? error.url?.path ?? "a file"
    let system = error.underlying as? POSIXError
    let isReading = (256..<512).contains(error.code.rawValue)
    let reason =
      switch error.code {
      case _ where system != nil:
        system.map { String(cString: strerror($0.code.rawValue)).lowercasedFirst } ?? ""
      case .fileNoSuchFile, .fileReadNoSuchFile: "no such file or folder"
      case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
      case .fileWriteFileExists: "something of that name is there already"
      case .fileWriteOutOfSpace: "no space left on device"
      default: "the system refuses it"
      }
    self.init(
      code: "file.\(isReading ? "unreadable" : "unwritable")",
      what: "\(path) cannot be \(isReading ? "read" : "written"): \(reason)"
    )
  }

  private init(_ script: ScriptError) {
    let state = script.sqlState.map { "SQLSTATE \($0)" }
    let statement =
      script.isSecret
      ? "in a statement that is not shown: a password may stand in it"
      : script.statement.map { "in the statement:\n\($0)" }
    let why = [state, statement].compactMap { $0 }.joined(separator: ", ")
    self.init(
      code: script.isRefused ? "script.refused" : "script.failed",
      what: script.isRefused
        ? script.reason
        : "\(script.name) cannot be run in an empty database: \(script.reason)",
      why: why.isEmpty ? [] : [why],
      fix: script.hint,
      place: script.line.map {
        SourceRange(file: script.name, at: SourcePosition(line: $0, column: 1))
      }
    )
  }

  private init(_ error: MigrationError) {
    let (what, fix): (String, String) =
      switch error {
      case .notAFolder(let path):
        ("\(path) is not a folder", "Name the folder of the migration files with --dir.")
      case .unreadable(let path):
        ("\(path) cannot be read", "Migration files hold SQL as UTF-8 text.")
      case .unwritable(let path):
        ("\(path) cannot be written", "Nothing was written; what is there is never overwritten.")
      case .sameVersion(let first, let second):
        ("\(first) and \(second) have the same version", "Give one of them a later version.")
      case .noVersionAfter(let version):
        (
          "no version can follow \(version), which is not a time",
          "Versions are times in UTC, as YYYYMMDDHHMMSS."
        )
      case .unknownVersion(let version):
        ("there is no migration \(version)", "See which there are without any --mark option.")
      }
    self.init(code: "migrations.\(error.code)", what: what, fix: fix, exitCode: error.exitCode)
  }

  private init(_ error: PlanningError) {
    switch error {
    case .cycle(let path):
      self.init(
        code: "plan.cycle",
        what: "the steps wait for each other in a circle",
        why: path.map { "\($0)" },
        fix: "This is a mistake in plumb; please report it with the objects named here."
      )
    }
  }

  private init(_ error: ReconciliationError) {
    switch error {
    case .blocked(let blocked):
      self.init(
        code: "plan.blocked",
        what: "objects that are not managed stand in the way",
        why: blocked.map { "\($0.id) depends on \($0.by), which would have to be removed" },
        fix: "Declare them in manifests, add their schema to \"manage\", or remove them by hand.",
        exitCode: 3
      )
    }
  }
}

extension MigrationError {
  fileprivate var code: String {
    switch self {
    case .notAFolder: "not-a-folder"
    case .unreadable: "unreadable"
    case .unwritable: "unwritable"
    case .sameVersion: "same-version"
    case .noVersionAfter: "no-version"
    case .unknownVersion: "unknown-version"
    }
  }

  fileprivate var exitCode: Int32 {
    switch self {
    case .notAFolder, .unknownVersion: 64
    case .unreadable, .unwritable, .sameVersion, .noVersionAfter: 1
    }
  }
}
