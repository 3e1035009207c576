import Diagnostics
import ObjectModel
import YAMLSource

/// Turns the documents of an environment into what they declare, and checks it as a whole.
struct StateBuilder {
  private let registry: KindRegistry
  private var state = DeclaredState()
  /// What is declared, in the order of the manifests: what lives in an object follows it.
  private var order: [ObjectID] = []
  /// Where documents say what their object is on, by the place of its name.
  private var subjects: [SourceRange: SourceRange] = [:]

  init(project: Project, registry: KindRegistry, environment: EnvironmentFile?) {
    self.registry = registry
    state.project = project.file
    state.environment = environment
  }

  /// Decodes documents, in whatever order they come.
  mutating func decode(
    _ documents: [Node],
    exclusion: inout Exclusion,
    diagnostics: inout DiagnosticCollector
  ) {
    var decoder = ManifestDecoder(registry: registry)
    // What stands on another object has to know which kind that one is of.
    let (dependent, independent) = documents.separated { isOnAnother($0) }
    for document in independent + dependent { decoder.decode(document: document) }
    for document in dependent {
      if let name = document.pairs?.first?.value.range, let on = document["on"]?.range {
        subjects[name] = on
      }
    }
    diagnostics.merge(decoder.diagnostics)
    state.declared.reserveCapacity(decoder.declared.count)
    var duplicate: ObjectID?
    for object in decoder.declared {
      let id = object.object.id
      if let duplicate, id.isWithin(duplicate), id != duplicate { continue }
      duplicate = nil
      if exclusion.removes(id) { continue }
      if let first = state.declared[id] {
        diagnostics.report(Self.duplicate(object, first))
        duplicate = id
        continue
      }
      state.declared[id] = object
      order.append(id)
      state.catalog.insert(object.object)
    }
  }

  /// Everything that is declared, after all checks.
  mutating func finished(diagnostics: inout DiagnosticCollector) -> DeclaredState {
    addImplied()
    let objects = order.compactMap { state.declared[$0] }
    checkNames(objects, diagnostics: &diagnostics)
    checkPlatform(objects, diagnostics: &diagnostics)
    checkSubjects(objects, diagnostics: &diagnostics)
    MentionCheck(state: state).check(objects, diagnostics: &diagnostics)
    registry.check(objects, among: state.catalog, diagnostics: &diagnostics)
    for object in objects { assume(object) }
    implySchemas()
    return state
  }

  private func isOnAnother(_ document: Node) -> Bool {
    guard let key = document.pairs?.first?.name,
      case .documentOn = registry.document(startingWith: key)?.place.site
    else { return false }
    return true
  }
}

// MARK: - What manifests omit

extension StateBuilder {
  /// Adds what declared objects come with, where no manifest says anything of it.
  private mutating func addImplied() {
    for declared in order.compactMap({ state.declared[$0] }) {
      for id in declared.object.implied where state.declared[id] == nil {
        let object = registry.kind(id.kind).init(id: id)
        state.declared[id] = DeclaredObject(object, range: declared.range)
        order.append(id)
        state.catalog.insert(object)
      }
    }
  }

  /// Adds what the project's defaults say of an object whose manifest does not.
  private mutating func assume(_ declared: DeclaredObject) {
    let object = declared.object
    let present = state.catalog.childKinds(of: object.id)
    for aspect in registry.aspects where aspect.canBeAbout(type(of: object)) {
      if declared.statedSections.contains(aspect.kind) || present.contains(aspect.kind) { continue }
      let parent = object.id.parent.flatMap { state.leftAlone[$0] } ?? []
      let assumed = aspect.assumed(for: object, defaults: state.project.defaults)
      // What is left alone of an object is left alone of what lives in it.
      if let assumed, !parent.contains(aspect.kind) {
        for object in assumed { state.catalog.insert(object) }
      } else {
        state.leftAlone[object.id, default: []].insert(aspect.kind)
      }
    }
  }

  /// Adds the schemas that objects lie in and that no manifest declares; nothing is said of them.
  private mutating func implySchemas() {
    guard let kind = registry.kinds.first(where: { $0.kind == .schema }) else { return }
    let about = registry.nested(in: .schema).values
      .filter { $0.place.site == .withinAny }.map { $0.kind.kind }
    for name in state.declaredSchemas {
      let id = ObjectID(.schema, [name])
      if state.catalog[id] != nil { continue }
      state.catalog.insert(kind.init(id: id))
      state.impliedSchemas.insert(id)
      state.leftAlone[id] = Set(about)
    }
  }
}

// MARK: - Checks

extension StateBuilder {
  private static func duplicate(
    _ second: DeclaredObject,
    _ first: DeclaredObject
  ) -> Diagnostic {
    Diagnostic(
      .error,
      code: "manifest.duplicate-object",
      "\(second.object.id) is declared twice",
      at: second.range,
      hint: "Keep one of the two.",
      notes: [.init("first declared here", at: first.range)]
    )
  }

  /// Finds objects of different kinds that would need the same name.
  private func checkNames(
    _ objects: [DeclaredObject],
    diagnostics: inout DiagnosticCollector
  ) {
    var owners: [String: DeclaredObject] = [:]
    for object in objects {
      for name in object.object.claimedNames {
        guard let first = owners[name] else {
          owners[name] = object
          continue
        }
        let (earlier, later) = Self.ordered(first, object)
        diagnostics.error(
          "manifest.name-taken",
          "\(later.object.id) needs a name that \(earlier.object.id) has",
          at: later.range,
          hint: "Give one of the two another name.",
          notes: [.init("\(earlier.object.id) is declared here", at: earlier.range)]
        )
        break
      }
    }
  }

  private static func ordered(
    _ one: DeclaredObject,
    _ other: DeclaredObject
  ) -> (DeclaredObject, DeclaredObject) {
    guard let first = one.range, let second = other.range, second < first else {
      return (one, other)
    }
    return (other, one)
  }

  private func checkPlatform(
    _ objects: [DeclaredObject],
    diagnostics: inout DiagnosticCollector
  ) {
    let platform = state.project.platform
    for object in objects {
      let id = object.object.id
      guard platform.owns(id) else { continue }
      // What lives inside is mentioned with its object.
      if let parent = id.parent, state.declared[parent] != nil { continue }
      diagnostics.error(
        "manifest.platform-object",
        "\(id) belongs to the platform \(platform.rawValue)",
        at: object.range,
        hint: "Remove it. Your own objects can refer to it without declaring it."
      )
    }
  }

  /// Finds documents on objects that are nowhere declared although they would have to be.
  private func checkSubjects(
    _ objects: [DeclaredObject],
    diagnostics: inout DiagnosticCollector
  ) {
    let schemas = state.declaredSchemas
    // Extensions bring objects along that no manifest declares.
    let hasExtensions = objects.contains { $0.object.kind == registry.kind(for: .package) }
    for object in objects {
      guard let parent = object.object.id.parent, state.catalog[parent] == nil,
        let schema = parent.schema, schemas.contains(schema), state.manages(parent)
      else { continue }
      let known = state.catalog.objects.keys.filter {
        $0.kind == parent.kind && $0.schema == schema && $0.parent == parent.parent
      }
      let near = closestMatch(to: parent.name, among: known.map(\.name).sorted())
      let place = object.range.flatMap { subjects[$0] } ?? object.range
      diagnostics.report(
        Diagnostic(
          hasExtensions && near == nil ? .warning : .error,
          code: "manifest.dangling-reference",
          "\(parent) is not declared",
          at: place,
          hint: near.map { "Did you mean \"\($0)\"?" }
            ?? "Declare it, or list it under \"ignore\" in plumb.yaml if something else makes it."
        )
      )
    }
  }
}

extension ManagedObject {
  /// The kind's name.
  var kind: KindName { Self.kind }
}

extension Array {
  /// The elements for which a condition holds, and the others.
  fileprivate func separated(by condition: (Element) -> Bool) -> (Self, Self) {
    var matching: Self = []
    var others: Self = []
    for element in self {
      if condition(element) { matching.append(element) } else { others.append(element) }
    }
    return (matching, others)
  }
}
