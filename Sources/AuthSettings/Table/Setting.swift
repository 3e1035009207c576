/// One setting of the auth service: its type and its names in the places that keep it.
public struct Setting: Hashable, Sendable {
  /// Its name: the path under `[auth]` in Supabase's `config.toml`.
  public let name: String
  /// What values it takes.
  public let type: SettingType
  /// What Supabase's command line takes when it is not set, as `config.toml` writes it.
  public let fallback: String?
  /// The whole numbers it takes, where there are limits.
  public let range: ClosedRange<Int>?
  /// Its field of the hosted platform's Management API.
  public let field: APIField?
  /// Its variable in the environment of a self-hosted service.
  public let variable: EnvironmentVariable?
  /// What else is known of it.
  public let notes: Set<Note>
  /// What the service itself takes when it is not set, where that is not the same.
  let serviceFallback: String?
  /// What a new project of the hosted platform has, in the words of its API; where nothing is said
  /// it is false, or nothing.
  let hostedFallback: String?

  /// A fact about a setting that matters to whoever declares or writes it.
  public enum Note: String, Hashable, Sendable {
    case localOnly = "local-only"
    case selfHostOnly = "self-host-only"
    case hostedOnly = "hosted-only"
    case readOnly = "read-only"
    case undocumented, deprecated, unused, experimental
    case infrastructure = "infra"
    case notReloadable = "not-reloadable"
    case notInTOML = "no-toml"
    case notPushed = "toml-not-pushed"
    case pushedIfSection = "push-only-if-section"
    case pushedIfEnabled = "push-only-if-enabled"
  }

  /// A field of the Management API.
  public struct APIField: Hashable, Sendable {
    /// The field's name.
    public let name: String
    /// How its value is written there, in the words of the table.
    public let form: String
    /// Whether it can be null.
    public let isNullable: Bool
  }

  /// A variable of the service's environment.
  public struct EnvironmentVariable: Hashable, Sendable {
    /// The name that is written.
    public let name: String
    /// Names that win over it when they are set too.
    public let stronger: [String]
    /// Names that are read when it is not set.
    public let weaker: [String]
    /// How its value is written there.
    public let form: EnvironmentForm

    /// All names, the strongest first.
    public var allNames: [String] { stronger + [name] + weaker }
  }

  /// How a value is written in the environment.
  public enum EnvironmentForm: Hashable, Sendable {
    /// As it is.
    case plain
    /// The variable says the opposite.
    case inverted
    /// A list joined by commas, without spaces.
    case commaJoined
    /// A list as JSON.
    case jsonArray
    /// Pairs joined by commas, key and value by a character.
    case pairs(separator: Character)
    /// `N` for an hour, or `N/DURATION`.
    case rate
    /// Sets of required characters, joined by colons.
    case characterSets
    /// True when the variable is not empty.
    case presence
    /// True when the variable has this value.
    case equals(String)
    /// What follows the first item of a list in another setting's variable.
    case restOfList
  }
}

/// What values a setting takes.
public enum SettingType: Hashable, Sendable {
  case bool, integer, decimal, text, template, duration, timestamp, secret, list, map
  /// One of a few words.
  case choice([String])
}
