public import ObjectModel

/// An object that gets another name, or parts of which do, and that keeps everything else.
public struct Rename: Sendable {
  /// The object as it is before.
  public let old: any ManagedObject
  /// Its identity afterwards.
  public let new: ObjectID
  /// The parts that get other names, once the object has its own.
  public var parts: [PartRename] = []
  /// Its identity once the schema that it lies in has got another name.
  let present: ObjectID
  /// The identity that reports give it: the last, where it steps aside first.
  let subject: ObjectID
  /// Whether it takes no statement: another rename brings it along.
  let isBroughtAlong: Bool

  /// Pairs an object with its new identity.
  ///
  /// - Parameters:
  ///   - old: the object as it is before.
  ///   - new: its identity afterwards.
  ///   - present: its identity once the schema that it lies in has got another name; nil for that
  ///     of `old`.
  ///   - isBroughtAlong: whether another rename brings it along.
  public init(
    old: any ManagedObject,
    new: ObjectID,
    present: ObjectID? = nil,
    isBroughtAlong: Bool = false
  ) {
    self.init(
      old: old,
      new: new,
      present: present,
      subject: new,
      isBroughtAlong: isBroughtAlong
    )
  }

  init(
    old: any ManagedObject,
    new: ObjectID,
    present: ObjectID? = nil,
    subject: ObjectID,
    isBroughtAlong: Bool = false
  ) {
    self.old = old
    self.new = new
    self.present = present ?? old.id
    self.subject = subject
    self.isBroughtAlong = isBroughtAlong
  }

  /// The statements; what the object lives in has got its own new name before.
  public func steps(in context: StepContext) -> [Step] {
    if isBroughtAlong { return [] }
    let present = new.parent.map { ObjectID(old.id.kind, old.id.names, in: $0) } ?? self.present
    let own = old.identified(as: present).rename(to: new, in: context)
    let after = old.identified(as: new)
    return (own + parts.flatMap { after.rename($0, in: context) }).map { step in
      var step = step
      if step.subject == new { step.subject = subject }
      return step
    }
  }
}
