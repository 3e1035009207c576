import ObjectModel
import PostgresVocabulary

/// Makes one catalog of the answers to all queries.
struct CatalogAssembly {
  private let answers: [CatalogQuery.Subject: Answer]
  private let kinds: [any CatalogObject.Type]
  private let version: ServerVersion
  private var catalog = Catalog()
  private var identities: [ObjectAddress: ObjectID] = [:]
  private var edges: DependencyEdges
  /// What is said about parts of objects that no manifest can name, by kind.
  private var strays: [KindName: Int] = [:]

  /// Takes the answers by what was asked for, and adds the objects that stand for themselves; a
  /// question that was not sent has no answer.
  init(
    _ answers: [CatalogQuery.Subject: Answer],
    kinds: [any CatalogObject.Type],
    version: ServerVersion
  ) async throws {
    self.answers = answers
    self.kinds = kinds
    self.version = version
    async let edges = DependencyEdges(answers[.dependencies]?.rows ?? [])
    let count = kinds.reduce(0) { $0 + (answers[.objects($1.kind)]?.rows.count ?? 0) }
    catalog.reserveCapacity(count)
    identities.reserveCapacity(count)
    for kind in kinds {
      guard let answer = answers[.objects(kind.kind)] else { continue }
      for (row, object) in zip(answer.rows, answer.objects) {
        guard let object else { continue }
        catalog.insert(object)
        identities[try row.address()] = object.id
      }
    }
    self.edges = try await edges
  }

  private func rows(of subject: CatalogQuery.Subject) -> [Row] {
    answers[subject]?.rows ?? []
  }

  // MARK: Objects

  /// Adds the objects of the kinds that are about others, which they look up by address.
  mutating func addObjectsAboutOthers() throws {
    let reading = CatalogReading(version: version, identities: identities)
    for kind in kinds where kind.isReadLate {
      for row in rows(of: .objects(kind.kind)) {
        if let object = try kind.init(row: row, reading: reading) {
          catalog.insert(object)
        } else if kind.traits.isForPeople, isPartOnly(try row.address()) {
          strays[kind.kind, default: 0] += 1
        }
      }
    }
  }

  /// Whether an address is that of a part and of no object, such as the row type of a table.
  ///
  /// Attributes are read with what has them. What extensions have made is theirs.
  private func isPartOnly(_ address: ObjectAddress) -> Bool {
    address.subID == 0 && identities[address] == nil
      && edges.resolve(address, in: identities) != nil
      && !edges.isWithinExtension(address)
  }

  /// Takes out the objects that belong to extensions, with what lives in them: they are the
  /// extension's.
  ///
  /// What depends on them depends on the extension.
  mutating func setExtensionMembersAside() {
    var members: Set<ObjectID> = []
    for (member, owner) in edges.extensionMembers {
      if let id = identities.removeValue(forKey: member) { members.insert(id) }
      edges.setInternal(member, within: owner)
    }
    if members.isEmpty { return }
    let gone = catalog.objects.keys.filter { id in
      sequence(first: id, next: \.parent).contains(where: members.contains)
    }
    let removed = Set(gone)
    for id in gone { catalog.remove(id) }
    identities = identities.filter { !removed.contains($0.value) }
  }

  // MARK: Dependencies

  mutating func resolveDependencies() {
    let holders = Set(kinds.filter { $0.traits.isMereHolder }.map { $0.kind })
    for edge in edges.all where !edges.isMereCopy(edge.of, in: identities) {
      guard let id = dependable(edges.resolve(edge.of, in: identities), holders),
        let on = dependable(edges.resolve(edge.on, in: identities), holders),
        !id.isWithin(on), !on.isWithin(id)
      else { continue }
      catalog.addDependency(of: id, on: .init(on: on, isAutomatic: edge.isAutomatic))
    }
  }

  /// The object itself, or the parent of one that is a mere holder of what is said about it.
  private func dependable(_ id: ObjectID?, _ holders: Set<KindName>) -> ObjectID? {
    guard let id, holders.contains(id.kind) else { return id }
    return id.parent
  }

  // MARK: Result

  func result() throws -> LiveDatabase {
    guard let session = rows(of: .session).first else {
      preconditionFailure("a query without a FROM clause gives one row")
    }
    return LiveDatabase(
      version: version,
      name: try session.requiredText("database"),
      role: try session.requiredText("role"),
      catalog: catalog,
      identities: identities,
      unknown: try unknown()
    )
  }

  /// The objects that no kind has claimed, neither by themselves nor through what they belong to.
  private func unknown() throws -> [NotManaged] {
    var counts = Dictionary(
      uniqueKeysWithValues: strays.map { ("\($0) of parts that have no manifest", $1) }
    )
    for row in rows(of: .otherObjects) {
      let address = try row.address()
      if edges.isPart(address) || identities[address] != nil { continue }
      counts[try row.requiredText("what"), default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map { NotManaged(what: $0.key, count: $0.value) }
  }
}
