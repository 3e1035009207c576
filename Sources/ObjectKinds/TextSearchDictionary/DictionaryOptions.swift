import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// The options of a text search dictionary, in the order in which the catalog keeps them.
///
/// A whole number is kept apart from a text of digits: the catalog tells them apart, and a template
/// may ask for the one.
struct DictionaryOptions: FieldCodable {
  /// An option's value.
  enum Value: Hashable, Sendable {
    case number(Int)
    case text(String)
  }

  /// One option.
  struct Option: Hashable, Sendable {
    let name: String
    let value: Value

    /// `name = value`.
    var assignment: SQL {
      switch value {
      case .number(let number): "\(identifier: name) = \(SQL(unchecked: String(number)))"
      case .text(let text): "\(identifier: name) = \(literal: text)"
      }
    }
  }

  private(set) var list: [Option] = []

  init() {}

  static let shape = ValueShape.map(.any([.integer, .text("text")]))

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let pairs = node.pairs else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    for pair in pairs {
      if let number = pair.value.integerValue.flatMap({ Int(exactly: $0) }) {
        list.append(Option(name: pair.name, value: .number(number)))
      } else if let text = String(node: pair.value, field: pair.name, diagnostics: &diagnostics) {
        list.append(Option(name: pair.name, value: .text(text)))
      }
    }
  }

  var fieldValue: FieldValue {
    .map(
      list.map { option in
        switch option.value {
        case .number(let number): .init(option.name, .integer(number))
        case .text(let text): .init(option.name, .text(text))
        }
      }
    )
  }

  /// Whether the options have other values, in whatever order.
  func says(otherThan other: Self) -> Bool {
    Set(list) != Set(other.list)
  }

  /// What turns other options into these, in the parentheses of `ALTER TEXT SEARCH DICTIONARY`: an
  /// option that goes away is named alone, one that is assigned moves to the end.
  func changes(from old: Self) -> [SQL] {
    let names = Set(list.map(\.name))
    let kept = old.list.filter { names.contains($0.name) }
    let same = zip(kept, list).prefix { $0 == $1 }.count
    let gone: [SQL] = old.list.filter { !names.contains($0.name) }.map { "\(identifier: $0.name)" }
    return gone + list.dropFirst(same).map(\.assignment)
  }
}

// MARK: - Catalog

extension DictionaryOptions {
  /// Reads `pg_ts_dict.dictinitoption`, such as `language = 'german', maxlen = 5`, in which a text
  /// that has backslashes is an `E` string with all of them doubled.
  ///
  /// Server source: `serialize_deflist` in `src/backend/commands/tsearchcmds.c`.
  init?(catalogText: String) {
    var rest = Substring(catalogText)
    while !rest.isEmpty {
      guard let name = Self.name(&rest), Self.skip(" = ", &rest), let value = Self.value(&rest)
      else { return nil }
      list.append(Option(name: name, value: value))
      if !rest.isEmpty, !Self.skip(", ", &rest) { return nil }
    }
  }

  private static func skip(_ text: String, _ rest: inout Substring) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  private static func name(_ rest: inout Substring) -> String? {
    if rest.first == "\"" { return quoted(by: "\"", &rest) }
    let name = rest.prefix { $0 != " " }
    rest = rest.dropFirst(name.count)
    return name.isEmpty ? nil : String(name)
  }

  private static func value(_ rest: inout Substring) -> Value? {
    if rest.hasPrefix("E'") {
      rest = rest.dropFirst()
      let text = quoted(by: "'", &rest)
      return text.map { .text(withoutDoubledBackslashes($0)) }
    }
    if rest.first == "'" { return quoted(by: "'", &rest).map { .text($0) } }
    let word = String(rest.prefix { $0 != "," })
    rest = rest.dropFirst(word.count)
    return Int(word).map { .number($0) } ?? .text(word)
  }

  private static func quoted(by quote: Character, _ rest: inout Substring) -> String? {
    var text = ""
    rest = rest.dropFirst()
    while let character = rest.popFirst() {
      if character == quote {
        guard rest.first == quote else { return text }
        rest = rest.dropFirst()
      }
      text.append(character)
    }
    return nil
  }

  private static func withoutDoubledBackslashes(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      isEscaped = false
      result.append(character)
    }
    return result
  }
}
