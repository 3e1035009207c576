import Diagnostics
import ObjectModel
import YAMLSource

/// A point in time after which a password is no longer valid, to the microsecond.
///
/// Kept in one spelling, `2030-01-01 00:00:00+00`, so that two can be compared without a server.
struct Expiry: FieldCodable, Comparable {
  static let shape = ValueShape.text("a date, a time such as 2030-01-01 00:00:00+00, or infinity")

  let text: String

  /// Reads what a catalog query has printed in the one spelling.
  init(catalog text: String) {
    self.text = text
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let written = node.stringValue, let value = Self(parsing: written) else {
      Self.reject(
        node,
        field: field,
        diagnostics: &diagnostics,
        hint: "Write 2030-01-01, 2030-01-01 12:00:00+00 or infinity; without a zone it is UTC."
      )
      return nil
    }
    self = value
  }

  var fieldValue: FieldValue { .text(text) }

  static func < (left: Self, right: Self) -> Bool {
    if left.text == "infinity" { return false }
    return right.text == "infinity" || left.text < right.text
  }
}

// MARK: - Reading

extension Expiry {
  /// Reads an ISO 8601 date with or without a time and a zone.
  init?(parsing written: String) {
    if written == "infinity" {
      text = written
      return
    }
    let parts = written.split(maxSplits: 1) { $0 == " " || $0 == "T" }
    guard let day = parts.first.flatMap({ Self.numbers($0, separator: "-") }), day.count == 3,
      (1...12).contains(day[1]), (1...31).contains(day[2])
    else { return nil }
    var seconds = 0
    var fraction = ""
    if parts.count == 2 {
      guard let clock = Self.clock(parts[1]) else { return nil }
      (seconds, fraction) = clock
    }
    let shift = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    text =
      Self.date(Self.days(day) + shift) + " " + Self.time(seconds - shift * 86_400) + fraction
      + "+00"
  }

  /// Seconds since midnight in UTC, which may lie outside of the day, and the fraction.
  private static func clock(_ text: Substring) -> (Int, String)? {
    let zoneStart = text.firstIndex { "+-Z".contains($0) } ?? text.endIndex
    let time = text[..<zoneStart].split(separator: ".", maxSplits: 1)
    guard let first = time.first, let hands = numbers(first, separator: ":"), hands.count >= 2,
      let offset = offset(text[zoneStart...])
    else { return nil }
    var fraction = time.count > 1 ? String(time[1]) : ""
    guard fraction.count <= 6, fraction.allSatisfy(\.isNumber) else { return nil }
    while fraction.last == "0" { fraction.removeLast() }
    let seconds = hands[0] * 3600 + hands[1] * 60 + (hands.count > 2 ? hands[2] : 0)
    return (seconds - offset, fraction.isEmpty ? "" : "." + fraction)
  }

  private static func offset(_ zone: Substring) -> Int? {
    if zone.isEmpty || zone == "Z" { return 0 }
    guard let parts = numbers(zone.dropFirst(), separator: ":"), let hours = parts.first else {
      return nil
    }
    let amount = hours * 3600 + (parts.count > 1 ? parts[1] * 60 : 0)
    return zone.first == "-" ? -amount : amount
  }

  private static func numbers(_ text: Substring, separator: Character) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count ? numbers : nil
  }

  // MARK: Calendar

  /// Days since 1970-01-01 in the Gregorian calendar.
  private static func days(_ day: [Int]) -> Int {
    let year = day[1] <= 2 ? day[0] - 1 : day[0]
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (day[1] + (day[1] > 2 ? -3 : 9)) + 2) / 5 + day[2] - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func date(_ days: Int) -> String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    return padded(year, 4) + "-" + padded(civilMonth, 2) + "-" + padded(day, 2)
  }

  private static func time(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
      .joined(separator: ":")
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
