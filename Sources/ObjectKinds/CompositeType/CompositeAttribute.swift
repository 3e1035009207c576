import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// One attribute of a composite type.
struct CompositeAttribute: Hashable {
  let name: String
  var type: SQL
  var collation: SQL?
  var comment: String?

  /// The attribute as it stands in CREATE TYPE and ADD ATTRIBUTE.
  var definition: SQL {
    "\(identifier: name) \(typeClause)"
  }

  /// The type with its collation.
  var typeClause: SQL {
    collation.map { "\(type) COLLATE \($0)" } ?? type
  }
}

/// The attributes of a composite type in their order, which is part of the type.
struct CompositeAttributes: FieldCodable {
  var items: [CompositeAttribute] = []
  /// The names that attributes had before.
  private(set) var formerNames = FormerNames()

  static let shape = ValueShape.map(
    .any([
      .text("a type"),
      .object([
        .init("type", .text("a type"), summary: "The data type.", isRequired: true),
        .init("collation", .text("a collation"), summary: "The collation, if not the type's."),
        .init("comment", .text("text"), summary: "What the attribute is for."),
        FormerNames.member,
      ]),
    ])
  )

  var names: [String] { items.map(\.name) }

  subscript(name: String) -> CompositeAttribute? {
    items.first { $0.name == name }
  }

  init(_ items: [CompositeAttribute] = []) {
    self.items = items
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let pairs = node.pairs else {
      Self.reject(
        node,
        field: field,
        diagnostics: &diagnostics,
        hint: "Write \"name: type\" lines."
      )
      return nil
    }
    for pair in pairs {
      if let item = attribute(named: pair.name, pair.value, &diagnostics) { items.append(item) }
    }
  }

  private mutating func attribute(
    named name: String,
    _ node: Node,
    _ diagnostics: inout DiagnosticCollector
  ) -> CompositeAttribute? {
    guard var body = MappingReader(node) else {
      return SQL(node: node, field: name, diagnostics: &diagnostics)
        .map { CompositeAttribute(name: name, type: $0) }
    }
    guard
      let type = body.takeRequired(
        "type",
        of: "attribute \"\(name)\"",
        diagnostics: &diagnostics
      )
    else { return nil }
    var attribute = SQL(node: type, field: "type", diagnostics: &diagnostics)
      .map { CompositeAttribute(name: name, type: $0) }
    if let node = body.take("collation") {
      attribute?.collation = SQL(node: node, field: "collation", diagnostics: &diagnostics)
    }
    if let node = body.take("comment") {
      attribute?.comment = String(node: node, field: "comment", diagnostics: &diagnostics)
    }
    formerNames.take(for: name, from: &body, diagnostics: &diagnostics)
    body.reportRemaining(
      in: "an attribute",
      known: ["collation", "comment", FormerNames.key, "type"],
      diagnostics: &diagnostics
    )
    return attribute
  }

  var fieldValue: FieldValue {
    .map(
      items.map { attribute in
        var entries: [FieldValue.Entry] = [.init("type", attribute.type.fieldValue)]
        if let collation = attribute.collation {
          entries.append(.init("collation", collation.fieldValue))
        }
        if let comment = attribute.comment { entries.append(.init("comment", .text(comment))) }
        return .init(attribute.name, entries.count == 1 ? entries[0].value : .map(entries))
      }
    )
  }
}
