import Diagnostics
import ObjectModel
import YAMLSource

/// Whether a column refuses null, and from PostgreSQL 18 on by which constraint.
///
/// Catalogs: `pg_attribute.attnotnull`; 18 and later also `pg_constraint` (`contype` `n`).
struct NotNull: FieldCodable {
  /// Whether null is refused.
  var isSet = false
  /// The constraint's name where it is not the one that the server chooses.
  var name: String?
  /// Whether children of the table may hold null.
  var isNoInherit = false
  /// Whether rows that were there before may still hold null.
  var isNotValid = false

  /// Whether a partition's column would refuse null without its parent too
  /// (`pg_constraint.conislocal`).
  var isLocal = false

  /// Whether more is said than that null is refused.
  var hasProperties: Bool { name != nil || isNoInherit || isNotValid || isLocal }

  static let shape = ValueShape.any([
    .bool,
    .object([
      .init("name", .text("a name"), summary: "The constraint's name; 18 and later."),
      .init("no_inherit", .bool, summary: "Whether children may hold null; 18 and later."),
      .init("not_valid", .bool, summary: "Whether rows are left unchecked; 18 and later."),
      .init("local", .bool, summary: "Whether a partition has it for itself too; 18 and later."),
    ]),
  ])

  init() {}

  init(isSet: Bool) {
    self.isSet = isSet
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    if let value = node.boolValue {
      isSet = value
      return
    }
    guard var body = MappingReader(node) else {
      Self.reject(node, field: field, diagnostics: &diagnostics, hint: "Write true or false.")
      return nil
    }
    isSet = true
    name = body.take("name")?.stringValue
    isNoInherit = body.take("no_inherit")?.boolValue ?? false
    isNotValid = body.take("not_valid")?.boolValue ?? false
    isLocal = body.take("local")?.boolValue ?? false
    for pair in body.remainingPairs {
      diagnostics.error(
        "manifest.unknown-key",
        "unknown key \"\(pair.name)\" in \"\(field)\"",
        at: pair.key.range
      )
    }
  }

  var fieldValue: FieldValue {
    guard isSet, hasProperties else { return .bool(isSet) }
    var entries: [FieldValue.Entry] = []
    if let name { entries.append(.init("name", .text(name))) }
    if isNoInherit { entries.append(.init("no_inherit", .bool(true))) }
    if isNotValid { entries.append(.init("not_valid", .bool(true))) }
    if isLocal { entries.append(.init("local", .bool(true))) }
    return .map(entries)
  }
}
