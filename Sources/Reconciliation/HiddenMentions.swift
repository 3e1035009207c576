import ObjectModel
import Planning

/// Finds bodies of routines that name what a plan drops or renames.
///
/// PostgreSQL keeps such a body as text and does not know what it uses: it lets the object go, and
/// the routine fails when it is called. No SQL is understood here; a name that occurs is told.
struct HiddenMentions {
  private let desired: Catalog
  private let registry: KindRegistry

  /// Looks in the bodies that are desired.
  init(in desired: Catalog, registry: KindRegistry) {
    self.desired = desired
    self.registry = registry
  }

  /// Adds a hazard to each step that drops or renames what a body names.
  func noted(in stages: [Plan.Stage], renames: [Rename]) -> [Plan.Stage] {
    let stages = notedParts(in: stages, renames)
    let old = Dictionary(
      renames.filter { $0.new != $0.old.id }.map { ($0.new, $0.old.id) },
      uniquingKeysWith: { $1 }
    )
    let vanished = Set(
      stages.flatMap(\.steps).compactMap { step -> ObjectID? in
        switch step.action {
        case .drop: step.subject
        case .rename: old[step.subject] ?? step.subject
        case .create, .alter: nil
        }
      }
      .filter { isNamedInBodies($0) && !isPresent($0) }
    )
    let mentions = mentions(of: vanished.sorted())
    if mentions.isEmpty { return stages }
    return stages.map { stage in
      let steps = stage.steps.map { step in
        let id = step.action == .rename ? old[step.subject] ?? step.subject : step.subject
        guard step.action == .drop || step.action == .rename, let routines = mentions[id] else {
          return step
        }
        var noted = step
        noted.hazards.append(hazard(id, routines, step.action))
        return noted
      }
      return Plan.Stage(isTransaction: stage.isTransaction, reason: stage.reason, steps: steps)
    }
  }

  private func hazard(
    _ id: ObjectID,
    _ routines: [ObjectID],
    _ action: Step.Action,
    part: String? = nil
  ) -> Hazard {
    let names = routines.map(\.label).joined(separator: ", ")
    let fate = action == .rename ? "have another name" : "be gone"
    let what = part.map { "\"\($0)\" of \(id.label)" } ?? id.label
    return Hazard(
      .invalidBody,
      id,
      "PostgreSQL does not look into bodies: \(names) may still use \(what), which will \(fate)"
    )
  }

  // MARK: Parts

  /// Adds a hazard to each step that renames a part of an object that a body names.
  private func notedParts(in stages: [Plan.Stage], _ renames: [Rename]) -> [Plan.Stage] {
    let parts = renames.flatMap { rename in rename.parts.map { (id: rename.new, name: $0.old) } }
    if parts.isEmpty { return stages }
    let bodies = bodies()
    var hazards: [ObjectID: [Hazard]] = [:]
    for part in parts {
      let routines = bodies.filter { Self.names(part.name, in: $0.text) }.map(\.routine)
      if routines.isEmpty { continue }
      hazards[part.id, default: []].append(hazard(part.id, routines, .rename, part: part.name))
    }
    return stages.map { stage in
      let steps = stage.steps.map { step in
        var noted = step
        if step.action == .rename {
          noted.hazards += hazards.removeValue(forKey: step.subject) ?? []
        }
        return noted
      }
      return Plan.Stage(isTransaction: stage.isTransaction, reason: stage.reason, steps: steps)
    }
  }

  /// Whether a body holds a part's name, as an identifier or between quotes.
  private static func names(_ part: String, in body: FieldValue) -> Bool {
    if !NameScan(names: [[part]]).units(in: body).isEmpty { return true }
    guard case .text(let text) = body else { return false }
    return text.contains("'\(part)'")
  }

  // MARK: Names

  /// What bodies name: what lies in schemas, and the columns of that.
  private func isNamedInBodies(_ id: ObjectID) -> Bool {
    if id.parent == nil { return id.schema != nil || id.kind == .schema }
    return id.root == id.parent && registry.kind(id.kind).traits.isCreatedWithParent
  }

  /// Whether something of that name is there afterwards, such as another form of a function.
  private func isPresent(_ id: ObjectID) -> Bool {
    if id.parent != nil || id.schema == nil { return desired[id] != nil }
    return desired.objects.keys.contains {
      $0.parent == nil && $0.schema == id.schema && Self.name(of: $0) == Self.name(of: id)
    }
  }

  /// The routines whose bodies hold the name, and that of what the object lives in.
  private func mentions(of vanished: [ObjectID]) -> [ObjectID: [ObjectID]] {
    if vanished.isEmpty { return [:] }
    let scan = NameScan(names: vanished.map { [Self.name(of: $0)] })
    let parents = NameScan(names: vanished.map { $0.parent.map { [Self.name(of: $0)] } ?? [] })
    var found: [ObjectID: [ObjectID]] = [:]
    for (routine, text) in bodies() {
      let inParents = parents.units(in: text)
      for unit in scan.units(in: text).sorted() {
        let id = vanished[unit]
        if id.parent != nil, !inParents.contains(unit) { continue }
        found[id, default: []].append(routine)
      }
    }
    return found
  }

  private func bodies() -> [(routine: ObjectID, text: FieldValue)] {
    let fields = registry.kinds.filter { $0.traits.bodyCheckQuery != nil }
      .compactMap { kind in kind.traits.fileField.map { (kind.kind, $0) } }
    let names = Dictionary(uniqueKeysWithValues: fields)
    return desired.objects.values
      .compactMap { object in
        names[object.id.kind].flatMap { field in
          object.fieldValues.first { $0.key == field }.map { (object.id, $0.value) }
        }
      }
      .sorted { $0.0 < $1.0 }
  }

  /// The name without schema and arguments.
  private static func name(of id: ObjectID) -> String {
    id.names.count > 1 ? id.names[1] : id.name
  }
}
