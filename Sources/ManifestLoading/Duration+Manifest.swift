import Diagnostics
import ObjectModel
import YAMLSource

/// A duration as people write it: `5s`, `500ms`, `1m`, `2h`; `0` for none.
struct WrittenDuration: FieldCodable {
  /// How long.
  let duration: Duration

  static let shape = ValueShape.text("a duration such as 5s, 500ms or 1m")

  init(_ duration: Duration) {
    self.duration = duration
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let text = node.stringValue, let duration = Self.duration(text) else {
      Self.reject(
        node,
        field: field,
        diagnostics: &diagnostics,
        hint: "Write a number with its unit: ms, s, m or h; 0 for none."
      )
      return nil
    }
    self.duration = duration
  }

  var fieldValue: FieldValue { .text(text) }

  /// The duration in the largest unit that is exact.
  var text: String {
    let parts = duration.components
    let milliseconds = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
    for (unit, size) in [("h", Int64(3_600_000)), ("m", 60_000), ("s", 1000)]
    where milliseconds != 0 && milliseconds.isMultiple(of: size) {
      return "\(milliseconds / size)\(unit)"
    }
    return milliseconds == 0 ? "0" : "\(milliseconds)ms"
  }

  /// Reads a duration; it is exact to the millisecond.
  private static func duration(_ text: String) -> Duration? {
    if text == "0" { return .zero }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count <= 12, let number = Int64(digits) else { return nil }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    return switch unit {
    case "ms": .milliseconds(number)
    case "s": .seconds(number)
    case "m", "min": .seconds(number * 60)
    case "h": .seconds(number * 3600)
    default: nil
    }
  }
}
