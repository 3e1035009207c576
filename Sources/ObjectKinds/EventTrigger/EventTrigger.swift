import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// An event trigger.
  static let eventTrigger = KindName("event_trigger")
}

/// An event trigger: a function that runs when statements change the database's structure, or when
/// somebody logs in.
///
/// Names are compared as they stand, no server spells them: an event trigger in a scratch database
/// would act on what is made there.
/// Catalog: `pg_event_trigger`. Manual: CREATE EVENT TRIGGER. Versions: the event `login` is 17 and
/// later.
struct EventTrigger: CatalogObject {
  static let kind = KindName.eventTrigger
  static let summary = "A function that runs when statements change the database's structure."
  static let places: [ManifestPlace] = [.document(.eventTrigger)]
  static let fields: [Field<Self>] = [
    Field("event", \.event, cannot, "The event that it fires on.", isRequired: true),
    Field(
      "tags",
      \.tags,
      cannot,
      "The commands that it is about, such as CREATE TABLE; all when nothing is said."
    ),
    Field("execute", \.function, cannot, "The function, such as audit().", isRequired: true),
    Field("enabled", \.enabled, .alter, "In which replication role it fires, or disabled."),
  ]
  static let traits = KindTraits.with {
    $0.isSpelledByServer = false
    $0.infersRenames = true
    $0.topic = .eventTriggers
    $0.isLabelable = true
    $0.isOwnable = true
    $0.actsOnStatements = true
    $0.exportFolder = "event_triggers"
  }
  private static let cannot = FieldChange.replace(
    "PostgreSQL can alter only whether an event trigger is enabled"
  )

  let id: ObjectID
  var event = Event.commandEnd
  var tags = CommandTags()
  var function = FunctionName()
  var enabled = FiringState.origin

  init(id: ObjectID) {
    self.id = id
  }

  var references: [ObjectID] { [function.id] }

  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    var copy = self
    copy.function.name = renamed(function.id).qualifiedName
    return copy
  }
}

extension EventTrigger {
  /// What it fires on: `pg_event_trigger.evtevent`.
  enum Event: String, CaseIterable, FieldCodable {
    case commandStart = "ddl_command_start"
    case commandEnd = "ddl_command_end"
    case drop = "sql_drop"
    case tableRewrite = "table_rewrite"
    case login
  }

  /// The commands that it is about, in upper case as the server keeps them; their order means
  /// nothing.
  struct CommandTags: FieldCodable {
    let names: [String]

    init(_ names: [String] = []) {
      self.names = Set(names.map { $0.uppercased() }).sorted()
    }

    static let shape = [String].shape

    init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
      guard let names = [String](node: node, field: field, diagnostics: &diagnostics) else {
        return nil
      }
      self.init(names)
    }

    var fieldValue: FieldValue { names.fieldValue }
  }

  /// The function that it runs, written as a call without arguments.
  struct FunctionName: FieldCodable {
    var name = QualifiedName(name: "")

    static let shape = ValueShape.text("a function, such as audit()")

    init() {}

    init(_ name: QualifiedName) {
      self.name = QualifiedName(schema: name.schema ?? "public", name: name.name)
    }

    init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
      var text = node.stringValue ?? ""
      if text.hasSuffix("()") { text.removeLast(2) }
      guard let name = QualifiedName(parsing: text) else {
        Self.reject(node, field: field, diagnostics: &diagnostics)
        return nil
      }
      self.init(name)
    }

    var fieldValue: FieldValue { .text(EventTrigger.shortName(name) + "()") }

    /// The function's identity: it takes no arguments.
    var id: ObjectID { ObjectID(.function, [name.schema ?? "public", name.name, ""]) }
  }
}

// MARK: - Catalog

extension EventTrigger {
  static let requiredContents: CatalogContents? = .rows(of: "pg_event_trigger")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT e.tableoid AS classid, e.oid AS objid, e.evtname AS name, e.evtevent AS event,
      e.evttags AS tags, n.nspname AS function_schema, p.proname AS function_name,
      e.evtenabled AS enabled
    FROM pg_catalog.pg_event_trigger e
    JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let event = Event(rawValue: try row.requiredText("event")) else {
      throw RowError(column: "event", problem: .notReadable(as: "event of an event trigger"))
    }
    self.init(id: ObjectID(.eventTrigger, [try row.requiredText("name")]))
    self.event = event
    tags = CommandTags(try row.optionalTextArray("tags") ?? [])
    function.name = QualifiedName(
      schema: try row.requiredText("function_schema"),
      name: try row.requiredText("function_name")
    )
    enabled = FiringState(code: try row.requiredText("enabled"))
  }
}
