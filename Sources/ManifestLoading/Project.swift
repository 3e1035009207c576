public import Diagnostics
import FoundationEssentials
public import ObjectModel
import YAMLSource

/// A project: its settings and its files.
public struct Project: Sendable {
  /// The root folder as the user names it, `.` for the current one; empty for files in memory.
  public let root: String
  /// Its settings.
  public let file: ProjectFile
  /// Its files.
  public let files: ProjectFiles

  /// Makes a project from its parts.
  public init(root: String, file: ProjectFile, files: ProjectFiles) {
    self.root = root
    self.file = file
    self.files = files
  }

  /// Finds the nearest folder with `plumb.yaml`, from a folder upwards.
  ///
  /// - Parameter folder: where to begin.
  /// - Returns: the folder, relative to where the search began as long as that is short; nil when
  ///   there is none.
  public static func find(from folder: String = ".") -> String? {
    var candidate = folder
    var place = ProjectFiles.resolved(folder)
    while true {
      let path = candidate.hasSuffix("/") ? candidate : candidate + "/"
      if FileManager.default.fileExists(atPath: path + ProjectFile.name) { return candidate }
      if place == "/" || place.isEmpty { return nil }
      place = place.split(separator: "/").dropLast().joined(separator: "/")
      place = "/" + place
      candidate = candidate == "." ? ".." : candidate.hasPrefix("..") ? candidate + "/.." : place
    }
  }

  /// Opens the project in a folder.
  ///
  /// - Parameters:
  ///   - root: the folder, as the user names it.
  ///   - registry: the kinds that its settings may name.
  ///   - diagnostics: gets the mistakes of `plumb.yaml`.
  public init(
    at root: String,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) {
    self.init(
      root: root,
      files: .onDisk(root),
      registry: registry,
      diagnostics: &diagnostics
    )
  }

  /// Opens the project that some files make up.
  ///
  /// - Parameters:
  ///   - root: the folder that they stand in; empty when they are not on the disk.
  ///   - files: the files.
  ///   - registry: the kinds that its settings may name.
  ///   - diagnostics: gets the mistakes of `plumb.yaml`.
  public init(
    root: String = "",
    files: ProjectFiles,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) {
    let node = files.document(ProjectFile.name, diagnostics: &diagnostics)
    self.init(
      root: root,
      file: ProjectFile(node: node, registry: registry, diagnostics: &diagnostics),
      files: files
    )
  }
}

// MARK: - Environments

extension Project {
  /// The names of all environments, in order.
  public var environmentNames: [String] {
    environmentPaths.keys.sorted()
  }

  /// Reads the environment of a name.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - registry: the kinds that it may name.
  ///   - diagnostics: gets its mistakes; an unknown name is one.
  /// - Returns: the environment; nil when there is none of that name.
  public func environment(
    _ name: String,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) -> EnvironmentFile? {
    let paths = environmentPaths
    guard let path = paths[name] else {
      let near = closestMatch(to: name, among: paths.keys.sorted())
      let known = paths.keys.sorted().joined(separator: ", ")
      diagnostics.error(
        "environment.unknown",
        "there is no environment \"\(name)\"",
        at: nil,
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? (known.isEmpty
            ? "Make the file \(EnvironmentFile.folder)/\(name).yaml."
            : "The project has \(known).")
      )
      return nil
    }
    let node = files.document(path, diagnostics: &diagnostics)
    let environment = EnvironmentFile(
      node: node,
      path: path,
      registry: registry,
      diagnostics: &diagnostics
    )
    for required in environment.requires where paths[required.name] == nil {
      let near = closestMatch(to: required.name, among: paths.keys.sorted())
      diagnostics.error(
        "environment.unknown",
        "there is no environment \"\(required.name)\", which \"\(name)\" requires",
        at: required.range,
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? "The project has \(paths.keys.sorted().joined(separator: ", "))."
      )
    }
    return environment
  }

  private var environmentPaths: [String: String] {
    let paths = files.paths(EnvironmentFile.folder).filter { $0.isYAMLPath }
    return Dictionary(
      paths.map { (EnvironmentFile.name(ofFile: $0), $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

// MARK: - Reading

extension ProjectFiles {
  /// Reads a file that holds one document.
  func document(_ path: String, diagnostics: inout DiagnosticCollector) -> Node? {
    let nodes = documents(path, diagnostics: &diagnostics)
    if nodes.count > 1 {
      diagnostics.error(
        "manifest.several-documents",
        "\(path) holds more than one document",
        at: nodes[1].range
      )
    }
    return nodes.first
  }

  /// Reads the documents of a file; one that cannot be read is a mistake.
  func documents(_ path: String, diagnostics: inout DiagnosticCollector) -> [Node] {
    let shown = shownPath(path)
    switch contents(path) {
    case .success(let bytes):
      return YAMLParser.documents(in: bytes, file: shown, diagnostics: &diagnostics)
    case .failure(let problem):
      let start = SourcePosition(line: 1, column: 1)
      diagnostics.error(
        "manifest.unreadable",
        "\(shown) cannot be read: \(problem.reason)",
        at: SourceRange(file: shown, at: start)
      )
      return []
    }
  }
}

extension ProjectFiles.Problem {
  /// The reason in words.
  var reason: String {
    switch self {
    case .missing: "there is no such file"
    case .outside: "it is not within the project"
    case .unreadable(let reason): reason
    }
  }
}

extension String {
  /// Whether a path is that of a YAML file.
  var isYAMLPath: Bool { hasSuffix(".yaml") || hasSuffix(".yml") }
}
