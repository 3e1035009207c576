import Diagnostics
import YAMLSource

/// A text with places marked by keycaps, such as `a: 1️⃣b`.
struct MarkedText {
  /// The text without the markers.
  var text = ""
  /// Where the markers stood.
  var places: [String: SourcePosition] = [:]

  init(_ marked: String) {
    var position = SourcePosition(line: 1, column: 1)
    for character in marked {
      if character.unicodeScalars.last == "\u{20E3}" {
        places[String(character)] = position
        continue
      }
      text.append(character)
      if character == "\n" || character == "\r\n" {
        position = SourcePosition(line: position.line + 1, column: 1)
      } else {
        position.column += character.unicodeScalars.count
      }
    }
  }

  /// Reads the text.
  func parse() -> (documents: [Node], diagnostics: [Diagnostic]) {
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: text, file: "f.yaml", diagnostics: &diagnostics)
    return (documents, diagnostics.diagnostics)
  }

  /// The range between two markers.
  func range(_ start: String, _ end: String) -> SourceRange? {
    guard let start = places[start], let end = places[end] else { return nil }
    return SourceRange(file: "f.yaml", start: start, end: end)
  }
}

/// Reads a text that has no mistakes in it.
func parseOne(_ text: String) throws -> Node {
  var diagnostics = DiagnosticCollector()
  let documents = YAMLParser.documents(in: text, file: "f.yaml", diagnostics: &diagnostics)
  try diagnostics.throwIfErrors()
  guard let document = documents.first, documents.count == 1 else { throw NotOneDocument() }
  return document
}

/// A text had no document, or several.
struct NotOneDocument: Error {}
