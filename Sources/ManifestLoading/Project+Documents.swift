public import Diagnostics
public import YAMLSource

extension Project {
  /// Reads the documents of all YAML files anywhere below a folder, in the order of their paths.
  ///
  /// - Parameters:
  ///   - folder: the folder, relative to the project's root.
  ///   - diagnostics: gets the mistakes of syntax.
  /// - Returns: the documents; none when there is no such folder.
  public func documents(
    below folder: String,
    diagnostics: inout DiagnosticCollector
  ) -> [Node] {
    var documents: [Node] = []
    for path in files.paths(folder) where path.isYAMLPath {
      documents += files.documents(path, diagnostics: &diagnostics)
    }
    return documents
  }
}
