/// A secret that an object declares by reference, beside what the database holds.
public struct DeclaredSecret: Hashable, Sendable {
  /// What the database lets one know of its own secret.
  public enum Standing: Hashable, Sendable {
    /// Whether it is the declared one; a difference is a change like any other.
    case compared
    /// Whether it is the declared one; it is kept in a way that people should know of.
    case comparedAs(String)
    /// Nothing.
    case hidden
  }

  /// Where the declared one is to be found; nil when there is to be none.
  public let reference: SecretReference?
  /// What it is, such as `role password`.
  public let what: String
  /// How it is sent.
  public let form: SecretText.Form
  /// What can be known of the live one.
  public let standing: Standing

  /// Describes a secret.
  public init(
    _ reference: SecretReference?,
    what: String,
    form: SecretText.Form,
    standing: Standing
  ) {
    self.reference = reference
    self.what = what
    self.form = form
    self.standing = standing
  }
}
