import Diagnostics
public import Diffing
import ObjectModel
import Planning

extension TextFormat {
  /// A table of the environments, what differs, and the verdict at the end; why some could not be
  /// read is no part of it, but an error.
  public func text(of report: VerificationReport) -> String {
    let verification = report.verification
    var text = table(verification) + "\n"
    for environment in verification.environments {
      text += contradictions(of: environment)
    }
    text += between(verification)
    text += allowances(verification)
    text += notLookedAt(Self.merged(verification.environments.compactMap(\.reading?.notLookedAt)))
    let word = verification.isVerified ? "Verified: " : "Not verified: "
    text += style.paint(word, verification.isVerified ? .good : .bad)
    return text + TerminalText.line(verification.verdict) + "\n"
  }

  static func merged(_ lists: [[NotManaged]]) -> [NotManaged] {
    var counts: [String: Int] = [:]
    for item in lists.joined() { counts[item.what] = max(counts[item.what] ?? 0, item.count) }
    return counts.sorted { $0.key < $1.key }.map { NotManaged(what: $0.key, count: $0.value) }
  }

  // MARK: Table

  private func table(_ verification: Verification) -> String {
    let environments = verification.environments
    let isOne = environments.count == 1
    var rows = [["", "environment", "server", "manifests"]]
    if !isOne { rows[0] += environments.map(\.name) }
    for environment in environments {
      let mark = environment.isVerified ? "✓" : environment.reading == nil ? "!" : "✗"
      let plain = environment.isVerified ? "ok" : environment.reading == nil ? "!!" : "no"
      var row = [
        style.ascii ? plain : mark, environment.name, environment.reading?.server ?? "-",
        environment.standing,
      ]
      if !isOne {
        row += environments.map { other in
          if other.name == environment.name { return "-" }
          return verification.pair(environment, other)?.text ?? "?"
        }
      }
      rows.append(row)
    }
    return aligned(rows)
  }

  /// Lines in columns; the first one is a heading.
  func aligned(_ rows: [[String]]) -> String {
    let safe = rows.map { $0.map(TerminalText.line) }
    let widths = (safe.first ?? []).indices.map { column in
      safe.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    return safe.enumerated().map { index, row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        if column < row.count - 1 {
          line += String(repeating: " ", count: widths[column] - DisplayWidth.of(cell) + 2)
        }
      }
      return style.paint(line, index == 0 ? .faint : .plain) + "\n"
    }.joined()
  }

  // MARK: One environment

  private func contradictions(of environment: VerifiedEnvironment) -> String {
    let failing = environment.failing
    if failing.isEmpty { return "" }
    var text = style.paint("\(environment.name) is not what its manifests say", .bad) + "\n"
    text += contradictions(failing) { _ in nil }
    return text + "\n"
  }

  /// Objects that contradict manifests, with the lines that they contradict.
  func contradictions(
    _ contradictions: [Contradiction],
    note: (ObjectID) -> String?
  ) -> String {
    let byID = Dictionary(
      contradictions.map { ($0.change.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let groups = ChangeGroups(listing: contradictions.map(\.change))
    return groups.changes.map { reported in
      let change = reported.change
      guard let contradiction = byID[change.id] else { return "" }
      var text = headline(change, contradiction.change.contradiction)
      if let place = contradiction.place {
        text += "      \(TerminalText.line(place.description))\n"
      }
      if let along = reported.alongText { text += "      \(along)\n" }
      text += fields(change.fields)
      if case .expired(let allowance) = contradiction.status {
        text += "      ! \(TerminalText.line(allowance.words))\n"
      }
      if let note = note(change.id) { text += "      \(TerminalText.line(note))\n" }
      return text
    }.joined()
  }

  private func headline(_ change: Plan.ObjectChange, _ word: String) -> String {
    let symbol = change.action.symbol
    let padded = symbol + String(repeating: " ", count: max(1, 3 - symbol.count))
    let name = style.paint(TerminalText.line(change.id.description), .strong)
    return "  \(style.paint(padded, change.action.role))\(name): \(word)\n"
  }

  // MARK: Between environments

  private func between(_ verification: Verification) -> String {
    // What contradicts a manifest has been told already.
    let shown = verification.divergences.filter { !$0.isContradicted }
    if shown.isEmpty { return "" }
    return style.paint("Between environments", .strong) + "\n"
      + shown.map(text).joined() + "\n"
  }

  private func text(of divergence: Divergence) -> String {
    let name = style.paint(TerminalText.line(divergence.id.description), .strong)
    var text = "  \(divergence.status.isFailure ? "!" : "=") \(name): "
    text += TerminalText.line(divergence.status.explanation) + "\n"
    if case .declared(let places) = divergence.status {
      for place in places { text += "      \(TerminalText.line(place.description))\n" }
    }
    for group in divergence.groups {
      let names = group.environments.joined(separator: ", ")
      let what = group.text(of: divergence.fields)
      text += "      \(TerminalText.line("\(names): \(what)"))\n"
    }
    if !divergence.along.isEmpty { text += "      \(divergence.alongText)\n" }
    return text
  }

  private func allowances(_ verification: Verification) -> String {
    var text = ""
    for environment in verification.environments {
      let allowed = environment.contradictions.filter { !$0.status.isFailure }
      let shown = ChangeGroups(listing: allowed.map(\.change)).changes.map(\.change.id)
      for contradiction in allowed where shown.contains(contradiction.change.id) {
        let change = contradiction.change
        let words = "\(environment.name): \(change.id): \(change.contradiction), "
        text += "  \(TerminalText.line(words + contradiction.status.explanation))\n"
      }
      for allowance in verification.unneeded(in: environment) where environment.reading != nil {
        let place = allowance.place.map { "\($0): " } ?? ""
        text += TerminalText.line("  \(place)nothing differs any more: remove the allowance") + "\n"
      }
    }
    return text.isEmpty ? "" : style.paint("Allowed differences", .strong) + "\n" + text + "\n"
  }
}

extension ErrorReport {
  /// Says why an environment could not be read; nil when it could.
  public init?(unread environment: VerifiedEnvironment) {
    guard case .failed(let reason, let hint) = environment.outcome else { return nil }
    self.init(
      code: "environment.unreadable",
      what: "\(environment.name) could not be read",
      why: [reason],
      fix: hint
    )
  }
}

extension DifferenceStatus {
  /// How the difference counts, in words.
  var explanation: String {
    switch self {
    case .declared: "declared"
    case .allowed(let allowance), .expired(let allowance): allowance.words
    case .drift: "drift"
    case .undeclared: "no manifest says anything about it"
    }
  }
}

extension Divergence {
  /// What lives in it and differs in the same way.
  var alongText: String { "with \(counted(along))" }
}

extension Divergence.Group {
  /// What the object is like here, as far as that differs.
  func text(of fields: [String]) -> String {
    guard let object else { return "absent" }
    if fields.isEmpty { return "present" }
    let values = object.comparedValues.filter { fields.contains($0.key) }
    return values.map { "\($0.key) \(Self.shortened($0.value.description))" }
      .joined(separator: ", ")
  }

  private static func shortened(_ text: String) -> String {
    text.count > 60 ? text.prefix(59) + "…" : text
  }
}
