import AuthSettings
import Diagnostics
import Foundation
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// The registry that these tests need.
let registry = KindRegistry(AuthTarget.kinds)

/// Decodes manifests and checks them.
func decode(
  _ text: String
) -> (declared: [DeclaredObject], diagnostics: [Diagnostic]) {
  var collector = DiagnosticCollector()
  var decoder = ManifestDecoder(registry: registry)
  for document in YAMLParser.documents(in: text, file: "auth.yaml", diagnostics: &collector) {
    decoder.decode(document: document)
  }
  collector.merge(decoder.diagnostics)
  registry.check(decoder.declared, among: Catalog(), diagnostics: &collector)
  return (decoder.declared, collector.diagnostics)
}

/// The settings that a text declares.
func settings(_ text: String) -> [AuthSetting] {
  decode(text).declared.compactMap { $0.object as? AuthSetting }
}

func catalog(_ settings: [AuthSetting]) -> Catalog {
  var catalog = Catalog()
  for setting in settings { catalog.insert(setting) }
  return catalog
}

func context(live: [AuthSetting], desired: [AuthSetting]) -> StepContext {
  StepContext(
    version: ServerVersion(major: 17, minor: 0),
    live: catalog(live),
    desired: catalog(desired),
    applyingRole: "postgres",
    registry: registry
  )
}

extension SettingsStore {
  /// The steps that make the place what is declared.
  func plan(_ desired: [AuthSetting]) async throws -> [Step] {
    let live = try await read(declared: desired).objects
    let context = context(live: live, desired: desired)
    return live.flatMap { old -> [Step] in
      guard let new = desired.first(where: { $0.id == old.id }) else { return [] }
      let fields = new.changedFields(from: old)
      return fields.isEmpty
        ? [] : new.alterSteps(from: old, changed: Set(fields.map(\.name)), in: context)
    }
  }

  /// Carries out a plan, all of it at once.
  func apply(_ desired: [AuthSetting]) async throws -> [Step] {
    let steps = try await plan(desired)
    try await perform(steps.calls)
    return steps
  }
}

extension [Step] {
  /// The calls of the steps.
  var calls: [ExternalCall] {
    compactMap { if case .external(let call) = $0.effect { call } else { nil } }
  }
}

/// An environment file in a folder of its own.
struct Fixture {
  let folder: URL
  let store: EnvFileStore

  init(_ text: String? = nil, secrets: [String: String] = [:]) throws {
    folder = URL(filePath: NSTemporaryDirectory()).appending(path: "plumb-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = EnvFileStore(
      path: "auth.env",
      folder: folder.path,
      secrets: SecretResolver(environment: secrets, folder: folder.path)
    )
    if let text { try Data(text.utf8).write(to: file) }
  }

  var file: URL { folder.appending(path: "auth.env") }

  var text: String { get throws { String(decoding: try Data(contentsOf: file), as: UTF8.self) } }

  func plan(_ desired: [AuthSetting]) async throws -> [Step] { try await store.plan(desired) }

  func apply(_ desired: [AuthSetting]) async throws -> [Step] { try await store.apply(desired) }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// Numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// The texts that a program prints, each with a null character at its end.
func runProgram(_ program: String, _ arguments: [String]) throws -> [String] {
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self).split(
    separator: "\0",
    omittingEmptySubsequences: false
  ).dropLast().map(String.init)
}
