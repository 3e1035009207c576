import Diagnostics
public import ObjectModel
public import YAMLSource

extension KindName {
  /// A setting of the auth service.
  public static let authSetting = KindName("auth_setting")
}

/// A setting of the auth service, such as `auth setting external.github.enabled`.
///
/// What is declared is managed, the rest is left alone. Manifests use the names of Supabase's
/// `config.toml`; `SettingsTable` knows the names in the places where settings live.
public struct AuthSetting: ServiceObject {
  /// The kind's name.
  public static let kind = KindName.authSetting
  /// What the kind is.
  public static let summary = "A setting of the auth service."
  /// A tree under `auth`.
  public static let places: [ManifestPlace] = [.tree("auth")]
  /// What differs from the usual.
  public static let traits = KindTraits.with {
    $0.isUnnamed = true
    $0.shorthand = "value"
    $0.shorthandTakesMappings = true
    $0.isSpelledByServer = false
    $0.isCommentable = false
    $0.exportFolder = "auth"
  }
  /// The value; where it lives is no part of what is compared.
  public static let fields: [Field<Self>] = [
    Field(
      "value",
      \.value,
      .alter,
      "The setting's value.",
      shape: shape(of: ""),
      fieldValue: \.fieldValue,
      decode: { node, object, diagnostics in
        object.setting?.value(of: node, diagnostics: &diagnostics)
      }
    ),
    .derived("home", \.home, "Where a live setting is kept."),
  ]

  /// What identifies the setting.
  public let id: ObjectID
  /// Its value.
  public var value = AuthValue.unset
  /// Where it was read from; nil for one that a manifest declares.
  public var home: SettingHome?

  /// Makes a setting about which nothing is said.
  public init(id: ObjectID) {
    self.id = id
  }

  /// Makes a setting with a value.
  public init(_ name: String, _ value: AuthValue, home: SettingHome? = nil) {
    self.init(id: Self.id(name))
    self.value = value
    self.home = home
  }

  /// What identifies the setting of a name.
  public static func id(_ name: String) -> ObjectID { ObjectID(.authSetting, [name]) }

  /// What the table knows of the setting.
  public var setting: Setting? { SettingsTable.standard[id.name] }
}

// MARK: - Manifests

extension AuthSetting {
  /// Reads a name; the empty one is that of the whole document.
  public static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    if name.isEmpty { return .success(ObjectID(.authSetting, [])) }
    guard SettingsTable.standard[name] != nil else {
      return .failure(
        InvalidName("unknown auth setting \"\(name)\"", hint: hint(forUnknown: name))
      )
    }
    return .success(id(name))
  }

  /// A setting, a group of settings, or neither.
  public static func treeNode(at path: [String]) -> TreeNode {
    let name = path.joined(separator: ".")
    if SettingsTable.standard[name] != nil { return .object }
    if SettingsTable.standard.isBranch(name) { return .branch }
    return .unknown(hint: hint(forUnknown: name))
  }

  private static func hint(forUnknown name: String) -> String {
    let table = SettingsTable.standard
    let parts = name.split(separator: ".").map(String.init)
    let branch = parts.dropLast().joined(separator: ".")
    let siblings = table.names(below: branch)
    if let near = closestMatch(to: parts.last ?? "", among: siblings) {
      return "Did you mean \"\(branch.isEmpty ? near : "\(branch).\(near)")\"?"
    }
    if let near = closestMatch(to: name, among: table.settings.map(\.name)) {
      return "Did you mean \"\(near)\"?"
    }
    if siblings.isEmpty || siblings.count > 40 {
      return "The names are those of config.toml's section \"auth\"."
    }
    return "Known names here: \(siblings.sorted().joined(separator: ", "))."
  }

  /// The values that a manifest takes below a path; all settings for the empty path.
  public static func shape(of path: String) -> ValueShape {
    let table = SettingsTable.standard
    if let setting = table[path] { return setting.shape }
    return .object(
      table.names(below: path).map { name in
        let inner = path.isEmpty ? name : "\(path).\(name)"
        let isSetting = table[inner] != nil
        return ValueShape.Member(
          name,
          shape(of: inner),
          summary: isSetting ? "The setting \(inner)." : "Settings of \(inner)."
        )
      }
    )
  }
}

// MARK: - What it refers to

extension AuthSetting {
  /// The function of the database that a hook calls, and what a feature needs when it is on.
  public var references: [ObjectID] {
    var found = home?.uses ?? []
    if id.name.hasPrefix("hook."), id.name.hasSuffix(".uri"), let text = value.text {
      found += Self.function(at: text).map { [$0] } ?? []
    }
    // A feature is switched on after everything that it needs is set.
    if value.isTrue, id.name.hasSuffix(".enabled") {
      let group = id.name.dropLast("enabled".count)
      found += SettingsTable.standard.settings.map(\.name)
        .filter { $0.hasPrefix(group) && $0 != id.name }.map(Self.id)
    }
    return found
  }

  /// The function that an address names: a hook's has one parameter of type `jsonb`.
  static func function(at address: String) -> ObjectID? {
    guard case .function(let schema, let name)? = HookAddress(address) else { return nil }
    return ObjectID(KindName("function"), [schema, name, "jsonb"])
  }
}
