/// A value of a file in TOML.
indirect enum TOMLValue: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case number(Double)
  case bool(Bool)
  /// A date or a time, as it is written.
  case time(String)
  case list([TOMLValue])
  /// An inline table.
  case table([String: TOMLValue])
}

extension TOMLValue {
  /// The value as it is written in a file, on one line.
  var written: String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .bool(let value): value ? "true" : "false"
    case .time(let text): text
    case .list(let items): "[" + items.map(\.written).joined(separator: ", ") + "]"
    case .table(let entries):
      entries.isEmpty
        ? "{}"
        : "{ "
          + entries.sorted { $0.key < $1.key }
          .map { "\(Self.key($0.key)) = \($0.value.written)" }.joined(separator: ", ") + " }"
    }
  }

  /// A part of a key as it is written in a file.
  static func key(_ name: String) -> String {
    let isBare = !name.isEmpty && name.utf8.allSatisfy(TOMLByte.isOfBareKey)
    return isBare ? name : quoted(name)
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
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Bytes that mean something in TOML.
enum TOMLByte {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let hash = UInt8(ascii: "#")
  static let backslash = UInt8(ascii: "\\")
  static let doubleQuote = UInt8(ascii: "\"")
  static let singleQuote = UInt8(ascii: "'")

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  static func isOfBareKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Whether a byte may not stand in text or comments.
  static func isForbidden(_ byte: UInt8) -> Bool {
    (byte < 0x20 && byte != 0x09) || byte == 0x7F
  }
}
