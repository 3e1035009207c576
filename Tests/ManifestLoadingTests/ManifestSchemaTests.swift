import Diagnostics
import Foundation
import JSONText
import ObjectKinds
import ObjectModel
import Testing
import YAMLSource

@testable import ManifestLoading

@Suite("JSON Schemas")
struct ManifestSchemaTests {
  /// Whether Python's `jsonschema` accepts each document.
  private static func verdicts(_ schema: String, _ yaml: String) throws -> [Bool] {
    var diagnostics = DiagnosticCollector()
    let nodes = YAMLParser.documents(in: yaml, file: "x.yaml", diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    let documents = JSONValue.array(nodes.map(\.json)).text
    let folder = FileManager.default.temporaryDirectory
    let schemaFile = folder.appending(path: "plumb-\(UUID().uuidString).json")
    let documentFile = folder.appending(path: "plumb-\(UUID().uuidString).json")
    defer {
      try? FileManager.default.removeItem(at: schemaFile)
      try? FileManager.default.removeItem(at: documentFile)
    }
    try Data(schema.utf8).write(to: schemaFile)
    try Data(documents.utf8).write(to: documentFile)
    let program = """
      from json import load
      from sys import argv
      from jsonschema import Draft202012Validator as Validator
      schema = load(open(argv[1]))
      Validator.check_schema(schema)
      validator = Validator(schema)
      print(" ".join(str(int(validator.is_valid(d))) for d in load(open(argv[2]))))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program, schemaFile.path, documentFile.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .map { $0 == "1" }
  }

  @Test("manifests that can be read are accepted")
  func accepted() throws {
    let yaml =
      ExportTests.manifests.values.joined(separator: "\n---\n") + """

        ---
        table: t
        renamed_from: s
        with: {fillfactor: 70}
        comment: 12
        columns: {id: {type: int, not_null: "${strict}"}, other: int}
        policies: {p: null}
        grants: {}
        ---
        function: f()
        file: f.sql
        ---
        policy: p
        on: t
        using: true
        """
    let verdicts = try Self.verdicts(ManifestSchema(registry: toys).manifest, yaml)
    #expect(verdicts.count > 10)
    #expect(!verdicts.contains(false))
  }

  @Test(
    "mistakes are refused",
    arguments: [
      "tabel: t", "table: t\ncolums: {}", "table: t\ncolumns: {id: {}}", "table: [t]",
      "policy: p", "policy: p\non: t\nfor: sleect", "function: f()",
      "function: f()\nbody: x\nfile: y", "auth: {expiry: soon}", "table: t\nunlogged: maybe",
      "table: t\ncolumns: {id: {type: int, nul: true}}",
    ]
  )
  func refused(yaml: String) throws {
    #expect(try Self.verdicts(ManifestSchema(registry: toys).manifest, yaml) == [false])
  }

  @Test("settings of projects and environments")
  func settings() throws {
    let schema = ManifestSchema(registry: toys)
    let projects = """
      platform: supabase
      manage: {schemas: "*", prune: [extension]}
      defaults: {owner: me, grants: {tables: {anon: [select], me: all}}}
      ignore: [{table: _x*}]
      scratch: server
      ---
      manage: [a]
      ---
      plattform: x
      ---
      manage: {prune: [table]}
      """
    #expect(try Self.verdicts(schema.project, projects) == [true, true, false, false])
    let environments = """
      environment: dev
      database: embedded
      auth: {target: env_file, path: .env}
      variables: {a: 1}
      apply: {strategy: online, lock_timeout: 5s, protected: true}
      overrides: [{table: t, columns: {x: null}}]
      exclude: [{extension: x}]
      ---
      apply: {strategy: quick}
      """
    #expect(try Self.verdicts(schema.environment, environments) == [true, false])
  }

  @Test("what can be read of the repository's own manifests is accepted")
  func ownManifests() throws {
    let registry = KindRegistry.standard
    var manifests = ["table: todos\ncolumns:\n  id: {type: bigint, not_null: true}\n"]
    var environments = ["environment: local\ndatabase: embedded\n"]
    var projects = ["platform: postgres\n"]
    for (path, text) in try Self.ownFiles() {
      if path.contains("desired-state/") {
        manifests += Self.readable(text, registry)
      } else if path.contains("environments/") {
        environments.append(text)
      } else if path.hasSuffix("plumb.yaml") {
        projects.append(text)
      }
    }
    let schema = ManifestSchema(registry: registry)
    for (texts, schema) in [
      (manifests, schema.manifest), (environments, schema.environment), (projects, schema.project),
    ] {
      let verdicts = try Self.verdicts(schema, texts.joined(separator: "\n---\n"))
      #expect(verdicts.count == texts.count)
      for (text, isValid) in zip(texts, verdicts) { #expect(isValid, "\(text)") }
    }
  }

  private static func ownFiles() throws -> [(path: String, text: String)] {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    var result: [(path: String, text: String)] = []
    let files = FileManager.default.enumerator(atPath: root.path)
    while let path = files?.nextObject() as? String {
      if path.hasPrefix(".") { files?.skipDescendants() }
      guard path.hasSuffix(".yaml"), !path.hasPrefix("Tests/") else { continue }
      result.append((path, try String(contentsOf: root.appending(path: path), encoding: .utf8)))
    }
    return result
  }

  /// The documents of a file that are manifests of registered kinds without a mistake.
  private static func readable(_ text: String, _ registry: KindRegistry) -> [String] {
    var diagnostics = DiagnosticCollector()
    return YAMLParser.documents(in: text, file: "x.yaml", diagnostics: &diagnostics)
      .filter { document in
        let files = ProjectFiles.inMemory([:])
        let bodies = FileBodies(files: files, manifest: "x.yaml")
        var ignored = DiagnosticCollector()
        var decoder = ManifestDecoder(registry: registry)
        decoder.decode(
          document: bodies.inserted(into: document, registry: registry, diagnostics: &ignored)
        )
        return decoder.diagnostics.isEmpty
      }
      .map { YAMLEmitter().text(for: $0) }
  }

  @Test("every run generates the same text")
  func stable() {
    let first = ManifestSchema(registry: .standard)
    let second = ManifestSchema(registry: KindRegistry(KindRegistry.standard.kinds))
    #expect(first.manifest == second.manifest)
    #expect(first.project == second.project)
    #expect(first.manifest.contains(#""document.table""#))
  }
}

extension Node {
  /// The node as JSON, numbers and booleans as YAML's core schema takes them.
  fileprivate var json: JSONValue {
    switch content {
    case .mapping(let pairs):
      .object(pairs.map { JSONValue.Member(key: $0.name, value: $0.value.json) })
    case .sequence(let items): .array(items.map(\.json))
    case .scalar(let scalar):
      switch scalar.value {
      case .null: .null
      case .boolean(let value): .bool(value)
      case .integer(let value): .int(Int(value))
      case .decimal(let text), .string(let text): .string(text)
      }
    }
  }
}
