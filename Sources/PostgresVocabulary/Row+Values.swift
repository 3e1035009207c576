// MARK: - Text

extension Row {
  /// Reads a text.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The text, or `nil` for NULL.
  /// - Throws: ``RowError`` when there is no such column.
  public func text(_ column: Column) throws(RowError) -> String? {
    try read(column, "text") { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads a text that must not be NULL.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The text.
  /// - Throws: ``RowError`` when there is no such column or it is NULL.
  public func requiredText(_ column: Column) throws(RowError) -> String {
    try readRequired(column, "text") { String(decoding: $0, as: UTF8.self) }
  }
}

// MARK: - Numbers, truth values, object identifiers

extension Row {
  /// Reads an integer that must not be NULL.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The number.
  /// - Throws: ``RowError`` when the column is missing, NULL or no integer.
  public func int(_ column: Column) throws(RowError) -> Int {
    try readRequired(column, "integer", parseInteger)
  }

  /// Reads an integer; NULL is `nil`.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The number, or `nil`.
  /// - Throws: ``RowError`` when the column is missing or no integer.
  public func optionalInt(_ column: Column) throws(RowError) -> Int? {
    try read(column, "integer", parseInteger)
  }

  /// Reads a floating-point number that must not be NULL, such as `reltuples`.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The number.
  /// - Throws: ``RowError`` when the column is missing, NULL or no number.
  public func double(_ column: Column) throws(RowError) -> Double {
    try readRequired(column, "number") { Double(String(decoding: $0, as: UTF8.self)) }
  }

  /// Reads a truth value (`t`, `f`) that must not be NULL.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The truth value.
  /// - Throws: ``RowError`` when the column is missing, NULL or no truth value.
  public func bool(_ column: Column) throws(RowError) -> Bool {
    try readRequired(column, "boolean", parseBoolean)
  }

  /// Reads a truth value; NULL is `nil`.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The truth value, or `nil`.
  /// - Throws: ``RowError`` when the column is missing or no truth value.
  public func optionalBool(_ column: Column) throws(RowError) -> Bool? {
    try read(column, "boolean", parseBoolean)
  }

  /// Reads an OID that must not be NULL; 0 stands for "none" in catalogs and stays 0.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The OID.
  /// - Throws: ``RowError`` when the column is missing, NULL or no OID.
  public func oid(_ column: Column) throws(RowError) -> UInt32 {
    try readRequired(column, "oid") { parseInteger($0).flatMap(UInt32.init(exactly:)) }
  }

  /// Reads an OID; NULL is `nil`.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The OID, or `nil`.
  /// - Throws: ``RowError`` when the column is missing or no OID.
  public func optionalOID(_ column: Column) throws(RowError) -> UInt32? {
    try read(column, "oid") { parseInteger($0).flatMap(UInt32.init(exactly:)) }
  }

  /// Reads the type `"char"` of the catalogs (`relkind`), one byte; NULL and `''` are `nil`.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The character, or `nil`.
  /// - Throws: ``RowError`` when the column is missing or longer.
  public func character(_ column: Column) throws(RowError) -> Character? {
    let code: Character?? = try read(column, "\"char\"") { bytes in
      switch bytes.count {
      case 0: .some(nil)
      case 1 where bytes[0] < 0x80: Character(UnicodeScalar(bytes[0]))
      default: nil
      }
    }
    return code ?? nil
  }
}

// MARK: - Arrays

extension Row {
  /// Reads a one-dimensional array without NULLs, not NULL itself.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The elements as texts.
  /// - Throws: ``RowError`` when the column is missing, NULL, no array, or holds NULL.
  public func textArray(_ column: Column) throws(RowError) -> [String] {
    try readRequired(column, "array without NULL", parseFullArray)
  }

  /// Reads a one-dimensional array without NULLs; NULL is `nil`.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The elements as texts, or `nil`.
  /// - Throws: ``RowError`` when the column is missing, no array, or holds NULL.
  public func optionalTextArray(_ column: Column) throws(RowError) -> [String]? {
    try read(column, "array without NULL", parseFullArray)
  }

  /// Reads a one-dimensional array whose elements may be NULL, not NULL itself.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The elements as texts, `nil` for NULL.
  /// - Throws: ``RowError`` when the column is missing, NULL or no array.
  public func nullableTextArray(_ column: Column) throws(RowError) -> [String?] {
    try readRequired(column, "array", ArrayLiteral.elements)
  }

  /// Reads an array or vector (`int2vector`, `oidvector`) of integers, not NULL itself.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The numbers.
  /// - Throws: ``RowError`` when the column is missing, NULL, or holds anything else.
  public func intArray(_ column: Column) throws(RowError) -> [Int] {
    try readRequired(column, "array of integers", parseIntegers)
  }

  /// Reads an array or vector of integers; NULL is `nil`.
  ///
  /// - Parameter column: The column's name or position.
  /// - Returns: The numbers, or `nil`.
  /// - Throws: ``RowError`` when the column is missing or holds anything else.
  public func optionalIntArray(_ column: Column) throws(RowError) -> [Int]? {
    try read(column, "array of integers", parseIntegers)
  }
}

// MARK: - Parsing

private func parseInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  let isNegative = bytes.first == UInt8(ascii: "-")
  let digits = bytes.dropFirst(isNegative ? 1 : 0)
  guard !digits.isEmpty, digits.count <= 19 else { return nil }
  var value = 0
  for byte in digits {
    guard (48...57).contains(byte) else { return nil }
    let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
    let digit = Int(byte) - 48
    let (sum, overflowedToo) =
      isNegative
      ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
    guard !overflowed, !overflowedToo else { return nil }
    value = sum
  }
  return value
}

private func parseBoolean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
  guard bytes.count == 1 else { return nil }
  switch bytes[0] {
  case UInt8(ascii: "t"): return true
  case UInt8(ascii: "f"): return false
  default: return nil
  }
}

private func parseFullArray(_ bytes: UnsafeBufferPointer<UInt8>) -> [String]? {
  guard let elements = ArrayLiteral.elements(bytes) else { return nil }
  let full = elements.compactMap(\.self)
  return full.count == elements.count ? full : nil
}

private func parseIntegers(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int]? {
  let isArray = bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}")
  let inner = isArray ? bytes.dropFirst().dropLast() : bytes[...]
  let separator = UInt8(ascii: isArray ? "," : " ")
  var numbers: [Int] = []
  for part in inner.split(separator: separator) {
    guard let number = parseInteger(UnsafeBufferPointer(rebasing: part)) else { return nil }
    numbers.append(number)
  }
  return numbers
}
