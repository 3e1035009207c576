import Diagnostics
import Introspection
import ManifestLoading
import ObjectModel
import PostgresVocabulary

extension Realiser {
  /// Refuses bodies that the server cannot even read, but for those that the database holds.
  ///
  /// What merely names objects that are not there is left to whoever reads the plan.
  func refuseUnreadableBodies(
    _ outcome: ScratchBuild.Outcome,
    _ declared: DeclaredState,
    live: Catalog
  ) throws(DiagnosticsError) {
    let unreadable = outcome.invalidBodies.filter { id, error in
      error.sqlState == .syntaxError
        && !isHeld(id, of: outcome, as: self.declared(id, outcome, declared), live)
    }
    if unreadable.isEmpty { return }
    throw DiagnosticsError(
      diagnostics: unreadable.sorted { $0.key < $1.key }.map { id, error in
        Diagnostic(
          .error,
          code: "manifest.invalid-body",
          "the server cannot read the body of \(id): \(error.message)",
          at: place(of: id, self.declared(id, outcome, declared)),
          detail: error.detail ?? error.context,
          hint: error.hint
        )
      }
    )
  }

  /// What the server says of bodies that it does not understand, and where they are declared.
  func wordsOnBodies(
    _ outcome: ScratchBuild.Outcome,
    _ declared: DeclaredState
  ) -> [ObjectID: String] {
    Dictionary(
      uniqueKeysWithValues: outcome.invalidBodies.map { id, error in
        let place = place(of: id, self.declared(id, outcome, declared))
        return (id, error.message + (place.map { " (\($0))" } ?? ""))
      }
    )
  }

  private func declared(
    _ id: ObjectID,
    _ outcome: ScratchBuild.Outcome,
    _ declared: DeclaredState
  ) -> DeclaredObject? {
    declared.declared[id]
      ?? outcome.identities.first { $0.value == id }.flatMap { declared.declared[$0.key] }
  }

  private func place(of id: ObjectID, _ declared: DeclaredObject?) -> SourceRange? {
    bodyField(of: id).flatMap { declared?.fieldRanges[$0] } ?? declared?.range
  }

  private func bodyField(of id: ObjectID) -> String? { registry.kind(id.kind).traits.fileField }

  /// Whether the database holds the object with the same body, maybe under its former name.
  private func isHeld(
    _ id: ObjectID,
    of outcome: ScratchBuild.Outcome,
    as declared: DeclaredObject?,
    _ live: Catalog
  ) -> Bool {
    guard let field = bodyField(of: id), let new = outcome.database.catalog[id] else {
      return false
    }
    func body(_ object: any ManagedObject) -> FieldValue? {
      object.fieldValues.first { $0.key == field }?.value
    }
    let text = body(new)
    if let old = live[id] { return body(old) == text }
    return declared?.renamedFrom != nil
      && live.objects.values.contains { $0.id.kind == id.kind && body($0) == text }
  }
}
