public import ObjectModel

/// One object's difference between two catalogs.
public enum Change: Sendable {
  /// The object is not there yet.
  case create(any ManagedObject)
  /// It differs in fields that statements can alter in place.
  case alter(old: any ManagedObject, new: any ManagedObject, fields: [ChangedField])
  /// It has to be made anew.
  case replace(
    old: any ManagedObject,
    new: any ManagedObject,
    fields: [ChangedField],
    reason: String
  )
  /// It is not declared.
  case drop(any ManagedObject)

  /// The object's identity: the new one where it changes.
  public var id: ObjectID {
    switch self {
    case .create(let new), .alter(_, let new, _), .replace(_, let new, _, _):
      new.id
    case .drop(let old): old.id
    }
  }

  /// The object before, if there was one.
  public var old: (any ManagedObject)? {
    switch self {
    case .create: nil
    case .alter(let old, _, _), .replace(let old, _, _, _), .drop(let old): old
    }
  }

  /// The object after, if there is one.
  public var new: (any ManagedObject)? {
    switch self {
    case .create(let new), .alter(_, let new, _), .replace(_, let new, _, _):
      new
    case .drop: nil
    }
  }

  /// The fields that differ, for an object that is there before and after.
  public var fields: [ChangedField] {
    switch self {
    case .alter(_, _, let fields), .replace(_, _, let fields, _): fields
    case .create, .drop: []
    }
  }
}
