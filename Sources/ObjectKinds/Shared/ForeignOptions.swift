import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// Which options of a sort of object are secrets, by their names.
protocol OptionSecrecy: Sendable {
  /// Whether any can be a secret.
  static var hasSecrets: Bool { get }
  static func isSecret(_ name: String) -> Bool
  /// Whether the values go into fingerprints: not where a role may not see them.
  static var isCompared: Bool { get }
}

/// The options of a foreign data wrapper, server, foreign table or column.
enum SecretsByName: OptionSecrecy {
  private static let parts = [
    "password", "passwd", "passphrase", "passcode", "secret", "token", "credential", "private_key",
    "privatekey", "api_key", "apikey", "access_key", "accesskey", "sa_key", "conn_str",
    "connection_str",
  ]
  /// What only says where a secret is kept, or how one is used.
  private static let endings = ["_id", "_name", "_file", "_path", "_required"]

  static let hasSecrets = true
  static let isCompared = true

  static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return parts.contains { name.contains($0) } && !endings.contains { name.hasSuffix($0) }
  }
}

/// The options of a user mapping: all of them but a few that are known to be harmless.
enum SecretsOfUsers: OptionSecrecy {
  private static let harmless: Set = [
    "user", "username", "user_name", "remote_user", "sslcert", "sslkey", "passfile",
    "password_required", "use_scram_passthrough", "allow_nologin",
  ]

  static let hasSecrets = true
  static let isCompared = false

  static func isSecret(_ name: String) -> Bool { !harmless.contains(name.lowercased()) }
}

/// The options of a column, which are no secrets.
enum NoSecrets: OptionSecrecy {
  static let hasSecrets = false
  static let isCompared = true

  static func isSecret(_ name: String) -> Bool { false }
}

/// Options that a foreign data wrapper defines: names with values, which may be secrets.
///
/// Catalogs keep them as `name=value` texts. Manual: CREATE SERVER, OPTIONS.
struct ForeignOptions<Secrecy: OptionSecrecy>: FieldCodable {
  private(set) var values: [String: SecretValue] = [:]
  /// Whether the role that reads them may see them.
  private(set) var isKnown = true

  init() {}

  /// Takes the texts of a catalog; nil when the role may not see them.
  init(live texts: [String]?, isVisible: Bool = true) {
    isKnown = isVisible
    for (name, value) in StorageParameters.dictionary(texts ?? []) {
      values[name] = Self.value(value, name)
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    !left.isKnown || !right.isKnown || left.values == right.values
  }

  // MARK: Manifest

  static var shape: ValueShape {
    .map(.text(Secrecy.hasSecrets ? "text, or ${env:NAME} for a secret" : "text"))
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let pairs = node.pairs else {
      if node.isNull { return }
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    for pair in pairs {
      guard let text = String(node: pair.value, field: pair.name, diagnostics: &diagnostics) else {
        continue
      }
      let isSecret = Secrecy.isSecret(pair.name)
      if isSecret, SecretReference(text) == nil, text != SecretValue.hiddenText {
        diagnostics.report(.plainSecret(pair.name, at: pair.value.range))
        continue
      }
      values[pair.name] = Self.value(text, pair.name)
    }
  }

  private static func value(_ text: String, _ name: String) -> SecretValue {
    Secrecy.hasSecrets
      ? SecretValue(live: text, isSecret: Secrecy.isSecret(name)) : .visible(text)
  }

  var fieldValue: FieldValue {
    .map(values.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value.shown)) })
  }

  var comparedValue: FieldValue {
    guard Secrecy.isCompared else { return .absent }
    return .map(
      values.sorted { $0.key < $1.key }.map { name, value in
        .init(name, .text(Secrecy.isSecret(name) ? SecretValue.hiddenText : value.shown))
      }
    )
  }

  static var unrecorded: Self? { Secrecy.isCompared ? nil : Self(live: nil, isVisible: false) }

  // MARK: Secrets

  func recognising(_ secret: (SecretReference) -> String?) -> Self {
    var copy = self
    for (name, value) in values {
      copy.values[name] = value.recognised(isSecret: Secrecy.isSecret(name), secret)
    }
    return copy
  }

  /// The secrets among them, beside the options that a database holds.
  func secrets(of what: String, beside live: Self) -> [DeclaredSecret] {
    values.sorted { $0.key < $1.key }.compactMap { _, value in
      value.reference.map {
        DeclaredSecret(
          $0,
          what: "secret of a \(what)",
          form: .plain,
          standing: live.isKnown ? .compared : .hidden
        )
      }
    }
  }

  /// The options with references in the place of secrets, named after the object.
  func referring(as names: [String]) -> Self {
    var copy = self
    for (name, value) in values { copy.values[name] = value.referring(to: names + [name]) }
    return copy
  }
}

extension Diagnostic {
  /// A secret that stands in a manifest.
  static func plainSecret(_ name: String, at range: SourceRange?) -> Diagnostic {
    var diagnostic = Diagnostic(
      .error,
      code: "manifest.plain-secret",
      "\"\(name)\" is a secret and must not stand in a manifest",
      at: range,
      hint: "Write ${env:NAME}, and set NAME where plumb runs. The line is not shown."
    )
    diagnostic.isSourceSecret = true
    return diagnostic
  }
}

// MARK: - Access

extension ForeignOptions {
  /// Whether others than these may lead to other data: all options but a few that are known to be
  /// about speed.
  func mayLeadElsewhere(than old: Self) -> Bool {
    Set(values.keys).union(old.values.keys).contains { name in
      values[name] != old.values[name] && !ForeignOption.aboutSpeed.contains(name.lowercased())
    }
  }
}

/// What is known of options of foreign data wrappers.
private enum ForeignOption {
  /// Manual: postgres_fdw, options that control costs, execution and connections.
  static let aboutSpeed: Set = [
    "use_remote_estimate", "fdw_startup_cost", "fdw_tuple_cost", "analyze_sampling", "fetch_size",
    "batch_size", "async_capable", "parallel_commit", "parallel_abort", "keep_connections",
    "application_name", "connect_timeout", "keepalives", "keepalives_idle", "keepalives_interval",
    "keepalives_count",
  ]
}

// MARK: - SQL

extension ForeignOptions {
  /// The clause of a CREATE statement, nil for no options: `OPTIONS (host 'a', port '5432')`.
  var clause: OptionsClause? {
    if values.isEmpty { return nil }
    let items = values.sorted { $0.key < $1.key }
    return OptionsClause(
      items: items.map { "\(identifier: $0.key) \(literal: $0.value.shown)" },
      values: items.map(\.value)
    )
  }

  /// The clause that turns other options into these: `OPTIONS (ADD a 'x', SET b 'y', DROP c)`.
  func clause(from old: Self) -> OptionsClause? {
    let changed = values.filter { name, value in old.values[name].map { $0 != value } ?? true }
      .sorted { $0.key < $1.key }
    let dropped: [SQL] = old.values.keys.filter { values[$0] == nil }.sorted().map {
      "DROP \(identifier: $0)"
    }
    let items: [SQL] = changed.map { name, value in
      let verb: SQL = old.values[name] == nil ? "ADD" : "SET"
      return "\(verb) \(identifier: name) \(literal: value.shown)"
    }
    if items.isEmpty, dropped.isEmpty { return nil }
    return OptionsClause(items: dropped + items, values: changed.map(\.value))
  }
}

/// A clause with options, and the values that it sets.
struct OptionsClause {
  let items: [SQL]
  let values: [SecretValue]

  var sql: SQL { "OPTIONS (\(items))" }

  /// The secrets that have to be put in when it is sent.
  var secrets: [SecretText] {
    values.compactMap { $0.reference.map { SecretText($0.text) } }
  }

  /// A step that needs a secret which is known to another database only cannot be run.
  var preconditions: [Precondition] {
    guard values.contains(where: \.isHidden) else { return [] }
    return [
      Precondition.refusal(
        "secrets of another database cannot be read",
        hint: "Declare them in a manifest by ${env:NAME}."
      )
    ]
  }
}

extension Step {
  /// The step with what the options in its statement ask for.
  func with(_ options: OptionsClause?) -> Step {
    guard let options else { return self }
    var step = hiding(options.secrets)
    step.preconditions += options.preconditions
    return step
  }
}
