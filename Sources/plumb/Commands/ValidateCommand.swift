import ArgumentParser
import Diagnostics
import ManifestLoading

/// `plumb validate`.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check manifests; needs no database.",
    discussion: """
      Every mistake of every file is reported at once, for all environments; those of tests too.
      """
  )

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      var diagnostics = DiagnosticCollector()
      let project = try workspace.project(options, diagnostics: &diagnostics)
      let loader = ManifestLoader(
        project: project,
        registry: workspace.registry,
        processEnvironment: workspace.processEnvironment
      )
      var count = 0
      var unheard = DiagnosticCollector()
      var unset = UnsetVariables()
      if project.environmentNames.isEmpty {
        count = await loader.load(nil, variables: .declared, diagnostics: &diagnostics)
          .declared.count
      }
      for name in project.environmentNames {
        let environment = project.environment(
          name,
          registry: workspace.registry,
          diagnostics: &diagnostics
        )
        var found = DiagnosticCollector()
        let state = await loader.load(environment, variables: .declared, diagnostics: &found)
        for diagnostic in unset.take(found.diagnostics, in: name) {
          diagnostics.report(diagnostic)
        }
        found = DiagnosticCollector()
        _ = workspace.authTarget(of: environment, project, state, diagnostics: &found)
        // Variables are needed by those who plan, not by those who check.
        for diagnostic in found.diagnostics where diagnostic.code != "auth.unset-variable" {
          diagnostics.report(diagnostic)
        }
        count = max(count, state.declared.count)
      }
      for diagnostic in unset.diagnostics { diagnostics.report(diagnostic) }
      let session = TestSession(workspace: workspace, project: project)
      let declared = await loader.load(nil, variables: .optional, diagnostics: &unheard)
      _ = session.suite(declared, diagnostics: &diagnostics)
      let found = Self.distinct(diagnostics.diagnostics)
      if !found.isEmpty { console.report(found) }
      if diagnostics.hasErrors { throw ExitCode(1) }
      if !options.json {
        console.result("\(count) object\(count == 1 ? "" : "s") declared, no mistakes found\n")
      }
    }
  }

  /// The diagnostics without repetitions: environments share most of their manifests.
  private static func distinct(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }
}
