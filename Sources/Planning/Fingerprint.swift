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
  /// Fields in which a difference is no change do not count.
  /// Complexity: linear in the size of the catalog.
  public init(of catalog: Catalog) {
    var objects: [String: String] = [:]
    objects.reserveCapacity(catalog.objects.count)
    for (id, object) in catalog.objects {
      objects[id.description] = Self.digest(of: .map(object.comparedValues))
    }
    self.objects = objects
  }

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
    var hash = SHA256()
    feed(value, to: &hash)
    return hexadecimal(hash.finalize(), count: 16)
  }

  /// Feeds a value so that no two values give the same bytes: tag, length, contents.
  private static func feed(_ value: FieldValue, to hash: inout SHA256) {
    switch value {
    case .absent: feed("n", to: &hash)
    case .bool(let value): feed(value ? "t" : "f", to: &hash)
    case .integer(let value): feed("i\(value)", to: &hash)
    case .text(let text): feed("s" + text, to: &hash)
    case .list(let values):
      feed("l\(values.count)", to: &hash)
      for value in values { feed(value, to: &hash) }
    case .map(let entries):
      feed("m\(entries.count)", to: &hash)
      for entry in entries {
        feed(entry.key, to: &hash)
        feed(entry.value, to: &hash)
      }
    }
  }

  private static func feed(_ text: String, to hash: inout SHA256) {
    let bytes = Array(text.utf8)
    withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update(bufferPointer: $0) }
    hash.update(data: bytes)
  }

  /// The first bytes of a digest in hexadecimal digits.
  static func hexadecimal(_ digest: SHA256.Digest, count: Int) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.prefix(count).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
