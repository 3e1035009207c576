/// Where a secret is to be found; never the secret itself.
///
/// It stays a reference until the moment a step sends it, so that no plan, log or table holds it.
public enum SecretReference: Hashable, Sendable {
  /// An environment variable: `${env:NAME}`.
  case environment(String)
  /// The contents of a file, without a newline at its end: `${file:PATH}`.
  case file(String)

  /// The reference as a manifest writes it.
  public var text: String {
    switch self {
    case .environment(let name): "${env:\(name)}"
    case .file(let path): "${file:\(path)}"
    }
  }

  /// Reads a reference that is the whole of a text.
  public init?(_ text: String) {
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
    let inner = text.dropFirst(2).dropLast()
    if inner.hasPrefix("env:") {
      self = .environment(String(inner.dropFirst(4)))
    } else if inner.hasPrefix("file:") {
      self = .file(String(inner.dropFirst(5)))
    } else {
      return nil
    }
  }
}
