/// A piece of JSON whose keys keep their order, to be written the same in every run.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Hashable, Sendable {
    let key: String
    let value: JSONValue
  }

  /// An object; keys without a value are left out.
  static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  /// A list of texts.
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// The text over several lines, with a newline at its end.
  var text: String {
    var result = ""
    write(to: &result, indentation: 0)
    return result + "\n"
  }

  private func write(to result: inout String, indentation: Int) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .number(let value): result += String(value)
    case .string(let text): result += Self.quoted(text)
    case .array(let items) where items.allSatisfy(\.isScalar):
      result += "["
      for (index, item) in items.enumerated() {
        if index > 0 { result += ", " }
        item.write(to: &result, indentation: indentation)
      }
      result += "]"
    case .array(let items):
      Self.writeList(items, "[", "]", to: &result, indentation) { item, result in
        item.write(to: &result, indentation: indentation + 2)
      }
    case .object(let members):
      Self.writeList(members, "{", "}", to: &result, indentation) { member, result in
        result += Self.quoted(member.key) + ": "
        member.value.write(to: &result, indentation: indentation + 2)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element],
    _ open: String,
    _ close: String,
    to result: inout String,
    _ indentation: Int,
    _ write: (Element, inout String) -> Void
  ) {
    result += open
    for (index, element) in elements.enumerated() {
      result += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indentation + 2)
      write(element, &result)
    }
    if !elements.isEmpty { result += "\n" + String(repeating: " ", count: indentation) }
    result += close
  }

  private var isScalar: Bool {
    switch self {
    case .null, .bool, .number, .string: true
    case .array, .object: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
