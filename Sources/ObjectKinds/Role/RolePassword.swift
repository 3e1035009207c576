import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// The password of a role: never itself, only where it is to be found or what a server keeps of it.
///
/// Catalog: `pg_authid.rolpassword`, which only superusers read. Manual: CREATE ROLE, PASSWORD.
enum RolePassword: FieldCodable {
  /// Nothing is said, so that it is left alone.
  case unsaid
  /// Declared: there is none.
  case none
  /// Declared, with the password itself once that is known.
  case reference(SecretReference, KnownSecret?)
  /// What a server holds.
  case live(Live)

  enum Live: Sendable {
    case nothing
    case verifier(PasswordVerifier)
    /// The role may not see it.
    case unseen
    /// Taken for another one than the declared, for a reason.
    case other(String)
  }

  /// A password, kept only to be compared.
  struct KnownSecret: Sendable, CustomReflectable, CustomStringConvertible {
    let text: String
    var description: String { "a secret" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
  }

  static let shape = ValueShape.text("${env:NAME} or ${file:PATH} for a secret")

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    if node.isNull {
      self = .none
      return
    }
    if let reference = node.stringValue.flatMap(SecretReference.init) {
      self = .reference(reference, nil)
    } else if node.stringValue == SecretValue.hiddenText {
      self = .live(.unseen)
    } else {
      diagnostics.report(.plainSecret("password", at: node.range))
      return nil
    }
  }

  var fieldValue: FieldValue {
    switch self {
    case .unsaid, .none, .live(.nothing): .absent
    case .reference(let reference, _): .text(reference.text)
    case .live(.other(let reason)): .text("\(SecretValue.hiddenText) (\(reason))")
    case .live: .text(SecretValue.hiddenText)
    }
  }

  /// Nothing: not every role may see it.
  var comparedValue: FieldValue { .absent }

  static var unrecorded: Self? { .live(.unseen) }

  /// Compares as far as can be told; what two servers hold is taken for the same.
  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.unsaid, .unsaid), (.none, .none), (.live, .live): true
    case (.unsaid, .live), (.live, .unsaid): true
    case (.none, .live(let live)), (.live(let live), .none): !live.mayBeThere
    case (.reference(let left, _), .reference(let right, _)): left == right
    case (.reference(_, let secret), .live(let live)), (.live(let live), .reference(_, let secret)):
      live.mayBe(secret)
    case (.unsaid, _), (_, .unsaid), (.none, _), (_, .none): false
    }
  }

  var reference: SecretReference? {
    if case .reference(let reference, _) = self { reference } else { nil }
  }
}

extension RolePassword.Live {
  /// Whether there is a password, for all that is known.
  fileprivate var mayBeThere: Bool {
    switch self {
    case .nothing, .unseen: false
    case .verifier, .other: true
    }
  }

  fileprivate func mayBe(_ secret: RolePassword.KnownSecret?) -> Bool {
    switch self {
    case .nothing, .other: false
    case .unseen: true
    case .verifier(let verifier): secret.map { verifier.fits($0.text) } ?? true
    }
  }
}

// MARK: - Secrets

extension Role {
  func recognising(_ secret: (SecretReference) -> String?) -> Self {
    guard case .reference(let reference, _) = password else { return self }
    var copy = self
    copy.password = .reference(reference, secret(reference).map { .init(text: $0) })
    return copy
  }

  func secrets(beside live: Self) -> [DeclaredSecret] {
    switch password {
    case .unsaid, .live: return []
    case .none, .reference: break
    }
    let standing: DeclaredSecret.Standing =
      switch live.password {
      case .live(.unseen): .hidden
      case .live(.verifier(let verifier)) where verifier.isMD5 && password == live.password:
        .comparedAs("MD5 hash")
      case .unsaid, .none, .reference, .live: .compared
      }
    return [
      DeclaredSecret(
        password.reference,
        what: "role password",
        form: .verifier,
        standing: standing
      )
    ]
  }

  func supposingOtherSecrets(because reason: String) -> Self {
    var copy = self
    copy.password = .live(.other(reason))
    return copy
  }

  // MARK: Statements

  /// The statement that sets the password, or takes it away; a verifier is sent in its stead.
  func passwordSteps(from old: RolePassword?) -> [Step] {
    let address = Self.address(of: id)
    switch password {
    case .unsaid, .live: return []
    case .none:
      guard let old, old != password else { return [] }
      return [
        Step(
          .alter,
          id,
          "ALTER \(address) PASSWORD NULL",
          hazards: [
            Hazard(
              .irreversible,
              id,
              "nobody can log in as \(id.name) by password any more, and nothing brings it back"
            )
          ]
        )
      ]
    case .reference(let reference, _):
      if let old, old == password { return [] }
      let statement: SQL = "ALTER \(address) PASSWORD \(literal: reference.text)"
      let step = Step(.alter, id, statement, hazards: passwordHazards(old, reference))
      return [step.hiding([SecretText(reference.text, form: .verifier)])]
    }
  }

  private func passwordHazards(_ old: RolePassword?, _ reference: SecretReference) -> [Hazard] {
    // Who may log in without a password is the server's own affair: pg_hba.conf.
    guard canLogIn, let old else { return [] }
    let who = "who knows \(reference.text) can log in as \(id.name)"
    if case .live(.nothing) = old { return [Hazard(.accessWidened, id, who)] }
    return [
      Hazard(.accessWidened, id, who),
      Hazard(
        .irreversible,
        id,
        "the password that \(id.name) has now is lost and not valid any more"
      ),
    ]
  }
}
