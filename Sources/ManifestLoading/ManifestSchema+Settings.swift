import JSONText
import ObjectModel

extension ManifestSchema {
  /// The schema of `plumb.yaml`.
  public var project: String {
    let types = Set(registry.kinds.compactMap { $0.traits.privileges?.objectType }).sorted()
    let prunable = registry.kinds.filter { !$0.traits.isInSchema }.map { $0.kind.text }
    let names = Self.list(Self.text)
    let schemas = Self.any([.ordered(["const": .string("*")]), names])
    let privileges = Self.any([Self.text, names])
    return Self.root(
      "Plumb project",
      [
        ("platform", "What the databases are hosted on.", Self.words(Platform.self)),
        (
          "manage", "Where what is not declared is to be dropped.",
          Self.any([
            schemas,
            Self.object([
              ("schemas", "The schemas; those with declared objects by default.", schemas),
              (
                "prune", "Kinds without a schema whose undeclared objects are to be dropped.",
                Self.list(.ordered(["enum": .strings(prunable)]))
              ),
            ]),
          ])
        ),
        (
          "defaults", "What holds for objects that do not say otherwise.",
          Self.object([
            ("owner", "The owner.", Self.text),
            (
              "grants", "The privileges by type of object and grantee.",
              Self.object(
                types.map { ($0, "The privileges on \($0) by grantee.", Self.map(privileges)) }
              )
            ),
          ])
        ),
        ("ignore", "The objects that are neither changed nor reported.", patterns),
        ("search_path", "The search_path of the texts in manifests.", names),
        ("scratch", "Where objects are spelled: embedded, server or a URL.", Self.text),
      ]
    )
  }

  /// The schema of the files in `environments`.
  public var environment: String {
    Self.root(
      "Plumb environment",
      [
        ("environment", "The environment's name, that of the file.", Self.text),
        ("database", "embedded, or a connection URL.", Self.text),
        ("databases", "Many databases: - NAME: URL for each, or a query.", Self.fleet),
        ("rollout", "How changes reach many databases.", Self.rollout),
        (
          "auth", "Where the auth settings are kept.",
          .ordered([
            "type": .string("object"),
            "properties": .ordered(["target": .ordered(["type": .string("string")])]),
            "required": .strings(["target"]),
          ])
        ),
        ("variables", "The values of ${name} in manifests.", Self.map(Self.text)),
        (
          "apply", "How plans are applied.",
          Self.object([
            (
              "strategy", "How steps share transactions.", Self.words(ApplySettings.Strategy.self)
            ),
            ("lock_timeout", "How long a step waits for a lock, such as 5s.", Self.text),
            ("statement_timeout", "How long a statement may run; 0 is without limit.", Self.text),
            (
              "protected", "Whether only saved plans may be applied.",
              .ordered(["type": .string("boolean")])
            ),
          ])
        ),
        (
          "overrides", "Documents that are merged into the manifests, by object.",
          Self.list(.ordered(["type": .string("object")]))
        ),
        ("exclude", "The objects that this environment does without.", patterns),
        (
          "requires", "The environments that must be verified before this one is changed.",
          Self.any([Self.text, Self.list(Self.text)])
        ),
        (
          "allowed_differences", "The differences that a verification accepts.",
          Self.list(
            Self.object([
              ("object", "What may differ: a kind and a name, with * and ?.", pattern),
              ("owner", "Who answers for it.", Self.text),
              ("reason", "Why it is allowed.", Self.text),
              ("expires", "The last day on which it is allowed, as 2026-12-31.", Self.text),
            ])
          )
        ),
      ]
    )
  }

  // MARK: Fleets

  private static var fleet: JSONValue {
    any([
      list(map(text)),
      object([
        ("from", "The database that is asked.", text),
        ("query", "The query; its first column is the name of each database.", text),
        ("url", "The address of each, with {COLUMN} for what the query gives.", text),
      ]),
    ])
  }

  private static var rollout: JSONValue {
    let number = JSONValue.ordered(["type": .string("integer")])
    return object([
      ("canary", "Who comes first: so many, or names.", any([number, text, list(text)])),
      (
        "waves", "The sizes of the waves that follow, such as 5 or 10%.",
        any([number, text, list(any([number, text]))])
      ),
      ("parallel", "How many databases at once; 4 unless said.", number),
      ("stop_after", "After how many failures no other is touched; 1 unless said.", number),
    ])
  }

  // MARK: Parts

  private typealias Property = (key: String, summary: String, schema: JSONValue)

  private var patterns: JSONValue { Self.list(pattern) }

  private var pattern: JSONValue {
    let kinds = registry.kinds.map { $0.kind.text } + ["*"]
    return .ordered([
      "type": .string("object"), "propertyNames": .ordered(["enum": .strings(kinds)]),
      "additionalProperties": Self.text,
    ])
  }

  private static let text = reference("scalar")

  private static func words<Words: CaseIterable & RawRepresentable<String>>(
    _ type: Words.Type
  ) -> JSONValue {
    .ordered(["enum": .strings(type.allCases.map(\.rawValue))])
  }

  private static func list(_ item: JSONValue) -> JSONValue {
    .ordered(["type": .string("array"), "items": item])
  }

  private static func map(_ item: JSONValue) -> JSONValue {
    .ordered(["type": .string("object"), "additionalProperties": item])
  }

  private static func any(_ choices: [JSONValue]) -> JSONValue {
    .ordered(["anyOf": .array(choices)])
  }

  private static func properties(_ properties: [Property]) -> JSONValue {
    .object(
      properties.map { property in
        .init(
          key: property.key,
          value: .ordered([
            "description": .string(property.summary),
            "anyOf": .array([property.schema, .ordered(["type": .string("null")])]),
          ])
        )
      }
    )
  }

  private static func object(_ properties: [Property]) -> JSONValue {
    .ordered([
      "type": .string("object"), "properties": self.properties(properties),
      "additionalProperties": .bool(false),
    ])
  }

  private static func root(_ title: String, _ properties: [Property]) -> String {
    JSONValue.ordered([
      "$schema": dialect, "title": .string(title), "type": .strings(["object", "null"]),
      "properties": self.properties(properties), "additionalProperties": .bool(false),
      "$defs": .object(common),
    ]).text
  }
}
