import AuthSettings
import ManifestLoading
import ObjectModel
import Reconciliation

extension Workspace {
  /// Makes the plan that brings one database to what another one is.
  ///
  /// Between environments of the project it touches what either manages, and nothing that their
  /// files declare to differ.
  ///
  /// - Throws: whatever keeps from planning: mistakes in manifests, connections, servers.
  func planned(_ name: String, like model: String, project: Project?) async throws
    -> (PlannedChange, Place)
  {
    let place = try await place(name, in: project)
    let source = try await self.place(model, in: project)
    var limits = TwinLimits()
    if let project {
      let declared = try await declared(for: place, in: project)
      let others = try await self.declared(for: source, in: project)
      let scopes = [declared, others].compactMap { $0.map { ManagedScope($0).manages } }
      if !scopes.isEmpty { limits.isManaged = { id in scopes.contains { $0(id) } } }
      if let rows = others ?? declared { limits.contents = Reconciler.contents(of: rows) }
      if let declared, let others {
        limits.apart = Self.differing(declared, others)
        limits.outside = try await auth(from: source, others, to: place, declared, project)
      }
    }
    let planned = try await reconciler.plan(
      place.settings,
      from: source.settings,
      environment: place.name,
      limits: limits
    )
    return (planned, place)
  }

  private func declared(for place: Place, in project: Project) async throws -> DeclaredState? {
    guard let environment = place.environment else { return nil }
    return try await declared(project, for: environment)
  }

  /// What manifests declare differently for two environments.
  private static func differing(_ one: DeclaredState, _ other: DeclaredState) -> Set<ObjectID> {
    let ids = Set(one.catalog.objects.keys).union(other.catalog.objects.keys)
    return ids.filter { id in
      guard let first = one.catalog[id], let second = other.catalog[id] else { return true }
      return !second.changedFields(from: first).isEmpty
    }
  }

  /// The auth settings where both environments keep some: those of one as the other is to have
  /// them, without secrets, which are never copied.
  private func auth(
    from source: Place,
    _ sourceState: DeclaredState,
    to place: Place,
    _ state: DeclaredState,
    _ project: Project
  ) async throws -> (desired: [any ManagedObject], live: OutsideState)? {
    guard let model = try authTarget(of: source, project, sourceState),
      let target = try authTarget(of: place, project, state)
    else { return nil }
    let wanted = try await model.store.export().compactMap { setting -> AuthSetting? in
      switch setting.value {
      case .secret, .anotherSecret: return nil
      default: break
      }
      guard let known = setting.setting, target.store.localName(of: known) != nil else {
        return nil
      }
      return AuthSetting(setting.id.name, setting.value)
    }
    let live = try await target.store.read(declared: wanted)
    let outside = OutsideState(
      objects: live.objects,
      notManaged: live.notManaged,
      states: live.states
    )
    return (wanted, outside)
  }
}
