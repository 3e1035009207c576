import Diagnostics
import ObjectModel
import YAMLSource

extension DatabaseFleet {
  /// Reads `databases`: a list of `- NAME: URL`, or a mapping that says how to ask for them.
  init?(node: Node, diagnostics: inout DiagnosticCollector) {
    let source =
      if let items = node.items {
        Self.list(items, at: node, diagnostics: &diagnostics)
      } else if node.pairs != nil {
        Self.query(node, diagnostics: &diagnostics)
      } else {
        Self.neither(node, diagnostics: &diagnostics)
      }
    guard let source else { return nil }
    self.source = source
  }

  private static func neither(_ node: Node, diagnostics: inout DiagnosticCollector) -> Source? {
    diagnostics.error(
      "manifest.wrong-type",
      "\"databases\" must be a list or a query, not \(node.kindDescription)",
      at: node.range,
      hint: "Write \"- NAME: URL\" for each, or {from: URL, query: select …}; a single one is "
        + "\"database\"."
    )
    return nil
  }

  // MARK: A list

  private static func list(
    _ items: [Node],
    at node: Node,
    diagnostics: inout DiagnosticCollector
  ) -> Source? {
    if items.isEmpty {
      diagnostics.error(
        "environment.empty-fleet",
        "\"databases\" names no database",
        at: node.range,
        hint: "Write \"- NAME: URL\" for each."
      )
    }
    var entries: [Entry] = []
    for item in items {
      guard let entry = entry(item, diagnostics: &diagnostics) else { continue }
      if let first = entries.first(where: { $0.name == entry.name }) {
        diagnostics.error(
          "environment.duplicate-database",
          "the fleet has a database \"\(entry.name)\" already",
          at: entry.range,
          notes: [Diagnostic.Note("it stands here", at: first.range)]
        )
        continue
      }
      entries.append(entry)
    }
    return entries.isEmpty ? nil : .list(entries)
  }

  private static func entry(_ item: Node, diagnostics: inout DiagnosticCollector) -> Entry? {
    guard let pairs = item.pairs, pairs.count == 1, let pair = pairs.first else {
      diagnostics.error(
        "manifest.wrong-type",
        "a database of a fleet must be its name with its URL, not \(item.kindDescription)",
        at: item.range,
        hint: "Write it as \"- NAME: ${env:NAME_URL}\"."
      )
      return nil
    }
    guard isName(pair.name) else {
      diagnostics.error(
        "environment.database-name",
        "\"\(pair.name)\" cannot name a database of a fleet",
        at: pair.key.range,
        hint: "A name has no white space, no comma and no slash."
      )
      return nil
    }
    return template(pair.value, "\"\(pair.name)\"", diagnostics: &diagnostics).map {
      Entry(name: pair.name, url: $0, range: pair.key.range)
    }
  }

  // MARK: A query

  private static func query(_ node: Node, diagnostics: inout DiagnosticCollector) -> Source? {
    guard var reader = SettingsReader(node, owner: "\"databases\"", diagnostics: &diagnostics)
    else { return nil }
    let from = reader.node("from")
    let text = reader.node("query")
    let url = reader.node("url")
    reader.finish(diagnostics: &diagnostics)
    for (key, found) in [("from", from), ("query", text)] where found == nil {
      diagnostics.error(
        "manifest.missing-key",
        "\"databases\" has no \"\(key)\"",
        at: node.range,
        hint: "Write {from: URL, query: select …}, or a list of \"- NAME: URL\"."
      )
    }
    guard let from, let text,
      let sql = String(node: text, field: "query", diagnostics: &diagnostics)
    else { return nil }
    let place = template(from, "\"from\"", diagnostics: &diagnostics)
    var address: ConnectionTemplate?
    if let url {
      address = template(url, "\"url\"", diagnostics: &diagnostics)
      guard let known = address else { return nil }
      if !known.text.contains("{") || known.placeholders.isEmpty {
        diagnostics.error(
          "environment.no-placeholder",
          "\"url\" is the same for every database",
          at: url.range,
          hint: "Write {COLUMN} where it differs, such as postgres://app@db.internal/{name}."
        )
        return nil
      }
    }
    return place.map {
      .query(Query(from: $0, text: sql, url: address, range: text.range))
    }
  }

  private static func template(
    _ node: Node,
    _ owner: String,
    diagnostics: inout DiagnosticCollector
  ) -> ConnectionTemplate? {
    guard let text = node.stringValue, let template = ConnectionTemplate(text, range: node.range)
    else {
      diagnostics.error(
        "manifest.wrong-type",
        "\(owner) must be a connection URL",
        at: node.range,
        hint: "Write ${env:NAME} for a URL in an environment variable."
      )
      return nil
    }
    template.warnOfPassword(&diagnostics)
    return template
  }
}

extension ConnectionTemplate {
  /// Says that a password stands in a file that is for everybody.
  func warnOfPassword(_ diagnostics: inout DiagnosticCollector) {
    guard containsPassword else { return }
    diagnostics.warning(
      "environment.secret",
      "a password stands in the environment's file",
      at: range,
      hint: "Keep it in an environment variable and write ${env:NAME}."
    )
  }

  /// The names in braces that stand for columns of a row, without those of variables.
  public var placeholders: [String] {
    var names: [String] = []
    for case .literal(let text) in VariableText(self.text).parts {
      for piece in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
        guard let end = piece.firstIndex(of: "}") else { continue }
        names.append(String(piece[..<end]))
      }
    }
    return names
  }
}
