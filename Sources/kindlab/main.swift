import Diffing
import Introspection
import ObjectKinds
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary

let arguments = CommandLine.arguments
let registry = KindRegistry.standard

func show(_ value: FieldValue, _ indent: String = "") -> String {
  guard case .map(let entries) = value, !entries.isEmpty else { return " \(value)" }
  return entries.map { "\n\(indent)\($0.key):\(show($0.value, indent + "  "))" }.joined()
}

switch arguments[1] {
case "queries":
  let version = ServerVersion(number: (Int(arguments[2]) ?? 15) * 10_000)
  print("SET search_path = '';")
  for kind in registry.catalogKinds {
    print("\\echo \(kind.kind.text)\n\(kind.catalogQuery(version).text);")
  }
case "export":
  let live = try await Introspector(registry: registry).read(
    try ConnectionSettings(arguments[2]))
  let encoder = ManifestEncoder(
    registry: registry, catalog: live.catalog, defaults: ProjectDefaults())
  for object in live.catalog.objects.values.sorted(by: { $0.id < $1.id }) {
    let kept = encoder.needsDocument(object)
    if kept { print("---" + show(encoder.document(of: object))) }
  }
case "plan":
  let introspector = Introspector(registry: registry)
  let live = try await introspector.read(try ConnectionSettings(arguments[2]))
  let wanted = try await introspector.read(try ConnectionSettings(arguments[3]))
  var context = StepContext(
    version: live.version, live: live.catalog, desired: wanted.catalog, applyingRole: live.role,
    registry: registry)
  var changes = difference(from: live.catalog, to: wanted.catalog, in: context)
  let renames = inferredRenames(in: changes).map { Rename(old: $0.old, new: $0.new) }
  if !renames.isEmpty {
    let moved = live.catalog.renaming(
      Dictionary(uniqueKeysWithValues: renames.map { ($0.old.id, $0.new) }))
    context = StepContext(
      version: live.version, live: moved, desired: wanted.catalog, applyingRole: live.role,
      registry: registry)
    changes = difference(from: moved, to: wanted.catalog, in: context)
  }
  let result = try Planner(context: context).plan(changes, renames: renames)
  if arguments.count > 4 {
    for change in result.changes { print("-- \(change)") }
  }
  for stage in result.stages {
    for step in stage.steps {
      for hazard in step.hazards {
        print("-- \(hazard.name.rawValue): \(hazard.message)")
        if let probe = hazard.probe { print("--   probe \(probe.text);") }
      }
      for condition in step.preconditions {
        print("-- unless 0: \(condition.query.text);\n--   \(condition.message)")
      }
      print(step.effect.summary + ";")
    }
  }
default: print("queries VERSION | export URL | plan LIVE DESIRED")
}
