import PostgresVocabulary

/// The types of a database, by OID.
struct TypeTable {
  /// One row of `pg_type`.
  struct Entry {
    let schema: String
    let name: String
    let type: String
    let element: UInt32
    let base: UInt32
    let isNotNull: Bool
    let relationKind: String?
    let labels: [String]
    let isOfExtension: Bool
  }

  private var entries: [UInt32: Entry] = [:]

  init(_ rows: [Row]) throws {
    for row in rows {
      entries[try row.oid("oid")] = Entry(
        schema: try row.requiredText("schema"),
        name: try row.requiredText("name"),
        type: try row.requiredText("type"),
        element: try row.oid("element"),
        base: try row.oid("base"),
        isNotNull: try row.bool("is_not_null"),
        relationKind: try row.text("relation_kind"),
        labels: try row.textArray("labels"),
        isOfExtension: try row.bool("is_of_extension")
      )
    }
  }

  /// The type of an OID.
  func type(_ oid: UInt32) -> ValueType {
    guard let entry = entries[oid] else { return .base("unknown") }
    if entry.element != 0 { return .array(type(entry.element)) }
    switch entry.type {
    case "d": return type(entry.base)
    case "e":
      return .enumeration(schema: entry.schema, name: entry.name, values: entry.labels)
    case "c":
      switch entry.relationKind {
      case "c": return .composite(schema: entry.schema, name: entry.name)
      case "v", "m": return .view(schema: entry.schema, name: entry.name)
      default: return .table(schema: entry.schema, name: entry.name)
      }
    default: return .base(entry.name)
    }
  }

  /// Whether a domain, or one that it is over, refuses NULL.
  func refusesNull(_ oid: UInt32) -> Bool {
    guard let entry = entries[oid], entry.type == "d" else { return false }
    return entry.isNotNull || refusesNull(entry.base)
  }

  /// The enumerations of a schema, by name.
  func enums(in schema: String) -> [EnumShape] {
    entries.values.filter { $0.schema == schema && $0.type == "e" && !$0.isOfExtension }
      .map { EnumShape(name: $0.name, values: $0.labels) }
      .sorted { $0.name < $1.name }
  }

  /// Whether a composite type stands on its own.
  func isExtensionComposite(_ name: String, in schema: String) -> Bool {
    entries.values.contains {
      $0.schema == schema && $0.name == name && $0.type == "c" && $0.isOfExtension
    }
  }
}
