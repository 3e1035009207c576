import Diagnostics
import ManifestLoading
import Testing

@Suite("Variables without a value")
struct UnsetVariablesTests {
  private let unset = Diagnostic(
    .error,
    code: "manifest.unset-variable",
    "variable \"host\" is not set",
    at: nil,
    hint: "Define it."
  )
  private let other = Diagnostic(.error, code: "manifest.unknown-key", "unknown key", at: nil)

  @Test("are one error with the environments that lack them; what is about else is handed back")
  func some() {
    var variables = UnsetVariables()
    #expect(variables.take([unset, other, unset], in: "dev") == [other])
    #expect(variables.take([unset], in: "staging") == [])
    #expect(variables.take([], in: "production") == [])
    let found = variables.diagnostics
    #expect(
      found.map(\.message)
        == ["variable \"host\" is not set in the environments \"dev\", \"staging\""]
    )
    #expect(
      found.first?.hint
        == "Define it under \"variables\" in environments/dev.yaml, environments/staging.yaml."
    )
  }

  @Test("are said without environments where none has them")
  func all() {
    var variables = UnsetVariables()
    _ = variables.take([unset], in: "dev")
    _ = variables.take([unset], in: "staging")
    #expect(variables.diagnostics == [unset])
  }
}
