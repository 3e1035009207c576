public import Diagnostics
import JSONText

/// A failure in the four parts that people need, for any command.
public struct ErrorReport: Error, Hashable, Sendable {
  /// A stable name such as `apply.stale`; never renamed once released.
  public let code: String
  /// What happened, in one line.
  public let what: String
  /// Why: lines that may name objects, statements and places.
  public var why: [String]
  /// What to do next.
  public var fix: String?
  /// The place in the manifests that asks for what failed.
  public var place: SourceRange?
  /// What has become of the database (`unchanged`, `partial`, `in-doubt`), where it matters.
  public var state: String?
  /// The exit code of a command that ends with it.
  public var exitCode: Int32

  /// Describes a failure.
  public init(
    code: String,
    what: String,
    why: [String] = [],
    fix: String? = nil,
    place: SourceRange? = nil,
    exitCode: Int32 = 1
  ) {
    self.code = code
    self.what = what
    self.why = why
    self.fix = fix
    self.place = place
    self.exitCode = exitCode
  }
}

extension TextFormat {
  /// The failure: the place, what, why, and what to do.
  public func text(of error: ErrorReport) -> String {
    let place = error.place.map { TerminalText.line("\($0): ") } ?? ""
    var text = style.paint(place, .strong) + style.paint("error:", .bad) + " "
    text += style.paint(TerminalText.line(error.what), .strong) + "\n"
    for line in error.why.flatMap(TerminalText.lines) { text += "  \(line)\n" }
    guard let fix = error.fix else { return text }
    return text + "  \(style.paint("hint:", .accent)) \(TerminalText.line(fix))\n"
  }
}

extension JSONFormat {
  /// The failure as `{"error": {"code", "what", "why", "fix"}}`.
  public func text(of error: ErrorReport) -> String {
    JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "error": value(of: error),
    ]).text
  }

  func value(of error: ErrorReport) -> JSONValue {
    .object([
      "code": .string(error.code),
      "what": .string(error.what),
      "why": .string(error.why.joined(separator: "\n")),
      "fix": JSONValue(error.fix),
      "place": JSONValue(error.place?.description),
      "state": JSONValue(error.state),
    ])
  }

  /// Diagnostics of manifests, as failures are told: the first as the error, all in a list.
  public func text(of diagnostics: [Diagnostic]) -> String {
    let items = diagnostics.map { diagnostic in
      JSONValue.object([
        "severity": .string(diagnostic.severity.rawValue),
        "code": .string(diagnostic.code),
        "what": .string(diagnostic.message),
        "why": JSONValue(diagnostic.detail),
        "fix": JSONValue(diagnostic.hint),
        "place": JSONValue(diagnostic.range?.description),
      ])
    }
    let first = diagnostics.first { $0.severity == .error }
    return JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "diagnostics": .array(items),
      "error": first.map {
        .object([
          "code": .string($0.code), "what": .string($0.message), "why": JSONValue($0.detail),
          "fix": JSONValue($0.hint),
        ])
      } ?? .null,
    ]).text
  }
}
