/// A set of objects and what each depends on: one side of a comparison.
public struct Catalog: Sendable {
  /// The objects by identity.
  public private(set) var objects: [ObjectID: any ManagedObject] = [:]
  /// What each object depends on directly, beyond its parent.
  public private(set) var dependencies: [ObjectID: [Dependency]] = [:]
  private var children: [ObjectID: [ObjectID]] = [:]
  private var guests: [ObjectID: [ObjectID]] = [:]

  /// Makes an empty catalog.
  public init() {}

  /// One object's dependence on another.
  public struct Dependency: Hashable, Sendable {
    /// The object depended on.
    public let on: ObjectID
    /// Whether the server drops the dependent by itself together with that object
    /// (`pg_depend.deptype` `a` or `i`).
    public let isAutomatic: Bool

    /// Describes a dependence.
    public init(on: ObjectID, isAutomatic: Bool = false) {
      self.on = on
      self.isAutomatic = isAutomatic
    }
  }

  /// The object with an identity.
  public subscript(id: ObjectID) -> (any ManagedObject)? { objects[id] }

  /// The object with an identity, as the kind it must be of.
  public func object<Kind: ManagedObject>(_ id: ObjectID, as kind: Kind.Type = Kind.self) -> Kind? {
    objects[id] as? Kind
  }

  /// The objects that live directly inside another or say something about it, in order.
  public func children(of id: ObjectID) -> [ObjectID] {
    (children[id] ?? []).sorted()
  }

  /// The kinds of what lives directly inside an object or says something about it.
  public func childKinds(of id: ObjectID) -> Set<KindName> {
    Set((children[id] ?? []).map(\.kind))
  }

  /// The objects that stand in the manifest of one that they do not live in, because what they live
  /// in is not part of the catalog; in order.
  public func guests(of id: ObjectID) -> [ObjectID] {
    staying(guests[id] ?? []).sorted()
  }

  /// What `children` and `guests` give together, in no order.
  func contents(of id: ObjectID) -> [ObjectID] {
    (children[id] ?? []) + staying(guests[id] ?? [])
  }

  /// Those that live in nothing that is part of the catalog.
  private func staying(_ guests: [ObjectID]) -> [ObjectID] {
    guests.filter { $0.parent.map { objects[$0] == nil } ?? true }
  }

  /// The objects of one kind that live directly inside another, in order.
  public func children<Kind: ManagedObject>(of id: ObjectID, as kind: Kind.Type) -> [Kind] {
    (children[id] ?? []).filter { $0.kind == Kind.kind }.sorted()
      .compactMap { objects[$0] as? Kind }
  }

  /// Everything that lives anywhere inside an object, without the object.
  public func descendants(of id: ObjectID) -> [ObjectID] {
    children(of: id).flatMap { [$0] + descendants(of: $0) }
  }

  /// All objects of one kind, in order.
  public func all<Kind: ManagedObject>(_ kind: Kind.Type) -> [Kind] {
    objects.values.compactMap { $0 as? Kind }.sorted { $0.id < $1.id }
  }
}

// MARK: - Changes

extension Catalog {
  /// Makes room for a number of objects.
  public mutating func reserveCapacity(_ count: Int) {
    objects.reserveCapacity(count)
  }

  /// Adds an object, or puts it in the place of the one with the same identity.
  public mutating func insert(_ object: any ManagedObject) {
    let id = object.id
    guard objects.updateValue(object, forKey: id) == nil else { return }
    if let parent = id.parent { children[parent, default: []].append(id) }
    if let host = object.guestPlace?.host { guests[host, default: []].append(id) }
  }

  /// Removes an object and what it depends on; not what lives inside it.
  public mutating func remove(_ id: ObjectID) {
    guard let object = objects.removeValue(forKey: id) else { return }
    dependencies[id] = nil
    if let parent = id.parent { children[parent]?.removeAll { $0 == id } }
    if let host = object.guestPlace?.host { guests[host]?.removeAll { $0 == id } }
  }

  /// Records what an object depends on.
  public mutating func setDependencies(of id: ObjectID, _ edges: [Dependency]) {
    dependencies[id] = edges.isEmpty ? nil : edges
  }

  /// Records one more thing that an object depends on.
  public mutating func addDependency(of id: ObjectID, on edge: Dependency) {
    if dependencies[id]?.contains(edge) == true { return }
    dependencies[id, default: []].append(edge)
  }

  /// The objects for which a condition holds, with their dependencies.
  public func filter(_ isIncluded: (ObjectID) -> Bool) -> Catalog {
    let others = objects.keys.filter { !isIncluded($0) }
    if others.count * 8 <= objects.count {
      var result = self
      for id in others { result.remove(id) }
      return result
    }
    var result = Catalog()
    result.objects.reserveCapacity(objects.count)
    for (id, object) in objects where isIncluded(id) {
      result.insert(object)
      result.dependencies[id] = dependencies[id]
    }
    return result
  }
}

// MARK: - What a server would show

extension Catalog {
  /// The catalog without the objects that say no more than what holds without them, such as a grant
  /// of nothing: no server shows them.
  ///
  /// - Parameter context: both catalogs, of which the desired one is this one.
  /// - Returns: the rest.
  public func withoutSelfEvident(in context: StepContext) -> Catalog {
    var result = self
    for (id, object) in objects where object.goesWithoutSaying(in: context) { result.remove(id) }
    return result
  }
}

// MARK: - Renames

extension Catalog {
  /// The catalog after some objects, with all that lives inside them, have got other identities.
  ///
  /// What lies in a schema that gets another name lies in that one.
  public func renaming(_ renames: [ObjectID: ObjectID]) -> Catalog {
    if renames.isEmpty { return self }
    let all = withContents(ofSchemas: renames)
    func moved(_ id: ObjectID) -> ObjectID {
      if let new = renames[id] { return new }
      let named = objects[id]?.identity(after: all) ?? id
      guard let parent = id.parent else { return named.following(schemas: renames) }
      let newParent = moved(parent)
      if newParent == parent, named.names == id.names { return id }
      return ObjectID(id.kind, named.names, in: newParent)
    }
    var result = Catalog()
    for (id, object) in objects {
      let new = moved(id)
      result.insert((new == id ? object : object.identified(as: new)).following(moved))
    }
    for (id, edges) in dependencies {
      result.dependencies[moved(id)] = edges.map {
        Dependency(on: moved($0.on), isAutomatic: $0.isAutomatic)
      }
    }
    return result
  }

  /// Renames with those that follow from the renames of schemas.
  private func withContents(ofSchemas renames: [ObjectID: ObjectID]) -> [ObjectID: ObjectID] {
    guard renames.keys.contains(where: { $0.kind == .schema }) else { return renames }
    var result = renames
    for id in objects.keys where id.parent == nil && renames[id] == nil {
      let new = id.following(schemas: renames)
      if new != id { result[id] = new }
    }
    return result
  }
}

extension ObjectID {
  /// The identity once the schema that the object, or the one that it lives in, lies in has another
  /// name.
  public func following(schemas renames: [ObjectID: ObjectID]) -> ObjectID {
    guard let schema, let new = renames[ObjectID(.schema, [schema])] else { return self }
    let root = self.root
    return replacing(root, with: ObjectID(root.kind, [new.name] + root.names.dropFirst()))
  }
}
