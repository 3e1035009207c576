/// A name that cannot identify an object of a kind.
public struct InvalidName: Error, Hashable, Sendable {
  /// What is wrong.
  public let message: String
  /// What to write instead.
  public let hint: String
  /// Whether a secret stands beside the name, so that its line is not to be shown.
  public let isBesideSecret: Bool

  /// Describes what is wrong and what to do.
  public init(_ message: String, hint: String, isBesideSecret: Bool = false) {
    self.message = message
    self.hint = hint
    self.isBesideSecret = isBesideSecret
  }
}

/// What a path leads to in a document that is a tree of objects.
public enum TreeNode: Sendable {
  /// An object, whose name is the path joined by dots.
  case object
  /// A mapping of further paths.
  case branch
  /// Nothing that the kind knows.
  case unknown(hint: String)
}
