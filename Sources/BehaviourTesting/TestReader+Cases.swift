import Diagnostics
import PostgresVocabulary
import YAMLSource

extension TestReader {
  /// Reads a test.
  mutating func test(_ document: Node) -> BehaviourTest? {
    let name = document["test"]?.stringValue ?? ""
    guard var reader = KeyReader(document, owner: "test \"\(name)\"", &diagnostics) else {
      return nil
    }
    _ = reader.node("test")
    let policies = self.policies(&reader)
    var done: Set<String> = []
    let given = self.given(reader.node("given"), done: &done)
    let actor = reader.node("as").flatMap { self.actor(reference: $0) }
    let node = reader.required("cases", &diagnostics)
    reader.finish(&diagnostics)
    if let node, node.items?.isEmpty ?? true {
      diagnostics.wrongType("\"cases\"", "a list of cases", node)
    }
    let cases = (node?.items ?? []).compactMap { testCase($0, actor: actor, done: done) }
    return BehaviourTest(
      name: name,
      range: document["test"]?.range,
      policies: policies,
      given: given,
      cases: cases
    )
  }

  private mutating func policies(_ reader: inout KeyReader) -> [PolicyReference] {
    let on = reader.node("on")
    if let name = reader.node("policy") {
      _ = reader.node("policies")
      guard let on else {
        diagnostics.error(
          "manifest.missing-key",
          "missing key \"on\" beside \"policy\"",
          at: name.range,
          hint: "Say which table the policy is on: \"on: tasks\"."
        )
        return []
      }
      return [policy(name, on: on)].compactMap { $0 }
    }
    guard let node = reader.node("policies") else { return [] }
    guard let items = node.items else {
      diagnostics.wrongType("\"policies\"", "a list", node)
      return []
    }
    return items.compactMap { item in
      guard item.pairs != nil else { return on.flatMap { policy(item, on: $0) } }
      guard var reader = KeyReader(item, owner: "\"policies\"", &diagnostics) else { return nil }
      let name = reader.required("policy", &diagnostics)
      let table = reader.required("on", &diagnostics)
      reader.finish(&diagnostics)
      guard let name, let table else { return nil }
      return policy(name, on: table)
    }
  }

  private mutating func policy(_ name: Node, on node: Node) -> PolicyReference? {
    guard let text = name.stringValue else {
      diagnostics.wrongType("\"policy\"", "a name", name)
      return nil
    }
    return table(node).map { PolicyReference(name: text, table: $0.name, range: name.range) }
  }

  // MARK: Cases

  private mutating func testCase(
    _ node: Node,
    actor: TestActor?,
    done: Set<String>
  ) -> TestCase? {
    guard var reader = KeyReader(node, owner: "a case", &diagnostics) else { return nil }
    let name = reader.text("name", &diagnostics)
    let mentioned = reader.node("as")
    let own = mentioned.flatMap { self.actor(reference: $0) }
    let settings = self.settings(&reader)
    var done = done
    let given = self.given(reader.node("given"), done: &done)
    let action = self.action(&reader)
    let expectation = self.expectation(&reader)
    reader.finish(&diagnostics)
    guard let action, let expectation else { return nil }
    let actor = own ?? actor
    if actor == nil, mentioned == nil, action.needsActor {
      diagnostics.error(
        "test.no-actor",
        "nobody does this: missing key \"as\"",
        at: node.pairs?.first?.key.range ?? node.range,
        hint: "Say who acts, such as \"as: anonymous\" or \"as: {role: authenticated}\"."
      )
      return nil
    }
    return TestCase(
      name: name ?? "\(actor?.name ?? "somebody") \(action.words)",
      range: node.pairs?.first?.key.range ?? node.range,
      actor: actor,
      settings: settings,
      given: given,
      action: action,
      expectation: expectation
    )
  }

  // MARK: What is expected

  private mutating func expectation(_ reader: inout KeyReader) -> Expectation? {
    guard let node = reader.required("expect", &diagnostics) else { return nil }
    let words = ["allowed", "denied", "denied by policy", "denied by privilege"]
    if let word = node.stringValue {
      if word == "allowed" { return .allowed }
      if let refuser = Expectation.Refuser(rawValue: word) { return .denied(refuser) }
      let near = closestMatch(to: word, among: words)
      diagnostics.error(
        "test.unknown-expectation",
        "\"\(word)\" is nothing that can be expected",
        at: node.range,
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? "Say \(words.joined(separator: ", ")), or a mapping with rows, returns or error."
      )
      return nil
    }
    guard var inner = KeyReader(node, owner: "\"expect\"", &diagnostics) else { return nil }
    let rows = inner.node("rows").flatMap { expectedRows($0) }
    let value = inner.nodeOrNull("returns").map { Expectation.value($0) }
    let error = inner.node("error").flatMap { expectedError($0) }
    inner.finish(&diagnostics)
    let found = [rows, value, error].compactMap { $0 }
    if found.count != 1, node.pairs?.count != 1 {
      diagnostics.error(
        "test.unknown-expectation",
        "\"expect\" must have exactly one of the keys rows, returns and error",
        at: node.range
      )
    }
    return found.first
  }

  private mutating func expectedRows(_ node: Node) -> Expectation? {
    if let count = node.integerValue, count >= 0 { return .count(Int(count)) }
    if node.items != nil { return .rows(rows(node, of: "\"expect\"")) }
    diagnostics.wrongType("\"rows\"", "a number or a list of rows", node)
    return nil
  }

  private mutating func expectedError(_ node: Node) -> Expectation? {
    var message: String?
    var code: Node? = node
    if node.pairs != nil, var reader = KeyReader(node, owner: "\"error\"", &diagnostics) {
      code = reader.node("code")
      message = reader.text("message", &diagnostics)
      reader.finish(&diagnostics)
    }
    guard let code else { return .error(nil, message: message) }
    guard let text = code.stringValue, text.utf8.count == 5,
      text.allSatisfy({ $0.isNumber || $0.isUppercase })
    else {
      diagnostics.error(
        "manifest.wrong-type",
        "an error's code must be the five characters of a SQLSTATE",
        at: code.range,
        hint: "Such as \"23505\" for a duplicate key; in quotes when it is all digits."
      )
      return nil
    }
    return .error(SQLState(text), message: message)
  }
}
