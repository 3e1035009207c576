import ObjectModel
import PostgresVocabulary

extension Routine {
  /// USAGE on a trusted language, the right to set what it sets; some is for superusers.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context)
    if step.action == .drop || step.action == .rename { return usual }
    if let old = context.live.object(id, as: Self.self), !isStatedAnew(from: old) { return usual }
    let language: SQL =
      "FROM pg_catalog.pg_language AS l WHERE l.lanname = \(literal: self.language)"
    let rights: [RequiredRight] = [
      .superuser(
        "language \"\(self.language)\"",
        unless: """
          (SELECT COALESCE(pg_catalog.bool_and(l.lanpltrusted), true) \(language))
          """
      ),
      .privilege(
        "(SELECT pg_catalog.has_language_privilege(l.oid, 'USAGE') \(language))",
        "USAGE",
        on: "LANGUAGE \(identifier: self.language)"
      ),
    ]
    return usual + rights + superuserAttributes.map { .superuser($0) }
      + settings.entries.map { .setting($0.name) }
  }

  var superuserAttributes: [String] { [] }

  /// The types of the input arguments, and those of the result.
  var namedTypes: [String] {
    let arguments = id.names.count > 2 ? TypeList.split(id.names[2]) : []
    return arguments + resultTypes
  }

  var resultTypes: [String] { [] }

  /// `OR REPLACE` names everything, ALTER … DEPENDS ON EXTENSION nothing.
  func isStatedAnew(from old: any ManagedObject) -> Bool {
    changedFields(from: old).map(\.name) != ["depends_on_extensions"]
  }
}

extension Function {
  /// Manual: CREATE FUNCTION, on LEAKPROOF and SUPPORT.
  var superuserAttributes: [String] {
    (isLeakproof ? ["LEAKPROOF"] : []) + (support == nil ? [] : ["SUPPORT"])
  }

  var resultTypes: [String] {
    guard let text = returns?.text else { return [] }
    if text.hasPrefix("SETOF ") { return [String(text.dropFirst(6))] }
    guard text.hasPrefix("TABLE("), text.hasSuffix(")") else { return [text] }
    // Each column is a name and a type.
    return TypeList.split(String(text.dropFirst(6).dropLast())).map { column in
      var isQuoted = false
      let space = column.firstIndex { character in
        if character == "\"" { isQuoted.toggle() }
        return !isQuoted && character == " "
      }
      return space.map { String(column[$0...]).trimmed } ?? column
    }
  }
}
