import PostgresVocabulary

/// A type as `format_type` prints it, taken apart: `character varying(10)[]`.
///
/// A type of a user is taken as a whole, since its quoted name may hold anything.
struct FormattedType: Hashable {
  /// The name without modifiers.
  let base: String
  /// What stands in parentheses.
  let modifiers: [Int]
  /// Whether it is an array.
  let isArray: Bool

  init(_ type: SQL) {
    let text = type.text
    isArray = text.hasSuffix("[]")
    let element = isArray ? String(text.dropLast(2)) : text
    guard !element.contains("\""), let open = element.firstIndex(of: "("),
      let close = element[open...].firstIndex(of: ")")
    else {
      base = element
      modifiers = []
      return
    }
    let numbers = element[element.index(after: open)..<close].split(separator: ",")
      .map { Int($0.filter { $0 != " " }) }
    let name = element[..<open] + element[element.index(after: close)...]
    base = numbers.contains(nil) ? element : String(name)
    modifiers = numbers.contains(nil) ? [] : numbers.compactMap(\.self)
  }

  /// Whether any text can be assigned to the type without a conversion of its parts.
  var isText: Bool {
    !isArray && (["text", "character varying", "character"].contains(base) || isCaseInsensitive)
  }

  /// Whether values are of any length and stored as `text` is.
  var isPlainText: Bool {
    !isArray && modifiers.isEmpty
      && (["text", "character varying"].contains(base) || isCaseInsensitive)
  }

  /// Whether the type is one of PostgreSQL's own.
  var isBuiltIn: Bool { !base.contains(".") }

  /// Whether it is one of the two that are like arrays and not called so.
  var isVector: Bool { base == "int2vector" || base == "oidvector" }

  /// What every text matches, whatever its case, that servers before 16 read as the type; nil where
  /// that is no simple form.
  ///
  /// Manual: Array Input and Output Syntax, Boolean Type, Numeric Types, UUID Type.
  var inputPattern: String? {
    let space = "[[:space:]]*"
    if isArray { return "^\(space)[[{]" }
    return switch base {
    case "smallint", "integer", "bigint": "^\(space)[-+]?[0-9]+\(space)$"
    case "boolean":
      "^\(space)(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|no?|on|off?|0|1)\(space)$"
    case "uuid": "^[{]?([0-9a-f]{4}-?){8}[}]?$"
    default: nil
    }
  }

  private var isCaseInsensitive: Bool { base == "citext" || base.hasSuffix(".citext") }
}
