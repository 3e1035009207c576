import BehaviourTesting
import Diagnostics
import ManifestLoading
import ObjectModel
import PostgresClient
import Reconciliation
import Reporting

/// The tests of a project, with the places where they can run.
struct TestSession {
  let workspace: Workspace
  let project: Project

  // MARK: What is tested

  /// What the scratch database is to hold: what manifests declare with an environment's overlay.
  ///
  /// - Parameter overlay: the environment; nil for the first one whose database is embedded.
  /// - Returns: what is declared.
  /// - Throws: `DiagnosticsError` for mistakes in manifests.
  func scratch(overlay: String?) async throws -> DeclaredState {
    if let overlay {
      let environment = try workspace.environment(overlay, of: project)
      return try await workspace.declared(project, for: environment)
    }
    for name in project.environmentNames {
      let environment = try workspace.environment(name, of: project)
      if environment?.database == .embedded {
        return try await workspace.declared(project, for: environment)
      }
    }
    var diagnostics = DiagnosticCollector()
    let loader = ManifestLoader(
      project: project,
      registry: workspace.registry,
      processEnvironment: workspace.processEnvironment
    )
    let state = await loader.load(nil, variables: .optional, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return state
  }

  /// Reads the tests.
  ///
  /// - Parameters:
  ///   - declared: what they may name.
  ///   - filter: a part of the names or files of the tests that are wanted; nil for all.
  /// - Returns: the tests.
  /// - Throws: `DiagnosticsError` for mistakes in them, `UsageError` when there are none.
  func suite(_ declared: DeclaredState, filter: String? = nil) throws -> TestSuite {
    var diagnostics = DiagnosticCollector()
    var suite = suite(declared, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    if suite.tests.isEmpty {
      throw UsageError(
        "the project has no tests",
        hint: "Write them in the folder \(TestReader.folder), beside desired-state."
      )
    }
    guard let filter else { return suite }
    suite.tests = suite.tests.filter {
      $0.name.contains(filter) || $0.range?.file.contains(filter) == true
    }
    if suite.tests.isEmpty {
      throw UsageError("no test has \"\(filter)\" in its name or file", hint: "See tests/.")
    }
    return suite
  }

  /// Reads the tests and tells their mistakes.
  func suite(
    _ declared: DeclaredState,
    diagnostics: inout DiagnosticCollector
  ) -> TestSuite {
    let documents = project.documents(below: TestReader.folder, diagnostics: &diagnostics)
    var reader = TestReader()
    let suite = reader.suite(documents)
    diagnostics.merge(reader.diagnostics)
    references(declared).check(suite, diagnostics: &diagnostics)
    return suite
  }

  private func references(_ declared: DeclaredState) -> ReferenceCheck {
    ReferenceCheck(catalog: declared.catalog, schemas: declared.declaredSchemas)
  }

  // MARK: Where it is tested

  /// Runs tests in a database that is made for them.
  func run(
    _ suite: TestSuite,
    inScratch declared: DeclaredState,
    major: Int?
  ) async throws -> TestRun {
    try await workspace.reconciler.withRealised(declared, major: major) { settings in
      let runner = TestRunner(searchPath: project.file.searchPath, disclosure: .everything)
      let connection = try await Connection.open(settings)
      let results = try await runner.run(suite.tests, on: connection)
      await connection.close()
      return TestRun(place: "scratch", tests: results)
    }
  }

  /// Runs tests in a live database; what keeps them from running is part of the result.
  func run(_ suite: TestSuite, in name: String) async -> TestRun {
    do {
      let place = try await workspace.place(name, in: project)
      let runner = TestRunner(searchPath: project.file.searchPath, disclosure: .noValues)
      let connection = try await Connection.open(place.settings)
      let results = try await runner.run(suite.tests, on: connection)
      await connection.close()
      return TestRun(place: place.name, tests: results)
    } catch let error as DiagnosticsError {
      let first = error.diagnostics.first?.message ?? "there is a mistake in its file"
      return TestRun(place: name.withoutSecrets, tests: [], failure: first)
    } catch {
      let reason = ErrorReport(describing: error).what
      return TestRun(place: name.withoutSecrets, tests: [], failure: reason)
    }
  }

  /// Finds out which policies tests cover, and tries whether the tests need them.
  func coverage(
    of suite: TestSuite,
    _ declared: DeclaredState,
    major: Int?
  ) async throws -> PolicyCoverage {
    var coverage = PolicyCoverage(references(declared).policies, in: suite)
    try await workspace.reconciler.withRealised(declared, major: major) { settings in
      let runner = TestRunner(searchPath: project.file.searchPath, disclosure: .everything)
      let connection = try await Connection.open(settings)
      try await coverage.removeEach(of: suite, with: runner, on: connection)
      await connection.close()
    }
    return coverage
  }
}
