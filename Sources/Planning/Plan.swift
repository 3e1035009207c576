public import ObjectModel
public import PostgresVocabulary

/// The ordered steps that turn one state of a database into another, and what they were made for.
///
/// A value with nothing to look up: it can be printed, saved, and applied later to the very state
/// that it was made for.
public struct Plan: Sendable {
  /// The environment's name, or the database's address without its password.
  public let environment: String
  /// The server that the plan was made for.
  public let serverVersion: ServerVersion
  /// The manifests' git commit, where there is one.
  public let commit: String?
  /// The state that the plan was made for, object by object.
  public let before: Fingerprint
  /// The state that it leads to.
  public let after: Fingerprint
  /// What lay outside the database when the plan was made, such as auth settings.
  public let outside: Fingerprint
  /// The steps in the order in which they run, grouped by transaction.
  public let stages: [Stage]
  /// What differs, object by object, for reports.
  public let changes: [ObjectChange]
  /// What is to be read beside the catalogs to tell the states apart: declared rows.
  public let contents: [Content]
  /// What was not looked at: a description such as `operator`, and how many.
  public let notManaged: [NotManaged]

  /// Puts a plan together.
  public init(
    environment: String,
    serverVersion: ServerVersion,
    commit: String?,
    before: Fingerprint,
    after: Fingerprint,
    stages: [Stage],
    changes: [ObjectChange],
    notManaged: [NotManaged],
    outside: Fingerprint = Fingerprint(objects: [:]),
    contents: [Content] = []
  ) {
    self.contents = contents
    self.environment = environment
    self.serverVersion = serverVersion
    self.commit = commit
    self.before = before
    self.outside = outside
    self.after = after
    self.stages = stages
    self.changes = changes
    self.notManaged = notManaged
  }

  /// All steps in order.
  public var steps: [Step] { stages.flatMap(\.steps) }
  /// Whether there is nothing to do.
  public var isEmpty: Bool { stages.isEmpty }
  /// All hazards in the order of their steps.
  public var hazards: [Hazard] { steps.flatMap(\.hazards) }

  /// An object that lies in rows, as it is declared.
  public struct Content: Hashable, Sendable {
    /// The object.
    public let id: ObjectID
    /// All that is declared of it.
    public let fields: [FieldValue.Entry]

    /// Takes what is declared of an object.
    public init(id: ObjectID, fields: [FieldValue.Entry]) {
      self.id = id
      self.fields = fields
    }
  }

  /// The steps of one transaction, or one that runs outside of any.
  public struct Stage: Hashable, Sendable {
    /// Whether the steps run in a transaction.
    public let isTransaction: Bool
    /// Why the stage ends where it does; empty for the last.
    public let reason: String
    /// The steps in order.
    public let steps: [Step]

    /// Groups steps.
    public init(isTransaction: Bool, reason: String, steps: [Step]) {
      self.isTransaction = isTransaction
      self.reason = reason
      self.steps = steps
    }
  }

  /// What differs in one object.
  public struct ObjectChange: Hashable, Sendable {
    /// What happens to the object.
    public enum Action: String, Hashable, Sendable, Codable {
      case create, alter, replace, rename, drop
    }

    /// The object.
    public let id: ObjectID
    /// What happens to it.
    public let action: Action
    /// Why, where the difference itself does not say it.
    public let reason: String
    /// The fields that differ.
    public let fields: [ChangedField]

    /// Describes what differs.
    public init(id: ObjectID, action: Action, reason: String, fields: [ChangedField]) {
      self.id = id
      self.action = action
      self.reason = reason
      self.fields = fields
    }
  }
}
