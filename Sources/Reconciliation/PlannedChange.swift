public import Diagnostics
public import ObjectModel
public import Planning

/// A plan with what it was made of, for reports and for its execution.
public struct PlannedChange: Sendable {
  /// The plan.
  public let plan: Plan
  /// The managed part of the database before.
  public let live: Catalog
  /// The managed part of the database afterwards.
  public let desired: Catalog
  /// Which objects are managed.
  public let isManaged: @Sendable (ObjectID) -> Bool
  /// Where manifests declare each object; nothing for an empty plan.
  public internal(set) var ranges: [ObjectID: SourceRange] = [:]
  /// Where routines that the statements run look for names without a schema.
  public let searchPath: [String]
  /// What has to be put right before the plan can be applied: facts about rows that do not hold.
  public let obstacles: [Obstacle]
  /// The rows at stake, by the hazard's query.
  public let rowsAtStake: [Hazard: Int]

  /// A fact about rows that does not hold.
  public struct Obstacle: Hashable, Sendable {
    /// The object.
    public let subject: ObjectID
    /// What must hold.
    public let precondition: Precondition
    /// How many rows offend.
    public let rows: Int
  }
}
