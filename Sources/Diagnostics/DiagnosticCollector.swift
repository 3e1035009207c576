/// Gathers the diagnostics of a stage, so that all of them are shown at once.
public struct DiagnosticCollector: Sendable {
  private var reported: [Diagnostic] = []

  /// Whether an error has been reported.
  public private(set) var hasErrors = false

  /// Creates an empty collector.
  public init() {}

  /// Whether nothing has been reported.
  public var isEmpty: Bool { reported.isEmpty }

  /// What has been reported, by file and position; what has no place comes last.
  ///
  /// Diagnostics of one place keep the order in which they were reported. Complexity: O(n log n).
  public var diagnostics: [Diagnostic] {
    reported.enumerated().sorted { lhs, rhs in
      switch (lhs.element.range, rhs.element.range) {
      case (let left?, let right?)
      where (left.file, left.start) != (right.file, right.start):
        (left.file, left.start) < (right.file, right.start)
      case (.some, nil): true
      case (nil, .some): false
      default: lhs.offset < rhs.offset
      }
    }.map(\.element)
  }

  /// Adds a diagnostic.
  public mutating func report(_ diagnostic: Diagnostic) {
    reported.append(diagnostic)
    if diagnostic.severity == .error { hasErrors = true }
  }

  /// Adds an error.
  public mutating func error(
    _ code: String,
    _ message: String,
    at range: SourceRange?,
    detail: String? = nil,
    hint: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    report(
      Diagnostic(
        .error,
        code: code,
        message,
        at: range,
        detail: detail,
        hint: hint,
        notes: notes
      )
    )
  }

  /// Adds a warning.
  public mutating func warning(
    _ code: String,
    _ message: String,
    at range: SourceRange?,
    detail: String? = nil,
    hint: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    report(
      Diagnostic(
        .warning,
        code: code,
        message,
        at: range,
        detail: detail,
        hint: hint,
        notes: notes
      )
    )
  }

  /// Adds what another collector has gathered.
  public mutating func merge(_ other: DiagnosticCollector) {
    reported.append(contentsOf: other.reported)
    if other.hasErrors { hasErrors = true }
  }

  /// Stops a stage when an error has been reported.
  ///
  /// - Throws: `DiagnosticsError` with everything that was reported.
  public func throwIfErrors() throws(DiagnosticsError) {
    if hasErrors { throw DiagnosticsError(diagnostics: diagnostics) }
  }
}
