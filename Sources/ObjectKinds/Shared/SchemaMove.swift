import ObjectModel
import PostgresVocabulary

extension CatalogObject {
  /// The statements that give an object that lies in a schema another name, schema or both.
  func moved(to new: ObjectID) -> [Step] {
    var current = id
    var steps: [Step] = []
    if let schema = new.schema, schema != id.schema {
      steps.append(
        Step(.rename, new, "ALTER \(Self.address(of: current)) SET SCHEMA \(identifier: schema)")
      )
      current = ObjectID(Self.kind, [schema, id.name])
    }
    if new.name != id.name {
      steps.append(
        Step(.rename, new, "ALTER \(Self.address(of: current)) RENAME TO \(identifier: new.name)")
      )
    }
    return steps
  }
}
