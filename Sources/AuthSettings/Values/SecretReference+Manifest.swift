import Diagnostics
import ObjectModel
import YAMLSource

extension SecretReference {
  /// Reads a reference.
  ///
  /// Any other text may be a secret, so neither it nor its line is ever shown.
  ///
  /// - Parameters:
  ///   - node: what a manifest or an environment's file says.
  ///   - field: the key that it stands at.
  ///   - hint: what to write instead.
  ///   - diagnostics: gets the mistake.
  init?(
    node: Node,
    field: String,
    hint: String =
      "Write \"${env:NAME}\" for an environment variable or \"${file:PATH}\" for a file.",
    diagnostics: inout DiagnosticCollector
  ) {
    if let reference = node.stringValue.flatMap(SecretReference.init), !reference.isEmpty {
      self = reference
      return
    }
    var diagnostic = Diagnostic(
      .error,
      code: "auth.literal-secret",
      "\"\(field)\" is a secret and must be a reference to one",
      at: node.range,
      hint: hint
    )
    diagnostic.isSourceSecret = true
    diagnostics.report(diagnostic)
    return nil
  }
}
