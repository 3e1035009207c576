public import Diagnostics

/// Reads YAML text into nodes that know their places.
public struct YAMLParser {
  /// How deep lists and mappings may be nested.
  static let maximumDepth = 100
  /// How many nodes the aliases of one file may stand for.
  static let maximumAliasedNodes = 100_000

  private init() {}

  /// Reads the documents of a file.
  ///
  /// Empty documents are skipped. A document whose syntax is broken is left out and reading goes on
  /// after the next `---`; one with other mistakes, such as a duplicate key, is returned without
  /// what is mistaken.
  ///
  /// - Parameters:
  ///   - bytes: The file, in UTF-8, with or without a byte order mark.
  ///   - file: The path of the file as it is shown to people.
  ///   - diagnostics: Gets every mistake, with its place; the codes start with `yaml.`.
  /// - Returns: The documents that could be read, in the order of the file.
  public static func documents(
    in bytes: [UInt8],
    file: String,
    diagnostics: inout DiagnosticCollector
  ) -> [Node] {
    let source = SourceText(bytes, file: file, diagnostics: &diagnostics)
    var builder = NodeBuilder(source: source, diagnostics: diagnostics)
    var documents: [Node] = []
    var line: Int? = 1
    while let start = line {
      line = source.withBytes(fromLine: start) { bytes in
        builder.read(bytes, fromLine: start, into: &documents)
      }
    }
    diagnostics = builder.diagnostics
    return documents
  }

  /// Reads the documents of a text.
  ///
  /// - Parameters:
  ///   - text: The text of the file.
  ///   - file: The path of the file as it is shown to people.
  ///   - diagnostics: Gets every mistake, with its place; the codes start with `yaml.`.
  /// - Returns: The documents that could be read, in the order of the file.
  public static func documents(
    in text: String,
    file: String,
    diagnostics: inout DiagnosticCollector
  ) -> [Node] {
    documents(in: Array(text.utf8), file: file, diagnostics: &diagnostics)
  }
}
