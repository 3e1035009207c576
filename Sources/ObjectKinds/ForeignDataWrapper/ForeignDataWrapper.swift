import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A foreign data wrapper.
  static let foreignDataWrapper = KindName("foreign_data_wrapper")
}

/// A foreign data wrapper: the library by which foreign servers of one sort are reached.
///
/// Most wrappers belong to an extension and are managed with it.
/// Catalog: `pg_foreign_data_wrapper`. Manual: CREATE FOREIGN DATA WRAPPER. Versions: all.
struct ForeignDataWrapper: CatalogObject {
  static let kind = KindName.foreignDataWrapper
  static let summary = "The library by which foreign servers of one sort are reached."
  static let places: [ManifestPlace] = [.document(.foreignDataWrapper)]
  static let fields: [Field<Self>] = [
    Field("handler", \.handler, .alter, "The function that gives access; none for no access."),
    Field("validator", \.validator, .alter, "The function that checks options; none for no check."),
    Field("options", \.options, .alter, "Options of the wrapper; secrets by reference."),
  ]
  static let traits = KindTraits.with {
    $0.isOwnable = true
    $0.isSpelledByServer = false
    $0.holdsSecrets = true
    $0.privileges = PrivilegeSet(["usage"])
    $0.exportFolder = "foreign_data_wrappers"
  }

  let id: ObjectID
  var handler: WrapperFunction?
  var validator: WrapperFunction?
  var options = ForeignOptions<SecretsByName>()

  init(id: ObjectID) {
    self.id = id
  }

  var references: [ObjectID] {
    [handler?.id(arguments: ""), validator?.id(arguments: "text[], oid")].compactMap(\.self)
  }

  func recognising(_ secret: (SecretReference) -> String?) -> Self {
    var copy = self
    copy.options = options.recognising(secret)
    return copy
  }

  func secrets(beside live: Self) -> [DeclaredSecret] {
    options.secrets(of: "foreign data wrapper", beside: live.options)
  }

  var referringToSecrets: Self {
    var copy = self
    copy.options = options.referring(as: [id.name])
    return copy
  }

  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    var copy = self
    copy.handler?.name = renamed(references[0]).qualifiedName
    if let last = references.last, validator != nil {
      copy.validator?.name = renamed(last).qualifiedName
    }
    return copy
  }
}

/// A function that a wrapper is made of; its arguments are always the same.
struct WrapperFunction: FieldCodable {
  var name: QualifiedName

  static let shape = ValueShape.text("a function's name")

  init(_ name: QualifiedName) {
    self.name = QualifiedName(schema: name.schema ?? "public", name: name.name)
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let name = node.stringValue.flatMap(QualifiedName.init(parsing:)), !node.isNull else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    self.init(name)
  }

  var fieldValue: FieldValue { .text(ForeignDataWrapper.shortName(name)) }

  func id(arguments: String) -> ObjectID {
    ObjectID(.function, [name.schema ?? "public", name.name, arguments])
  }
}

// MARK: - Catalog

extension ForeignDataWrapper {
  static let requiredContents: CatalogContents? = .rows(of: "pg_foreign_data_wrapper")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT w.tableoid AS classid, w.oid AS objid, w.fdwname AS name, w.fdwoptions AS options,
      hn.nspname AS handler_schema, h.proname AS handler,
      vn.nspname AS validator_schema, v.proname AS validator
    FROM pg_catalog.pg_foreign_data_wrapper w
    LEFT JOIN pg_catalog.pg_proc h ON h.oid = w.fdwhandler
    LEFT JOIN pg_catalog.pg_namespace hn ON hn.oid = h.pronamespace
    LEFT JOIN pg_catalog.pg_proc v ON v.oid = w.fdwvalidator
    LEFT JOIN pg_catalog.pg_namespace vn ON vn.oid = v.pronamespace
    WHERE w.oid >= 16384
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.foreignDataWrapper, [try row.requiredText("name")]))
    handler = try Self.function(row, "handler")
    validator = try Self.function(row, "validator")
    options = ForeignOptions(live: try row.optionalTextArray("options"))
  }

  private static func function(_ row: Row, _ column: String) throws -> WrapperFunction? {
    let schema = try row.text(.name(column + "_schema"))
    return try row.text(.name(column)).map {
      WrapperFunction(QualifiedName(schema: schema, name: $0))
    }
  }
}

// MARK: - SQL

extension ForeignDataWrapper {
  static func address(of id: ObjectID) -> SQL {
    "FOREIGN DATA WRAPPER \(identifier: id.name)"
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context).map(\.orPlatformsTrust)
    return step.action == .drop ? usual : usual + [.superuser("a foreign data wrapper")]
  }

  func create(in context: StepContext) -> [Step] {
    var parts: [SQL] = ["CREATE \(Self.address(of: id))"]
    if let handler { parts.append("HANDLER \(qualified: handler.name)") }
    if let validator { parts.append("VALIDATOR \(qualified: validator.name)") }
    let clause = options.clause
    if let clause { parts.append(clause.sql) }
    return [Step(.create, id, "\(parts, separator: " ")").with(clause)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var parts: [SQL] = ["ALTER \(Self.address(of: id))"]
    if changed.contains("handler") {
      parts.append(handler.map { "HANDLER \(qualified: $0.name)" } ?? "NO HANDLER")
    }
    if changed.contains("validator") {
      parts.append(validator.map { "VALIDATOR \(qualified: $0.name)" } ?? "NO VALIDATOR")
    }
    let clause = options.clause(from: old.options)
    if let clause { parts.append(clause.sql) }
    var step = Step(.alter, id, "\(parts, separator: " ")").with(clause)
    if handler != old.handler || options.mayLeadElsewhere(than: old.options) {
      step.hazards = [
        Hazard(
          .accessWidened,
          id,
          "whoever may use servers of \(id) may reach other data by them from now on"
        )
      ]
    }
    return [step]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }
}
