import ArgumentParser
import Dispatch
import Glibc

/// The command line.
@main
struct Plumb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumb",
    abstract: "Keeps PostgreSQL and Supabase databases true to manifests in git.",
    discussion: """
      EXAMPLES
        plumb plan staging                   what would change, and what it risks
        plumb apply staging                  change it, prove it, commit it
        plumb verify                         is all as the manifests say?
        plumb export postgres://… --to shop  make a project of a database

      Databases are named by environment (environments/NAME.yaml) or URL.

      EXIT CODES
          0  done, or nothing differs      4  plan stale, or lock held
          1  failed                        5  a test failed
          2  differences found            64  wrong usage
          3  refused: hazard, protection 130  interrupted (143: terminated)
      """,
    version: version,
    subcommands: [
      InitCommand.self, ValidateCommand.self, ExportCommand.self, PlanCommand.self,
      ApplyCommand.self, DiffCommand.self, VerifyCommand.self, HistoryCommand.self,
      SyncCommand.self, DriftCommand.self, MigrationsCommand.self,
      TestCommand.self, TypesCommand.self, RenderCommand.self, SchemaCommand.self,
      CompletionsCommand.self,
    ]
  )

  /// The version of this build.
  static let version = "0.1.0"

  /// Runs the command line; an interrupt cancels what runs, which rolls back.
  static func main() async {
    StandardStream.occupyClosed()
    // Who reads no more is found out by writing.
    signal(SIGPIPE, SIG_IGN)
    Memory.keepWhatIsGiven()
    let work = Task { await run(Array(CommandLine.arguments.dropFirst())) }
    // To set up the kinds takes as long as to understand the arguments; beside that, not after it.
    Task.detached { _ = Workspace.kinds }
    let interrupts = Interruption.watch { work.cancel() }
    let code = await work.value
    for interrupt in interrupts { interrupt.cancel() }
    Glibc.exit(work.isCancelled ? Interruption.exitCode : code)
  }

  private static func run(_ arguments: [String]) async -> Int32 {
    do {
      var command = try parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return 0
    } catch let exit as ExitCode {
      return exit.rawValue
    } catch {
      let code = exitCode(for: error).rawValue
      let text = fullMessage(for: error)
      if text.isEmpty { return code }
      if code == 0 {
        Console.print(text + "\n")
      } else {
        UsageMessage(text, arguments: arguments).tell(exitCode: code)
      }
      return code
    }
  }
}
