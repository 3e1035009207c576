/// The names that a file in TOML has defined so far, so that none is defined twice.
struct TOMLNames {
  /// How a name came about.
  enum Origin: Hashable {
    /// A table that is only on the way to another one's header.
    case implied
    /// A table with a header of its own.
    case header
    /// A table that dotted keys made.
    case dotted
    /// An array of tables.
    case array
    /// A value, inline tables among them: nothing can be added to it.
    case value
  }

  private var origins: [[String]: Origin] = [:]

  /// Defines the table of a header; false when that is not allowed.
  mutating func defineTable(_ path: [String], isArrayElement: Bool) -> Bool {
    for count in 1..<max(path.count, 1) {
      let prefix = Array(path[..<count])
      switch origins[prefix] {
      case nil: origins[prefix] = .implied
      case .value?: return false
      case .implied?, .header?, .dotted?, .array?: break
      }
    }
    switch origins[path] {
    case nil: origins[path] = isArrayElement ? .array : .header
    case .implied? where !isArrayElement:
      origins[path] = isArrayElement ? .array : .header
    case .array? where isArrayElement:
      // Another element begins, in which the names below are free again.
      origins = origins.filter { !($0.key.count > path.count && $0.key.starts(with: path)) }
    default: return false
    }
    return true
  }

  /// Defines a key, with its dots, in a table; false when that is not allowed.
  mutating func define(_ key: [String], as origin: Origin, below table: [String]) -> Bool {
    for count in 1..<max(key.count, 1) {
      let prefix = table + key[..<count]
      switch origins[prefix] {
      case nil: origins[prefix] = .dotted
      case .dotted?: break
      default: return false
      }
    }
    let path = table + key
    guard origins[path] == nil else { return false }
    origins[path] = origin
    return true
  }
}
