/// Where a hook leads: a function of the database or a web address.
enum HookAddress: Hashable {
  /// `pg-functions://DATABASE/SCHEMA/FUNCTION`; the service ignores the database.
  case function(schema: String, name: String)
  /// `https://…`, or `http://…` on the same machine.
  case web

  /// Reads an address; nil when the service would refuse it.
  init?(_ text: String) {
    guard Self.problem(with: text) == nil, let url = URLText(text) else { return nil }
    guard url.scheme == "pg-functions" else {
      self = .web
      return
    }
    let path = url.path.split(separator: "/").map(String.init)
    self = .function(schema: path[0], name: path[1])
  }

  private static let localHosts = [
    "localhost", "127.0.0.1", "::1", "[::1]", "host.docker.internal",
  ]

  /// What the service, or Supabase's command line, finds wrong with an address.
  static func problem(with text: String) -> ValueProblem? {
    guard let url = URLText(text) else {
      return ValueProblem(
        "must be a URL, not \"\(text)\"",
        hint: "Write https://HOST/PATH or pg-functions://postgres/SCHEMA/FUNCTION."
      )
    }
    switch url.scheme {
    case "https": return nil
    case "http":
      return localHosts.contains(url.host)
        ? nil
        : ValueProblem(
          "may use http only for this machine, not for \"\(url.host)\"",
          hint: "Use https."
        )
    case "pg-functions":
      let path = url.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
      if path.count == 2, path.allSatisfy({ isName($0) }) { return nil }
      return ValueProblem(
        "must name a schema and a function, of letters, digits and \"_\" only",
        hint: "Write pg-functions://postgres/SCHEMA/FUNCTION."
      )
    default:
      return ValueProblem(
        "has the unknown scheme \"\(url.scheme)\"",
        hint: "Use https, http or pg-functions."
      )
    }
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.first, text.count <= 63 else { return false }
    let isWord = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || character == "_")
    }
    return !first.isNumber && text.allSatisfy(isWord)
  }
}

/// The parts of an absolute URL that rules look at.
struct URLText: Hashable {
  let scheme: String
  let host: String
  /// The path with its leading slash, without query and fragment.
  let path: String

  init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasPrefix("//"), let first = parts[0].first, first.isLetter,
      parts[0].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }),
      !text.contains(where: \.isWhitespace)
    else { return nil }
    let rest = parts[1].dropFirst(2)
    let authority = rest.prefix { !"/?#".contains($0) }
    var host = authority
    if let at = authority.lastIndex(of: "@") { host = authority[authority.index(after: at)...] }
    if host.hasPrefix("[") {
      host = host.prefix { $0 != "]" } + "]"
    } else {
      host = host.prefix { $0 != ":" }
    }
    guard !host.isEmpty else { return nil }
    scheme = parts[0].lowercased()
    self.host = host.lowercased()
    path = String(rest.dropFirst(authority.count).prefix { $0 != "?" && $0 != "#" })
  }
}

/// Patterns of the Go library `gobwas/glob`, by which the service allows redirects.
enum GlobPattern {
  /// What the library would refuse in a pattern; the service does not survive it.
  static func problem(with pattern: String) -> String? {
    let characters = Array(pattern)
    var depth = 0
    var index = 0
    while index < characters.count {
      switch characters[index] {
      case "\\": index += 1
      case "{": depth += 1
      case "}": depth = max(0, depth - 1)
      case "[":
        guard let end = endOfRange(characters, from: index + 1) else {
          return "\"[\" without its range"
        }
        index = end
      default: break
      }
      index += 1
    }
    return depth > 0 ? "\"{\" without \"}\"" : nil
  }

  /// The place of the bracket that ends a list or a range of characters.
  private static func endOfRange(_ characters: [Character], from start: Int) -> Int? {
    var items: [Character] = []
    var index = start
    if index < characters.count, characters[index] == "!" { index += 1 }
    while index < characters.count, characters[index] != "]" {
      if characters[index] == "\\" { index += 1 }
      if index < characters.count { items.append(characters[index]) }
      index += 1
    }
    guard index < characters.count, !items.isEmpty else { return nil }
    if items.contains("-") {
      guard items.count == 3, items[1] == "-", items[0] < items[2] else { return nil }
    }
    return index
  }
}
