import Diagnostics
import ManifestLoading
import ObjectModel

/// Finds objects of the whole server, such as roles, that manifests name and nobody has.
///
/// A scratch database gets whatever is named, so that nothing else would notice before the server
/// refuses a statement.
struct PresenceCheck {
  let database: Catalog
  let registry: KindRegistry

  /// Refuses manifests that name what is neither declared nor on the server.
  ///
  /// - Throws: `DiagnosticsError` with a diagnostic for each such naming.
  func check(_ state: DeclaredState) throws(DiagnosticsError) {
    let missing = state.catalog.objects.flatMap { id, object in
      Set(object.references.filter { isMissing($0, state.catalog) }).map { (id: id, named: $0) }
    }
    let diagnostics = missing.sorted { ($0.id, $0.named) < ($1.id, $1.named) }.map { id, named in
      let known = [state.catalog, database].flatMap(\.objects.keys)
        .filter { $0.kind == named.kind }.map(\.name)
      let near = closestMatch(to: named.name, among: known.sorted())
      return Diagnostic(
        .error,
        code: "manifest.absent-reference",
        "\(id) names the \(named), which is neither declared nor on the server",
        at: state.declared[id]?.range,
        hint: near.map { "Did you mean \"\($0)\"?" } ?? "Declare it, or correct the name."
      )
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics: diagnostics) }
  }

  private func isMissing(_ id: ObjectID, _ declared: Catalog) -> Bool {
    guard let reserved = registry.kind(id.kind).traits.reservedPrefix,
      !id.name.hasPrefix(reserved)
    else { return false }
    return declared[id] == nil && database[id] == nil
  }
}
