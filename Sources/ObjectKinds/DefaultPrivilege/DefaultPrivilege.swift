import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// What roles may do with objects that are yet to be made.
  static let defaultPrivilege = KindName("default_privileges")
}

/// What roles may do with the objects of one type that a role is yet to make, everywhere or in one
/// schema.
///
/// Catalog: `pg_default_acl`. Manual: ALTER DEFAULT PRIVILEGES. Versions: large objects are 18 and
/// later.
struct DefaultPrivilege: CatalogObject {
  static let kind = KindName.defaultPrivilege
  static let summary = "What roles may do with objects that another role is yet to make."
  static let places: [ManifestPlace] = [.document(.defaultPrivilege)]
  static let fields: [Field<Self>] = [
    Field(
      "grants",
      \.grants,
      .alter,
      "Privileges by role; all that is granted, or for one schema what is granted on top.",
      isRequired: true
    )
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.isSpelledByServer = false
    $0.isCommentable = false
    $0.identityKeys = ["on", "schema"]
    $0.affectsLaterCreations = true
    $0.topic = .privileges
    $0.exportFolder = "default-privileges"
  }

  let id: ObjectID
  private var canonicalGrants = DefaultGrants()

  init(id: ObjectID) {
    self.id = id
  }

  var scope: Scope {
    guard let scope = Scope(id.name) else {
      preconditionFailure("default privileges are identified by their scope")
    }
    return scope
  }

  var grants: DefaultGrants {
    get { canonicalGrants }
    set {
      canonicalGrants = newValue.resolved(in: scope)
    }
  }

  var references: [ObjectID] {
    var roles = Set(grants.lists.keys.filter { $0 != Grant.everybody })
    roles.insert(scope.role)
    return roles.sorted().map { ObjectID(.role, [$0]) }
      + (scope.schema.map { [ObjectID(.schema, [$0])] } ?? [])
  }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    let role = renames[ObjectID(.role, [scope.role])]?.name ?? scope.role
    let schema = scope.schema.map { renames[ObjectID(.schema, [$0])]?.name ?? $0 }
    return Scope(type: scope.type, role: role, schema: schema).id
  }

  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    var copy = self
    let lists = grants.lists.map { grantee, list in
      (grantee == Grant.everybody ? grantee : renamed(ObjectID(.role, [grantee])).name, list)
    }
    copy.grants = DefaultGrants(Dictionary(lists) { $0.union($1) })
    return copy
  }

  // MARK: Manifest

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    let type = body.take("on")?.stringValue ?? ""
    guard Scope.types[type] != nil else {
      return .failure(
        InvalidName(
          "default privileges need the type of the objects",
          hint: "Add \"on:\" with one of \(Scope.types.keys.sorted().joined(separator: ", "))."
        )
      )
    }
    let schema = body.take("schema")?.stringValue
    return .success(Scope(type: type, role: name, schema: schema).id)
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    var keys: [FieldValue.Entry] = [.init("on", .text(scope.type))]
    if let schema = scope.schema { keys.append(.init("schema", .text(schema))) }
    return (scope.role, keys)
  }
}

// MARK: - Scope

extension DefaultPrivilege {
  /// Whose objects of which type, and where.
  ///
  /// Its text is the whole identity: `tables of postgres in public`.
  struct Scope: Hashable {
    let type: String
    let role: String
    var schema: String?

    static let types: [String: PrivilegeSet] = [
      "tables": Table.traits.privileges ?? PrivilegeSet([]),
      "sequences": SequenceGenerator.traits.privileges ?? PrivilegeSet([]),
      "functions": PrivilegeSet(["execute"], publicByDefault: ["execute"]),
      "types": EnumType.traits.privileges ?? PrivilegeSet([]),
      "schemas": Schema.traits.privileges ?? PrivilegeSet([]),
      "large_objects": PrivilegeSet(["select", "update"]),
    ]

    var privileges: PrivilegeSet { Self.types[type] ?? PrivilegeSet([]) }

    var id: ObjectID {
      let place = schema.map { " in \(SQL("\(identifier: $0)"))" } ?? ""
      return ObjectID(.defaultPrivilege, ["\(type) of \(SQL("\(identifier: role)"))\(place)"])
    }

    init(type: String, role: String, schema: String? = nil) {
      self.type = type
      self.role = role
      self.schema = schema
    }

    init?(_ text: String) {
      guard let of = text.firstRange(of: " of ") else { return nil }
      var rest = text[of.upperBound...]
      guard let role = Self.name(&rest) else { return nil }
      self.init(type: String(text[..<of.lowerBound]), role: role)
      guard rest.hasPrefix(" in ") else { return }
      rest = rest.dropFirst(4)
      schema = Self.name(&rest)
    }

    /// Takes a name, in double quotes where it needs them.
    private static func name(_ rest: inout Substring) -> String? {
      guard rest.first == "\"" else {
        let name = rest.prefix { $0 != " " }
        rest = rest.dropFirst(name.count)
        return name.isEmpty ? nil : String(name)
      }
      rest.removeFirst()
      var name = ""
      while let character = rest.popFirst() {
        if character == "\"" {
          guard rest.first == "\"" else { return name }
          rest.removeFirst()
        }
        name.append(character)
      }
      return nil
    }
  }
}

/// Privileges by the role that has them.
struct DefaultGrants: FieldCodable {
  private(set) var lists: [String: PrivilegeList] = [:]

  static let shape = ValueShape.map(PrivilegeList.shape)

  init(_ lists: [String: PrivilegeList] = [:]) {
    self.lists = lists
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let lists = [String: PrivilegeList](node: node, field: field, diagnostics: &diagnostics)
    else { return nil }
    self.lists = Dictionary(
      lists.map { ($0.key == "PUBLIC" ? Grant.everybody : $0.key, $0.value) },
      uniquingKeysWith: { $0.union($1) }
    )
  }

  var fieldValue: FieldValue { lists.fieldValue }

  /// The same, once it is known what the privileges are on, without what goes without saying.
  ///
  /// Everywhere the owner has everything unless less is said; others, and all in one schema, have
  /// nothing.
  func resolved(in scope: DefaultPrivilege.Scope) -> Self {
    let set = scope.privileges
    return Self(
      lists.mapValues { $0.universe.isEmpty ? $0.resolved(in: set) : $0 }
        .filter { grantee, list in
          if scope.schema == nil, grantee == scope.role { return list != .full(set, on: nil) }
          return !list.items.isEmpty
        }
    )
  }
}
