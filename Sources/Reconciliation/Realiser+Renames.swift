import Introspection
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary

extension Realiser {
  /// Carries renames out on a copy of the live objects, so that the server itself spells whatever
  /// mentions the old names.
  ///
  /// - Parameters:
  ///   - live: the managed part of the database.
  ///   - renames: what gets another name.
  ///   - database: the whole database.
  /// - Returns: the managed part with the new names.
  /// - Throws: `ConnectionError` or `ServerError`.
  func renamed(
    _ live: Catalog,
    _ renames: [Rename],
    in database: LiveCopy
  ) async throws -> Catalog {
    let result = live.renaming(renames.identities)
    func context(_ catalog: Catalog) -> StepContext {
      StepContext(
        version: database.version,
        live: Catalog(),
        desired: catalog,
        knowsDependencies: false,
        applyingRole: database.role,
        registry: registry
      )
    }
    let units = ScratchUnit.ordered(
      database.catalog,
      isDeclared: { _ in false },
      context: context(database.catalog)
    )
    let copied = renames.filter { rename in
      let traits = type(of: rename.old).traits
      // What the whole server shares is renamed on the server itself, and nowhere before.
      return !traits.actsOnStatements && !traits.isClusterWide
        && (traits.isSpelledByServer || traits.isReferredTo)
    }
    let others = renames.filter { type(of: $0.old).traits.isClusterWide }.identities
    let later = context(database.catalog.renaming(renames.identities))
    let statements = copied.flatMap { $0.steps(in: later) }.compactMap(\.sql)
    let outcome = try await building(
      units,
      database.catalog,
      database.version,
      afterwards: statements
    )
    var respelled = result
    for (id, object) in result.objects where type(of: object).traits.isSpelledByServer {
      guard let spelled = outcome.database.catalog[id] else { continue }
      respelled.insert(others.isEmpty ? spelled : spelled.following { others[$0] ?? $0 })
    }
    for rename in renames where !rename.parts.isEmpty {
      for content in respelled.objects.values.compactMap(\.asContent) {
        respelled.insert(content.following(rename.parts, of: rename.new, in: respelled))
      }
    }
    return respelled
  }

  /// What has to be copied to try renames on.
  struct LiveCopy {
    let catalog: Catalog
    let version: ServerVersion
    let role: String
  }
}

extension Step {
  fileprivate var sql: SQL? {
    guard case .statement(let statement) = effect else { return nil }
    return statement.sql
  }
}
