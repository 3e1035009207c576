public import Diagnostics
public import PostgresVocabulary
public import YAMLSource

/// An object that Plumb can declare, compare and bring about.
///
/// A kind is a value type with an identity and fields. All its knowledge lies in its own folder, in
/// three forms: how a manifest says it, how the catalogs say it, and which statements change it.
/// The stages work on any kind through this protocol and name none.
public protocol ManagedObject: Equatable, Sendable {
  /// The kind's name.
  static var kind: KindName { get }
  /// What the kind is, in one sentence for people.
  static var summary: String { get }
  /// Where the kind's manifests stand.
  static var places: [ManifestPlace] { get }
  /// Every attribute apart from the identity.
  static var fields: [Field<Self>] { get }
  /// How the kind behaves in ways that differ from the usual.
  static var traits: KindTraits { get }
  /// The kind as one whose objects the catalogs hold; nil for others.
  ///
  /// To cast a metatype takes longer: that looks through every conformance of the program.
  static var asCatalogKind: (any CatalogObject.Type)? { get }
  /// The kind as one that says something about objects of others; nil for others.
  static var asAspect: (any Aspect.Type)? { get }
  /// The kind as one whose objects lie in rows; nil for others.
  static var asContentKind: (any ContentObject.Type)? { get }
  /// The object as one that lies in rows; nil for others.
  var asContent: (any ContentObject)? { get }

  /// What identifies the object.
  var id: ObjectID { get }
  /// The tablespaces that it names, which are the server's and no objects.
  var tablespaces: [String] { get }
  /// The objects that this one refers to by identity alone, beyond what `pg_depend` records.
  var references: [ObjectID] { get }
  /// The objects whose arrival, change or removal comes before this one arrives or changes,
  /// although it does not depend on them.
  func follows(in context: StepContext) -> [ObjectID]
  /// The objects whose arrival, change or removal comes before this one goes away, although they do
  /// not depend on it.
  func outlives(in context: StepContext) -> [ObjectID]
  /// The objects that must be away while this one goes or changes, although they need it not.
  func hindrances(becoming new: (any ManagedObject)?, in context: StepContext) -> [ObjectID]
  /// The identity that a manifest gives it, where that is not spelled as the server spells it.
  var declaredID: ObjectID { get }
  /// Where it stands in an exported manifest when its parent is not exported: the object in whose
  /// manifest it does, and its name there.
  var guestPlace: (host: ObjectID, name: String)? { get }
  /// Its identity once other objects, which its own names may mention, have got other ones.
  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID
  /// A query for the address (`classid`, `objid`) of the object when it has just been made; for
  /// kinds whose identity only the server can spell.
  var addressQuery: SQL? { get }
  /// The objects that it comes with, which no manifest has to declare.
  var implied: [ObjectID] { get }

  /// The names that the object takes in namespaces that it shares with other kinds.
  var claimedNames: [String] { get }
  /// The place among its siblings where their order means something; counted from 1.
  var ordinal: Int? { get set }

  /// Makes an object with nothing said about it but its identity.
  init(id: ObjectID)

  /// Reads the identity from a manifest, or tells what is wrong with it.
  ///
  /// - Parameters:
  ///   - name: the name written; empty where the place implies it.
  ///   - parent: the object that it stands in.
  ///   - body: the mapping, from which further parts of the identity may be taken.
  /// - Returns: the identity, or the mistake.
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName>
  /// What a path leads to in a document that is a tree of objects; asked for kinds that stand so.
  static func treeNode(at path: [String]) -> TreeNode
  /// Checks objects of the kind against each other, where each by itself is right.
  static func check(_ declared: [DeclaredObject], diagnostics: inout DiagnosticCollector)
  /// Checks objects of the kind against all that is declared.
  static func check(
    _ declared: [DeclaredObject],
    among all: Catalog,
    diagnostics: inout DiagnosticCollector
  )
  /// What the object says and not every server understands.
  ///
  /// - Parameter declared: all that is declared with it.
  /// - Returns: the needs; the versions may lie below that of the server.
  func versionNeeds(among declared: Catalog) -> [VersionNeed]
  /// The objects that it names and that would have to be declared with it, such as the columns of a
  /// key; only those that certainly come from nowhere else.
  ///
  /// - Parameters:
  ///   - declared: all that is declared.
  ///   - searchPath: the schemas in which names are looked up that say none.
  /// - Returns: each that is declared nowhere.
  func undeclared(among declared: Catalog, searchPath: [String]) -> [Mention]
  /// Whether making it may bring another object along that no manifest declares.
  func mightBring(_ id: ObjectID) -> Bool
  /// The name as a manifest writes it, and further keys that are part of the identity.
  var manifestName: (name: String, keys: [FieldValue.Entry]) { get }

  /// Whether objects of the kind can say something about objects of another; asked for kinds that
  /// stand within any.
  static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool

  /// How statements address an object: `TABLE public.todos`.
  static func address(of id: ObjectID) -> SQL
  /// How statements address this object, where that takes more than its identity.
  var address: SQL { get }

  /// Whether the object says no more than what holds without it, so that no catalog shows it.
  ///
  /// - Parameter context: both catalogs, of which the desired one holds the object.
  /// - Returns: whether it can be left out.
  func goesWithoutSaying(in context: StepContext) -> Bool

  /// The fields in which another state of the object differs, apart from those that do not count.
  func changedFields(from old: any ManagedObject) -> [ChangedField]
  /// The fields in which a difference is a change, by name, in the order of the kind's table.
  var comparedValues: [FieldValue.Entry] { get }
  /// Other forms in which a manifest may say what a catalog shows of the object.
  var declarableForms: [Self] { get }

  /// The statements that make the object.
  func create(in context: StepContext) -> [Step]
  /// The statements that turn another state of the same object into this one.
  ///
  /// - Parameters:
  ///   - old: the state before.
  ///   - changed: the names of the fields that differ, none of which forces a replacement.
  ///   - context: both catalogs.
  /// - Returns: the statements, in their order.
  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step]
  /// The statements that remove the object.
  func drop(in context: StepContext) -> [Step]
  /// The statements that give the object another name.
  func rename(to id: ObjectID, in context: StepContext) -> [Step]
  /// The names of its parts that can be renamed and are no objects: the attributes of a composite
  /// type, the values of an enum.
  var partNames: [String] { get }
  /// The parts that its manifest says had other names before.
  var partRenames: [PartRename] { get }
  /// The statements that give a part another name.
  func rename(_ part: PartRename, in context: StepContext) -> [Step]
  /// The identities that objects get with a part of this one, without a statement of their own.
  func renames(with part: PartRename, in catalog: Catalog) -> [ObjectID: ObjectID]
  /// The statements of an alteration that come before anything is made, as removals do: a partition
  /// leaves its parent before the rows that it holds get another place.
  func release(from old: Self, changed: Set<String>, in context: StepContext) -> [Step]
  /// The statements of an alteration that come after everything else is made: rows go when nothing
  /// refers to them any more.
  func conclude(from old: Self, changed: Set<String>, in context: StepContext) -> [Step]
  /// The object without which this one cannot be dropped, so that it has to be made anew with it.
  func inseparable(in context: StepContext) -> ObjectID?
  /// Whether it is there all the same when nothing is said of it, as a column that a partition has
  /// from its parent is: to drop it takes back what was said, and nothing goes with it.
  func staysUnsaid(in context: StepContext) -> Bool
  /// Whether the object is not to be dropped although it is not desired, because what it lives in
  /// gets it from another object from now on: a column that a table now inherits.
  func isMerged(in context: StepContext) -> Bool
  /// Whether it says again what its parent has from another object all the same: a column that a
  /// child declares beside its parent's.
  ///
  /// In a database that stays, that is the same as not to say it.
  func isRepetition(in catalog: Catalog) -> Bool
  /// Whether what it says is there by another object, in a catalog that need not have it.
  func isThereByOthers(in catalog: Catalog) -> Bool
  /// What a repetition says more, in the form of an object that repeats nothing.
  func beyondRepetition(in catalog: Catalog) -> Self
  /// Whether nothing is left of a repetition but that it is one.
  var isEmptyRepetition: Bool { get }
  /// Whether it is an object only by the name that the server has chosen for it, and a state is the
  /// same with it under another.
  var isNamedByServer: Bool { get }

  /// The rights that the role which runs one of the object's statements must have.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight]
  /// The object whose owner has the rights over this one, such as the table of an owned sequence.
  var rightsBearer: ObjectID { get }

  /// Why a change of these fields needs the object to be made anew, beyond what the table of
  /// fields says; nil when it can be altered in place.
  func replacementReason(from old: Self, changed: Set<String>, in context: StepContext) -> String?
  /// Whether what depends on the object has to be dropped before it is altered and made after.
  func disturbsDependents(from old: Self, changed: Set<String>, in context: StepContext) -> Bool
  /// Whether an alteration ends what the object does to other statements of a plan, so that it
  /// comes before them; asked for kinds that act on statements.
  func endsEffect(from old: Self) -> Bool
  /// The object with what tells its secrets from others, as far as these are to be had.
  func recognising(_ secret: (SecretReference) -> String?) -> Self
  /// The secrets that it declares, beside the object that the database holds.
  func secrets(beside live: Self) -> [DeclaredSecret]
  /// The live object, when a secret of it that nobody can compare is taken for another one.
  func supposingOtherSecrets(because reason: String) -> Self
  /// The object as a manifest can say it: with references in the place of secrets.
  var referringToSecrets: Self { get }
  /// The object after others, which it names without a server's spelling, have been renamed.
  func following(_ renamed: (ObjectID) -> ObjectID) -> Self
  /// Whether the object has to be dropped before something that it depends on is altered.
  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool
}

// MARK: - The usual

extension ManagedObject {
  /// The usual traits.
  public static var traits: KindTraits { KindTraits() }
  /// None that the catalogs hold.
  public static var asCatalogKind: (any CatalogObject.Type)? { nil }
  /// None that says something about others.
  public static var asAspect: (any Aspect.Type)? { nil }
  /// None: most kinds lie in the catalogs.
  public static var asContentKind: (any ContentObject.Type)? { nil }
  /// None: most objects lie in the catalogs.
  public var asContent: (any ContentObject)? { nil }
  /// None; it is where the server puts it.
  public var tablespaces: [String] { [] }
  /// The object that this one lives in.
  public var references: [ObjectID] { [] }
  /// No others.
  public func follows(in context: StepContext) -> [ObjectID] { [] }
  /// By nothing.
  public func outlives(in context: StepContext) -> [ObjectID] { [] }
  /// The same as the identity.
  public var declaredID: ObjectID { id }
  /// With its parent only.
  public var guestPlace: (host: ObjectID, name: String)? { nil }
  /// The same: its names mention no other object.
  public func identity(after renames: [ObjectID: ObjectID]) -> ObjectID { id }
  /// That of the kind.
  public var addressQuery: SQL? { Self.traits.latestAddressQuery }
  /// It comes alone.
  public var implied: [ObjectID] { [] }
  /// The name, qualified unless it lies in `public`.
  public var manifestName: (name: String, keys: [FieldValue.Entry]) {
    guard id.parent == nil, id.names.count > 1 else { return (id.name, []) }
    return (Self.shortName(id.qualifiedName), [])
  }

  /// A qualified name in its shortest form: without the schema `public`.
  public static func shortName(_ name: QualifiedName) -> String {
    let schema = name.schema == "public" ? nil : name.schema
    return [schema, name.name].compactMap { $0 }
      .map { $0.contains { $0 == "." || $0 == "\"" } ? SQL("\(identifier: $0)").text : $0 }
      .joined(separator: ".")
  }

  /// Reads `name` within a parent, `schema.name` for a kind that lies in schemas, `name` otherwise.
  public static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    if name.isEmpty && parent == nil {
      return .failure(InvalidName("the \(kind) has no name", hint: "Write its name after the key."))
    }
    if let parent { return .success(ObjectID(kind, name.isEmpty ? [] : [name], in: parent)) }
    guard traits.isInSchema else { return .success(ObjectID(kind, [name])) }
    guard let qualified = QualifiedName(parsing: name) else {
      return .failure(
        InvalidName(
          "\"\(name)\" is not a name of a \(kind)",
          hint: "Write name or schema.name; put a name that has a dot in it in double quotes."
        )
      )
    }
    return .success(ObjectID(kind, qualified))
  }

  /// An object at every path.
  public static func treeNode(at path: [String]) -> TreeNode { .object }
  /// Nothing to check.
  public static func check(
    _ declared: [DeclaredObject],
    diagnostics: inout DiagnosticCollector
  ) {}

  /// Checks them against each other.
  public static func check(
    _ declared: [DeclaredObject],
    among all: Catalog,
    diagnostics: inout DiagnosticCollector
  ) {
    check(declared, diagnostics: &diagnostics)
  }

  /// Nothing that any supported server would not understand.
  public func versionNeeds(among declared: Catalog) -> [VersionNeed] { [] }

  /// Names nothing that can be looked for without a server.
  public func undeclared(among declared: Catalog, searchPath: [String]) -> [Mention] { [] }

  /// Brings nothing but itself.
  public func mightBring(_ id: ObjectID) -> Bool { false }

  /// Schema and name in each of the kind's namespaces.
  public var claimedNames: [String] {
    Self.traits.namespaces.map {
      "\($0) \(id.schema ?? "").\(id.parent == nil ? id.names[1] : id.name)"
    }
  }

  /// No order among siblings.
  public var ordinal: Int? {
    get { nil }
    set { _ = newValue }
  }

  /// About nothing.
  public static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool { false }

  /// By its identity.
  public var address: SQL { Self.address(of: id) }

  /// Lets go of nothing.
  public func release(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    []
  }

  /// Leaves nothing for later.
  public func conclude(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    []
  }

  /// It can be dropped by itself.
  public func inseparable(in context: StepContext) -> ObjectID? { nil }

  /// It goes.
  public func staysUnsaid(in context: StepContext) -> Bool { false }

  /// It repeats nothing.
  public func isRepetition(in catalog: Catalog) -> Bool { false }
  /// It is not.
  public func isThereByOthers(in catalog: Catalog) -> Bool { false }
  /// The object.
  public func beyondRepetition(in catalog: Catalog) -> Self { self }
  /// Something is.
  public var isEmptyRepetition: Bool { false }

  /// It has been named by somebody.
  public var isNamedByServer: Bool { false }

  /// What is not desired is dropped.
  public func isMerged(in context: StepContext) -> Bool { false }

  /// What is declared is there to be seen.
  public func goesWithoutSaying(in context: StepContext) -> Bool { false }

  /// Alters nothing; for kinds all of whose fields force a replacement.
  public func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    []
  }

  /// No reason beyond the table of fields.
  public func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    nil
  }

  /// Dependents stay as they are.
  public func disturbsDependents(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> Bool {
    false
  }

  /// Ends nothing.
  public func endsEffect(from old: Self) -> Bool { false }

  /// Holds no secrets.
  public func recognising(_ secret: (SecretReference) -> String?) -> Self { self }
  /// Declares none.
  public func secrets(beside live: Self) -> [DeclaredSecret] { [] }
  /// Holds none.
  public func supposingOtherSecrets(because reason: String) -> Self { self }
  /// Holds no secrets.
  public var referringToSecrets: Self { self }

  /// Names nothing.
  public func following(_ renamed: (ObjectID) -> ObjectID) -> Self { self }

  /// Gives way to any disturbing change.
  public func isDisturbed(
    byChangeOf dependency: any ManagedObject,
    from old: any ManagedObject
  ) -> Bool {
    true
  }
}
