import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// What one role may do with an object.
  static let grant = KindName("grant")
}

/// What one role, or everybody (`public`), may do with an object.
///
/// The owner has everything unless the list says less: only then there is a grant of the owner's. A
/// grant by another role than the owner carries its grantor in the identity.
/// Catalogs: the ACL columns of the objects' own catalogs. Manual: GRANT, Privileges. Versions:
/// MAINTAIN is 17 and later.
struct Grant: CatalogObject {
  static let kind = KindName.grant
  static let summary = "What a role may do with the object."
  static let places: [ManifestPlace] = [.named("grants")]
  static let fields: [Field<Self>] = [
    Field(
      "privileges",
      \.privileges,
      .alter,
      "The privileges, each with or without \"with grant option\"; or all.",
      isRequired: true
    )
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "privileges"
    $0.topic = .policies
    $0.guardsParent = true
    $0.isSpelledByServer = false
    $0.isCommentable = false
  }

  let id: ObjectID
  private var list: PrivilegeList

  init(id: ObjectID) {
    self.id = id
    list = PrivilegeList(of: Self.privilegeSet(of: id))
  }

  /// The privileges, among those of the subject's kind.
  var privileges: PrivilegeList {
    get { list }
    set {
      let isRead = !newValue.universe.isEmpty
      list = isRead ? newValue : newValue.resolved(in: Self.privilegeSet(of: id))
    }
  }

  /// The role that is granted something; `public` stands for everybody.
  var grantee: String { id.names[0] }
  /// The role that has granted it; nil when that is the object's owner.
  var grantor: String? { id.names.count > 1 ? id.names[1] : nil }

  var subject: ObjectID {
    guard let subject = id.parent else { preconditionFailure("a grant is about an object") }
    return subject
  }

  var references: [ObjectID] {
    var references = [ObjectID(.owner, [], in: subject.root)]
    if grantee != Self.everybody { references.append(ObjectID(.role, [grantee])) }
    if let grantor {
      references.append(ObjectID(.role, [grantor]))
      references.append(ObjectID(.grant, [grantor], in: subject))
      // Who may grant on a table may do so on its columns.
      if isOnColumn { references.append(ObjectID(.grant, [grantor], in: subject.root)) }
    }
    return references
  }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    ObjectID(.grant, id.names.map { renames[ObjectID(.role, [$0])]?.name ?? $0 }, in: subject)
  }

  var isOnColumn: Bool { subject.kind == .column || subject.kind == .viewColumn }

  /// The pseudo-role of everybody; no role can have its name.
  static let everybody = "public"

  static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool {
    subject.traits.privileges != nil
  }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }

  /// All privileges of the kind of a grant's subject.
  static func privilegeSet(of grant: ObjectID) -> PrivilegeSet {
    grant.parent.flatMap { KindRegistry.standard.kind($0.kind).traits.privileges }
      ?? PrivilegeSet([])
  }

  // MARK: Manifest

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    let names = GrantorName.split(name).map { $0 == "PUBLIC" ? everybody : $0 }
    guard let parent, names.allSatisfy({ !$0.isEmpty }) else {
      return .failure(
        InvalidName("a grant needs a role", hint: "Write \"role: [privileges]\".")
      )
    }
    return .success(ObjectID(.grant, names, in: parent))
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    (GrantorName.joined(id.names), [])
  }
}
