import Introspection
import ManifestLoading
import ObjectModel

/// Makes the desired catalog of what manifests declare, as the server spells it.
struct DesiredAssembly {
  let declared: DeclaredState
  let live: Catalog
  /// The kinds by whose objects others are bound without knowing of it, such as casts.
  private let binding: Set<KindName>
  /// The live objects by the identity that manifests give them, where that is not their own.
  private let liveByDeclaredID: [ObjectID: ObjectID]
  /// The declared objects that the database holds in exactly this form, which PostgreSQL has
  /// spelled already, with the identities that they have there.
  private var asDeclared: [ObjectID: ObjectID] = [:]
  /// The declared objects that a server has to spell, because the database does not hold them in
  /// exactly this form.
  private var unspelled: Set<ObjectID> = []
  /// The live objects that are not declared.
  private var undeclared: [ObjectID] = []

  init(declared: DeclaredState, live: Catalog, registry: KindRegistry) {
    self.declared = declared
    self.live = live
    binding = Set(registry.kinds.filter { $0.traits.bindsOthers }.map { $0.kind })
    asDeclared.reserveCapacity(declared.catalog.objects.count)
    var byDeclaredID: [ObjectID: ObjectID] = [:]
    for (id, object) in live.objects where id.parent == nil {
      let declaredID = object.declaredID
      if declaredID != id { byDeclaredID[declaredID] = id }
    }
    liveByDeclaredID = byDeclaredID
    for (id, object) in declared.catalog.objects where object.isSpelled {
      let liveID = identity(of: id, known: [:])
      let known = liveID == id ? object : object.identified(as: liveID)
      if let old = live[liveID], known.changedFields(from: old).isEmpty {
        asDeclared[id] = liveID
      } else {
        unspelled.insert(id)
      }
    }
    undeclared = undeclaredObjects()
  }

  private func undeclaredObjects() -> [ObjectID] {
    // Most have the identity that manifests give them.
    var others: [ObjectID: ObjectID] = [:]
    for id in declared.catalog.objects.keys {
      let liveID = asDeclared[id] ?? identity(of: id, known: [:])
      if liveID != id { others[id] = liveID }
    }
    let held = Set(others.values)
    return live.objects.keys.filter { id in
      let isDeclared = declared.catalog[id] != nil && others[id] == nil
      return !isDeclared && !held.contains(id)
    }
  }

  /// The declared objects that a server has to make: those that it has to spell, and those that
  /// depend on what changes or goes away, because they may come to depend on something else.
  func needed() -> Set<ObjectID> {
    var result = unspelled
    // Whatever changes may change how rows are printed.
    if !result.isEmpty {
      result.formUnion(declared.catalog.objects.values.filter { $0.asContent != nil }.map(\.id))
    }
    if rebindsOthers(result) {
      return Set(declared.catalog.objects.values.filter(\.isSpelled).map(\.id))
    }
    var queue = undeclared + result.map { identity(of: $0, known: [:]) }
    if queue.isEmpty { return result }
    let declaredIDs = Dictionary(
      declared.catalog.objects.keys.map { (identity(of: $0, known: [:]), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var dependents: [ObjectID: [ObjectID]] = [:]
    for (id, edges) in live.dependencies {
      for edge in edges { dependents[edge.on, default: []].append(id) }
    }
    var seen = Set(queue)
    while let next = queue.popLast() {
      for dependent in dependents[next] ?? [] where seen.insert(dependent).inserted {
        queue.append(dependent)
        if let id = declaredIDs[dependent] { result.insert(id) }
      }
    }
    return result
  }

  /// Whether something changes by which others are bound without knowing of it.
  private func rebindsOthers(_ changed: Set<ObjectID>) -> Bool {
    (undeclared + changed).contains { binding.contains($0.kind) }
  }

  /// The desired catalog.
  ///
  /// - Parameter outcome: what a scratch database made of the declared objects; nil when each of
  ///   them is in the live database already.
  /// - Returns: the objects as a server spells them.
  func catalog(_ outcome: ScratchBuild.Outcome?) -> Catalog {
    if outcome == nil, unspelled.isEmpty { return held() }
    let known = outcome?.identities ?? [:]
    let respelled = respelled(outcome)
    var result = Catalog()
    for (id, object) in declared.catalog.objects {
      let own = identity(of: id, known: known)
      let isSpelled = type(of: object).traits.isSpelledByServer
      let isMade = outcome?.database.catalog[own] != nil
      // What a column says of itself depends on the keys that it is in: a new key implies NOT NULL.
      let isByContext =
        isMade
        && (type(of: object).traits.isCreatedWithParent || respelled.contains(own)
          || object.asContent != nil)
      if isSpelled, !isByContext, asDeclared[id] == own, let old = live[own] {
        result.insert(old)
        let spelled = outcome.flatMap {
          $0.database.catalog[own] == nil ? nil : $0.database.catalog
        }
        result.setDependencies(of: own, (spelled ?? live).dependencies[own] ?? [])
      } else if isSpelled, let outcome, let spelled = outcome.database.catalog[own] {
        result.insert(spelled)
        result.setDependencies(of: own, outcome.database.catalog.dependencies[own] ?? [])
      } else if isSpelled, object.asContent == nil, let outcome,
        leavesNoTrace(own, in: outcome)
      {
        continue
      } else {
        result.insert(object.identified(as: own))
      }
    }
    addArisen(outcome, to: &result)
    return result
  }

  /// What is declared, where the live database holds all of it that a server has to spell.
  private func held() -> Catalog {
    var result = live
    for id in undeclared { result.remove(id) }
    for (id, object) in declared.catalog.objects where !object.isSpelled {
      let own = identity(of: id, known: [:])
      result.insert(own == id ? object : object.identified(as: own))
      result.setDependencies(of: own, [])
    }
    return result
  }

  /// Whether a server has made an object and shows nothing of it, as with the default null.
  ///
  /// That is known only of what has no name of its own: something with a name may be there under
  /// another. What the server refuses never comes this far.
  private func leavesNoTrace(_ id: ObjectID, in outcome: ScratchBuild.Outcome) -> Bool {
    let made = outcome.database.catalog
    return id.parent != nil && id.names.isEmpty && made[id] == nil && made[id.root] != nil
      && !outcome.failures.contains { $0.id == id }
  }

  /// The live objects that depend on something that changes how they are spelled.
  private func respelled(_ outcome: ScratchBuild.Outcome?) -> Set<ObjectID> {
    guard let made = outcome?.database.catalog else { return [] }
    let changed = Set(
      made.objects.values.filter { object in
        guard type(of: object).traits.affectsSpelling, let old = live[object.id] else {
          return false
        }
        return !object.changedFields(from: old).isEmpty
      }.map(\.id)
    )
    if changed.isEmpty { return [] }
    return Set(live.dependencies.filter { $0.value.contains { changed.contains($0.on) } }.keys)
  }

  /// Adds what has come into being with declared objects inside declared ones.
  private func addArisen(_ outcome: ScratchBuild.Outcome?, to result: inout Catalog) {
    guard let made = outcome?.database.catalog else { return }
    for object in made.objects.values where type(of: object).traits.arisesWithOthers {
      guard result[object.id] == nil, let parent = object.id.parent, result[parent] != nil else {
        continue
      }
      result.insert(object)
      result.setDependencies(of: object.id, made.dependencies[object.id] ?? [])
    }
  }

  /// The aspects that are left alone, by the identities that the server gives to their subjects.
  func leftAlone(_ outcome: ScratchBuild.Outcome?) -> [ObjectID: Set<KindName>] {
    let known = outcome?.identities ?? [:]
    return Dictionary(
      declared.leftAlone.map { (identity(of: $0.key, known: known), $0.value) },
      uniquingKeysWith: { $0.union($1) }
    )
  }

  /// The identity that the server gives to a declared object: its own or its outermost parent's may
  /// be spelled in another way.
  func identity(of id: ObjectID, known: [ObjectID: ObjectID]) -> ObjectID {
    if let spelled = known[id] { return spelled }
    let root = id.root
    if let spelled = known[root] { return id.replacing(root, with: spelled) }
    if let liveRoot = liveByDeclaredID[root], live[root] == nil {
      return id.replacing(root, with: liveRoot)
    }
    return id
  }
}

extension ManagedObject {
  /// Whether a server has to spell it.
  fileprivate var isSpelled: Bool { Self.traits.isSpelledByServer }
}

extension Catalog {
  /// Adds the aspects that neither a manifest nor the defaults say: as they are, or as they come
  /// into being with a new object.
  func leavingAlone(
    _ leftAlone: [ObjectID: Set<KindName>],
    live: Catalog,
    context: StepContext
  ) -> Catalog {
    var result = self
    for (subject, kinds) in leftAlone {
      guard let object = self[subject] else { continue }
      for aspect in context.registry.aspects where kinds.contains(aspect.kind) {
        let present =
          live[subject].map { old in
            aspect.arising(with: object, alteredFrom: old, in: context)
              ?? live.children(of: subject).filter { $0.kind == aspect.kind }
              .compactMap { live[$0] }
          } ?? aspect.arising(with: object, in: context)
        for item in present { result.insert(item) }
      }
      if let old = live[subject],
        object.reasonForReplacement(
          from: old,
          changed: object.changedFields(from: old),
          in: context
        ) == nil
      {
        for item in held(in: subject, kinds, live: live, context) { result.insert(item) }
      }
    }
    return result
  }

  /// The aspects that are left alone of what exists only to carry them, such as the grants on a
  /// view's columns, with their undeclared holders, of which nothing else is said.
  private func held(
    in subject: ObjectID,
    _ kinds: Set<KindName>,
    live: Catalog,
    _ context: StepContext
  ) -> [any ManagedObject] {
    live.children(of: subject).flatMap { holder -> [any ManagedObject] in
      let kind = context.registry.kind(holder.kind)
      if !kind.traits.isMereHolder || self[holder] != nil { return [] }
      let kept = live.children(of: holder).filter { kinds.contains($0.kind) }
        .compactMap { live[$0] }
      return kept.isEmpty ? [] : [kind.init(id: holder)] + kept
    }
  }
}
