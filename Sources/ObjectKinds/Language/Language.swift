import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A procedural language.
  static let language = KindName("language")
}

/// A procedural language that no extension has brought.
///
/// Catalog: `pg_language`. Manual: CREATE LANGUAGE. Versions: all.
struct Language: CatalogObject {
  static let kind = KindName.language
  static let summary = "A language for functions."
  static let places: [ManifestPlace] = [.document(.language)]
  static let traits = KindTraits.with {
    $0.isOwnable = true
    $0.isLabelable = true
    $0.privileges = PrivilegeSet(["usage"], publicByDefault: ["usage"])
    $0.exportFolder = "languages"
  }
  static let fields: [Field<Self>] = [
    Field("trusted", \.isTrusted, .alter, "Whether it is safe in everybody's hands."),
    Field("handler", \.handler, .alter, "The function that runs functions.", isRequired: true),
    Field("inline", \.inline, .alter, "The function that runs DO blocks."),
    Field("validator", \.validator, .alter, "The function that checks new functions."),
  ]

  let id: ObjectID
  var isTrusted = false
  var handler: SQL = ""
  var inline: SQL?
  var validator: SQL?

  init(id: ObjectID) {
    self.id = id
  }

  static func address(of id: ObjectID) -> SQL {
    "LANGUAGE \(identifier: id.name)"
  }

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT l.tableoid AS classid, l.oid AS objid, l.lanname AS name, l.lanpltrusted AS is_trusted,
      CASE WHEN l.lanplcallfoid <> 0 THEN l.lanplcallfoid::pg_catalog.regproc END AS handler,
      CASE WHEN l.laninline <> 0 THEN l.laninline::pg_catalog.regproc END AS inline,
      CASE WHEN l.lanvalidator <> 0 THEN l.lanvalidator::pg_catalog.regproc END AS validator
    FROM pg_catalog.pg_language l
    WHERE l.lanispl AND l.oid >= 16384
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.language, [try row.requiredText("name")]))
    isTrusted = try row.bool("is_trusted")
    // All as PostgreSQL spells it.
    handler = SQL(unchecked: try row.text("handler") ?? "")
    inline = try row.text("inline").map(SQL.init(unchecked:))
    validator = try row.text("validator").map(SQL.init(unchecked:))
  }
}

// MARK: - SQL

extension Language {
  /// Its owner may drop and rename it; to make or change it takes a superuser.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    step.action == .drop || step.action == .rename
      ? usualRights(for: step, in: context) : [.superuser("\(id)")]
  }

  func create(in context: StepContext) -> [Step] {
    [step(.create, "CREATE", hazards: isTrusted ? [hazard] : [])]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [step(.alter, "CREATE OR REPLACE", hazards: isTrusted && !old.isTrusted ? [hazard] : [])]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  private func step(_ action: Step.Action, _ verb: SQL, hazards: [Hazard]) -> Step {
    let words: [SQL] =
      [verb] + (isTrusted ? ["TRUSTED"] : []) + [Self.address(of: id), "HANDLER \(handler)"]
      + (inline.map { ["INLINE \($0)"] } ?? []) + (validator.map { ["VALIDATOR \($0)"] } ?? [])
    return Step(action, id, "\(words, separator: " ")", hazards: hazards)
  }

  private var hazard: Hazard {
    Hazard(
      .accessWidened,
      id,
      "whoever has USAGE on \(id) can make functions in it, and run whatever it lets them"
    )
  }
}
