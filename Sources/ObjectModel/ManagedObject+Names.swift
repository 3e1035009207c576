import PostgresVocabulary

extension ManagedObject {
  /// None.
  public var partNames: [String] { [] }
  /// None.
  public var partRenames: [PartRename] { [] }
  /// None: it has no parts.
  public func rename(_ part: PartRename, in context: StepContext) -> [Step] { [] }
  /// None.
  public func renames(with part: PartRename, in catalog: Catalog) -> [ObjectID: ObjectID] { [:] }

  /// Gives the object another name, or takes it to another schema, or both.
  public func rename(to id: ObjectID, in context: StepContext) -> [Step] {
    moved(to: id, lock: .accessExclusive)
  }

  /// The statements that give the object another name, another schema or both.
  ///
  /// - Parameters:
  ///   - new: the identity afterwards.
  ///   - lock: the lock on the object's relation, where it is one.
  /// - Returns: `ALTER … SET SCHEMA` and `ALTER … RENAME TO`, as far as each is needed.
  public func moved(to new: ObjectID, lock: LockMode? = nil) -> [Step] {
    var current = id
    var steps: [Step] = []
    if id.parent == nil, let schema = new.schema, schema != id.schema {
      steps.append(
        Step(
          .rename,
          new,
          "ALTER \(Self.address(of: current)) SET SCHEMA \(identifier: schema)",
          lock: lock,
          hazards: schemaHazards(movingTo: new)
        )
      )
      current = ObjectID(Self.kind, [schema] + id.names.dropFirst())
    }
    let name = Self.ownName(of: new)
    if name != Self.ownName(of: id) {
      let statement: SQL = "ALTER \(Self.address(of: current)) RENAME TO \(identifier: name)"
      steps.append(Step(.rename, new, statement, lock: lock))
    }
    return steps
  }

  /// The name without the schema and without what else is part of the identity.
  private static func ownName(of id: ObjectID) -> String {
    id.parent == nil ? id.qualifiedName.name : id.name
  }

  /// Privileges on an object are worth something to those who may use its schema only.
  private func schemaHazards(movingTo new: ObjectID) -> [Hazard] {
    guard Self.traits.privileges != nil, let old = id.schema, let schema = new.schema else {
      return []
    }
    return [
      Hazard(
        .accessWidened,
        new,
        "who may use schema \(schema) reaches it by the privileges on it, where until now that "
          + "took schema \(old)"
      )
    ]
  }
}
