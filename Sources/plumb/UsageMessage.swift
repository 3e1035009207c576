import ArgumentParser
import Diagnostics
import Reporting

/// What the parser of arguments says of a command line, in our form.
struct UsageMessage {
  private let lines: [String]
  private let hint: String?
  private let isJSON: Bool

  /// Takes what the parser says.
  ///
  /// - Parameters:
  ///   - text: what it says: `Error: …`, then lines of help.
  ///   - arguments: the words of the command line, of which it may show some.
  init(_ text: String, arguments: [String]) {
    var text = text
    if text.hasPrefix("Error: ") { text = String(text.dropFirst("Error: ".count)) }
    let words = arguments.flatMap { [$0] + $0.split(separator: "=", maxSplits: 1).map(String.init) }
    for word in words.sorted(by: { $0.count > $1.count }) where word != word.withoutSecrets {
      text = text.replacing(word, with: word.withoutSecrets)
    }
    lines = text.split(separator: "\n").map(String.init)
    hint = Self.meant(by: arguments).map { "Did you mean \"\($0)\"?" }
    isJSON = arguments.contains("--json")
  }

  /// Tells it on standard error, or as JSON on standard output.
  func tell(exitCode: Int32) {
    let what = lines.first ?? ""
    if isJSON {
      let report = ErrorReport(
        code: "usage",
        what: what.lowercasedFirst,
        why: Array(lines.dropFirst()),
        fix: hint ?? "See \"plumb --help\".",
        exitCode: exitCode
      )
      Console.print(JSONFormat().text(of: report))
      return
    }
    var shown = ["error: \(what.lowercasedFirst)"]
    if let hint { shown.append("  hint: \(hint)") }
    Console.tell((shown + lines.dropFirst()).joined(separator: "\n") + "\n")
  }

  /// The command that somebody has misspelt; nil when the words name one.
  private static func meant(by arguments: [String]) -> String? {
    var known: [any ParsableCommand.Type] = Plumb.configuration.subcommands
    var path = ["plumb"]
    for word in arguments where !word.hasPrefix("-") {
      if let next = known.first(where: { $0.configuration.commandName == word }) {
        known = next.configuration.subcommands
        path.append(word)
        if known.isEmpty { return nil }
      } else {
        let names = known.compactMap { $0.configuration.commandName } + ["help"]
        if names.contains(word) { return nil }
        return closestMatch(to: word, among: names)
          .map { (path + [$0]).joined(separator: " ") }
      }
    }
    return nil
  }
}
