/// What a value comes to in the running service: two values of the same effect are the same.
enum SettingEffect: Hashable {
  case nothing
  case bool(Bool)
  case number(Double)
  case length(GoDuration)
  case time(Timestamp)
  case text(String)
  case ordered([String])
  case unordered(Set<String>)
  case map([String: String])
  case rate(events: Int, per: GoDuration)
}

extension Setting {
  /// What a value comes to, after all that the service changes without a word: limits that it
  /// enforces, zeros that it takes for its own default, slashes that it cuts off.
  func effect(of value: AuthValue) -> SettingEffect {
    switch value {
    case .unset, .secret, .anotherSecret: .nothing
    case .bool(let value): .bool(value)
    case .integer(let value): .number(Double(effectiveInteger(value)))
    case .text(let text): effect(ofText: text)
    case .list(let items):
      isOrderedList ? .ordered(items) : .unordered(Set(items))
    case .map(let entries): .map(entries)
    }
  }

  private func effect(ofText text: String) -> SettingEffect {
    switch type {
    case .duration:
      guard let length = GoDuration(text) else { return .text(text) }
      if zeroIsUnset && length.nanoseconds == 0 { return .nothing }
      return .length(effectiveLength(length))
    case .timestamp: return Timestamp(text).map { .time($0) } ?? .text(text)
    case .decimal: return Double(text).map { .number($0) } ?? .text(text)
    case .integer:
      guard variable?.form == .rate, let rate = Rate(text) else { return .text(text) }
      return .rate(events: rate.events, per: rate.interval)
    case .text where name.hasPrefix("external.") && name.hasSuffix(".url"):
      var text = text
      while text.hasSuffix("/") { text.removeLast() }
      return .text(text)
    case .bool, .text, .template, .secret, .list, .map, .choice: return .text(text)
    }
  }

  /// Whether the order of a list's items means something to the service.
  private var isOrderedList: Bool {
    name == "sessions.tags" || variable?.form == .restOfList
  }

  /// The whole number that the service works with.
  func effectiveInteger(_ value: Int) -> Int {
    switch name {
    case "minimum_password_length": max(value, 6)
    case "email.otp_length", "sms.otp_length", "mfa.phone.otp_length":
      (6...10).contains(value) ? value : 6
    case "jwt_expiry": value == 0 ? 3600 : value
    case "email.otp_expiry": value == 0 ? 86400 : value
    case "sms.otp_exp": value == 0 ? 60 : value
    case "mfa.challenge_expiry_duration": max(value, 300)
    case "db.conn_percentage": min(max(value, 0), 100)
    default: value
    }
  }

  /// The duration that the service works with.
  func effectiveLength(_ value: GoDuration) -> GoDuration {
    switch name {
    case "email.max_frequency", "sms.max_frequency", "mfa.phone.max_frequency":
      value.nanoseconds == 0 ? .seconds(60) : value
    case "mfa.factor_expiry_duration", "external.flow_state_expiry_duration":
      max(value, .seconds(300))
    default: value
    }
  }

  /// What two secrets are compared by.
  func effectiveSecret(_ text: String) -> String {
    // The service trims this one.
    guard name == "captcha.secret" else { return text }
    let trimmed = text.drop { $0.isWhitespace }
    return String(trimmed.reversed().drop { $0.isWhitespace }.reversed())
  }
}

/// A limit of events in a time: `30/1h`.
///
/// A plain number counts for an hour, in another way.
struct Rate {
  let events: Int
  let interval: GoDuration

  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let events = GoText.integer(String(parts[0])), events >= 0,
      let interval = GoDuration(String(parts[1])), interval.nanoseconds > 0
    else { return nil }
    self.events = events
    self.interval = interval
  }
}
