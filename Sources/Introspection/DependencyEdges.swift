import ObjectModel
import PostgresVocabulary

/// The rows of `pg_depend` in memory; the manual's page on it says what the types mean.
struct DependencyEdges {
  struct Edge {
    let of: ObjectAddress
    let on: ObjectAddress
    let isAutomatic: Bool
  }

  /// Dependencies between objects that stand for themselves.
  private(set) var all: [Edge] = []
  /// The objects that belong to extensions, with the extension.
  private(set) var extensionMembers: [(member: ObjectAddress, owner: ObjectAddress)] = []
  private var members: Set<ObjectAddress> = []
  private var wholes: [ObjectAddress: ObjectAddress] = [:]
  private var copies: Set<ObjectAddress> = []
  /// The objects that are parts of what made them, such as the index of a constraint.
  private var internals: Set<ObjectAddress> = []

  /// Reads the rows of the query for dependencies.
  ///
  /// - Throws: `RowError` for a mistake in the query.
  init(_ rows: [Row]) throws {
    for row in rows {
      add(
        of: ObjectAddress(
          classID: try row.oid(0),
          objectID: try row.oid(1),
          subID: Int32(truncatingIfNeeded: try row.int(2))
        ),
        on: ObjectAddress(
          classID: try row.oid(3),
          objectID: try row.oid(4),
          subID: Int32(truncatingIfNeeded: try row.int(5))
        ),
        type: try row.requiredText(6)
      )
    }
  }

  private mutating func add(of: ObjectAddress, on: ObjectAddress, type: String) {
    switch type {
    case "e":
      extensionMembers.append((of, on))
      members.insert(of)
    case "i":
      if of.subID == 0 {
        wholes[of] = on
        internals.insert(of)
      }
      all.append(Edge(of: of, on: on, isAutomatic: true))
    // The two sorts of a partition's copy of what its parent has.
    case "P", "S":
      copies.insert(of)
      if of.subID == 0, !internals.contains(of), wholes[of] == nil || type == "P" {
        wholes[of] = on
      }
      all.append(Edge(of: of, on: on, isAutomatic: true))
    // `x` is what ALTER … DEPENDS ON EXTENSION records.
    case "a", "x": all.append(Edge(of: of, on: on, isAutomatic: true))
    case "n": all.append(Edge(of: of, on: on, isAutomatic: false))
    default: break
    }
  }

  /// Makes an object a part of another.
  mutating func setInternal(_ part: ObjectAddress, within whole: ObjectAddress) {
    wholes[part] = whole
  }

  /// Whether an object is a part of another, such as a table's row type.
  func isPart(_ address: ObjectAddress) -> Bool {
    wholes[address] != nil
  }

  /// Whether an object is a partition's copy of what its parent has, or within one, and no object
  /// for itself: the parent's does not depend on what the copy needs, such as the partition.
  func isMereCopy(_ address: ObjectAddress, in identities: [ObjectAddress: ObjectID]) -> Bool {
    var current = address
    for _ in 0..<16 {
      if identities[current] != nil { return false }
      if copies.contains(current), !internals.contains(current) { return true }
      guard let whole = wholes[current] else { return false }
      current = whole
    }
    return false
  }

  /// Whether an object belongs to an extension, or is a part of one that does.
  func isWithinExtension(_ address: ObjectAddress) -> Bool {
    var current = ObjectAddress(classID: address.classID, objectID: address.objectID)
    for _ in 0..<16 {
      if members.contains(current) { return true }
      guard let whole = wholes[current] else { return false }
      current = whole
    }
    return false
  }

  /// The object at an address: the one that claimed it, or the one that it is a part of.
  func resolve(_ address: ObjectAddress, in identities: [ObjectAddress: ObjectID]) -> ObjectID? {
    var current = address
    for _ in 0..<16 {
      if let id = identities[current] { return id }
      if current.subID != 0 {
        current = ObjectAddress(classID: current.classID, objectID: current.objectID)
      } else if let whole = wholes[current] {
        current = whole
      } else {
        return nil
      }
    }
    return nil
  }
}
