public import Diagnostics
public import ObjectModel
import YAMLSource

/// Reads the manifests of a project into what they declare for one environment.
public struct ManifestLoader: Sendable {
  /// The folder that holds the manifests.
  public static let folder = "desired-state"

  private let project: Project
  private let registry: KindRegistry
  private let processEnvironment: [String: String]

  /// Makes a loader.
  ///
  /// - Parameters:
  ///   - project: the project.
  ///   - registry: the kinds that manifests may declare.
  ///   - processEnvironment: the values of `${env:NAME}`.
  public init(
    project: Project,
    registry: KindRegistry,
    processEnvironment: [String: String]
  ) {
    self.project = project
    self.registry = registry
    self.processEnvironment = processEnvironment
  }

  /// How variables without a value are taken.
  public enum VariablePolicy: Sendable {
    /// Each is an error.
    case required
    /// Each that the environment's file could set is one; those of the process stay as they are
    /// written.
    case declared
    /// They stay as they are written; for checks that concern no environment.
    case optional
  }

  /// Reads all manifests.
  ///
  /// - Parameters:
  ///   - environment: the environment whose overlay is applied; nil for none.
  ///   - variables: how variables without a value are taken.
  ///   - diagnostics: gets every mistake of every file; when one is an error, what is returned is
  ///     incomplete.
  /// - Returns: what is declared.
  public func load(
    _ environment: EnvironmentFile?,
    variables: VariablePolicy = .required,
    diagnostics: inout DiagnosticCollector
  ) async -> DeclaredState {
    var documents = await readDocuments(diagnostics: &diagnostics)
    let substitution = VariableSubstitution(
      variables: environment?.variables ?? [:],
      environment: processEnvironment,
      policy: variables
    )
    var exclusion = Exclusion(patterns: environment?.excluded ?? [])
    if let environment {
      var overlay = Overlay(registry: registry, substitution: substitution, documents: documents)
      for patch in environment.overrides {
        overlay.merge(withFiles(patch, of: environment.path, &diagnostics))
      }
      documents = overlay.merged
    }
    if !exclusion.patterns.isEmpty {
      documents.removeAll { document in
        registry.identities(of: document.node, substitution).contains { exclusion.removes($0) }
      }
    }
    for index in documents.indices {
      documents[index].node = substitution.applied(
        to: documents[index].node,
        registry: registry,
        diagnostics: &diagnostics
      )
    }
    var state = StateBuilder(project: project, registry: registry, environment: environment)
    state.decode(documents.map(\.node), exclusion: &exclusion, diagnostics: &diagnostics)
    exclusion.reportUnused(diagnostics: &diagnostics)
    return state.finished(diagnostics: &diagnostics)
  }
}

/// One document of a manifest.
struct ManifestDocument: Sendable {
  /// Its text; always with its `file:` bodies in place.
  var node: Node
}

// MARK: - Files

extension ManifestLoader {
  /// How many files one task reads; few enough to spread, many enough to be worth a task.
  private static let filesPerTask = 64

  private func readDocuments(
    diagnostics: inout DiagnosticCollector
  ) async -> [ManifestDocument] {
    let paths = project.files.paths(Self.folder).filter(\.isYAMLPath)
    let batches = stride(from: 0, to: paths.count, by: Self.filesPerTask).map {
      paths[$0..<min($0 + Self.filesPerTask, paths.count)]
    }
    typealias Part = (index: Int, nodes: [Node], diagnostics: DiagnosticCollector)
    let parts = await withTaskGroup(of: Part.self) { group in
      for (index, batch) in batches.enumerated() {
        group.addTask { read(batch, index: index) }
      }
      var parts: [Part] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.index < $1.index }
    }
    for part in parts { diagnostics.merge(part.diagnostics) }
    return parts.flatMap { $0.nodes.map { ManifestDocument(node: $0) } }
  }

  private func read(
    _ paths: ArraySlice<String>,
    index: Int
  ) -> (index: Int, nodes: [Node], diagnostics: DiagnosticCollector) {
    var diagnostics = DiagnosticCollector()
    var nodes: [Node] = []
    for path in paths {
      let documents = project.files.documents(path, diagnostics: &diagnostics)
      nodes += documents.map { withFiles($0, of: path, &diagnostics) }
    }
    return (index, nodes, diagnostics)
  }

  private func withFiles(
    _ document: Node,
    of path: String,
    _ diagnostics: inout DiagnosticCollector
  ) -> Node {
    FileBodies(files: project.files, manifest: path)
      .inserted(into: document, registry: registry, diagnostics: &diagnostics)
  }
}
