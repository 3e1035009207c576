import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A collation.
  static let collation = KindName("collation")
}

/// A collation: how texts are ordered and told apart.
///
/// Catalog: `pg_collation`. Manual: CREATE COLLATION. Versions: rules are 16 and later, the
/// provider `builtin` is 17 and later.
struct Collation: CatalogObject {
  static let kind = KindName.collation
  static let summary = "How texts are ordered and told apart."
  static let places: [ManifestPlace] = [.document(.collation)]
  static let fields: [Field<Self>] = [
    Field(
      "copy",
      \.source,
      .alter,
      "The collation that it is a copy of, such as \"C\"; it says all the rest."
    ),
    Field("provider", \.provider, .alter, "The library that orders: libc, icu or builtin."),
    Field("locale", \.locale, .alter, "The locale, as the library names it."),
    Field("lc_collate", \.collate, .alter, "The locale by which libc orders, if not the other's."),
    Field("lc_ctype", \.characterType, .alter, "The locale by which libc tells letters."),
    Field(
      "deterministic",
      \.isDeterministic,
      .alter,
      "Whether only texts of the same bytes are equal."
    ),
    Field("rules", \.rules, .alter, "Rules of the library icu on top of the locale's."),
    .derived(
      "version",
      \.version,
      "it is that of the library on the server: when that has changed, REINDEX what uses the "
        + "collation, then ALTER COLLATION … REFRESH VERSION"
    ),
  ]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.infersRenames = true
    $0.isOwnable = true
    $0.namespaces = ["collation"]
    $0.exportFolder = "collations"
  }

  let id: ObjectID
  /// In a catalog only of what nothing but a copy can be: a collation of libc for all encodings.
  var source: SQL?
  var provider = Provider.libc
  var locale: String?
  var collate: String?
  var characterType: String?
  var isDeterministic = true
  var rules: String?
  /// The version of the library when the collation was made.
  var version: String?

  init(id: ObjectID) {
    self.id = id
  }

  /// The library that orders texts: `pg_collation.collprovider`.
  enum Provider: String, CaseIterable, FieldCodable {
    case libc, icu, builtin
  }
}

// MARK: - Catalog

extension Collation {
  static let requiredContents: CatalogContents? = .objects(of: "pg_collation")

  /// Collations of other encodings than the database's cannot be used in it.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, n.nspname AS schema, c.collname AS name,
      CASE WHEN c.collprovider = 'c' AND c.collencoding = -1
        THEN pg_catalog.quote_ident(c.collcollate) END AS source,
      c.collprovider AS provider, c.collcollate AS collate, c.collctype AS ctype,
      \(version >= 17 ? "c.colllocale" : "c.colliculocale") AS locale,
      c.collisdeterministic AS deterministic,
      \(version >= 16 ? "c.collicurules" : "NULL") AS rules, c.collversion AS version
    FROM pg_catalog.pg_collation c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
    WHERE c.collencoding IN (-1, (
        SELECT d.encoding FROM pg_catalog.pg_database d
        WHERE d.datname = pg_catalog.current_database()))
      AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(.collation, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    provider =
      switch try row.requiredText("provider") {
      case "i": .icu
      case "b": .builtin
      default: .libc
      }
    isDeterministic = try row.bool("deterministic")
    rules = try row.text("rules")
    version = try row.text("version")
    if let source = try row.text("source") {
      // The name of the server's own collation that it is a copy of.
      self.source = SQL(unchecked: source)
      return
    }
    locale = try row.text("locale")
    let (collate, ctype) = (try row.text("collate"), try row.text("ctype"))
    if collate == ctype {
      locale = locale ?? collate
    } else {
      self.collate = collate
      characterType = ctype
    }
  }
}
