import ObjectModel
import PostgresVocabulary

extension TypeDefinition {
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    [.superuser("the definition of \(id.root)")]
  }

  func create(in context: StepContext) -> [Step] {
    let list = (functions + layout).map { name, value in value.map { "\(name) = \($0)" as SQL } }
    return [
      Step(
        .create,
        id,
        "CREATE \(Self.address(of: id)) (\n  \(list.compactMap(\.self), separator: ",\n  ")\n)",
        hazards: CalledRoutines.hazards(of: id, asking: .nobody, in: context)
      )
    ]
  }

  /// Whatever else the server cannot alter would take another type: its functions and it need each
  /// other, and columns hold it.
  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var fixed = changed.subtracting([
      "receive", "send", "typmod_in", "typmod_out", "analyze", "subscript",
    ])
    if storage != .plain { fixed.remove("storage") }
    if let field = fixed.min() {
      return [
        refusal("PostgreSQL cannot alter \(field) of \(id.root)")
      ]
    }
    let new = functions + [("STORAGE", SQL(unchecked: storage.rawValue))]
    let before = old.functions + [("STORAGE", SQL(unchecked: old.storage.rawValue))]
    let changes = zip(before, new).filter { $0.value != $1.value }.map(\.1)
    let list: [SQL] = changes.map { "\($0.name) = \($0.value ?? "NONE")" }
    return [
      Step(
        .alter,
        id,
        "ALTER \(Self.address(of: id)) SET (\(list))",
        lock: .accessExclusive,
        hazards: CalledRoutines.hazards(of: id, asking: .nobody, in: context)
      )
    ]
  }

  /// It goes with the type only.
  func drop(in context: StepContext) -> [Step] {
    if context.desired[id.root] == nil { return [] }
    return [refusal("PostgreSQL cannot take the definition off \(id.root)")]
  }

  private func refusal(_ message: String) -> Step {
    .refusal(
      id,
      message,
      hint: "Declare a base type of another name, and change what uses this one to it."
    )
  }

  // MARK: Options

  private typealias Option = (name: SQL, value: SQL?)

  private var functions: [Option] {
    [
      ("INPUT", input), ("OUTPUT", output), ("RECEIVE", receive), ("SEND", send),
      ("TYPMOD_IN", typmodIn), ("TYPMOD_OUT", typmodOut), ("ANALYZE", analyze),
      ("SUBSCRIPT", `subscript`),
    ]
  }

  private var layout: [Option] {
    [
      ("INTERNALLENGTH", length.map { "\(number: $0)" } ?? "VARIABLE"),
      ("PASSEDBYVALUE", isPassedByValue ? "true" : nil),
      ("ALIGNMENT", SQL(unchecked: alignment.rawValue)),
      ("STORAGE", SQL(unchecked: storage.rawValue)),
      ("CATEGORY", category == "U" ? nil : "\(literal: category)"),
      ("PREFERRED", isPreferred ? "true" : nil),
      ("DEFAULT", defaultValue.map { "\(literal: $0)" }),
      ("ELEMENT", element),
      ("DELIMITER", delimiter == "," ? nil : "\(literal: delimiter)"),
      ("COLLATABLE", isCollatable ? "true" : nil),
    ]
  }
}
