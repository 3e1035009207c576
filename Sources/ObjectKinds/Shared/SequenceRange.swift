import PostgresVocabulary

/// The numbers that a sequence runs through.
struct SequenceRange: Equatable {
  let increment: Int
  let lowest: Int
  let highest: Int
  let first: Int

  /// Fills in what the server takes where nothing is said.
  init(type: SQL, increment: Int, minimum: Int?, maximum: Int?, start: Int?) {
    let limits = Self.limits(of: type)
    self.increment = increment
    lowest = minimum ?? (increment > 0 ? 1 : limits.lowerBound)
    highest = maximum ?? (increment > 0 ? limits.upperBound : -1)
    first = start ?? (increment > 0 ? lowest : highest)
  }

  /// The numbers that a type holds.
  static func limits(of type: SQL) -> ClosedRange<Int> {
    switch type.text {
    case "smallint": Int(Int16.min)...Int(Int16.max)
    case "integer": Int(Int32.min)...Int(Int32.max)
    default: Int.min...Int.max
    }
  }
}
