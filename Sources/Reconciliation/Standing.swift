public import Diagnostics
public import Diffing
public import Introspection
public import ManifestLoading
public import ObjectModel
public import Planning
import PostgresVocabulary

/// How a database stands to its manifests: what it holds beside what it is to hold.
public struct Standing: Sendable {
  /// All that the database holds.
  public let database: LiveDatabase
  /// The managed part of the database, and what was read outside of it.
  public let live: Catalog
  /// What is desired of it, as the server spells it.
  public let desired: Catalog
  /// The desired objects about which nothing is declared, so that they are taken as they are found.
  public let leftAlone: Set<ObjectID>
  /// The declared objects by the identities that the server gives to them.
  public let forms: [ObjectID: any ManagedObject]
  /// What manifests declare, by the identities that the server gives.
  public let declared: [ObjectID: DeclaredObject]
  /// Where the project says what it manages, which what is not declared contradicts.
  public let managedRange: SourceRange?
  /// What would have to change in the database.
  public let changes: [Change]
  /// Which objects are managed.
  public let isManaged: @Sendable (ObjectID) -> Bool
  /// What was not looked at.
  public let notLookedAt: [NotManaged]

  /// The fingerprint of what a plan for the database leads to.
  public var after: Fingerprint {
    Fingerprint(of: live.inside).moving(to: desired.inside, changed: Set(changes.map(\.id)))
  }

  /// The line of a manifest that a difference contradicts: that of the field, of the object, or of
  /// the nearest one that it lives in.
  public func place(of id: ObjectID, fields: [ChangedField] = []) -> SourceRange? {
    if let own = declared[id] {
      return fields.lazy.compactMap { own.fieldRanges[$0.name] }.first ?? own.range
    }
    return id.parent.map { place(of: $0) } ?? (desired[id] == nil ? managedRange : nil)
  }
}

extension Reconciler {
  /// Reads how a database stands to its manifests; changes nothing and plans nothing.
  ///
  /// - Throws: `DiagnosticsError` for mistakes in manifests that only a server finds,
  ///   `ConnectionError`, `ServerError`.
  public func standing(_ request: Request) async throws -> Standing {
    let database = try await self.database(request, Self.contents(of: request.declared))
    let scope = ManagedScope(request.declared, in: database.catalog)
    var live = database.catalog.filter(scope.manages)
    let wanted = try await desired(request, database, live, scope)
    let outside = try await request.outside?(wanted.catalog)
    var desired = recognised(wanted.catalog, request)
    let secrets = try await comparedSecrets(request, desired, live)
    live = secrets.live
    var left = scope.notManaged(in: database.catalog) + database.unknown + secrets.notLookedAt
    if let outside {
      for object in outside.objects { live.insert(object) }
      left += outside.notManaged
    } else {
      left += Self.outsideCounts(desired)
      desired = desired.inside
    }
    let identity = wanted.identity
    return Standing(
      database: database,
      live: live,
      desired: desired,
      leftAlone: wanted.leftAlone,
      forms: Self.renamed(request.declared.catalog.objects, identity),
      declared: Self.renamed(request.declared.declared, identity),
      managedRange: request.declared.project.managedRange,
      changes: difference(
        from: live,
        to: desired,
        in: context(database, live: live, desired: desired)
      ),
      isManaged: scope.manages,
      notLookedAt: left.sorted { $0.what < $1.what }
    )
  }

  private static func renamed<Value>(
    _ values: [ObjectID: Value],
    _ identity: (ObjectID) -> ObjectID
  ) -> [ObjectID: Value] {
    Dictionary(
      values.map { (identity($0), $1) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Counts the objects that lie outside of a database, by kind.
  public static func outsideCounts(_ catalog: Catalog) -> [NotManaged] {
    let outside = catalog.objects.values.filter { type(of: $0).isOutside }
    return Dictionary(grouping: outside) { type(of: $0).kind.description }
      .map { NotManaged(what: $0, count: $1.count) }.sorted { $0.what < $1.what }
  }
}

extension Standing {
  /// What a verification needs of it.
  public var reading: EnvironmentReading {
    let standing = self
    return EnvironmentReading(
      server: database.version.description,
      live: live,
      leftAlone: leftAlone,
      forms: forms,
      changes: changes,
      place: { standing.place(of: $0, fields: $1) },
      notLookedAt: notLookedAt
    )
  }
}

extension Standing {
  /// What the manifests declare in the server's words, with the database's own objects where it
  /// holds them just so.
  public var spelling: DeclaredSpelling {
    let changed = Set(changes.map(\.id))
    var catalog = Catalog()
    for object in desired.objects.values {
      catalog.insert(changed.contains(object.id) ? object : live[object.id] ?? object)
    }
    // What goes without saying is not desired, and yet there.
    for object in live.objects.values where catalog[object.id] == nil {
      if !changed.contains(object.id), desired[object.id.root] != nil { catalog.insert(object) }
    }
    let identities = forms.map { ($0.value.id, $0.key) }.filter { $0.0 != $0.1 }
    return DeclaredSpelling(
      catalog: catalog,
      identities: Dictionary(identities, uniquingKeysWith: { first, _ in first })
    )
  }
}
