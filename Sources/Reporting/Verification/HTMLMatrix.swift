import Diffing
import ObjectModel

/// The table of environments and kinds of objects on the page of a verification.
struct HTMLMatrix {
  private let verification: Verification
  private let columns: [Column]
  private let kinds: [KindName]

  /// What one environment has of each kind.
  private struct Column {
    let environment: VerifiedEnvironment
    let objects: [KindName: Int]
    let failing: [KindName: Int]
    let allowed: [KindName: Int]
  }

  init(_ verification: Verification) {
    self.verification = verification
    columns = verification.environments.map { environment in
      let contradictions = environment.contradictions
      return Column(
        environment: environment,
        objects: Self.counts(environment.reading.map { $0.live.objects.keys.map(\.kind) } ?? []),
        failing: Self.counts(
          contradictions.filter(\.status.isFailure).map(\.change.id.kind)
        ),
        allowed: Self.counts(
          contradictions.filter { !$0.status.isFailure }.map(\.change.id.kind)
        )
      )
    }
    let all = columns.flatMap { [$0.objects, $0.failing, $0.allowed].flatMap(\.keys) }
    kinds = Set(all).sorted()
  }

  private static func counts(_ kinds: [KindName]) -> [KindName: Int] {
    kinds.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  var text: String {
    if kinds.isEmpty { return "" }
    let heads = columns.map { "<th scope=\"col\">\(HTMLFormat.text($0.environment.name))</th>" }
    let rows = kinds.map { kind in
      "<tr><th scope=\"row\">\(HTMLFormat.text(plural(kind.description, 2)))</th>"
        + columns.map { cell(kind, $0) }.joined() + "</tr>\n"
    }
    return """
      <section><h2>Environments and kinds</h2>
      <div class="scroll"><table class="matrix">
      <thead><tr><th></th>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody></table></div></section>

      """
  }

  private func cell(_ kind: KindName, _ column: Column) -> String {
    if column.environment.reading == nil { return "<td class=\"lost\">?</td>" }
    let failing = column.failing[kind] ?? 0
    let apart = divergences(of: kind, column.environment.name)
    var parts = ["<b>\(column.objects[kind] ?? 0)</b>"]
    if failing > 0 { parts.append("<em>✗ \(failing) drift</em>") }
    if apart.failing > 0, failing == 0 { parts.append("<em>✗ \(apart.failing) apart</em>") }
    if apart.declared > 0 { parts.append("<span>\(apart.declared) declared</span>") }
    let allowed = max(column.allowed[kind] ?? 0, apart.allowed)
    if allowed > 0 { parts.append("<span>\(allowed) allowed</span>") }
    let isEmpty = column.objects[kind] == nil
    let state =
      failing + apart.failing > 0
      ? "no" : allowed > 0 ? "warn" : apart.declared > 0 ? "said" : isEmpty ? "none" : "ok"
    return "<td class=\"\(state)\">\(parts.joined(separator: " "))</td>"
  }

  /// How the environment differs from the others in objects of a kind; with more than two, those in
  /// which it is not what most are.
  private func divergences(of kind: KindName, _ name: String) -> Verification.Pair {
    var pair = Verification.Pair()
    for divergence in verification.divergences {
      let count = divergence.count(of: kind)
      guard count > 0, divergence.isExceptional(name) else { continue }
      switch divergence.status {
      case .declared: pair.declared += count
      case .allowed: pair.allowed += count
      case .drift: break
      case .expired, .undeclared: pair.failing += count
      }
    }
    return pair
  }
}

extension Divergence {
  /// How many objects of a kind differ so.
  fileprivate func count(of kind: KindName) -> Int {
    (id.kind == kind ? 1 : 0) + (along[kind] ?? 0)
  }

  /// Whether an environment is not among the most that are alike.
  fileprivate func isExceptional(_ name: String) -> Bool {
    let largest = groups.map(\.environments.count).max() ?? 0
    let common = groups.filter { $0.environments.count == largest }
    guard common.count == 1 else { return true }
    return !common[0].environments.contains(name)
  }
}
