import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A comment on another object.
  static let comment = KindName("comment")
}

/// A comment on another object.
///
/// Catalogs: `pg_description`, `pg_shdescription`. Manual: COMMENT. Versions: all.
struct Comment: CommentText {
  static let kind = KindName.comment
  static let summary = "What the object is for, in words for people."
  static let places: [ManifestPlace] = [.single("comment", isLeading: true)]
  static let fields: [Field<Self>] = [
    Field("text", \.text, .alter, "The comment.", isRequired: true)
  ]
  static let traits = {
    var traits = KindTraits.comment
    traits.isForPeople = true
    return traits
  }()

  let id: ObjectID
  var text = ""

  init(id: ObjectID) {
    self.id = id
  }

  static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool {
    subject.traits.isCommentable
  }

  func goesWithoutSaying(in context: StepContext) -> Bool {
    text.isEmpty || isOfPublic && text == Self.ofPublic
  }

  private var isOfPublic: Bool { id.parent == ObjectID(.schema, ["public"]) }
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
  /// The schema `public` gets back what the server says of it.
  func drop(in context: StepContext) -> [Step] {
    [step(.drop, isOfPublic ? "\(literal: Self.ofPublic)" : "NULL", in: context)]
  }

  private static let ofPublic = "standard public schema"

  func step(_ action: Step.Action, _ text: SQL, in context: StepContext) -> Step {
    guard let subject = id.parent else {
      preconditionFailure("a comment is about an object")
    }
    let address = context.address(of: subject, in: action == .drop ? context.live : nil)
    return Step(action, id, "COMMENT ON \(address) IS \(text)")
  }
}
