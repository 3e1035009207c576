import Diagnostics
public import ObjectModel
import YAMLSource

/// A service through which people sign in, as the auth service keeps it in a table of its own.
///
/// The service is asked to change it: it fetches and checks what a provider refers to, encrypts
/// secrets and caches what it has read. Providers that no manifest declares are left alone.
public protocol SignInProvider: ServiceObject {
  /// What a provider of the kind is, for people.
  static var word: String { get }
  /// The table that keeps such providers.
  static var table: String { get }
  /// The setting without which the service knows no such providers.
  static var switchName: String { get }
  /// Whether there is to be none.
  var isAbsent: Bool { get set }
  /// What is to be known of a change beside what it risks.
  func reason(from old: Self) -> String
  /// What a change lets people do, and what cannot be brought back.
  func hazards(from old: Self) -> [Hazard]
}

extension SignInProvider {
  /// The service knows such providers first.
  public var references: [ObjectID] { [AuthSetting.id(Self.switchName)] }

  /// One call of the place where it is kept.
  public func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    guard let change = old.home?.change else { return [] }
    let reasons = [reason(from: old), change.reason].filter { !$0.isEmpty }
    var step = Step(
      .alter,
      id,
      effect: .external(change.call),
      reason: reasons.joined(separator: "; ")
    )
    step.hazards = hazards(from: old)
    return [step]
  }

  /// What is said of the provider, for saved plans; without secrets, which no service tells.
  var stateText: String {
    Self.fields.filter { $0.isInManifest && !Self.secretFields.contains($0.name) }
      .map { "\($0.name)=\($0.value(self))" }.joined(separator: "\n")
  }

  private static var secretFields: Set<String> { ["client_secret"] }

  /// The key by which a manifest says that there is to be none.
  static func absence(
    _ path: any (WritableKeyPath<Self, Bool> & Sendable)
  ) -> Field<Self> {
    Field(
      "state",
      path,
      .alter,
      "\"absent\" for one that is to be removed.",
      shape: .oneOf(["absent"]),
      fieldValue: { $0 ? .text("absent") : .absent },
      decode: { node, _, diagnostics in
        if node.stringValue == "absent" { return true }
        diagnostics.error("manifest.wrong-type", "\"state\" must be \"absent\"", at: node.range)
        return nil
      }
    )
  }
}

/// What is wrong with a declared provider: the key that says it, the mistake, and what to do.
typealias ProviderProblem = (field: String, message: String, hint: String?)
