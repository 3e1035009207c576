import Diagnostics
import ObjectModel
import YAMLSource

/// Fields of which one value says the same as nothing, as SQL's own words for defaults do.
///
/// The value is accepted and kept as nothing, which is also what the catalogs are read as.
extension Field {
  /// Describes an attribute that takes a few words, one of which says the same as nothing.
  static func word<Word>(
    _ name: String,
    _ path: any (WritableKeyPath<Object, Word?> & Sendable),
    _ change: FieldChange,
    _ summary: String,
    usual: String
  ) -> Self
  where Word: FieldCodable & RawRepresentable & CaseIterable, Word.RawValue == String {
    let words = Word.allCases.map(\.rawValue) + [usual]
    let shape = ValueShape.oneOf(words)
    return Self(
      name,
      path,
      change,
      summary,
      shape: shape,
      fieldValue: { $0.fieldValue },
      decode: { node, _, diagnostics in
        if node.isNull { return .some(nil) }
        guard let text = node.stringValue, words.contains(text) else {
          let near = node.stringValue.flatMap { closestMatch(to: $0, among: words) }
          let hint = near.map { "Did you mean \"\($0)\"?" }
          diagnostics.report(shape.mismatch(node, field: name, hint: hint))
          return nil
        }
        return .some(Word(rawValue: text))
      }
    )
  }

  /// Describes a number of which -1 says the same as nothing.
  static func number(
    _ name: String,
    _ path: any (WritableKeyPath<Object, Int?> & Sendable),
    _ change: FieldChange,
    _ summary: String
  ) -> Self {
    Self(
      name,
      path,
      change,
      summary,
      shape: Int.shape,
      fieldValue: { $0.fieldValue },
      decode: { node, _, diagnostics in
        Int?(node: node, field: name, diagnostics: &diagnostics).map { $0 == -1 ? nil : $0 }
      }
    )
  }
}

/// A value that the server chooses where nothing is said, and of which it shows whether it is the
/// one that it would have chosen.
///
/// A choice of the server's agrees with nothing said, and with the same value said. What is not
/// installed yet cannot be asked for its choice: a value said of it counts as one of its own.
struct ChosenValue: FieldCodable {
  static let shape = String.shape

  /// The value; nil where nothing is said.
  private(set) var text: String?
  /// Whether to say it says the same as nothing.
  private(set) var isUsual = true

  /// Nothing said.
  init() {}

  /// Takes a value.
  init(_ text: String?, isUsual: Bool) {
    self.text = text
    self.isUsual = isUsual || text == nil
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let text = String?(node: node, field: field, diagnostics: &diagnostics) else {
      return nil
    }
    self.init(text, isUsual: false)
  }

  /// Nothing for the server's own choice.
  var fieldValue: FieldValue { isUsual ? .absent : text.fieldValue }

  /// The value, if it says more than nothing.
  var said: String? { isUsual ? nil : text }

  /// The value as a manifest may say it, be it the server's choice or not.
  var stated: Self { Self(text, isUsual: false) }

  /// Whether both mean the same; so both are the server's choice, or the texts are the same.
  static func == (left: Self, right: Self) -> Bool {
    if left.isUsual && right.isUsual { return true }
    guard let one = left.text, let other = right.text else { return false }
    return one.isIdentical(to: other)
  }
}
