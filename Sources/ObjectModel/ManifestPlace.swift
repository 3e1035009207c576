/// Where the manifest of a kind stands.
public struct ManifestPlace: Hashable, Sendable {
  /// Which objects' manifests hold it.
  public let site: Site
  /// The key under which it stands.
  public let key: String
  /// Whether it stands alone under the key or among others by name.
  public let form: Form
  /// Whether it is written before the fields of the object that holds it.
  public let isLeading: Bool

  /// Which objects' manifests hold it.
  public enum Site: Hashable, Sendable {
    /// A document of its own.
    case document
    /// A document of its own that names the object it belongs to under `on`.
    case documentOn([KindName])
    /// The manifest of an object of one of these kinds.
    case within([KindName])
    /// The manifest of any object that its kind accepts as a parent.
    case withinAny
  }

  /// How objects stand under the key.
  public enum Form: Hashable, Sendable {
    /// One, whose own name is implied.
    case single
    /// Any number, each under its name.
    case named
    /// Any number in nested mappings, whose keys joined by dots are the names.
    case tree
  }

  /// A document of its own, whose first key is the kind.
  public static func document(_ kind: KindName) -> Self {
    Self(site: .document, key: kind.text, form: .single, isLeading: false)
  }

  /// A document of its own that names the object it belongs to under `on`.
  public static func document(_ kind: KindName, on parents: [KindName]) -> Self {
    Self(site: .documentOn(parents), key: kind.text, form: .single, isLeading: false)
  }

  /// Documents whose value is a tree of objects: `auth: {captcha: {enabled: true}}`.
  public static func tree(_ key: String) -> Self {
    Self(site: .document, key: key, form: .tree, isLeading: false)
  }

  /// Named objects under a key of the manifests of other kinds.
  public static func named(_ key: String, within kinds: [KindName]) -> Self {
    Self(site: .within(kinds), key: key, form: .named, isLeading: false)
  }

  /// One object under a key of the manifests of other kinds.
  public static func single(_ key: String, within kinds: [KindName]) -> Self {
    Self(site: .within(kinds), key: key, form: .single, isLeading: false)
  }

  /// One object under a key of any manifest whose object can have one.
  public static func single(_ key: String, isLeading: Bool) -> Self {
    Self(site: .withinAny, key: key, form: .single, isLeading: isLeading)
  }

  /// Named objects under a key of any manifest whose object can have them.
  public static func named(_ key: String) -> Self {
    Self(site: .withinAny, key: key, form: .named, isLeading: false)
  }
}
