import Diagnostics
import Diffing
import Introspection
public import ManifestLoading
public import ObjectModel
import Planning
public import PostgresClient
import PostgresVocabulary

/// Brings databases and manifests together: the only place that knows all stages.
public struct Reconciler: Sendable {
  /// The kinds.
  public let registry: KindRegistry
  /// The environment variables, for scratch databases that are named by them.
  public let environment: [String: String]

  /// Makes a reconciler.
  public init(registry: KindRegistry, environment: [String: String]) {
    self.registry = registry
    self.environment = environment
  }

  /// What a plan is made for.
  public struct Request: Sendable {
    /// What the manifests declare.
    public var declared: DeclaredState
    /// The database.
    public var settings: ConnectionSettings
    /// The environment's name, or the database's address without its password.
    public var environment: String
    /// The manifests' git commit, where there is one.
    public var commit: String?
    /// Whether objects that the database holds in exactly the declared form are taken as spelled.
    public var takesShortWay = true

    /// Describes what a plan is made for.
    public init(
      declared: DeclaredState, settings: ConnectionSettings,
      environment: String, commit: String? = nil
    ) {
      self.declared = declared
      self.settings = settings
      self.environment = environment
      self.commit = commit
    }
  }

  /// Compares a database with manifests, and orders what it takes to make it the same.
  ///
  /// - Throws: `DiagnosticsError` for mistakes in manifests that only a server finds,
  ///   `ConnectionError`, `ServerError`, `PlanningError`.
  public func plan(_ request: Request) async throws -> PlannedChange {
    let database = try await Introspector(registry: registry).read(request.settings)
    let scope = ManagedScope(request.declared)
    let live = database.catalog.filter(scope.manages)
    let desired = try await desired(request, database, live, scope)
    let renamed = try await renames(request, from: live, to: desired, database)
    let context = context(database, live: renamed.live, desired: desired)
    let changes = difference(from: renamed.live, to: desired, in: context)
    let planned = try Planner(context: context).plan(changes, renames: renamed.renames)
    let blocked = BoundaryCheck(catalog: database.catalog, scope: scope)
      .dependents(on: planned.changes)
    if !blocked.isEmpty { throw ReconciliationError.blocked(blocked) }
    let plan = Plan(
      environment: request.environment, serverVersion: database.version, commit: request.commit,
      before: Fingerprint(of: live), after: Fingerprint(of: desired), stages: planned.stages,
      changes: planned.changes,
      notManaged: (database.unknown + scope.notManaged(in: database.catalog))
        .sorted { $0.what < $1.what })
    let rows = try await RowQuestions(plan: plan).ask(request.settings)
    return PlannedChange(
      plan: plan, live: live, desired: desired, scope: scope,
      ranges: request.declared.declared.compactMapValues(\.range), obstacles: rows.obstacles,
      rowsAtStake: rows.atStake)
  }

  private func context(
    _ database: LiveDatabase, live: Catalog, desired: Catalog
  ) -> StepContext {
    StepContext(
      version: database.version, live: live, desired: desired, applyingRole: database.role,
      registry: registry)
  }

  // MARK: Desired

  private func desired(
    _ request: Request, _ database: LiveDatabase, _ live: Catalog, _ scope: ManagedScope
  ) async throws -> Catalog {
    let assembly = DesiredAssembly(declared: request.declared, live: live)
    var outcome: ScratchBuild.Outcome?
    if !request.takesShortWay || !assembly.unspelled().isEmpty {
      outcome = try await realiser(request).realise(
        request.declared, live: database, scope: scope)
    }
    let catalog = assembly.catalog(outcome)
    return catalog.leavingAlone(
      assembly.leftAlone(outcome), live: live,
      context: context(database, live: live, desired: catalog))
  }

  private func realiser(_ request: Request) -> Realiser {
    Realiser(
      registry: registry, project: request.declared.project, settings: request.settings,
      environment: environment)
  }

  // MARK: Renames

  /// The renames that manifests declare and those that differences show, carried out on the live
  /// catalog.
  private func renames(
    _ request: Request, from live: Catalog, to desired: Catalog, _ database: LiveDatabase
  ) async throws -> (live: Catalog, renames: [Rename]) {
    var renames = DeclaredRenames(
      declared: request.declared, live: live, desired: desired
    ).renames
    var result = live
    if !renames.isEmpty {
      let copy = Realiser.LiveCopy(
        catalog: database.catalog.filter { !ManagedScope.isOwn($0) }, version: database.version,
        role: database.role)
      result = try await realiser(request).renamed(live, renames, in: copy)
    }
    let changes = difference(
      from: result, to: desired, in: context(database, live: result, desired: desired))
    let inferred = inferredRenames(in: changes).map { Rename(old: $0.old, new: $0.new) }
    result = result.renaming(inferred.identities)
    renames += inferred
    return (result, renames)
  }
}

extension [Rename] {
  /// The new identities by the old ones.
  var identities: [ObjectID: ObjectID] {
    Dictionary(map { ($0.old.id, $0.new) }, uniquingKeysWith: { first, _ in first })
  }
}
