import ObjectModel
import PostgresVocabulary
import YAMLSource

/// An operator or function that belongs to an operator family and to none of its classes.
///
/// Its own name is its number with the types it is for: `1 (integer, bigint)`. The access method
/// decides which members of a new class are loose in this way.
/// Catalogs: `pg_amop`, `pg_amproc`. Manual: ALTER OPERATOR FAMILY. Versions: all.
protocol FamilyMember: CatalogObject {
  /// The word by which statements call the member.
  static var word: SQL { get }
  /// The catalog, and its columns of the family, the types and the number.
  static var columns: (catalog: SQL, family: SQL, left: SQL, right: SQL, number: SQL) { get }
}

extension FamilyMember {
  static func memberTraits(shorthand: String) -> KindTraits {
    .with {
      $0.shorthand = shorthand
      $0.isCommentable = false
      $0.isRenamable = false
      $0.isUsedUnnamed = true
      $0.arisesWithOthers = true
    }
  }

  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a member of an operator family")
  }

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let parent, let member = MemberNumber(name), member.types != nil else {
      return .failure(
        InvalidName(
          "\"\(name)\" is not a number with two types",
          hint: "Write it as 1 (integer, bigint)."
        )
      )
    }
    return .success(ObjectID(kind, [member.text], in: parent))
  }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    guard let member = MemberNumber(id.name), let types = member.types else { return id }
    let renamed = MemberNumber(
      number: member.number,
      types: (TypeList.renamed(types.left, renames), TypeList.renamed(types.right, renames))
    )
    return ObjectID(Self.kind, [renamed.text], in: renames[id.root] ?? id.root)
  }

  var family: SQL {
    guard let parent = id.parent else { preconditionFailure("a member is one of a family") }
    return OperatorFamily.address(of: parent)
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    [.superuser("a change of \(id.root)")]
  }

  func adding(_ what: SQL) -> [Step] {
    [Step(.create, id, "ALTER \(family) ADD \(Self.word) \(what)")]
  }

  func drop(in context: StepContext) -> [Step] {
    // The number with its types, as the server or a manifest spells them.
    let number = SQL(unchecked: id.name)
    return [Step(.drop, id, "ALTER \(family) DROP \(Self.word) \(number)")]
  }

  var addressQuery: SQL? {
    guard let parent = id.parent, let member = MemberNumber(id.name), let types = member.types
    else { return nil }
    let columns = Self.columns
    return """
      SELECT m.tableoid AS classid, m.oid AS objid
      FROM pg_catalog.\(columns.catalog) m
      JOIN pg_catalog.pg_opfamily f ON f.oid = m.\(columns.family)
      JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
      JOIN pg_catalog.pg_am a ON a.oid = f.opfmethod
      WHERE m.\(columns.number) = \(number: member.number)
        AND m.\(columns.left) = \(literal: types.left)::pg_catalog.regtype
        AND m.\(columns.right) = \(literal: types.right)::pg_catalog.regtype
        AND n.nspname = \(literal: parent.names[0]) AND f.opfname = \(literal: parent.names[1])
        AND a.amname = \(literal: parent.names[2])
      """
  }

  /// The loose members, with further columns and joins of one sort alone.
  static func memberQuery(_ selection: SQL, _ joins: SQL = "") -> SQL {
    let columns = columns
    return """
      SELECT m.tableoid AS classid, m.oid AS objid, n.nspname AS schema, f.opfname AS name,
        a.amname AS method, m.\(columns.number) AS number,
        pg_catalog.format_type(m.\(columns.left), NULL) AS left_type,
        pg_catalog.format_type(m.\(columns.right), NULL) AS right_type, \(selection)
      FROM pg_catalog.\(columns.catalog) m
      JOIN pg_catalog.pg_opfamily f ON f.oid = m.\(columns.family)
      JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
      JOIN pg_catalog.pg_am a ON a.oid = f.opfmethod
      \(joins)
      WHERE \(CatalogScope.userSchemas) AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.\(columns.catalog)'::pg_catalog.regclass AND d.objid = m.oid
          AND d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass)
      """
  }

  static func id(_ row: Row) throws -> ObjectID {
    let member = MemberNumber(
      number: try row.int("number"),
      types: (try row.requiredText("left_type"), try row.requiredText("right_type"))
    )
    return ObjectID(kind, [member.text], in: try MethodName.id(.operatorFamily, row))
  }
}

/// The number of an operator or function in a family or class, with the types that it is for.
struct MemberNumber {
  let number: Int
  let types: (left: String, right: String)?

  init(number: Int, types: (left: String, right: String)?) {
    self.number = number
    self.types = types
  }

  /// Reads `1`, `1 (integer)` or `1 (integer, bigint)`.
  init?(_ text: String) {
    let digits = text.prefix(while: \.isNumber)
    let rest = String(text.dropFirst(digits.count)).trimmed
    guard let number = Int(digits) else { return nil }
    if rest.isEmpty {
      self.init(number: number, types: nil)
      return
    }
    guard rest.hasPrefix("("), rest.hasSuffix(")") else { return nil }
    let types = TypeList.split(String(rest.dropFirst().dropLast()))
    guard (1...2).contains(types.count), !types.contains("") else { return nil }
    self.init(number: number, types: (types[0], types[types.count - 1]))
  }

  var text: String {
    guard let types else { return "\(number)" }
    return "\(number) (\(types.left), \(types.right))"
  }
}
