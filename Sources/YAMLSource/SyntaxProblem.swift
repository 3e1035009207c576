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
    let explanation = SyntaxExplanation(failure, in: source)
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
