import AuthSettings
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
    return try verdicts(schema, nodes)
  }

  private static func verdicts(_ schema: String, _ nodes: [Node]) throws -> [Bool] {
    let documents = "[" + nodes.map(\.jsonText).joined(separator: ",") + "]"
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
        owner: null
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
      "table: t\ncolumns: {id: {type: int, nul: true}}", "table: t\ncolumns: {id: null}",
      "table: t\ncolumns: [id]",
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

  /// All kinds that the program knows.
  private static let everything = KindRegistry(KindRegistry.standard.kinds + AuthTarget.kinds)

  @Test("rows may hold any values, and constraints a bare column")
  func values() throws {
    let yaml = """
      table: t
      columns: {a: {type: jsonb, statistics: -1, storage: default}, b: int}
      primary_key: b
      uniques: {u: b}
      row_level_security: disabled
      replica_identity: default
      comment: null
      owner: null
      rows: [{a: {x: [1, 2.5, null], y: {z: [{}]}}, b: [[1], [null]]}, {a: null, b: true}]
      """
    let schema = ManifestSchema(registry: Self.everything).manifest
    #expect(try Self.verdicts(schema, yaml) == [true])
    let mistakes = "table: t\ncolumns: [a]\n---\ntable: t\ncolumns: {a: null}\n"
    #expect(try Self.verdicts(schema, mistakes) == [false, false])
  }

  @Test("every manifest of the repository is accepted, and the files of its projects")
  func ownManifests() throws {
    let schema = ManifestSchema(registry: Self.everything)
    let files = try Self.ownFiles()
    for (part, least, schema) in [
      ("desired-state/", 60, schema.manifest), ("/after.yaml", 400, schema.manifest),
      ("environments/", 4, schema.environment), ("plumb.yaml", 4, schema.project),
    ] {
      let isSettings = part == "plumb.yaml"
      let chosen = files.filter {
        isSettings ? $0.path.hasSuffix("/plumb.yaml") : $0.path.contains(part)
      }
      #expect(chosen.count >= least)
      let documents = try chosen.flatMap { file in
        var diagnostics = DiagnosticCollector()
        let nodes = YAMLParser.documents(
          in: file.text,
          file: file.path,
          diagnostics: &diagnostics
        )
        try diagnostics.throwIfErrors()
        return nodes.map { (path: file.path, node: $0) }
      }
      let verdicts = try Self.verdicts(schema, documents.map(\.node))
      #expect(verdicts.count == documents.count)
      let refused = zip(documents, verdicts).filter { !$0.1 }
      #expect(refused.map { "\($0.0.path): \(YAMLEmitter().text(for: $0.0.node))" } == [])
    }
  }

  private static func ownFiles() throws -> [(path: String, text: String)] {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    var result: [(path: String, text: String)] = []
    let files = FileManager.default.enumerator(atPath: root.path)
    while let path = files?.nextObject() as? String {
      if path.hasPrefix(".") { files?.skipDescendants() }
      guard path.hasSuffix(".yaml") else { continue }
      result.append((path, try String(contentsOf: root.appending(path: path), encoding: .utf8)))
    }
    return result
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
  fileprivate var jsonText: String {
    switch content {
    case .mapping(let pairs):
      "{"
        + pairs.map { JSONValue.string($0.name).shortText + ":" + $0.value.jsonText }
        .joined(separator: ",") + "}"
    case .sequence(let items): "[" + items.map(\.jsonText).joined(separator: ",") + "]"
    case .scalar(let scalar):
      switch scalar.value {
      case .null: "null"
      case .boolean(let value): value ? "true" : "false"
      case .integer(let value): String(value)
      case .decimal(let text): Double(text).flatMap { $0.isFinite ? "\($0)" : nil } ?? "\"\""
      case .string(let text): JSONValue.string(text).shortText
      }
    }
  }
}
