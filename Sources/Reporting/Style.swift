/// How text is laid out for a terminal or a file.
///
/// Colour only repeats what symbols and words say already.
public struct Style: Hashable, Sendable {
  /// Whether escape sequences for colours may be written.
  public var color: Bool
  /// How many columns a line has.
  public var width: Int
  /// Whether only ASCII is to be used for symbols.
  public var ascii: Bool

  /// Makes a style; the usual one is plain.
  public init(color: Bool = false, width: Int = 100, ascii: Bool = false) {
    self.color = color
    self.width = max(40, width)
    self.ascii = ascii
  }

  /// What a piece of text is, and so how it is painted.
  enum Role: String {
    case plain = "0"
    case strong = "1"
    case faint = "2"
    case bad = "31"
    case good = "32"
    case warning = "33"
    case accent = "36"
  }

  func paint(_ text: String, _ role: Role) -> String {
    guard color, role != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m"
  }

  var arrow: String { ascii ? "->" : "→" }
  var separator: String { ascii ? " | " : " · " }
  var gutter: String { ascii ? "|" : "│" }
}
