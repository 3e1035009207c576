import Diagnostics
import Diffing
public import Introspection
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
    /// Reads what lies outside the database, for the desired objects; nil when there is no place
    /// for such objects, which are then left out.
    public var outside: (@Sendable (Catalog) async throws -> OutsideState)?
    /// What the database holds, when it has been read already.
    public var database: LiveDatabase?
    /// What other plans have had spelled; nil to ask a server for what this one needs, and no more.
    public var shared: SharedRealisation?
    /// Whether strong locks are to be held shortly, if that takes more steps and transactions.
    public var isOnline = false
    /// Whether objects that the database holds in exactly the declared form are taken as spelled.
    public var takesShortWay = true
    /// Whether declared passwords are sent again, whatever the live ones are.
    public var resendsSecrets = false
    /// Whether passwords matter; they do not in a database that is made for a moment.
    public var comparesPasswords = true
    /// Whether steps about the same topic are to come together, rather than those about the same
    /// object.
    public var gathersTopics = false

    /// Describes what a plan is made for.
    public init(
      declared: DeclaredState,
      settings: ConnectionSettings,
      environment: String,
      commit: String? = nil
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
    let contents = Self.contents(of: request.declared)
    let database = try await self.database(request, contents)
    let scope = ManagedScope(request.declared, in: database.catalog)
    let managed = database.catalog.filter(scope.manages)
    async let before = Fingerprint(of: managed.inside)
    try VersionCheck(version: database.version)
      .check(request.declared.catalog, declared: request.declared.declared)
    try PresenceCheck(database: database.catalog, registry: registry).check(request.declared)
    let wanted = try await desired(request, database, managed, scope)
    var desired = recognised(wanted.catalog, request).adopting(from: database.catalog)
    let outside = try await request.outside?(desired)
    if outside == nil { desired = desired.inside }
    var live = managed
    for object in outside?.objects ?? [] { live.insert(object) }
    let renamed = try await renames(
      request,
      from: live,
      to: Desired(catalog: desired, identity: wanted.identity),
      database
    )
    let secrets = try await comparedSecrets(request, desired, renamed.live)
    let draft = Draft(
      environment: request.environment,
      commit: request.commit,
      settings: request.settings,
      database: database,
      live: live,
      desired: desired,
      isManaged: scope.manages,
      notManaged: scope.notManaged(in: database.catalog) + (outside?.notManaged ?? [])
        + database.unknown
        + secrets.notLookedAt,
      searchPath: request.declared.project.searchPath,
      outside: outside?.states ?? [:],
      contents: contents,
      invalidBodies: wanted.invalidBodies,
      isOnline: request.isOnline,
      gathersTopics: request.gathersTopics,
      receipts: secrets.receipts
    )
    let comparison = comparison(draft, secrets.live)
    var planned = try await finished(draft, comparison, renamed.renames, before: await before)
    if !planned.plan.isEmpty {
      planned.ranges = request.declared.ranges(in: desired, identity: wanted.identity)
    }
    return planned
  }

  /// Compares a database with another one, and orders what it takes to make it like that.
  ///
  /// - Throws: `DiagnosticsError` for what the first is too old for, `ConnectionError`,
  ///   `ServerError`, `PlanningError`, `ReconciliationError`.
  public func plan(
    _ settings: ConnectionSettings,
    from model: ConnectionSettings,
    environment: String,
    limits: TwinLimits = TwinLimits()
  ) async throws -> PlannedChange {
    async let first = read(settings)
    async let second = read(model)
    let database = try await holding(limits.contents, first, settings)
    let wanted = try await holding(limits.contents, second, model)
    let scope = TwinScope(
      live: database.catalog,
      desired: wanted.catalog,
      registry: registry,
      limits: limits
    )
    var live = database.catalog.filter(scope.manages)
    var desired = wanted.catalog.filter(scope.manages).adopting(from: database.catalog)
    for object in limits.outside?.live.objects ?? [] { live.insert(object) }
    for object in limits.outside?.desired ?? [] { desired.insert(object) }
    try VersionCheck(version: database.version).check(desired)
    let renamed = inferred(from: live, to: desired, database)
    let draft = Draft(
      environment: environment,
      commit: nil,
      settings: settings,
      database: database,
      live: live,
      desired: desired,
      isManaged: scope.manages,
      notManaged: scope.notManaged(in: database.catalog)
        + (limits.outside?.live.notManaged ?? [])
        + NotManaged.merged(database.unknown, wanted.unknown),
      searchPath: ["public"],
      outside: limits.outside?.live.states ?? [:],
      contents: limits.contents
    )
    return try await finished(
      draft,
      comparison(draft, renamed.live),
      renamed.renames,
      before: Fingerprint(of: live.inside)
    )
  }

  /// What is known before the steps are.
  private struct Draft {
    let environment: String
    let commit: String?
    let settings: ConnectionSettings
    let database: LiveDatabase
    let live: Catalog
    let desired: Catalog
    let isManaged: @Sendable (ObjectID) -> Bool
    let notManaged: [NotManaged]
    let searchPath: [String]
    let outside: [ObjectID: String]
    var contents: [any ContentObject] = []
    var invalidBodies: [ObjectID: String] = [:]
    var isOnline = false
    var gathersTopics = false
    var receipts: SecretReceipts?
  }

  /// What differs between the live objects, after renames, and the desired ones.
  private func comparison(
    _ draft: Draft,
    _ live: Catalog
  ) -> (context: StepContext, changes: [Change]) {
    let context = context(
      draft.database,
      live: live,
      desired: draft.desired,
      invalidBodies: draft.invalidBodies,
      isOnline: draft.isOnline
    )
    return (context, difference(from: live, to: draft.desired, in: context))
  }

  /// Orders what a comparison takes; the fingerprint is that of the live objects before renames.
  private func finished(
    _ draft: Draft,
    _ comparison: (context: StepContext, changes: [Change]),
    _ renames: [Rename],
    before: Fingerprint
  ) async throws -> PlannedChange {
    let (context, changes) = comparison
    let planner = Planner(context: context, gathersTopics: draft.gathersTopics)
    let planned = try planner.plan(changes, renames: renames)
    let blocked = BoundaryCheck(catalog: draft.database.catalog, isManaged: draft.isManaged)
      .dependents(on: planned.changes)
    if !blocked.isEmpty { throw ReconciliationError.blocked(blocked) }
    let mentions = HiddenMentions(in: draft.desired, registry: registry)
    let renamed = renames.isEmpty ? before : Fingerprint(of: context.live.inside)
    let after = renamed.moving(to: draft.desired.inside, changed: Set(changes.map(\.id)))
    let plan = Plan(
      environment: draft.environment,
      serverVersion: draft.database.version,
      commit: draft.commit,
      before: before,
      after: after,
      stages: mentions.noted(in: planned.stages, renames: renames).map {
        draft.receipts?.added(to: $0) ?? $0
      },
      changes: planned.changes,
      notManaged: draft.notManaged.sorted { $0.what < $1.what },
      outside: Fingerprint(states: draft.outside),
      contents: draft.contents.map { Plan.Content(id: $0.id, fields: $0.fieldValues) }
    )
    let rows = try await RowQuestions(plan: plan).ask(draft.settings)
    return PlannedChange(
      plan: plan,
      live: draft.live,
      desired: draft.desired,
      isManaged: draft.isManaged,
      searchPath: draft.searchPath,
      obstacles: rows.obstacles,
      rowsAtStake: rows.atStake
    )
  }

  func context(
    _ database: LiveDatabase,
    live: Catalog,
    desired: Catalog,
    invalidBodies: [ObjectID: String] = [:],
    isOnline: Bool = false
  ) -> StepContext {
    StepContext(
      version: database.version,
      live: live,
      desired: desired,
      surroundings: database.catalog,
      invalidBodies: invalidBodies,
      isOnline: isOnline,
      applyingRole: database.role,
      registry: registry
    )
  }

  /// The database that is asked about, with what it holds of declared rows.
  func database(
    _ request: Request,
    _ contents: [any ContentObject]
  ) async throws -> LiveDatabase {
    let catalogs =
      if let known = request.database { known } else { try await read(request.settings) }
    return try await holding(contents, catalogs, request.settings)
  }

  // MARK: Desired

  /// What is desired of a database.
  struct Desired {
    /// The objects, as the server spells them.
    let catalog: Catalog
    /// Those of them about which nothing is declared, so that they are taken as they are found.
    var leftAlone: Set<ObjectID> = []
    /// The identity that the server gives to a declared object.
    let identity: (ObjectID) -> ObjectID
    /// What the server says of bodies that it does not understand.
    var invalidBodies: [ObjectID: String] = [:]
  }

  func desired(
    _ request: Request,
    _ database: LiveDatabase,
    _ live: Catalog,
    _ scope: ManagedScope
  ) async throws -> Desired {
    let assembly = DesiredAssembly(
      declared: request.declared,
      live: live,
      registry: registry
    )
    var outcome: ScratchBuild.Outcome?
    let needed = assembly.needed()
    if !request.takesShortWay || !needed.isEmpty {
      let made = try await realiser(request).realise(
        request.takesShortWay ? needed : nil,
        of: request.declared,
        live: database,
        scope: scope
      )
      try realiser(request).refuseUnreadableBodies(made, request.declared, live: database.catalog)
      outcome = made
    }
    let catalog = try await realiser(request).settled(assembly.catalog(outcome), outcome, live)
    let complete = catalog.leavingAlone(
      assembly.leftAlone(outcome),
      live: live,
      context: context(database, live: live, desired: catalog)
    )
    let known = outcome?.identities ?? [:]
    let final = complete.withoutSelfEvident(
      in: context(database, live: live, desired: complete)
    )
    return Desired(
      catalog: final,
      leftAlone: Set(final.objects.keys.filter { catalog[$0] == nil }),
      identity: { assembly.identity(of: $0, known: known) },
      invalidBodies: outcome.map { realiser(request).wordsOnBodies($0, request.declared) } ?? [:]
    )
  }

  private func realiser(_ request: Request) -> Realiser {
    Realiser(
      registry: registry,
      project: request.declared.project,
      settings: request.settings,
      environment: environment,
      shared: request.shared
    )
  }

  // MARK: Renames

  /// The renames that manifests declare and those that differences show, carried out on the live
  /// catalog.
  private func renames(
    _ request: Request,
    from live: Catalog,
    to desired: Desired,
    _ database: LiveDatabase
  ) async throws -> (live: Catalog, renames: [Rename]) {
    let wishes = DeclaredRenames(
      declared: request.declared,
      live: live,
      desired: desired.catalog,
      identity: desired.identity
    )
    try wishes.refuseOthers(in: database.catalog, live: live, desired: desired.catalog)
    let renames = wishes.renames
    var result = live
    if !renames.isEmpty {
      let copy = Realiser.LiveCopy(
        catalog: database.catalog.filter { id in
          !ManagedScope.isOwn(id) && database.catalog[id]?.asContent == nil
        },
        version: database.version,
        role: database.role
      )
      result = try await realiser(request).renamed(live, renames, in: copy)
    }
    let inferred = inferred(from: result, to: desired.catalog, database)
    return (inferred.live, renames + inferred.renames)
  }

  private func inferred(
    from live: Catalog,
    to desired: Catalog,
    _ database: LiveDatabase
  ) -> (live: Catalog, renames: [Rename]) {
    // Only what is gone can have another name now.
    if live.objects.keys.allSatisfy({ desired[$0] != nil }) { return (live, []) }
    let changes = difference(
      from: live,
      to: desired,
      in: context(database, live: live, desired: desired)
    )
    let renames = inferredRenames(in: changes).map { Rename(old: $0.old, new: $0.new) }
    return (live.renaming(renames.identities), renames)
  }
}
