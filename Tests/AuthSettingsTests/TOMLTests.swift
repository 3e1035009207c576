import Foundation
import Testing

@testable import AuthSettings

@Suite struct TOMLTests {
  private func document(_ text: String) throws -> TOMLDocument {
    try TOMLDocument(Array(text.utf8))
  }
  private func text(_ document: TOMLDocument) -> String {
    String(decoding: document.bytes, as: UTF8.self)
  }

  typealias Reading = (text: String, value: TOMLValue)

  static let readings: [Reading] = [
    ("\"a\\tb\\u00e9\\U0001F600\\\\\"", .text("a\tbé😀\\")), ("'a\\n'", .text("a\\n")),
    ("\"\"\"\na\\\n   b\"\"\"", .text("ab")), ("\"\"\"a\"\"\"\"\"", .text("a\"\"")),
    ("'''\na\n'b'''", .text("a\n'b")), ("\"\"", .text("")), ("1_000", .integer(1000)),
    ("-17", .integer(-17)), ("0xFf", .integer(255)), ("0b11", .integer(3)), ("+0", .integer(0)),
    ("1.5", .number(1.5)), ("-1e3", .number(-1000)), ("6.0_1E-2", .number(0.0601)),
    ("inf", .number(.infinity)), ("true", .bool(true)), ("1979-05-27", .time("1979-05-27")),
    ("1979-05-27T07:32:00.5Z", .time("1979-05-27T07:32:00.5Z")),
    ("1979-05-27 07:32:00-08:00", .time("1979-05-27 07:32:00-08:00")),
    ("07:32:00", .time("07:32:00")),
    ("[ 1, [\"a\"], # c\n ]", .list([.integer(1), .list([.text("a")])])),
    ("{ a.b = 1, c = {} }", .table(["a": .table(["b": .integer(1)]), "c": .table([:])])),
  ]

  @Test func readsValues() throws {
    for (text, value) in Self.readings {
      let document = try document("k = \(text) # end\n")
      #expect(document.entry(at: ["k"])?.value == value, "\(text)")
    }
  }

  @Test(arguments: [
    "a", "a =", "= 1", "a = 1 b = 2", "a = 01", "a = 1__0", "a = .5", "a = 5.", "a = \"x",
    "a = 'x\n'",
    "a = \"\\x\"", "a = \"\\ud800\"", "a = [1", "a = [1 2]", "a = {b = 1", "a = {b = 1,\n c = 2}",
    "a = {b = 1,}", "a = tru", "a = 1\na = 2", "[a]\n[a]", "[a]\nb = 1\n[a.b]", "a.b = 1\n[a]\n",
    "[a.b]\n[a]\nb.c = 1", "a = {b = 1}\na.c = 2", "[[a]]\n[a]", "[a]\n[[a]]", "[a", "[]", "[a]]",
    "a = 1979-05-27T", "a = 0x", "a..b = 1", "a = 1 # \u{1}", "a = {b = 1, b = 2}", "a = [1,,2]",
    "A = 1\na = 2",
  ]) func refuses(text: String) {
    #expect(throws: TOMLError.self) { try document(text) }
  }

  @Test func namesTheLineOfAMistake() {
    #expect(throws: TOMLError.syntax(line: 3, "a value that is none")) {
      try document("a = 1\r\n\r\nb = nonsense\r\n")
    }
    #expect(throws: TOMLError.self) { try TOMLDocument([0x61, 0xFF]) }
  }

  typealias Edit = (before: String, path: String, value: TOMLValue, after: String)

  static let edits: [Edit] = [
    ("[a]\nb = 1 # c\n", "a.b", .integer(2), "[a]\nb = 2 # c\n"),
    ("[a]\n  b = 1\n\n[c]\n", "a.d", .bool(true), "[a]\n  b = 1\n  d = true\n\n[c]\n"),
    ("[a]", "a.b", .integer(1), "[a]\nb = 1\n"),
    ("[a]\r\nb = 1\r\n", "a.c", .integer(1), "[a]\r\nb = 1\r\nc = 1\r\n"),
    ("[a]\nb.c = 1\nz = 1\n", "a.b.d", .integer(2), "[a]\nb.c = 1\nb.d = 2\nz = 1\n"),
    ("a = {b = 1}\n", "a.c", .integer(2), "a = {b = 1, c = 2}\n"),
    ("a = {}\n", "a.c.d", .integer(2), "a = { c.d = 2 }\n"),
    ("[a]\nx = { y = {} }\n", "a.x.y.z", .text("q"), "[a]\nx = { y = { z = \"q\" } }\n"),
    ("x = 1\n", "a.b", .integer(1), "x = 1\n\n[a]\nb = 1\n"),
    (
      "[a]\nx = 1\n# about x\n\n# next\n[z]\n", "a.b.c", .integer(1),
      "[a]\nx = 1\n# about x\n\n[a.b]\nc = 1\n\n# next\n[z]\n"
    ),
    ("[a.b.c]\nx = 1\n[z]\n", "a.b.y", .integer(1), "[a.b.c]\nx = 1\n\n[a.b]\ny = 1\n\n[z]\n"),
    ("[A]\nSite_URL = 'x'\n", "a.site_url", .text("y"), "[A]\nSite_URL = \"y\"\n"),
    ("[a]\nl = [ # one\n  1,\n]\n", "a.l", .list([.text("x")]), "[a]\nl = [\"x\"]\n"),
    (
      "[a.m]\n1 = \"x\"\n2 = \"y\"\n", "a.m", .table(["2": .text("y"), "3": .text("z")]),
      "[a.m]\n2 = \"y\"\n3 = \"z\"\n"
    ),
    ("[a]\nm = { 1 = \"x\" }\n", "a.m", .table(["2": .text("y")]), "[a]\nm = { 2 = \"y\" }\n"),
    ("[a]\n", "a.m", .table(["1 2": .text("y")]), "[a]\n\n[a.m]\n\"1 2\" = \"y\"\n"),
    ("", "a.b", .text("\u{1}\"\\\n"), "[a]\nb = \"\\u0001\\\"\\\\\\n\"\n"),
  ]

  @Test func editsOnlyWhatIsSet() throws {
    for (before, path, value, after) in Self.edits {
      let path = path.split(separator: ".").map(String.init)
      let edited = try document(before).setting(path, to: value)
      #expect(text(edited) == after)
      #expect(try edited.setting(path, to: value) == edited)
    }
  }

  @Test(arguments: [
    ("[[a]]\nb = 1\n", "a.b"), ("[a.b]\nc = 1\n", "a.b"), ("a = 1\n", "a.b"),
    ("[[a]]\n[a.b]\nc = 1\n", "a.b.c"), ("[a]\nb.c = 1\n", "a.b"), ("a = [{b = 1}]\n", "a.b"),
  ]) func refusesWhatWouldDamage(before: String, path: String) throws {
    let document = try document(before)
    #expect(throws: TOMLError.self) {
      try document.setting(path.split(separator: ".").map(String.init), to: .integer(7))
    }
  }

  // MARK: Random edits

  /// A configuration with settings and all that stands around them: some set, some comments.
  static func template(_ settings: [Setting], _ generator: inout SeededGenerator) -> String {
    var lines = [
      "# The whole configuration.", "project_id = \"x\"", "", "[api]", "port = 54_321 # the port",
      "schemas = [ \"public\", # one", "  \"graphql_public\" ]", "", "[auth]",
    ]
    var table = "auth"
    for setting in settings {
      guard let path = setting.tomlPath else { continue }
      let header = path.dropLast().joined(separator: ".")
      let key = path[path.count - 1]
      if header != table, !lines.contains("[\(header)]") {
        table = header
        lines += ["", "# Settings of \(header).", "[\(header)]"]
      } else if header != table {
        continue
      }
      let isMap = setting.type == .map
      let value = isMap ? "{ 1 = \"2\" }" : random(setting, &generator).written
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: lines.append("# \(key) = \(value)")
      case 1: lines.append("  \(key)=\(value)\t# as it is")
      default: lines.append("\(key) = \(value)")
      }
    }
    lines += ["", "[[storage.buckets]]", "name = 'a'", "[[storage.buckets]]", "name = 'b'"]
    return lines.joined(separator: "\n")
  }

  static func random(_ setting: Setting, _ generator: inout SeededGenerator) -> TOMLValue {
    let alphabet = Array("ab09 '\"\\#\n\t={}[],.é😀")
    func text(_ generator: inout SeededGenerator) -> String {
      String(
        (0..<Int.random(in: 0...9, using: &generator)).map { _ in
          alphabet.randomElement(using: &generator) ?? "x"
        }
      )
    }
    switch setting.type {
    case .bool: return .bool(.random(using: &generator))
    case .integer: return .integer(Int.random(in: 0...9999, using: &generator))
    case .list: return .list([.text(text(&generator)), .text(text(&generator))])
    case .map:
      return .table(["1": .text(text(&generator)), text(&generator): .text(text(&generator))])
    default: return .text(text(&generator))
    }
  }

  @Test func tenThousandRandomEditsChangeNothingElse() throws {
    var generator = SeededGenerator(state: 11)
    let settings = SettingsTable.standard.settings.filter { $0.tomlPath != nil }
    #expect(settings.count == 325)
    var samples: [String] = []
    // The whole configuration, then parts of it, which take less time.
    samples.append(try edit(settings, times: 150, &generator))
    for _ in 0..<100 {
      let some = (0..<8).compactMap { _ in settings.randomElement(using: &generator) }
      samples.append(try edit(some, times: 100, &generator))
    }
    try expectPythonAgrees(samples)
  }

  /// Sets some of the settings in a configuration that has some of them.
  private func edit(
    _ settings: [Setting],
    times: Int,
    _ generator: inout SeededGenerator
  ) throws -> String {
    var known: Set<String> = []
    let given = settings.filter { known.insert($0.name).inserted }
      .prefix(max(settings.count / 2, settings.count - 40))
    var document = try document(Self.template(Array(given), &generator))
    for _ in 0..<times {
      let setting = try #require(settings.randomElement(using: &generator))
      let path = try #require(setting.tomlPath)
      let old = document
      document = try document.setting(path, to: Self.random(setting, &generator))
      try expectOnlyThePathChanged(old, document, path)
    }
    return text(document)
  }

  /// Without the value, or without the new lines, the bytes are the same.
  private func expectOnlyThePathChanged(
    _ old: TOMLDocument,
    _ new: TOMLDocument,
    _ path: [String]
  ) throws {
    // Tables may change in several lines; the reader in Python looks at them.
    if SettingsTable.standard[path.dropFirst().joined(separator: ".")]?.type == .map { return }
    let entry = try #require(new.entry(at: path))
    if let before = old.entry(at: path) {
      #expect(without(before.valueRange, old) == without(entry.valueRange, new))
      return
    }
    let rest = without(try #require(entry.lines), new)
    let header = "[\(path.dropLast().joined(separator: "."))]\n"
    let whole = text(old)
    let place = try #require(entry.lines).lowerBound
    let start = String(decoding: new.bytes[..<place], as: UTF8.self)
    let end = String(rest.dropFirst(start.count))
    let headerless = start.hasSuffix(header) ? String(start.dropLast(header.count)) : start
    let starts = [headerless, String(headerless.dropLast())]
    let ends = [end, String(end.dropFirst())]
    let possible = starts.flatMap { start in ends.map { start + $0 } }
    #expect(rest == whole || possible.contains(whole) || possible.contains(whole + "\n"))
  }

  private func without(_ range: Range<Int>, _ document: TOMLDocument) -> String {
    String(
      decoding: document.bytes[..<range.lowerBound] + document.bytes[range.upperBound...],
      as: UTF8.self
    )
  }

  /// An independent reader understands what was written as we do.
  private func expectPythonAgrees(_ texts: [String]) throws {
    let fixture = try Fixture()
    defer { fixture.remove() }
    let script = """
      import json, sys, tomllib
      for path in sys.argv[1:]:
        with open(path, "rb") as file:
          json.dump(tomllib.load(file), sys.stdout, sort_keys=True, ensure_ascii=False)
        sys.stdout.write("\\0")
      """
    var paths: [String] = []
    for (index, text) in texts.enumerated() {
      let file = fixture.folder.appending(path: "\(index).toml")
      try Data(text.utf8).write(to: file)
      paths.append(file.path)
    }
    let output = try runProgram("/usr/bin/env", ["python3", "-c", script] + paths)
    #expect(output.count == texts.count, "python3 with tomllib (3.11 or later) is needed")
    for (text, found) in zip(texts, output) {
      let document = try document(text)
      let known = try #require(
        try JSONSerialization.jsonObject(with: Data(found.utf8)) as? [String: Any]
      )
      for entry in document.entries where !entry.isInArray && entry.lines != nil {
        let value = entry.path.reduce(known as Any?) { ($0 as? [String: Any])?[$1] }
        switch entry.value {
        case .text(let text): #expect(value as? String == text)
        case .integer(let number): #expect(value as? Int == number)
        case .bool(let flag): #expect(value as? Bool == flag)
        case .list(let items): #expect((value as? [Any])?.count == items.count)
        case .table(let entries): #expect((value as? [String: Any])?.count == entries.count)
        case .number, .time: break
        }
      }
    }
  }
}
