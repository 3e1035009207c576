import Diagnostics
import ManifestLoading
import ObjectModel
import PostgresVocabulary

/// Finds what manifests ask of a server that is too old for it.
struct VersionCheck {
  let version: ServerVersion

  /// Refuses a desired state that the server cannot hold.
  ///
  /// - Parameters:
  ///   - desired: the objects.
  ///   - declared: where manifests declare them; empty when no manifest does.
  /// - Throws: `DiagnosticsError` with a diagnostic for each thing that the server cannot do.
  func check(
    _ desired: Catalog,
    declared: [ObjectID: DeclaredObject] = [:]
  ) throws(DiagnosticsError) {
    let needs = desired.objects.flatMap { id, object in
      object.versionNeeds(among: desired).filter { version.major < $0.major }.map { (id, $0) }
    }
    let diagnostics = needs.sorted { $0.0 < $1.0 }.map { id, need in
      Diagnostic(
        .error,
        code: "manifest.needs-later-server",
        "\(need.what) needs PostgreSQL \(need.major) or later, in \(id)",
        at: declared[id]?.fieldRanges[need.field] ?? declared[id]?.range,
        detail: "The server's version is \(version).",
        hint: """
          Leave "\(need.field)" out for this server, such as by an override of its environment.
          """
      )
    }
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics: diagnostics) }
  }
}
