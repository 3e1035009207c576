/// A kind whose objects say something about another object that always has it: its owner, grants.
///
/// What a manifest omits of them is the project's default or is left alone, and some come into
/// being together with the object that they are about.
public protocol Aspect: ManagedObject {
  /// The aspects that an object has when its manifest says nothing, or nil to leave it alone.
  static func assumed(
    for subject: any ManagedObject,
    defaults: ProjectDefaults
  ) -> [any ManagedObject]?

  /// Whether aspects of an object that is always there are what it comes with, so that they need
  /// not be written.
  static func areUnremarkable(
    _ objects: [any ManagedObject],
    of subject: any ManagedObject
  ) -> Bool

  /// The aspects that an object has at the moment when the applying role has made it.
  static func arising(
    with subject: any ManagedObject,
    in context: StepContext
  ) -> [any ManagedObject]

  /// The aspects that an object has because it has been altered from another state; nil when it
  /// keeps those that it had.
  static func arising(
    with subject: any ManagedObject,
    alteredFrom old: any ManagedObject,
    in context: StepContext
  ) -> [any ManagedObject]?
}

extension Aspect {
  /// The kind.
  public static var asAspect: (any Aspect.Type)? { Self.self }

  /// It keeps those that it had.
  public static func arising(
    with subject: any ManagedObject,
    alteredFrom old: any ManagedObject,
    in context: StepContext
  ) -> [any ManagedObject]? {
    nil
  }
}

/// What a project says of objects whose manifests do not: `defaults` in `plumb.yaml`.
public struct ProjectDefaults: Hashable, Sendable {
  /// The owner of every object that does not name one; nil leaves owners alone.
  public var owner: String?
  /// The privileges by object type (`tables`) and grantee, for objects without `grants`; nil leaves
  /// grants alone.
  ///
  /// A type that is not listed has what the server gives by itself.
  public var grants: [String: [String: [String]]]?

  /// Makes a project's defaults.
  public init(owner: String? = nil, grants: [String: [String: [String]]]? = nil) {
    self.owner = owner
    self.grants = grants
  }
}

extension Aspect {
  /// They are to be written.
  public static func areUnremarkable(
    _ objects: [any ManagedObject],
    of subject: any ManagedObject
  ) -> Bool {
    false
  }
}
