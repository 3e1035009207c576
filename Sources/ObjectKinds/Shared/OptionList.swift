import Diagnostics
import ObjectModel
import YAMLSource

/// Options with their values, in the order in which they were given.
///
/// Their order means nothing, so that two lists that differ in it alone are equal; but servers and
/// their dumps show options as they were given, so what is made gets them in the order declared.
struct OptionList: FieldCodable {
  /// One option.
  struct Option: Hashable, Sendable {
    let name: String
    let value: String
  }

  private(set) var options: [Option] = []

  static let shape = ValueShape.map(.text("text"))

  init() {}

  init(_ options: [Option]) {
    self.options = options
  }

  /// Reads `name=value` texts as catalogs keep them, such as `pg_class.reloptions`.
  init(_ texts: [String]) {
    options = texts.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Option(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "true")
    }
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let pairs = node.pairs else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    options = pairs.compactMap { pair in
      String(node: pair.value, field: pair.name, diagnostics: &diagnostics).map {
        Option(name: pair.name, value: $0)
      }
    }
  }

  var fieldValue: FieldValue { .map(options.map { .init($0.name, .text($0.value)) }) }

  static func == (left: Self, right: Self) -> Bool {
    left.options == right.options || Set(left.options) == Set(right.options)
  }

  var isEmpty: Bool { options.isEmpty }
  var names: [String] { options.map(\.name) }

  /// The value of an option, if it is given.
  subscript(name: String) -> String? { options.first { $0.name == name }?.value }
}
