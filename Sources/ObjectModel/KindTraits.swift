public import PostgresVocabulary

/// How a kind behaves in ways that the stages must know without knowing the kind.
public struct KindTraits: Sendable {
  /// A query for the address (`classid`, `objid`) of the object that the session has made last; for
  /// kinds whose identity only the server can spell.
  public var latestAddressQuery: SQL?
  /// What objects of other kinds refer to by its mere name, where it is one of these.
  public var role: SystemRole?
  /// Whether its objects lie in schemas and are named `schema.name`.
  public var isInSchema = false
  /// Whether its objects belong to the whole server, so that other databases share them.
  public var isClusterWide = false
  /// How the names begin that the server keeps for objects of its own.
  ///
  /// For kinds of the whole server whose objects others name whether they are declared or not.
  public var reservedPrefix: String?
  /// Whether there is only one of it, so that its documents hold a mapping in place of a name.
  public var isUnnamed = false
  /// The manifest keys, beside the name, that are part of the identity.
  public var identityKeys: [String] = []
  /// The field whose value a manifest may write in place of a mapping.
  public var shorthand: String?
  /// Whether a mapping in a manifest is the value of the shorthand field, not a mapping of keys.
  public var shorthandTakesMappings = false
  /// The field whose text a manifest may keep in a file of its own, named under `file`.
  public var fileField: String?
  /// Whether a server has to spell the object before it can be compared.
  public var isSpelledByServer = true
  /// Whether making it may run the routines that it mentions, over the rows that are there.
  public var isEvaluatedWhenMade = false
  /// Whether it may use objects that `pg_depend` does not record, as a routine's body does.
  public var hidesReferences = false
  /// Whether objects elsewhere may rely on it although they name only its parent, as a foreign key
  /// does on a unique key.
  public var isReliedOn = false
  /// Whether the statement that makes its parent makes it too.
  public var isCreatedWithParent = false
  /// Whether PostgreSQL can give its objects another name.
  public var isRenamable = true
  /// Whether texts of others make use of it without its name, as they do of operators and casts.
  public var isUsedUnnamed = false
  /// Whether statements can say that something uses it only by its name.
  public var isUsedByName = false
  /// Whether what uses it is bound to the routines behind it and not to it, as with casts: when it
  /// changes, others may have to be made anew to come to use what they are declared to.
  public var bindsOthers = false
  /// Whether a change of it changes how the server spells what depends on it: indexes name the
  /// operator class of a column when it is not the type's default.
  public var affectsSpelling = false
  /// Whether what is said about its parent, such as its owner, waits for it.
  public var completesParent = false
  /// A query for the address (`classid`, `objid`) of each object with a body that the server keeps
  /// as text, and a `statement` that fails when the server does not understand the body; for kinds
  /// that can be made before what their bodies use.
  public var bodyCheckQuery: SQL?
  /// Whether its objects may come into being with others, inside an object that is declared: the
  /// members of an operator family with a class of operators.
  public var arisesWithOthers = false
  /// Whether its objects say something for people or modules outside, which is of no use to the
  /// server: what is said so about parts that no manifest can name is counted as not looked at.
  public var isForPeople = false
  /// Whether its objects exist only to carry what is said about them, such as a comment on a view's
  /// column: what depends on one depends on its parent.
  public var isMereHolder = false
  /// Whether objects that differ in nothing but the name are taken as renamed.
  public var infersRenames = false
  /// Whether its objects may hold secrets, of which nobody but the server sees more than a
  /// reference.
  public var holdsSecrets = false
  /// Whether it has to be dropped by a statement of its own before its parent can be.
  public var isInTheWay = false
  /// Whether other objects can refer to it, so that a scratch database needs it too.
  public var isReferredTo = true
  /// Whether its objects are there whatever is declared, so that what manifests omit of them stays
  /// as it is.
  public var isAlwaysThere = false
  /// Whether its objects have an owner.
  public var isOwnable = false
  /// Whether comments can be put on its objects.
  public var isCommentable = true
  /// Whether security labels can be put on its objects.
  public var isLabelable = false
  /// The privileges that can be granted on its objects; nil when none can.
  public var privileges: PrivilegeSet?
  /// Whether a change of it affects only what is made afterwards, so that it comes last.
  public var affectsLaterCreations = false
  /// Whether it is made by what its parent and others are by then: it comes after all that is made,
  /// but for what waits for it.
  public var isContent = false
  /// Whether it holds only of rows that other objects of a plan may bring, so that it waits for
  /// those of the tables that it depends on.
  public var waitsForContent = false
  /// Whether its objects act on every statement of a plan while they are there: they come after all
  /// others, and go before them.
  public var actsOnStatements = false
  /// What the steps on its objects are about; nil for what those on their parents are about.
  public var topic: Topic?
  /// Whether it says who may do what with its parent, so that a new one is never without it, not
  /// even for the moment between two files.
  public var guardsParent = false
  /// The namespaces that its names share with other kinds: a new object waits for a dropped one of
  /// the same name.
  ///
  /// Empty for a namespace of its own.
  public var namespaces: [String] = []
  /// Whether it may stand in an exported document of its own, in the folder of this name.
  public var exportFolder: String?

  /// The usual traits.
  public init() {}

  /// The usual traits, changed.
  public static func with(_ change: (inout Self) -> Void) -> Self {
    var traits = Self()
    change(&traits)
    return traits
  }
}

/// What objects of any kind refer to by mere name.
public enum SystemRole: Hashable, Sendable {
  /// Who owns objects and is granted privileges: roles.
  case principal
  /// What brings objects of its own: extensions.
  case package
}

/// The privileges that can be granted on objects of a kind.
public struct PrivilegeSet: Hashable, Sendable {
  /// All of them in the server's order and in lower case.
  public let all: [String]
  /// Those that everybody has on a new object (`PUBLIC`); the manual's page "Privileges".
  public let publicByDefault: [String]
  /// The word by which `ALTER DEFAULT PRIVILEGES` and the project's defaults call the kind.
  public let objectType: String?
  /// Those that only some server versions know, with the first major version.
  public let since: [String: Int]

  /// Lists the privileges of a kind.
  public init(
    _ all: [String],
    publicByDefault: [String] = [],
    objectType: String? = nil,
    since: [String: Int] = [:]
  ) {
    self.all = all
    self.publicByDefault = publicByDefault
    self.objectType = objectType
    self.since = since
  }
}
