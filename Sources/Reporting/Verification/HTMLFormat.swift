import Diagnostics
import Diffing
import ObjectModel
import Planning

/// Verifications as one page for people, which needs nothing but itself.
public struct HTMLFormat: Sendable {
  /// Makes the format.
  public init() {}

  /// The whole verification.
  public func text(of report: VerificationReport) -> String {
    let verification = report.verification
    let title = verification.isVerified ? "Verified" : "Not verified"
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title) · plumb</title>
      <style>
      \(HTMLStyle.text)</style>
      </head>
      <body class="\(verification.isVerified ? "good" : "bad")">
      <main>
      \(header(report))\(cards(report))\(HTMLMatrix(verification).text)\
      \(findings(verification))\(between(verification))\(allowances(verification))\
      \(notLookedAt(verification))</main>
      <footer>\(footer(report))</footer>
      </body>
      </html>

      """
  }

  // MARK: Top

  private func header(_ report: VerificationReport) -> String {
    let isVerified = report.verification.isVerified
    return """
      <header>
      <span class="seal" aria-hidden="true">\(isVerified ? "✓" : "✗")</span>
      <div>
      <h1>\(isVerified ? "Verified" : "Not verified")</h1>
      <p>\(Self.text(report.verification.verdict))</p>
      </div>
      </header>

      """
  }

  private func cards(_ report: VerificationReport) -> String {
    let items = report.verification.environments.map { card($0, report) }.joined()
    return "<ul class=\"cards\">\n\(items)</ul>\n"
  }

  private func card(_ environment: VerifiedEnvironment, _ report: VerificationReport) -> String {
    let kind = environment.isVerified ? "ok" : environment.reading == nil ? "lost" : "no"
    let mark = environment.isVerified ? "✓" : environment.reading == nil ? "!" : "✗"
    let last = report.lastVerified[environment.name]
    let isNow = environment.isVerified && last == report.checkedAt
    var lines: [String] = []
    if let reading = environment.reading {
      let count = reading.live.objects.count
      lines.append("PostgreSQL \(Self.text(reading.server)), \(count) \(plural("object", count))")
    }
    let before = last.map { "last verified \(Self.time($0))" } ?? "never verified here"
    lines.append(isNow ? "verified now" : before)
    return """
      <li class="card \(kind)"><span class="mark" aria-hidden="true">\(mark)</span>
      <div><strong>\(Self.text(environment.name))</strong>
      <span class="state">\(Self.text(environment.standing))</span>
      \(lines.map { "<small>\($0)</small>" }.joined(separator: "\n"))</div></li>

      """
  }

  private func footer(_ report: VerificationReport) -> String {
    var parts = ["Checked \(Self.time(report.checkedAt))"]
    if let commit = report.commit { parts.append("manifests at <code>\(Self.text(commit))</code>") }
    parts.append("plumb \(Self.text(report.toolVersion))")
    return parts.joined(separator: " · ")
  }

  // MARK: What differs

  private func findings(_ verification: Verification) -> String {
    verification.environments.map { environment in
      let name = Self.text(environment.name)
      if case .failed(let reason, let hint) = environment.outcome {
        let advice = hint.map { "<p class=\"hint\">\(Self.text($0))</p>\n" } ?? ""
        return "<section><h2>\(name) could not be read</h2>\n"
          + "<pre>\(Self.text(reason))</pre>\n\(advice)</section>\n"
      }
      let failing = environment.failing
      if failing.isEmpty { return "" }
      let byID = Dictionary(
        failing.map { ($0.change.id, $0) },
        uniquingKeysWith: { first, _ in first }
      )
      let items = ChangeGroups(listing: failing.map(\.change)).changes.compactMap { reported in
        byID[reported.change.id].map { item($0, reported) }
      }
      return "<section><h2>\(name) is not what its manifests say</h2>\n"
        + "<p class=\"legend\"><del>what it holds</del> <ins>what is declared</ins></p>\n"
        + items.joined() + "</section>\n"
    }.joined()
  }

  private func item(_ contradiction: Contradiction, _ reported: ReportedChange) -> String {
    let change = reported.change
    var body = ""
    if let along = reported.alongText { body += "<p>\(Self.text(along))</p>\n" }
    body += change.fields.map(field).joined()
    if case .expired(let allowance) = contradiction.status {
      body += "<p class=\"expired\">\(Self.text(allowance.words))</p>\n"
    }
    let place = contradiction.place.map(Self.place) ?? ""
    let head = """
      <span class="tag \(contradiction.change.contradiction.prefix(3))">\
      \(contradiction.change.contradiction)</span> \(Self.name(change.id)) \(place)
      """
    if body.isEmpty { return "<div class=\"item\">\(head)</div>\n" }
    return "<details class=\"item\" open><summary>\(head)</summary>\n\(body)</details>\n"
  }

  private func field(_ field: ChangedField) -> String {
    let (old, new) = (field.old.description, field.new.description)
    let name = "<h4>\(Self.text(field.name))</h4>\n"
    guard old.contains("\n") || new.contains("\n") else {
      return name + "<pre class=\"diff\"><del>\(Self.text(old))</del>\n"
        + "<ins>\(Self.text(new))</ins></pre>\n"
    }
    let lines = LineDiff(old, new).lines.map { line in
      switch line {
      case .same(let text): "<span>\(Self.text(text))</span>"
      case .removed(let text): "<del>\(Self.text(text))</del>"
      case .added(let text): "<ins>\(Self.text(text))</ins>"
      case .skipped(let count): "<i>\(count) \(plural("line", count)) alike</i>"
      }
    }
    return name + "<pre class=\"diff\">\(lines.joined(separator: "\n"))</pre>\n"
  }

  // MARK: Between environments

  private func between(_ verification: Verification) -> String {
    let shown = verification.divergences.filter { !$0.isContradicted }
    if shown.isEmpty { return "" }
    return "<section><h2>Between environments</h2>\n" + shown.map(item).joined() + "</section>\n"
  }

  private func item(_ divergence: Divergence) -> String {
    let groups = divergence.groups.map { group in
      "<tr><th>\(Self.text(group.environments.joined(separator: ", ")))</th>"
        + "<td>\(Self.text(group.text(of: divergence.fields)))</td></tr>\n"
    }
    var places = ""
    if case .declared(let ranges) = divergence.status {
      places = ranges.map(Self.place).joined(separator: " ")
    }
    let note =
      switch divergence.status {
      case .declared: ""
      case .allowed, .expired, .drift, .undeclared:
        "<p>\(Self.text(divergence.status.explanation))</p>\n"
      }
    let along = divergence.along.isEmpty ? "" : "<p>\(Self.text(divergence.alongText))</p>\n"
    return """
      <details class="item"\(divergence.status.isFailure ? " open" : "")><summary>\
      <span class="tag \(divergence.status.word)">\(divergence.status.word)</span> \
      \(Self.name(divergence.id)) \(places)</summary>
      \(note)\(along)<table class="groups">\(groups.joined())</table></details>

      """
  }

  private func allowances(_ verification: Verification) -> String {
    let rows = verification.environments.flatMap { environment in
      environment.allowances.map { allowance in
        let isIdle =
          environment.reading != nil
          && verification.unneeded(in: environment).contains { $0.place == allowance.place }
        let state = isIdle ? "no longer needed" : allowance.isExpired ? "expired" : "in force"
        let cells = [
          environment.name, allowance.object, allowance.owner ?? "nobody named",
          allowance.expires ?? "no end", allowance.reason ?? "", state,
        ].map { "<td>\(Self.text($0))</td>" }
        return "<tr class=\"\(allowance.isExpired ? "expired" : "")\">\(cells.joined())</tr>\n"
      }
    }
    if rows.isEmpty { return "" }
    return """
      <section><h2>Allowed differences</h2>
      <div class="scroll"><table><thead><tr><th>Environment</th><th>Object</th><th>Owner</th>\
      <th>Until</th><th>Reason</th><th>State</th></tr></thead>
      <tbody>\(rows.joined())</tbody></table></div></section>

      """
  }

  private func notLookedAt(_ verification: Verification) -> String {
    let all = TextFormat.merged(verification.environments.compactMap(\.reading?.notLookedAt))
    let counts = all.filter { $0.count > 0 }
    if counts.isEmpty { return "" }
    let items = counts.map { "<li>\($0.count) \(Self.text(plural($0.what, $0.count)))</li>" }
    return "<details class=\"quiet\"><summary>Not looked at</summary>"
      + "<ul>\(items.joined())</ul></details>\n"
  }
}

// MARK: - Texts

extension HTMLFormat {
  /// A text of a database's or a file's, made harmless.
  static func text(_ text: String) -> String { MarkupText.escaped(text) }

  /// An object's kind and name.
  static func name(_ id: ObjectID) -> String {
    "<span class=\"kind\">\(text(id.kind.description))</span> <b>\(text(id.label))</b>"
  }

  /// A time that is short enough to be read.
  static func time(_ iso: String) -> String {
    let parts = iso.split(separator: "T")
    guard parts.count == 2 else { return text(iso) }
    return "<time datetime=\"\(text(iso))\">\(text(String(parts[0]))) "
      + "\(text(String(parts[1].prefix(5)))) UTC</time>"
  }

  /// A place in a manifest.
  static func place(_ range: SourceRange) -> String {
    "<code class=\"place\">\(text(range.description))</code>"
  }
}
