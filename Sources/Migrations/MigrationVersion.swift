import Glibc

/// What orders migration files: the time of their making in UTC, to the second, as
/// `YYYYMMDDHHMMSS`.
public struct MigrationVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// The digits at the beginning of the file's name.
  public let text: String

  /// Takes the digits of a file's name; nil when there is anything else.
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    self.text = text
  }

  /// The version of a time.
  ///
  /// - Parameter seconds: the seconds since 1970.
  public init(seconds: Int) {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    func digits(_ number: Int32, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    text =
      digits(parts.tm_year + 1900, 4) + digits(parts.tm_mon + 1, 2) + digits(parts.tm_mday, 2)
      + digits(parts.tm_hour, 2) + digits(parts.tm_min, 2) + digits(parts.tm_sec, 2)
  }

  /// The seconds since 1970; nil when the digits are not those of a time.
  public var seconds: Int? {
    guard text.utf8.count == 14 else { return nil }
    let digits = text.utf8.map { Int32($0) - 48 }
    func number(_ range: Range<Int>) -> Int32 { digits[range].reduce(0) { $0 * 10 + $1 } }
    var parts = tm()
    parts.tm_year = number(0..<4) - 1900
    parts.tm_mon = number(4..<6) - 1
    parts.tm_mday = number(6..<8)
    parts.tm_hour = number(8..<10)
    parts.tm_min = number(10..<12)
    parts.tm_sec = number(12..<14)
    let seconds = Int(timegm(&parts))
    return Self(seconds: seconds) == self ? seconds : nil
  }

  /// The digits.
  public var description: String { text }

  /// Orders versions as the names of their files are ordered.
  public static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
