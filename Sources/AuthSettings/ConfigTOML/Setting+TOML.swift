extension Setting {
  /// A value as the configuration spells it; secrets and paths are spelled elsewhere.
  func tomlValue(of value: AuthValue) -> TOMLValue {
    switch value {
    case .unset, .secret, .anotherSecret: .text("")
    case .bool(let value): .bool(value)
    case .integer(let number): .integer(number)
    case .text(let text): .text(text)
    case .list(let items): .list(items.map { .text($0) })
    case .map(let entries): .table(entries.mapValues { .text($0) })
    }
  }

  /// The value that the configuration's spelling stands for; what the command line could not read
  /// stays text.
  func value(ofTOML value: TOMLValue) -> AuthValue {
    switch (type, value) {
    case (.bool, .bool(let value)): return .bool(value)
    case (.integer, .integer(let number)): return .integer(number)
    case (.list, .list(let items)): return .list(items.map(Self.text))
    case (.map, .table(let entries)): return .map(entries.mapValues(Self.text))
    case (_, .text(let text)): return self.value(ofText: text)
    case (_, let other): return .text(Self.text(other))
    }
  }

  /// The command line reads values of any type from texts, too.
  private func value(ofText text: String) -> AuthValue {
    switch type {
    case .bool: return GoText.bool(text).map { .bool($0) } ?? .text(text)
    case .integer: return Int(text).map { .integer($0) } ?? .text(text)
    case .list:
      return .list(
        text.isEmpty
          ? [] : text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      )
    case .text, .template, .decimal, .duration, .timestamp, .choice, .map, .secret:
      return .text(text)
    }
  }

  private static func text(_ value: TOMLValue) -> String {
    switch value {
    case .text(let text): text
    default: value.written
    }
  }

  /// What the command line takes when the configuration says nothing; nil where that depends.
  var commandLineDefault: AuthValue? {
    guard let fallback, !fallback.hasPrefix("<") else {
      return fallback == nil && type == .text ? .text("") : nil
    }
    var scanner = TOMLScanner(Array(fallback.utf8))
    switch type {
    case .bool, .integer, .list, .map:
      guard let value = try? scanner.value().value, scanner.isAtEnd else { return nil }
      return self.value(ofTOML: value)
    case .text, .template, .decimal, .duration, .timestamp, .choice: return .text(fallback)
    case .secret: return nil
    }
  }
}
