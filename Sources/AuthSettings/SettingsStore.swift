public import ObjectModel

/// A place where the settings of an auth service live: an environment file, the hosted platform.
public protocol SettingsStore: Sendable {
  /// The name of the system in the calls of steps, such as `env_file`.
  var name: String { get }

  /// Reads the live state of the declared settings.
  ///
  /// A live setting that comes to the same as the declared one has the declared value, so that it
  /// does not differ. Secrets are compared and never kept.
  ///
  /// - Throws: `AuthSettingsError`.
  func read(declared: [AuthSetting]) async throws -> LiveSettings

  /// Reads all settings that the place holds, to be written as manifests; secrets as references.
  ///
  /// - Throws: `AuthSettingsError`.
  func export() async throws -> [AuthSetting]

  /// The name that the place knows a setting by; nil when it has no counterpart of it.
  func localName(of setting: Setting) -> String?

  /// Carries out the call of a step; a second time it changes nothing.
  ///
  /// - Throws: `AuthSettingsError`.
  func perform(_ call: ExternalCall) async throws
}

/// The live state of an auth service's settings.
public struct LiveSettings: Sendable {
  /// The declared settings as they are.
  public let objects: [AuthSetting]
  /// Settings that the place holds and no manifest declares.
  public let notManaged: [NotManaged]

  /// Gathers what was read.
  public init(objects: [AuthSetting], notManaged: [NotManaged]) {
    self.objects = objects
    self.notManaged = notManaged
  }
}
