import ObjectModel
import PostgresVocabulary

extension Policy {
  /// Platforms let their privileged role put policies on some tables of theirs.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    usualRights(for: step, in: context).map(\.orPlatformsTrust)
  }

  static func address(of id: ObjectID) -> SQL {
    guard let table = id.parent else { preconditionFailure("a policy belongs to a table") }
    return "POLICY \(identifier: id.name) ON \(qualified: table.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    var parts: [SQL] = ["CREATE \(Self.address(of: id))"]
    if mode == .restrictive { parts.append("AS RESTRICTIVE") }
    if command != .all {
      parts.append("FOR \(SQL(unchecked: command.rawValue.uppercased()))")
    }
    if !roles.isEmpty { parts.append("TO \(roleList)") }
    if let using { parts.append("USING (\(using))") }
    if let withCheck { parts.append("WITH CHECK (\(withCheck))") }
    return [
      Step(
        .create,
        id,
        "\(parts, separator: "\n  ")",
        lock: .accessExclusive,
        hazards: hazards(from: context.live.object(id), in: context)
      )
    ]
  }

  /// `ALTER POLICY` takes no clause away.
  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    if old.using != nil && using == nil { return "PostgreSQL cannot take USING off a policy" }
    if old.withCheck != nil && withCheck == nil {
      return "PostgreSQL cannot take WITH CHECK off a policy"
    }
    return nil
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var parts: [SQL] = ["ALTER \(Self.address(of: id))"]
    if changed.contains("to") { parts.append("TO \(roleList)") }
    if changed.contains("using"), let using { parts.append("USING (\(using))") }
    if changed.contains("with_check"), let withCheck { parts.append("WITH CHECK (\(withCheck))") }
    return [
      Step(
        .alter,
        id,
        "\(parts, separator: "\n  ")",
        lock: .accessExclusive,
        hazards: hazards(from: old, in: context)
      )
    ]
  }

  /// What a policy that is made anew opens is said where it is made.
  func drop(in context: StepContext) -> [Step] {
    let isRebuilt = context.desired[id] != nil
    return [
      Step(
        .drop,
        id,
        "DROP \(Self.address(of: id))",
        lock: .accessExclusive,
        hazards: isRebuilt
          ? [] : PolicyAccess.hazards(from: self, to: nil) + deciders(from: self, to: nil, context)
      )
    ]
  }

  private func hazards(from old: Self?, in context: StepContext) -> [Hazard] {
    PolicyAccess.hazards(from: old, to: self) + deciders(from: old, to: self, context)
  }

  /// Who decides by the rows that one sees otherwise; what switches policies on tells it itself.
  private func deciders(from old: Self?, to new: Self?, _ context: StepContext) -> [Hazard] {
    guard old?.rule != new?.rule, old?.showsRows == true || new?.showsRows == true,
      RowSecurity.isEnabled(on: id.root, in: context.live),
      RowSecurity.isEnabled(on: id.root, in: context.desired)
    else { return [] }
    return Deciders.hazards(ofRowsIn: id.root, by: id, in: context)
  }

  /// Whether it decides which rows are seen.
  var showsRows: Bool { command == .all || command == .select }

  /// What it says of rows that are seen.
  private var rule: [FieldValue] {
    [mode.fieldValue, command.fieldValue, roles.fieldValue, using.fieldValue]
  }

  /// The roles after TO; no role can be named `public`.
  private var roleList: SQL {
    if roles.isEmpty || roles.contains("public") { return "public" }
    return "\(identifiers: roles)"
  }
}
