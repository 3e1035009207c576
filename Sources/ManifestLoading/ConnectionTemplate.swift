public import Diagnostics
import ObjectModel

/// A connection URL as a project's files give it: its secret parts are environment variables.
public struct ConnectionTemplate: Hashable, Sendable {
  /// The text with its `${env:NAME}`; it holds no secret.
  public let text: String
  /// Where it was written.
  public let range: SourceRange?

  /// Makes a template; nil when the text is neither a URL nor a reference to a variable.
  public init?(_ text: String, range: SourceRange? = nil) {
    let isURL = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    guard isURL || text.contains("${env:") else { return nil }
    self.text = text
    self.range = range
  }

  /// Whether a password stands in the text itself.
  public var containsPassword: Bool {
    guard let scheme = text.range(ofText: "://") else { return false }
    let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
    guard let at = authority.lastIndex(of: "@") else { return false }
    let parts = authority[..<at].split(separator: ":", maxSplits: 1)
    return parts.count == 2 && !parts[1].hasPrefix("${env:")
  }

  /// The URL with the variables' values.
  ///
  /// - Parameter environment: the process's environment variables.
  /// - Returns: the URL, which may hold secrets.
  /// - Throws: `DiagnosticsError` when a variable is unset or empty.
  public func resolved(in environment: [String: String]) throws(DiagnosticsError) -> String {
    var result = ""
    var diagnostics = DiagnosticCollector()
    for part in VariableText(text).parts {
      switch part {
      case .literal(let text): result += text
      case .reference(let reference):
        guard reference.isEnvironment, let value = environment[reference.name], !value.isEmpty
        else {
          diagnostics.report(reference.unset(at: range))
          continue
        }
        result += value
      }
    }
    try diagnostics.throwIfErrors()
    return result
  }
}

extension String {
  /// Finds a text without Foundation.
  func range(ofText needle: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) {
        return start..<index(start, offsetBy: needle.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
