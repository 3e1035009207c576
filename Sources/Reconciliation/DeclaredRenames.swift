import Diagnostics
import ManifestLoading
import ObjectModel
import Planning
import PostgresVocabulary

/// The renames that manifests declare by `renamed_from` and that are not done yet.
struct DeclaredRenames {
  /// The objects that get another name, outermost first.
  private(set) var renames: [Rename] = []
  private var wanted: [Wish] = []
  private var wantedParts: [PartWish] = []

  /// What a manifest says.
  private struct Wish {
    /// The object by its new name.
    let id: ObjectID
    /// The name that it had before.
    let name: String
    let range: SourceRange?
  }

  /// What a manifest says of parts.
  private struct PartWish {
    /// The object by its new name.
    let id: ObjectID
    let parts: [PartRename]
  }

  /// - Parameters:
  ///   - declared: what the manifests say.
  ///   - live: the state before.
  ///   - desired: the state after.
  ///   - identity: the identity that the server gives to a declared object.
  init(
    declared: DeclaredState,
    live: Catalog,
    desired: Catalog,
    identity: (ObjectID) -> ObjectID
  ) {
    for entry in declared.declared.values {
      let parts = entry.object.partRenames
      if !parts.isEmpty {
        wantedParts.append(PartWish(id: identity(entry.object.id), parts: parts))
      }
      guard let name = entry.renamedFrom else { continue }
      let range = entry.fieldRanges["renamed_from"] ?? entry.range
      wanted.append(Wish(id: identity(entry.object.id), name: name, range: range))
    }
    wanted.sort { Self.rank($0.id) == Self.rank($1.id) ? $0.id < $1.id : Self.rank($0.id) == 0 }
    for wish in wanted where live[wish.id] == nil && desired[wish.id] != nil {
      let found = former(wish).first { live[$0] != nil }
      guard let found, let object = live[found], desired[found] == nil else { continue }
      let present = found.following(schemas: schemas)
      renames.append(Rename(old: object, new: wish.id, present: present))
    }
    wantedParts.sort { $0.id < $1.id }
    for wish in wantedParts { add(wish, live: live, desired: desired) }
  }

  /// Renames the parts that have their old names, and what gets its name from them.
  private mutating func add(_ wish: PartWish, live: Catalog, desired: Catalog) {
    guard let object = live[before(wish.id)], let names = desired[wish.id]?.partNames else {
      return
    }
    let parts = wish.parts.filter { $0.isPending(in: object.partNames) && $0.isDone(in: names) }
    if parts.isEmpty { return }
    let position = renames.firstIndex { $0.new == wish.id } ?? renames.endIndex
    if position == renames.endIndex {
      let present = object.id.following(schemas: schemas)
      renames.append(Rename(old: object, new: wish.id, present: present))
    }
    renames[position].parts = parts
    let along = parts.flatMap { object.renames(with: $0, in: live) }.sorted { $0.key < $1.key }
    for (old, new) in along {
      guard let object = live[old], let parent = new.parent else { continue }
      let id = ObjectID(new.kind, new.names, in: after(parent))
      renames.append(Rename(old: object, new: id, isBroughtAlong: true))
    }
  }

  /// Schemas come before what lies in them.
  private static func rank(_ id: ObjectID) -> Int { id.kind == .schema ? 0 : 1 }

  /// The renamed schemas: old identities to new ones.
  private var schemas: [ObjectID: ObjectID] {
    renames.filter { $0.new.kind == .schema }.identities
  }

  /// The identities that an object may have before any rename, likeliest first.
  private func former(_ wish: Wish) -> [ObjectID] {
    let renamed = Self.old(wish.id, wish.name)
    if let parent = wish.id.parent {
      return [ObjectID(renamed.kind, renamed.names, in: before(parent))]
    }
    let moved = before(renamed)
    return moved == renamed ? [renamed] : [moved, renamed]
  }

  /// The identity that an object has before the renames that are known.
  private func before(_ id: ObjectID) -> ObjectID {
    if let rename = renames.first(where: { $0.new == id }) { return rename.old.id }
    if let parent = id.parent { return ObjectID(id.kind, id.names, in: before(parent)) }
    let back = schemas.map { ($0.value, $0.key) }
    return id.following(schemas: Dictionary(back, uniquingKeysWith: { first, _ in first }))
  }

  /// The identity that an object in no other has after the renames that are known.
  private func after(_ id: ObjectID) -> ObjectID {
    renames.first { $0.old.id == id }?.new ?? id.following(schemas: schemas)
  }

  /// The identity that an object had by the name that a manifest gives; the schema is the same when
  /// the name has none.
  static func old(_ id: ObjectID, _ written: String) -> ObjectID {
    guard id.parent == nil, id.schema != nil else { return id.renamed(to: written) }
    // A routine may be named with its arguments: they are those of the new name.
    let name = String(written.prefix { $0 != "(" })
    guard let parsed = QualifiedName(parsing: name) else { return id.renamed(to: name) }
    let renamed = id.renamed(to: parsed.name)
    guard let schema = parsed.schema else { return renamed }
    return ObjectID(id.kind, [schema] + renamed.names.dropFirst())
  }
}

// MARK: - What cannot be done

extension DeclaredRenames {
  /// Refuses what manifests want renamed and what would be left alone, or dropped, instead.
  ///
  /// - Parameters:
  ///   - database: everything that the database holds.
  ///   - live: the managed part of it, and what lies outside of it.
  ///   - desired: the state after.
  /// - Throws: `DiagnosticsError` with the lines that say so.
  func refuseOthers(
    in database: Catalog,
    live: Catalog,
    desired: Catalog
  ) throws(DiagnosticsError) {
    let done = Set(renames.map(\.new))
    var diagnostics: [Diagnostic] = []
    for wish in wanted where !done.contains(wish.id) {
      guard desired[wish.id] != nil, live[wish.id] == nil, database[wish.id] == nil,
        let old = former(wish).first(where: { database[$0] != nil || live[$0] != nil })
      else { continue }
      let isDesired = desired[old] != nil
      diagnostics.append(
        Diagnostic(
          .error,
          code: "manifest.rename-impossible",
          isDesired
            ? "\(old) is declared itself, so that it cannot become \(wish.id)"
            : "\(old) is not managed, so that it cannot become \(wish.id)",
          at: wish.range,
          hint: isDesired
            ? Self.contradictionHint
            : "Take the old one out of what plumb.yaml ignores, or remove \"renamed_from\"."
        )
      )
    }
    diagnostics += contradictions(live: live, desired: desired)
    if !diagnostics.isEmpty { throw DiagnosticsError(diagnostics: diagnostics) }
  }

  private static let contradictionHint =
    "Remove \"renamed_from\" to make a new one, or the declaration of the old one."

  /// The parts that stay and are to become others at once.
  private func contradictions(live: Catalog, desired: Catalog) -> [Diagnostic] {
    wantedParts.flatMap { wish -> [Diagnostic] in
      guard let present = live[before(wish.id)]?.partNames, let names = desired[wish.id]?.partNames
      else { return [] }
      let parts = wish.parts.filter { $0.isPending(in: present) && $0.isContradicted(by: names) }
      return parts.map { part in
        Diagnostic(
          .error,
          code: "manifest.rename-impossible",
          "\"\(part.old)\" of \(wish.id) is declared itself, "
            + "so that it cannot become \"\(part.new)\"",
          at: part.range,
          hint: Self.contradictionHint
        )
      }
    }
  }

  /// The objects that lie outside what is managed, until they get the names that manifests declare.
  ///
  /// - Parameters:
  ///   - declared: what the manifests say.
  ///   - isPresent: whether the database holds an object, whatever the arguments of a routine.
  /// - Returns: the old identities of what is in no other object.
  static func pending(
    _ declared: DeclaredState,
    where isPresent: (ObjectID) -> Bool
  ) -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    for entry in declared.declared.values {
      let id = entry.object.id
      guard id.parent == nil, let name = entry.renamedFrom, !isPresent(id) else { continue }
      let old = Self.old(id, name)
      if isPresent(old) { found.insert(old.withoutArguments) }
    }
    return found
  }
}

extension ObjectID {
  /// The identity without the arguments of a routine, which manifests may spell otherwise than the
  /// server.
  var withoutArguments: ObjectID {
    parent == nil && names.count > 2 ? ObjectID(kind, Array(names.prefix(2))) : self
  }
}

extension [Rename] {
  /// The new identities by the old ones.
  var identities: [ObjectID: ObjectID] {
    Dictionary(map { ($0.old.id, $0.new) }, uniquingKeysWith: { first, _ in first })
  }
}
