import ObjectModel

/// What becomes of access when an object calls routines for whoever uses it.
enum CalledRoutines {
  /// Whose right to execute the routines PostgreSQL asks for.
  enum Authority {
    /// That of the object's owner, as for aggregates.
    case owner
    /// That of whoever uses the object.
    case user
    /// Nobody's.
    case nobody
  }

  /// The hazards of routines that an object has not called before.
  static func hazards(
    of id: ObjectID,
    asking authority: Authority,
    in context: StepContext
  ) -> [Hazard] {
    let before = Set(routines(of: id, in: context.live))
    return routines(of: id, in: context.desired).filter { !before.contains($0) }.compactMap {
      message(id, $0, authority, context).map { Hazard(.accessWidened, id, $0) }
    }
  }

  /// The routines that act with their owners' rights, of those that an object calls.
  static func definers(calledBy id: ObjectID, in context: StepContext) -> [ObjectID] {
    routines(of: id, in: context.desired).filter { function($0, in: context)?.security == .definer }
  }

  /// The policies that say the same as before and decide by other routines from now on.
  ///
  /// - Parameters:
  ///   - id: the object that changes: an operator, a cast.
  ///   - decides: whether a policy comes to decide by other routines because of that.
  ///   - context: both catalogs.
  /// - Returns: a hazard for each.
  static func policyHazards(
    of id: ObjectID,
    where decides: (ObjectID) -> Bool,
    in context: StepContext
  ) -> [Hazard] {
    guard context.live[id] != nil else { return [] }
    return context.desired.all(Policy.self).map(\.id)
      .filter { context.live[$0] != nil && decides($0) }
      .map { policy in
        Hazard(
          .accessWidened,
          policy,
          "\(policy) lets other rows through from now on, because \(id) calls another function"
        )
      }
  }

  /// Whether an object that is there before and after uses other routines afterwards.
  static func isRebound(_ id: ObjectID, in context: StepContext) -> Bool {
    routines(of: id, in: context.live) != routines(of: id, in: context.desired)
  }

  private static func routines(of id: ObjectID, in catalog: Catalog) -> [ObjectID] {
    (catalog.dependencies[id] ?? []).map(\.on).filter { $0.kind == .function }.sorted()
  }

  private static func message(
    _ id: ObjectID,
    _ routine: ObjectID,
    _ authority: Authority,
    _ context: StepContext
  ) -> String? {
    guard let function = function(routine, in: context) else { return nil }
    let catalog = catalog(of: routine, in: context)
    if function.security == .definer {
      return "whoever uses \(id) acts in \(routine.label) with the rights of that one's owner"
    }
    if authority == .user || isPublic(routine, in: catalog) { return nil }
    return "whoever uses \(id) runs \(routine.label), even without the right to execute it"
  }

  private static func function(_ id: ObjectID, in context: StepContext) -> Function? {
    catalog(of: id, in: context).object(id)
  }

  private static func catalog(of id: ObjectID, in context: StepContext) -> Catalog {
    context.desired[id] == nil ? context.surroundings : context.desired
  }

  private static func isPublic(_ routine: ObjectID, in catalog: Catalog) -> Bool {
    let grant = ObjectID(.grant, [Grant.everybody], in: routine)
    return catalog.object(grant, as: Grant.self)?.privileges["execute"] != nil
  }
}
