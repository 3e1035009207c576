import ObjectModel
import PostgresVocabulary
import Testing

@testable import ObjectKinds

/// What a manifest may say although no server shows it.
@Suite struct SelfEvidentGrantTests {
  private static let table = ObjectID(.table, ["public", "t"])

  private static func grant(_ role: String, _ privileges: [String]) -> Grant {
    var grant = Grant(id: ObjectID(.grant, [role], in: table))
    grant.privileges = PrivilegeList(parsing: privileges)
    return grant
  }

  private static func defaults(
    _ scope: DefaultPrivilege.Scope,
    _ lists: [String: [String]]
  ) -> DefaultPrivilege {
    var defaults = DefaultPrivilege(id: scope.id)
    defaults.grants = DefaultGrants(lists.mapValues { PrivilegeList(parsing: $0) })
    return defaults
  }

  private static func remaining(
    _ objects: [any ManagedObject],
    on version: ServerVersion = ServerVersion(number: 150_000)
  ) -> Set<ObjectID> {
    var desired = Catalog()
    for object in objects { desired.insert(object) }
    let context = StepContext(
      version: version,
      live: Catalog(),
      desired: desired,
      applyingRole: "postgres",
      registry: .standard
    )
    return Set(desired.withoutSelfEvident(in: context).objects.keys)
  }

  private static func owned(by role: String) -> [any ManagedObject] {
    var owner = Owner(id: ObjectID(.owner, [], in: table))
    owner.role = role
    return [Table(id: table), owner]
  }

  @Test func aGrantOfNothingIsNone() {
    let owned = Self.owned(by: "bob")
    let none = Self.grant("ann", [])
    #expect(!Self.remaining(owned + [none]).contains(none.id))
    let unknown = Self.grant("ann", ["maintain"])
    #expect(!Self.remaining(owned + [unknown]).contains(unknown.id))
    #expect(
      Self.remaining(owned + [unknown], on: ServerVersion(number: 170_000)).contains(unknown.id)
    )
  }

  @Test func anOwnerHasEverythingWithoutAGrant() {
    let owned = Self.owned(by: "bob")
    let none = Self.grant("bob", [])
    #expect(Self.remaining(owned + [none]).contains(none.id))
    let all = Self.grant("bob", ["all"])
    #expect(!Self.remaining(owned + [all]).contains(all.id))
    let more = Self.grant("bob", ["all with grant option"])
    #expect(Self.remaining(owned + [more]).contains(more.id))
  }

  @Test func defaultPrivilegesThatEqualTheBuiltInOnesAreNone() {
    let functions = DefaultPrivilege.Scope(type: "functions", role: "bob")
    let builtIn = Self.defaults(functions, ["public": ["execute"], "bob": ["all"]])
    #expect(Self.remaining([builtIn]).isEmpty)
    let closed = Self.defaults(functions, ["bob": ["all"]])
    #expect(Self.remaining([closed]) == [closed.id])
    #expect(closed.grants == DefaultGrants())
    let local = DefaultPrivilege.Scope(type: "tables", role: "bob", schema: "public")
    #expect(Self.remaining([Self.defaults(local, ["bob": [], "ann": []])]).isEmpty)
    let global = DefaultPrivilege.Scope(type: "tables", role: "bob")
    #expect(Self.remaining([Self.defaults(global, ["bob": []])]) == [global.id])
  }
}
