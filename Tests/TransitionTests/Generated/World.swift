/// A schema made at random, and changes to it.
struct World {
  var random: SplitMix64
  /// The major version of the server that it is for.
  let version: Int
  /// The objects, in no order that counts.
  private(set) var pieces: [Piece] = []
  /// The tables among them.
  var tables: [Int: TableShape] = [:]
  private var lastNumber = 0

  init(seed: UInt64, version: Int, size: Int) {
    random = SplitMix64(seed: seed)
    self.version = version
    for _ in 0..<3 { add(Family.table) }
    for _ in 0..<size { add(anyFamily()) }
    settle()
  }

  // MARK: Changing

  /// Changes it: adds, removes and remakes a few objects.
  mutating func change() {
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<4: add(anyFamily())
      case 4..<6: remove()
      default: remake()
      }
    }
    settle()
  }

  private mutating func anyFamily() -> Family {
    let known = Family.all.filter { $0.version <= version }
    var ticket = Int.random(in: 0..<known.map(\.weight).reduce(0, +), using: &random)
    for family in known {
      ticket -= family.weight
      if ticket < 0 { return family }
    }
    return Family.table
  }

  private mutating func add(_ family: Family) {
    lastNumber += 1
    if let piece = family.make(&self, lastNumber) { pieces.append(piece) }
  }

  private mutating func remove() {
    guard let index = pieces.indices.randomElement(using: &random) else { return }
    let piece = pieces.remove(at: index)
    if piece.family == Family.table.name { tables[piece.number] = nil }
  }

  private mutating func remake() {
    guard let index = pieces.indices.randomElement(using: &random) else { return }
    let old = pieces[index]
    guard let family = Family.all.first(where: { $0.name == old.family }) else { return }
    // What it needs must not be itself, or what is made of it.
    let others = pieces
    pieces.removeAll { $0.needs.contains("\(old.family) \(old.number)") }
    pieces.removeAll { $0.family == old.family && $0.number == old.number }
    if let new = family.make(&self, old.number) {
      pieces = others
      pieces[index] = new
    } else {
      pieces = others
    }
  }

  /// Removes what has lost something that it needs, and what would have a part twice.
  private mutating func settle() {
    while true {
      let given = pieces.reduce(into: Set<String>()) { $0.formUnion($1.gives) }
      let count = pieces.count
      pieces.removeAll { !$0.needs.isSubset(of: given) }
      var taken: Set<String> = []
      pieces.removeAll { piece in
        let only = piece.gives.filter { $0.hasPrefix("only ") }
        defer { taken.formUnion(only) }
        return !taken.isDisjoint(with: only)
      }
      for number in tables.keys where !pieces.contains(where: { $0.isTable(number) }) {
        tables[number] = nil
      }
      if pieces.count == count { return }
    }
  }

  // MARK: Choosing

  mutating func pick<T>(_ values: [T]) -> T? { values.randomElement(using: &random) }

  mutating func pick<T>(_ first: T, _ others: T...) -> T {
    others.randomElement(using: &random).map { Bool.random(using: &random) ? $0 : first } ?? first
  }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &random) == 0 }

  /// Up to so many of some values, in their order, at least one when there is one.
  mutating func some<T>(_ values: [T], atMost count: Int) -> [T] {
    guard !values.isEmpty else { return [] }
    let number = Int.random(in: 1...min(count, values.count), using: &random)
    return values.indices.shuffled(using: &random).prefix(number).sorted().map { values[$0] }
  }

  /// The names of what pieces of a family are called.
  func names(_ prefix: String) -> [String] {
    pieces.flatMap(\.gives).filter { $0.hasPrefix(prefix + ":") }
      .map { String($0.dropFirst(prefix.count + 1)) }.sorted()
  }

  mutating func anyTable(_ condition: (TableShape) -> Bool = { _ in true }) -> TableShape? {
    pick(tables.values.filter(condition).sorted { $0.number < $1.number })
  }

  // MARK: Script

  /// The statements that make all of it in an empty database.
  var script: String {
    var given: Set<String> = []
    var rest = pieces
    var statements = Self.frame
    while !rest.isEmpty {
      let known = given
      let ready = rest.filter { $0.needs.isSubset(of: known) }
      if ready.isEmpty { break }
      for piece in ready {
        statements.append(piece.sql)
        given.formUnion(piece.gives)
      }
      rest.removeAll { $0.needs.isSubset(of: known) }
    }
    return statements.joined(separator: ";\n") + ";\n"
  }

  /// The rows that every table begins with.
  var rows: String {
    let inserts = tables.values.sorted { $0.number < $1.number }.map(\.rows)
    return "SET session_replication_role = replica;\n" + inserts.joined()
      + "RESET session_replication_role;\n"
  }

  private static let frame = [
    "CREATE SCHEMA app", "CREATE SCHEMA \"Second one\"",
    "GRANT USAGE ON SCHEMA app TO ann",
  ]
}

extension Piece {
  func isTable(_ table: Int) -> Bool { family == Family.table.name && number == table }
}
