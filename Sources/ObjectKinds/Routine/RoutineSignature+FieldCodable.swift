import Diagnostics
import ObjectModel
import YAMLSource

extension RoutineSignature {
  static let shape = ValueShape.text("no value of a manifest")

  /// A signature stands in no manifest.
  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    Self.reject(node, field: field, diagnostics: &diagnostics)
    return nil
  }

  var fieldValue: FieldValue {
    .map([
      .init("input_names", inputNames.fieldValue), .init("outputs", outputs.fieldValue),
      .init("default_count", .integer(defaultCount)),
    ])
  }
}
