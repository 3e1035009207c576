import Diagnostics
public import ObjectModel

/// An object that is not the same in all environments.
public struct Divergence: Sendable {
  /// The object.
  public let id: ObjectID
  /// The environments, those in which it is the same together; the first group is that of the
  /// first environment.
  public let groups: [Group]
  /// The fields that are not the same everywhere.
  public let fields: [String]
  /// How it counts.
  public let status: DifferenceStatus
  /// Whether it contradicts the manifests of one of the environments, which is told there.
  public let isContradicted: Bool
  /// What lives in the object and differs in the same way, by kind.
  public var along: [KindName: Int] = [:]

  /// Environments in which an object is the same.
  public struct Group: Sendable {
    /// The environments' names.
    public let environments: [String]
    /// The object; nil where it is not there.
    public let object: (any ManagedObject)?
  }

  /// Whether two environments differ in the object.
  public func separates(_ first: String, _ second: String) -> Bool {
    !groups.contains { $0.environments.contains(first) && $0.environments.contains(second) }
  }

  /// The names of the environments that have the object.
  var presence: [[String]] {
    groups.filter { $0.object != nil }.map(\.environments)
  }
}

/// Finds what differs between environments.
struct DivergenceSearch {
  private let environments: [Entry]

  private struct Entry {
    let name: String
    let reading: EnvironmentReading
    let allowances: [Allowance]
    let contradicted: Set<ObjectID>
  }

  init(_ environments: [VerifiedEnvironment]) {
    self.environments = environments.compactMap { environment in
      environment.reading.map { reading in
        Entry(
          name: environment.name,
          reading: reading,
          allowances: environment.allowances,
          contradicted: Set(reading.changes.map(\.id))
        )
      }
    }
  }

  /// What differs, ordered by identity; what goes along with an object is only counted.
  var divergences: [Divergence] {
    if environments.count < 2 { return [] }
    let ids = environments.reduce(into: Set<ObjectID>()) {
      $0.formUnion($1.reading.live.objects.keys)
    }
    var found: [ObjectID: Divergence] = [:]
    for id in ids.sorted() {
      guard let divergence = divergence(id) else { continue }
      if let host = host(of: divergence, found) {
        found[host]?.along[id.kind, default: 0] += 1
      } else {
        found[id] = divergence
      }
    }
    return found.values.sorted { $0.id < $1.id }
  }

  /// The outer object that is there and not there in the same environments.
  private func host(
    of divergence: Divergence,
    _ found: [ObjectID: Divergence]
  ) -> ObjectID? {
    guard divergence.groups.count == 2, divergence.presence.count == 1 else { return nil }
    var current = divergence.id.parent
    while let id = current {
      if let outer = found[id] {
        let isSame =
          outer.presence == divergence.presence && outer.status.word == divergence.status.word
        return isSame ? id : nil
      }
      current = id.parent
    }
    return nil
  }

  private func divergence(_ id: ObjectID) -> Divergence? {
    let groups = groups(id, environments)
    if groups.count < 2 { return nil }
    var fields: [String] = []
    for group in groups.dropFirst() {
      guard let first = groups[0].first?.reading.live[id], let other = group[0].reading.live[id]
      else { continue }
      for field in other.changedFields(from: first) where !fields.contains(field.name) {
        fields.append(field.name)
      }
    }
    return Divergence(
      id: id,
      groups: groups.map { entries in
        Divergence.Group(
          environments: entries.map(\.name),
          object: entries[0].reading.live[id]
        )
      },
      fields: fields,
      status: status(id, groups),
      isContradicted: groups.joined().contains { $0.contradicted.contains(id) }
    )
  }

  private func groups(_ id: ObjectID, _ environments: [Entry]) -> [[Entry]] {
    var groups: [[Entry]] = []
    for entry in environments {
      if let index = groups.firstIndex(where: { isSame(id, $0[0], entry) }) {
        groups[index].append(entry)
      } else {
        groups.append([entry])
      }
    }
    return groups
  }

  private func isSame(_ id: ObjectID, _ first: Entry, _ second: Entry) -> Bool {
    switch (first.reading.live[id], second.reading.live[id]) {
    case (nil, nil): return true
    case (let one?, let other?):
      if other.changedFields(from: one).isEmpty { return true }
      // Servers of different versions may spell one declaration differently.
      guard !first.contradicted.contains(id), !second.contradicted.contains(id),
        let declared = first.reading.forms[id], let also = second.reading.forms[id]
      else { return false }
      return first.reading.server != second.reading.server
        && also.changedFields(from: declared.identified(as: also.id)).isEmpty
    default: return false
    }
  }

  // MARK: How it counts

  private func status(_ id: ObjectID, _ groups: [[Entry]]) -> DifferenceStatus {
    let all = groups.joined()
    let allowing = all.compactMap { entry in
      entry.allowances.status(of: id).map { (entry.name, $0) }
    }
    if let (_, status) = allowing.first {
      let names = Set(allowing.map(\.0))
      let others = all.filter { !names.contains($0.name) }
      if self.groups(id, others).count < 2 {
        // One that has expired spoils the others.
        let expired = allowing.map(\.1).first {
          if case .expired = $0 { true } else { false }
        }
        return expired ?? status
      }
    }
    if all.contains(where: { $0.contradicted.contains(id) }) { return .drift }
    let isSaid = all.contains { $0.reading.forms[id] != nil || isWithinSaid(id, $0) }
    let isLeftAlone = all.contains { $0.reading.leftAlone.contains(id) }
    if !isSaid || isLeftAlone { return .undeclared }
    let saying = all.filter { $0.reading.forms[id] != nil }
    return .declared(Set(saying.compactMap { $0.reading.place(id, []) }).sorted())
  }

  /// Whether an object is there because of a declared one: an aspect that comes by default.
  private func isWithinSaid(_ id: ObjectID, _ entry: Entry) -> Bool {
    guard let parent = id.parent, !entry.reading.leftAlone.contains(id) else { return false }
    return entry.reading.forms[parent] != nil
  }
}
