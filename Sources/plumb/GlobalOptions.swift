import ArgumentParser

/// The options of every command.
struct GlobalOptions: ParsableArguments {
  @Option(help: "The project's folder (default: the nearest one with plumb.yaml).")
  var project: String?

  @Option(help: "When to use colour: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Print results as JSON.")
  var json = false
}

/// When to use colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
