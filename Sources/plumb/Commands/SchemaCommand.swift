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

  @Option(help: "What to describe: manifest, project (plumb.yaml), environment or test.")
  var of: Subject = .manifest

  /// What can be described.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case manifest, project, environment, test
  }

  func run() {
    let schema = ManifestSchema(registry: Workspace().registry)
    switch of {
    case .manifest: print(schema.manifest)
    case .project: print(schema.project)
    case .environment: print(schema.environment)
    case .test: print(TestSchema.text)
    }
  }
}
