import Diagnostics
import Diffing
import FoundationEssentials
import ManifestLoading
import ObjectModel
import PostgresClient
import Reconciliation
import Reporting

extension Workspace {
  /// Reads environments side by side, each beside its manifests.
  ///
  /// - Parameters:
  ///   - names: environments of the project, or URLs.
  ///   - project: the project.
  /// - Returns: what each holds, or why it could not be read, in the given order.
  /// - Throws: `DiagnosticsError` when the manifests are wrong for all of them.
  func verified(_ names: [String], in project: Project) async throws -> [VerifiedEnvironment] {
    typealias Part = (index: Int, environment: VerifiedEnvironment, mistakes: DiagnosticsError?)
    let today = String(Self.now.prefix(10))
    let shared = SharedRealisation()
    var found: [Part] = []
    let parts = await withTaskGroup(of: Part.self) { group in
      for (index, name) in names.enumerated() {
        // A fleet has more databases than one reads at once.
        if index >= Self.readAtOnce, let part = await group.next() { found.append(part) }
        group.addTask {
          do {
            let (standing, file) = try await standing(of: name, in: project, shared)
            let environment = VerifiedEnvironment(
              name: file == nil ? name.withoutSecrets : name,
              outcome: .read(standing.reading),
              allowances: file?.allowances(today: today) ?? []
            )
            return (index, environment, nil)
          } catch {
            let environment = VerifiedEnvironment(
              name: name.withoutSecrets,
              outcome: Self.failure(error)
            )
            return (index, environment, error as? DiagnosticsError)
          }
        }
      }
      return await group.reduce(into: found) { $0.append($1) }.sorted { $0.index < $1.index }
    }
    try Task.checkCancellation()
    if let mistakes = parts.first?.mistakes, parts.allSatisfy({ $0.mistakes != nil }) {
      throw mistakes
    }
    return parts.map(\.environment)
  }

  /// Reads how an environment, or a database, stands to the project's manifests.
  func standing(
    of name: String,
    in project: Project,
    _ shared: SharedRealisation? = nil
  ) async throws -> (standing: Standing, file: EnvironmentFile?) {
    let place = try await place(name, in: project)
    async let database = reconciler.read(place.settings)
    let declared = try await declared(project, for: place.environment)
    var request = Reconciler.Request(
      declared: declared,
      settings: place.settings,
      environment: place.name
    )
    request.database = try await database
    if place.environment?.fleet != nil { request.shared = shared }
    request.outside = try authTarget(of: place, project, declared).map(Self.reader)
    return (try await reconciler.standing(request), place.environment)
  }

  /// How many environments are read side by side.
  private static let readAtOnce = 12

  private static func failure(_ error: any Error) -> VerifiedEnvironment.Outcome {
    if let mistakes = error as? DiagnosticsError {
      let errors = mistakes.diagnostics.filter { $0.severity == .error }
      let lines = errors.map { diagnostic in
        (diagnostic.range.map { "\($0): " } ?? "") + diagnostic.message
      }
      return .failed(reason: lines.joined(separator: "\n"), hint: errors.first?.hint)
    }
    let report = ErrorReport(describing: error)
    return .failed(reason: ([report.what] + report.why).joined(separator: "\n"), hint: report.fix)
  }

  /// The time, as ISO 8601 in UTC.
  static var now: String { Date.now.formatted(.iso8601) }
}

extension EnvironmentFile {
  /// The differences that the file allows, judged by the day.
  func allowances(today: String) -> [Allowance] {
    allowedDifferences.map { allowed in
      Allowance(
        object: (allowed.object.kind.map { "\($0) " } ?? "") + allowed.object.pattern,
        owner: allowed.owner,
        reason: allowed.reason,
        expires: allowed.expires,
        place: allowed.range,
        today: today,
        isAbout: { allowed.object.matches($0) }
      )
    }
  }
}
