import SupabaseManagement

/// What one field of the auth configuration takes.
struct FieldRule: Sendable {
  let name: String
  let isSecret: Bool
  let isNullable: Bool
  let initial: JSONValue
  private let words: [String]

  /// All fields, by name.
  static let all: [String: FieldRule] = Dictionary(
    fieldDescriptions.split(separator: "\n").map { line in
      let rule = FieldRule(line)
      return (rule.name, rule)
    },
    uniquingKeysWith: { first, _ in first }
  )

  private init(_ line: Substring) {
    let halves = line.split(separator: " = ", maxSplits: 1)
    var words = halves[0].split(separator: " ").map(String.init)
    name = words.removeFirst()
    isSecret = words.contains("secret")
    isNullable = words.contains("null")
    self.words = words.filter { $0 != "secret" && $0 != "null" }
    initial = JSONValue(parsing: Array(halves[1].utf8)) ?? .null
  }

  /// Why the field does not take a value; nil when it does.
  func problem(with value: JSONValue) -> String? {
    if value == .null { return isNullable ? nil : "Expected a value, received null" }
    switch (words[0], value) {
    case ("boolean", .bool): return nil
    case ("integer", .integer(let number)):
      guard words.count == 3, let low = Int(words[1]), let high = Int(words[2]) else { return nil }
      if number < low { return "Number must be greater than or equal to \(low)" }
      return number > high ? "Number must be less than or equal to \(high)" : nil
    case ("number", .integer(let number)): return number < 0 ? "must not be negative" : nil
    case ("number", .number(let number)): return number < 0 ? "must not be negative" : nil
    case ("enum", .text(let text)):
      return words[1].split(separator: ",").contains { $0 == text }
        ? nil : "Invalid enum value. Expected \(words[1])"
    case ("charsets", .text(let text)): return Self.charsets.contains(text) ? nil : "Invalid"
    case ("email", .text(let text)): return text.contains("@") ? nil : "Invalid email"
    case ("time", .text(let text)):
      return text.count >= 20 && text.contains("T") ? nil : "Invalid datetime"
    case ("nocomma", .text(let text)): return text.contains(",") ? "Invalid" : nil
    case ("codes", .text(let text)):
      return text.split(separator: ",").allSatisfy { pair in
        let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
        return parts.count == 2 && (1...15).contains(parts[0].count)
          && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
      } ? nil : "Invalid"
    case ("tags", .text(let text)):
      return text.allSatisfy {
        $0.isLetter || $0.isNumber || $0.isWhitespace || "_-,".contains($0)
      } ? nil : "Invalid"
    case ("string", .text): return nil
    default: return "Expected \(words[0])"
    }
  }

  private static let charsets: Set<String> = {
    let lower = "abcdefghijklmnopqrstuvwxyz"
    let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    let digits = "0123456789"
    return [
      "", "\(lower)\(upper):\(digits)", "\(lower):\(upper):\(digits)",
      "\(lower):\(upper):\(digits):" + ##"!@#$%^&*()_+-=[]{};'\\:"|<>?,./`~"##,
    ]
  }()
}
