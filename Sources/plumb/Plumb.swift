import ArgumentParser

/// The command line.
@main
struct Plumb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumb",
    abstract: "Keeps PostgreSQL and Supabase databases true to manifests in git.",
    discussion: """
      EXAMPLES
        plumb plan staging                 what would change, and what it risks
        plumb apply staging                change it, prove it, commit it
        plumb verify                       are all environments the same?
        plumb export postgres://… --to .   make manifests of an existing database

      ENV is the name of an environment (environments/NAME.yaml) or a postgres:// URL.
      """,
    version: version,
    subcommands: [
      PlanCommand.self
    ])

  /// The version of this build.
  static let version = "0.1.0"
}
