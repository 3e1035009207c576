public import ObjectModel
public import PostgresVocabulary

/// An object that the auth service keeps: no statement makes, addresses or drops it.
public protocol ServiceObject: ManagedObject {
  /// Where it was read from; nil for one that a manifest declares.
  var home: SettingHome? { get set }
}

extension ServiceObject {
  /// No statement addresses it.
  public static func address(of id: ObjectID) -> SQL { "" }

  /// Nothing: one that is not there is read as absent or unset, so that it is altered.
  public func create(in context: StepContext) -> [Step] { [] }

  /// Nothing: what is not declared is left alone.
  public func drop(in context: StepContext) -> [Step] { [] }

  /// Nothing: the service never changes what identifies it.
  public func rename(to id: ObjectID, in context: StepContext) -> [Step] { [] }
}
