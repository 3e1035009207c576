import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// A few kinds with which loading and writing are tried; they never reach a server.
let toys = KindRegistry([
  ToySchema.self, ToyTable.self, ToyColumn.self, ToyRule.self, ToyRoutine.self, ToyExtension.self,
  ToySettings.self, ToyOwner.self, ToyGrant.self, ToyRemark.self,
])

protocol ToyKind: CatalogObject {}

extension ToyKind {
  static func catalogQuery(_ version: ServerVersion) -> SQL { "SELECT" }
  init?(row: Row, reading: CatalogReading) throws { nil }
  static func address(of id: ObjectID) -> SQL { "THING \(identifier: id.name)" }
  func create(in context: StepContext) -> [Step] { [] }
  func drop(in context: StepContext) -> [Step] { [] }
  static var summary: String { "A toy." }
}

struct ToySchema: ToyKind {
  static let kind = KindName("schema")
  static let places: [ManifestPlace] = [.document(kind)]
  static let fields: [Field<Self>] = []
  static let traits = KindTraits.with {
    $0.isOwnable = true
    $0.exportFolder = ""
  }
  let id: ObjectID
  init(id: ObjectID) { self.id = id }
}

struct ToyTable: ToyKind {
  static let kind = KindName("table")
  static let places: [ManifestPlace] = [.document(kind)]
  static let fields: [Field<Self>] = [
    Field("unlogged", \.isUnlogged, .alter, "Whether it is."),
    Field("with", \.options, .alter, "Options."),
    Field("check", \.check, .alter, "An expression."),
  ]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.isOwnable = true
    $0.namespaces = ["relation"]
    $0.exportFolder = "tables"
    $0.privileges = PrivilegeSet(["select", "insert"], objectType: "tables")
  }
  let id: ObjectID
  var isUnlogged = false
  var options: [String: String] = [:]
  var check: SQL?
  init(id: ObjectID) { self.id = id }
}

struct ToyColumn: ToyKind {
  static let kind = KindName("column")
  static let places: [ManifestPlace] = [.named("columns", within: [ToyTable.kind])]
  static let fields: [Field<Self>] = [
    Field("type", \.type, .alter, "The type.", isRequired: true),
    Field("not_null", \.isNotNull, .alter, "Whether null is refused."),
    .derived("ordinal", \.ordinal, "cosmetic"),
  ]
  static let traits = KindTraits.with { $0.shorthand = "type" }
  let id: ObjectID
  var type: SQL = ""
  var isNotNull = false
  var ordinal: Int?
  init(id: ObjectID) { self.id = id }
}

struct ToyRule: ToyKind {
  enum Command: String, CaseIterable, FieldCodable { case all, select, insert }
  static let kind = KindName("policy")
  static let places: [ManifestPlace] = [
    .named("policies", within: [ToyTable.kind]), .document(kind, on: [ToyTable.kind]),
  ]
  static let fields: [Field<Self>] = [
    Field("for", \.command, .alter, "The command."),
    Field("to", \.roles, .alter, "The roles."),
    Field("using", \.using, .alter, "The condition."),
  ]
  static let traits = KindTraits.with { $0.exportFolder = "policies" }
  let id: ObjectID
  var command = Command.all
  var roles: [String] = []
  var using: SQL?
  init(id: ObjectID) { self.id = id }
}

struct ToyRoutine: ToyKind {
  static let kind = KindName("function")
  static let places: [ManifestPlace] = [.document(kind)]
  static let fields: [Field<Self>] = [
    Field("language", \.language, .alter, "The language."),
    Field("body", \.body, .alter, "The body.", isRequired: true),
  ]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.fileField = "body"
    $0.exportFolder = "functions"
  }
  let id: ObjectID
  var language: String?
  var body: SQL = ""
  init(id: ObjectID) { self.id = id }

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    let arguments = name.drop { $0 != "(" }.dropFirst().dropLast()
    guard let plain = QualifiedName(parsing: String(name.prefix { $0 != "(" })) else {
      return .failure(InvalidName("\"\(name)\" is no name", hint: "Write name(types)."))
    }
    return .success(ObjectID(kind, [plain.schema ?? "public", plain.name, String(arguments)]))
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    (Self.shortName(id.qualifiedName) + "(\(id.names[2]))", [])
  }
}

struct ToyExtension: ToyKind {
  static let kind = KindName("extension")
  static let places: [ManifestPlace] = [.document(kind)]
  static let fields: [Field<Self>] = [Field("version", \.version, .alter, "The version.")]
  static let traits = KindTraits.with {
    $0.exportFolder = "extensions"
    $0.role = .package
  }
  let id: ObjectID
  var version: String?
  init(id: ObjectID) { self.id = id }
}

struct ToySecret: FieldCodable {
  static let shape = ValueShape.text("a secret")
  let reference: SecretReference

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let reference = node.stringValue.flatMap({ SecretReference($0) }) else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    self.reference = reference
  }

  var fieldValue: FieldValue { .text(reference.text) }
}

struct ToySettings: ManagedObject {
  static let kind = KindName("auth")
  static let summary = "Settings."
  static let places: [ManifestPlace] = [.document(kind)]
  static let fields: [Field<Self>] = [
    Field("site_url", \.siteURL, .alter, "An address."),
    Field("expiry", \.expiry, .alter, "Seconds."),
    Field("secret", \.secret, .alter, "A secret."),
  ]
  static let traits = KindTraits.with {
    $0.isUnnamed = true
    $0.exportFolder = "auth"
  }
  let id: ObjectID
  var siteURL: String?
  var expiry: Int?
  var secret: ToySecret?
  init(id: ObjectID) { self.id = id }

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> { .success(ObjectID(kind, [])) }
  static func address(of id: ObjectID) -> SQL { "SETTINGS" }
  func create(in context: StepContext) -> [Step] { [] }
  func drop(in context: StepContext) -> [Step] { [] }
}

struct ToyOwner: ToyKind, Aspect {
  static let kind = KindName("owner")
  static let places: [ManifestPlace] = [.single("owner", isLeading: true)]
  static let fields: [Field<Self>] = [
    Field("role", \.role, .alter, "The role.", isRequired: true)
  ]
  static let traits = KindTraits.with { $0.shorthand = "role" }
  let id: ObjectID
  var role = ""
  init(id: ObjectID) { self.id = id }

  static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool { subject.traits.isOwnable }

  static func assumed(
    for subject: any ManagedObject,
    defaults: ProjectDefaults
  ) -> [any ManagedObject]? {
    defaults.owner.map { role in
      var owner = Self(id: ObjectID(kind, [], in: subject.id))
      owner.role = role
      return [owner]
    }
  }

  static func arising(
    with subject: any ManagedObject,
    in context: StepContext
  ) -> [any ManagedObject] { [] }
}

struct ToyGrant: ToyKind, Aspect {
  static let kind = KindName("grant")
  static let places: [ManifestPlace] = [.named("grants")]
  static let fields: [Field<Self>] = [
    Field("privileges", \.privileges, .alter, "The privileges.", isRequired: true)
  ]
  static let traits = KindTraits.with { $0.shorthand = "privileges" }
  let id: ObjectID
  var privileges: [String] = []
  init(id: ObjectID) { self.id = id }

  static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool {
    subject.traits.privileges != nil
  }

  static func assumed(
    for subject: any ManagedObject,
    defaults: ProjectDefaults
  ) -> [any ManagedObject]? {
    guard let grants = defaults.grants,
      let type = Swift.type(of: subject).traits.privileges?.objectType
    else { return nil }
    return (grants[type] ?? [:]).sorted { $0.key < $1.key }.map { grantee, privileges in
      var grant = Self(id: ObjectID(kind, [grantee], in: subject.id))
      grant.privileges = privileges
      return grant
    }
  }

  static func arising(
    with subject: any ManagedObject,
    in context: StepContext
  ) -> [any ManagedObject] { [] }
}

struct ToyRemark: ToyKind {
  static let kind = KindName("comment")
  static let places: [ManifestPlace] = [.single("comment", isLeading: true)]
  static let fields: [Field<Self>] = [
    Field("text", \.text, .alter, "The comment.", isRequired: true)
  ]
  static let traits = KindTraits.with { $0.shorthand = "text" }
  let id: ObjectID
  var text = ""
  init(id: ObjectID) { self.id = id }
  static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool {
    subject.traits.isCommentable && subject != ToyOwner.self && subject != ToyGrant.self
      && subject != ToySettings.self && subject != ToyRemark.self
  }
}
