public import Diagnostics
public import ObjectModel
import YAMLSource

/// Which objects a project ignores or an environment leaves out: a kind and a pattern of names.
///
/// `*` stands for any characters, `?` for one. A name of an object in a schema is
/// `schema.name`, or `name` for those in `public`; that of a function may be followed by its
/// argument types. What lives inside another object goes by its own name or by both: `table.name`.
/// What matches takes along everything that lives inside it.
public struct ObjectPattern: Hashable, Sendable {
  /// The kind; nil for any.
  public let kind: KindName?
  /// The pattern as it was written.
  public let pattern: String
  /// Where it was written.
  public let range: SourceRange?

  /// Makes a pattern.
  public init(kind: KindName?, _ pattern: String, range: SourceRange? = nil) {
    self.kind = kind
    self.pattern = pattern
    self.range = range
  }

  /// Whether an object, or one that it lives in, is meant.
  public func matches(_ id: ObjectID) -> Bool {
    if kind == nil || kind == id.kind,
      Self.spellings(of: id).contains(where: { Self.matches($0, pattern) })
    {
      return true
    }
    return id.parent.map(matches) ?? false
  }

  /// The ways to name an object, without quotes.
  private static func spellings(of id: ObjectID) -> [String] {
    if let parent = id.parent {
      if id.names.isEmpty { return spellings(of: parent) }
      return [id.name] + spellings(of: parent).map { "\($0).\(id.name)" }
    }
    guard id.names.count > 1 else { return [id.name] }
    let names =
      id.names.count > 2 ? [id.names[1], "\(id.names[1])(\(id.names[2]))"] : [id.names[1]]
    return names.map { "\(id.names[0]).\($0)" } + (id.names[0] == "public" ? names : [])
  }

  /// Whether the whole of a text fits a pattern.
  ///
  /// Complexity: O(n × m) at worst.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.unicodeScalars)
    let pattern = Array(pattern.unicodeScalars)
    var place = 0
    var next = 0
    // Where to go on when the last star has to stand for one character more.
    var retry: (place: Int, next: Int)?
    while place < text.count {
      if next < pattern.count, pattern[next] == "*" {
        retry = (place, next)
        next += 1
      } else if next < pattern.count, pattern[next] == "?" || pattern[next] == text[place] {
        place += 1
        next += 1
      } else if let last = retry {
        retry = (last.place + 1, last.next)
        place = last.place + 1
        next = last.next + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == "*" }
  }
}

// MARK: - Reading

extension ObjectPattern {
  /// Reads a list of `{kind: pattern}`; every mistake becomes a diagnostic.
  static func list(
    in node: Node,
    under key: String,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) -> [ObjectPattern] {
    if node.isNull { return [] }
    guard let items = node.items else {
      diagnostics.error(
        "manifest.wrong-type",
        "\"\(key)\" must be a list, not \(node.kindDescription)",
        at: node.range,
        hint: "Write it as [{table: old_orders}, {function: debug_*}]."
      )
      return []
    }
    return items.flatMap { item -> [ObjectPattern] in
      guard let pairs = item.pairs else {
        diagnostics.error(
          "manifest.wrong-type",
          "an entry of \"\(key)\" must be a kind with a name, not \(item.kindDescription)",
          at: item.range,
          hint: "Write it as {table: old_orders}."
        )
        return []
      }
      return pairs.compactMap { read($0, under: key, registry, &diagnostics) }
    }
  }

  private static func read(
    _ pair: Node.Pair,
    under key: String,
    _ registry: KindRegistry,
    _ diagnostics: inout DiagnosticCollector
  ) -> ObjectPattern? {
    let known = registry.kinds.map { $0.kind }
    let kind = known.first { $0.text == pair.name }
    if kind == nil && pair.name != "*" {
      let near = closestMatch(to: pair.name, among: known.map(\.text))
      diagnostics.error(
        "manifest.unknown-kind",
        "unknown kind \"\(pair.name)\" in \"\(key)\"",
        at: pair.key.range,
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? "Write the first key of the object's manifest, such as table."
      )
      return nil
    }
    guard let text = pair.value.stringValue else {
      diagnostics.error(
        "manifest.wrong-type",
        "\"\(pair.name)\" must be a name, not \(pair.value.kindDescription)",
        at: pair.value.range
      )
      return nil
    }
    return ObjectPattern(kind: kind, text, range: pair.value.range ?? pair.key.range)
  }
}
