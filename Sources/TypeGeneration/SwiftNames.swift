/// Makes Swift names of a database's names.
enum SwiftNames {
  /// A name of a type: `task_status` is `TaskStatus`.
  static func type(_ name: String) -> String {
    let words = words(of: name)
    let text = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return reservedTypes.contains(text) ? text + "_" : escaped(text)
  }

  /// A name of a property or a case: `created_at` is `createdAt`.
  static func member(_ name: String) -> String {
    let words = words(of: name)
    guard let first = words.first else { return "empty" }
    let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
    let start =
      first.allSatisfy { $0.isUppercase || $0.isNumber } ? first.lowercased() : lower(first)
    let text = start + rest.joined()
    if reservedMembers.contains(text) { return text + "_" }
    return escaped(text)
  }

  /// Names with numbers after those that came before, so that all differ.
  static func distinct(_ names: [String], _ make: (String) -> String) -> [String] {
    var seen: Set<String> = []
    return names.map { name in
      let wanted = make(name)
      var result = wanted
      var number = 2
      while !seen.insert(result.lowercased()).inserted {
        result = "\(wanted)\(number)"
        number += 1
      }
      return result
    }
  }

  /// The name as source has it: in backticks when it is a word of the language.
  static func spelled(_ name: String) -> String {
    keywords.contains(name) ? "`\(name)`" : name
  }

  private static func lower(_ word: String) -> String {
    word.prefix(1).lowercased() + word.dropFirst()
  }

  /// The parts between characters that no identifier may have.
  private static func words(of name: String) -> [String] {
    name.split { !($0.isLetter || $0.isNumber) || !$0.unicodeScalars.allSatisfy(isIdentifier) }
      .map(String.init)
  }

  private static func isIdentifier(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII || scalar.properties.isXIDContinue
  }

  private static func escaped(_ text: String) -> String {
    guard let first = text.first else { return "_" }
    return first.isNumber ? "_" + text : text
  }

  private static let reservedTypes: Set = [
    "Type", "Protocol", "Self", "Any", "String", "Bool", "Int16", "Int32", "Int64", "Float",
    "Double", "Decimal", "UUID", "Codable", "Hashable", "Sendable", "CaseIterable", "CodingKey",
    "CodingKeys", "JSON", "Optional", "Array", "Encoder", "Decoder",
  ]
  private static let reservedMembers: Set = [
    "self", "Self", "init", "Type", "Protocol", "hash", "hashValue", "encode", "allCases",
    "rawValue",
  ]
  private static let keywords: Set = [
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
    "func", "guard", "if", "import", "in", "inout", "internal", "is", "let", "nil", "operator",
    "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "static",
    "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias",
    "var", "where", "while",
  ]
}
