import Diffing
import ObjectModel
import PostgresVocabulary
import TestSupport
import Testing

@testable import Planning

/// Plans of toys, whose statements say all there is to see.
private func planned(
  from live: Catalog,
  to desired: Catalog,
  renames: [Rename] = []
) throws -> Planner.Result {
  let context = StepContext.toys(live, desired)
  let changes = difference(from: live, to: desired, in: context)
  return try Planner(context: context).plan(changes, renames: renames)
}

private func statements(_ result: Planner.Result) -> [[String]] {
  result.stages.map { $0.steps.map(\.effect.summary) }
}

@Suite("Planner") struct PlannerTests {
  private typealias Edges = [ObjectID: [ObjectID]]

  @Test("nothing differs, nothing is done")
  func nothing() throws {
    let catalog = Catalog([Toy("car", paint: "red"), ToyPart("wheel", of: "car")])
    #expect(try planned(from: catalog, to: catalog).stages.isEmpty)
  }

  @Test("what is depended on is made first and dropped last")
  func order() throws {
    let objects: [any ManagedObject] = [Toy("a"), Toy("b"), Toy("c")]
    let edges: Edges = [.toy("a"): [.toy("b")], .toy("b"): [.toy("c")]]
    let full = Catalog(objects, dependencies: edges)
    #expect(
      try statements(planned(from: Catalog(), to: full)) == [
        ["CREATE TOY public.c ()", "CREATE TOY public.b ()", "CREATE TOY public.a ()"]
      ]
    )
    #expect(
      try statements(planned(from: full, to: Catalog())) == [
        ["DROP TOY public.a", "DROP TOY public.b", "DROP TOY public.c"]
      ]
    )
  }

  @Test("a replaced object pulls along what depends on it, and says why")
  func replacement() throws {
    let edges: Edges = [.toy("rider"): [.toy("horse")], .toy("hat"): [.toy("rider")]]
    let live = Catalog(
      [Toy("horse", shape: "thin"), Toy("rider"), Toy("hat")],
      dependencies: edges
    )
    let desired = Catalog(
      [Toy("horse", shape: "round"), Toy("rider"), Toy("hat")],
      dependencies: edges
    )
    let result = try planned(from: live, to: desired)
    #expect(
      statements(result) == [
        [
          "DROP TOY public.hat", "DROP TOY public.rider", "DROP TOY public.horse",
          "CREATE TOY public.horse ()", "CREATE TOY public.rider ()", "CREATE TOY public.hat ()",
        ]
      ]
    )
    let reasons = Dictionary(uniqueKeysWithValues: result.changes.map { ($0.id, $0.reason) })
    #expect(reasons[.toy("horse")] == "a toy cannot be reshaped")
    #expect(reasons[.toy("rider")] == "depends on toy public.horse, which is rebuilt")
    #expect(result.changes.allSatisfy { $0.action == .replace })
  }

  @Test("a disturbing alteration takes its dependents off and puts them back")
  func disturbance() throws {
    let edges: Edges = [.toy("cup"): [.toy("desk")]]
    let live = Catalog([Toy("desk", size: "1"), Toy("cup")], dependencies: edges)
    let desired = Catalog([Toy("desk", size: "2"), Toy("cup")], dependencies: edges)
    #expect(
      try statements(planned(from: live, to: desired)) == [
        ["DROP TOY public.cup", "ALTER TOY public.desk size", "CREATE TOY public.cup ()"]
      ]
    )
  }

  @Test("another alteration leaves dependents alone")
  func noDisturbance() throws {
    let edges: Edges = [.toy("cup"): [.toy("desk")]]
    let live = Catalog([Toy("desk", paint: "red"), Toy("cup")], dependencies: edges)
    let desired = Catalog([Toy("desk", paint: "blue"), Toy("cup")], dependencies: edges)
    #expect(
      try statements(planned(from: live, to: desired)) == [["ALTER TOY public.desk paint"]]
    )
  }

  @Test("what lets go of a dropped object is altered first, and stays")
  func detaches() throws {
    let live = Catalog(
      [Toy("boat", paint: "red"), Toy("dock")],
      dependencies: [.toy("boat"): [.toy("dock")]]
    )
    let desired = Catalog([Toy("boat", paint: "blue")])
    let result = try planned(from: live, to: desired)
    #expect(statements(result) == [["ALTER TOY public.boat paint", "DROP TOY public.dock"]])
  }

  @Test("parts go with their toy, and come back with it")
  func parts() throws {
    let live = Catalog([Toy("car", shape: "thin"), ToyPart("wheel", of: "car")])
    let desired = Catalog([Toy("car", shape: "round"), ToyPart("wheel", of: "car")])
    #expect(
      try statements(planned(from: live, to: desired)) == [
        ["DROP TOY public.car", "CREATE TOY public.car (\n  wheel\n)"]
      ]
    )
    #expect(try statements(planned(from: live, to: Catalog())) == [["DROP TOY public.car"]])
  }

  @Test("parts of dropped toys that hold on to each other are taken off first")
  func crossing() throws {
    let live = Catalog(
      [Toy("a"), ToyPart("x", of: "a"), Toy("b"), ToyPart("y", of: "b")],
      dependencies: [
        .part("x", of: "a"): [.toy("b")], .part("y", of: "b"): [.toy("a")],
      ]
    )
    let drops = try statements(planned(from: live, to: Catalog())).flatMap(\.self)
    #expect(Set(drops.prefix(2)) == ["REMOVE PART x", "REMOVE PART y"])
    #expect(Set(drops.suffix(2)) == ["DROP TOY public.a", "DROP TOY public.b"])
  }

  @Test("toys that hold on to each other are a cycle, told with its path")
  func cycle() throws {
    let catalog = Catalog(
      [Toy("a"), Toy("b")],
      dependencies: [.toy("a"): [.toy("b")], .toy("b"): [.toy("a")]]
    )
    do {
      _ = try planned(from: Catalog(), to: catalog)
      Issue.record("no cycle was found")
    } catch PlanningError.cycle(let path) {
      #expect(Set(path) == [.toy("a"), .toy("b")])
    }
  }

  @Test("a renamed object is renamed first and keeps the rest")
  func rename() throws {
    let live = Catalog([Toy("old", paint: "red")])
    let desired = Catalog([Toy("new", paint: "blue")])
    let moved = live.renaming([.toy("old"): .toy("new")])
    let result = try planned(
      from: moved,
      to: desired,
      renames: [Rename(old: Toy("old", paint: "red"), new: .toy("new"))]
    )
    #expect(
      statements(result) == [
        ["ALTER TOY public.old RENAME TO new", "ALTER TOY public.new paint"]
      ]
    )
    #expect(result.changes.first?.action == .rename)
    #expect(result.changes.first?.reason == "was public.old")
  }
}

@Suite("Stages") struct StageAssignmentTests {
  private func catalog(_ paint: String, others: Bool) -> Catalog {
    var objects: [any ManagedObject] = [Toy("can", paint: paint)]
    if others { objects += [Toy("fence"), Toy("alone")] }
    return Catalog(objects, dependencies: others ? [.toy("fence"): [.toy("can")]] : [:])
  }

  @Test("what must be committed before its use gets a stage of its own, and no more with it")
  func committedBeforeUse() throws {
    let result = try planned(
      from: catalog("red", others: false),
      to: catalog("slow", others: true)
    )
    #expect(
      statements(result) == [
        ["ALTER TOY public.can paint"],
        ["CREATE TOY public.alone ()", "CREATE TOY public.fence ()"],
      ]
    )
    #expect(result.stages.map(\.isTransaction) == [true, true])
    #expect(!result.stages[0].reason.isEmpty)
  }

  @Test("without a use in the same plan one transaction will do")
  func unused() throws {
    let result = try planned(
      from: catalog("red", others: false),
      to: catalog("slow", others: false)
    )
    #expect(statements(result) == [["ALTER TOY public.can paint"]])
  }
}

@Suite("Folding") struct FoldingTests {
  private let car = Step(
    .create,
    .toy("car"),
    effect: .statement(Statement(head: "CREATE TOY car", clauses: [], tail: ""))
  )

  private func part(_ name: String, of toy: String = "car") -> Step {
    Step(
      .create,
      .part(name, of: toy),
      "ADD \(identifier: name)",
      hazards: [Hazard(.longLock, .part(name, of: toy), "waits")],
      clause: Step.Clause(host: .toy(toy), "\(identifier: name)")
    )
  }

  @Test("clauses go into the statement that makes their host, with their hazards")
  func folds() {
    let steps = folded([car, part("wheel"), part("door")])
    #expect(steps.map(\.effect.summary) == ["CREATE TOY car (\n  wheel,\n  door\n)"])
    #expect(steps.first?.hazards.count == 2)
  }

  @Test("a step about another object ends it, for a clause might wait for that")
  func interrupted() {
    let other = Step(.alter, .toy("road"), "ALTER TOY road")
    let steps = folded([car, part("wheel"), other, part("door")])
    #expect(
      steps.map(\.effect.summary) == ["CREATE TOY car (\n  wheel\n)", "ALTER TOY road", "ADD door"]
    )
  }

  @Test("a clause of another host stays a statement")
  func otherHost() {
    let steps = folded([car, part("sail", of: "boat")])
    #expect(steps.map(\.effect.summary) == ["CREATE TOY car ()", "ADD sail"])
  }
}
