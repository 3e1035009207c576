import ObjectModel
import PostgresVocabulary

extension KindTraits {
  /// What all types that users define have in common.
  static func type(_ change: (inout Self) -> Void = { _ in }) -> Self {
    .with {
      $0.isInSchema = true
      $0.isUsedByName = true
      $0.isOwnable = true
      $0.isLabelable = true
      $0.namespaces = ["type"]
      $0.exportFolder = "types"
      $0.privileges = PrivilegeSet(
        ["usage"],
        publicByDefault: ["usage"],
        objectType: "types"
      )
      change(&$0)
    }
  }
}

extension Step {
  /// A change that cannot be carried out: it is refused before anything is run.
  static func refusal(_ id: ObjectID, _ message: String, hint: String) -> Step {
    let body = SQL("BEGIN RAISE EXCEPTION USING message = \(literal: message); END").text
    return Step(
      .alter,
      id,
      "DO \(body: body)",
      preconditions: [.refusal(message, hint: hint)]
    )
  }
}
