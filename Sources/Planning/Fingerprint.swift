import Crypto
public import ObjectModel

/// Digests of the objects of a catalog, by the text of their identity.
///
/// Two catalogs with the same fingerprint hold the same objects with the same fields; where they
/// differ, the fingerprints say which objects moved. Nothing can be read back from them.
public struct Fingerprint: Hashable, Sendable, Codable {
  /// The digest of each object, by `ObjectID.description`.
  public let objects: [String: String]

  /// Takes digests that have been made before.
  ///
  /// - Parameter objects: The digest of each object, by `ObjectID.description`.
  public init(objects: [String: String]) {
    self.objects = objects
  }

  /// Takes the fingerprint of a catalog.
  ///
  /// Fields in which a difference is no change do not count, nor names that the server has chosen.
  /// Complexity: linear in the size of the catalog.
  public init(of catalog: Catalog) {
    var objects: [String: String] = [:]
    objects.reserveCapacity(catalog.objects.count)
    var bytes: [UInt8] = []
    for (id, object) in catalog.objects where !object.isNamedByServer {
      let key = id.description
      let digest = Self.digest(of: object, named: key, in: &bytes)
      if let other = objects.updateValue(digest, forKey: key) { objects[key] = other + digest }
    }
    self.objects = objects
  }

  /// The fingerprint of what a catalog comes to be.
  ///
  /// - Parameters:
  ///   - catalog: The later state.
  ///   - changed: Which of its objects differ from what this is the fingerprint of.
  /// - Returns: The fingerprint of the later state, with the digests of what stays: what is
  ///   declared of that may be written in another way that means the same.
  public func moving(to catalog: Catalog, changed: Set<ObjectID>) -> Fingerprint {
    if changed.isEmpty { return self }
    var later: [String: String] = [:]
    later.reserveCapacity(catalog.objects.count)
    for (id, object) in catalog.objects where !object.isNamedByServer {
      let key = id.description
      if !changed.contains(id), Self.isPlain(key), let digest = objects[key] {
        later[key] = digest
      } else {
        later[key, default: ""] += Self.digest(of: object, named: key)
      }
    }
    return Fingerprint(objects: later)
  }

  /// The objects of a catalog, by the text of their identity, that are not what this is the
  /// fingerprint of, in whatever form that says them; and those of it that the catalog has not.
  public func moved(in catalog: Catalog) -> [String] {
    var others = Self(of: catalog).objects
    for (id, object) in catalog.objects {
      let key = id.description
      guard let own = objects[key], others[key] != own else { continue }
      if object.mayBeDeclared(asIn: own, named: key) { others[key] = own }
    }
    return moved(to: Fingerprint(objects: others))
  }

  fileprivate static func digest(of object: any ManagedObject, named key: String) -> String {
    var bytes: [UInt8] = []
    return digest(of: object, named: key, in: &bytes)
  }

  /// The digest of an object, by room for bytes that has been used before.
  private static func digest(
    of object: any ManagedObject,
    named key: String,
    in bytes: inout [UInt8]
  ) -> String {
    let values = object.comparedValues
    let isPlain = isPlain(key)
    return digest(of: .map(isPlain ? values : [FieldValue.Entry(key, .absent)] + values), &bytes)
  }

  /// Whether no other text equals this one for Swift while its bytes differ.
  private static func isPlain(_ key: String) -> Bool { key.utf8.allSatisfy { $0 < 128 } }

  /// One digest of everything, in 16 hexadecimal digits.
  public var summary: String {
    var hash = SHA256()
    for (id, digest) in objects.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Array("\(id)\u{0}\(digest)\u{0}".utf8))
    }
    return Self.hexadecimal(hash.finalize(), count: 8)
  }

  /// The objects, by the text of their identity, that are not the same in another fingerprint.
  public func moved(to other: Fingerprint) -> [String] {
    Set(objects.keys).union(other.objects.keys)
      .filter { objects[$0] != other.objects[$0] }.sorted()
  }

  /// The digest of a value: 32 hexadecimal digits of its SHA-256.
  public static func digest(of value: FieldValue) -> String {
    var bytes: [UInt8] = []
    return digest(of: value, &bytes)
  }

  private static func digest(of value: FieldValue, _ bytes: inout [UInt8]) -> String {
    bytes.removeAll(keepingCapacity: true)
    append(value, to: &bytes)
    return hexadecimal(SHA256.hash(data: bytes), count: 16)
  }

  /// Appends a value so that no two values give the same bytes: tag, length, contents.
  ///
  /// The order of a map's entries within a field is one for the eye.
  private static func append(_ value: FieldValue, to bytes: inout [UInt8]) {
    switch value {
    case .absent: append("n", to: &bytes)
    case .bool(let value): append(value ? "t" : "f", to: &bytes)
    case .integer(let value): append("i", String(value), to: &bytes)
    case .text(let text): append("s", text, to: &bytes)
    case .list(let values):
      append("l", String(values.count), to: &bytes)
      for value in values { append(value, to: &bytes) }
    case .map(let entries):
      append("m", String(entries.count), to: &bytes)
      for entry in entries {
        append(entry.key, to: &bytes)
        append(Self.ordered(entry.value), to: &bytes)
      }
    }
  }

  private static func ordered(_ value: FieldValue) -> FieldValue {
    guard case .map(let entries) = value else { return value }
    return .map(entries.sorted { $0.key < $1.key })
  }

  private static func append(_ tag: String, _ text: String = "", to bytes: inout [UInt8]) {
    let count = UInt64(tag.utf8.count + text.utf8.count)
    withUnsafeBytes(of: count.littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: tag.utf8)
    bytes.append(contentsOf: text.utf8)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// The first bytes of a digest in hexadecimal digits.
  static func hexadecimal(_ digest: SHA256.Digest, count: Int) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * count)
    for byte in digest.prefix(count) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension ManagedObject {
  /// Whether a form in which manifests may say the object has a digest.
  fileprivate func mayBeDeclared(asIn digest: String, named key: String) -> Bool {
    declarableForms.contains { Fingerprint.digest(of: $0, named: key) == digest }
  }
}
