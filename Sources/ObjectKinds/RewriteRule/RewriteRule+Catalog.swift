import ObjectModel
import PostgresVocabulary

extension RewriteRule {
  /// Without the rules that make views (`ON SELECT`), and those that belong to the system's views.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT r.tableoid AS classid, r.oid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, r.rulename AS name, r.ev_type AS event, r.is_instead, r.ev_enabled AS enabled,
      pg_catalog.quote_ident(r.rulename) AS quoted_name,
      pg_catalog.format('%I.%I', n.nspname, c.relname) AS quoted_relation,
      pg_catalog.pg_get_ruledef(r.oid) AS definition
    FROM pg_catalog.pg_rewrite r
    JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE r.ev_type <> '1' AND c.relpersistence <> 't' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let relation = try RelationKind.relation(in: row) else { return nil }
    self.init(id: ObjectID(.rule, [try row.requiredText("name")], in: relation))
    event =
      switch try row.requiredText("event") {
      case "2": .update
      case "3": .insert
      default: .delete
      }
    isInstead = try row.bool("is_instead")
    enabled = FiringState(code: try row.requiredText("enabled"))
    let header = try """
    CREATE RULE \(row.requiredText("quoted_name")) AS
        ON \(event.rawValue.uppercased()) TO \(row.requiredText("quoted_relation"))
    """
    let text = try row.requiredText("definition")
    guard text.utf8.starts(with: header.utf8),
      let parts = RuleDefinition(Array(text.utf8.dropFirst(header.utf8.count)))
    else {
      throw RowError(column: "definition", problem: .notReadable(as: "definition of a rule"))
    }
    condition = parts.condition
    commands = Commands(parts.commands)
  }
}

/// Condition and commands, cut out of what `pg_get_ruledef` prints after the relation's name: no
/// function of the server prints them alone.
///
/// Nothing is understood here but where quotes and parentheses begin and end; between these the
/// reserved word DO can only be the one that follows the condition.
struct RuleDefinition {
  let condition: SQL?
  /// Empty for `NOTHING`.
  let commands: [SQL]

  init?(_ text: [UInt8]) {
    guard let word = Self.word("DO", in: text) else { return nil }
    let before = Self.trimmed(text[..<word.lowerBound])
    if before.isEmpty {
      condition = nil
    } else {
      guard before.starts(with: "WHERE ".utf8) else { return nil }
      condition = Self.sql(before.dropFirst(6))
    }
    var rest = Self.trimmed(text[word.upperBound...])
    if rest.starts(with: "INSTEAD".utf8) { rest = Self.trimmed(rest.dropFirst(7)) }
    guard rest.last == UInt8(ascii: ";") else { return nil }
    rest = Self.trimmed(rest.dropLast())
    if rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")"),
      Self.closing(of: rest) == rest.endIndex - 1
    {
      let parts = Self.parts(of: rest.dropFirst().dropLast())
      commands = parts.map(Self.sql)
    } else {
      commands = rest.elementsEqual("NOTHING".utf8) ? [] : [Self.sql(rest)]
    }
  }

  private static func sql(_ bytes: ArraySlice<UInt8>) -> SQL {
    // The text is as the server spells it.
    SQL(unchecked: String(decoding: bytes, as: UTF8.self))
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = text.drop(while: isSpace)
    guard let end = start.lastIndex(where: { !isSpace($0) }) else { return start.prefix(0) }
    return start[...end]
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
  }

  // MARK: Outside of quotes and parentheses

  /// Calls with each place outside of quotes, and how many parentheses are open there; until true
  /// is returned.
  private static func scan(
    _ text: ArraySlice<UInt8>,
    _ body: (_ place: Int, _ depth: Int) -> Bool
  ) {
    var depth = 0
    var quote: UInt8?
    for place in text.indices {
      let byte = text[place]
      // Two quotes in a row close and open again; a backslash before a quote is never printed.
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        continue
      }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if body(place, depth) { return }
    }
  }

  /// The first place of a word by itself.
  private static func word(_ word: String, in text: [UInt8]) -> Range<Int>? {
    let word = Array(word.utf8)
    var found: Range<Int>?
    scan(text[...]) { place, depth in
      let end = place + word.count
      guard depth == 0, end <= text.count, place > 0, isSpace(text[place - 1]),
        text[place..<end].elementsEqual(word), end == text.count || isSpace(text[end])
      else { return false }
      found = place..<end
      return true
    }
    return found
  }

  /// Where the first parenthesis is closed.
  private static func closing(of text: ArraySlice<UInt8>) -> Int? {
    var found: Int?
    scan(text) { place, depth in
      if depth == 0 { found = place }
      return depth == 0
    }
    return found
  }

  /// What stands before each semicolon.
  private static func parts(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    scan(text) { place, depth in
      if depth == 0, text[place] == UInt8(ascii: ";") {
        parts.append(trimmed(text[start..<place]))
        start = place + 1
      }
      return false
    }
    return parts
  }
}
