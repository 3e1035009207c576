import ObjectModel
import PostgresVocabulary
import Testing

@testable import ObjectKinds

@Suite("Views")
struct ViewTests {
  private func view(_ change: (inout View) -> Void) -> View {
    var view = View(id: ObjectID(.view, ["public", "v"]))
    view.query = "SELECT 1 AS a"
    view.columns = ["a integer -"]
    change(&view)
    return view
  }

  private func context(live: View) -> StepContext {
    var catalog = Catalog()
    catalog.insert(live)
    return StepContext(
      version: 18,
      live: catalog,
      desired: Catalog(),
      applyingRole: "postgres",
      registry: .standard
    )
  }

  private func steps(from old: View, to new: View) -> [Step] {
    let changed = Set(new.changedFields(from: old).map(\.name))
    return new.alter(from: old, changed: changed, in: context(live: old))
  }

  @Test("New columns at the end keep a view, any other change of columns does not")
  func columns() {
    let old = view { _ in }
    let longer = view {
      $0.query = "SELECT 1 AS a, 2 AS b"
      $0.columns.append("b integer -")
    }
    let context = context(live: old)
    #expect(longer.replacementReason(from: old, changed: ["query"], in: context) == nil)
    #expect(old.replacementReason(from: longer, changed: ["query"], in: context) != nil)
  }

  @Test("OR REPLACE repeats the options, which it would take away")
  func options() {
    let old = view { $0.isSecurityInvoker = true }
    let new = view {
      $0.isSecurityInvoker = true
      $0.query = "SELECT 2 AS a"
    }
    let steps = steps(from: old, to: new)
    #expect(
      steps.map(\.effect.summary) == [
        "CREATE OR REPLACE VIEW public.v WITH (security_invoker = 'true') AS\nSELECT 2 AS a"
      ]
    )
    #expect(steps.flatMap(\.hazards).isEmpty)
  }

  @Test("A view that reads with its owner's rights again is a hazard")
  func invokerOff() {
    let steps = steps(from: view { $0.isSecurityInvoker = true }, to: view { _ in })
    #expect(steps.map(\.effect.summary) == ["ALTER VIEW public.v RESET (security_invoker)"])
    #expect(steps.flatMap(\.hazards).map(\.name) == [.accessWidened])
  }

  @Test("So is another query of a view that reads with its owner's rights")
  func changedQuery() {
    let steps = steps(from: view { _ in }, to: view { $0.query = "SELECT 2 AS a" })
    #expect(steps.flatMap(\.hazards).map(\.name) == [.accessWidened])
  }

  @Test("The server's text loses the space before and the semicolon after it")
  func trimmed() {
    #expect(ViewQuery.trimmed(" SELECT 1;") == "SELECT 1")
    #expect(
      ViewQuery.trimmed(" WITH x AS (SELECT ';')\n SELECT 1 ;")
        == "WITH x AS (SELECT ';')\n SELECT 1 "
    )
  }
}
