extension JSONValue {
  /// The value as JSON (RFC 8259), each on a line of its own, ended by a newline.
  public var text: String { text(.lines) }

  /// The same, but lists without lists and objects on one line.
  public var shortText: String { text(.shortLists) }

  /// Everything on one line, ended by a newline, as in JSON Lines.
  public var line: String { text(.oneLine) }

  private enum Layout {
    case lines, shortLists, oneLine
  }

  private func text(_ layout: Layout) -> String {
    var result = ""
    write(to: &result, "", layout)
    return result + "\n"
  }

  private func write(to result: inout String, _ indentation: String, _ layout: Layout) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .int(let value): result += String(value)
    case .string(let text): result += Self.quoted(text)
    case .array(let values) where layout == .shortLists && values.allSatisfy(\.isScalar):
      let items = values.map { value in
        var item = ""
        value.write(to: &item, "", layout)
        return item
      }
      result += "[" + items.joined(separator: ", ") + "]"
    case .array(let values):
      let items = values.map { (key: String?.none, value: $0) }
      Self.write(items, "[", "]", to: &result, indentation, layout)
    case .object(let members):
      let items = members.map { (key: String?.some($0.key), value: $0.value) }
      Self.write(items, "{", "}", to: &result, indentation, layout)
    }
  }

  private static func write(
    _ items: [(key: String?, value: JSONValue)],
    _ open: String,
    _ close: String,
    to result: inout String,
    _ indentation: String,
    _ layout: Layout
  ) {
    let isOneLine = layout == .oneLine
    let inner = indentation + "  "
    result += open
    for (index, item) in items.enumerated() {
      if index > 0 { result += "," }
      if !isOneLine { result += "\n" + inner }
      if let key = item.key { result += quoted(key) + (isOneLine ? ":" : ": ") }
      item.value.write(to: &result, inner, layout)
    }
    if !isOneLine, !items.isEmpty { result += "\n" + indentation }
    result += close
  }

  private var isScalar: Bool {
    switch self {
    case .null, .bool, .int, .string: true
    case .array, .object: false
    }
  }

  /// A text in quotes; control characters, which terminals obey, never stand for themselves.
  private static func quoted(_ text: String) -> String {
    var result = "\""
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
    return result + "\""
  }
}
