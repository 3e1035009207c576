/// A JSON value that is written the same way each time: keys sorted, two spaces of indentation.
public enum JSONValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Named values.
  case object([String: JSONValue])

  /// The text, ended by a newline.
  public var text: String {
    var result = ""
    write(to: &result, indentation: "", isCompact: false)
    return result + "\n"
  }

  /// The text on one line, ended by a newline; for JSON Lines.
  public var line: String {
    var result = ""
    write(to: &result, indentation: "", isCompact: true)
    return result + "\n"
  }

  private func write(to result: inout String, indentation: String, isCompact: Bool) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .int(let value): result += String(value)
    case .string(let value): Self.write(value, to: &result)
    case .array(let values):
      let items = values.map { (key: String?.none, value: $0) }
      Self.write(items, "[", "]", to: &result, indentation, isCompact)
    case .object(let entries):
      let items = entries.sorted { $0.key < $1.key }.map {
        (key: Optional($0.key), value: $0.value)
      }
      Self.write(items, "{", "}", to: &result, indentation, isCompact)
    }
  }

  private static func write(
    _ items: [(key: String?, value: JSONValue)],
    _ open: String,
    _ close: String,
    to result: inout String,
    _ indentation: String,
    _ isCompact: Bool
  ) {
    result += open
    let inner = indentation + "  "
    for (index, item) in items.enumerated() {
      if index > 0 { result += "," }
      if !isCompact { result += "\n" + inner }
      if let key = item.key {
        write(key, to: &result)
        result += isCompact ? ":" : ": "
      }
      item.value.write(to: &result, indentation: inner, isCompact: isCompact)
    }
    if !isCompact, !items.isEmpty { result += "\n" + indentation }
    result += close
  }

  private static func write(_ text: String, to result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }
}

extension JSONValue {
  init(_ text: String?) {
    self = text.map { .string($0) } ?? .null
  }
}
