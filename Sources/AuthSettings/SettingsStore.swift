public import ObjectModel

/// Something that carries out the calls of steps.
public protocol CallReceiver: Sendable {
  /// The name of the system in the calls of steps, such as `env_file`.
  var name: String { get }

  /// Carries out the calls of steps, together where that can be; a second time they change nothing.
  ///
  /// - Throws: `AuthSettingsError`.
  func perform(_ calls: [ExternalCall]) async throws
}

extension CallReceiver {
  /// Carries out the call of one step.
  ///
  /// - Throws: `AuthSettingsError`.
  public func perform(_ call: ExternalCall) async throws { try await perform([call]) }
}

/// A place where the settings of an auth service live: an environment file, the hosted platform.
public protocol SettingsStore: CallReceiver {
  /// Reads the live state of the declared settings.
  ///
  /// A live setting that comes to the same as the declared one has the declared value, so that it
  /// does not differ. Secrets are compared and never kept.
  ///
  /// - Throws: `AuthSettingsError`.
  func read(declared: [AuthSetting]) async throws -> LiveSettings

  /// Reads what the place says of settings, in its own words, whatever is declared of them; of
  /// secrets only digests. Settings that the place has no counterpart of are left out.
  ///
  /// - Throws: `AuthSettingsError`.
  func states(of settings: [AuthSetting]) async throws -> [ObjectID: String]

  /// Reads all settings that the place holds and a manifest can say; secrets as references.
  ///
  /// - Throws: `AuthSettingsError`.
  func all() async throws -> [AuthSetting]

  /// Whether a setting has the value that it has in this place when nobody sets it.
  func isUsual(_ object: AuthSetting) -> Bool

  /// The name that the place knows a setting by; nil when it has no counterpart of it.
  func localName(of setting: Setting) -> String?

  /// What keeps the place from holding a value that the setting takes elsewhere; nil when nothing
  /// does.
  func problem(with value: AuthValue, of setting: Setting) -> String?

  /// What the place does not take together, with the setting that is to blame.
  func conflicts(among declared: [String: AuthValue]) -> [(setting: String, problem: String)]
}

extension SettingsStore {
  /// Reads the settings that a manifest has to say for the place to become what it is.
  ///
  /// - Throws: `AuthSettingsError`.
  public func export() async throws -> [AuthSetting] {
    try await all().filter { $0.setting?.isAskedFor == true || !isUsual($0) }
  }

  /// Everything goes together.
  public func conflicts(
    among declared: [String: AuthValue]
  ) -> [(setting: String, problem: String)] { [] }

  /// Nothing keeps it.
  public func problem(with value: AuthValue, of setting: Setting) -> String? { nil }
}

/// The live state of an auth service's settings.
public struct LiveSettings: Sendable {
  /// The declared settings as they are.
  public let objects: [AuthSetting]
  /// Settings that the place holds and no manifest declares.
  public let notManaged: [NotManaged]
  /// What the place says of the declared settings, as `SettingsStore.states(of:)` gives it.
  public let states: [ObjectID: String]

  /// Gathers what was read.
  public init(
    objects: [AuthSetting],
    notManaged: [NotManaged],
    states: [ObjectID: String] = [:]
  ) {
    self.objects = objects
    self.notManaged = notManaged
    self.states = states
  }
}

extension Setting {
  /// Whether other settings ask for this one, so that a manifest says it even if it is the usual.
  var isAskedFor: Bool { name == "captcha.provider" || name.hasPrefix("email.smtp.") }
}
