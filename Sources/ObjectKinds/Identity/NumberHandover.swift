import ObjectModel
import PostgresVocabulary

/// The handing over of a column's position when an identity takes the place of a default that calls
/// a sequence of the column's own (`serial`), or the other way round.
///
/// The old sequence is renamed aside, the new one goes on from its position, and then the old one
/// is dropped: the next row gets the number that it would have got.
struct NumberHandover: Equatable {
  let column: ObjectID
  /// The sequence behind the default: the live one, or the desired one.
  let serial: ObjectID
  let identity: ObjectID

  /// What takes place on a column whose live default gives way to an identity.
  static func fromSerial(_ column: ObjectID, in context: StepContext) -> Self? {
    handover(on: column, from: context.live, to: context.desired, context)
  }

  /// What takes place on a column whose live identity gives way to a default.
  static func toSerial(_ column: ObjectID, in context: StepContext) -> Self? {
    handover(on: column, from: context.desired, to: context.live, context)
  }

  /// What takes place with a live sequence that goes away.
  static func from(_ sequence: SequenceGenerator, in context: StepContext) -> Self? {
    owner(of: sequence, in: context.live).flatMap { fromSerial($0, in: context) }
      .flatMap { $0.serial == sequence.id ? $0 : nil }
  }

  /// What takes place with a desired sequence that is new.
  static func to(_ sequence: SequenceGenerator, in context: StepContext) -> Self? {
    owner(of: sequence, in: context.desired).flatMap { toSerial($0, in: context) }
      .flatMap { $0.serial == sequence.id ? $0 : nil }
  }

  private static func handover(
    on column: ObjectID,
    from serial: Catalog,
    to numbered: Catalog,
    _ context: StepContext
  ) -> Self? {
    let identity = ObjectID(.identity, [], in: column)
    guard context.knowsDependencies, numbered[identity] != nil, serial[identity] == nil,
      let sequence = sequence(behind: column, in: serial), numbered[sequence] == nil
    else { return nil }
    return Self(column: column, serial: sequence, identity: identity)
  }

  /// The sequence that a column owns and that its default calls.
  private static func sequence(behind column: ObjectID, in catalog: Catalog) -> ObjectID? {
    let value = ObjectID(.columnDefault, [], in: column)
    let sequences = (catalog.dependencies[value] ?? []).compactMap {
      catalog.object($0.on, as: SequenceGenerator.self)
    }
    guard let sequence = sequences.first, sequences.count == 1,
      owner(of: sequence, in: catalog) == column
    else { return nil }
    return sequence.id
  }

  /// The column that owns a sequence.
  private static func owner(of sequence: SequenceGenerator, in catalog: Catalog) -> ObjectID? {
    guard let table = sequence.owningTable, let ownedBy = sequence.ownedBy else { return nil }
    return catalog.children(of: table, as: Column.self).map(\.id).first {
      SQL("\(qualified: table.qualifiedName).\(identifier: $0.name)") == ownedBy
    }
  }
}

// MARK: - Steps

extension NumberHandover {
  /// Renames the old sequence, and takes back what roles that go away may do with it.
  func settingAside(_ old: QualifiedName, of id: ObjectID, in context: StepContext) -> [Step] {
    let aside = Self.aside(old)
    let rename = Step(
      .alter,
      id,
      "ALTER SEQUENCE \(qualified: old) RENAME TO \(identifier: aside.name)",
      lock: .accessExclusive,
      reason: "its position is handed over before it goes away"
    )
    let leaving = context.live.children(of: id, as: Grant.self).map(\.grantee).filter {
      let role = ObjectID(.role, [$0])
      return context.live[role] != nil && context.desired[role] == nil
    }
    return [rename]
      + leaving.map {
        Step(.alter, id, "REVOKE ALL ON SEQUENCE \(qualified: aside) FROM \(identifier: $0)")
      }
  }

  /// Lets the new sequence go on where the old one stands.
  func goingOn(from old: QualifiedName, with new: QualifiedName, of id: ObjectID) -> Step {
    Step(
      .alter,
      id,
      """
      SELECT pg_catalog.setval(\(literal: new.sql.text), last_value, is_called) \
      FROM \(qualified: Self.aside(old))
      """,
      reason: "the numbers go on where the column's former sequence stands"
    )
  }

  /// Drops the old sequence of a default.
  func droppingSerial() -> Step {
    Step(
      .drop,
      serial,
      "DROP SEQUENCE \(qualified: Self.aside(serial.qualifiedName))",
      lock: .accessExclusive
    )
  }

  private static func aside(_ name: QualifiedName) -> QualifiedName {
    QualifiedName(schema: name.schema, name: TypeSwap.nameAside(name.name))
  }
}
