/// A value with the place where it stands, and the entries of an inline table in it.
struct TOMLScannedValue {
  let value: TOMLValue
  let range: Range<Int>
  /// The entries of an inline table, each with its key below the table.
  var entries: [(key: [String], value: TOMLScannedValue)] = []
  /// Where an inline table takes another entry: after its last one, or after its brace.
  var insertion = 0
}

extension TOMLScanner {
  /// Reads a value.
  mutating func value(depth: Int = 0) throws(TOMLError) -> TOMLScannedValue {
    if depth > 64 { throw failure("values are nested too deeply") }
    let start = position
    switch byte {
    case TOMLByte.doubleQuote?, TOMLByte.singleQuote?:
      let text = try text()
      return TOMLScannedValue(value: .text(text), range: start..<position)
    case UInt8(ascii: "[")?: return try list(depth)
    case UInt8(ascii: "{")?: return try table(depth)
    default:
      let value = try bare()
      return TOMLScannedValue(value: value, range: start..<position)
    }
  }

  private mutating func list(_ depth: Int) throws(TOMLError) -> TOMLScannedValue {
    let start = position
    position += 1
    var items: [TOMLValue] = []
    while true {
      try skipLines()
      if take("]") { break }
      items.append(try value(depth: depth + 1).value)
      try skipLines()
      if take(",") { continue }
      guard take("]") else { throw failure("a list that does not end") }
      break
    }
    return TOMLScannedValue(value: .list(items), range: start..<position)
  }

  private mutating func table(_ depth: Int) throws(TOMLError) -> TOMLScannedValue {
    let start = position
    position += 1
    var result = TOMLScannedValue(value: .table([:]), range: start..<position)
    var names = TOMLNames()
    var last = position
    skipBlanks()
    if !take("}") {
      while true {
        let key = try key()
        guard take("=") else { throw failure("\"=\" is missing") }
        skipBlanks()
        let value = try value(depth: depth + 1)
        guard names.define(key, as: .value, below: []) else {
          throw failure("the key \(key.joined(separator: ".")) is there twice")
        }
        result.entries.append((key, value))
        last = position
        skipBlanks()
        if take("}") { break }
        guard take(",") else { throw failure("an inline table that does not end on its line") }
      }
    }
    result = TOMLScannedValue(
      value: .table(Self.nested(result.entries)),
      range: start..<position,
      entries: result.entries,
      insertion: last
    )
    return result
  }

  private static func nested(
    _ entries: [(key: [String], value: TOMLScannedValue)]
  ) -> [String: TOMLValue] {
    entries.reduce(into: [:]) { table, entry in
      insert(entry.value.value, at: entry.key[...], in: &table)
    }
  }

  private static func insert(
    _ value: TOMLValue,
    at key: ArraySlice<String>,
    in table: inout [String: TOMLValue]
  ) {
    guard let first = key.first else { return }
    if key.count == 1 {
      table[first] = value
      return
    }
    var inner: [String: TOMLValue] = [:]
    if case .table(let known)? = table[first] { inner = known }
    insert(value, at: key.dropFirst(), in: &inner)
    table[first] = .table(inner)
  }
}

// MARK: - Numbers, truth values, times

extension TOMLScanner {
  private mutating func bare() throws(TOMLError) -> TOMLValue {
    let start = position
    while let byte, !",]}#\n\r\t ".utf8.contains(byte) { position += 1 }
    var text = String(decoding: bytes[start..<position], as: UTF8.self)
    if text == "true" { return .bool(true) }
    if text == "false" { return .bool(false) }
    // A date and a time may be parted by a space.
    if text.utf8.count == 10, Self.isTime(text), byte == 0x20, position + 1 < bytes.count,
      Character(Unicode.Scalar(bytes[position + 1])).isASCIIDigit
    {
      position += 1
      while let byte, !",]}#\n\r\t ".utf8.contains(byte) { position += 1 }
      text = String(decoding: bytes[start..<position], as: UTF8.self)
    }
    if let number = Self.integer(text) { return .integer(number) }
    if let number = Self.number(text) { return .number(number) }
    if Self.isTime(text) { return .time(text) }
    position = start
    throw failure("a value that is none")
  }

  /// Digits with single underscores between them.
  private static func digits(_ text: Substring, radix: Int = 10) -> String? {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let digits = parts.joined()
    return digits.utf8.allSatisfy { byte in
      Character(Unicode.Scalar(byte)).hexDigitValue.map { $0 < radix } ?? false
    } ? digits : nil
  }

  private static func integer(_ text: String) -> Int? {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
      return digits(text.dropFirst(2), radix: radix).flatMap { Int($0, radix: radix) }
    }
    let isSigned = text.hasPrefix("-") || text.hasPrefix("+")
    guard let digits = digits(isSigned ? text.dropFirst() : text[...]) else { return nil }
    if digits.count > 1, digits.hasPrefix("0") { return nil }
    return Int((text.hasPrefix("-") ? "-" : "") + digits)
  }

  private static func number(_ text: String) -> Double? {
    let isSigned = text.hasPrefix("-") || text.hasPrefix("+")
    let rest = isSigned ? text.dropFirst() : text[...]
    if rest == "inf" { return text.hasPrefix("-") ? -.infinity : .infinity }
    if rest == "nan" { return .nan }
    let halves = rest.split(
      maxSplits: 1,
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == "e" || $0 == "E" }
    )
    let parts = halves[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count + parts.count > 2, let whole = digits(parts[0]),
      whole.count == 1 || !whole.hasPrefix("0")
    else { return nil }
    var plain = (text.hasPrefix("-") ? "-" : "") + whole
    if parts.count == 2 {
      guard let fraction = digits(parts[1]) else { return nil }
      plain += ".\(fraction)"
    }
    if halves.count == 2 {
      let exponent = halves[1]
      let isSigned = exponent.hasPrefix("-") || exponent.hasPrefix("+")
      guard let count = digits(isSigned ? exponent.dropFirst() : exponent) else { return nil }
      plain += "e" + (exponent.hasPrefix("-") ? "-" : "") + count
    }
    return Double(plain)
  }

  /// Whether a text is a date, a time or both; days of months are not counted.
  private static func isTime(_ text: String) -> Bool {
    let shape = String(text.map { $0.isASCIIDigit ? "0" : $0 })
    let date = "0000-00-00"
    if shape == date { return true }
    var rest = shape[...]
    if rest.hasPrefix(date) {
      rest = rest.dropFirst(date.count)
      guard let first = rest.first, "Tt ".contains(first) else { return false }
      rest = rest.dropFirst()
    }
    guard rest.hasPrefix("00:00:00") else { return false }
    rest = rest.dropFirst("00:00:00".count)
    if rest.first == "." {
      let fraction = rest.dropFirst().prefix { $0 == "0" }
      if fraction.isEmpty { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    let hasDate = shape.hasPrefix(date)
    return rest.isEmpty || (hasDate && ["Z", "z", "+00:00", "-00:00"].contains(rest))
  }
}
