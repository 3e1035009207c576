import Diagnostics
import FoundationEssentials
import Glibc

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
    try attempt(path) {
      if !folder.isEmpty {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
    }
  }

  /// Writes the files of a new project; all of them appear at once, or none.
  ///
  /// They are written aside first, within the folder, and then only renamed.
  func write(new files: [String: String]) async throws(DiagnosticsError) {
    let aside = ProjectFolder(root: full(".plumb-export-\(UInt32.random(in: .min ... .max))"))
    defer { try? FileManager.default.removeItem(atPath: aside.root) }
    let byFolder = Dictionary(grouping: files) { path, _ in
      path.split(separator: "/").dropLast().joined(separator: "/")
    }
    for folder in byFolder.keys.sorted() {
      try aside.attempt(folder) {
        try FileManager.default.createDirectory(
          atPath: aside.full(folder),
          withIntermediateDirectories: true
        )
      }
    }
    try await aside.put(byFolder.sorted { $0.key < $1.key }.flatMap(\.value))
    let names = Set(files.keys.compactMap { $0.split(separator: "/").first.map(String.init) })
    for name in names.sorted() {
      try attempt(name) {
        try FileManager.default.moveItem(atPath: aside.full(name), toPath: full(name))
      }
    }
  }

  /// How many tasks write at the same time: to make a file takes the system longer than to fill it.
  private static let tasks = 4

  private func put(_ files: [(key: String, value: String)]) async throws(DiagnosticsError) {
    let size = files.count / Self.tasks + 1
    let results = await withTaskGroup(of: Result<Void, DiagnosticsError>.self) { group in
      for start in stride(from: 0, to: files.count, by: size) {
        let part = files[start..<min(start + size, files.count)]
        group.addTask { Result { () throws(DiagnosticsError) in try put(part) } }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    for result in results { try result.get() }
  }

  private func put(
    _ files: ArraySlice<(key: String, value: String)>
  ) throws(DiagnosticsError) {
    for (path, text) in files { try attempt(path) { try Self.put(text, in: full(path)) } }
  }

  /// Writes a file without waiting for the disk, as `Data.write` would for each.
  private static func put(_ text: String, in path: String) throws {
    guard let file = fopen(path, "wx") else { throw CocoaError(.fileWriteUnknown) }
    let count = Array(text.utf8).withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0, count == text.utf8.count else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  private func attempt(_ path: String, _ body: () throws -> Void) throws(DiagnosticsError) {
    do {
      try body()
    } catch {
      throw Self.failure("export.unwritable", "\(full(path)) cannot be written", hint: nil)
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
