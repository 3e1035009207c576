import AuthSettings
import Diffing
import Introspection
import ManifestLoading
import ObjectModel
import Reconciliation

extension Workspace {
  /// What an export writes.
  struct Export {
    /// The objects as they are.
    var catalog: Catalog
    /// What the manifests that are there mean, in the server's words, where that is known.
    var spelling: DeclaredSpelling?
    /// What is left out because the project does not manage it.
    var leftOut: [NotManaged] = []
  }

  /// All that a database and its auth settings hold.
  func exported(
    _ database: LiveDatabase,
    _ place: Place,
    _ project: Project?
  ) async throws -> Export {
    var catalog = reconciler.exportable(database)
    for setting in try await exportedAuth(place, project) { catalog.insert(setting) }
    return Export(catalog: catalog)
  }

  /// What brings a project's manifests up to date: what it manages, compared by what it means.
  ///
  /// - Parameters:
  ///   - database: the database.
  ///   - place: what it is called.
  ///   - project: the project whose manifests are there.
  ///   - isPartial: whether only objects named by the user are taken, managed or not.
  /// - Returns: what to write.
  /// - Throws: mistakes in manifests, and what keeps a server from spelling them.
  func exported(
    _ database: LiveDatabase,
    _ place: Place,
    updating project: Project,
    isPartial: Bool
  ) async throws -> Export {
    let declared = try await declared(project, for: place.environment)
    var request = Reconciler.Request(
      declared: declared,
      settings: place.settings,
      environment: place.name
    )
    request.database = database
    request.outside = try authTarget(of: place, project, declared).map(Self.reader)
    let standing = try await reconciler.standing(request)
    // Beside what the catalogs hold it has the declared rows.
    let database = standing.database
    var export = try await exported(database, place, project)
    export.spelling = standing.spelling
    if isPartial { return export }
    let settings = export.catalog
    let (managed, leftOut) = reconciler.exportable(database, updating: declared)
    export.catalog = managed
    export.leftOut = leftOut
    for setting in Self.outside(of: standing, declared, exported: settings) {
      export.catalog.insert(setting)
    }
    return export
  }

  /// The settings that manifests declare as they are, those that have not changed as declared; all
  /// as long as none is declared.
  private static func outside(
    of standing: Standing,
    _ declared: DeclaredState,
    exported: Catalog
  ) -> [any ManagedObject] {
    func isOutside(_ object: any ManagedObject) -> Bool { type(of: object).isOutside }
    let known = declared.catalog.objects.values.filter(isOutside)
    if known.isEmpty { return exported.objects.values.filter(isOutside) }
    let changed = Set(standing.changes.map(\.id))
    return known.compactMap { setting in
      guard changed.contains(setting.id) else { return setting }
      return exported[setting.id] ?? standing.live[setting.id]
    }
  }
}
