public import ManifestLoading

/// The order in which the databases of a fleet are worked on, and when to stop: a value that is
/// asked what comes next and told what became of it.
public struct FleetSchedule: Hashable, Sendable {
  /// The databases of each wave, by their positions.
  public let waves: [[Int]]
  private let stopAfter: Int
  private var wave = 0
  private var next = 0
  private var running = 0
  private var failures = 0
  private var waveHasFailure = false

  /// Orders databases.
  ///
  /// - Parameters:
  ///   - names: their names, in order.
  ///   - rollout: who comes first, the sizes of the waves, when to stop.
  public init(_ names: [String], _ rollout: FleetRollout) {
    var first: [Int]
    switch rollout.canary {
    case .named(let canary): first = names.indices.filter { canary.contains(names[$0]) }
    case .first(let count): first = Array(names.indices.prefix(count))
    }
    var waves = first.isEmpty ? [] : [first]
    let taken = Set(first)
    var rest = names.indices.filter { !taken.contains($0) }[...]
    for size in rollout.waves where !rest.isEmpty {
      let count =
        switch size {
        case .count(let count): count
        case .percent(let share): max(1, (names.count * share + 99) / 100)
        }
      waves.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    if !rest.isEmpty { waves.append(Array(rest)) }
    self.waves = waves
    stopAfter = rollout.stopAfter
    hasCanary = !first.isEmpty
  }

  private let hasCanary: Bool

  /// Whether no further database is to be touched.
  public var isStopped: Bool {
    failures >= stopAfter || (hasCanary && wave == 0 && waveHasFailure)
  }

  /// What to do now.
  public enum Turn: Hashable, Sendable {
    /// Begin with the database at this position.
    case begin(Int)
    /// Wait until one that runs has ended.
    case wait
    /// Nothing is left, or the fleet is stopped.
    case end
  }

  /// The next database, as soon as one may be begun.
  public mutating func turn() -> Turn {
    while wave < waves.count {
      if isStopped { return running > 0 ? .wait : .end }
      if next < waves[wave].count {
        defer { next += 1 }
        running += 1
        return .begin(waves[wave][next])
      }
      // A wave begins when all of the last one has ended.
      if running > 0 { return .wait }
      if wave + 1 == waves.count { return .end }
      wave += 1
      next = 0
      waveHasFailure = false
    }
    return .end
  }

  /// Takes note of the end of one that was begun.
  public mutating func ended(isFailure: Bool) {
    running -= 1
    if isFailure {
      failures += 1
      waveHasFailure = true
    }
  }
}

extension FleetSchedule {
  /// Works on the databases as the schedule says.
  ///
  /// - Parameters:
  ///   - parallel: how many at once.
  ///   - work: what to do with the one at a position.
  ///   - isFailure: whether what came of it counts as a failure.
  /// - Returns: what came of each that was begun, by position.
  public func run<Outcome: Sendable>(
    parallel: Int,
    _ work: @escaping @Sendable (Int) async -> Outcome,
    isFailure: (Outcome) -> Bool
  ) async -> [Int: Outcome] {
    var schedule = self
    return await withTaskGroup(of: (Int, Outcome).self) { group in
      var outcomes: [Int: Outcome] = [:]
      var active = 0
      func take(_ result: (Int, Outcome)) {
        active -= 1
        outcomes[result.0] = result.1
        schedule.ended(isFailure: isFailure(result.1))
      }
      while !Task.isCancelled {
        if active >= parallel {
          if let result = await group.next() { take(result) }
          continue
        }
        switch schedule.turn() {
        case .begin(let position):
          active += 1
          group.addTask { (position, await work(position)) }
        case .wait:
          if let result = await group.next() { take(result) }
        case .end:
          return outcomes
        }
      }
      while let result = await group.next() { take(result) }
      return outcomes
    }
  }
}
