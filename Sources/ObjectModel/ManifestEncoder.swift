/// Writes objects as manifests: the shortest form that says everything.
public struct ManifestEncoder: Sendable {
  private let registry: KindRegistry
  let catalog: Catalog
  private let defaults: ProjectDefaults

  /// Makes an encoder for the objects of a catalog.
  ///
  /// - Parameters:
  ///   - registry: the kinds.
  ///   - catalog: all objects that are to be written.
  ///   - defaults: what the project says of objects whose manifests do not.
  public init(registry: KindRegistry, catalog: Catalog, defaults: ProjectDefaults) {
    self.registry = registry
    self.catalog = catalog
    self.defaults = defaults
  }

  /// The document of an object, with everything that lives inside it.
  public func document(of object: any ManagedObject) -> FieldValue {
    let kind = type(of: object)
    if let tree = kind.treePlace { return .map([.init(tree.key, treeOfAll(kind))]) }
    var entries: [FieldValue.Entry] = []
    if let place = kind.places.first(where: \.isDocument) {
      let name = object.manifestName
      entries.append(.init(place.key, .text(name.name)))
      entries += name.keys
      if case .documentOn = place.site, let parent = object.id.parent {
        entries.append(.init("on", .text(catalog[parent]?.manifestName.name ?? parent.label)))
      }
    }
    return .map(entries + body(of: object))
  }

  /// Whether an object is written in a document of its own, because the one it lives in is not.
  public func needsDocument(_ object: any ManagedObject) -> Bool {
    guard type(of: object).places.contains(where: \.isDocument) else { return false }
    if type(of: object).treePlace != nil { return isFirstOfItsKind(object) }
    guard let parent = object.id.parent else {
      return !type(of: object).traits.isMereHolder || !body(of: object).isEmpty
    }
    return catalog[parent] == nil
  }

  /// What an object's manifest says under some keys for what lives inside it.
  public func sections(_ keys: Set<String>, of object: any ManagedObject) -> [FieldValue.Entry] {
    sections(of: object) { keys.contains($0.place.key) }.map(\.entry)
  }

  // MARK: Bodies

  private func body(of object: any ManagedObject) -> [FieldValue.Entry] {
    let nested = sections(of: object)
    let leading = nested.filter(\.place.isLeading).map(\.entry)
    let trailing = nested.filter { !$0.place.isLeading }.map(\.entry)
    return leading + object.referringToSecrets.statedFields + trailing
  }

  private typealias Section = (place: ManifestPlace, entry: FieldValue.Entry)

  /// What lives inside an object, under the keys of its places, in the order of the registry.
  private func sections(
    of object: any ManagedObject,
    where isIncluded: (KindRegistry.Nested) -> Bool = { _ in true }
  ) -> [Section] {
    let children = Dictionary(grouping: catalog.contents(of: object.id), by: \.kind)
    let nested = registry.nestedInOrder[type(of: object).kind] ?? []
    return nested.filter(isIncluded).compactMap { entry in
      let present = (children[entry.kind.kind] ?? []).compactMap { catalog[$0] }
      let objects = written(present, entry)
      switch entry.place.form {
      case .single:
        guard let object = objects.first else { return nil }
        return (entry.place, .init(entry.place.key, value(of: object)))
      case .named, .tree:
        if objects.isEmpty {
          return present.isEmpty && isEmptyStated(entry, for: object)
            ? (entry.place, .init(entry.place.key, .map([]))) : nil
        }
        return (entry.place, .init(entry.place.key, named(objects)))
      }
    }
  }

  /// The objects that have to be written: aspects that the defaults say anyway are left out.
  private func written(
    _ objects: [any ManagedObject],
    _ entry: KindRegistry.Nested
  ) -> [any ManagedObject] {
    guard let aspect = entry.kind.asAspect, let first = objects.first,
      let parent = first.id.parent.flatMap({ catalog[$0] })
    else { return objects }
    if type(of: parent).traits.isAlwaysThere {
      return aspect.areUnremarkable(objects, of: parent) ? [] : objects
    }
    guard let assumed = aspect.assumed(for: parent, defaults: defaults)
    else { return objects }
    return Self.areSame(objects, assumed) ? [] : objects
  }

  /// Whether an empty section has to be written, because leaving it out would mean the defaults.
  private func isEmptyStated(_ entry: KindRegistry.Nested, for object: any ManagedObject) -> Bool {
    guard let aspect = entry.kind.asAspect,
      let assumed = aspect.assumed(for: object, defaults: defaults)
    else { return false }
    return !assumed.isEmpty
  }

  private static func areSame(
    _ left: [any ManagedObject],
    _ right: [any ManagedObject]
  ) -> Bool {
    guard left.count == right.count else { return false }
    let byID = Dictionary(uniqueKeysWithValues: right.map { ($0.id, $0) })
    return left.allSatisfy { object in
      byID[object.id].map { object.changedFields(from: $0).isEmpty } ?? false
    }
  }

  private func named(_ objects: [any ManagedObject]) -> FieldValue {
    let ordered = objects.sorted {
      ($0.ordinal ?? 0, $0.id) < ($1.ordinal ?? 0, $1.id)
    }
    let bodies = ordered.map { FieldValue.Entry(name(of: $0), value(of: $0)) }
    if bodies.allSatisfy({ $0.value == .map([]) }) {
      return .list(bodies.map { .text($0.key) })
    }
    return .map(bodies)
  }

  private func name(of object: any ManagedObject) -> String {
    if let place = object.guestPlace, catalog.guests(of: place.host).contains(object.id) {
      return place.name
    }
    return object.manifestName.name
  }

  /// A nested object's value: bare when its shorthand field says everything.
  func value(of object: any ManagedObject) -> FieldValue {
    let entries = object.manifestName.keys + body(of: object)
    if let shorthand = type(of: object).traits.shorthand, entries.count == 1,
      entries[0].key == shorthand
    {
      return entries[0].value
    }
    return .map(entries)
  }
}

extension ManagedObject {
  /// The fields that differ from those of an object about which nothing is said.
  ///
  /// Inlinable, as each kind has its own: it is asked for every object of every export.
  @inlinable public var statedFields: [FieldValue.Entry] {
    let blank = Self(id: id)
    var stated: [FieldValue.Entry] = []
    for index in Self.fields.indices where Self.fields[index].isInManifest {
      if !Self.fields[index].isRequired, Self.fields[index].agrees(blank, self) { continue }
      stated.append(FieldValue.Entry(Self.fields[index].name, Self.fields[index].value(self)))
    }
    return stated
  }
}
