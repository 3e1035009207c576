extension SQL: ExpressibleByStringInterpolation {
  /// Takes a compile-time literal as SQL.
  public init(stringLiteral value: String) {
    self.init(unchecked: value)
  }

  /// Takes what an interpolated literal has been put together to.
  public init(stringInterpolation: StringInterpolation) {
    self.init(unchecked: stringInterpolation.text)
  }

  /// Collects the parts of an interpolated literal and quotes each value as its label says.
  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    var text: String

    /// Makes room for the parts.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    /// Appends trusted text.
    public mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    /// Appends SQL as it is.
    public mutating func appendInterpolation(_ sql: SQL) {
      text += sql.text
    }

    /// Appends several texts with a separator in between.
    public mutating func appendInterpolation(
      _ parts: some Sequence<SQL>,
      separator: SQL = ", "
    ) {
      text += parts.joined(separator: separator).text
    }

    /// Appends a name, quoted where it must be.
    public mutating func appendInterpolation(identifier: String) {
      text += Quoting.identifier(identifier)
    }

    /// Appends names, quoted where they must be, with commas in between.
    public mutating func appendInterpolation(identifiers: some Sequence<String>) {
      text += identifiers.map(Quoting.identifier).joined(separator: ", ")
    }

    /// Appends a name with its schema, if it has one.
    public mutating func appendInterpolation(qualified: QualifiedName) {
      text += qualified.sql.text
    }

    /// Appends a string constant.
    public mutating func appendInterpolation(literal: String) {
      text += Quoting.literal(literal)
    }

    /// Appends a string constant, or `NULL` for `nil`.
    public mutating func appendInterpolation(literal: String?) {
      text += literal.map(Quoting.literal) ?? "NULL"
    }

    /// Appends an integer constant; a negative one in parentheses, so that `-` or `::` beside it
    /// keeps its meaning.
    public mutating func appendInterpolation(number: some BinaryInteger) {
      text += number < 0 ? "(\(number))" : "\(number)"
    }

    /// Appends a dollar-quoted constant, with a tag that does not occur in it.
    public mutating func appendInterpolation(body: String) {
      text += Quoting.dollarQuoted(body)
    }
  }
}
