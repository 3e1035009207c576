import ObjectModel
import PostgresVocabulary

/// Lists of types as names of objects hold them: `integer, numeric(4,2)`.
enum TypeList {
  /// The types of a list, without the white space around them.
  static func split(_ list: String) -> [String] {
    var parts: [String] = []
    var current = ""
    var depth = 0
    var isQuoted = false
    for character in list {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == "(" { depth += 1 }
      if !isQuoted, character == ")" { depth -= 1 }
      if character == ",", depth == 0, !isQuoted {
        parts.append(current.trimmed)
        current = ""
      } else {
        current.append(character)
      }
    }
    let last = current.trimmed
    return parts.isEmpty && last.isEmpty ? [] : parts + [last]
  }

  /// A list after some of the types have got other names.
  static func renamed(_ list: String, _ renames: [ObjectID: ObjectID]) -> String {
    split(list).map { type in
      let base = type.hasSuffix("[]") ? String(type.dropLast(2)) : type
      let old = renames.first { SQL("\(qualified: $0.key.qualifiedName)").text == base }
      guard let old, old.key.parent == nil, old.key.names.count == 2 else { return type }
      return SQL("\(qualified: old.value.qualifiedName)").text + type.dropFirst(base.count)
    }.joined(separator: ", ")
  }

  /// The first parenthesis of a name that no quotes protect.
  static func opening(of name: String) -> String.Index? {
    var isQuoted = false
    return name.indices.first { index in
      if name[index] == "\"" { isQuoted.toggle() }
      return name[index] == "(" && !isQuoted
    }
  }

  /// What stands before and after a word that no quotes protect: `integer AS text`.
  static func split(_ text: String, at word: String) -> (before: String, after: String)? {
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      if isQuoted || !text[index].isWhitespace { continue }
      let rest = text[text.index(after: index)...]
      guard rest.prefix(word.count).uppercased() == word,
        rest.dropFirst(word.count).first?.isWhitespace == true
      else { continue }
      return (String(text[..<index]).trimmed, String(rest.dropFirst(word.count)).trimmed)
    }
    return nil
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    let end = start.reversed().prefix(while: \.isWhitespace).count
    return String(start.dropLast(end))
  }
}
