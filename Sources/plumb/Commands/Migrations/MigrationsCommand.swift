import ArgumentParser
import Migrations

/// `plumb migrations`.
struct MigrationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrations",
    abstract: "Write, verify and track migration files, in the layout of the Supabase CLI.",
    discussion: """
      EXAMPLES
        plumb migrations write staging       files for what the manifests say and no file does
        plumb migrations verify              do all files together lead to the manifests?
        plumb migrations status production   which of them has the database had?

      For teams that deploy with files. The manifests stay what is true; files are how a database
      gets there. What "plumb apply" does directly needs none of them.
      """,
    subcommands: [
      MigrationsWriteCommand.self, MigrationsVerifyCommand.self, MigrationsStatusCommand.self,
    ]
  )
}

/// Where migration files are.
struct MigrationFolderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the files; supabase/migrations of the project by default.",
      valueName: "dir"
    ),
    completion: .directory
  )
  var dir: String?

  /// Reads the folder.
  func folder(_ root: String) throws -> MigrationFolder {
    let standard =
      root.isEmpty || root == "." ? "supabase/migrations" : "\(root)/supabase/migrations"
    let path = dir ?? standard
    return try MigrationFolder(path: path.hasSuffix("/") ? String(path.dropLast()) : path)
  }
}
