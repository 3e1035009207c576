/// Writes nodes as YAML that people like to read.
public struct YAMLEmitter: Sendable {
  /// The column that a list or mapping on one line must not exceed.
  public var maximumWidth: Int
  /// Keys that stay without quotes although YAML 1.1 took them for booleans.
  public var plainKeys: Set<String>

  /// Creates an emitter.
  ///
  /// - Parameters:
  ///   - maximumWidth: The column that a list or mapping on one line must not exceed.
  ///   - plainKeys: Keys that stay without quotes although YAML 1.1 took them for booleans.
  public init(maximumWidth: Int = 100, plainKeys: Set<String> = ["on"]) {
    self.maximumWidth = maximumWidth
    self.plainKeys = plainKeys
  }

  /// Writes documents, with `---` between them.
  ///
  /// - Parameter documents: The documents.
  /// - Returns: YAML text that ends with a line break, or nothing at all for no documents.
  public func text(for documents: [Node]) -> String {
    documents.map { document in
      var writer = NodeWriter(emitter: self)
      writer.writeDocument(document)
      return writer.output
    }.joined(separator: "---\n")
  }

  /// Writes one document.
  public func text(for document: Node) -> String { text(for: [document]) }
}
