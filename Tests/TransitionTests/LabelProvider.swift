import EmbeddedPostgres
import Foundation
import TestSupport

/// A provider of security labels, which no server brings along: a module that a server loads and
/// that takes any label.
///
/// The headers of servers are not at hand either, so the module says itself what it shares with
/// them. Manual: SECURITY LABEL, "Writing Dynamic Loaded Functions".
struct LabelProvider: Sendable {
  /// What labels name it.
  static let name = "masking"
  private let folder: URL

  /// Builds the module for a server.
  init(for binaries: ServerBinaries) throws {
    folder = URL(filePath: "/tmp/plumb-labels-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = folder.appending(path: "provider.c")
    try Self.source(major: binaries.major).write(to: source, atomically: true, encoding: .utf8)
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = ["clang", "-shared", "-fPIC", "-o", module, source.path]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else {
      remove()
      throw CocoaError(.executableLoad)
    }
  }

  private var module: String { folder.appending(path: "provider.so").path }

  /// What a server is started with to have it.
  var settings: [String: String] { ["shared_preload_libraries": module] }

  /// Takes the module away again.
  func remove() { try? FileManager.default.removeItem(at: folder) }

  private static func source(major: Int) -> String {
    let own = "\(major * 100), 100, 32, 64, 1, \"PostgreSQL\""
    let fields = "int version, arguments, keys, name_length, by_value; char extra[32];"
    return """
      struct magic { int size; \(fields) \(major >= 18 ? "const char *name, *release;" : "") };
      const struct magic *Pg_magic_func(void) {
        static const struct magic magic = { sizeof(struct magic), \(own) };
        return &magic;
      }
      extern void register_label_provider(const char *, void (*)(const void *, const char *));
      static void take(const void *object, const char *label) {}
      void _PG_init(void) { register_label_provider("\(name)", take); }
      """
  }
}
