import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// An operator of an operator class: `<`, or `{operator: <->, for_order_by: float_ops}`.
struct ClassOperator: FieldCodable {
  var name: OperatorName
  /// The family that sorts by what the operator gives.
  var sortFamily: SQL?

  init(name: OperatorName, sortFamily: SQL? = nil) {
    self.name = name
    self.sortFamily = sortFamily
  }

  static let shape = ValueShape.any([
    .text("an operator"),
    .object([
      .init("operator", .text("an operator"), summary: "The operator.", isRequired: true),
      .init("for_order_by", .text("a name"), summary: "The operator family that sorts by it."),
    ]),
  ])

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard var body = MappingReader(node) else {
      guard let name = OperatorName(node: node, field: field, diagnostics: &diagnostics) else {
        return nil
      }
      self.init(name: name)
      return
    }
    let operatorNode = body.take("operator")
    let family = body.take("for_order_by")
    guard let operatorNode, body.remainingPairs.isEmpty,
      let name = OperatorName(node: operatorNode, field: field, diagnostics: &diagnostics)
    else {
      Self.reject(
        node,
        field: field,
        diagnostics: &diagnostics,
        hint: "Write the operator, or {operator: <->, for_order_by: float_ops}."
      )
      return nil
    }
    self.init(
      name: name,
      sortFamily: family.flatMap {
        SQL(node: $0, field: "for_order_by", diagnostics: &diagnostics)
      }
    )
  }

  var fieldValue: FieldValue {
    guard let sortFamily else { return name.fieldValue }
    return .map([
      .init("operator", name.fieldValue), .init("for_order_by", sortFamily.fieldValue),
    ])
  }
}
