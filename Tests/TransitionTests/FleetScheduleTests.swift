import ManifestLoading
import Reconciliation
import Testing

@Suite("The order of a fleet") struct FleetScheduleTests {
  private let names = (0..<20).map { "db\($0)" }

  private func rollout(_ change: (inout FleetRollout) -> Void) -> FleetRollout {
    var rollout = FleetRollout()
    change(&rollout)
    return rollout
  }

  @Test func wavesHoldEachDatabaseOnce() {
    let rollout = rollout {
      $0.canary = .named(["db7", "db3"])
      $0.waves = [.count(2), .percent(25)]
    }
    let schedule = FleetSchedule(names, rollout)
    #expect(schedule.waves.map(\.count) == [2, 2, 5, 11])
    #expect(schedule.waves[0] == [3, 7])
    #expect(schedule.waves.joined().sorted() == Array(0..<20))
    #expect(FleetSchedule([], FleetRollout()).waves.isEmpty)
    #expect(FleetSchedule(["a"], FleetRollout()).waves == [[0]])
  }

  @Test func aWaveBeginsWhenTheLastOneHasEnded() {
    var schedule = FleetSchedule(Array(names.prefix(3)), FleetRollout())
    #expect(schedule.turn() == .begin(0))
    #expect(schedule.turn() == .wait)
    schedule.ended(isFailure: false)
    #expect(schedule.turn() == .begin(1))
    #expect(schedule.turn() == .begin(2))
    #expect(schedule.turn() == .wait)
    schedule.ended(isFailure: false)
    schedule.ended(isFailure: false)
    #expect(schedule.turn() == .end)
  }

  @Test func aCanaryThatFailsEndsIt() {
    var schedule = FleetSchedule(names, rollout { $0.stopAfter = 5 })
    #expect(schedule.turn() == .begin(0))
    schedule.ended(isFailure: true)
    #expect(schedule.turn() == .end)
    #expect(schedule.isStopped)
  }

  @Test func soManyFailuresEndIt() {
    let rollout = rollout {
      $0.canary = .first(0)
      $0.stopAfter = 2
    }
    var schedule = FleetSchedule(names, rollout)
    #expect(schedule.turn() == .begin(0))
    #expect(schedule.turn() == .begin(1))
    #expect(schedule.turn() == .begin(2))
    schedule.ended(isFailure: true)
    #expect(schedule.turn() == .begin(3))
    schedule.ended(isFailure: true)
    #expect(schedule.turn() == .wait)
    schedule.ended(isFailure: false)
    schedule.ended(isFailure: false)
    #expect(schedule.turn() == .end)
  }

  @Test func runsNoMoreAtOnceThanAllowed() async {
    actor Counter {
      var now = 0
      var most = 0
      func change(_ by: Int) {
        now += by
        most = max(most, now)
      }
    }
    let counter = Counter()
    let schedule = FleetSchedule(names, FleetRollout())
    let outcomes = await schedule.run(parallel: 3) { position in
      await counter.change(1)
      await Task.yield()
      await counter.change(-1)
      return position
    } isFailure: { _ in
      false
    }
    #expect(outcomes.count == 20)
    #expect(outcomes.allSatisfy { $0 == $1 })
    #expect(await counter.most <= 3)
  }

  @Test func partsShareAFleetWithoutRemainder() throws {
    for count in [1, 2, 3, 7, 64] {
      var seen: [String: Int] = [:]
      for index in 1...count {
        let part = try #require(FleetShard(index: index, of: count))
        for number in 0..<500 where part.contains("shop_\(number)") {
          seen["shop_\(number)", default: 0] += 1
        }
      }
      #expect(seen.count == 500 && seen.values.allSatisfy { $0 == 1 })
    }
    let half = try #require(FleetShard("1/2"))
    #expect((150..<350).contains((0..<500).count { half.contains("shop_\($0)") }))
    #expect(["0/2", "3/2", "1", "1/0", "a/b", "1/2/3"].allSatisfy { FleetShard($0) == nil })
  }
}
