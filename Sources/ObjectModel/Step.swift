public import PostgresVocabulary

/// One statement or one call, with all that ordering, running and reporting need to know of it.
public struct Step: Hashable, Sendable {
  /// What the step does to its subject.
  public enum Action: String, Hashable, Sendable, Codable {
    case create, alter, rename, drop
  }

  /// The object that the step is about.
  public var subject: ObjectID
  /// What it does to it.
  public var action: Action
  /// What is done.
  public var effect: Effect
  /// Why, in words for people; empty where the change itself says it all.
  public var reason: String
  /// The lock taken on the subject's relation, if any.
  public var lock: LockMode?
  /// What it risks.
  public var hazards: [Hazard]
  /// What must hold of the rows before anything is run.
  public var preconditions: [Precondition]
  /// What the role that runs it must be allowed to do.
  public var requires: [RequiredRight]
  /// How the step stands to transactions.
  public var isolation: Isolation
  /// The part of the step that can stand in the statement that makes another object instead.
  public var clause: Clause?
  /// What it is about, in a plan whose steps are gathered by that; nil in any other.
  public var topic: Topic?

  /// Describes one step.
  public init(
    _ action: Action,
    _ subject: ObjectID,
    _ sql: SQL,
    lock: LockMode? = nil,
    reason: String = "",
    hazards: [Hazard] = [],
    preconditions: [Precondition] = [],
    isolation: Isolation = .transaction,
    clause: Clause? = nil
  ) {
    self.init(action, subject, effect: .statement(Statement(sql)), lock: lock, reason: reason)
    self.hazards = hazards
    self.preconditions = preconditions
    self.isolation = isolation
    self.clause = clause
  }

  /// The step, whose statement shows some string constants without their secrets.
  public func hiding(_ secrets: [SecretText]) -> Step {
    guard case .statement(var statement) = effect, !secrets.isEmpty else { return self }
    var step = self
    statement.secrets += secrets
    step.effect = .statement(statement)
    return step
  }

  /// Describes one step with an effect of any sort.
  public init(
    _ action: Action,
    _ subject: ObjectID,
    effect: Effect,
    lock: LockMode? = nil,
    reason: String = ""
  ) {
    self.subject = subject
    self.action = action
    self.effect = effect
    self.reason = reason
    self.lock = lock
    hazards = []
    preconditions = []
    requires = []
    isolation = .transaction
  }

  /// How a step stands to transactions.
  public enum Isolation: Hashable, Sendable {
    /// It runs in a transaction together with others.
    case transaction
    /// It runs in a transaction, but what it makes can be used only after the commit.
    case committedBeforeUse
    /// It begins a short transaction of its own, after what comes before it is committed.
    case apart
    /// It cannot run in a transaction.
    case alone
  }

  /// A part that can stand in the statement that makes another object.
  public struct Clause: Hashable, Sendable {
    /// The object whose making can carry it.
    public let host: ObjectID
    /// The text within the host's parentheses.
    public let text: SQL

    /// Names the host and the text.
    public init(host: ObjectID, _ text: SQL) {
      self.host = host
      self.text = text
    }
  }
}

// MARK: - Effects

/// What a step does to the world.
public enum Effect: Hashable, Sendable {
  /// A statement that the database runs.
  case statement(Statement)
  /// A change of something outside the database, such as a setting of the auth service.
  case external(ExternalCall)

  /// The statement's text, or what an external effect does, in one line.
  public var summary: String {
    switch self {
    case .statement(let statement): statement.sql.text
    case .external(let call): call.summary
    }
  }
}

/// A statement, with room for the clauses of others where its grammar has a list.
public struct Statement: Hashable, Sendable {
  /// The text before the list; the whole text when there is no list.
  public var head: SQL
  /// The list's clauses; nil when the statement has none.
  public var clauses: [SQL]?
  /// The text after the list.
  public var tail: SQL
  /// The string constants in the text that hold secrets, as the text shows them.
  public var secrets: [SecretText] = []

  /// A statement without a list.
  public init(_ sql: SQL) {
    self.init(head: sql, clauses: nil, tail: "")
  }

  /// A statement with a list of clauses in parentheses.
  public init(head: SQL, clauses: [SQL]?, tail: SQL) {
    self.head = head
    self.clauses = clauses
    self.tail = tail
  }

  /// The whole text, without a semicolon.
  public var sql: SQL {
    guard let clauses else { return head + tail }
    if clauses.isEmpty { return head + " ()" + tail }
    return "\(head) (\n  \(clauses, separator: ",\n  ")\n)\(tail)"
  }
}

/// A change of something outside the database, as data: it can be saved in a plan.
public struct ExternalCall: Hashable, Sendable {
  /// The system that carries it out, such as `env_file`.
  public let system: String
  /// What is done, in one line and without secrets.
  public let summary: String
  /// What the system needs to know; secrets stand in it as references.
  public let arguments: FieldValue

  /// Describes a call.
  public init(system: String, summary: String, arguments: FieldValue) {
    self.system = system
    self.summary = summary
    self.arguments = arguments
  }
}

extension Step {
  /// Whether the step cannot share a transaction with others.
  public var runsAlone: Bool {
    if case .external = effect { return true }
    return isolation == .alone
  }
}
