import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// An operator named by another object, without the types that it takes: `=`, `app.===`.
///
/// Operators of `pg_catalog` go without the schema.
struct OperatorName: FieldCodable {
  let text: String

  /// Takes a name with or without the words `OPERATOR(…)` around it.
  init(_ text: String) {
    let isWrapped = text.uppercased().hasPrefix("OPERATOR(") && text.hasSuffix(")")
    let inner = isWrapped ? text.dropFirst("OPERATOR(".count).dropLast() : text[...]
    self.text =
      inner.hasPrefix("pg_catalog.")
      ? String(inner.dropFirst("pg_catalog.".count)) : String(inner)
  }

  static let shape = ValueShape.text("an operator")

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let text = node.stringValue, !node.isNull else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    self.init(text)
  }

  var fieldValue: FieldValue { .text(text) }

  /// The name as any place takes it that takes an operator's name.
  var sql: SQL {
    text.contains(".") ? "OPERATOR(\(name))" : name
  }

  /// The name without `OPERATOR(…)`, for places that take no other.
  var name: SQL {
    // A name that a manifest gives as SQL, or as `column` spells it.
    SQL(unchecked: text)
  }

  /// The operator's own name, if that is one.
  var symbol: String? {
    let symbol = text.lastIndex(of: ".").map { text[text.index(after: $0)...] } ?? text[...]
    let isSymbol = !symbol.isEmpty && symbol.allSatisfy { "+-*/<>=~!@#%^&|`?".contains($0) }
    return isSymbol ? String(symbol) : nil
  }

  /// The schema that is named.
  var schema: String? {
    text.lastIndex(of: ".").flatMap { QualifiedName(parsing: String(text[..<$0]))?.name }
  }

  /// The identity of the operator that takes some types; what is not qualified is the server's own.
  func id(types: String) -> ObjectID {
    ObjectID(KindName("operator"), [schema ?? "pg_catalog", symbol ?? text, types])
  }

  /// A column that names an operator: of `pg_operator` and of its `pg_namespace`.
  static func column(_ alias: SQL, _ namespace: SQL) -> SQL {
    """
    CASE WHEN \(namespace).nspname = 'pg_catalog' THEN \(alias).oprname::pg_catalog.text
      ELSE pg_catalog.quote_ident(\(namespace).nspname) || '.' || \(alias).oprname END
    """
  }
}
