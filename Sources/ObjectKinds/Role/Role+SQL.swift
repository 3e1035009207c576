import ObjectModel
import PostgresVocabulary

extension Role {
  static func address(of id: ObjectID) -> SQL {
    "ROLE \(identifier: id.name)"
  }

  func create(in context: StepContext) -> [Step] {
    let blank = Self(id: id)
    let changed = Set(changedFields(from: blank).map(\.name))
    let options = options(changed)
    let tail: SQL = options.isEmpty ? "" : " WITH \(options, separator: " ")"
    return [
      Step(
        .create,
        id,
        "CREATE \(Self.address(of: id))\(tail)",
        hazards: hazards(from: blank, isNew: true)
      )
    ] + (context.knowsDependencies ? passwordSteps(from: nil) : [])
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    let options = options(changed)
    if !options.isEmpty {
      steps.append(
        Step(
          .alter,
          id,
          "ALTER \(Self.address(of: id)) WITH \(options, separator: " ")",
          hazards: hazards(from: old, isNew: false)
        )
      )
    }
    if changed.contains("password"), context.knowsDependencies {
      steps += passwordSteps(from: old.password)
    }
    if changed.contains("inherit"), context.version >= 16 {
      steps += membershipsThatFollow(in: context)
    }
    return steps
  }

  func drop(in context: StepContext) -> [Step] {
    [
      Step(
        .drop,
        id,
        "DROP \(Self.address(of: id))",
        hazards: [
          Hazard(.irreversible, id, "the role is dropped with its password and its memberships")
        ]
      )
    ]
  }

  /// A rename takes an MD5 hash away: it holds the name.
  func rename(to new: ObjectID, in context: StepContext) -> [Step] {
    guard case .live(.verifier(let verifier)) = password, verifier.isMD5 else {
      return moved(to: new)
    }
    let loss = Hazard(
      .irreversible,
      new,
      "PostgreSQL keeps the password of \(id.name) as an MD5 hash, which a rename takes away: "
        + "nobody can log in by it afterwards"
    )
    return moved(to: new).map { step in
      var step = step
      step.hazards.append(loss)
      return step
    }
  }

  /// Since 16 each membership keeps what the role's attribute was when it was granted; those that
  /// do not say otherwise follow the attribute.
  private func membershipsThatFollow(in context: StepContext) -> [Step] {
    context.desired.children(of: id, as: RoleMembership.self)
      .filter { $0.inherits == nil && context.live[$0.id] != nil }
      .flatMap { $0.settingInheritance(to: inherits, in: context) }
  }

  // MARK: Rights

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let old = context.live.object(id, as: Self.self)
    if isAboutPassword(step), id.name == context.applyingRole { return [] }
    var rights = [RequiredRight.attribute("CREATEROLE", "rolcreaterole")]
    if old != nil, step.action != .create {
      rights.append(.administration(of: old?.id.name ?? id.name, on: context.version))
    }
    let before = old ?? Self(id: id)
    if isSuperuser || before.isSuperuser {
      rights.append(.superuser("changing the superuser \"\(id.name)\""))
    }
    let powers: [(isChanged: Bool, word: SQL, column: SQL)] = [
      (canCreateDatabases != before.canCreateDatabases, "CREATEDB", "rolcreatedb"),
      (canReplicate != before.canReplicate, "REPLICATION", "rolreplication"),
      (bypassesRowSecurity != before.bypassesRowSecurity, "BYPASSRLS", "rolbypassrls"),
    ]
    for power in powers where power.isChanged {
      if context.version >= 16 {
        rights.append(.attribute(power.word, power.column))
      } else if power.word != "CREATEDB" {
        rights.append(.superuser("\(power.word.text) of role \"\(id.name)\""))
      }
    }
    return rights
  }

  /// Everybody may change a password of their own.
  private func isAboutPassword(_ step: Step) -> Bool {
    guard case .statement(let statement) = step.effect else { return false }
    return !statement.secrets.isEmpty || statement.sql == "ALTER \(address) PASSWORD NULL"
  }

  // MARK: Clauses

  private func options(_ changed: Set<String>) -> [SQL] {
    let words: [(field: String, isOn: Bool, word: SQL)] = [
      ("superuser", isSuperuser, "SUPERUSER"), ("createdb", canCreateDatabases, "CREATEDB"),
      ("createrole", canCreateRoles, "CREATEROLE"), ("inherit", inherits, "INHERIT"),
      ("login", canLogIn, "LOGIN"), ("replication", canReplicate, "REPLICATION"),
      ("bypassrls", bypassesRowSecurity, "BYPASSRLS"),
    ]
    var options: [SQL] = words.filter { changed.contains($0.field) }
      .map { $0.isOn ? $0.word : "NO\($0.word)" }
    if changed.contains("connection_limit") {
      let limit = SQL(unchecked: String(connectionLimit ?? -1))  // digits
      options.append("CONNECTION LIMIT \(limit)")
    }
    if changed.contains("valid_until") {
      // There is no way back to "none" but one that means the same.
      options.append("VALID UNTIL \(literal: expiry?.text ?? "infinity")")
    }
    return options
  }

  private func hazards(from old: Self, isNew: Bool) -> [Hazard] {
    let powers: [(before: Bool, after: Bool, words: String)] = [
      (
        old.isSuperuser, isSuperuser,
        "is a superuser: it can read and do everything on the whole server"
      ),
      (old.bypassesRowSecurity, bypassesRowSecurity, "is no longer held back by any policy"),
      (old.canCreateRoles, canCreateRoles, "can make roles, and change those it has made"),
      (
        old.canReplicate, canReplicate,
        "can stream all data of the server, past every privilege and policy"
      ),
    ]
    var words = powers.filter { $0.after && !$0.before }.map(\.words)
    if !isNew {
      if canLogIn && !old.canLogIn { words.append("can log in") }
      if inherits && !old.inherits { words.append("has the privileges of its groups at once") }
      if let before = old.expiry, expiry.map({ before < $0 }) ?? true {
        words.append("can use its password for longer")
      }
    }
    return words.map { Hazard(.accessWidened, id, "\(id.name) now \($0)") }
  }
}
