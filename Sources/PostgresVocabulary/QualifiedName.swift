/// The name of an object that lives in a schema, or would if the schema were known.
public struct QualifiedName: Hashable, Sendable {
  /// The schema; `nil` when the name is not qualified.
  public let schema: String?
  /// The name inside the schema, not quoted.
  public let name: String

  /// Makes a name of unquoted parts.
  public init(schema: String? = nil, name: String) {
    self.schema = schema
    self.name = name
  }

  /// The name as SQL, each part quoted where it must be.
  public var sql: SQL {
    guard let schema else { return "\(identifier: name)" }
    return "\(identifier: schema).\(identifier: name)"
  }
}

// MARK: - Text in manifests and messages

extension QualifiedName: CustomStringConvertible {
  /// Reads `name` or `schema.name` as manifests write it.
  ///
  /// A part is taken exactly as written, with no case folding. Double quotes around a part protect
  /// dots in it, and two double quotes inside them stand for one. The result is `nil` for
  /// an empty part, more than two parts, or a quote in the wrong place.
  public init?(parsing text: String) {
    guard let parts = Self.parts(of: text) else { return nil }
    switch parts.count {
    case 1: self.init(name: parts[0])
    case 2: self.init(schema: parts[0], name: parts[1])
    default: return nil
    }
  }

  /// The name as ``init(parsing:)`` reads it; quoted only where dots or quotes ask for it.
  public var description: String {
    guard let schema else { return Self.written(name) }
    return Self.written(schema) + "." + Self.written(name)
  }

  private static func written(_ part: String) -> String {
    guard part.utf8.contains(where: { $0 == dot || $0 == quote }) else { return part }
    var bytes = [quote]
    for byte in part.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func parts(of text: String) -> [String]? {
    var parts: [String] = []
    var rest = Array(text.utf8)[...]
    while true {
      guard let part = rest.first == quote ? quotedPart(&rest) : plainPart(&rest) else {
        return nil
      }
      parts.append(part)
      guard let separator = rest.popFirst() else { return parts }
      guard separator == dot else { return nil }
    }
  }

  private static func plainPart(_ rest: inout ArraySlice<UInt8>) -> String? {
    let part = rest.prefix { $0 != dot }
    guard !part.isEmpty, !part.contains(quote) else { return nil }
    rest = rest.dropFirst(part.count)
    return String(decoding: part, as: UTF8.self)
  }

  private static func quotedPart(_ rest: inout ArraySlice<UInt8>) -> String? {
    var part: [UInt8] = []
    rest = rest.dropFirst()
    while let byte = rest.popFirst() {
      if byte == quote {
        guard rest.first == quote else {
          return part.isEmpty ? nil : String(decoding: part, as: UTF8.self)
        }
        rest = rest.dropFirst()
      }
      part.append(byte)
    }
    return nil
  }
}

private let dot = UInt8(ascii: ".")
private let quote = UInt8(ascii: "\"")

// MARK: - Order

extension QualifiedName: Comparable {
  /// Orders by schema, then by name; unqualified names come first.
  public static func < (lhs: QualifiedName, rhs: QualifiedName) -> Bool {
    switch (lhs.schema, rhs.schema) {
    case (nil, nil): lhs.name < rhs.name
    case (nil, _): true
    case (_, nil): false
    case (let left?, let right?): left == right ? lhs.name < rhs.name : left < right
    }
  }
}
