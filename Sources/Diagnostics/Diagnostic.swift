/// One mistake, or one thing worth knowing, about what a person has written.
///
/// Texts follow PostgreSQL's style: the message is one lower-case line without a full stop, names
/// are in double quotes; detail and hint are sentences, and a hint says what to do next.
public struct Diagnostic: Hashable, Sendable {
  /// How much a diagnostic matters.
  public enum Severity: String, Hashable, Sendable {
    /// Nothing can be done before this is corrected.
    case error
    /// Work goes on, but this is probably not what was meant.
    case warning
    /// Something worth knowing.
    case note
  }

  /// A related place, such as where a duplicate was first seen.
  public struct Note: Hashable, Sendable {
    /// What there is at the place, in the style of a message.
    public var message: String
    /// The place, when it is known.
    public var range: SourceRange?

    /// Creates a note about a place.
    public init(_ message: String, at range: SourceRange?) {
      self.message = message
      self.range = range
    }
  }

  /// How much the diagnostic matters.
  public var severity: Severity
  /// A stable name such as `manifest.unknown-key`; never renamed once released.
  public var code: String
  /// What is wrong, in one line.
  public var message: String
  /// Where it is wrong; nothing when no single place is to blame.
  public var range: SourceRange?
  /// More about what is wrong, in sentences.
  public var detail: String?
  /// What to do next, in sentences.
  public var hint: String?
  /// Related places.
  public var notes: [Note]
  /// Whether the line at the place must not be shown, because a secret stands in it.
  public var isSourceSecret = false

  /// Creates a diagnostic.
  public init(
    _ severity: Severity,
    code: String,
    _ message: String,
    at range: SourceRange?,
    detail: String? = nil,
    hint: String? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.detail = detail
    self.hint = hint
    self.notes = notes
  }
}

/// The diagnostics that stopped a stage.
public struct DiagnosticsError: Error, Hashable, Sendable {
  /// What was found, in the order in which it is to be shown.
  public var diagnostics: [Diagnostic]

  /// Creates an error that carries `diagnostics`.
  public init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}
