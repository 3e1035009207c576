internal import Diagnostics

/// What stopped libyaml, said for people.
struct SyntaxProblem {
  let diagnostic: Diagnostic
  /// Where reading stopped.
  let position: SourcePosition

  /// Explains a failure.
  ///
  /// - Parameters:
  ///   - failure: What libyaml says.
  ///   - source: The text.
  ///   - line: The line at which libyaml began to read.
  init(_ failure: EventStream.Failure, in source: SourceText, fromLine line: Int) {
    if let offset = failure.byteOffset {
      position = source.position(ofByte: offset, fromLine: line)
      let code = String(failure.character, radix: 16, uppercase: true)
      let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
      diagnostic = Diagnostic(
        .error,
        code: "yaml.control-character",
        "character U+\(padded) is not allowed",
        at: SourceRange(file: source.file, at: position),
        hint: "In double quotes it can be written as an escape, such as \"\\x\(padded.suffix(2))\"."
      )
      return
    }
    position = failure.position
    if let column = source.indentationTab(ofLine: failure.position.line),
      column <= failure.position.column, failure.problem.contains("tab") || failure.isToken
    {
      let place = SourcePosition(line: failure.position.line, column: column)
      diagnostic = Diagnostic(
        .error,
        code: "yaml.tab-indentation",
        "tab used as indentation",
        at: SourceRange(file: source.file, at: place),
        hint: "Indent with spaces."
      )
      return
    }
    let explanation = Explanation(failure, character: source.character(at: failure.position))
    var notes: [Diagnostic.Note] = []
    if let started = explanation.started, failure.contextPosition != failure.position {
      let place = SourceRange(file: source.file, at: failure.contextPosition)
      notes.append(Diagnostic.Note(started, at: place))
    }
    diagnostic = Diagnostic(
      .error,
      code: "yaml.syntax",
      explanation.message,
      at: SourceRange(
        file: source.file,
        at: explanation.pointsAtStart
          ? failure.contextPosition : failure.position
      ),
      hint: explanation.hint,
      notes: explanation.pointsAtStart ? [] : notes
    )
  }
}

extension EventStream.Failure {
  /// Whether a character was found where nothing can start with it.
  var isToken: Bool { problem == "found character that cannot start any token" }
}

/// The words for a failure.
private struct Explanation {
  var message: String
  var hint: String?
  /// What began at the failure's context, for a note.
  var started: String?
  /// Whether the beginning is the better place to show.
  var pointsAtStart = false

  init(_ failure: EventStream.Failure, character: Unicode.Scalar?) {
    let found = character.map { "\"\(Character($0))\"" } ?? "end of line"
    started = Self.started[failure.context]
    switch failure.problem {
    case "found character that cannot start any token":
      message = "unquoted text cannot start with \(found)"
      hint = "Put the text in quotes."
    case "mapping values are not allowed in this context":
      message = "unexpected \":\""
      hint = "Put text that contains \": \" in quotes, or check the indentation of this line."
    case "could not find expected ':'":
      message = "missing \":\" after a key"
      hint = "Put text of several lines in quotes or after \"|\", and \": \" after a key."
      pointsAtStart = true
    case "found unexpected end of stream" where failure.context.contains("quoted"),
      "found unexpected document indicator" where failure.context.contains("quoted"):
      message = "quoted text has no closing quote"
      pointsAtStart = true
    case "found unknown escape character":
      message = "unknown escape in double-quoted text"
      hint = "Write \"\\\\\" for a backslash, or put the text in single quotes."
    case "did not find expected ',' or ']'":
      message = "expected \",\" or \"]\", found \(found)"
      hint = "Put text that contains a comma, brackets or braces in quotes."
    case "did not find expected ',' or '}'":
      message = "expected \",\" or \"}\", found \(found)"
      hint = "Put text that contains a comma, brackets or braces in quotes."
    case "did not find expected key":
      message = "expected a key, found \(found)"
      hint = "Check the indentation of this line, and that text with \": \" or quotes is quoted."
    case "did not find expected '-' indicator":
      message = "expected \"-\", found \(found)"
      hint = "Every item of a list starts with \"-\" in the same column."
    case "did not find expected alphabetic or numeric character":
      message = "missing name after \(failure.context.hasSuffix("alias") ? "\"*\"" : "\"&\"")"
      hint = "Put text that starts with \"*\" or \"&\" in quotes."
    default:
      (message, hint) = Self.others[failure.problem] ?? (failure.problem, nil)
    }
  }

  private static let started = [
    "while parsing a block mapping": "the mapping starts here",
    "while parsing a block collection": "the list starts here",
    "while parsing a flow mapping": "the mapping starts here",
    "while parsing a flow sequence": "the list starts here",
    "while scanning a block scalar": "the block of text starts here",
    "while scanning a plain scalar": "the text starts here",
    "while scanning a quoted scalar": "the text starts here",
  ]

  private static let others: [String: (String, String?)] = [
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
