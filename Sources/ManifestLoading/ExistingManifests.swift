import Diagnostics
import ObjectModel
import YAMLSource

/// The manifests that a project already has, cut into their documents, to be brought up to date
/// with as few changes as possible.
struct ExistingManifests {
  /// A piece of a file that is kept or written anew as a whole.
  private struct Chunk {
    /// The text, with the comments around it.
    let text: String
    /// For each of its documents the identities that its object may have.
    let objects: [[ObjectID]]
    /// The kind of its objects, when it is a tree of them.
    let tree: KindName?
  }

  /// What has to be done to the files.
  struct Update {
    var written: [String: String] = [:]
    var unchanged: [String] = []
    var removed: [String] = []
  }

  private var chunks: [String: [Chunk]] = [:]
  private let state: DeclaredState
  private let spelling: DeclaredSpelling?
  private let registry: KindRegistry
  private let files: ProjectFiles
  /// What is declared, as far as it is known in the server's words.
  let wanted: Catalog

  init(
    project: ProjectFile,
    files: ProjectFiles,
    registry: KindRegistry,
    environment: EnvironmentFile?,
    processEnvironment: [String: String],
    spelling: DeclaredSpelling? = nil,
    diagnostics: inout DiagnosticCollector
  ) {
    self.spelling = spelling
    self.registry = registry
    self.files = files
    let substitution = VariableSubstitution(
      variables: environment?.variables ?? [:],
      environment: processEnvironment,
      policy: .optional
    )
    var documents: [ManifestDocument] = []
    for path in files.paths(ManifestLoader.folder) where path.isYAMLPath {
      let nodes = files.documents(path, diagnostics: &diagnostics)
      let texts = Self.documentTexts(files, path)
      let parts = nodes.map { Self.chunk("", $0, registry, substitution, spelling) }
      if texts.count == nodes.count {
        chunks[path] = zip(texts, parts).map {
          Chunk(text: $0, objects: $1.objects, tree: $1.tree)
        }
      } else {
        let text = texts.joined(separator: "---\n")
        chunks[path] = [Chunk(text: text, objects: parts.flatMap(\.objects), tree: nil)]
      }
      let bodies = FileBodies(files: files, manifest: path)
      documents += nodes.map {
        ManifestDocument(
          node: bodies.inserted(into: $0, registry: registry, diagnostics: &diagnostics)
        )
      }
    }
    var overlay = Overlay(registry: registry, substitution: substitution, documents: documents)
    for patch in environment?.overrides ?? [] {
      let bodies = FileBodies(files: files, manifest: environment?.path ?? "")
      overlay.merge(
        bodies.inserted(into: patch, registry: registry, diagnostics: &diagnostics)
      )
    }
    var builder = StateBuilder(
      project: Project(root: "", file: project, files: files),
      registry: registry,
      environment: environment
    )
    var exclusion = Exclusion(patterns: environment?.excluded ?? [])
    let nodes = overlay.merged.map {
      substitution.applied(to: $0.node, registry: registry, diagnostics: &diagnostics)
    }
    builder.decode(nodes, exclusion: &exclusion, diagnostics: &diagnostics)
    state = builder.finished(diagnostics: &diagnostics)
    wanted = spelling?.completed(by: state.catalog) ?? state.catalog
  }

  private static func chunk(
    _ text: String,
    _ node: Node,
    _ registry: KindRegistry,
    _ substitution: VariableSubstitution,
    _ spelling: DeclaredSpelling?
  ) -> Chunk {
    let form = registry.document(startingWith: node.pairs?.first?.name ?? "")
    let ids = registry.identities(of: node, substitution)
    return Chunk(
      text: text,
      objects: [ids.map { spelling?.identities[$0] ?? $0 }],
      tree: form?.place.form == .tree ? form?.kind.kind : nil
    )
  }

  /// The texts between the `---` of a file, without those that hold nothing but comments.
  private static func documentTexts(_ files: ProjectFiles, _ path: String) -> [String] {
    guard case .success(let bytes) = files.contents(path) else { return [] }
    var texts = [""]
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line == "---" || line.hasPrefix("--- ") {
        texts.append(line.count > 4 ? line.dropFirst(4) + "\n" : "")
      } else if index < lines.count - 1 || !line.isEmpty {
        texts[texts.count - 1] += line + "\n"
      }
    }
    return texts.filter { text in
      text.split(separator: "\n").contains { line in
        let content = line.drop { $0 == " " }
        return !content.isEmpty && content.first != "#"
      }
    }
  }
}

// MARK: - Adopting a part

extension ExistingManifests {
  /// What is declared, with some objects as a database holds them.
  func adopting(_ live: Catalog, _ isAdopted: (ObjectID) -> Bool) -> Catalog {
    func counts(_ id: ObjectID) -> Bool {
      isAdopted(id) || (id.parent.map(counts) ?? false)
    }
    let taken = live.objects.values.filter { counts($0.id) }
    let replaced = Set(taken.map(\.declaredID) + taken.map(\.id))
    var result = Catalog()
    for (id, object) in wanted.objects {
      let isOther = replaced.contains(id) || replaced.contains(id.root)
      if counts(id) || (isOther && id.parent == nil) { continue }
      // Nothing is said of schemas that no manifest declares.
      if state.impliedSchemas.contains(id.root) { continue }
      result.insert(object)
    }
    for object in taken where Self.hasHome(object.id, result, taken) { result.insert(object) }
    return result
  }

  /// Whether what an object lives in is there, too.
  private static func hasHome(
    _ id: ObjectID,
    _ catalog: Catalog,
    _ taken: [any ManagedObject]
  ) -> Bool {
    guard let parent = id.parent else { return true }
    return catalog[parent] != nil || taken.contains { $0.id == parent }
  }
}

// MARK: - Comparing

extension ExistingManifests {
  /// What brings the files to what a database holds.
  ///
  /// - Parameters:
  ///   - live: what it holds.
  ///   - manifests: how an export would write that, by the paths of new files.
  ///   - former: how an export would write what is declared, if the server's words are known.
  /// - Returns: what has to be done to the files.
  func updated(
    to live: Catalog,
    manifests: [String: [ExportWriter.Manifest]],
    former: [ObjectID: Node] = [:]
  ) -> Update {
    let texts = Dictionary(
      manifests.values.joined().map { ($0.id, $0.text) },
      uniquingKeysWith: { first, _ in first }
    )
    let nodes = Dictionary(
      manifests.values.joined().map { ($0.id, $0.node) },
      uniquingKeysWith: { first, _ in first }
    )
    let declared = chunks.values.joined().flatMap { $0.objects.flatMap(\.self) }
    let rewritten = declared.filter { texts[$0] != nil && !isSame($0, live) }
    var edits = ManifestEdits(
      registry: registry,
      files: files,
      former: former,
      nodes: nodes,
      hosts: Set(declared.compactMap(\.parent))
    )
    var placed: Set<ObjectID> = []
    var results: [String: [String]] = [:]
    for (path, chunks) in chunks.sorted(by: { $0.key < $1.key }) {
      edits.manifest = path
      results[path] = chunks.flatMap { chunk in
        if let tree = chunk.tree {
          return updated(
            chunk,
            of: tree,
            live: live,
            texts: texts,
            edits: &edits,
            placed: &placed
          )
        }
        return updated(
          chunk,
          live: live,
          texts: texts,
          rewritten: Set(rewritten),
          edits: &edits,
          placed: &placed
        )
      }
    }
    for (path, manifests) in manifests.sorted(by: { $0.key < $1.key }) {
      let added = manifests.filter { !placed.contains($0.id) }.map(\.text)
      if !added.isEmpty { results[path, default: []] += added }
    }
    var update = update(to: results)
    update.written.merge(edits.bodies) { $1 }
    return update
  }

  private func update(to results: [String: [String]]) -> Update {
    var update = Update()
    for (path, texts) in results {
      if texts == chunks[path]?.map(\.text) {
        update.unchanged.append(path)
      } else if texts.isEmpty {
        update.removed.append(path)
      } else {
        update.written[path] = texts.joined(separator: "---\n")
      }
    }
    return update
  }

  /// A document, or a file that cannot be cut: as it is when nothing in it has changed.
  private func updated(
    _ chunk: Chunk,
    live: Catalog,
    texts: [ObjectID: String],
    rewritten: Set<ObjectID>,
    edits: inout ManifestEdits,
    placed: inout Set<ObjectID>
  ) -> [String] {
    let ids = chunk.objects.compactMap { candidates in
      candidates.first { live[$0] != nil } ?? candidates.first
    }
    // What lives in an object that is written anew stands in its manifest from now on.
    let standing = ids.filter { id in
      !rewritten.contains { $0 != id && id.isWithin($0) }
    }
    if standing.isEmpty && !ids.isEmpty { return [] }
    if standing.allSatisfy({ isSame($0, live) || isBeyondExport($0, live) }) {
      placed.formUnion(standing)
      return [chunk.text]
    }
    if standing == ids, ids.count == 1, texts[ids[0]] != nil, !placed.contains(ids[0]),
      let text = edits.text(chunk.text, of: ids[0])
    {
      placed.insert(ids[0])
      return [text]
    }
    return standing.compactMap { placed.insert($0).inserted ? texts[$0] : nil }
  }

  /// A document that is a tree: all of its kind stand in the first one unless nothing has changed.
  private func updated(
    _ chunk: Chunk,
    of kind: KindName,
    live: Catalog,
    texts: [ObjectID: String],
    edits: inout ManifestEdits,
    placed: inout Set<ObjectID>
  ) -> [String] {
    let present = live.objects.keys.filter { $0.kind == kind }.sorted()
    let wanted = wanted.objects.keys.filter { $0.kind == kind }.sorted()
    if present.isEmpty || present == wanted && wanted.allSatisfy({ isSame($0, live) }) {
      placed.formUnion(present)
      return [chunk.text]
    }
    if placed.isDisjoint(with: present), let first = present.first(where: { texts[$0] != nil }),
      let text = edits.text(chunk.text, of: first)
    {
      placed.formUnion(present)
      return [text]
    }
    return present.compactMap { placed.insert($0).inserted ? texts[$0] : nil }
  }

  /// Whether the live objects say nothing about an object that is declared: the environment does
  /// without it, the project ignores it, or it is kept elsewhere than in the catalogs.
  private func isBeyondExport(_ id: ObjectID, _ live: Catalog) -> Bool {
    if live[id] != nil { return false }
    let patterns = state.project.ignored + (state.environment?.excluded ?? [])
    if patterns.contains(where: { $0.matches(id) }) { return true }
    guard let object = wanted[id] else { return false }
    return !(object is any CatalogObject) && !live.objects.keys.contains { $0.kind == id.kind }
  }

  /// Whether an object is declared as it is, with everything that lives inside it.
  private func isSame(_ id: ObjectID, _ live: Catalog) -> Bool {
    guard let object = live[id], let declared = wanted[id],
      declared.changedFields(from: object).isEmpty
    else { return false }
    let ignored = state.leftAlone[id] ?? []
    let wanted = (wanted.children(of: id) + wanted.guests(of: id))
      .filter { !ignored.contains($0.kind) }
    let present = (live.children(of: id) + live.guests(of: id))
      .filter { !ignored.contains($0.kind) }
    return wanted == present && wanted.allSatisfy { isSame($0, live) }
  }
}
