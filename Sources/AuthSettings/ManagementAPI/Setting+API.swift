import SupabaseManagement

extension Setting {
  /// The field of the auth configuration that holds the setting and can be written.
  ///
  /// Others are read-only, or belong to endpoints of their own.
  var apiField: APIField? {
    guard let field, !field.form.contains("separate-endpoint"), !notes.contains(.readOnly) else {
      return nil
    }
    return field
  }

  /// A value as the Management API spells it; a secret has none before it is looked up.
  func apiValue(of value: AuthValue) -> JSONValue {
    let empty: JSONValue = field?.isNullable == true ? .null : .text("")
    switch value {
    case .unset, .secret, .anotherSecret: return .null
    case .bool(let value): return .bool((field?.form == "!") != value)
    case .integer(let number):
      return field?.form == "number-as-string" ? .text(String(number)) : .integer(number)
    case .text(let text):
      switch type {
      case .duration: return apiLength(GoDuration(text) ?? .seconds(0))
      case .decimal: return Double(text).map { .number($0) } ?? .null
      case .choice where field?.form == "charset-map":
        return .text(Self.characterSets.first { $0.word == text }?.text ?? text)
      // An empty host says that no mail is sent.
      case .text where name == "email.smtp.host": return .text(text)
      default: return text.isEmpty ? empty : .text(text)
      }
    case .list(let items): return .text(items.joined(separator: ","))
    case .map(let entries):
      let pairs = entries.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return .text(pairs.joined(separator: ","))
    }
  }

  private func apiLength(_ length: GoDuration) -> JSONValue {
    if field?.form == "hours" {
      let hours = Double(length.nanoseconds) / 3.6e12
      return Int(exactly: hours).map { .integer($0) } ?? .number(hours)
    }
    return .integer(Int(length.nanoseconds / 1_000_000_000))
  }

  /// The value that the Management API's spelling stands for.
  ///
  /// What is of another type than the API's description says stays text.
  func value(ofAPI json: JSONValue) -> AuthValue {
    switch (type, json) {
    case (_, .null): return .unset
    case (.secret, let json): return json.isEmpty ? .unset : .anotherSecret
    case (.bool, .bool(let value)): return .bool(field?.form == "!" ? !value : value)
    case (.integer, .integer(let number)): return .integer(number)
    case (.integer, .text(let text)): return Int(text).map { .integer($0) } ?? .text(text)
    case (.duration, .integer(let number)): return .text(length(Double(number)))
    case (.duration, .number(let number)): return .text(length(number))
    case (.decimal, .integer(let number)): return .text(String(number))
    case (.list, .text(let text)):
      let items = text.split(separator: ",").map { $0.trimmed }
      return .list(items.filter { !$0.isEmpty })
    case (.map, .text(let text)): return map(ofAPI: text)
    case (.choice, .text(let text)) where field?.form == "charset-map":
      return .text(Self.characterSets.first { $0.text == text }?.word ?? text)
    case (_, .text(let text)): return .text(text)
    case (_, let other): return .text(other.jsonText)
    }
  }

  private func length(_ count: Double) -> String {
    // A third of an hour is no number of binary digits: milliseconds are what people mean.
    let milliseconds = (count * (field?.form == "hours" ? 3.6e6 : 1e3)).rounded()
    guard abs(milliseconds) < 9e12 else { return String(count) }
    return GoDuration(nanoseconds: Int64(milliseconds) * 1_000_000).text
  }

  private func map(ofAPI text: String) -> AuthValue {
    var entries: [String: String] = [:]
    for pair in text.split(separator: ",") {
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return .text(text) }
      entries[parts[0].trimmed] = parts[1].trimmed
    }
    return .map(entries)
  }

  /// Whether two values come to the same on the hosted platform, where nothing, an empty text and
  /// a missing field are the same.
  func isSame(_ wanted: AuthValue, _ live: AuthValue) -> Bool {
    if wanted == live || (wanted.isEmpty && live.isEmpty) { return true }
    if live == .unset {
      // Nothing at all is what the service takes by itself.
      guard case .bool(let value) = wanted else { return effect(of: wanted) == .nothing }
      return .bool(value) == (serviceDefault ?? .bool(false))
    }
    return effect(of: wanted) == effect(of: live)
  }
}

extension GoDuration {
  /// The duration as people write it: `1h30m`.
  var text: String {
    let units: [(String, Int64)] = [
      ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000),
      ("us", 1_000), ("ns", 1),
    ]
    if nanoseconds == 0 { return "0s" }
    var rest = nanoseconds.magnitude
    var text = nanoseconds < 0 ? "-" : ""
    for (name, length) in units where rest >= length.magnitude {
      text += "\(rest / length.magnitude)\(name)"
      rest %= length.magnitude
    }
    return text
  }
}

extension Substring {
  /// The text without white space at its ends.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
