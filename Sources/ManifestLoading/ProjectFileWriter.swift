public import ObjectModel
import YAMLSource

/// Writes the settings of a project as `plumb.yaml`.
public struct ProjectFileWriter: Sendable {
  private let registry: KindRegistry

  /// Makes a writer.
  public init(registry: KindRegistry) {
    self.registry = registry
  }

  /// The text of `plumb.yaml`: what differs from the settings of a project that says nothing.
  public func text(of project: ProjectFile) -> String {
    var pairs: [(String, Node)] = [("platform", .string(project.platform.rawValue))]
    let manage = Self.manage(project, registry: registry)
    if !manage.isEmpty { pairs.append(("manage", .mapping(manage))) }
    let defaults = Self.defaults(project.defaults)
    if !defaults.isEmpty { pairs.append(("defaults", .mapping(defaults))) }
    if !project.ignored.isEmpty {
      pairs.append(
        (
          "ignore",
          .sequence(
            project.ignored.map {
              .mapping([($0.kind?.text ?? "*", .string($0.pattern))], layout: .flow)
            }
          )
        )
      )
    }
    if project.searchPath != project.platform.searchPath {
      pairs.append(
        ("search_path", .sequence(project.searchPath.map { .string($0) }, layout: .flow))
      )
    }
    switch project.scratch {
    case .embedded: break
    case .server: pairs.append(("scratch", .string("server")))
    case .database(let template): pairs.append(("scratch", .string(template.text)))
    }
    return YAMLEmitter().text(for: Node.mapping(pairs))
  }

  private static func manage(
    _ project: ProjectFile,
    registry: KindRegistry
  ) -> [(String, Node)] {
    var pairs: [(String, Node)] = []
    switch project.managedSchemas {
    case .declared: break
    case .all: pairs.append(("schemas", .string("*")))
    case .listed(let names):
      pairs.append(("schemas", .sequence(names.map { .string($0) }, layout: .flow)))
    }
    if !project.prunedKinds.isEmpty {
      let kinds = project.prunedKinds.sorted {
        (registry.position(of: $0), $0) < (registry.position(of: $1), $1)
      }
      pairs.append(("prune", .sequence(kinds.map { .string($0.text) }, layout: .flow)))
    }
    return pairs
  }

  private static func defaults(_ defaults: ProjectDefaults) -> [(String, Node)] {
    var pairs: [(String, Node)] = []
    if let owner = defaults.owner { pairs.append(("owner", .string(owner))) }
    if let grants = defaults.grants {
      let types = grants.sorted { $0.key < $1.key }.map { type, grantees in
        let lines = grantees.sorted { $0.key < $1.key }.map { grantee, privileges in
          (grantee, Node.sequence(privileges.map { .string($0) }, layout: .flow))
        }
        return (type, Node.mapping(lines))
      }
      pairs.append(("grants", .mapping(types)))
    }
    return pairs
  }
}
