import ObjectModel
import PostgresVocabulary
import YAMLSource

/// What is called by name and arguments: functions, procedures and aggregates.
///
/// The identity has the names `[schema, name, types]`, where the types are those of the input
/// arguments as `oidvectortypes` prints them. A manifest gives the arguments with names, modes and
/// defaults instead, and these stand in for the types until a server has read them.
protocol Callable: CatalogObject {
  /// The word by which statements call the kind.
  static var word: SQL { get }
  /// What stands between the parentheses when there are no arguments.
  static var noArguments: String { get }
  /// The arguments with names, modes and defaults, as `pg_get_function_arguments` prints them.
  var arguments: SQL { get set }
}

extension Callable {
  static var noArguments: String { "" }

  /// Reads `schema.name(arguments)`; the arguments stand in for types until a server reads them.
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let open = TypeList.opening(of: name), name.hasSuffix(")") else {
      return .failure(
        InvalidName(
          "\"\(name)\" does not say which arguments the \(kind) takes",
          hint: "Write them in parentheses, or () for none: add(a integer, b integer)."
        )
      )
    }
    guard let qualified = QualifiedName(parsing: String(name[..<open]).trimmed) else {
      return .failure(
        InvalidName(
          "\"\(name[..<open])\" is not a name of a \(kind)",
          hint: "Write name(…) or schema.name(…)."
        )
      )
    }
    let arguments = String(name[name.index(after: open)...].dropLast()).trimmed
    return .success(
      ObjectID(
        kind,
        [
          qualified.schema ?? "public", qualified.name,
          arguments.isEmpty ? noArguments : arguments,
        ]
      )
    )
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    ("\(Self.shortName(id.qualifiedName))(\(arguments.text))", [])
  }

  var declaredID: ObjectID {
    ObjectID(Self.kind, [id.names[0], id.names[1], arguments.text])
  }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    guard id.names.count > 2 else { return id }
    let types = TypeList.renamed(id.names[2], renames)
    return ObjectID(Self.kind, [id.names[0], id.names[1], types])
  }

  /// What the identity gives for the arguments of an object about which nothing else is said.
  static func arguments(of id: ObjectID) -> SQL {
    // The text comes from a manifest's name or from `oidvectortypes`.
    let text = id.names.count > 2 ? id.names[2] : ""
    return SQL(unchecked: text.isEmpty ? noArguments : text)
  }

  /// Functions, procedures and aggregates share one namespace for each list of types.
  var claimedNames: [String] {
    ["routine " + id.names.joined(separator: "\u{0}")]
  }

  static func address(of id: ObjectID) -> SQL {
    "\(word) \(qualified: id.qualifiedName)(\(arguments(of: id)))"
  }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] {
    moved(to: id)
  }
}
