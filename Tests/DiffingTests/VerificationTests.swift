import Diagnostics
import Diffing
import ObjectModel
import TestSupport
import Testing

@Suite("Verifications")
struct VerificationTests {
  /// An environment with toys, of which some are declared.
  private func environment(
    _ name: String,
    _ live: [Toy],
    declared: [Toy]? = nil,
    leftAlone: Set<ObjectID> = [],
    allowing allowances: [Allowance] = [],
    server: String = "16.1"
  ) -> VerifiedEnvironment {
    let wanted = declared ?? live
    let (holds, desired) = (Catalog(live), Catalog(wanted))
    let forms = Dictionary(uniqueKeysWithValues: wanted.map { ($0.id, $0) })
    let reading = EnvironmentReading(
      server: server,
      live: holds,
      leftAlone: leftAlone,
      forms: forms.filter { !leftAlone.contains($0.key) },
      changes: difference(from: holds, to: desired, in: .toys(holds, desired)),
      place: { id, _ in
        SourceRange(file: "\(name)/\(id.name)", at: SourcePosition(line: 1, column: 1))
      },
      notLookedAt: []
    )
    return VerifiedEnvironment(name: name, outcome: .read(reading), allowances: allowances)
  }

  private func allowance(_ name: String, expires: String? = nil) -> Allowance {
    Allowance(
      object: name,
      owner: "ann",
      reason: nil,
      expires: expires,
      place: nil,
      today: "2026-05-01",
      isAbout: { $0.name == name }
    )
  }

  @Test("environments that are as declared and alike are verified")
  func alike() {
    let toys = [Toy("a", paint: "red"), Toy("b")]
    let verification = Verification([environment("dev", toys), environment("prod", toys)])
    #expect(verification.isVerified)
    #expect(verification.divergences.isEmpty)
  }

  @Test("what manifests declare differently is shown with its places and fails nothing")
  func declared() throws {
    let verification = Verification([
      environment("dev", [Toy("a", paint: "red"), Toy("b")]),
      environment("prod", [Toy("a", paint: "blue")]),
      environment("qa", [Toy("a", paint: "red")]),
    ])
    #expect(verification.isVerified)
    #expect(verification.divergences.map(\.id) == [.toy("a"), .toy("b")])
    let first = try #require(verification.divergences.first)
    #expect(first.groups.map(\.environments) == [["dev", "qa"], ["prod"]])
    #expect(first.fields == ["paint"])
    #expect(first.separates("dev", "prod") && !first.separates("dev", "qa"))
    guard case .declared(let places) = first.status else {
      Issue.record("\(first.status)")
      return
    }
    #expect(places.map(\.file) == ["dev/a", "prod/a", "qa/a"])
  }

  @Test("what contradicts a manifest is drift, with the line that it contradicts")
  func drift() throws {
    let verification = Verification([
      environment("dev", [Toy("a", paint: "red")]),
      environment("prod", [Toy("a", paint: "blue")], declared: [Toy("a", paint: "red")]),
    ])
    #expect(!verification.isVerified)
    #expect(verification.environments.map(\.isVerified) == [true, false])
    let found = try #require(verification.environments[1].contradictions.first)
    #expect(found.place?.file == "prod/a")
    #expect(found.change.fields.map(\.name) == ["paint"])
    #expect(verification.divergences.map(\.status.word) == ["drift"])
    #expect(verification.divergences.map(\.isContradicted) == [true])
  }

  @Test("what no manifest says must be alike, too")
  func undeclared() {
    let verification = Verification([
      environment("dev", [Toy("a", paint: "red")], leftAlone: [.toy("a")]),
      environment("prod", [Toy("a", paint: "blue")], leftAlone: [.toy("a")]),
    ])
    #expect(verification.environments.map(\.isVerified) == [true, true])
    #expect(verification.divergences.map(\.status.word) == ["undeclared"])
    #expect(!verification.isVerified)
  }

  @Test(
    "an allowance holds to the end of its last day",
    arguments: [
      (nil, "allowed"), ("2026-05-01", "allowed"), ("2026-04-30", "expired"),
    ] as [(String?, String)]
  )
  func allowances(expires: String?, word: String) {
    let allowed = allowance("a", expires: expires)
    let verification = Verification([
      environment("dev", [Toy("a")]),
      environment("prod", [], declared: [Toy("a")], allowing: [allowed]),
    ])
    #expect(verification.environments[1].contradictions.map(\.status.word) == [word])
    #expect(verification.divergences.map(\.status.word) == [word])
    #expect(verification.isVerified == (word == "allowed"))
  }

  @Test("an allowance of one environment covers no difference between others")
  func foreignAllowance() {
    let verification = Verification([
      environment("dev", [Toy("a", paint: "red")], leftAlone: [.toy("a")]),
      environment("prod", [Toy("a", paint: "blue")], leftAlone: [.toy("a")]),
      environment("qa", [], allowing: [allowance("a")]),
    ])
    #expect(verification.divergences.map(\.status.word) == ["undeclared"])
  }

  @Test("an allowance that nothing needs is found")
  func unneeded() {
    let verification = Verification([
      environment("dev", [Toy("a")], allowing: [allowance("a"), allowance("b")])
    ])
    #expect(verification.unneeded(in: verification.environments[0]).map(\.object) == ["a", "b"])
    #expect(verification.isVerified)
  }

  @Test("an environment that cannot be read is not the same as any")
  func unreadable() {
    let lost = VerifiedEnvironment(name: "qa", outcome: .failed(reason: "away", hint: nil))
    let verification = Verification([environment("dev", [Toy("a")]), lost])
    #expect(!verification.isVerified)
    #expect(verification.divergences.isEmpty)
  }

  @Test("one declaration that two servers spell differently is the same")
  func spelling() {
    let declared = [Toy("a", paint: "red")]
    func read(_ name: String, _ spelled: String, server: String) -> VerifiedEnvironment {
      let live = Catalog([Toy("a", paint: spelled)])
      let reading = EnvironmentReading(
        server: server,
        live: live,
        leftAlone: [],
        forms: [.toy("a"): declared[0]],
        changes: [],
        place: { _, _ in nil },
        notLookedAt: []
      )
      return VerifiedEnvironment(name: name, outcome: .read(reading))
    }
    let old = read("old", "red", server: "15.1")
    #expect(Verification([old, read("new", "RED", server: "18.1")]).isVerified)
    #expect(!Verification([old, read("new", "RED", server: "15.1")]).divergences.isEmpty)
  }

  @Test("what lives in an object that is missing goes along with it")
  func along() {
    let part = ToyPart("lid", of: "box")
    let holds = Catalog([Toy("box"), part])
    func read(_ name: String, _ live: Catalog) -> VerifiedEnvironment {
      let reading = EnvironmentReading(
        server: "16",
        live: live,
        leftAlone: [],
        forms: live.objects,
        changes: [],
        place: { _, _ in nil },
        notLookedAt: []
      )
      return VerifiedEnvironment(name: name, outcome: .read(reading))
    }
    let verification = Verification([read("dev", holds), read("prod", Catalog())])
    #expect(verification.divergences.map(\.id) == [.toy("box")])
    #expect(verification.divergences[0].along == [.toyPart: 1])
  }
}
