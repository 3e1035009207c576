public import Diagnostics
public import ObjectModel

/// What the manifests of a project declare for one environment.
public struct DeclaredState: Sendable {
  /// The declared objects, with what the project's defaults add; it has no dependencies.
  public var catalog = Catalog()
  /// Where each object that a manifest names is declared.
  public var declared: [ObjectID: DeclaredObject] = [:]
  /// Of which kinds nothing is said about an object, neither by its manifest nor by the project's
  /// defaults: what it has of them stays as it is.
  public var leftAlone: [ObjectID: Set<KindName>] = [:]
  /// The schemas that no manifest declares although objects lie in them.
  public var impliedSchemas: Set<ObjectID> = []
  /// The project's settings.
  public var project = ProjectFile()
  /// The environment; nil when the manifests were read without one.
  public var environment: EnvironmentFile?

  /// Declares nothing.
  public init() {}

  /// The schemas in which what is not declared is to be dropped; nil for every schema.
  public var managedSchemas: Set<String>? {
    switch project.managedSchemas {
    case .all: nil
    case .listed(let names): Set(names)
    case .declared: declaredSchemas
    }
  }

  /// The schemas that a manifest declares or puts an object into; none of the platform's.
  public var declaredSchemas: Set<String> {
    var result: Set<String> = []
    for id in catalog.objects.keys where id.parent == nil && !project.platform.owns(id) {
      if let schema = id.kind == .schema ? id.name : id.schema { result.insert(schema) }
    }
    return result
  }

  /// Whether an object lies where Plumb is authoritative and is not ignored.
  public func manages(_ id: ObjectID) -> Bool {
    if catalog[id] != nil { return true }
    if project.platform.owns(id) || project.ignored.contains(where: { $0.matches(id) }) {
      return false
    }
    if let schema = project.platform.decidingSchema(of: id) {
      return managedSchemas?.contains(schema) ?? true
    }
    let root = id.root
    guard let schema = root.kind == .schema ? root.name : root.schema else {
      return catalog[root] != nil || project.prunedKinds.contains(root.kind)
        || root.schemasInName.contains { managedSchemas?.contains($0) ?? false }
    }
    guard let managed = managedSchemas else { return true }
    return managed.contains(schema)
  }

  /// Where an object, or the nearest one that it lives in, is declared.
  public func range(of id: ObjectID) -> SourceRange? {
    declared[id]?.range ?? id.parent.flatMap { range(of: $0) }
  }
}
