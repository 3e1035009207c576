import Diagnostics
import ObjectModel
import YAMLSource

/// The values of an enum in their order, which is part of the type.
struct EnumValues: FieldCodable {
  var labels: [String] = []
  /// The labels that values had before.
  private(set) var formerLabels = FormerNames()

  static let shape = ValueShape.list(
    .any([
      .text("a value"),
      .object([
        .init("value", .text("a value"), summary: "The value.", isRequired: true),
        FormerNames.member,
      ]),
    ])
  )

  init(_ labels: [String] = []) {
    self.labels = labels
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let items = node.items else {
      Self.reject(
        node,
        field: field,
        diagnostics: &diagnostics,
        hint: "Write it as [a, b] or one \"- \" a line."
      )
      return nil
    }
    for item in items { read(item, field, &diagnostics) }
  }

  private mutating func read(
    _ node: Node,
    _ field: String,
    _ diagnostics: inout DiagnosticCollector
  ) {
    guard var body = MappingReader(node) else {
      if let label = String(node: node, field: field, diagnostics: &diagnostics) {
        labels.append(label)
      }
      return
    }
    guard
      let value = body.takeRequired("value", of: "a value of the enum", diagnostics: &diagnostics),
      let label = String(node: value, field: "value", diagnostics: &diagnostics)
    else { return }
    labels.append(label)
    formerLabels.take(for: label, from: &body, diagnostics: &diagnostics)
    body.reportRemaining(
      in: "a value of an enum",
      known: [FormerNames.key, "value"],
      diagnostics: &diagnostics
    )
  }

  var fieldValue: FieldValue { labels.fieldValue }

  func isIdentical(to other: Self) -> Bool { labels.isIdentical(to: other.labels) }
}
