import ObjectModel
import PostgresVocabulary
import Testing

@testable import ObjectKinds

@Suite("Condition and commands of a rule's definition")
struct RuleDefinitionTests {
  @Test(
    "are cut apart whatever texts they hold",
    arguments: [
      (" DO INSTEAD NOTHING;", nil, []),
      (" DO\n  NOTIFY foo;", nil, ["NOTIFY foo"]),
      (
        " DO INSTEAD  DELETE FROM l\n  WHERE (l.a = old.a);", nil,
        ["DELETE FROM l\n  WHERE (l.a = old.a)"]
      ),
      (
        "\n   WHERE (new.\"a DO ('\" <> ') DO '' DO '::text) DO INSTEAD  SELECT 1;",
        "(new.\"a DO ('\" <> ') DO '' DO '::text)", ["SELECT 1"]
      ),
      (
        "\n   WHERE new.ok DO ( INSERT INTO l (a)\n  VALUES (';'::text);\n"
          + " UPDATE l SET a = E'\\\\'';';\n);",
        "new.ok", ["INSERT INTO l (a)\n  VALUES (';'::text)", "UPDATE l SET a = E'\\\\'';'"]
      ),
      (
        " DO ( SELECT 1) UNION ( SELECT 2);", nil, ["( SELECT 1) UNION ( SELECT 2)"]
      ),
    ]
  )
  func cut(_ text: String, _ condition: String?, _ commands: [String]) {
    let parts = RuleDefinition(Array(text.utf8))
    #expect(parts?.condition?.text == condition)
    #expect(parts?.commands.map(\.text) == commands)
  }

  @Test("are not guessed from something else", arguments: ["", " NOTHING;", " IF x DO NOTHING;"])
  func mismatch(_ text: String) {
    #expect(RuleDefinition(Array(text.utf8)) == nil)
  }
}

@Suite("What a change of rules opens")
struct RuleAccessTests {
  private static let id = ObjectID(.rule, ["r"], in: ObjectID(.table, ["app", "t"]))

  private static func rule(_ change: (inout RewriteRule) -> Void) -> RewriteRule {
    var rule = RewriteRule(id: id)
    rule.event = .delete
    rule.isInstead = true
    change(&rule)
    return rule
  }

  @Test("is said when it goes away, unless it did nothing")
  func released() {
    #expect(
      RuleAccess(Self.rule { _ in }).released.map(\.message)
        == ["deletes from app.t that the rule turned into nothing take place"]
    )
    #expect(RuleAccess(Self.rule { $0.enabled = .disabled }).released.isEmpty)
    #expect(RuleAccess(Self.rule { $0.isInstead = false }).released.isEmpty)
  }

  @Test("is said when it fires in fewer sessions, not when in more")
  func enabled() {
    let origin = Self.rule { _ in }
    let replica = Self.rule { $0.enabled = .replica }
    let always = Self.rule { $0.enabled = .always }
    #expect(RuleAccess(replica).hazards(from: origin).map(\.name) == [.accessWidened])
    #expect(RuleAccess(origin).hazards(from: always).map(\.name) == [.accessWidened])
    #expect(RuleAccess(always).hazards(from: origin).isEmpty)
    #expect(RuleAccess(origin).hazards(from: origin).isEmpty)
  }

  @Test("is said of new commands, which run with the owner's rights")
  func commands() {
    let new = Self.rule { $0.commands = .init(["SELECT 1"]) }
    #expect(
      RuleAccess(new).hazards(from: nil).map(\.message)
        == [
          "whoever may delete from app.t has the rule's commands run with the rights of its owner"
        ]
    )
    #expect(RuleAccess(new).hazards(from: Self.rule { _ in }).count == 2)
    #expect(RuleAccess(Self.rule { _ in }).hazards(from: nil).isEmpty)
  }
}
