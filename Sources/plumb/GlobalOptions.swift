import ArgumentParser
import FoundationEssentials
import Glibc
import Reporting

/// The options of every command.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The project's folder.", valueName: "dir"))
  var project: String?

  @Option(help: "When to use colour: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Print results, and failures too, as JSON.")
  var json = false

  /// When to use colour.
  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }
}

extension GlobalOptions {
  /// The options that the next command needs, too, as a command line has them.
  var placeWords: [String] { project.map { ["--project", $0] } ?? [] }

  /// The same as they follow other words.
  var placeText: String {
    placeWords.isEmpty ? "" : " " + PlanReport.shellText(placeWords)
  }
}

// MARK: - Terminal

extension GlobalOptions {
  /// The layout for standard output or standard error.
  ///
  /// Colour follows `--color`, then `NO_COLOR`, `CLICOLOR_FORCE` and `TERM`.
  func style(for descriptor: Int32 = STDOUT_FILENO) -> Style {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(descriptor) == 1
    let isDumb = environment["TERM"] == "dumb"
    let language =
      environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? "UTF-8"
    let color =
      switch self.color {
      case .always: true
      case .never: false
      case .auto:
        if environment["NO_COLOR"].map({ !$0.isEmpty }) == true {
          false
        } else if environment["CLICOLOR_FORCE"].map({ $0 != "0" }) == true {
          true
        } else {
          isTerminal && !isDumb
        }
      }
    let isUnicode = language.uppercased().contains("UTF") || !isTerminal
    return Style(color: color, width: width(of: descriptor) ?? 100, ascii: isDumb || !isUnicode)
  }

  private func width(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
