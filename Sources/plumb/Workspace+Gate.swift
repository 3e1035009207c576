import Diffing
import ManifestLoading
import ObjectModel
import Planning
import Reconciliation
import Reporting

extension Workspace {
  /// Refuses to touch an environment before those that it requires are verified: each of them is
  /// read now and compared with what the same manifests declare for it.
  ///
  /// What its history says would not do: somebody may have changed the database since.
  ///
  /// - Parameters:
  ///   - place: the environment.
  ///   - saved: the saved plan that is to be applied; it must lead to what the manifests at hand
  ///     declare, for these are what the others are compared with.
  ///   - options: the global options.
  /// - Throws: `ErrorReport` that says what is missing and what to do.
  func checkRequired(by place: Place, saved: Plan? = nil, _ options: GlobalOptions) async throws {
    guard let required = place.environment?.requires, !required.isEmpty else { return }
    let project = try project(options)
    if let saved { try await check(saved, of: place, in: project) }
    let names = required.map(\.name)
    let environments = try await verified(try await expanded(names, in: project), in: project)
    let unverified = environments.filter { !$0.isVerified }
    if unverified.isEmpty { return }
    throw ErrorReport(
      code: "apply.requires",
      what: "\(place.name) requires \(Self.list(names)), and "
        + "\(Self.list(unverified.map(\.name))) is not verified at these manifests",
      why: unverified.flatMap(Self.reasons),
      fix: Self.advice(unverified, before: place),
      exitCode: 3
    )
  }

  /// Whether a saved plan leads to what the manifests declare now.
  private func check(_ saved: Plan, of place: Place, in project: Project) async throws {
    let standing = try await standing(of: place.name, in: project).standing
    let moved = saved.after.moved(to: standing.after)
    if moved.isEmpty { return }
    throw ErrorReport(
      code: "apply.requires",
      what: "the saved plan was not made from the manifests that are here",
      why: ["\(place.name) requires others to be verified at the same desired state."]
        + Self.shortened(moved.map { "\($0) is declared differently now" }),
      fix: "Apply it where the manifests of commit \(saved.commit ?? "that it was made from") "
        + "are, or make it anew: plumb plan \(place.name) --out FILE",
      exitCode: 3
    )
  }

  private static func reasons(_ environment: VerifiedEnvironment) -> [String] {
    if case .failed(let reason, _) = environment.outcome {
      return ["\(environment.name) could not be read: \(reason)"]
    }
    return shortened(environment.failingLines)
  }

  private static func advice(_ unverified: [VerifiedEnvironment], before place: Place) -> String {
    let readable = unverified.filter { $0.reading != nil }.map { "plumb apply \($0.name)" }
    let name = unverified.first?.name ?? ""
    return readable.isEmpty
      ? "Make \(name) reachable from here, and see with \"plumb verify \(name)\"."
      : "Bring the change through there first: \(readable.joined(separator: "; ")); see that it "
        + "works, and come back to \(place.name)."
  }

  private static func shortened(_ lines: [String]) -> [String] {
    let limit = 8
    if lines.count <= limit { return lines }
    return lines.prefix(limit) + ["and \(lines.count - limit) more"]
  }

  private static func list(_ names: [String]) -> String {
    names.joined(separator: ", ")
  }
}
