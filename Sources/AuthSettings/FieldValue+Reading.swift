import ObjectModel

extension FieldValue {
  /// The value of a name in a map.
  subscript(name: String) -> FieldValue? {
    guard case .map(let entries) = self else { return nil }
    return entries.first { $0.key == name }?.value
  }

  /// The text, if it is one.
  var textValue: String? {
    if case .text(let text) = self { text } else { nil }
  }
}
