public import PostgresVocabulary

/// An object whose definition names types, on which PostgreSQL asks for USAGE.
public protocol TypeNaming: ManagedObject {
  /// The types, as the server spells them.
  var namedTypes: [String] { get }
  /// Whether the statements that turn another state into this one name all of it again.
  func isStatedAnew(from old: any ManagedObject) -> Bool
}

extension TypeNaming {
  /// Only what is new is named.
  public func isStatedAnew(from old: any ManagedObject) -> Bool { false }
}

/// The rights that a statement takes because of what it names: USAGE on the schemas of all that,
/// and on types that columns, routines and other types are made of.
///
/// Only what the plan finds is asked about, not what it makes, or grants anew. What an object
/// depends on without naming it, such as the type of a column that a view shows, takes nothing.
/// Manual: "Privileges"; CREATE TABLE, CREATE FUNCTION, Notes.
public struct NamingRights {
  private let context: StepContext
  private let typeKinds: [KindName]
  /// The right to look into each schema that stays as it is.
  private var usage: [String: RequiredRight] = [:]
  /// What casts run or lead to, so that nobody has to name it.
  private var silent: Set<ObjectID> = []

  /// Looks for what a plan finds.
  public init(_ context: StepContext) {
    self.context = context
    typeKinds = context.registry.kinds.filter { $0.traits.namespaces.contains("type") }
      .map { $0.kind }
    for catalog in [context.live, context.surroundings] {
      for id in catalog.objects.keys where id.kind == .schema && usage[id.name] == nil {
        guard context.isSettled(id) else { continue }
        usage[id.name] = .usage(ofSchema: id.name, owner: context.owner(of: id))
      }
    }
    let binding = Set(context.registry.kinds.filter { $0.traits.bindsOthers }.map { $0.kind })
    for catalog in [context.desired, context.surroundings] {
      for (id, edges) in catalog.dependencies where binding.contains(id.kind) {
        silent.formUnion(edges.map(\.on.root))
      }
    }
  }

  /// The rights that a step takes by what it names.
  ///
  /// - Parameters:
  ///   - step: a statement.
  ///   - id: what it makes, alters, drops or renames.
  /// - Returns: the rights.
  public func rights(for step: Step, of id: ObjectID) -> [RequiredRight] {
    guard case .statement = step.effect, context.knowsDependencies else { return [] }
    var named = Named()
    let own = context.formerNames[id] ?? id
    // To make an object in a schema takes CREATE there and nothing else.
    if traits(of: own.root)?.isInSchema == true, step.action != .create || own.parent != nil,
      let schema = own.schema
    {
      named.schemas.insert(schema)
    }
    switch step.action {
    case .create:
      for member in [id] + parts(of: id) { addNames(in: member, from: nil, to: &named) }
    case .alter: addNames(in: id, from: context.live[id], to: &named)
    default: break
    }
    return named.schemas.sorted().compactMap { usage[$0] }
      + named.types.sorted().filter(isFound).map { .usage(ofType: $0) }
  }

  private struct Named {
    var schemas: Set<String> = []
    var types: Set<QualifiedName> = []
  }

  private func addNames(
    in id: ObjectID,
    from old: (any ManagedObject)?,
    to named: inout Named
  ) {
    let object = context.desired[id]
    var before: [Catalog.Dependency] = []
    var typesBefore: [String] = []
    if let old, (object as? any TypeNaming)?.isStatedAnew(from: old) != true {
      before = context.live.dependencies[id] ?? []
      typesBefore = (old as? any TypeNaming)?.namedTypes ?? []
    }
    for type in (object as? any TypeNaming)?.namedTypes ?? [] where !typesBefore.contains(type) {
      guard let name = Self.name(ofType: type), let schema = name.schema else { continue }
      named.schemas.insert(schema)
      named.types.insert(name)
    }
    let edges = context.desired.dependencies[id] ?? []
    for edge in edges where !edge.isAutomatic && !before.contains(edge) {
      let target = edge.on.root
      guard target != id.root, let schema = target.schema, usage[schema] != nil,
        !named.schemas.contains(schema), traits(of: target)?.isUsedByName == true,
        !comesAlong(target, with: edges)
      else { continue }
      named.schemas.insert(schema)
    }
  }

  /// Whether an object may depend on another only by others that it names.
  private func comesAlong(_ target: ObjectID, with edges: [Catalog.Dependency]) -> Bool {
    if silent.contains(target) { return true }
    var others = edges.map(\.on).filter { $0.root != target }
    for _ in 0..<2 {
      var next: [ObjectID] = []
      for id in others.flatMap({ [$0, $0.root] + parts(of: $0.root) }) {
        for edge in context.desired.dependencies[id] ?? context.surroundings.dependencies[id] ?? []
        {
          if edge.on.root == target { return true }
          next.append(edge.on)
        }
      }
      others = next
    }
    return false
  }

  /// What the statement that makes an object makes with it.
  private func parts(of id: ObjectID) -> [ObjectID] {
    let catalog = context.desired[id] == nil ? context.surroundings : context.desired
    return catalog.children(of: id)
      .filter { traits(of: $0)?.isCreatedWithParent == true }
      .flatMap { [$0] + parts(of: $0) }
  }

  /// How an object's kind behaves; nil for a kind that nobody knows.
  private func traits(of id: ObjectID) -> KindTraits? {
    let registry = context.registry
    return registry.position(of: id.kind) < registry.kinds.count
      ? registry.kind(id.kind).traits : nil
  }

  // MARK: What the plan finds

  private func isFound(_ type: QualifiedName) -> Bool {
    typeKinds.map { ObjectID($0, type) }.allSatisfy { id in
      (context.desired[id] ?? context.live[id]) == nil || context.isSettled(id)
    }
  }

  /// The schema and the name of a type of users; nil for the server's own, which are not qualified.
  static func name(ofType text: String) -> QualifiedName? {
    var isQuoted = false
    let end = text.firstIndex { character in
      if character == "\"" { isQuoted.toggle() }
      return !isQuoted && (character == "(" || character == "[")
    }
    guard let name = QualifiedName(parsing: String(text[..<(end ?? text.endIndex)])),
      name.schema != nil
    else { return nil }
    return name
  }
}

extension StepContext {
  /// Whether an object is there before and after a plan that says nothing new about who may use it.
  public func isSettled(_ id: ObjectID) -> Bool {
    if remade.contains(id) || !isPresent(id) { return false }
    guard live[id] != nil else { return true }
    let before = sayings(about: id, in: live)
    return before == sayings(about: id, in: desired)
      && before.allSatisfy { saying in
        guard let new = desired[saying], let old = live[saying] else { return false }
        return new.changedFields(from: old).isEmpty
      }
  }

  /// What says who may use an object and its parts.
  private func sayings(about id: ObjectID, in catalog: Catalog) -> [ObjectID] {
    catalog.descendants(of: id).filter { other in
      let kind = registry.kind(other.kind)
      return kind.asAspect != nil && !kind.traits.isForPeople
    }
  }
}

// MARK: - Questions that cannot fail

extension RequiredRight {
  /// USAGE on a schema.
  public static func usage(ofSchema schema: String, owner: String? = nil) -> Self {
    privilege(
      """
      pg_catalog.has_schema_privilege(\
      pg_catalog.to_regnamespace(\(literal: SQL("\(identifier: schema)").text)), 'USAGE')
      """,
      "USAGE",
      on: "SCHEMA \(identifier: schema)",
      owner: owner
    ).orPlatformsTrust
  }

  /// USAGE on a type.
  public static func usage(ofType type: QualifiedName) -> Self {
    privilege(
      "pg_catalog.has_type_privilege(\(CatalogLookup.type(type)), 'USAGE')",
      "USAGE",
      on: "TYPE \(qualified: type)"
    ).orPlatformsTrust
  }

  /// A privilege on columns of a relation; on any of them, when none is named.
  public static func privilege(
    _ privilege: SQL,
    onColumns columns: [String],
    of relation: QualifiedName,
    owner: String?
  ) -> Self {
    let oid = CatalogLookup.relation(relation)
    let names: [SQL] = columns.map { "\(literal: $0)" }
    return .privilege(
      columns.isEmpty
        ? "pg_catalog.has_any_column_privilege(\(oid), \(literal: privilege.text))"
        : """
        (SELECT pg_catalog.bool_and(pg_catalog.has_column_privilege(\
        a.attrelid, a.attnum, \(literal: privilege.text))) \
        FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = \(oid) AND a.attname IN (\(names)))
        """,
      privilege,
      on: "TABLE \(qualified: relation)",
      owner: owner
    )
  }
}

/// Queries for the oid of an object, which is null where there is none.
///
/// A cast to `regclass` fails where the role may not look into the schema.
public enum CatalogLookup {
  /// The oid of a table, a view or anything like them.
  public static func relation(_ name: QualifiedName) -> SQL {
    """
    (SELECT c.oid FROM pg_catalog.pg_class AS c \
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
    WHERE n.nspname = \(literal: name.schema) AND c.relname = \(literal: name.name))
    """
  }

  /// The oid of a type.
  public static func type(_ name: QualifiedName) -> SQL {
    """
    (SELECT t.oid FROM pg_catalog.pg_type AS t \
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace \
    WHERE n.nspname = \(literal: name.schema) AND t.typname = \(literal: name.name))
    """
  }

  /// The oid of a type as the server spells it; an array's is that of its elements, if those are of
  /// a type of users.
  public static func type(spelled text: String) -> SQL {
    NamingRights.name(ofType: text).map(type) ?? "pg_catalog.to_regtype(\(literal: text))"
  }

  /// The oid of a function without arguments.
  public static func functionWithoutArguments(_ name: QualifiedName) -> SQL {
    """
    (SELECT p.oid FROM pg_catalog.pg_proc AS p \
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace \
    WHERE n.nspname = \(literal: name.schema) AND p.proname = \(literal: name.name) \
    AND p.pronargs = 0)
    """
  }
}
