import FoundationEssentials

extension Setting {
  /// The sets of characters that a password must have one of each, as the platform spells them.
  static let characterSets: [(word: String, text: String)] = {
    let lower = "abcdefghijklmnopqrstuvwxyz"
    let upper = lower.uppercased()
    let digits = "0123456789"
    let symbols = #"!@#$%^&*()_+-=[]{};'\\:"|<>?,./`~"#
    return [
      ("", ""),
      ("letters_digits", "\(lower)\(upper):\(digits)"),
      ("lower_upper_letters_digits", "\(lower):\(upper):\(digits)"),
      ("lower_upper_letters_digits_symbols", "\(lower):\(upper):\(digits):\(symbols)"),
    ]
  }()

  /// A value as the service's environment spells it; nil for one that takes no text there: a
  /// secret, or a duration that only the absence of the variable can say.
  func environmentText(of value: AuthValue) -> String? {
    switch value {
    case .unset, .secret, .anotherSecret: return nil
    case .bool(let value): return (variable?.form == .inverted) != value ? "true" : "false"
    case .integer(let value): return String(value)
    case .text(let text):
      if variable?.form == .characterSets {
        return Self.characterSets.first { $0.word == text }?.text ?? text
      }
      return zeroIsUnset && GoDuration(text)?.nanoseconds == 0 ? nil : text
    case .list(let items):
      return variable?.form == .jsonArray ? Self.json(items) : items.joined(separator: ",")
    case .map(let entries):
      guard case .pairs(let separator)? = variable?.form else { return nil }
      return entries.sorted { $0.key < $1.key }
        .map { "\($0.key)\(separator)\($0.value)" }.joined(separator: ",")
    }
  }

  /// The value that a text in the service's environment stands for.
  ///
  /// One that the service could not
  /// read stays the text that it is.
  func value(ofEnvironmentText text: String) -> AuthValue {
    switch type {
    case .bool:
      guard let value = GoText.bool(text) else { return .text(text) }
      return .bool(variable?.form == .inverted ? !value : value)
    case .integer:
      return integer(text).map { .integer($0) } ?? .text(text)
    case .list:
      return list(text).map { .list($0) } ?? .text(text)
    case .map:
      return map(text).map { .map($0) } ?? .text(text)
    case .secret: return text.isEmpty ? .unset : .anotherSecret
    case .text, .template, .duration, .timestamp, .decimal, .choice:
      if variable?.form == .characterSets {
        return .text(Self.characterSets.first { $0.text == text }?.word ?? text)
      }
      return .text(text)
    }
  }

  /// Whether 0 means that the variable is not set at all: the service refuses it.
  var zeroIsUnset: Bool { type == .duration && name.hasPrefix("sessions.") }

  private func integer(_ text: String) -> Int? {
    if let value = GoText.integer(text) { return value }
    // The only whole number that the service reads as one with a fraction.
    guard name == "mfa.challenge_expiry_duration", let value = Double(text) else { return nil }
    return Int(exactly: value)
  }

  private func list(_ text: String) -> [String]? {
    if text.isEmpty { return [] }
    if variable?.form == .jsonArray {
      return try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    }
    return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  private func map(_ text: String) -> [String: String]? {
    guard case .pairs(let separator)? = variable?.form else { return nil }
    var result: [String: String] = [:]
    if text.isEmpty { return result }
    for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: separator, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      result[String(parts[0])] = String(parts[1])
    }
    return result
  }

  private static func json(_ items: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    guard let data = try? encoder.encode(items) else {
      preconditionFailure("a list of texts can be written as JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
