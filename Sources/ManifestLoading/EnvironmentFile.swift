public import Diagnostics
public import ObjectModel
public import YAMLSource

/// One environment of a project: where its database is and how its objects differ from the
/// manifests.
public struct EnvironmentFile: Sendable {
  /// The folder that holds the environments.
  public static let folder = "environments"

  /// The environment's name.
  public var name: String
  /// Its file, relative to the project's root.
  public var path: String
  /// Its database; nil when the file says none.
  public var database: DatabaseLocation?
  /// Its databases, when it has many of them; nil for one.
  public var fleet: DatabaseFleet?
  /// Where its auth settings are kept; nil when the file says none.
  public var auth: AuthReference?
  /// The values of `${name}` in manifests.
  public var variables: [String: Scalar] = [:]
  /// How plans are applied.
  public var apply = ApplySettings()
  /// The documents that are merged into the manifests, by object.
  public var overrides: [Node] = []
  /// The objects that this environment does without.
  public var excluded: [ObjectPattern] = []
  /// The environments that have to be verified before this one is touched.
  public var requires: [RequiredEnvironment] = []
  /// The differences that a verification accepts.
  public var allowedDifferences: [AllowedDifference] = []

  /// Makes an environment that says nothing but its name.
  public init(name: String, path: String = "") {
    self.name = name
    self.path = path
  }

  /// Where a database is.
  public enum DatabaseLocation: Hashable, Sendable {
    /// A local server that Plumb runs under `.plumb/`.
    case embedded
    /// A server that is connected to.
    case url(ConnectionTemplate)
  }

  /// Where auth settings are kept, for the module that knows such places.
  public struct AuthReference: Hashable, Sendable {
    /// The sort of place: `management_api`, `env_file`, `config_toml`.
    public let target: String
    /// The whole mapping, as written.
    public let node: Node

    /// Describes a place.
    public init(target: String, node: Node) {
      self.target = target
      self.node = node
    }
  }
}

/// How plans are applied to an environment.
public struct ApplySettings: Hashable, Sendable {
  /// How steps share transactions.
  public enum Strategy: String, CaseIterable, Hashable, Sendable, FieldCodable {
    /// All in one, proved before it commits.
    case atomic
    /// Many short ones, for large live tables.
    case online
  }

  /// How steps share transactions.
  public var strategy: Strategy = .atomic
  /// How long a step waits for a lock; zero waits for ever, nil leaves it to the executor.
  public var lockTimeout: Duration?
  /// How long a statement may run; zero is without limit, nil leaves it to the executor.
  public var statementTimeout: Duration?
  /// Whether only saved plans may be applied.
  public var isProtected = false

  /// The settings of an environment that says nothing.
  public init() {}
}

// MARK: - Reading

extension EnvironmentFile {
  /// Reads an environment; every mistake becomes a diagnostic.
  ///
  /// - Parameters:
  ///   - node: the document; nil for an empty file.
  ///   - path: the file, relative to the project's root; its name is the environment's.
  ///   - registry: the kinds that may be named.
  ///   - diagnostics: gets every mistake with its place.
  public init(
    node: Node?,
    path: String,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) {
    self.init(name: Self.name(ofFile: path), path: path)
    guard let node,
      var reader = SettingsReader(node, owner: "an environment", diagnostics: &diagnostics)
    else { return }
    if let node = reader.node("environment") { check(name: node, diagnostics: &diagnostics) }
    database = reader.node("database").flatMap { Self.database($0, diagnostics: &diagnostics) }
    auth = reader.node("auth").flatMap { Self.auth($0, diagnostics: &diagnostics) }
    readFleet(&reader, diagnostics: &diagnostics)
    if let node = reader.node("variables") { readVariables(node, diagnostics: &diagnostics) }
    if var settings = reader.settings("apply", diagnostics: &diagnostics) {
      apply = ApplySettings(reading: &settings, diagnostics: &diagnostics)
    }
    if let node = reader.node("overrides") { readOverrides(node, diagnostics: &diagnostics) }
    if let node = reader.node("exclude") {
      excluded = ObjectPattern.list(
        in: node,
        under: "exclude",
        registry: registry,
        diagnostics: &diagnostics
      )
    }
    requires =
      reader.node("requires").map {
        RequiredEnvironment.list(in: $0, of: name, diagnostics: &diagnostics)
      } ?? []
    if let node = reader.node("allowed_differences") {
      allowedDifferences = AllowedDifference.list(
        in: node,
        registry: registry,
        diagnostics: &diagnostics
      )
    }
    reader.finish(diagnostics: &diagnostics)
  }

  /// The name of the environment that a file describes.
  static func name(ofFile path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.split(separator: ".").dropLast().joined(separator: ".")
  }

  private mutating func check(name node: Node, diagnostics: inout DiagnosticCollector) {
    guard let text = String(node: node, field: "environment", diagnostics: &diagnostics),
      text != name
    else { return }
    diagnostics.error(
      "environment.other-name",
      "environment \"\(text)\" stands in the file of \"\(name)\"",
      at: node.range,
      hint: "Name the file \(text).yaml, or write \"environment: \(name)\"."
    )
  }

  private static func database(
    _ node: Node,
    diagnostics: inout DiagnosticCollector
  ) -> DatabaseLocation? {
    if node.stringValue == "embedded" { return .embedded }
    if let text = node.stringValue, let template = ConnectionTemplate(text, range: node.range) {
      template.warnOfPassword(&diagnostics)
      return .url(template)
    }
    diagnostics.error(
      "manifest.wrong-type",
      "\"database\" must be embedded or a connection URL",
      at: node.range,
      hint: "Write ${env:NAME} for a URL in an environment variable."
    )
    return nil
  }

  private mutating func readFleet(
    _ reader: inout SettingsReader,
    diagnostics: inout DiagnosticCollector
  ) {
    let rollout = reader.node("rollout")
    guard let node = reader.node("databases") else {
      if let rollout {
        diagnostics.error(
          "environment.rollout-alone",
          "\"rollout\" says nothing of a single database",
          at: rollout.range,
          hint: "Name the fleet's databases under \"databases\"."
        )
      }
      return
    }
    if database != nil {
      diagnostics.error(
        "environment.two-databases",
        "the environment has a \"database\" already",
        at: node.range,
        hint: "Write \"database\" for one of them, \"databases\" for many."
      )
    }
    if let auth {
      diagnostics.error(
        "environment.fleet-auth",
        "many databases do not share a place of auth settings",
        at: auth.node.range,
        hint: "Give each project with auth settings an environment of its own."
      )
    }
    var found = DatabaseFleet(node: node, diagnostics: &diagnostics)
    if let rollout {
      let read = FleetRollout(node: rollout, of: found, diagnostics: &diagnostics)
      found?.rollout = read
    }
    fleet = found
  }

  private static func auth(
    _ node: Node,
    diagnostics: inout DiagnosticCollector
  ) -> AuthReference? {
    guard node.pairs != nil else {
      diagnostics.error(
        "manifest.wrong-type",
        "\"auth\" must be a mapping, not \(node.kindDescription)",
        at: node.range,
        hint: "Write it as {target: env_file, path: .env}."
      )
      return nil
    }
    guard let target = node["target"]?.stringValue else {
      diagnostics.error(
        "manifest.missing-key",
        "\"auth\" has no \"target\"",
        at: node.range,
        hint: "Add \"target:\" with the place where the settings are kept."
      )
      return nil
    }
    return AuthReference(target: target, node: node)
  }

  private mutating func readVariables(_ node: Node, diagnostics: inout DiagnosticCollector) {
    guard let pairs = node.pairs else {
      [String: String].reject(node, field: "variables", diagnostics: &diagnostics)
      return
    }
    for pair in pairs {
      if let scalar = pair.value.scalar, !scalar.isNull {
        variables[pair.name] = scalar
      } else {
        String.reject(pair.value, field: pair.name, diagnostics: &diagnostics)
      }
    }
  }

  private mutating func readOverrides(_ node: Node, diagnostics: inout DiagnosticCollector) {
    guard let items = node.items else {
      [String].reject(
        node,
        field: "overrides",
        diagnostics: &diagnostics,
        hint: "Begin each with \"- \" and its kind, such as \"- table: todos\"."
      )
      return
    }
    overrides = items
  }
}

extension ApplySettings {
  fileprivate init(reading reader: inout SettingsReader, diagnostics: inout DiagnosticCollector) {
    strategy = reader.value("strategy", diagnostics: &diagnostics) ?? .atomic
    lockTimeout =
      reader.value("lock_timeout", as: WrittenDuration.self, diagnostics: &diagnostics)?.duration
    statementTimeout =
      reader.value("statement_timeout", as: WrittenDuration.self, diagnostics: &diagnostics)?
      .duration
    isProtected = reader.value("protected", diagnostics: &diagnostics) ?? false
    reader.finish(diagnostics: &diagnostics)
  }
}
