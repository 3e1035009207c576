/// SQL text that is safe to send: built by interpolation that quotes every value it is given.
///
/// Literal parts are trusted, because they are compile-time literals. A plain `String` cannot be
/// interpolated without saying what it is:
///
/// ```swift
/// let step: SQL = "ALTER TABLE \(qualified: table) RENAME TO \(identifier: newName)"
/// ```
public struct SQL: Hashable, Sendable {
  /// The text as the server will see it.
  public let text: String

  /// Compares bytes: to PostgreSQL, unlike to Swift, composed and decomposed letters differ.
  public static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.count == right.text.utf8.count && left.text == right.text
  }

  /// Takes text as it is, without quoting anything.
  ///
  /// For text that PostgreSQL itself has spelled (`pg_get_viewdef`) or that a manifest declares as
  /// SQL. Each use says in a comment where the text comes from.
  public init(unchecked text: String) {
    self.text = text
  }

  /// A name, quoted where it must be.
  public init(identifier name: String) {
    text = Quoting.identifier(name)
  }

  /// Whether there is no text at all.
  public var isEmpty: Bool { text.isEmpty }

  /// Appends one text to another, with nothing in between.
  public static func + (lhs: SQL, rhs: SQL) -> SQL {
    SQL(unchecked: lhs.text + rhs.text)
  }

  /// Appends text in place.
  public static func += (lhs: inout SQL, rhs: SQL) {
    lhs = lhs + rhs
  }
}

extension SQL: CustomStringConvertible {
  /// The text.
  public var description: String { text }
}

extension Sequence where Element == SQL {
  /// Joins the texts.
  public func joined(separator: SQL = "") -> SQL {
    SQL(unchecked: map(\.text).joined(separator: separator.text))
  }
}
