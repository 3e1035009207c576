/// PostgreSQL's text form of one-dimensional arrays: `{a,"b c",NULL}`.
///
/// Manual: "Array Input and Output Syntax".
public enum ArrayLiteral {
  /// Reads an array.
  ///
  /// - Parameter text: What the server sent.
  /// - Returns: The elements, `nil` for NULL; `nil` as a whole when the text is no
  ///   one-dimensional array.
  public static func elements(of text: String) -> [String?]? {
    var text = text
    return text.withUTF8(elements)
  }

  /// Writes an array.
  ///
  /// - Parameter elements: The elements, `nil` for NULL.
  /// - Returns: The text, with every element quoted, as a parameter of a query.
  public static func text(of elements: some Sequence<String?>) -> String {
    let written = elements.map { element in
      guard let element else { return "NULL" }
      var quoted = "\""
      for scalar in element.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
        quoted.unicodeScalars.append(scalar)
      }
      return quoted + "\""
    }
    return "{" + written.joined(separator: ",") + "}"
  }

  static func elements(_ bytes: UnsafeBufferPointer<UInt8>) -> [String?]? {
    guard let start = openingBrace(bytes), bytes.last == UInt8(ascii: "}") else { return nil }
    var rest = bytes[(start + 1)..<(bytes.count - 1)]
    var elements: [String?] = []
    if rest.isEmpty { return elements }
    while true {
      guard let element = element(&rest) else { return nil }
      elements.append(element)
      guard let separator = rest.popFirst() else { return elements }
      guard separator == UInt8(ascii: ",") else { return nil }
    }
  }

  /// Skips the bounds that precede an array that does not start at 1, as in `[0:1]={a,b}`.
  private static func openingBrace(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count >= 2 else { return nil }
    guard bytes[0] == UInt8(ascii: "[") else {
      return bytes[0] == UInt8(ascii: "{") ? 0 : nil
    }
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")), equals + 2 < bytes.count else {
      return nil
    }
    return bytes[equals + 1] == UInt8(ascii: "{") ? equals + 1 : nil
  }

  /// Takes one element off the front: `.some(nil)` is NULL, `nil` is a fault.
  private static func element(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> String?? {
    var bytes: [UInt8] = []
    if rest.first == UInt8(ascii: "\"") {
      rest = rest.dropFirst()
      while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard let escaped = rest.popFirst() else { return nil }
          bytes.append(escaped)
        default: bytes.append(byte)
        }
      }
      return nil
    }
    while let byte = rest.first, byte != UInt8(ascii: ",") {
      guard byte != UInt8(ascii: "{"), byte != UInt8(ascii: "\"") else { return nil }
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "\\") {
        guard let escaped = rest.popFirst() else { return nil }
        bytes.append(escaped)
      } else {
        bytes.append(byte)
      }
    }
    guard !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return .some(text == "NULL" ? nil : text)
  }
}
