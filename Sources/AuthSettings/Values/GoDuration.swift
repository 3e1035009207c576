/// A duration as the Go language writes it: `1h2m3.5s`; the manual of its package `time`.
struct GoDuration: Hashable, Comparable, Sendable {
  /// The length in nanoseconds.
  let nanoseconds: Int64

  init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  static func seconds(_ count: Int64) -> Self { Self(nanoseconds: count * 1_000_000_000) }

  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
    ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// Reads a text; nil when it is no duration.
  ///
  /// A number without a unit is none, except 0.
  init?(_ text: String) {
    var rest = text[...]
    var sign: Int64 = 1
    if let first = rest.first, first == "-" || first == "+" {
      sign = first == "-" ? -1 : 1
      rest = rest.dropFirst()
    }
    if rest == "0" {
      self.init(nanoseconds: 0)
      return
    }
    guard !rest.isEmpty else { return nil }
    var total: Int64 = 0
    while !rest.isEmpty {
      guard let part = Self.part(&rest) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      if overflow { return nil }
      total = sum
    }
    self.init(nanoseconds: sign * total)
  }

  /// Reads one number with its unit.
  private static func part(_ rest: inout Substring) -> Int64? {
    let whole = rest.prefix(while: \.isASCIIDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = Substring()
    if rest.first == "." {
      fraction = rest.dropFirst().prefix(while: \.isASCIIDigit)
      rest = rest.dropFirst(fraction.count + 1)
    }
    if whole.isEmpty && fraction.isEmpty { return nil }
    let name = rest.prefix { !$0.isASCIIDigit && $0 != "." }
    rest = rest.dropFirst(name.count)
    guard let unit = units.first(where: { $0.name == name })?.nanoseconds,
      let count = Int64(whole.isEmpty ? "0" : whole)
    else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: unit)
    if overflow { return nil }
    let rounded = fraction.isEmpty ? 0 : (Double("0.\(fraction)") ?? 0) * Double(unit)
    let (sum, overflowed) = product.addingReportingOverflow(Int64(rounded))
    return overflowed ? nil : sum
  }

  static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension Character {
  /// Whether it is one of `0` to `9`.
  var isASCIIDigit: Bool { isASCII && isNumber }
}
