import PostgresVocabulary
import Testing

@testable import ObjectKinds

@Suite("Condition and call of a trigger's definition")
struct TriggerDefinitionTests {
  @Test(
    "are cut apart whatever texts they hold",
    arguments: [
      ("EXECUTE FUNCTION public.f()", 0, nil, "public.f()"),
      (
        "EXECUTE FUNCTION f('WHEN (x) EXECUTE FUNCTION ')", 1, nil,
        "f('WHEN (x) EXECUTE FUNCTION ')"
      ),
      ("WHEN ((new.a > 1)) EXECUTE FUNCTION f()", 0, "(new.a > 1)", "f()"),
      (
        "WHEN ((new.b <> 'x) EXECUTE FUNCTION y'::text)) "
          + "EXECUTE FUNCTION f('a''b\\c', 'q) EXECUTE FUNCTION z')",
        2, "(new.b <> 'x) EXECUTE FUNCTION y'::text)", "f('a''b\\c', 'q) EXECUTE FUNCTION z')"
      ),
      ("WHEN (new.c) EXECUTE FUNCTION f('', '''', ''', ''')", 3, "new.c", "f('', '''', ''', ''')"),
    ]
  )
  func cut(_ text: String, _ count: Int, _ condition: String?, _ call: String) {
    let parts = Trigger.conditionAndCall(Array(text.utf8), argumentCount: count)
    #expect(parts?.condition?.text == condition)
    #expect(parts?.call.text == call)
  }

  @Test("are not guessed when the number of arguments is another")
  func mismatch() {
    let text = "WHEN (new.c) EXECUTE FUNCTION f('a')"
    #expect(Trigger.conditionAndCall(Array(text.utf8), argumentCount: 2) == nil)
  }
}
