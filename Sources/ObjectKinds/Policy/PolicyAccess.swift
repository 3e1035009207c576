import ObjectModel
import PostgresVocabulary

/// What a change of policies opens, and to whom.
///
/// Permissive policies add rows, restrictive ones take rows away; so the one opens by being made,
/// the other by being dropped, and either by a condition whose reach only the data can tell.
enum PolicyAccess {
  static func hazards(from old: Policy?, to new: Policy?) -> [Hazard] {
    guard let id = new?.id ?? old?.id, let table = id.parent, let message = message(old, new) else {
      return []
    }
    return [Hazard(.accessWidened, id, message(table.label))]
  }

  private typealias Message = (String) -> String

  private static func message(_ old: Policy?, _ new: Policy?) -> Message? {
    switch (old, new) {
    case (nil, nil): nil
    case (nil, let new?):
      new.mode == .permissive ? opened(by: new, "the policy") : nil
    case (let old?, nil):
      old.mode == .restrictive ? released(by: old) : nil
    case (let old?, let new?): changed(from: old, to: new)
    }
  }

  private static func changed(from old: Policy, to new: Policy) -> Message? {
    if old.mode != new.mode {
      return new.mode == .permissive ? opened(by: new, "the policy") : released(by: old)
    }
    let isSameReach =
      old.command == new.command && old.using == new.using
      && old.withCheck == new.withCheck
    switch new.mode {
    case .permissive:
      if !isSameReach { return opened(by: new, "the policy as it is now") }
      guard let added = roles(of: new, beyond: old) else { return nil }
      return opened(by: new, "the policy", for: added)
    case .restrictive:
      if !isSameReach { return released(by: old) }
      guard let left = roles(of: old, beyond: new) else { return nil }
      return released(by: old, for: left)
    }
  }

  /// Who is in the one policy's roles and not in the other's; nil when nobody is.
  private static func roles(of one: Policy, beyond other: Policy) -> [String]? {
    if other.roles.isEmpty { return nil }
    if one.roles.isEmpty { return [] }
    let more = one.roles.filter { !other.roles.contains($0) }
    return more.isEmpty ? nil : more
  }

  // MARK: Words

  private static func opened(
    by policy: Policy,
    _ name: String,
    for roles: [String]? = nil
  ) -> Message? {
    let people = words(for: roles ?? policy.roles)
    var sentences: [Message] = []
    if policy.using != nil, let what = policy.command.reach {
      sentences.append { "rows of \($0) that match \(name) become \(what) for \(people)" }
    }
    if policy.withCheck != nil || policy.using != nil, policy.command != .delete,
      policy.command != .select
    {
      let isUpdate = policy.command == .update
      sentences.append {
        isUpdate
          ? "\(people) can write rows of \($0) that pass it"
          : "\(people) can insert rows into \($0) that pass \(name)"
      }
    }
    if sentences.isEmpty { return nil }
    return { table in sentences.map { $0(table) }.joined(separator: "; ") }
  }

  private static func released(by policy: Policy, for roles: [String]? = nil) -> Message {
    let people = words(for: roles ?? policy.roles)
    let what = policy.command.verbs
    return { table in
      "\(people) may \(what) rows of \(table) that the restrictive policy kept from them"
    }
  }

  private static func words(for roles: [String]) -> String {
    roles.isEmpty ? "everybody" : roles.joined(separator: ", ")
  }
}

extension PolicyCommand {
  /// What rows that match USING become.
  fileprivate var reach: String? {
    switch self {
    case .all: "readable and writable"
    case .select: "readable"
    case .insert: nil
    case .update: "updatable"
    case .delete: "deletable"
    }
  }

  fileprivate var verbs: String {
    switch self {
    case .all: "read and write"
    case .select: "read"
    case .insert: "insert"
    case .update: "update"
    case .delete: "delete"
    }
  }
}
