import Diagnostics
import ObjectModel

/// Finds names of objects that are nowhere declared although nothing else can make them.
struct MentionCheck {
  let state: DeclaredState

  /// Reports each such name where it stands.
  func check(_ objects: [DeclaredObject], diagnostics: inout DiagnosticCollector) {
    let packages = objects.map(\.object)
    for object in objects {
      let mentions = object.object.undeclared(
        among: state.catalog,
        searchPath: state.project.searchPath
      )
      for mention in mentions where mention.candidates.allSatisfy(isOurs) {
        let near = nearest(to: mention)
        if near == nil, mightComeFromElsewhere(mention, packages) { continue }
        diagnostics.error(
          "manifest.dangling-reference",
          "\(object.object.id) names \(mention.id), which is not declared",
          at: object.fieldRanges[mention.field] ?? object.range,
          hint: near.map { "Did you mean \"\($0)\"?" } ?? "Declare it, or name another."
        )
      }
    }
  }

  /// Whether nobody but extensions puts an object there that no manifest declares.
  private func isOurs(_ id: ObjectID) -> Bool {
    if let schema = id.root.schema, schema.hasPrefix("pg_") || schema == "information_schema" {
      return false
    }
    return state.manages(id) || state.project.platform.keepsExtensions(in: id)
  }

  private func mightComeFromElsewhere(
    _ mention: Mention,
    _ objects: [any ManagedObject]
  ) -> Bool {
    mention.candidates.contains { id in
      if id.parent != nil { return false }
      return state.project.platform.mightBring(id) || objects.contains { $0.mightBring(id) }
    }
  }

  /// The declared name that was probably meant.
  private func nearest(to mention: Mention) -> String? {
    let id = mention.id
    let schemas = Set(mention.candidates.map(\.schema))
    let known = state.catalog.objects.keys.filter {
      $0.kind == id.kind && $0.parent == id.parent && schemas.contains($0.schema)
    }.map(Self.name).sorted()
    return closestMatch(to: Self.name(id), among: known)
  }

  /// The name without schema and arguments.
  private static func name(_ id: ObjectID) -> String {
    id.parent == nil && id.names.count > 1 ? id.names[1] : id.name
  }
}
