public import ObjectModel
public import PostgresVocabulary

extension KindName {
  /// The kind that tests of the stages work with.
  public static let toy = KindName("toy")
  /// A part of a toy.
  public static let toyPart = KindName("toy_part")
}

/// A kind for tests of the stages, which must not know any real one.
public struct Toy: ManagedObject {
  /// The kind's name.
  public static let kind = KindName.toy
  /// What the kind is.
  public static let summary = "A toy."
  /// Where its manifests stand.
  public static let places: [ManifestPlace] = [.document(.toy)]
  /// Its attributes.
  public static let fields: [Field<Self>] = [
    Field("paint", \.paint, .alter, "The colour, which can be painted over."),
    Field("shape", \.shape, .replace("a toy cannot be reshaped"), "The shape."),
    Field("size", \.size, .alter, "The size, which matters to what stands on it."),
  ]
  /// It lies in schemas and shares its names with no other kind.
  public static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.namespaces = ["toys"]
  }

  /// What identifies the toy.
  public let id: ObjectID
  /// The colour.
  public var paint: String?
  /// The shape.
  public var shape: String?
  /// The size.
  public var size: String?
  /// How the statement that paints it stands to transactions; no attribute.
  public var isolation: Step.Isolation { paint == "slow" ? .committedBeforeUse : .transaction }

  /// Makes a toy that nothing is said about.
  public init(id: ObjectID) {
    self.id = id
  }

  /// Makes a toy.
  public init(_ name: String, paint: String? = nil, shape: String? = nil, size: String? = nil) {
    id = .toy(name)
    self.paint = paint
    self.shape = shape
    self.size = size
  }

  /// How statements address a toy.
  public static func address(of id: ObjectID) -> SQL { "TOY \(qualified: id.qualifiedName)" }

  /// Makes it, with room for parts.
  public func create(in context: StepContext) -> [Step] {
    let statement = Statement(head: "CREATE \(Self.address(of: id))", clauses: [], tail: "")
    return [Step(.create, id, effect: .statement(statement))]
  }

  /// Paints or resizes it.
  public func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    changed.sorted().map {
      Step(.alter, id, "ALTER \(Self.address(of: id)) \(identifier: $0)", isolation: isolation)
    }
  }

  /// Throws it away.
  public func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  /// What stands on it must be taken off before it is resized.
  public func disturbsDependents(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> Bool {
    changed.contains("size")
  }
}

/// A part of a toy, for tests of what lives inside another object.
public struct ToyPart: ManagedObject {
  /// The kind's name.
  public static let kind = KindName.toyPart
  /// What the kind is.
  public static let summary = "A part of a toy."
  /// Where its manifests stand.
  public static let places: [ManifestPlace] = [.named("parts", within: [.toy])]
  /// Its attributes.
  public static let fields: [Field<Self>] = [
    Field("material", \.material, .alter, "What it is made of.")
  ]

  /// What identifies the part.
  public let id: ObjectID
  /// What it is made of.
  public var material: String?

  /// Makes a part that nothing is said about.
  public init(id: ObjectID) {
    self.id = id
  }

  /// Makes a part of a toy.
  public init(_ name: String, of toy: String, material: String? = nil) {
    id = .part(name, of: toy)
    self.material = material
  }

  /// How statements address a part.
  public static func address(of id: ObjectID) -> SQL { "PART \(identifier: id.name)" }

  /// Adds it to its toy; the toy's own statement can carry it.
  public func create(in context: StepContext) -> [Step] {
    let clause = id.parent.map { Step.Clause(host: $0, "\(identifier: id.name)") }
    return [Step(.create, id, "ADD \(Self.address(of: id))", clause: clause)]
  }

  /// Changes what it is made of.
  public func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [Step(.alter, id, "ALTER \(Self.address(of: id))")]
  }

  /// Takes it off.
  public func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "REMOVE \(Self.address(of: id))")]
  }
}

extension ObjectID {
  /// A toy in schema `public`.
  public static func toy(_ name: String) -> ObjectID { ObjectID(.toy, ["public", name]) }

  /// A part of a toy in schema `public`.
  public static func part(_ name: String, of toy: String) -> ObjectID {
    ObjectID(.toyPart, [name], in: .toy(toy))
  }
}

extension Catalog {
  /// A catalog of objects, and what each depends on.
  public init(
    _ objects: [any ManagedObject],
    dependencies: [ObjectID: [ObjectID]] = [:]
  ) {
    self.init()
    for object in objects { insert(object) }
    for (id, others) in dependencies {
      setDependencies(of: id, others.map { Dependency(on: $0) })
    }
  }
}

extension StepContext {
  /// A context of toys.
  public static func toys(_ live: Catalog, _ desired: Catalog) -> StepContext {
    StepContext(
      version: 15,
      live: live,
      desired: desired,
      applyingRole: "child",
      registry: KindRegistry([Toy.self, ToyPart.self])
    )
  }
}
