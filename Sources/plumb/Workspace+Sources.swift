import Diagnostics
import Execution
import FoundationEssentials
import ManifestLoading
import ObjectModel
import Planning
import PostgresClient
import Reconciliation
import Reporting

/// What `plumb diff` compares, as the command line names it.
enum ComparisonSource {
  /// An environment of the project, or a database.
  case place(String)
  /// The state that an environment's history recorded.
  case recorded(environment: String, id: Int)
  /// The manifests in a folder.
  case folder(String)
  /// The manifests at a revision of the project's repository.
  case revision(String)
  /// SQL files.
  case scripts([String])

  /// The name of the environment that it is about, if it is about one.
  var environment: String? {
    switch self {
    case .place(let name): name.contains("://") ? nil : String(name.prefix { $0 != "/" })
    case .recorded(let name, _): name
    case .folder, .revision, .scripts: nil
    }
  }
}

extension ComparisonSource {
  /// Takes a word of the command line for what it is: a URL, `git:REV`, an environment,
  /// `ENVIRONMENT@ID`, a project's folder, or SQL.
  ///
  /// - Throws: `UsageError` when it is nothing of all this.
  init(_ text: String, in project: Project?) throws {
    let names = project?.environmentNames ?? []
    let isOfFleet =
      names.contains(String(text.prefix { $0 != "/" }))
      && !FileManager.default.fileExists(atPath: text)
    if text.contains("://") || names.contains(text) || isOfFleet {
      self = .place(text)
    } else if text.hasPrefix("git:") {
      self = .revision(String(text.dropFirst(4)))
    } else if let at = text.lastIndex(of: "@"), let id = Int(text[text.index(after: at)...]),
      names.contains(String(text[..<at]))
    {
      self = .recorded(environment: String(text[..<at]), id: id)
    } else if let source = Self(path: text) {
      self = source
    } else {
      let near = closestMatch(to: text, among: names)
      throw UsageError(
        "\"\(text.withoutSecrets)\" is neither an environment nor a path",
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? "Name an environment, a postgres:// URL, a project's folder, git:REVISION, "
          + "ENVIRONMENT@ID of its history, or SQL files with commas between them."
      )
    }
  }

  private init?(path text: String) {
    let files = FileManager.default
    var isFolder = false
    if files.fileExists(atPath: text, isDirectory: &isFolder) {
      if isFolder, let root = Self.project(text) {
        self = .folder(root)
      } else {
        self = .scripts([text])
      }
      return
    }
    let paths = text.split(separator: ",").map(String.init)
    guard paths.count > 1, paths.allSatisfy(files.fileExists(atPath:)) else { return nil }
    self = .scripts(paths)
  }

  /// The project that a folder is: `.` also stands for the one around it.
  private static func project(_ folder: String) -> String? {
    if FileManager.default.fileExists(atPath: "\(folder)/\(ProjectFile.name)") { return folder }
    return folder == "." ? Project.find() : nil
  }
}

// MARK: - Sides

extension Workspace {
  /// A side of a comparison and what it is called.
  struct NamedSide {
    let name: String
    let side: ComparedSide
  }

  /// Opens what is to be compared, as long as something is done with it.
  ///
  /// - Parameters:
  ///   - source: what it is.
  ///   - text: how the command line names it.
  ///   - project: the project at hand.
  ///   - overlay: the environment whose overlay manifests get.
  ///   - major: the major version of the server that runs SQL files; nil for the newest one.
  ///   - body: what is done with it.
  /// - Returns: what `body` returns.
  /// - Throws: `UsageError`, mistakes in manifests, failures of servers and of git.
  func with<Value>(
    _ source: ComparisonSource,
    named text: String,
    in project: Project?,
    overlay: String?,
    major: Int? = nil,
    _ body: (NamedSide) async throws -> Value
  ) async throws -> Value {
    switch source {
    case .place(let name):
      let place = try await place(name, in: project)
      return try await body(NamedSide(name: place.name, side: try await side(place, project)))
    case .recorded(let name, let id):
      let place = try await place(name, in: project)
      return try await body(
        NamedSide(name: text, side: try await recordedSide(id, place, project))
      )
    case .folder(let folder):
      let other = try open(folder, files: .onDisk(folder))
      return try await body(
        NamedSide(name: text, side: try await manifestSide(other, overlay))
      )
    case .revision(let name):
      guard let project else {
        throw UsageError(
          "\"\(text)\" is a revision of a project, but there is no project here",
          hint: "Say where the project is with --project DIR."
        )
      }
      let revision = try GitRevision(name, ofProjectIn: project.root)
      let other = try open("", files: revision.files)
      return try await body(
        NamedSide(
          name: "\(text) (\(revision.commit))",
          side: try await manifestSide(other, overlay)
        )
      )
    case .scripts(let paths):
      let scripts = try SQLFiles(paths).scripts()
      let platform = project?.file.platform ?? .postgres
      return try await reconciler.withDatabase(madeBy: scripts, platform, major: major) {
        try await body(NamedSide(name: text, side: ComparedSide(.scripted($0))))
      }
    }
  }

  private func side(_ place: Place, _ project: Project?) async throws -> ComparedSide {
    guard let project, let environment = place.environment else {
      return ComparedSide(.database(place.settings, nil))
    }
    let declared = try await declared(project, for: environment)
    return ComparedSide(
      .database(place.settings, declared),
      outside: try authTarget(of: place, project, declared).map(Self.reader)
    )
  }

  private func manifestSide(
    _ project: Project,
    _ overlay: String?
  ) async throws -> ComparedSide {
    let names = project.environmentNames
    let known = overlay.flatMap { names.contains($0) ? $0 : nil }
    let environment = try known.flatMap { try self.environment($0, of: project) }
    return ComparedSide(.manifests(try await declared(project, for: environment)))
  }

  private func open(_ root: String, files: ProjectFiles) throws -> Project {
    var diagnostics = DiagnosticCollector()
    let project = Project(
      root: root,
      files: files,
      registry: registry,
      diagnostics: &diagnostics
    )
    try diagnostics.throwIfErrors()
    return project
  }

  private func recordedSide(
    _ id: Int,
    _ place: Place,
    _ project: Project?
  ) async throws -> ComparedSide {
    let details = try await historyEntry(id, of: place)
    guard let text = details.state else {
      throw ErrorReport(
        code: "history.no-state",
        what: "entry \(id) of the history of \(place.name) holds no state to compare with",
        why: [
          details.entry.outcome == "applied"
            ? "It was written by an earlier version of plumb, which did not record it."
            : "Its plan was not applied to the end."
        ],
        fix: "Compare with the manifests of its commit: "
          + "plumb diff git:\(details.entry.gitCommit ?? "COMMIT") \(place.name)"
      )
    }
    let state = try RecordedState(text: text).catalog(registry)
    var declared: DeclaredState?
    if let project, let environment = place.environment {
      declared = try await self.declared(project, for: environment)
    }
    return ComparedSide(
      .recorded(state.known, unknown: state.unknown, place.settings, declared)
    )
  }
}
