// MARK: - What the stages ask of any kind

extension ManagedObject {
  /// The fields in which another state of the object differs, apart from those that do not count.
  ///
  /// Inlinable, as each kind has its own: it is asked for every object of every comparison.
  @inlinable
  public func changedFields(from old: any ManagedObject) -> [ChangedField] {
    guard let old = old as? Self else {
      preconditionFailure("\(old.id) and \(id) are compared, but are not of one kind")
    }
    var changed: [ChangedField] = []
    for index in Self.fields.indices where Self.fields[index].counts {
      if Self.fields[index].agrees(old, self) { continue }
      changed += changes(of: Self.fields[index], from: old)
    }
    return changed
  }

  /// What differs in a field: the parts, for a field that has parts.
  @usableFromInline
  func changes(of field: Field<Self>, from old: Self) -> [ChangedField] {
    let parts = changedParts(of: field, from: old)
    if !parts.isEmpty { return parts }
    let (before, after) = (field.value(old), field.value(self))
    return [ChangedField(name: field.name, old: before, new: after, change: field.change)]
  }

  /// The parts of a field in which two states differ, for a field that has parts.
  private func changedParts(of field: Field<Self>, from old: Self) -> [ChangedField] {
    guard let items = field.items else { return [] }
    let before = Dictionary(items(old, self).map { ($0.key, $0.value) }) { first, _ in first }
    let after = Dictionary(items(self, old).map { ($0.key, $0.value) }) { first, _ in first }
    return Set(before.keys).union(after.keys).sorted().compactMap { key in
      let (left, right) = (before[key] ?? .absent, after[key] ?? .absent)
      if left == right { return nil }
      return ChangedField(name: key, old: left, new: right, change: field.change)
    }
  }

  /// All fields by name, in the order of the kind's table.
  public var fieldValues: [FieldValue.Entry] {
    Self.fields.map { .init($0.name, $0.value(self)) }
  }

  /// `alter`, for callers that do not know the kind.
  public func alterSteps(
    from old: any ManagedObject,
    changed: Set<String>,
    in context: StepContext
  ) -> [Step] {
    guard let old = old as? Self else { return [] }
    return alter(from: old, changed: changed, in: context)
  }

  /// `release`, for callers that do not know the kind.
  public func releaseSteps(
    from old: any ManagedObject,
    changed: Set<String>,
    in context: StepContext
  ) -> [Step] {
    guard let old = old as? Self else { return [] }
    return release(from: old, changed: changed, in: context)
  }

  /// `conclude`, for callers that do not know the kind.
  public func concludeSteps(
    from old: any ManagedObject,
    changed: Set<String>,
    in context: StepContext
  ) -> [Step] {
    guard let old = old as? Self else { return [] }
    return conclude(from: old, changed: changed, in: context)
  }

  /// Why the object has to be made anew, by the table of fields or by the kind's own judgement.
  public func reasonForReplacement(
    from old: any ManagedObject,
    changed: [ChangedField],
    in context: StepContext
  ) -> String? {
    for field in changed {
      if case .replace(let reason) = field.change { return reason }
    }
    guard let old = old as? Self else { return nil }
    return replacementReason(from: old, changed: Set(changed.map(\.name)), in: context)
  }

  /// `disturbsDependents`, for callers that do not know the kind.
  public func disturbs(
    from old: any ManagedObject,
    changed: [ChangedField],
    in context: StepContext
  ) -> Bool {
    guard let old = old as? Self else { return false }
    return disturbsDependents(from: old, changed: Set(changed.map(\.name)), in: context)
  }
}

extension ManagedObject {
  /// `endsEffect`, for callers that do not know the kind.
  public func ends(effectOf old: any ManagedObject) -> Bool {
    (old as? Self).map { endsEffect(from: $0) } ?? false
  }
}

/// One field in which two states of an object differ.
public struct ChangedField: Hashable, Sendable {
  /// The manifest key.
  public let name: String
  /// The value before.
  public let old: FieldValue
  /// The value after.
  public let new: FieldValue
  /// What the change takes.
  public let change: FieldChange

  /// Describes one difference.
  public init(name: String, old: FieldValue, new: FieldValue, change: FieldChange) {
    self.name = name
    self.old = old
    self.new = new
    self.change = change
  }
}

extension ManagedObject {
  /// The fields in which a difference is a change, by name, in the order of the kind's table.
  ///
  /// Inlinable, as each kind has its own: it is asked for every object of every fingerprint.
  @inlinable public var comparedValues: [FieldValue.Entry] {
    var values: [FieldValue.Entry] = []
    values.reserveCapacity(Self.fields.count)
    for index in Self.fields.indices where Self.fields[index].counts {
      let value = Self.fields[index].compared(self)
      values.append(FieldValue.Entry(Self.fields[index].name, value))
    }
    return values
  }
}

extension ManagedObject {
  /// None: what means the same has the same values.
  public var declarableForms: [Self] { [] }
}

extension ManagedObject {
  /// The same object under another identity.
  public func identified(as id: ObjectID) -> Self {
    if id == self.id { return self }
    var copy = Self(id: id)
    for field in Self.fields { field.copy(self, &copy) }
    return copy
  }
}

extension ManagedObject {
  /// The object with another one's values of the fields that follow from elsewhere.
  public func adopting(_ other: any ManagedObject) -> Self {
    guard let other = other as? Self else { return self }
    var copy = self
    for field in Self.fields where !field.isInManifest { field.copy(other, &copy) }
    return copy
  }
}

extension ManagedObject {
  /// None.
  public func hindrances(
    becoming new: (any ManagedObject)?,
    in context: StepContext
  ) -> [ObjectID] {
    []
  }
}
