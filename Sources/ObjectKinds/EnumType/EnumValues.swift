import Diagnostics
import ObjectModel
import YAMLSource

/// The values of an enum in their order, which is part of the type.
struct EnumValues: FieldCodable {
  var labels: [String] = []
  /// The labels that values had before.
  private(set) var formerLabels = FormerNames()

  static let shape = [EnumValue].shape

  init() {}

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let values = [EnumValue](node: node, field: field, diagnostics: &diagnostics) else {
      return nil
    }
    labels = values.map(\.label)
    for rename in values.compactMap(\.rename) {
      formerLabels.add(rename, diagnostics: &diagnostics)
    }
  }

  var fieldValue: FieldValue { labels.fieldValue }

  func isIdentical(to other: Self) -> Bool { labels.isIdentical(to: other.labels) }
}

/// One value as a manifest writes it: bare, or with the label that it had before.
private struct EnumValue: FieldCodable {
  let label: String
  private(set) var rename: PartRename?

  static let shape = ValueShape.any([
    .text("a value"),
    .object([
      .init("value", .text("a value"), summary: "The value.", isRequired: true),
      FormerNames.member,
    ]),
  ])

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard var body = MappingReader(node) else {
      guard let text = String(node: node, field: field, diagnostics: &diagnostics) else {
        return nil
      }
      label = text
      return
    }
    guard
      let value = body.takeRequired("value", of: "a value of the enum", diagnostics: &diagnostics),
      let text = String(node: value, field: "value", diagnostics: &diagnostics)
    else { return nil }
    label = text
    rename = FormerNames.rename(of: text, from: &body, diagnostics: &diagnostics)
    body.reportRemaining(
      in: "a value of an enum",
      known: [FormerNames.key, "value"],
      diagnostics: &diagnostics
    )
  }

  var fieldValue: FieldValue { .text(label) }
}
