public import Diagnostics
public import ObjectModel
public import YAMLSource

/// What a project says of itself in `plumb.yaml`.
public struct ProjectFile: Sendable {
  /// The file's name; the folder that holds it is the project's root.
  public static let name = "plumb.yaml"

  /// The schemas in which Plumb is authoritative.
  public enum ManagedSchemas: Hashable, Sendable {
    /// Those that a manifest declares or puts an object into.
    case declared
    /// All that are neither the system's nor the platform's.
    case all
    /// These.
    case listed([String])
  }

  /// What the databases are hosted on.
  public var platform: Platform = .postgres
  /// The schemas in which what is not declared is to be dropped.
  public var managedSchemas: ManagedSchemas = .declared
  /// Where it says which schemas those are; nil when it does not.
  public var managedRange: SourceRange?
  /// The kinds without a schema whose undeclared objects are to be dropped.
  public var prunedKinds: Set<KindName> = []
  /// What holds for objects that do not say otherwise.
  public var defaults = ProjectDefaults()
  /// The objects that Plumb neither changes nor reports.
  public var ignored: [ObjectPattern] = []
  /// The `search_path` under which the texts of manifests are read.
  public var searchPath: [String] = ["public"]
  /// Where a server spells the desired objects.
  public var scratch: ScratchChoice = .embedded

  /// The settings of a project that says nothing.
  public init() {}

  /// Where a server spells the desired objects.
  public enum ScratchChoice: Hashable, Sendable {
    /// A private server, started from the binaries of this machine.
    case embedded
    /// A temporary database on the server of the database that is looked at.
    case server
    /// A database given for this.
    case database(ConnectionTemplate)
  }
}

// MARK: - Reading

extension ProjectFile {
  /// Reads the settings of a project; every mistake becomes a diagnostic.
  ///
  /// - Parameters:
  ///   - node: the document of `plumb.yaml`; nil for an empty file.
  ///   - registry: the kinds that may be named.
  ///   - diagnostics: gets every mistake with its place.
  public init(node: Node?, registry: KindRegistry, diagnostics: inout DiagnosticCollector) {
    guard let node,
      var reader = SettingsReader(node, owner: Self.name, diagnostics: &diagnostics)
    else { return }
    platform = reader.value("platform", diagnostics: &diagnostics) ?? .postgres
    if let manage = reader.node("manage") {
      managedRange = manage.range
      readManaged(manage, registry: registry, diagnostics: &diagnostics)
    }
    if let node = reader.node("defaults") {
      defaults = Self.defaults(node, registry: registry, diagnostics: &diagnostics)
    }
    if let node = reader.node("ignore") {
      ignored = ObjectPattern.list(
        in: node,
        under: "ignore",
        registry: registry,
        diagnostics: &diagnostics
      )
    }
    searchPath =
      reader.value("search_path", diagnostics: &diagnostics) ?? platform.searchPath
    if let node = reader.node("scratch") {
      scratch = Self.scratch(node, diagnostics: &diagnostics) ?? .embedded
    }
    reader.finish(diagnostics: &diagnostics)
  }

  private mutating func readManaged(
    _ node: Node,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) {
    if node.pairs == nil {
      managedSchemas = Self.schemas(node, key: "manage", diagnostics: &diagnostics)
      return
    }
    guard var reader = SettingsReader(node, owner: "\"manage\"", diagnostics: &diagnostics) else {
      return
    }
    if let node = reader.node("schemas") {
      managedSchemas = Self.schemas(node, key: "schemas", diagnostics: &diagnostics)
    }
    if let node = reader.node("prune"), let items = node.items {
      prunedKinds = Set(items.compactMap { Self.kind($0, registry, &diagnostics) })
    } else if let node = reader.node("prune") {
      [String].reject(node, field: "prune", diagnostics: &diagnostics, hint: "Write it as [role].")
    }
    reader.finish(diagnostics: &diagnostics)
  }

  private static func schemas(
    _ node: Node,
    key: String,
    diagnostics: inout DiagnosticCollector
  ) -> ManagedSchemas {
    if node.stringValue == "*" { return .all }
    guard let names = [String](node: node, field: key, diagnostics: &diagnostics) else {
      return .declared
    }
    return names.contains("*") ? .all : .listed(names)
  }

  private static func kind(
    _ node: Node,
    _ registry: KindRegistry,
    _ diagnostics: inout DiagnosticCollector
  ) -> KindName? {
    let kinds = registry.kinds.filter { !$0.traits.isInSchema }.map { $0.kind }
    let text = node.stringValue ?? ""
    if let kind = kinds.first(where: { $0.text == text }) { return kind }
    let near = closestMatch(to: text, among: kinds.map(\.text))
    diagnostics.error(
      "manifest.unknown-kind",
      "unknown kind \"\(text)\" in \"prune\"",
      at: node.range,
      hint: near.map { "Did you mean \"\($0)\"?" }
        ?? "Write the first key of a manifest of objects that lie in no schema, such as role."
    )
    return nil
  }

  private static func scratch(
    _ node: Node,
    diagnostics: inout DiagnosticCollector
  ) -> ScratchChoice? {
    switch node.stringValue {
    case "embedded": return .embedded
    case "server": return .server
    case let text?:
      if let template = ConnectionTemplate(text, range: node.range) { return .database(template) }
    case nil: break
    }
    diagnostics.error(
      "manifest.wrong-type",
      "\"scratch\" must be embedded, server or a connection URL",
      at: node.range,
      hint: "Write embedded, or ${env:NAME} for a URL in an environment variable."
    )
    return nil
  }
}

// MARK: - Defaults

extension ProjectFile {
  private static func defaults(
    _ node: Node,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) -> ProjectDefaults {
    guard var reader = SettingsReader(node, owner: "\"defaults\"", diagnostics: &diagnostics)
    else { return ProjectDefaults() }
    var defaults = ProjectDefaults()
    defaults.owner = reader.value("owner", diagnostics: &diagnostics)
    if let node = reader.node("grants") {
      defaults.grants = grants(node, registry: registry, diagnostics: &diagnostics)
    }
    reader.finish(diagnostics: &diagnostics)
    return defaults
  }

  private static func grants(
    _ node: Node,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) -> [String: [String: [String]]] {
    guard let pairs = node.pairs else {
      [String: [String]].reject(
        node,
        field: "grants",
        diagnostics: &diagnostics,
        hint: "Write it as {tables: {anon: [select]}}."
      )
      return [:]
    }
    let privileges = registry.kinds.compactMap { $0.traits.privileges }
    var known: [String: Set<String>] = [:]
    for set in privileges {
      if let type = set.objectType { known[type, default: []].formUnion(set.all) }
    }
    var result: [String: [String: [String]]] = [:]
    for pair in pairs {
      guard let allowed = known[pair.name] else {
        let near = closestMatch(to: pair.name, among: known.keys.sorted())
        diagnostics.error(
          "manifest.unknown-key",
          "unknown object type \"\(pair.name)\" in \"grants\"",
          at: pair.key.range,
          hint: near.map { "Did you mean \"\($0)\"?" }
            ?? "Known object types: \(known.keys.sorted().joined(separator: ", "))."
        )
        continue
      }
      result[pair.name] = grantees(
        pair.value,
        of: pair.name,
        allowed: allowed,
        diagnostics: &diagnostics
      )
    }
    return result
  }

  private static func grantees(
    _ node: Node,
    of type: String,
    allowed: Set<String>,
    diagnostics: inout DiagnosticCollector
  ) -> [String: [String]] {
    if node.isNull { return [:] }
    guard let pairs = node.pairs else {
      [String: [String]].reject(
        node,
        field: type,
        diagnostics: &diagnostics,
        hint: "Write it as {anon: [select]}."
      )
      return [:]
    }
    var result: [String: [String]] = [:]
    for pair in pairs {
      let items = pair.value.items ?? [pair.value]
      result[pair.name] = items.compactMap { item in
        guard let word = item.stringValue?.lowercased() else {
          [String].reject(item, field: pair.name, diagnostics: &diagnostics)
          return nil
        }
        let option = " with grant option"
        let privilege = word.hasSuffix(option) ? String(word.dropLast(option.count)) : word
        if privilege == "all" || allowed.contains(privilege) { return word }
        let near = closestMatch(to: word, among: allowed.sorted())
        diagnostics.error(
          "manifest.unknown-privilege",
          "unknown privilege \"\(word)\" on \(type)",
          at: item.range,
          hint: near.map { "Did you mean \"\($0)\"?" }
            ?? "Privileges on \(type): \(allowed.sorted().joined(separator: ", ")), or all."
        )
        return nil
      }
    }
    return result
  }
}
