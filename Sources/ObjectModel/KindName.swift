/// The name of one kind of object, such as `table`.
///
/// An open set: each kind adds its own constant in its own folder, so that no central list has to
/// be kept. The text is the kind's first key in a manifest and its name in plans and reports.
public struct KindName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The words, in `snake_case`.
  public let text: String

  /// A schema: the one kind that identities themselves speak of, in `ObjectID.schema`.
  public static let schema = Self("schema")

  /// Makes a kind's name from its words in `snake_case`.
  public init(_ text: String) {
    self.text = text
  }

  /// The name as people read it: words separated by spaces.
  public var description: String {
    let (underscore, space) = (UInt8(ascii: "_"), UInt8(ascii: " "))
    if !text.utf8.contains(underscore) { return text }
    return String(decoding: text.utf8.map { $0 == underscore ? space : $0 }, as: UTF8.self)
  }

  /// Whether its objects are settings, whose names are paths with dots and no identifiers of SQL.
  var isSetting: Bool { text.hasSuffix("_setting") }

  /// Orders names by their text.
  public static func < (left: Self, right: Self) -> Bool {
    left.text < right.text
  }
}
