public import Diagnostics
public import ObjectModel
import PostgresVocabulary

/// Finds names in tests that the project's manifests do not declare.
public struct ReferenceCheck: Sendable {
  /// The policies that manifests declare, by table and name.
  public let policies: [PolicyReference]
  private let schemas: Set<String>
  private let names: [String: Set<String>]

  /// Makes a check.
  ///
  /// - Parameters:
  ///   - catalog: what manifests declare.
  ///   - schemas: the schemas of which they declare everything.
  public init(catalog: Catalog, schemas: Set<String>) {
    let kind = KindName("policy")
    policies = catalog.objects.keys.filter { $0.kind == kind }
      .compactMap { id in
        id.parent.map { PolicyReference(name: id.name, table: $0.qualifiedName) }
      }
      .sorted { ($0.table, $0.name) < ($1.table, $1.name) }
    self.schemas = schemas
    var names: [String: Set<String>] = [:]
    for id in catalog.objects.keys where id.parent == nil {
      if let schema = id.schema { names[schema, default: []].insert(id.name) }
    }
    self.names = names
  }

  /// Reports names that nothing declared has.
  public func check(_ suite: TestSuite, diagnostics: inout DiagnosticCollector) {
    var reported: Set<SourceRange> = []
    for test in suite.tests {
      for policy in test.policies where !policies.contains(policy) {
        report(policy, &diagnostics)
      }
      for table in test.given.tables + test.cases.flatMap(\.tables) {
        // A fixture's names are met once for each test that uses it.
        if let range = table.range, !reported.insert(range).inserted { continue }
        report(table, &diagnostics)
      }
    }
  }

  private func report(_ policy: PolicyReference, _ diagnostics: inout DiagnosticCollector) {
    let others = policies.filter { $0.table == policy.table }.map(\.name)
    let near = closestMatch(to: policy.name, among: others)
    let hint =
      others.isEmpty
      ? "No policy on this table is declared."
      : "The table has \(others.map { "\"\($0)\"" }.joined(separator: ", "))."
    diagnostics.error(
      "test.unknown-policy",
      "there is no policy \"\(policy.name)\" on \(policy.table)",
      at: policy.range,
      hint: near.map { "Did you mean \"\($0)\"?" } ?? hint
    )
  }

  private func report(_ table: TableReference, _ diagnostics: inout DiagnosticCollector) {
    let schema = table.name.schema ?? "public"
    guard schemas.contains(schema) else { return }
    let known = names[schema] ?? []
    if known.contains(table.name.name) { return }
    let near = closestMatch(to: table.name.name, among: known.sorted())
    diagnostics.error(
      "test.unknown-table",
      "there is no table or view \(table.name)",
      at: table.range,
      hint: near.map { "Did you mean \"\($0)\"?" } ?? "Manifests of this project declare none."
    )
  }
}

extension [GivenStep] {
  fileprivate var tables: [TableReference] {
    compactMap { if case .rows(_, let table) = $0 { table } else { nil } }
  }
}

extension TestCase {
  fileprivate var tables: [TableReference] {
    let own: TableReference? =
      switch action {
      case .select(let selection): selection.table
      case .insert(_, let table), .update(let table, _, _), .delete(let table, _): table
      case .call, .statement: nil
      }
    return given.tables + [own].compactMap { $0 }
  }
}
