import ObjectModel
import PostgresVocabulary

/// The name of an object in the SQL of a manifest, looked up among what is declared.
struct WrittenName {
  /// What the name may stand for, in the order in which the server looks: as it is written, and
  /// folded as names without quotes are.
  private let candidates: [QualifiedName]
  private let written: QualifiedName
  private let schemas: [String]

  /// Reads a name; nil when the text is more than one, or cannot be looked up.
  ///
  /// - Parameters:
  ///   - text: the SQL.
  ///   - searchPath: where it is looked up when it says no schema.
  init?(_ text: some StringProtocol, searchPath: [String]) {
    let text = String(text).trimmed
    let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || "_$.".contains($0) }
    guard isPlain || text.contains("\""), let name = QualifiedName(parsing: text) else {
      return nil
    }
    written = name
    schemas = name.schema.map { [$0] } ?? searchPath.filter { !$0.hasPrefix("$") }
    if schemas.isEmpty { return nil }
    candidates = schemas.flatMap { schema in
      let folded = QualifiedName(schema: schema.lowercased(), name: name.name.lowercased())
      return [QualifiedName(schema: schema, name: name.name), folded]
    }
  }

  /// The declared object that it stands for.
  func found(_ kinds: [KindName], in declared: Catalog) -> ObjectID? {
    candidates.lazy.flatMap { name in kinds.map { ObjectID($0, name) } }
      .first { declared[$0] != nil }
  }

  /// Names an object that is not declared.
  func mention(of kind: KindName, arguments: String? = nil, in field: String) -> Mention {
    let ids = schemas.map { schema in
      ObjectID(kind, [schema, written.name] + (arguments.map { [$0] } ?? []))
    }
    return Mention(of: ids[0], in: field, candidates: ids)
  }

  /// Says that it names nothing that is declared; nothing when it does.
  func undeclared(_ kinds: [KindName], in field: String, among declared: Catalog) -> [Mention] {
    found(kinds, in: declared) == nil ? [mention(of: kinds[0], in: field)] : []
  }

  /// Whether a routine of any arguments is declared by the name.
  func isRoutine(_ kind: KindName, in declared: Catalog) -> Bool {
    if candidates.contains(where: { declared[ObjectID(kind, $0.parts + [""])] != nil }) {
      return true
    }
    let names = Set(candidates.map(\.parts))
    return declared.objects.keys.contains {
      $0.kind == kind && $0.parent == nil && names.contains(Array($0.names.prefix(2)))
    }
  }

  /// The name that is written, without its schema.
  var name: String { written.name }
}

extension QualifiedName {
  fileprivate var parts: [String] { [schema ?? "", name] }
}
