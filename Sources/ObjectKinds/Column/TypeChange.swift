import ObjectModel
import PostgresVocabulary

/// What it takes to give a column another type, judged by the types' names.
///
/// Manual: ALTER TABLE, SET DATA TYPE; catalog `pg_cast`.
struct TypeChange {
  private let old: FormattedType
  private let new: FormattedType
  private let newType: SQL
  private let oldType: SQL
  /// What values are in the end: of a domain those of the type that it is made of.
  private let oldValue: FormattedType
  private let newValue: FormattedType
  private let newValueType: SQL

  /// - Parameters:
  ///   - old: the type before.
  ///   - new: the type afterwards.
  ///   - oldBase: what the type before is made of, if it is a domain.
  ///   - newBase: what the type afterwards is made of, if it is a domain.
  init(from old: SQL, to new: SQL, oldBase: SQL? = nil, newBase: SQL? = nil) {
    self.old = FormattedType(old)
    self.new = FormattedType(new)
    oldType = old
    newType = new
    oldValue = FormattedType(oldBase ?? old)
    newValue = FormattedType(newBase ?? new)
    newValueType = newBase ?? new
  }

  /// The change of a column's type, with what the catalogs say of domains.
  init(of old: Column, to new: Column, in context: StepContext) {
    self.init(
      from: old.type,
      to: new.type,
      oldBase: DomainType.base(of: old.type, in: context.live),
      newBase: DomainType.base(of: new.type, in: context.desired)
    )
  }

  /// Whether only the type's modifiers differ.
  var isWithinBase: Bool { old.base == new.base && old.isArray == new.isArray }

  // MARK: Conversion

  /// The expression that converts the values; nil where assignment converts them.
  ///
  /// To text there is always an assignment cast, and it refuses values that are too long where an
  /// explicit cast would cut them off.
  func conversion(of column: SQL) -> SQL? {
    if isWithinBase || new.isText { return nil }
    if old.isText { return "\(column)::\(newType)" }
    if oldValue.isBuiltIn && newValue.isBuiltIn {
      let isSame = oldValue == newValue || new == newValue
      return isSame ? "\(column)::\(newType)" : "\(column)::\(newValueType)::\(newType)"
    }
    return "\(column)::text\(new.isArray ? "[]" : "")::\(newType)"
  }

  /// Whether PostgreSQL has no cast between the types, so that no value can be kept.
  ///
  /// Only types of its own are judged; through text everything can be tried that is not listed.
  var isImpossible: Bool {
    let (old, new) = (oldValue, newValue)
    if isWithinBase || old.base == new.base || old.isText || new.isText { return false }
    // Arrays are cast item by item, and to nothing else.
    if old.isArray != new.isArray { return !old.isVector && old.isBuiltIn && new.isBuiltIn }
    guard let from = TypeFamily(old.base), let to = TypeFamily(new.base) else { return false }
    if from == to { return from == .range && old.base != new.base }
    switch (from, to) {
    case (.json, .number), (.json, .boolean): return old.base != "jsonb"
    case (.boolean, .number), (.number, .boolean):
      return old.base != "integer" && new.base != "integer"
    default: return true
    }
  }

  /// Whether assignment converts the values, by a cast of PostgreSQL's own.
  var isAutomatic: Bool {
    if isWithinBase || new.isText { return true }
    guard old.isArray == new.isArray, let from = TypeFamily(old.base) else { return false }
    let isMoment = ["date", "timestamp without time zone", "timestamp with time zone"].contains
    return switch from {
    case .number: TypeFamily(new.base) == .number
    case .date: isMoment(old.base) && isMoment(new.base)
    case .json, .boolean, .uuid, .network, .range: false
    }
  }

  // MARK: Rewrite

  /// Whether every row has to be written anew; modifiers that only widen, and types that are
  /// stored alike, need no more than a note in the catalog.
  var rewritesTable: Bool {
    if old.isArray || new.isArray { return !(isWithinBase && isWidening) }
    if isWithinBase { return !isWidening }
    if new.isPlainText { return !(old.isText && old.base != "character") }
    return !(old.base == "cidr" && new.base == "inet")
  }

  private var isWidening: Bool {
    if old.modifiers == new.modifiers { return true }
    switch new.base {
    case "character varying", "bit varying":
      return isNoNarrower(old.modifiers.first, new.modifiers.first)
    case "numeric":
      guard let precision = new.modifiers.first else { return true }
      guard let before = old.modifiers.first else { return false }
      return precision >= before && scale(old) == scale(new)
    case "interval", "timestamp without time zone", "timestamp with time zone",
      "time without time zone", "time with time zone":
      return isNoNarrower(old.modifiers.first, new.modifiers.first)
    default: return false
    }
  }

  /// No limit is wider than any.
  private func isNoNarrower(_ before: Int?, _ after: Int?) -> Bool {
    guard let after else { return true }
    return before.map { after >= $0 } ?? false
  }

  private func scale(_ type: FormattedType) -> Int {
    type.modifiers.count > 1 ? type.modifiers[1] : 0
  }

  // MARK: What values must be

  /// The rows whose values have no place in the new type.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - labels: the values of the new type, if that is an enum.
  ///   - rows: where the rows are found, if not by the column's own table.
  ///   - version: the server's.
  /// - Returns: a query that counts them; nil when every value has a place.
  func precondition(
    in column: ObjectID,
    labels: [String]? = nil,
    rows: SQL? = nil,
    on version: ServerVersion
  ) -> Precondition? {
    let value: SQL = "\(identifier: column.name)"
    guard
      let condition = labels.flatMap({ unlisted(value, $0) }) ?? offending(value)
        ?? unreadable(value, on: version)
    else { return nil }
    let rows = rows ?? "\(qualified: column.root.qualifiedName)"
    return Precondition(
      "SELECT pg_catalog.count(*) FROM \(rows) WHERE \(condition)",
      message: "\(column) holds values that do not fit into \(newType)",
      hint: "Change these rows first, or choose a wider type."
    )
  }

  /// Values become those of an enum by their texts.
  private func unlisted(_ value: SQL, _ labels: [String]) -> SQL? {
    if isWithinBase || new.isArray { return nil }
    let list: [SQL] = labels.map { "\(literal: $0)" }
    return "\(value)::text <> ALL (ARRAY[\(list)]::text[])"
  }

  /// Values that are converted by their texts have to read as the new type; before 16 no server can
  /// be asked, and only what no text of the type can be is known.
  private func unreadable(_ value: SQL, on version: ServerVersion) -> SQL? {
    guard oldValue.isText, !oldValue.isArray, !newValue.isText, newValue.isBuiltIn else {
      return nil
    }
    if version < 16 {
      // With the column's own collation regular expressions may not be had.
      return newValue.inputPattern.map {
        "\(value)::text COLLATE pg_catalog.\"C\" !~* \(literal: $0)"
      }
    }
    return """
      NOT pg_catalog.pg_input_is_valid(\(value)::text, \(literal: newValueType.text))
      """
  }

  private func offending(_ value: SQL) -> SQL? {
    let (old, new) = (oldValue, newValue)
    if old.isArray || new.isArray { return nil }
    if new.isText, let length = new.modifiers.first {
      let text: SQL = "pg_catalog.rtrim(\(value)::text, ' ')"
      return rewritesTable ? "pg_catalog.char_length(\(text)) > \(number: length)" : nil
    }
    if old.base == "jsonb", new.base == "boolean" || isNumber(new.base) {
      return offendingJSON(value, isNumber(new.base) ? "number" : "boolean")
    }
    if let range = integerRange(new.base), isNumber(old.base), old.base != new.base {
      return integerRank(old.base).map { $0 <= (integerRank(new.base) ?? 0) } == true
        ? nil : "\(value) NOT BETWEEN \(range.lower) AND \(range.upper)"
    }
    if new.base == "numeric", let precision = new.modifiers.first, isNumber(old.base),
      rewritesTable
    {
      let digits = precision - scale(new)
      return """
        pg_catalog.abs(pg_catalog.round(\(value)::numeric, \(number: scale(new)))) \
        >= 10::numeric ^ \(number: digits)
        """
    }
    return nil
  }

  /// JSON is cast only from a value of the same sort, and to an integer that holds the number.
  private func offendingJSON(_ value: SQL, _ sort: SQL) -> SQL {
    let fits: SQL =
      integerRange(newValue.base).map {
        "pg_catalog.round(\(value)::numeric) NOT BETWEEN \($0.lower) AND \($0.upper)"
      } ?? "false"
    return """
      \(value) IS NOT NULL AND CASE pg_catalog.jsonb_typeof(\(value)) \
      WHEN '\(sort)' THEN \(fits) ELSE true END
      """
  }

  private func isNumber(_ base: String) -> Bool {
    integerRank(base) != nil || ["numeric", "real", "double precision"].contains(base)
  }

  private func integerRank(_ base: String) -> Int? {
    ["smallint", "integer", "bigint"].firstIndex(of: base)
  }

  private func integerRange(_ base: String) -> (lower: SQL, upper: SQL)? {
    switch base {
    case "smallint": ("(-32768)", "32767")
    case "integer": ("(-2147483648)", "2147483647")
    case "bigint": ("(-9223372036854775808)", "9223372036854775807")
    default: nil
    }
  }

  // MARK: What is lost

  /// The rows whose values lose a part by the conversion: digits, a time of day.
  func loss(in column: ObjectID) -> Hazard? {
    guard let condition = losing(SQL("\(identifier: column.name)")) else { return nil }
    return Hazard(
      .dataLoss,
      column,
      "values of type \(oldType) lose what \(newType) does not hold",
      probe: """
        SELECT pg_catalog.count(*) FROM \(qualified: column.root.qualifiedName) WHERE \(condition)
        """
    )
  }

  private func losing(_ value: SQL) -> SQL? {
    let (old, new) = (oldValue, newValue)
    if old.isArray || new.isArray { return nil }
    let isFraction = ["numeric", "real", "double precision"].contains(old.base)
    if old.base == "jsonb", integerRank(new.base) != nil {
      return """
        CASE pg_catalog.jsonb_typeof(\(value)) WHEN 'number' \
        THEN \(value)::numeric <> pg_catalog.trunc(\(value)::numeric) ELSE false END
        """
    }
    if isFraction, integerRank(new.base) != nil {
      return "\(value)::numeric <> pg_catalog.trunc(\(value)::numeric)"
    }
    if isFraction, new.base == "numeric", !new.modifiers.isEmpty, scale(new) < scaleLimit(old) {
      return "\(value)::numeric <> pg_catalog.round(\(value)::numeric, \(number: scale(new)))"
    }
    if old.base == "double precision" || old.base == "numeric", new.base == "real" {
      return "\(value) IS DISTINCT FROM \(value)::real::\(oldType)"
    }
    if old.base.hasPrefix("timestamp"), new.base == "date" || new.base.hasPrefix("time ") {
      return new.base == "date" ? "\(value)::date::\(oldType) <> \(value)" : "\(value) IS NOT NULL"
    }
    return nil
  }

  /// The digits after the point that a type can hold.
  private func scaleLimit(_ type: FormattedType) -> Int {
    type.base == "numeric" && !type.modifiers.isEmpty ? scale(type) : .max
  }
}

/// Families of PostgreSQL's own types between which there are no casts.
private enum TypeFamily {
  case number, date, boolean, uuid, network, json, range

  init?(_ base: String) {
    switch base {
    case "smallint", "integer", "bigint", "numeric", "real", "double precision": self = .number
    case "date", "interval", "timestamp without time zone", "timestamp with time zone",
      "time without time zone", "time with time zone":
      self = .date
    case "boolean": self = .boolean
    case "uuid": self = .uuid
    case "inet", "cidr", "macaddr", "macaddr8": self = .network
    case "json", "jsonb": self = .json
    case "int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange": self = .range
    default: return nil
    }
  }
}
