/// One statement or two that make an object, with what they need and what they give to others.
struct Piece {
  /// Which sort of object it is, by its place in `Family.all`.
  let family: String
  /// Tells the pieces of a family apart, for good.
  let number: Int
  /// What has to be there: names of others, or their columns as `table.column:type`.
  var needs: Set<String>
  /// What is there afterwards.
  var gives: Set<String>
  var sql: String
}

/// A sort of object, and how one of them is made at random.
struct Family: Sendable {
  let name: String
  /// How often it comes, compared with the others.
  let weight: Int
  /// The first server version that has it.
  let version: Int
  /// Makes one under its number, or makes it anew with other attributes; nil when the world lacks
  /// what it takes.
  let make: @Sendable (inout World, Int) -> Piece?

  init(
    _ name: String,
    weight: Int = 2,
    from version: Int = 15,
    make: @escaping @Sendable (inout World, Int) -> Piece?
  ) {
    self.name = name
    self.weight = weight
    self.version = version
    self.make = { world, number in
      var piece = make(&world, number)
      piece?.gives.insert("\(name) \(number)")
      return piece
    }
  }
}

extension Piece {
  /// A piece that is made by a statement.
  init(
    _ family: String,
    _ number: Int,
    needs: Set<String> = [],
    gives: Set<String> = [],
    _ sql: String
  ) {
    self.init(family: family, number: number, needs: needs, gives: gives, sql: sql)
  }
}
