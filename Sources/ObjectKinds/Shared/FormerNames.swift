import Diagnostics
import ObjectModel
import YAMLSource

/// The names that parts of an object had before, as `renamed_from` in a manifest says.
///
/// They say how a state is reached and not what it is, so that any two are equal.
struct FormerNames: Hashable, Sendable {
  static let key = "renamed_from"
  static let member = ValueShape.Member(
    key,
    .text("a name"),
    summary: "The name it had before; ignored once done."
  )

  private(set) var renames: [PartRename] = []

  static func == (left: Self, right: Self) -> Bool { true }

  func hash(into hasher: inout Hasher) {}

  /// Reads the name that a part had before, if its mapping says one.
  mutating func take(
    for name: String,
    from body: inout MappingReader,
    diagnostics: inout DiagnosticCollector
  ) {
    if let rename = Self.rename(of: name, from: &body, diagnostics: &diagnostics) {
      add(rename, diagnostics: &diagnostics)
    }
  }

  /// What the mapping of a part says of its name before.
  static func rename(
    of name: String,
    from body: inout MappingReader,
    diagnostics: inout DiagnosticCollector
  ) -> PartRename? {
    guard let node = body.take(key) else { return nil }
    return String(node: node, field: key, diagnostics: &diagnostics)
      .map { PartRename(from: $0, to: name, range: node.range) }
  }

  /// Adds what a part says, unless another one had that name.
  mutating func add(_ rename: PartRename, diagnostics: inout DiagnosticCollector) {
    guard let other = renames.first(where: { $0.renames(rename.old) }) else {
      renames.append(rename)
      return
    }
    diagnostics.error(
      "manifest.duplicate-value",
      "\"\(other.new)\" and \"\(rename.new)\" both say that they were \"\(rename.old)\" before",
      at: rename.range,
      hint: "Keep \"\(Self.key)\" on the one that is to have what the old one holds."
    )
  }
}

extension MappingReader {
  /// Reports each key that nobody has taken.
  func reportRemaining(
    in owner: String,
    known: [String],
    diagnostics: inout DiagnosticCollector
  ) {
    for pair in remainingPairs {
      diagnostics.error(
        "manifest.unknown-key",
        "unknown key \"\(pair.name)\" in \(owner)",
        at: pair.key.range,
        hint: "Known keys: \(known.sorted().joined(separator: ", "))."
      )
    }
  }
}
