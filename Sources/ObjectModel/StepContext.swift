public import PostgresVocabulary

/// What a kind may look at when it says which statements a change takes.
public struct StepContext: Sendable {
  /// The server that will run the statements.
  public let version: ServerVersion
  /// The state before.
  public let live: Catalog
  /// The state after.
  public let desired: Catalog
  /// Everything that the database holds, managed or not.
  public let surroundings: Catalog
  /// The objects that are dropped and made anew, as far as that has been found out.
  public var remade: Set<ObjectID> = []
  /// What renamed objects were called, as identities before, by what they are called afterwards.
  public var formerNames: [ObjectID: ObjectID] = [:]
  /// What a server says of desired bodies that it does not understand, where one was asked.
  public let invalidBodies: [ObjectID: String]
  /// Whether the catalogs know what depends on what; a scratch database is made before they do.
  public let knowsDependencies: Bool
  /// Whether strong locks are to be held shortly, if that takes more steps and transactions.
  public let isOnline: Bool
  /// The role that will run the statements; it owns what they make.
  public let applyingRole: String
  /// The kinds, to address objects of any of them.
  public let registry: KindRegistry

  /// Gathers what kinds may look at.
  public init(
    version: ServerVersion,
    live: Catalog,
    desired: Catalog,
    surroundings: Catalog? = nil,
    invalidBodies: [ObjectID: String] = [:],
    knowsDependencies: Bool = true,
    isOnline: Bool = false,
    applyingRole: String,
    registry: KindRegistry
  ) {
    self.version = version
    self.live = live
    self.desired = desired
    self.surroundings = surroundings ?? live
    self.invalidBodies = invalidBodies
    self.knowsDependencies = knowsDependencies
    self.isOnline = isOnline
    self.applyingRole = applyingRole
    self.registry = registry
  }

  /// Whether an object is there before and after, and not made anew in between.
  public func stays(_ id: ObjectID) -> Bool {
    live[id] != nil && desired[id] != nil && !remade.contains(id)
  }

  /// How statements address an object of any kind: `TABLE public.todos`.
  ///
  /// - Parameters:
  ///   - id: the object's identity.
  ///   - catalog: the state in which it is addressed; nil for the one after.
  /// - Returns: the words that follow ALTER or COMMENT ON.
  public func address(of id: ObjectID, in catalog: Catalog? = nil) -> SQL {
    if let object = catalog?[id] ?? desired[id] ?? live[id] { return object.address }
    return registry.kind(id.kind).address(of: id)
  }
}
