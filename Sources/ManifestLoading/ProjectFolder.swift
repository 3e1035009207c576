import Diagnostics
import FoundationEssentials

/// The folder that a project is written to.
struct ProjectFolder {
  let root: String

  private func full(_ path: String) -> String {
    root.isEmpty || root.hasSuffix("/") ? root + path : root + "/" + path
  }

  func contains(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: full(path))
  }

  /// Makes sure that nothing in the folder can be overwritten.
  func requireEmpty() throws(DiagnosticsError) {
    guard FileManager.default.fileExists(atPath: root.isEmpty ? "." : root) else { return }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.isEmpty ? "." : root))
    // A fresh repository is empty as far as an export is concerned.
    guard let names, names.allSatisfy({ $0 == ".git" }) else {
      throw Self.failure(
        "export.not-empty",
        "folder \"\(root)\" is not empty",
        hint: "Choose another folder, or bring its manifests up to date with --update."
      )
    }
  }

  func write(_ text: String, to path: String) throws(DiagnosticsError) {
    let file = full(path)
    let folder = String(file.prefix(upTo: file.lastIndex(of: "/") ?? file.startIndex))
    do {
      if !folder.isEmpty {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
    } catch {
      throw Self.failure("export.unwritable", "\(file) cannot be written", hint: nil)
    }
  }

  func remove(_ path: String) throws(DiagnosticsError) {
    do {
      try FileManager.default.removeItem(atPath: full(path))
    } catch {
      throw Self.failure("export.unwritable", "\(full(path)) cannot be removed", hint: nil)
    }
  }

  private static func failure(
    _ code: String,
    _ message: String,
    hint: String?
  ) -> DiagnosticsError {
    DiagnosticsError(
      diagnostics: [Diagnostic(.error, code: code, message, at: nil, hint: hint)])
  }
}
