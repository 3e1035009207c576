import Diagnostics
import ObjectModel
import PostgresVocabulary
import Testing
import YAMLSource

@testable import ObjectKinds

@Suite("Functions and procedures")
struct RoutineTests {
  @Test(
    "A name is split from its arguments",
    arguments: [
      ("f()", ["public", "f", ""]),
      (
        "app.add(a integer, b numeric(4,2) DEFAULT 1)",
        ["app", "add", "a integer, b numeric(4,2) DEFAULT 1"]
      ),
      ("\"odd(name\".\"x.y\" ( text )", ["odd(name", "x.y", "text"]),
    ]
  )
  func name(_ text: String, _ names: [String]) throws {
    #expect(try identify(text).get().names == names)
  }

  @Test("A name without arguments is refused with a hint", arguments: ["f", "f(", "a.b.c()", "()"])
  func invalidName(_ text: String) {
    #expect(throws: InvalidName.self) { try identify(text).get() }
  }

  @Test("The manifest's name holds the arguments, the address the types")
  func names() throws {
    var function = Function(id: ObjectID(.function, ["public", "f", "integer, text"]))
    function.arguments = "a integer, b text DEFAULT 'x'::text"
    #expect(function.manifestName.name == "f(a integer, b text DEFAULT 'x'::text)")
    #expect(function.declaredID.names[2] == "a integer, b text DEFAULT 'x'::text")
    #expect(Function.address(of: function.id) == "FUNCTION public.f(integer, text)")
    #expect(Function.traits.latestAddressQuery != nil)
  }

  @Test(
    "A list of names is taken apart as the server does",
    arguments: [
      ("", []), ("\"\"", [""]), ("\"$user\", public", ["$user", "public"]),
      ("pg_catalog,  \"Weird, \"\"one\"", ["pg_catalog", "Weird, \"one"]),
    ]
  )
  func settingNames(_ list: String, _ names: [String]) {
    #expect(ServerSetting.names(in: list) == names)
  }

  @Test("Settings keep their order, and an empty search_path is an empty text")
  func settings() {
    let settings = SettingList([
      "work_mem=8MB", "search_path=\"\"", "app.user=a=b", "DateStyle=ISO, MDY",
    ])
    #expect(settings.entries.map(\.value) == ["8MB", "", "a=b", "ISO, MDY"])
    #expect(
      settings.clauses.map(\.text) == [
        "SET work_mem TO '8MB'", "SET search_path TO ''", "SET app.\"user\" TO 'a=b'",
        "SET \"DateStyle\" TO 'ISO, MDY'",
      ]
    )
  }

  @Test("Arguments that OR REPLACE refuses to change force a replacement")
  func signatures() {
    let old = RoutineSignature(inputNames: ["a", ""], outputs: ["x integer"], defaultCount: 1)
    var new = old
    new.inputNames = ["a", "b"]
    new.defaultCount = 2
    #expect(new.reasonForReplacement(of: old) == nil)
    new.inputNames = ["b", ""]
    #expect(new.reasonForReplacement(of: old)?.contains("\"a\"") == true)
    new = old
    new.defaultCount = 0
    #expect(new.reasonForReplacement(of: old) != nil)
    new = old
    new.outputs = ["x bigint"]
    #expect(new.reasonForReplacement(of: old) != nil)
  }

  private func identify(_ text: String) -> Result<ObjectID, InvalidName> {
    let range = SourceRange(file: "f.yaml", at: SourcePosition(line: 1, column: 1))
    guard var body = MappingReader(Node(.mapping([]), range: range)) else {
      return .failure(InvalidName("no mapping", hint: ""))
    }
    return Function.identify(text, in: nil, body: &body)
  }
}
