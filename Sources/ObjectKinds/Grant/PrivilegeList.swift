import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// The privileges that one role has on one object, each with or without the right to grant it on.
///
/// `all` stands for every privilege that objects of the kind have. A privilege that the server does
/// not know yet (MAINTAIN before 17) makes no difference there.
struct PrivilegeList: FieldCodable {
  /// Whether each privilege can be granted on.
  private(set) var items: [String: Bool] = [:]
  /// Every privilege of the kind in the server's order; empty until the kind is known.
  private(set) var universe: [String] = []
  /// The privileges that the server does not know.
  private(set) var unknownToServer: Set<String> = []

  static let shape = ValueShape.any([
    .text("a privilege such as select, or all"), .list(.text("a privilege")),
  ])

  private static let grantOption = " with grant option"
  private static let words: Set<String> = [
    "all", "select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain",
    "usage", "execute", "create", "connect", "temporary", "set", "alter system",
  ]

  /// Lists privileges of a kind.
  ///
  /// - Parameters:
  ///   - items: the privileges, and whether each can be granted on.
  ///   - set: all privileges of the kind.
  ///   - version: the server, where the list is about one.
  init(_ items: [String: Bool] = [:], of set: PrivilegeSet? = nil, on version: ServerVersion? = nil)
  {
    self.items = items
    if let set { self = resolved(in: set, on: version) }
  }

  /// Every privilege of a kind, as the owner has them.
  static func full(_ set: PrivilegeSet, on version: ServerVersion?) -> Self {
    Self(["all": false], of: set, on: version)
  }

  /// Names with or without "with grant option", as manifests write them.
  init(parsing texts: [String]) {
    for text in texts {
      let isGrantable = text.hasSuffix(Self.grantOption)
      let name = isGrantable ? String(text.dropLast(Self.grantOption.count)) : text
      items[name] = isGrantable
    }
  }

  /// The same list, once it is known of what kind the object is.
  func resolved(in set: PrivilegeSet, on version: ServerVersion? = nil) -> Self {
    var result = self
    result.universe = set.all
    if let version {
      result.unknownToServer = Set(set.since.filter { version.major < $0.value }.keys)
    }
    if let isGrantable = result.items.removeValue(forKey: "all") {
      for name in set.all where result.items[name] == nil { result.items[name] = isGrantable }
    }
    return result
  }

  /// The privileges that count on a server, in order.
  func names(on version: ServerVersion, of set: PrivilegeSet) -> [String] {
    set.all.filter { items[$0] != nil && (set.since[$0] ?? 0) <= version.major }
  }

  /// Whether a privilege can be granted on; nil when it is not had.
  subscript(name: String) -> Bool? { items[name] }

  /// Adds a privilege, or says anew whether it can be granted on.
  mutating func add(_ name: String, isGrantable: Bool) {
    items[name] = isGrantable
  }

  static func == (left: Self, right: Self) -> Bool {
    let ignored = left.unknownToServer.union(right.unknownToServer)
    return left.items.filter { !ignored.contains($0.key) }
      == right.items.filter { !ignored.contains($0.key) }
  }
}

// MARK: - Manifest

extension PrivilegeList {
  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    let nodes = node.items ?? [node]
    var texts: [String] = []
    for node in nodes {
      guard let text = node.stringValue?.lowercased(), !node.isNull else {
        Self.reject(node, field: field, diagnostics: &diagnostics)
        return nil
      }
      let name =
        text.hasSuffix(Self.grantOption) ? text.dropLast(Self.grantOption.count) : text[...]
      guard Self.words.contains(String(name)) else {
        let near = closestMatch(to: String(name), among: Self.words.sorted())
        diagnostics.error(
          "manifest.unknown-privilege",
          "unknown privilege \"\(name)\"",
          at: node.range,
          hint: near.map { "Did you mean \"\($0)\"?" }
        )
        return nil
      }
      texts.append(text)
    }
    self.init(parsing: texts)
  }

  var fieldValue: FieldValue { .list(texts.map { .text($0) }) }

  /// The privileges as manifests write them.
  var texts: [String] {
    let counted = universe.filter { !unknownToServer.contains($0) }
    let options = Set(counted.map { items[$0] })
    if !counted.isEmpty, options.count == 1, let only = options.first, let isGrantable = only {
      return ["all" + (isGrantable ? Self.grantOption : "")]
    }
    let names = universe.isEmpty ? items.keys.sorted() : universe
    return names.compactMap { name in
      guard let isGrantable = items[name], !unknownToServer.contains(name) else { return nil }
      return name + (isGrantable ? Self.grantOption : "")
    }
  }
}

// MARK: - Differences

/// What it takes to turn one list of privileges into another.
struct PrivilegeChange {
  let revoked: [String]
  let revokedOptions: [String]
  let granted: [String]
  let grantedWithOption: [String]

  /// Compares two lists as far as a server knows the privileges.
  init(
    from old: PrivilegeList,
    to new: PrivilegeList,
    of set: PrivilegeSet,
    on version: ServerVersion
  ) {
    let before = old.names(on: version, of: set)
    let after = new.names(on: version, of: set)
    revoked = before.filter { new[$0] == nil }
    revokedOptions = before.filter { old[$0] == true && new[$0] == false }
    granted = after.filter { new[$0] == false && old[$0] == nil }
    grantedWithOption = after.filter { new[$0] == true && old[$0] != true }
  }

  /// The privileges that somebody has, or can grant on, only afterwards.
  var widened: [String] { granted + grantedWithOption }

  /// What each of the last clauses widens: privileges, and whether they can be granted on.
  var widenings: [(privileges: [String], isGrantable: Bool)] {
    [(granted, false), (grantedWithOption, true)].filter { !$0.0.isEmpty }
  }

  /// Whether the lists say the same.
  var isEmpty: Bool { revoked.isEmpty && revokedOptions.isEmpty && widened.isEmpty }

  /// The clauses, what is taken away first: `REVOKE … FROM`, `GRANT … TO`.
  ///
  /// - Parameters:
  ///   - target: what stands between the privileges and the role: `ON TABLE public.todos`.
  ///   - grantee: the role.
  ///   - list: spells the privileges.
  /// - Returns: one text for each statement that is needed.
  func clauses(on target: SQL, grantee: SQL, list: ([String]) -> SQL) -> [SQL] {
    var clauses: [SQL] = []
    if !revoked.isEmpty { clauses.append("REVOKE \(list(revoked)) \(target) FROM \(grantee)") }
    if !revokedOptions.isEmpty {
      clauses.append("REVOKE GRANT OPTION FOR \(list(revokedOptions)) \(target) FROM \(grantee)")
    }
    if !granted.isEmpty { clauses.append("GRANT \(list(granted)) \(target) TO \(grantee)") }
    if !grantedWithOption.isEmpty {
      clauses.append(
        "GRANT \(list(grantedWithOption)) \(target) TO \(grantee) WITH GRANT OPTION"
      )
    }
    return clauses
  }
}
