import ObjectModel
import PostgresVocabulary
import Testing

@testable import ObjectKinds

@Suite("What a change of a policy opens")
struct PolicyAccessTests {
  private func policy(_ change: (inout Policy) -> Void) -> Policy {
    let table = ObjectID(.table, ["public", "todos"])
    var policy = Policy(id: ObjectID(.policy, ["p"], in: table))
    policy.command = .select
    policy.roles = ["authenticated"]
    policy.using = "true"
    change(&policy)
    return policy
  }

  private func messages(_ old: Policy?, _ new: Policy?) -> [String] {
    PolicyAccess.hazards(from: old, to: new).map(\.message)
  }

  @Test("A permissive policy opens by being made, to the roles that it names")
  func permissiveCreated() {
    #expect(
      messages(nil, policy { _ in }) == [
        "rows of public.todos that match the policy become readable for authenticated"
      ]
    )
    let insertion = policy {
      $0.command = .insert
      $0.using = nil
      $0.withCheck = "true"
      $0.roles = []
    }
    #expect(
      messages(nil, insertion) == [
        "everybody can insert rows into public.todos that pass the policy"
      ]
    )
  }

  @Test("A permissive policy without a condition admits no row")
  func withoutCondition() {
    #expect(messages(nil, policy { $0.using = nil }).isEmpty)
  }

  @Test("What can only narrow is no hazard")
  func narrowing() {
    let restrictive = policy { $0.mode = .restrictive }
    #expect(messages(nil, restrictive).isEmpty)
    #expect(messages(policy { _ in }, nil).isEmpty)
    #expect(messages(policy { $0.roles = ["a", "b"] }, policy { $0.roles = ["a"] }).isEmpty)
    #expect(messages(policy { $0.roles = [] }, policy { _ in }).isEmpty)
    var wider = restrictive
    wider.roles = []
    #expect(messages(restrictive, wider).isEmpty)
    #expect(messages(restrictive, restrictive).isEmpty)
  }

  @Test("A changed condition may open in either mode")
  func changedCondition() {
    #expect(
      messages(policy { _ in }, policy { $0.using = "id > 1" }) == [
        "rows of public.todos that match the policy as it is now become readable for authenticated"
      ]
    )
    let old = policy { $0.mode = .restrictive }
    let new = policy {
      $0.mode = .restrictive
      $0.using = "id > 1"
    }
    let released = [
      "authenticated may read rows of public.todos that the restrictive policy kept from them"
    ]
    #expect(messages(old, new) == released)
    #expect(messages(old, nil) == released)
  }

  @Test("Only the roles that are new to a permissive policy are told")
  func addedRoles() {
    #expect(
      messages(policy { _ in }, policy { $0.roles = ["anon", "authenticated"] }) == [
        "rows of public.todos that match the policy become readable for anon"
      ]
    )
  }
}
