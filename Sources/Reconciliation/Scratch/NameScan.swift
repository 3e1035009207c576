import ObjectModel

/// Guesses which objects a text refers to by the names that occur in it.
///
/// No SQL is understood here: a word that is some object's name is taken for that object. A wrong
/// guess costs a worse order of creation and nothing else, because what fails is tried again.
struct NameScan {
  private let owners: [String: [Int]]

  /// - Parameter names: for each unit the names by which texts may refer to it.
  init(names: [[String]]) {
    var owners: [String: [Int]] = [:]
    for (unit, names) in names.enumerated() {
      for name in names { owners[name, default: []].append(unit) }
    }
    self.owners = owners
  }

  /// The units that a value may refer to.
  func units(in value: FieldValue) -> Set<Int> {
    var found: Set<Int> = []
    scan(value, into: &found)
    return found
  }

  private func scan(_ value: FieldValue, into found: inout Set<Int>) {
    switch value {
    case .absent, .bool, .integer: break
    case .text(let text): scan(text, into: &found)
    case .list(let values): for value in values { scan(value, into: &found) }
    case .map(let entries):
      for entry in entries {
        scan(entry.key, into: &found)
        scan(entry.value, into: &found)
      }
    }
  }

  /// Looks up every word, in lower case, and everything between double quotes.
  private func scan(_ text: String, into found: inout Set<Int>) {
    var word: [UInt8] = []
    var isQuoted = false
    func flush() {
      if word.isEmpty { return }
      found.formUnion(owners[String(decoding: word, as: UTF8.self)] ?? [])
      word.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") {
        flush()
        isQuoted.toggle()
      } else if isQuoted {
        word.append(byte)
      } else if Self.isWordByte(byte) {
        word.append(byte >= 65 && byte <= 90 ? byte + 32 : byte)
      } else {
        flush()
      }
    }
    flush()
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 95, 36, 128...255: true
    default: false
    }
  }
}
