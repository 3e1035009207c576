import ObjectModel
import PostgresVocabulary

extension RoleMembership {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a membership")
  }

  func create(in context: StepContext) -> [Step] {
    guard context.version >= 16 else {
      return [grant(canGrant ? " WITH ADMIN OPTION" : "", .create, context)]
    }
    var options: [SQL] = []
    if canGrant { options.append("ADMIN TRUE") }
    if let inherits { options.append("INHERIT \(Self.word(inherits))") }
    if !canSetRole { options.append("SET FALSE") }
    let with: SQL = options.isEmpty ? "" : " WITH \(options)"
    return [grant(with, .create, context)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    guard context.version >= 16 else {
      if canGrant == old.canGrant { return [grant("", .alter, context)] }
      if canGrant { return [grant(" WITH ADMIN OPTION", .alter, context)] }
      return [Step(.alter, id, "REVOKE ADMIN OPTION FOR \(pair(" FROM "))")]
    }
    var options: [SQL] = []
    if changed.contains("admin") { options.append("ADMIN \(Self.word(canGrant))") }
    if changed.contains("inherit") {
      let role = context.desired.object(id.root, as: Role.self)
      options.append("INHERIT \(Self.word(inherits ?? role?.inherits ?? true))")
    }
    if changed.contains("set") { options.append("SET \(Self.word(canSetRole))") }
    return [grant(" WITH \(options)\(old.grantedBy)", .alter, context)]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "REVOKE \(pair(" FROM "))\(context.version >= 16 ? grantedBy : "")")]
  }

  /// Follows a change of the member's own attribute; 16 and later.
  func settingInheritance(to value: Bool, in context: StepContext) -> [Step] {
    let live = context.live.object(id, as: Self.self) ?? self
    return [grant(" WITH INHERIT \(Self.word(value))\(live.grantedBy)", .alter, context)]
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    // A role that this plan makes is administered by who makes it.
    guard context.isPresent(ObjectID(.role, [group])) else { return [] }
    return [.administration(of: group, on: context.version)]
  }

  func versionNeeds(among declared: Catalog) -> [VersionNeed] {
    var needs: [VersionNeed] = []
    if inherits != nil {
      needs.append(VersionNeed("inherit", "inheritance that is one membership's own", since: 16))
    }
    if !canSetRole {
      needs.append(VersionNeed("set", "a membership without SET ROLE", since: 16))
    }
    return needs
  }

  // MARK: Parts

  private static func word(_ value: Bool) -> SQL { value ? "TRUE" : "FALSE" }

  private var grantedBy: SQL {
    grantor.map { " GRANTED BY \(identifier: $0)" } ?? ""
  }

  private func pair(_ preposition: SQL) -> SQL {
    "\(identifier: group)\(preposition)\(identifier: id.root.name)"
  }

  private func grant(_ tail: SQL, _ action: Step.Action, _ context: StepContext) -> Step {
    let isNew = action == .create && id.names.count > 1
    let by: SQL = isNew ? " GRANTED BY \(identifier: id.names[1])" : ""
    return Step(action, id, "GRANT \(pair(" TO "))\(tail)\(by)", hazards: [hazard])
  }

  private var hazard: Hazard {
    let admin = canGrant ? ", and let others do so" : ""
    return Hazard(
      .accessWidened,
      id,
      "\(id.root.name) can now do what \(group) can do\(admin)"
    )
  }
}
