import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A trigger.
  static let trigger = KindName("trigger")
}

/// A trigger of a table or view, or a constraint trigger.
///
/// A partition's copy of its parent's trigger is no object: it exists by the parent's.
/// Catalog: `pg_trigger`. Manual: CREATE TRIGGER; ALTER TABLE, ENABLE TRIGGER. Versions: all.
struct Trigger: CatalogObject {
  static let kind = KindName.trigger
  static let summary = "A function that runs when rows change."
  static let places: [ManifestPlace] = [
    .named("triggers", within: [.table, .view, .foreignTable]),
    .document(.trigger, on: [.table, .view, .foreignTable]),
  ]
  static let fields: [Field<Self>] = [
    Field(
      "timing",
      \.timing,
      .alter,
      "Whether it runs before, after or instead of the event.",
      isRequired: true
    ),
    Field("events", \.events, .alter, "The events that it fires on.", isRequired: true),
    Field("for_each", \.level, .alter, "Whether it runs for each row or once for each statement."),
    Field("when", \.condition, .alter, "The condition under which it runs."),
    Field(
      "execute",
      \.call,
      .alter,
      "The function and its arguments, such as audit('x').",
      isRequired: true
    ),
    Field("referencing", \.transitionTables, .alter, "The names of all old and new rows."),
    Field("constraint", \.isConstraint, .alter, "Whether it is a constraint trigger."),
    Field("from", \.referencedTable, .alter, "The other table of a constraint trigger."),
    Field("deferrable", \.isDeferrable, .alter, "Whether it can wait for the commit."),
    Field("initially_deferred", \.isInitiallyDeferred, .alter, "Whether it waits by default."),
    Field("enabled", \.enabled, .alter, "In which replication role it fires, or disabled."),
    Field("depends_on_extensions", \.extensions, .alter, "The extensions that it goes away with."),
  ]
  static let traits = KindTraits.with {
    $0.infersRenames = true
    $0.topic = .triggers
    $0.exportFolder = "triggers"
  }

  let id: ObjectID
  var timing = TriggerTiming.before
  /// In the server's order: insert, delete, update, truncate.
  var events: [TriggerEvent] = []
  var level = TriggerLevel.statement
  var condition: SQL?
  var call: SQL = ""
  var transitionTables = TransitionTables()
  var isConstraint = false
  var referencedTable: SQL?
  var isDeferrable = false
  var isInitiallyDeferred = false
  var enabled = FiringState.origin
  var extensions: [String] = []

  init(id: ObjectID) {
    self.id = id
  }

  var references: [ObjectID] { extensions.map { ObjectID(.extension, [$0]) } }
}

/// When a trigger runs.
enum TriggerTiming: String, CaseIterable, FieldCodable {
  case before, after
  case insteadOf = "instead of"
}

/// How often a trigger runs.
enum TriggerLevel: String, CaseIterable, FieldCodable {
  case row, statement
}
