import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A schema whose tables a publication publishes.
  static let publicationSchema = KindName("publication_schema")
}

/// A schema all of whose tables a publication publishes, those to come included.
///
/// Catalog: `pg_publication_namespace`. Manual: CREATE PUBLICATION, FOR TABLES IN SCHEMA.
/// Versions: all.
struct PublicationSchema: CatalogObject {
  static let kind = KindName.publicationSchema
  static let summary = "A schema all of whose tables the publication publishes."
  static let places: [ManifestPlace] = [.named("schemas", within: [.publication])]
  static let fields: [Field<Self>] = []
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.isSpelledByServer = false
    $0.isCommentable = false
  }

  let id: ObjectID

  init(id: ObjectID) {
    self.id = id
  }

  var references: [ObjectID] { [ObjectID(.schema, [id.name])] }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    guard let schema = renames[ObjectID(.schema, [id.name])] else { return id }
    return id.renamed(to: schema.name)
  }
}

// MARK: - Catalog

extension PublicationSchema {
  static let requiredContents: CatalogContents? = .rows(of: "pg_publication_namespace")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT m.tableoid AS classid, m.oid AS objid, p.pubname AS publication, n.nspname AS schema
    FROM pg_catalog.pg_publication_namespace m
    JOIN pg_catalog.pg_publication p ON p.oid = m.pnpubid
    JOIN pg_catalog.pg_namespace n ON n.oid = m.pnnspid
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let publication = ObjectID(.publication, [try row.requiredText("publication")])
    self.init(id: ObjectID(.publicationSchema, [try row.requiredText("schema")], in: publication))
  }
}

// MARK: - SQL

extension PublicationSchema {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a schema of a publication")
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context).map(\.orPlatformsTrust)
    return step.action == .create ? usual + [.superuser("the publication of a schema")] : usual
  }

  func create(in context: StepContext) -> [Step] {
    var step = step(.create, "ADD")
    if context.live[id] == nil {
      step.hazards = [
        Hazard(
          .accessWidened,
          id,
          "subscribers of \(id.root.name) can now read every table of schema \(id.name), and those "
            + "that are made there later"
        )
      ]
    }
    return [step]
  }

  func drop(in context: StepContext) -> [Step] { [step(.drop, "DROP")] }

  private func step(_ action: Step.Action, _ verb: SQL) -> Step {
    Step(
      action,
      id,
      "ALTER \(Publication.address(of: id.root)) \(verb) TABLES IN SCHEMA \(identifier: id.name)"
    )
  }
}
