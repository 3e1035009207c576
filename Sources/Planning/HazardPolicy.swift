import Diagnostics
public import ObjectModel

/// Which hazards may be taken: by name, by name and object, or all.
public struct HazardPolicy: Hashable, Sendable {
  private let allowances: [Allowance]

  /// Allows nothing that needs consent.
  public init() {
    allowances = []
  }

  /// Reads what `--allow` says: `data-loss`, `data-loss:public.orders.note`, `data-loss:app.*`,
  /// `all`.
  ///
  /// In the object's part `*` stands for any characters. The object is named as reports name it,
  /// with or without its kind.
  ///
  /// - Throws: `InvalidHazard` for the first that names no hazard.
  public init(allowed: [String]) throws(InvalidHazard) {
    var allowances: [Allowance] = []
    for text in allowed { allowances.append(try Allowance(text)) }
    self.allowances = allowances
  }

  /// The hazards of a plan that need consent and have none, in the order of its steps.
  public func refusals(in plan: Plan) -> [Hazard] {
    plan.hazards.filter { $0.name.needsConsent && !allows($0) }
  }

  /// Whether a hazard is allowed by name.
  public func allows(_ hazard: Hazard) -> Bool {
    allowances.contains { $0.covers(hazard) }
  }

  private struct Allowance: Hashable {
    /// The hazard's name; nil for all.
    let name: Hazard.Name?
    /// A pattern for the object; nil for any.
    let object: String?

    init(_ text: String) throws(InvalidHazard) {
      let colon = text.firstIndex(of: ":")
      let word = String(text[..<(colon ?? text.endIndex)])
      object = colon.map { String(text[text.index(after: $0)...]) }
      if word == "all" {
        name = nil
      } else if let known = Hazard.Name(rawValue: word) {
        name = known
      } else {
        throw InvalidHazard(text: text, word: word)
      }
      if object?.isEmpty == true { throw InvalidHazard(text: text, word: word) }
    }

    func covers(_ hazard: Hazard) -> Bool {
      if let name, name != hazard.name { return false }
      guard let object else { return true }
      return matches(hazard.subject.label, object)
        || matches(hazard.subject.description, object)
    }
  }
}

/// A text after `--allow` that names no hazard.
public struct InvalidHazard: Error, Hashable, Sendable, CustomStringConvertible {
  /// The whole text.
  public let text: String
  /// The hazard's name that was probably meant.
  public let suggestion: String?

  init(text: String, word: String) {
    self.text = text
    suggestion = closestMatch(to: word, among: Hazard.Name.allCases.map(\.rawValue) + ["all"])
  }

  /// One line for people.
  public var description: String { "\"\(text)\" does not name a hazard" }

  /// What to write instead.
  public var hint: String {
    if text.hasSuffix(":") { return "Write the object after the colon, or leave the colon out." }
    let names = Hazard.Name.allCases.filter(\.needsConsent).map(\.rawValue).joined(separator: ", ")
    return suggestion.map { "Did you mean \"\($0)\"?" } ?? "Write one of \(names) or all."
  }
}

/// Whether a text matches a pattern in which `*` stands for any characters.
///
/// Complexity: O(text · pattern).
private func matches(_ text: String, _ pattern: String) -> Bool {
  let text = Array(text.unicodeScalars)
  let pattern = Array(pattern.unicodeScalars)
  var position = 0
  var next = 0
  var retry: (position: Int, next: Int)?
  while position < text.count {
    if next < pattern.count, pattern[next] == "*" {
      retry = (position, next + 1)
      next += 1
    } else if next < pattern.count, pattern[next] == text[position] {
      position += 1
      next += 1
    } else if let last = retry {
      position = last.position + 1
      next = last.next
      retry = (position, next)
    } else {
      return false
    }
  }
  return pattern[next...].allSatisfy { $0 == "*" }
}
