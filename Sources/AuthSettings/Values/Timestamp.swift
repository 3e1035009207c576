/// A point in time as RFC 3339 writes it: `2030-01-31T12:00:00Z`.
struct Timestamp: Hashable, Sendable {
  /// Seconds since the year 0, in the proleptic Gregorian calendar.
  let seconds: Int
  /// The fraction of a second, without zeros at its end.
  let fraction: String

  /// Reads a text; nil when it is no such time.
  init?(_ text: String) {
    let parts = Array(text.uppercased())
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= parts.count else { return nil }
      let digits = parts[start..<start + count]
      return digits.allSatisfy(\.isASCIIDigit) ? Int(String(digits)) : nil
    }
    guard parts.count >= 20, parts[4] == "-", parts[7] == "-", parts[10] == "T", parts[13] == ":",
      parts[16] == ":", let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
      let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2),
      (1...12).contains(month), (1...Self.days(month, year)).contains(day), hour < 24,
      minute < 60, second <= 60
    else { return nil }
    var rest = parts[19...]
    var fraction = ""
    if rest.first == "." {
      fraction = String(rest.dropFirst().prefix(while: \.isASCIIDigit))
      if fraction.isEmpty { return nil }
      rest = rest.dropFirst(fraction.count + 1)
    }
    guard let offset = Self.offset(String(rest)) else { return nil }
    while fraction.hasSuffix("0") { fraction.removeLast() }
    self.fraction = fraction
    let days = Self.daysBefore(year: year, month: month) + day
    seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
  }

  /// Reads the distance from UTC in minutes.
  private static func offset(_ text: String) -> Int? {
    if text == "Z" { return 0 }
    let parts = Array(text)
    guard parts.count == 6, parts[0] == "+" || parts[0] == "-", parts[3] == ":",
      let hours = Int(String(parts[1...2])), let minutes = Int(String(parts[4...5])),
      hours < 24, minutes < 60
    else { return nil }
    return (parts[0] == "-" ? -1 : 1) * (hours * 60 + minutes)
  }

  private static func days(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func daysBefore(year: Int, month: Int) -> Int {
    let past = max(year - 1, 0)
    let years = year * 365 + past / 4 - past / 100 + past / 400 + (year > 0 ? 1 : 0)
    return years + (1..<month).reduce(0) { $0 + days($1, year) }
  }
}
