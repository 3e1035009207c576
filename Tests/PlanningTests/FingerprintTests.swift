import Diffing
import ObjectModel
import Planning
import TestSupport
import Testing

@Suite("Fingerprints") struct FingerprintTests {
  private let live = Catalog([
    Toy("car", paint: "red"), Toy("ship", shape: "long"), Toy("kite"), ToyPart("wheel", of: "car"),
  ])
  private let desired = Catalog([
    Toy("car", paint: "blue"), Toy("ship", shape: "long"), Toy("drum"),
    ToyPart("wheel", of: "car"),
  ])

  /// What the comparison of two catalogs says that differs.
  private func changed(_ live: Catalog, _ desired: Catalog) -> Set<ObjectID> {
    let context = StepContext.toys(live, desired)
    return Set(difference(from: live, to: desired, in: context).map(\.id))
  }

  @Test("what changes is told, by the names of the objects")
  func moved() {
    let moved = Fingerprint(of: live).moved(to: Fingerprint(of: desired))
    #expect(moved == ["toy public.car", "toy public.drum", "toy public.kite"])
  }

  @Test("a later state has the same fingerprint, made from an earlier one or not")
  func later() {
    let later = Fingerprint(of: live).moving(to: desired, changed: changed(live, desired))
    #expect(later == Fingerprint(of: desired))
  }

  @Test("what stays keeps the digest that it has")
  func kept() {
    let before = Fingerprint(objects: ["toy public.car": "1", "toy public.ship": "2"])
    let later = before.moving(to: desired, changed: changed(live, desired))
    #expect(later.objects["toy public.ship"] == "2")
    #expect(later.objects["toy public.car"] != "1")
    #expect(later.objects.count == 4)
  }

  @Test("names that are equal for Swift and not for PostgreSQL are told apart")
  func bytes() {
    let composed = Catalog([Toy("caf\u{E9}")])
    let decomposed = Catalog([Toy("cafe\u{301}")])
    let before = Fingerprint(of: composed)
    #expect(before != Fingerprint(of: decomposed))
    let later = before.moving(to: decomposed, changed: changed(composed, decomposed))
    #expect(later == Fingerprint(of: decomposed))
  }
}
