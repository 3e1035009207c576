/// What application code sees of a database: its relations, functions and types.
public struct DatabaseShape: Hashable, Sendable {
  /// The schemas, by name.
  public let schemas: [SchemaShape]
}

/// What application code sees of a schema; each list is by name.
public struct SchemaShape: Hashable, Sendable {
  /// The schema's name.
  public let name: String
  /// The tables and foreign tables, without partitions.
  public let tables: [RelationShape]
  /// The views and materialized views.
  public let views: [RelationShape]
  /// The functions that can be called with named arguments, overloads beside each other.
  public let functions: [FunctionShape]
  /// The enumerations.
  public let enums: [EnumShape]
  /// The composite types that belong to no relation.
  public let composites: [CompositeShape]
}

/// A table or a view.
public struct RelationShape: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// What its comment says.
  public let comment: String?
  /// Its columns, by name.
  public let columns: [ColumnShape]
  /// Its foreign keys to relations of the same schema, by name.
  public let relationships: [RelationshipShape]
  /// Whether rows can be added.
  public let isInsertable: Bool
  /// Whether rows can be changed.
  public let isUpdatable: Bool
}

/// A column.
public struct ColumnShape: Hashable, Sendable {
  /// Who gives a column its value in a new row.
  public enum Source: Hashable, Sendable {
    /// Whoever adds the row must.
    case required
    /// Whoever adds the row may.
    case optional
    /// Nobody but the database: it is generated, an identity, or computed by a view.
    case database
  }

  /// Its name.
  public let name: String
  /// What its comment says.
  public let comment: String?
  /// The type of its values.
  public let type: ValueType
  /// Whether it may be NULL.
  public let isNullable: Bool
  /// Who gives it its value.
  public let source: Source
}

/// A foreign key.
public struct RelationshipShape: Hashable, Sendable {
  /// The name of the constraint.
  public let name: String
  /// The columns that refer.
  public let columns: [String]
  /// Whether a row is referred to by one row at most.
  public let isOneToOne: Bool
  /// The relation that is referred to.
  public let referencedRelation: String
  /// The columns that are referred to.
  public let referencedColumns: [String]
}

/// A function.
public struct FunctionShape: Hashable, Sendable {
  /// An argument.
  public struct Argument: Hashable, Sendable {
    /// Its name; empty for the only argument of a function when that has none.
    public let name: String
    /// Its type.
    public let type: ValueType
    /// Whether it can be left out.
    public let hasDefault: Bool
  }

  /// What a function returns.
  public enum Result: Hashable, Sendable {
    /// A value of a type.
    case value(ValueType)
    /// A row with these columns.
    case row([FieldShape])
  }

  /// Its name.
  public let name: String
  /// What its comment says.
  public let comment: String?
  /// What it takes, in order.
  public let arguments: [Argument]
  /// What it returns.
  public let result: Result
  /// Whether it returns any number of these.
  public let returnsSet: Bool
}

/// A named value of a row.
public struct FieldShape: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its type.
  public let type: ValueType
}

/// An enumeration.
public struct EnumShape: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its values, in order.
  public let values: [String]
}

/// A composite type.
public struct CompositeShape: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its attributes, in order.
  public let fields: [FieldShape]
}

/// The type of a value, as JSON carries it.
public indirect enum ValueType: Hashable, Sendable {
  /// A type of `pg_catalog` or of an extension; domains are the types that they are over.
  case base(String)
  /// An enumeration with its values.
  case enumeration(schema: String, name: String, values: [String])
  /// A composite type.
  case composite(schema: String, name: String)
  /// The row type of a table.
  case table(schema: String, name: String)
  /// The row type of a view.
  case view(schema: String, name: String)
  /// An array, of any number of dimensions.
  case array(ValueType)
}
