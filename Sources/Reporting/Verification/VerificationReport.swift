import Diagnostics
public import Diffing
import ObjectModel
import Planning
import PostgresVocabulary

/// A verification with what a report may say of it.
public struct VerificationReport: Sendable {
  /// What was found.
  public let verification: Verification
  /// When, as ISO 8601 in UTC.
  public let checkedAt: String
  /// The manifests' git commit, where there is one.
  public var commit: String?
  /// When each environment was last found to be as it should, this time included.
  public var lastVerified: [String: String] = [:]
  /// The version of the tool.
  public var toolVersion = ""

  /// Describes a verification.
  public init(_ verification: Verification, checkedAt: String) {
    self.verification = verification
    self.checkedAt = checkedAt
  }
}

extension Verification {
  /// How two environments differ.
  struct Pair {
    var declared = 0
    var allowed = 0
    var failing = 0

    /// In words, for a cell of a table.
    var text: String {
      let parts = [(failing, "drift"), (declared, "declared"), (allowed, "allowed")]
        .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      return parts.isEmpty ? "same" : parts.joined(separator: ", ")
    }
  }

  /// How two environments differ; nil when one of them could not be read.
  func pair(_ first: VerifiedEnvironment, _ second: VerifiedEnvironment) -> Pair? {
    guard first.reading != nil, second.reading != nil else { return nil }
    var pair = Pair()
    for divergence in divergences where divergence.separates(first.name, second.name) {
      switch divergence.status {
      case .declared: pair.declared += 1
      case .allowed: pair.allowed += 1
      case .expired, .drift, .undeclared: pair.failing += 1
      }
    }
    return pair
  }

  /// What the verdict is, in one sentence.
  var verdict: String {
    let count = environments.count
    if isVerified {
      let all = count == 1 ? "1 environment is" : "\(count) environments are"
      let rest = count > 1 ? ", and differ only as these allow" : ""
      return "\(all) what the manifests say\(rest)."
    }
    let unread = environments.filter { $0.reading == nil }.map(\.name)
    let drifted = environments.filter { $0.reading != nil && !$0.isVerified }.map(\.name)
    let apart = divergences.count { !$0.isContradicted && $0.status.isFailure }
    var parts: [String] = []
    if !unread.isEmpty { parts.append("\(Self.list(unread)) could not be read") }
    if !drifted.isEmpty {
      let verb = drifted.count == 1 ? "is" : "are"
      parts.append("\(Self.list(drifted)) \(verb) not what the manifests say")
    }
    if apart > 0 {
      parts.append(
        "\(apart) \(plural("object", apart)) \(apart == 1 ? "differs" : "differ") "
          + "between environments, which nothing declares"
      )
    }
    return parts.joined(separator: "; ") + "."
  }

  private static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined()
      : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }
}

extension VerifiedEnvironment {
  /// The contradictions that make the verification fail.
  var failing: [Contradiction] { contradictions.filter(\.status.isFailure) }

  /// What makes the verification fail, one line an object, without what goes along with another.
  public var failingLines: [String] {
    let places = Dictionary(
      failing.map { ($0.change.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    return ChangeGroups(listing: failing.map(\.change)).changes.compactMap { reported in
      places[reported.change.id].map { contradiction in
        let place = contradiction.place.map { " (\($0))" } ?? ""
        return "\(name): \(reported.change.id) is \(contradiction.change.contradiction)\(place)"
      }
    }
  }

  /// How it stands to its manifests, in words for a cell of a table.
  var standing: String {
    guard reading != nil else { return "not read" }
    let groups = ChangeGroups(listing: failing.map(\.change)).changes.count
    let allowed = contradictions.count - failing.count
    if groups > 0 { return "\(groups) \(groups == 1 ? "differs" : "differ")" }
    return allowed > 0 ? "\(allowed) allowed" : "as declared"
  }
}

extension ChangeGroups {
  /// Groups what differs, with no steps behind it.
  init(listing changes: [Change]) {
    let nothing = Fingerprint(objects: [:])
    self.init(
      Plan(
        environment: "",
        serverVersion: 0,
        commit: nil,
        before: nothing,
        after: nothing,
        stages: [],
        changes: changes.map(\.reported),
        notManaged: []
      )
    )
  }
}

extension Change {
  /// The change as reports of plans list it.
  var reported: Plan.ObjectChange {
    let action: Plan.ObjectChange.Action =
      switch self {
      case .create: .create
      case .alter: .alter
      case .replace: .replace
      case .drop: .drop
      }
    return Plan.ObjectChange(id: id, action: action, reason: "", fields: fields)
  }

  /// How the database contradicts its manifests, in words.
  var contradiction: String {
    switch self {
    case .create: "missing"
    case .drop: "not declared"
    case .alter, .replace: "different"
    }
  }
}

extension Allowance {
  /// Who allows it until when and why, in words.
  var words: String {
    var text = isExpired ? "the allowance has expired" : "allowed"
    if let expires { text += isExpired ? " on \(expires)" : " until \(expires)" }
    if let owner { text += isExpired ? ", ask \(owner)" : " by \(owner)" }
    if let reason { text += ": \(reason)" }
    return text
  }
}
