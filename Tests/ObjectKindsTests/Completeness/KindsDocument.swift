import ObjectModel

/// The page that lists all kinds: what each is, how manifests say it, what is read of it.
struct KindsDocument {
  let registry: KindRegistry
  /// The columns of catalogs that the queries of each kind name, over all server versions at hand.
  let columns: [KindName: Set<String>]

  var text: String {
    let rows = registry.catalogKinds.map {
      "| [\($0.kind)](#\(Self.anchor($0))) | \(Self.escaped($0.summary)) |"
    }
    return """
      # Kinds of objects

      Everything that Plumb manages. This page is made from the descriptions that decode manifests \
      and from the\nqueries that read databases; a test keeps it true, and another makes sure that \
      every column of every system\ncatalog is read by a kind or ignored for the reason given at \
      the end.

      | kind | what it is |
      |---|---|
      \(rows.joined(separator: "\n"))

      \(registry.catalogKinds.map(section).joined(separator: "\n"))
      ## What is not read

      \(IgnoredColumns.table)

      """
  }

  private func section(_ kind: any CatalogObject.Type) -> String {
    var lines = ["## \(kind.kind)", "", kind.summary, "", "Stands \(places(kind))."]
    let fields = kind.keys
    if !fields.isEmpty {
      lines += ["", "| key | says | a change |", "|---|---|---|"]
      lines += fields.map { field in
        "| `\(field.name)` | \(Self.escaped(field.summary)) | \(Self.words(field.change)) |"
      }
    }
    lines += ["", "Reads \(catalogs(kind)).", ""]
    return lines.joined(separator: "\n")
  }

  private func places(_ kind: any ManagedObject.Type) -> String {
    kind.places.map { place in
      switch place.site {
      case .document: "in a document of its own, `\(place.key):`"
      case .documentOn(let kinds):
        "in a document `\(place.key):` with `on:` \(Self.list(kinds.map(\.description)))"
      case .within(let kinds): "under `\(place.key)` of \(Self.list(kinds.map(\.description)))"
      case .withinAny: "under `\(place.key)` of any kind that can have it"
      }
    }.joined(separator: ", or ")
  }

  private func catalogs(_ kind: any ManagedObject.Type) -> String {
    let byCatalog = Dictionary(grouping: columns[kind.kind] ?? []) {
      String($0.prefix { $0 != "." })
    }
    return byCatalog.sorted { $0.key < $1.key }.map { catalog, columns in
      let names = columns.map { $0.dropFirst(catalog.count + 1) }.sorted()
      return "`\(catalog)` (\(names.joined(separator: ", ")))"
    }.joined(separator: ", ")
  }

  private static func words(_ change: FieldChange) -> String {
    switch change {
    case .alter: "in place"
    case .replace(let reason): "makes it anew: \(escaped(reason))"
    case .ignored(let reason): "is none: \(escaped(reason))"
    }
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  private static func anchor(_ kind: any ManagedObject.Type) -> String {
    kind.kind.description.replacing(" ", with: "-")
  }

  private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension ManagedObject {
  /// What manifests can say, and what a change of it takes.
  fileprivate static var keys: [(name: String, summary: String, change: FieldChange)] {
    fields.filter(\.isInManifest).map { ($0.name, $0.summary, $0.change) }
  }
}
