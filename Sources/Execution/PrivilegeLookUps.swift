import ObjectModel
import PostgresClient
import PostgresVocabulary

/// Who owns the outermost objects that a plan is about, and whether the applying role has the
/// owner's rights.
struct OwnerLookUp {
  /// An object's owner.
  struct Owner: Equatable {
    let name: String
    let hasRights: Bool
  }

  private var owners: [ObjectID: Owner] = [:]

  init(_ owners: [ObjectID: Owner]) {
    self.owners = owners
  }

  /// Reads them with one query for each sort of catalog.
  init(_ roots: [ObjectID], _ connection: Connection) async throws {
    let bySort = Dictionary(grouping: Set(roots)) { Sort(kind: $0.kind) }
    for (sort, ids) in bySort {
      guard let sort else { continue }
      let ids = ids.sorted()
      let rows = try await connection.query(
        sort.query,
        [
          ArrayLiteral.text(of: ids.map { $0.schema ?? "" }),
          ArrayLiteral.text(of: ids.map { $0.schema == nil ? $0.name : $0.qualifiedName.name }),
        ]
      )
      for row in rows {
        let owner = Owner(
          name: try row.requiredText("owner"),
          hasRights: try row.bool("has_rights")
        )
        owners[ids[try row.int("position") - 1]] = owner
      }
    }
  }

  /// The owner; nil when the object is not there or lies in a catalog that is not looked at.
  subscript(id: ObjectID) -> Owner? { owners[id] }

  /// The catalogs in which names are unique, so that the name alone finds the owner.
  private enum Sort {
    case relation, type, schema

    init?(kind: KindName) {
      switch kind.text {
      case "table", "view", "materialized_view", "foreign_table", "sequence": self = .relation
      case "enum", "domain", "composite_type", "range_type": self = .type
      case "schema": self = .schema
      default: return nil
      }
    }

    private var source: SQL {
      switch self {
      case .relation: "pg_catalog.pg_class AS o ON o.relname = w.name"
      case .type: "pg_catalog.pg_type AS o ON o.typname = w.name"
      case .schema: "pg_catalog.pg_namespace AS o ON o.nspname = w.name"
      }
    }

    private var prefix: SQL {
      switch self {
      case .relation: "rel"
      case .type: "typ"
      case .schema: "nsp"
      }
    }

    private var container: SQL {
      self == .schema
        ? ""
        : """
        JOIN pg_catalog.pg_namespace AS n
          ON n.oid = o.\(prefix)namespace AND n.nspname = w.schema
        """
    }

    var query: SQL {
      """
      SELECT w.position, r.rolname AS owner,
        pg_catalog.pg_has_role(o.\(prefix)owner, 'USAGE') AS has_rights
      FROM ROWS FROM (
          pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[]))
        WITH ORDINALITY AS w (schema, name, position)
      JOIN \(source) \(container)
      JOIN pg_catalog.pg_roles AS r ON r.oid = o.\(prefix)owner
      """
    }
  }
}

/// The schemas of a database and what the applying role may do in them.
struct SchemaLookUp {
  /// One schema.
  struct Schema: Equatable {
    let canCreate: Bool
    let isOwned: Bool
  }

  private let schemas: [String: Schema]

  init(_ schemas: [String: Schema]) {
    self.schemas = schemas
  }

  init(_ connection: Connection) async throws {
    let rows = try await connection.query(
      """
      SELECT n.nspname, pg_catalog.has_schema_privilege(n.oid, 'CREATE') AS can_create,
        pg_catalog.pg_has_role(n.nspowner, 'USAGE') AS is_owned
      FROM pg_catalog.pg_namespace AS n
      """
    )
    var schemas: [String: Schema] = [:]
    for row in rows {
      schemas[try row.requiredText("nspname")] = Schema(
        canCreate: try row.bool("can_create"),
        isOwned: try row.bool("is_owned")
      )
    }
    self.init(schemas)
  }

  subscript(name: String) -> Schema? { schemas[name] }
}
