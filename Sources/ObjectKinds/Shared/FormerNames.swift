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
    guard let node = body.take(Self.key),
      let former = String(node: node, field: Self.key, diagnostics: &diagnostics)
    else { return }
    if let other = renames.first(where: { $0.old == former }) {
      diagnostics.error(
        "manifest.duplicate-value",
        "\"\(other.new)\" and \"\(name)\" both say that they were \"\(former)\" before",
        at: node.range,
        hint: "Keep \"\(Self.key)\" on the one that is to have what the old one holds."
      )
      return
    }
    renames.append(PartRename(from: former, to: name, range: node.range))
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
