/// The part of a fleet that one of several machines works on.
///
/// Which part a database belongs to follows from its name alone: it stays there when others come
/// and go, and no two machines ever share one.
public struct FleetShard: Hashable, Sendable {
  /// Which part, from 1.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// Names a part; nil when there is no such one.
  public init?(index: Int, of count: Int) {
    guard count >= 1, (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `2/5`; nil when it is nothing of that kind.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
    self.init(index: index, of: count)
  }

  /// Whether a database of this name belongs to the part.
  public func contains(_ name: String) -> Bool {
    // FNV-1a, which is the same on every machine and in every run.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    // The low bits of short names hardly differ.
    hash ^= hash >> 32
    return Int(hash % UInt64(count)) == index - 1
  }
}
