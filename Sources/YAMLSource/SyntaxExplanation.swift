internal import Diagnostics

/// The words for what stopped libyaml.
struct SyntaxExplanation {
  var message: String
  var hint: String?
  /// What began at the failure's context, for a note.
  var started: String?
  /// Whether the beginning is the better place to show.
  var pointsAtStart = false

  /// Finds the words for a failure.
  init(_ failure: EventStream.Failure, in source: SourceText) {
    let found = Found(at: failure.position, in: source)
    if let special = Self.special(failure, found) {
      self = special
    } else if let (message, hint) = Self.fixed[failure.problem] {
      self.init(message, hint: hint)
    } else {
      self.init(failure.problem)
    }
    if message != Self.afterQuote { started = Self.started[failure.context] }
  }

  private init(_ message: String, hint: String? = nil, pointsAtStart: Bool = false) {
    self.message = message
    self.hint = hint
    self.pointsAtStart = pointsAtStart
  }

  /// What stands at the place of a failure.
  private struct Found {
    var description: String
    var isAfterQuote: Bool
    var isEndOfFile: Bool

    init(at position: SourcePosition, in source: SourceText) {
      let character = source.character(at: position)
      isEndOfFile = character == nil && position.line >= source.lineCount
      isAfterQuote = character != nil && source.isQuote(before: position)
      description =
        character.map { "\"\(Character($0))\"" } ?? (isEndOfFile ? "end of file" : "end of line")
    }
  }

  private static let afterQuote = "unexpected text after a closing quote"

  /// The words for a failure that depend on what stands at its place.
  private static func special(_ failure: EventStream.Failure, _ found: Found) -> Self? {
    let isQuoted = failure.context.contains("quoted")
    let problem = failure.problem
    if found.isAfterQuote, afterValue.contains(problem) {
      return Self(
        afterQuote,
        hint: "Put the whole text in quotes of the other kind, or after \"|\"."
      )
    }
    if let closing = closings[problem] {
      if found.isEndOfFile { return Self("missing \"\(closing)\"", pointsAtStart: true) }
      return Self(
        "expected \",\" or \"\(closing)\", found \(found.description)",
        hint: "Put text that contains a comma, brackets or braces in quotes."
      )
    }
    switch problem {
    case "found unexpected end of stream" where isQuoted,
      "found unexpected document indicator" where isQuoted:
      return Self("quoted text has no closing quote", pointsAtStart: true)
    case "could not find expected ':'":
      return Self(
        "missing \":\" after a key",
        hint: "Put text of several lines in quotes or after \"|\".",
        pointsAtStart: true
      )
    case "found character that cannot start any token":
      return Self(
        "unquoted text cannot start with \(found.description)",
        hint: "Put the text in quotes."
      )
    case "did not find expected key":
      return Self(
        "expected a key, found \(found.description)",
        hint: "Check the indentation of this line."
      )
    case "did not find expected '-' indicator":
      return Self(
        "expected \"-\", found \(found.description)",
        hint: "Every item of a list starts with \"-\" in the same column."
      )
    case "did not find expected alphabetic or numeric character":
      let mark = failure.context.hasSuffix("alias") ? "*" : "&"
      return Self(
        "missing name after \"\(mark)\"",
        hint: "Put text that starts with \"\(mark)\" in quotes."
      )
    case "found undefined tag handle": return nil
    case _ where failure.context.contains("tag"):
      return Self("malformed type tag", hint: "Put text that starts with \"!\" in quotes.")
    case _ where failure.context.contains("directive") && fixed[problem] == nil:
      return Self("malformed directive", hint: "Put text that starts with \"%\" in quotes.")
    default: return nil
    }
  }
}

// MARK: - Tables

extension SyntaxExplanation {
  private static let closings = [
    "did not find expected ',' or ']'": "]",
    "did not find expected ',' or '}'": "}",
  ]

  /// What libyaml says of something that follows a value and should not.
  private static let afterValue: Set<String> = [
    "did not find expected key", "did not find expected '-' indicator",
    "did not find expected ',' or ']'", "did not find expected ',' or '}'",
    "did not find expected <document start>", "found character that cannot start any token",
  ]

  private static let started = [
    "while parsing a block mapping": "the mapping starts here",
    "while parsing a block collection": "the list starts here",
    "while parsing a flow mapping": "the mapping starts here",
    "while parsing a flow sequence": "the list starts here",
    "while scanning a block scalar": "the block of text starts here",
    "while scanning a plain scalar": "the text starts here",
    "while scanning a quoted scalar": "the text starts here",
  ]

  /// Message and hint for what libyaml says.
  private static let fixed: [String: (message: String, hint: String?)] = [
    "mapping values are not allowed in this context": (
      "unexpected \":\"",
      "Put text that contains \": \" in quotes, or check the indentation of this line."
    ),
    "found unknown escape character": (
      "unknown escape in double-quoted text",
      "Write \"\\\\\" for a backslash, or put the text in single quotes."
    ),
    "block sequence entries are not allowed in this context": (
      "list item is not allowed here", "Start the list on a line of its own."
    ),
    "mapping keys are not allowed in this context": ("\"?\" is not allowed here", nil),
    "did not find expected <document start>": (
      "unexpected text after the end of the document", "Start the next document with \"---\"."
    ),
    "did not find expected node content": ("expected a value", nil),
    "did not find expected comment or line break": ("unexpected text in this line", nil),
    "found an indentation indicator equal to 0": ("a block cannot be indented by 0 spaces", nil),
    "did not find expected hexdecimal number": ("escape lacks hexadecimal digits", nil),
    "found invalid Unicode character escape code": ("escape is not a Unicode character", nil),
    "found undefined tag handle": ("unknown type tag", "Leave the tag out."),
    "found incompatible YAML document": ("YAML version is not supported", nil),
    "found duplicate %YAML directive": ("duplicate %YAML directive", nil),
    "found unknown directive name": ("unknown directive", nil),
  ]
}
