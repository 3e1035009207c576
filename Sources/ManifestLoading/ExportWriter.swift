public import Diagnostics
public import ObjectModel
import YAMLSource

/// Writes the objects of a database as a project of manifests.
public struct ExportWriter: Sendable {
  private let registry: KindRegistry
  private let catalog: Catalog
  private let project: ProjectFile

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - registry: the kinds.
  ///   - catalog: the objects; those of the platform and those that are ignored are passed over.
  ///   - project: the settings of the project that they are to be part of.
  public init(registry: KindRegistry, catalog: Catalog, project: ProjectFile) {
    self.registry = registry
    self.project = project
    self.catalog = catalog.filter { id in
      !project.platform.owns(id) && !project.ignored.contains { $0.matches(id) }
    }
  }

  /// The settings of a new project that says everything about a database: all its schemas and all
  /// that lies in none, with defaults that keep the manifests short.
  ///
  /// - Parameters:
  ///   - catalog: the objects that are to be written.
  ///   - platform: what the database is hosted on.
  ///   - registry: the kinds.
  /// - Returns: the settings.
  public static func newProject(
    for catalog: Catalog,
    platform: Platform,
    registry: KindRegistry
  ) -> ProjectFile {
    var project = ProjectFile()
    project.platform = platform
    project.managedSchemas = .all
    project.searchPath = platform.searchPath
    for kind in registry.catalogKinds {
      let traits = kind.traits
      let isDocument = kind.places.contains { $0.site == .document }
      if isDocument, !traits.isInSchema, !traits.isClusterWide, !traits.isUnnamed,
        kind.kind != .schema
      {
        project.prunedKinds.insert(kind.kind)
      }
    }
    project.defaults = ExportDefaults(
      registry: registry,
      catalog: catalog.filter { !platform.owns($0) }
    ).chosen()
    return project
  }

  // MARK: Texts

  /// The manifests of a whole new project, by path, with `plumb.yaml`.
  public func files() async -> [String: String] {
    let texts = await written { writer, object in
      (object.id, YAMLEmitter().text(for: writer.node(of: object)))
    }
    var result = byPath(texts, \.0).mapValues { $0.map(\.1).joined(separator: "---\n") }
    result[ProjectFile.name] = ProjectFileWriter(registry: registry).text(of: project)
    return result
  }

  /// One manifest of an object.
  struct Manifest {
    let id: ObjectID
    let node: Node

    var text: String { YAMLEmitter().text(for: node) }
  }

  /// The manifests by the paths that new files get.
  func manifests() async -> [String: [Manifest]] {
    byPath(
      await written { writer, object in Manifest(id: object.id, node: writer.node(of: object)) },
      \.id
    )
  }

  private func byPath<Written>(
    _ items: [Written],
    _ id: (Written) -> ObjectID
  ) -> [String: [Written]] {
    var layout = ExportLayout(registry: registry)
    return Dictionary(grouping: items) { layout.path(of: id($0)) }
  }

  /// How many objects one task writes; few enough to spread, many enough to be worth a task.
  private static let objectsPerTask = 32

  /// What is written of each object that has a manifest, in the order of their names.
  private func written<Written: Sendable>(
    _ write: @Sendable @escaping (ManifestWriter, any ManagedObject) -> Written
  ) async -> [Written] {
    let writer = ManifestWriter(registry: registry, catalog: catalog, defaults: project.defaults)
    let objects = catalog.objects.values.filter(writer.needsDocument).sorted { $0.id < $1.id }
    return await withTaskGroup(of: (start: Int, items: [Written]).self) { group in
      for start in stride(from: 0, to: objects.count, by: Self.objectsPerTask) {
        let batch = objects[start..<min(start + Self.objectsPerTask, objects.count)]
        group.addTask { (start, batch.map { write(writer, $0) }) }
      }
      var parts: [(start: Int, items: [Written])] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.start < $1.start }.flatMap(\.items)
    }
  }
}

// MARK: - Writing

/// How an export treats what is already there.
public enum ExportMode: Hashable, Sendable {
  /// The folder must be empty or absent.
  case newProject
  /// The manifests of a project are brought up to date; those whose objects have not changed stay
  /// as people wrote them, what is not declared by manifests is left alone.
  case update
}

/// What an export has done, in paths relative to the project's root.
public struct ExportSummary: Hashable, Sendable {
  /// The files that are new or have changed.
  public var written: [String] = []
  /// The files that say the same as before and have not been touched.
  public var unchanged: [String] = []
  /// The files whose objects are gone.
  public var removed: [String] = []
}

extension ExportWriter {
  /// Writes the project into a folder.
  ///
  /// - Parameters:
  ///   - root: the folder; it is made when it is absent.
  ///   - mode: what is done with what is already there.
  ///   - environment: the environment whose database was read, for what manifests leave to it.
  ///   - processEnvironment: the values of `${env:NAME}`.
  ///   - spelling: what the manifests declare in the server's words; nil when that is not known, so
  ///     that a manifest is written anew when it is declared in other words than the server's.
  ///   - isAdopted: for an update, which objects are taken from the database, with all that lives
  ///     in them; nil for all.
  /// - Returns: what has been done.
  /// - Throws: `DiagnosticsError` when the folder is not empty, a manifest that is there has
  ///   mistakes, or a file cannot be written.
  public func write(
    to root: String,
    mode: ExportMode,
    environment: EnvironmentFile? = nil,
    processEnvironment: [String: String] = [:],
    spelling: DeclaredSpelling? = nil,
    adopting isAdopted: ((ObjectID) -> Bool)? = nil
  ) async throws(DiagnosticsError) -> ExportSummary {
    let folder = ProjectFolder(root: root)
    guard mode == .update else {
      try folder.requireEmpty()
      let files = await self.files()
      try await folder.write(new: files)
      return ExportSummary(written: files.keys.sorted())
    }
    var diagnostics = DiagnosticCollector()
    let existing = ExistingManifests(
      project: project,
      files: .onDisk(root),
      registry: registry,
      environment: environment,
      processEnvironment: processEnvironment,
      spelling: spelling,
      diagnostics: &diagnostics
    )
    try diagnostics.throwIfErrors()
    var update: ExistingManifests.Update
    let former = spelling == nil ? [:] : await formerNodes(existing)
    if let isAdopted {
      let mixed = existing.adopting(catalog, isAdopted)
      let writer = ExportWriter(registry: registry, catalog: mixed, project: project)
      update = existing.updated(to: mixed, manifests: await writer.manifests(), former: former)
    } else {
      update = existing.updated(to: catalog, manifests: await manifests(), former: former)
    }
    if folder.contains(ProjectFile.name) {
      update.unchanged.append(ProjectFile.name)
    } else {
      update.written[ProjectFile.name] = ProjectFileWriter(registry: registry).text(of: project)
    }
    for (path, text) in update.written.sorted(by: { $0.key < $1.key }) {
      try folder.write(text, to: path)
    }
    for path in update.removed.sorted() { try folder.remove(path) }
    return ExportSummary(
      written: update.written.keys.sorted(),
      unchanged: update.unchanged.sorted(),
      removed: update.removed.sorted()
    )
  }

  /// How an export would write what is declared.
  private func formerNodes(_ existing: ExistingManifests) async -> [ObjectID: Node] {
    let writer = ExportWriter(registry: registry, catalog: existing.wanted, project: project)
    return Dictionary(
      await writer.manifests().values.joined().map { ($0.id, $0.node) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
