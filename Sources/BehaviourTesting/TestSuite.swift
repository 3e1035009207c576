public import Diagnostics
public import PostgresVocabulary
public import YAMLSource

/// What the test manifests of a project hold.
public struct TestSuite: Hashable, Sendable {
  /// The tests, in the order of the files.
  public var tests: [BehaviourTest] = []

  /// Holds nothing.
  public init() {}
}

/// A test: what is given, and cases that each begin with just that.
public struct BehaviourTest: Hashable, Sendable {
  /// What it shows, in words.
  public let name: String
  /// Where it stands.
  public let range: SourceRange?
  /// The policies that it is about.
  public let policies: [PolicyReference]
  /// What is done before each case, with the fixtures in their place.
  public let given: [GivenStep]
  /// The cases, in order.
  public let cases: [TestCase]
}

/// A policy, as tests name it.
public struct PolicyReference: Hashable, Sendable {
  /// The policy's name.
  public let name: String
  /// The table that it is on.
  public let table: QualifiedName
  /// Where a test names it; nothing for one that manifests declare.
  public let range: SourceRange?

  /// Names a policy.
  public init(name: String, table: QualifiedName, range: SourceRange? = nil) {
    self.name = name
    self.table = table
    self.range = range
  }

  /// The same name on the same table, wherever it was written.
  public static func == (left: Self, right: Self) -> Bool {
    (left.name, left.table) == (right.name, right.table)
  }

  /// Hashes the name and the table.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(table)
  }
}

/// Something that is done so that a case can begin.
public enum GivenStep: Hashable, Sendable {
  /// Rows are put into a table by whoever runs the tests.
  case rows([TestRow], into: TableReference)
  /// SQL statements are run; by whoever runs the tests when nobody is named.
  case statements(SQL, as: TestActor?, range: SourceRange?)
}

/// A row, in the order in which its values are written.
public struct TestRow: Hashable, Sendable {
  /// One value of a row.
  public struct Cell: Hashable, Sendable {
    /// The column.
    public let column: String
    /// The value.
    public let value: Node
  }

  /// The values.
  public let cells: [Cell]
  /// Where the row stands.
  public let range: SourceRange?

  /// The value of a column, if the row has it.
  public subscript(column: String) -> Node? { cells.first { $0.column == column }?.value }
}

/// A table or a view, as tests name it.
public struct TableReference: Hashable, Sendable {
  /// Its name; in schema `public` unless a manifest says another.
  public let name: QualifiedName
  /// Where it is named.
  public let range: SourceRange?
}

/// Somebody who does something: a role with what the request says of them.
public struct TestActor: Hashable, Sendable {
  /// What messages call them.
  public let name: String
  /// The role that they act as.
  public let role: String
  /// The claims of their token as JSON; nothing for those without a token.
  public let claims: String?
  /// Further settings of their session, in order.
  public let settings: [SessionSetting]
}

/// A setting that lasts for one case.
public struct SessionSetting: Hashable, Sendable {
  /// The name, such as `app.tenant`.
  public let name: String
  /// The value.
  public let value: String
}

/// One thing that somebody does, and what is expected of it.
public struct TestCase: Hashable, Sendable {
  /// What it shows, in words.
  public let name: String
  /// Where it stands.
  public let range: SourceRange?
  /// Who acts; nothing for whoever runs the tests.
  public let actor: TestActor?
  /// Settings of the session, after those of the actor.
  public let settings: [SessionSetting]
  /// What is done before, after what the test gives.
  public let given: [GivenStep]
  /// What is done.
  public let action: TestAction
  /// What is to come of it.
  public let expectation: Expectation
}

/// What somebody does.
public enum TestAction: Hashable, Sendable {
  /// Reads rows.
  case select(Selection)
  /// Adds rows.
  case insert([TestRow], into: TableReference)
  /// Changes rows.
  case update(TableReference, set: TestRow, filter: SQL?)
  /// Removes rows.
  case delete(from: TableReference, filter: SQL?)
  /// Calls a function or a procedure.
  case call(RoutineCall)
  /// Runs any one statement.
  case statement(SQL)

  /// What is read.
  public struct Selection: Hashable, Sendable {
    /// The table or view.
    public let table: TableReference
    /// The columns; those of the expected rows when there are none.
    public let columns: [String]
    /// Which rows; all when there is nothing.
    public let filter: SQL?
    /// The order; nothing when it does not matter.
    public let order: SQL?
  }

  /// What is called.
  public struct RoutineCall: Hashable, Sendable {
    /// A routine with its arguments, or a call as SQL spells it.
    public enum Form: Hashable, Sendable {
      /// A routine and its arguments.
      case named(QualifiedName, Arguments)
      /// A call that is spelled out: `app.area(2, 3)`.
      case spelled(SQL)
    }

    /// The arguments of a call.
    public enum Arguments: Hashable, Sendable {
      /// By position.
      case positional([Node])
      /// By name.
      case named(TestRow)
    }

    /// The call.
    public let form: Form
    /// Where it stands.
    public let range: SourceRange?
  }
}

/// What is to come of an action.
public enum Expectation: Hashable, Sendable {
  /// Who refuses.
  public enum Refuser: String, Hashable, Sendable {
    /// Anybody: the error is `insufficient_privilege`, whatever raised it.
    case anybody = "denied"
    /// Row level security, because a new row is against its policies.
    case policy = "denied by policy"
    /// A missing privilege.
    case privilege = "denied by privilege"
  }

  /// The server refuses with `insufficient_privilege`.
  case denied(Refuser)
  /// No error, and at least one row concerned where rows are.
  case allowed
  /// No error, and so many rows read or changed.
  case count(Int)
  /// No error, and just these rows read or returned.
  case rows([TestRow])
  /// No error, and this value returned.
  case value(Node)
  /// An error with this SQLSTATE, and this in its message.
  case error(SQLState?, message: String?)

  /// Whether it says that something works, or that something does not.
  public var direction: Direction {
    switch self {
    case .denied, .count(0), .rows([]), .error: .refusing
    case .allowed, .count, .rows, .value: .allowing
    }
  }

  /// What an expectation says of access.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// Something works.
    case allowing
    /// Something does not.
    case refusing
  }
}
