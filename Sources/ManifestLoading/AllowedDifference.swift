public import Diagnostics
import ObjectModel
import YAMLSource

/// A difference that an environment's file allows: `allowed_differences`.
///
/// It does not keep `apply` from undoing the difference; it says that a verification accepts it.
public struct AllowedDifference: Hashable, Sendable {
  /// What may differ, with everything that lives inside it.
  public let object: ObjectPattern
  /// Who answers for it.
  public let owner: String?
  /// Why it is allowed.
  public let reason: String?
  /// The last day on which it is allowed, as `YYYY-MM-DD`; nil for ever.
  public let expires: String?
  /// Where it is written.
  public let range: SourceRange?

  /// Reads a list of `{object: {kind: pattern}, owner, reason, expires}`.
  static func list(
    in node: Node,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) -> [AllowedDifference] {
    guard let items = node.items else {
      [String].reject(
        node,
        field: "allowed_differences",
        diagnostics: &diagnostics,
        hint: "Begin each with \"- object: {table: NAME}\"."
      )
      return []
    }
    return items.flatMap { read($0, registry, &diagnostics) }
  }

  private static func read(
    _ item: Node,
    _ registry: KindRegistry,
    _ diagnostics: inout DiagnosticCollector
  ) -> [AllowedDifference] {
    guard
      var reader = SettingsReader(item, owner: "an allowed difference", diagnostics: &diagnostics)
    else { return [] }
    let object = reader.node("object")
    let owner: String? = reader.value("owner", diagnostics: &diagnostics)
    let reason: String? = reader.value("reason", diagnostics: &diagnostics)
    let expires = reader.node("expires").flatMap { day($0, &diagnostics) }
    reader.finish(diagnostics: &diagnostics)
    guard let object else {
      diagnostics.error(
        "manifest.missing-key",
        "an allowed difference has no \"object\"",
        at: item.range,
        hint: "Add \"object: {KIND: NAME}\", such as {policy: debug_*}."
      )
      return []
    }
    let list = Node(.sequence([object]), range: object.range)
    return ObjectPattern.list(
      in: list,
      under: "object",
      registry: registry,
      diagnostics: &diagnostics
    ).map { pattern in
      AllowedDifference(
        object: pattern,
        owner: owner,
        reason: reason,
        expires: expires,
        range: item.range
      )
    }
  }

  /// Reads a day of the calendar.
  private static func day(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> String? {
    let text = node.stringValue ?? ""
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
    }
    if parts.map(\.count) == [4, 2, 2], numbers.count == 3,
      (1...12).contains(numbers[1]), (1...days(of: numbers[1], in: numbers[0])).contains(numbers[2])
    {
      return text
    }
    diagnostics.error(
      "manifest.wrong-type",
      "\"expires\" must be a day, not \(text.isEmpty ? node.kindDescription : "\"\(text)\"")",
      at: node.range,
      hint: "Write it as 2026-12-31: the last day on which the difference is allowed."
    )
    return nil
  }

  private static func days(of month: Int, in year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// An environment that has to be verified before another one is touched: `requires`.
public struct RequiredEnvironment: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Where it is named.
  public let range: SourceRange?

  /// Reads a name or a list of names.
  static func list(
    in node: Node,
    of environment: String,
    diagnostics: inout DiagnosticCollector
  ) -> [RequiredEnvironment] {
    (node.items ?? [node]).compactMap { item in
      guard let name = item.stringValue, !name.isEmpty else {
        diagnostics.error(
          "manifest.wrong-type",
          "\"requires\" must be the name of an environment, not \(item.kindDescription)",
          at: item.range,
          hint: "Write \"requires: staging\", or a list of such names."
        )
        return nil
      }
      if name == environment {
        diagnostics.error(
          "environment.requires-itself",
          "\"\(name)\" cannot require itself",
          at: item.range,
          hint: "Name the environment that changes come through before."
        )
        return nil
      }
      return RequiredEnvironment(name: name, range: item.range)
    }
  }
}
