import ArgumentParser
import BehaviourTesting
import ManifestLoading

/// `plumb schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of manifests, for editors.",
    discussion: """
      EXAMPLES
        plumb schema > manifest.schema.json
        plumb schema --of environment
      """
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "What to describe: manifest, project (plumb.yaml), environment or test.")
  var of: Subject = .manifest

  /// What can be described.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case manifest, project, environment, test
  }

  func run() {
    let schema = ManifestSchema(registry: Workspace().registry)
    let text =
      switch of {
      case .manifest: schema.manifest
      case .project: schema.project
      case .environment: schema.environment
      case .test: TestSchema.text
      }
    Console(options: options).result(text + "\n")
  }
}
