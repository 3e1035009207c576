import ObjectModel
import PostgresVocabulary

/// The columns of tables whose values a condition on a domain is about: of the domain itself, and
/// of the domains that are made of it.
///
/// PostgreSQL looks at the same ones (manual: ALTER DOMAIN), and refuses a change of a domain that
/// is part of a type with several parts.
struct DomainUses {
  private let domain: DomainType
  private let context: StepContext
  private let columns: [ObjectID]
  /// The columns that hold the domain within another type.
  private let containers: [ObjectID]

  init(of domain: DomainType, in context: StepContext) {
    self.domain = domain
    self.context = context
    // Rows are asked before anything is renamed.
    let catalog =
      context.surroundings[domain.id] == nil ? context.live : context.surroundings
    let stays = { (id: ObjectID) in
      guard let column = context.live.object(id, as: Column.self) else { return true }
      return context.desired.object(id, as: Column.self)?.type == column.type
    }
    columns = Self.columns(of: domain.id, in: catalog).filter(stays)
    containers = TypeHolders.columns(holding: domain.id, in: catalog)
      .filter { $0.isWithin && stays($0.column) }.map(\.column)
  }

  /// That the server can look at all values.
  func reachingAll(_ consequence: String, hint: String) -> [Precondition] {
    containers.prefix(1).map { column in
      .refusal(
        "\(consequence): \(column) holds the domain within another type, where PostgreSQL does not "
          + "look at values",
        hint: hint
      )
    }
  }

  private static func columns(of domain: ObjectID, in catalog: Catalog) -> [ObjectID] {
    let dependents = catalog.dependencies
      .filter { $0.value.contains { $0.on == domain } }.keys.sorted()
    return dependents.flatMap { id -> [ObjectID] in
      if id.kind == .domain { return columns(of: id, in: catalog) }
      guard let column = catalog.object(id, as: Column.self), !column.isInherited,
        TypeSwap.dimensions(of: column.type, holding: domain) == 0
      else { return [] }
      return [id]
    }
  }

  /// That no value violates a condition on VALUE.
  func fulfilling(_ condition: SQL, _ id: ObjectID) -> [Precondition] {
    columns.map { column in
      Precondition(
        """
        SELECT pg_catalog.count(*)
        FROM (
          SELECT \(identifier: column.name)::\(domain.baseType) AS value
          FROM \(context.rows(of: column.root))
        ) AS v
        WHERE NOT (\(condition))
        """,
        message: "\(column) holds values that check \(id.name) of \(domain.id) refuses",
        hint: "Change these values first, or declare the check as not_valid."
      )
    }
  }

  /// That no value is null.
  func refusingNulls() -> [Precondition] {
    columns.map { column in
      Precondition(
        """
        SELECT pg_catalog.count(*) FROM \(context.rows(of: column.root)) \
        WHERE \(identifier: column.name) IS NULL
        """,
        message: "\(column) holds nulls, which \(domain.id) is to refuse",
        hint: "Give these rows a value first."
      )
    }
  }
}
