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
        hazards: PolicyAccess.hazards(from: context.live.object(id), to: self)
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
        hazards: PolicyAccess.hazards(from: old, to: self)
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
        hazards: isRebuilt ? [] : PolicyAccess.hazards(from: self, to: nil)
      )
    ]
  }

  /// The roles after TO; no role can be named `public`.
  private var roleList: SQL {
    if roles.isEmpty || roles.contains("public") { return "public" }
    return "\(identifiers: roles)"
  }
}
