import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A column of a table.
  static let column = KindName("column")
}

/// A column of a table; its default and identity are objects of their own.
///
/// What a column merely inherits (from a parent table, or from the type of a typed table) exists by
/// the parent's. It is an object only if something is said of it that its parent does not say; then
/// it is marked as inherited, has no type of its own, and its fields hold what differs.
///
/// Catalog: `pg_attribute`. Manual: CREATE TABLE. Versions: all; virtual generated columns and
/// named not-null constraints: 18 and later.
struct Column: CatalogObject, TypeNaming {
  static let kind = KindName.column
  static let summary = "A column of a table."
  static let places: [ManifestPlace] = [
    .named("columns", within: [.table, .foreignTable])
  ]
  static let fields: [Field<Self>] = [
    Field("type", \.type, .alter, "The data type; inherited columns have none of their own."),
    Field("inherited", \.isInherited, .alter, "Whether the column is a parent table's."),
    Field("collation", \.collation, .alter, "The collation, when it is not the type's."),
    Field(
      "not_null",
      \.notNull,
      .alter,
      "Whether null is refused; implied by a primary key and by identity."
    ),
    Field("generated", \.generated, .alter, "The expression that it is always computed from."),
    Field(
      "virtual",
      \.isVirtual,
      .alter,
      "Whether it is computed when read, not stored; 18 and later."
    ),
    Field("without_default", \.isWithoutDefault, .alter, "Whether a parent's default is dropped."),
    .word("storage", \.storage, .alter, "How long values are stored.", usual: "default"),
    .word(
      "compression",
      \.compression,
      .alter,
      "How long values are compressed.",
      usual: "default"
    ),
    .number("statistics", \.statisticsTarget, .alter, "How much detail the planner keeps of it."),
    Field("options", \.options, .alter, "Attribute options: n_distinct, n_distinct_inherited."),
    .derived("ordinal", \.ordinal, "the order of columns is cosmetic"),
  ]
  static let traits = KindTraits.with {
    $0.shorthand = "type"
    $0.isEvaluatedWhenMade = true
    $0.isCreatedWithParent = true
    $0.isLabelable = true
    $0.privileges = PrivilegeSet(["select", "insert", "update", "references"])
  }

  let id: ObjectID
  var type: SQL = ""
  var isInherited = false
  var collation: SQL?
  var notNull = NotNull()
  var generated: SQL?
  var isVirtual = false
  var isWithoutDefault = false
  var storage: ColumnStorage?
  var compression: ColumnCompression?
  var statisticsTarget: Int?
  var options: [String: String] = [:]
  var ordinal: Int?

  init(id: ObjectID) {
    self.id = id
  }

  /// Only an inherited column may leave its type unsaid.
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let parent, !name.isEmpty else {
      return .failure(InvalidName("the column has no name", hint: "Write name: type."))
    }
    guard body.contains("type") || body.contains("inherited") else {
      return .failure(
        InvalidName(
          "the column \"\(name)\" has no type",
          hint: "Write \(name): bigint, or \(name): {type: bigint, …}."
        )
      )
    }
    return .success(ObjectID(.column, [name], in: parent))
  }

  func versionNeeds(among declared: Catalog) -> [VersionNeed] {
    var needs: [VersionNeed] = []
    if isVirtual { needs.append(VersionNeed("virtual", "a virtual column", since: 18)) }
    if notNull.hasProperties {
      needs.append(VersionNeed("not_null", "a not-null constraint with properties", since: 18))
    }
    return needs
  }

  /// None, if it is inherited.
  var namedTypes: [String] { [type.text] }

  /// The table that it is a column of.
  var table: ObjectID { id.root }

  /// Whether a foreign server keeps its values.
  var isForeign: Bool { table.kind == .foreignTable }

  /// Whether anything is said of it beyond that a parent has it.
  var saysSomething: Bool {
    self != Self.inherited(id, ordinal: ordinal)
  }

  /// Of what a column merely inherits catalogs show only that of which more is said.
  func goesWithoutSaying(in context: StepContext) -> Bool {
    isInherited && !saysSomething
      && context.desired.children(of: id).allSatisfy {
        context.desired[$0]?.goesWithoutSaying(in: context) ?? true
      }
  }

  private static func inherited(_ id: ObjectID, ordinal: Int?) -> Self {
    var column = Self(id: id)
    column.isInherited = true
    column.ordinal = ordinal
    return column
  }
}

/// How values too long for a page are stored; nil stands for the type's own way.
enum ColumnStorage: String, CaseIterable, FieldCodable {
  case plain, external, extended, main
}

/// How values too long for a page are compressed; nil stands for the server's own way.
enum ColumnCompression: String, CaseIterable, FieldCodable {
  case pglz, lz4
}
