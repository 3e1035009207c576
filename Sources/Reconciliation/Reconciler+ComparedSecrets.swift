import Diagnostics
import Execution
import ManifestLoading
import ObjectModel
import Planning
import PostgresClient

/// What has been found out of declared secrets that the database does not tell by itself.
struct ComparedSecrets {
  /// The live objects; those whose secrets are taken for others say so.
  var live: Catalog
  /// The secrets of which nobody can tell, for the report.
  var notLookedAt: [NotManaged] = []
  /// What is kept of the secrets that will be sent; nil where the database tells by itself.
  var receipts: SecretReceipts?
}

/// What is kept of secrets that are sent, for plans to come.
struct SecretReceipts: Sendable {
  /// What only those know who may send them: the password of the connection, if it takes one.
  let key: String?
  let secret: @Sendable (SecretReference) -> String?

  /// The stage, whose verifiers are sent with a receipt.
  func added(to stage: Plan.Stage) -> Plan.Stage {
    guard key != nil else { return stage }
    return Plan.Stage(
      isTransaction: stage.isTransaction,
      reason: stage.reason,
      steps: stage.steps.map(added)
    )
  }

  private func added(to step: Step) -> Step {
    guard case .statement(var statement) = step.effect, !statement.secrets.isEmpty else {
      return step
    }
    statement.secrets = statement.secrets.map { text in
      guard text.form == .verifier, let key, let reference = text.references.first,
        let value = secret(reference)
      else { return text }
      var text = text
      text.receipt = SecretReceipt.text(of: value, key: key, subject: "\(step.subject)")
      return text
    }
    var step = step
    step.effect = .statement(statement)
    return step
  }

  /// Why a secret has to be sent, as far as can be told by what was sent last; nil when it is that.
  func reason(toSend reference: SecretReference, of id: ObjectID, last: SentSecret?) -> String? {
    guard let last, last.isDone, last.text == reference.text || last.receipt != nil else {
      return "the live password cannot be compared; this one was never sent from here"
    }
    guard let key, let value = secret(reference) else { return nil }
    guard let receipt = last.receipt else {
      return "the live password cannot be compared; which one was sent last is not known"
    }
    if SecretReceipt.isSame(value, as: receipt, key: key, subject: "\(id)") { return nil }
    return "the live password cannot be compared; this one is not the one sent last"
  }
}

extension Reconciler {
  /// The desired objects with their secrets, as far as these are to be had and matter.
  func recognised(_ desired: Catalog, _ request: Request) -> Catalog {
    if request.comparesPasswords { return desired.recognising(secret) }
    var result = desired.recognising(secret)
    for object in desired.objects.values where type(of: object).traits.holdsSecrets {
      if Self.declared(object, beside: object).contains(where: { $0.secret.form == .verifier }) {
        result.insert(object.forgettingSecrets)
      }
    }
    return result
  }

  /// A declared secret with the object that holds it.
  private struct Found {
    let id: ObjectID
    let live: any ManagedObject
    let secret: DeclaredSecret
  }

  /// Finds out of each declared secret whether it has to be sent, as far as the difference does not
  /// say it.
  ///
  /// - Throws: `DiagnosticsError` for secrets that cannot be sent; `ConnectionError`,
  ///   `ServerError`.
  func comparedSecrets(
    _ request: Request,
    _ desired: Catalog,
    _ live: Catalog
  ) async throws -> ComparedSecrets {
    var result = ComparedSecrets(live: live)
    let holders = desired.objects.values.filter { type(of: $0).traits.holdsSecrets }
    try checkForm(holders, request.declared)
    let found = holders.flatMap { object in
      live[object.id].map { Self.declared(object, beside: $0) } ?? []
    }.sorted { $0.id < $1.id }
    let isHidden = found.contains { $0.secret.standing == .hidden }
    let isSentAnyway = holders.contains { object in
      live[object.id] == nil
        && Self.declared(object, beside: object).contains { $0.secret.form == .verifier }
    }
    var last: [ObjectID: SentSecret] = [:]
    if isHidden || isSentAnyway {
      (result.receipts, last) = try await sentSecrets(request.settings)
    }
    var notes: [String: Int] = [:]
    for item in found {
      if let reason = reason(item, last[item.id], result.receipts, request) {
        result.live.insert(item.live.supposingOtherSecrets(because: reason))
      } else if let note = note(item.secret) {
        notes[note, default: 0] += 1
      }
    }
    result.notLookedAt = notes.sorted { $0.key < $1.key }.map { NotManaged(what: $0, count: $1) }
    return result
  }

  /// What is known of the secrets that were sent last, and what to keep of those to come; nothing
  /// for a role to which the database tells more.
  private func sentSecrets(
    _ settings: ConnectionSettings
  ) async throws -> (SecretReceipts?, [ObjectID: SentSecret]) {
    let connection = try await Connection.open(settings)
    if connection.isSuperuser {
      await connection.close()
      return (nil, [:])
    }
    let sent = try await SentSecret.read(.verifier, from: connection)
    let receipts = SecretReceipts(key: await connection.password, secret: { secret($0) })
    await connection.close()
    return (receipts, Dictionary(sent.map { ($0.subject, $0) }, uniquingKeysWith: { $1 }))
  }

  private static func declared(
    _ object: some ManagedObject,
    beside live: any ManagedObject
  ) -> [Found] {
    func found<Object: ManagedObject>(_ object: Object) -> [Found] {
      guard let old = live as? Object else { return [] }
      return object.secrets(beside: old).map { Found(id: object.id, live: old, secret: $0) }
    }
    return found(object)
  }

  /// Passwords of which no verifier can be made.
  private func checkForm(
    _ holders: [any ManagedObject],
    _ declared: DeclaredState
  ) throws {
    var diagnostics = DiagnosticCollector()
    for object in holders {
      for item in Self.declared(object, beside: object) where item.secret.form == .verifier {
        guard let reference = item.secret.reference, let value = secret(reference),
          !PasswordVerifier.isSupported(value)
        else { continue }
        diagnostics.report(
          Diagnostic(
            .error,
            code: "secret.unsupported",
            "the password in \(reference.text) has characters beyond ASCII",
            at: declared.declared[item.id]?.range,
            hint: "Choose one of letters, digits and signs of ASCII."
          )
        )
      }
    }
    try diagnostics.throwIfErrors()
  }

  private func reason(
    _ item: Found,
    _ last: SentSecret?,
    _ receipts: SecretReceipts?,
    _ request: Request
  ) -> String? {
    guard item.secret.form == .verifier else { return nil }
    if request.resendsSecrets { return "sent again, as asked" }
    guard item.secret.standing == .hidden, let reference = item.secret.reference else { return nil }
    return receipts?.reason(toSend: reference, of: item.id, last: last)
  }

  private func note(_ item: DeclaredSecret) -> String? {
    if let reference = item.reference, secret(reference) == nil {
      return "\(item.what) in \(reference.text), which is not set"
    }
    switch item.standing {
    case .compared: return nil
    case .comparedAs(let form): return "\(item.what) in the form of an \(form)"
    case .hidden:
      return "\(item.what) in the server's keeping, which only superusers can compare"
        + (item.form == .verifier ? " (--resend-secrets sends it)" : "")
    }
  }
}
