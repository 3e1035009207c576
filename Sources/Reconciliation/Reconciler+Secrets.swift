import FoundationEssentials
import ObjectModel

extension Reconciler {
  /// The secret that a reference leads to; nil when it is not set, cannot be read or is empty.
  ///
  /// Paths start from the folder that the process runs in.
  func secret(_ reference: SecretReference) -> String? {
    let text: String?
    switch reference {
    case .environment(let name): text = environment[name]
    case .file(let path):
      let data = try? Data(contentsOf: URL(fileURLWithPath: path))
      text = data.map { String(decoding: $0, as: UTF8.self) }.map {
        $0.hasSuffix("\n") ? String($0.dropLast()) : $0
      }
    }
    return text?.isEmpty == false ? text : nil
  }
}

extension Catalog {
  /// The catalog with what tells declared secrets from those that a database holds.
  func recognising(_ secret: (SecretReference) -> String?) -> Catalog {
    var result = self
    for object in objects.values where type(of: object).traits.holdsSecrets {
      result.insert(object.recognising(secret))
    }
    return result
  }
}

extension Catalog {
  /// The catalog with what follows from the database at hand, in objects that are always there:
  /// its name and owner.
  func adopting(from database: Catalog) -> Catalog {
    var result = self
    for object in objects.values where type(of: object).traits.isAlwaysThere {
      if let present = database[object.id] { result.insert(object.adopting(present)) }
    }
    return result
  }
}
