import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// An operator class.
  static let operatorClass = KindName("operator_class")
}

/// How an index access method deals with a type: operators and support functions.
///
/// The identity has the names `[schema, name, access method]`. What of a new class the access
/// method does not need for certain becomes part of the family instead.
/// Catalogs: `pg_opclass`, `pg_amop`, `pg_amproc`. Manual: CREATE OPERATOR CLASS. Versions: all.
struct OperatorClass: CatalogObject {
  static let kind = KindName.operatorClass
  static let summary = "How indexes of one sort deal with a type."
  static let places: [ManifestPlace] = [.document(.operatorClass)]
  static let traits: KindTraits = {
    var traits = MethodName.traits(folder: "operator-classes")
    traits.hidesReferences = true
    traits.affectsSpelling = true
    return traits
  }()
  static let fields: [Field<Self>] = [
    Field("for", \.type, .replace(unalterable), "The type.", isRequired: true),
    Field("default", \.isDefault, .replace(unalterable), "Whether indexes use it unasked."),
    Field(
      "family",
      \.family,
      .replace(unalterable),
      "The operator family; one of the same name when left out."
    ),
    Field("operators", \.operators, .replace(unalterable), "The operators by number."),
    Field("functions", \.functions, .replace(unalterable), "The support functions by number."),
    Field("storage", \.storage, .replace(unalterable), "The type kept in indexes, if another."),
  ]
  private static let unalterable = "PostgreSQL cannot alter an operator class"

  let id: ObjectID
  var type: SQL = ""
  var isDefault = false
  var family: SQL?
  var operators: [String: ClassOperator] = [:]
  var functions: [String: SQL] = [:]
  var storage: SQL?

  init(id: ObjectID) {
    self.id = id
  }

  /// The family comes with it when it has the same name.
  var implied: [ObjectID] {
    family == nil ? [ObjectID(.operatorFamily, id.names)] : []
  }

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    MethodName.identify(kind, name, body: &body)
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    (Self.shortName(id.qualifiedName), MethodName.keys(of: id))
  }

  static func address(of id: ObjectID) -> SQL {
    "OPERATOR CLASS \(MethodName.sql(id))"
  }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] {
    moved(to: id)
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    usualRights(for: step, in: context) + MethodName.rights(for: step, id)
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func create(in context: StepContext) -> [Step] {
    var items: [SQL] = operators.sorted { Self.precedes($0.key, $1.key) }.map { number, item in
      let sorting: SQL = item.sortFamily.map { " FOR ORDER BY \($0)" } ?? ""
      return "OPERATOR \(Self.number(number, after: item.name.name))\(sorting)"
    }
    items += functions.sorted { Self.precedes($0.key, $1.key) }.map { number, function in
      // The number with its types, as the server or a manifest spells them.
      "FUNCTION \(SQL(unchecked: number)) \(function)"
    }
    // The list cannot be empty; the type itself is what is stored anyway.
    if let stored = storage ?? (items.isEmpty ? type : nil) { items.append("STORAGE \(stored)") }
    let family: SQL = self.family.map { " FAMILY \($0)" } ?? ""
    return [
      Step(
        .create,
        id,
        """
        CREATE OPERATOR CLASS \(qualified: id.qualifiedName)\(isDefault ? " DEFAULT" : "")
          FOR TYPE \(type) USING \(identifier: id.names[2])\(family) AS
          \(items, separator: ",\n  ")
        """,
        hazards: CalledRoutines.hazards(of: id, asking: .nobody, in: context)
      )
    ]
  }

  /// An operator is named between its number and its types.
  private static func number(_ text: String, after name: SQL) -> SQL {
    guard let member = MemberNumber(text), let types = member.types else {
      return "\(SQL(unchecked: text)) \(name)"
    }
    let list: SQL = "\(SQL(unchecked: types.left)), \(SQL(unchecked: types.right))"
    return "\(number: member.number) \(name) (\(list))"
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    (MemberNumber(left)?.number ?? 0, left) < (MemberNumber(right)?.number ?? 0, right)
  }
}
