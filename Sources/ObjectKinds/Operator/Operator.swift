import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// An operator.
  static let `operator` = KindName("operator")
}

/// An operator.
///
/// The identity has the names `[schema, symbol, types]`; the types are those on its left and right,
/// `NONE` on the left for a prefix operator. Operators that others name before they are there (the
/// server's shells) are left out.
/// Catalog: `pg_operator`. Manual: CREATE OPERATOR, ALTER OPERATOR. Versions: all; from 17 on more
/// can be altered in place.
struct Operator: CatalogObject {
  static let kind = KindName.operator
  static let summary = "An operator."
  static let places: [ManifestPlace] = [.document(.operator)]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.isRenamable = false
    $0.isUsedUnnamed = true
    $0.hidesReferences = true
    $0.isOwnable = true
    $0.exportFolder = "operators"
  }
  static let fields: [Field<Self>] = [
    Field(
      "function",
      \.function,
      .replace("PostgreSQL cannot alter the function of an operator"),
      "The function behind it.",
      isRequired: true
    ),
    Field("commutator", \.commutator, .alter, "The operator that takes its operands swapped."),
    Field("negator", \.negator, .alter, "The operator that says the opposite."),
    Field("restrict", \.restrict, .alter, "The function that estimates it in WHERE."),
    Field("join", \.join, .alter, "The function that estimates it in joins."),
    Field("hashes", \.hashes, .alter, "Whether it can serve in hash joins."),
    Field("merges", \.merges, .alter, "Whether it can serve in merge joins."),
  ]

  let id: ObjectID
  var function: SQL = ""
  var commutator: OperatorName?
  var negator: OperatorName?
  var restrict: SQL?
  var join: SQL?
  var hashes = false
  var merges = false

  init(id: ObjectID) {
    self.id = id
  }

  static func address(of id: ObjectID) -> SQL {
    "OPERATOR \(signature(of: id))"
  }

  /// The name with the types: `app.=== (integer, text)`.
  private static func signature(of id: ObjectID) -> SQL {
    // A symbol of operator characters, and types as `format_type` or a manifest spells them.
    let (symbol, types) = (SQL(unchecked: id.names[1]), SQL(unchecked: id.names[2]))
    return "\(identifier: id.names[0]).\(symbol) (\(types))"
  }

  /// The server makes shells of operators that one names, so the latest row need not be its own.
  var addressQuery: SQL? {
    """
    SELECT o.tableoid AS classid, o.oid AS objid
    FROM pg_catalog.pg_operator o
    WHERE o.oid = \(literal: Self.signature(of: id).text)::pg_catalog.regoperator
    """
  }

  /// The types on its left and right; the left one is nil for a prefix operator.
  var operands: (left: SQL?, right: SQL) {
    let types = TypeList.split(id.names[2])
    let right = SQL(unchecked: types.last ?? "")
    guard let left = types.first, left != "NONE" else { return (nil, right) }
    return (SQL(unchecked: left), right)
  }

  /// The identity of the operator that takes the operands swapped.
  func commutatorID(_ name: OperatorName) -> ObjectID {
    name.id(types: TypeList.split(id.names[2]).reversed().joined(separator: ", "))
  }

  /// The identity of the operator that says the opposite.
  func negatorID(_ name: OperatorName) -> ObjectID {
    name.id(types: id.names[2])
  }
}

// MARK: - Names

extension Operator {
  /// Reads `schema.symbol(left, right)`; one type alone is that of a prefix operator.
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let open = TypeList.opening(of: name), name.hasSuffix(")") else {
      return .failure(
        InvalidName(
          "\"\(name)\" does not say which types the operator takes",
          hint: "Write them in parentheses: ===(integer, text), or -(NONE, integer) for a prefix."
        )
      )
    }
    let types = TypeList.split(String(name[name.index(after: open)...].dropLast()))
    let qualified = OperatorName(String(name[..<open]).trimmed)
    guard let symbol = qualified.symbol, (1...2).contains(types.count) else {
      return .failure(
        InvalidName(
          "\"\(name)\" is not a name of an operator",
          hint: "Write symbol(left, right) or schema.symbol(left, right)."
        )
      )
    }
    let left = types.count == 1 || types[0].uppercased() == "NONE" ? "NONE" : types[0]
    let list = "\(left), \(types[types.count - 1])"
    return .success(ObjectID(kind, [qualified.schema ?? "public", symbol, list]))
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    let schema = id.names[0] == "public" ? "" : SQL("\(identifier: id.names[0]).").text
    return ("\(schema)\(id.names[1])(\(id.names[2]))", [])
  }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    let types = TypeList.renamed(id.names[2], renames)
    return ObjectID(.operator, [id.names[0], id.names[1], types])
  }

  var claimedNames: [String] {
    ["operator " + id.names.joined(separator: "\u{0}")]
  }
}
