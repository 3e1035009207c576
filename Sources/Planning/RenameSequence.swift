import ObjectModel

extension [Rename] {
  /// The renames in an order in which each finds its new name free, and its parent under its new
  /// name.
  ///
  /// Where objects take each other's names in a circle, one steps aside under a name of its own
  /// first.
  func sequenced() -> [Rename] {
    var result: [Rename] = []
    var rest = self
    while !rest.isEmpty {
      let next = rest.indices.first { !rest[$0].waits(for: rest) }
      let position = next ?? rest.indices.first { !rest[$0].waitsForParent(among: rest) } ?? 0
      let rename = rest[position]
      if next != nil {
        result.append(rest.remove(at: position))
      } else {
        let aside = rename.old.id.renamed(to: Rename.nameAside(rename.old.id.name))
        result.append(
          Rename(old: rename.old, new: aside, present: rename.present, subject: rename.subject)
        )
        rest[position] = Rename(old: rename.old.identified(as: aside), new: rename.new)
        rest[position].parts = rename.parts
      }
    }
    return result
  }
}

extension Rename {
  fileprivate func waits(for others: [Rename]) -> Bool {
    if waitsForParent(among: others) { return true }
    let names = Set(old.identified(as: new).claimedNames)
    return others.contains { other in
      other.new != new && (other.old.id == new || !names.isDisjoint(with: other.old.claimedNames))
    }
  }

  fileprivate func waitsForParent(among others: [Rename]) -> Bool {
    others.contains { $0.new != new && new.isWithin($0.new) }
  }

  /// A name of at most 63 bytes for what waits until its new one is free.
  fileprivate static func nameAside(_ name: String) -> String {
    let suffix = "__plumb_aside"
    var name = name
    while name.utf8.count + suffix.utf8.count > 63 { name.removeLast() }
    return name + suffix
  }
}
