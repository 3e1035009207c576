import ArgumentParser

/// `plumb completions`.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print shell completions.",
    discussion: """
      EXAMPLES
        plumb completions bash > /etc/bash_completion.d/plumb
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The shell: bash, zsh or fish.")
  var shell: String

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else {
      throw ValidationError("there is no completion for \"\(shell)\": say bash, zsh or fish")
    }
    Console(options: options).result(Plumb.completionScript(for: shell) + "\n")
  }
}
