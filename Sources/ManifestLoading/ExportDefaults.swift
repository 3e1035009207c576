import ObjectModel

/// Chooses the defaults of an exported project: what most objects have need not be said by each.
struct ExportDefaults {
  private let registry: KindRegistry
  private let catalog: Catalog
  /// The keys under which grants of an object stand, by its kind.
  private let keys: [KindName: Set<String>]

  init(registry: KindRegistry, catalog: Catalog) {
    self.registry = registry
    self.catalog = catalog
    let keys = registry.kinds.map { kind in
      let aspects = registry.nested(in: kind.kind)
        .filter { $0.value.place.form == .named && $0.value.kind.asAspect != nil }
      return (kind.kind, Set(aspects.keys))
    }
    self.keys = Dictionary(uniqueKeysWithValues: keys)
  }

  /// Owner and grants such that every object's are said, by itself or by the defaults.
  func chosen() -> ProjectDefaults {
    var defaults = ProjectDefaults(owner: nil, grants: [:])
    defaults.owner = owner()
    for (type, subjects) in subjectsByType() {
      if let grants = grants(of: subjects, type: type, owner: defaults.owner) {
        defaults.grants?[type] = grants
      }
    }
    return defaults
  }

  // MARK: Owner

  private func owner() -> String? {
    var counts: [String: Int] = [:]
    for aspect in registry.aspects {
      guard aspect.places.contains(where: { $0.form == .single }),
        let field = aspect.traits.shorthand
      else { continue }
      for object in catalog.objects.values where object.kind == aspect.kind {
        let value = object.fieldValues.first { $0.key == field }?.value
        guard case .text(let role)? = value, isAssumed(object, ProjectDefaults(owner: role)) else {
          continue
        }
        counts[role, default: 0] += 1
      }
    }
    return Self.mostCommon(counts)
  }

  /// Whether the defaults say an aspect of an object exactly.
  private func isAssumed(_ aspect: any ManagedObject, _ defaults: ProjectDefaults) -> Bool {
    guard let kind = type(of: aspect).asAspect,
      let subject = aspect.id.parent.flatMap({ catalog[$0] })
    else { return false }
    let assumed = kind.assumed(for: subject, defaults: defaults) ?? []
    return assumed.contains { $0.id == aspect.id && $0.changedFields(from: aspect).isEmpty }
  }

  // MARK: Grants

  private func subjectsByType() -> [(String, [any ManagedObject])] {
    var result: [String: [any ManagedObject]] = [:]
    for object in catalog.objects.values {
      guard let type = type(of: object).traits.privileges?.objectType else { continue }
      result[type, default: []].append(object)
    }
    return result.sorted { $0.key < $1.key }
  }

  private func grants(
    of subjects: [any ManagedObject],
    type: String,
    owner: String?
  ) -> [String: [String]]? {
    let plain = ManifestEncoder(
      registry: registry,
      catalog: catalog,
      defaults: ProjectDefaults(owner: owner)
    )
    var counts: [[String: [String]]: Int] = [:]
    for subject in subjects {
      if let grants = Self.grants(in: plain.sections(keys[subject.kind] ?? [], of: subject)) {
        counts[grants, default: 0] += 1
      }
    }
    let byDefault = subjects.count { isSaid($0, ProjectDefaults(owner: owner, grants: [:])) }
    let best = counts.sorted {
      ($1.value, "\($0.key.sorted { $0.key < $1.key })")
        < ($0.value, "\($1.key.sorted { $0.key < $1.key })")
    }.first
    guard let best, best.value > 1 else { return nil }
    let candidate = ProjectDefaults(owner: owner, grants: [type: best.key])
    let byCandidate = subjects.count { isSaid($0, candidate) }
    return byCandidate > byDefault ? best.key : nil
  }

  /// Whether the defaults say all named aspects of an object, so that its manifest need not.
  private func isSaid(_ subject: any ManagedObject, _ defaults: ProjectDefaults) -> Bool {
    ManifestEncoder(registry: registry, catalog: catalog, defaults: defaults)
      .sections(keys[subject.kind] ?? [], of: subject).isEmpty
  }

  private static func grants(in sections: [FieldValue.Entry]) -> [String: [String]]? {
    guard case .map(let grantees)? = sections.first?.value else { return nil }
    var result: [String: [String]] = [:]
    for grantee in grantees {
      guard case .list(let values) = grantee.value else { return nil }
      result[grantee.key] = values.compactMap {
        if case .text(let word) = $0 { word } else { nil }
      }
      if result[grantee.key]?.count != values.count { return nil }
    }
    return result
  }

  private static func mostCommon(_ counts: [String: Int]) -> String? {
    counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
