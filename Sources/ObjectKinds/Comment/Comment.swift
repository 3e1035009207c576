import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A comment on another object.
  static let comment = KindName("comment")
}

/// A comment on another object.
///
/// Catalogs: `pg_description`, `pg_shdescription`. Manual: COMMENT. Versions: all.
struct Comment: CatalogObject {
  static let kind = KindName.comment
  static let summary = "What the object is for, in words for people."
  static let places: [ManifestPlace] = [.single("comment", isLeading: true)]
  static let fields: [Field<Self>] = [
    Field("text", \.text, .alter, "The comment.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "text"
    $0.isSpelledByServer = false
    $0.isCommentable = false
    $0.isForPeople = true
  }

  let id: ObjectID
  /// The comment; never empty in a catalog.
  var text = ""

  init(id: ObjectID) {
    self.id = id
  }

  static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool {
    subject.traits.isCommentable
  }

  /// PostgreSQL keeps no empty comment.
  func goesWithoutSaying(in context: StepContext) -> Bool {
    text.isEmpty || isOfPublic && text == Self.ofPublic
  }

  private var isOfPublic: Bool { id.parent == ObjectID(.schema, ["public"]) }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }
}

// MARK: - Catalog

extension Comment {
  /// What the server itself says of an extension or of the schema `public` is nobody's comment.
  ///
  /// Every database begins with that schema (OID 2200). Comments on indexes of constraints are a
  /// kind of their own.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT d.classoid AS classid, d.objoid AS objid, d.objsubid, d.description
    FROM pg_catalog.pg_description d
    LEFT JOIN pg_catalog.pg_extension x ON x.oid = d.objoid
      AND d.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass
    LEFT JOIN pg_catalog.pg_available_extensions a ON a.name = x.extname
    WHERE (d.objoid >= 16384 OR d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass)
      AND d.description IS DISTINCT FROM a.comment
      AND NOT (d.objoid = 2200
        AND d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
        AND d.description = \(literal: ofPublic))
      AND NOT (d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid = 0
        AND EXISTS (SELECT FROM pg_catalog.pg_constraint k
          WHERE k.conindid = d.objoid AND k.contype IN ('p', 'u', 'x')))
    UNION ALL
    SELECT d.classoid, d.objoid, 0, d.description
    FROM pg_catalog.pg_shdescription d
    WHERE d.objoid >= 16384
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let subject = reading.object(at: try row.address()) else { return nil }
    self.init(id: ObjectID(.comment, [], in: subject))
    text = try row.requiredText("description")
  }
}

// MARK: - SQL

extension Comment {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a comment")
  }

  func create(in context: StepContext) -> [Step] {
    [step(.create, "\(literal: text)", context)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [step(.alter, "\(literal: text)", context)]
  }

  /// The schema `public` gets back what the server says of it.
  func drop(in context: StepContext) -> [Step] {
    [step(.drop, isOfPublic ? "\(literal: Self.ofPublic)" : "NULL", context)]
  }

  private static let ofPublic = "standard public schema"

  private func step(_ action: Step.Action, _ value: SQL, _ context: StepContext) -> Step {
    guard let subject = id.parent else {
      preconditionFailure("a comment is about an object")
    }
    let address = context.address(of: subject, in: action == .drop ? context.live : nil)
    return Step(action, id, "COMMENT ON \(address) IS \(value)")
  }
}
