/// The sorts of objects that tables and what lives inside them are.
extension Family {
  /// The name of an object by its number; some lie in another schema and need quotes.
  static func name(_ prefix: String, _ number: Int) -> String {
    number % 5 == 0 ? "\"Second one\".\"\(prefix) \(number)\"" : "app.\(prefix)_\(number)"
  }

  static let table = Family("table", weight: 6) { world, number in
    let shape =
      if let old = world.tables[number] { changed(old, &world) } else {
        newTable(number, &world)
      }
    world.tables[number] = shape
    return Piece("table", number, needs: shape.needs, gives: shape.gives, shape.sql)
  }

  private static let columnTypes = [
    "integer", "bigint", "text", "varchar(40)", "numeric(12,2)", "boolean", "date",
    "timestamptz", "uuid", "jsonb", "text[]", "int4range", "smallint", "double precision",
  ]

  private static func newTable(_ number: Int, _ world: inout World) -> TableShape {
    var shape = TableShape(
      number: number,
      name: name("t", number),
      columns: [.init(name: "id", type: world.pick("integer", "bigint"), isNotNull: true)]
    )
    for _ in 0..<Int.random(in: 2...6, using: &world.random) { addColumn(to: &shape, &world) }
    switch Int.random(in: 0..<8, using: &world.random) {
    case 0:
      shape.suffix = "PARTITION BY RANGE (id)"
      shape.more = [
        "CREATE TABLE app.part_\(number)_a PARTITION OF \(shape.name) FOR VALUES FROM (0) TO (2)",
        "CREATE TABLE app.part_\(number)_b PARTITION OF \(shape.name) DEFAULT",
      ]
    case 1: shape.isUnlogged = true
    case 2: shape.suffix = "WITH (fillfactor='\(world.pick(60, 70, 80))')"
    default: break
    }
    return shape
  }

  private static func addColumn(to shape: inout TableShape, _ world: inout World) {
    let index = (shape.columns.compactMap { Int($0.name.drop { !$0.isNumber }) }.max() ?? 0) + 1
    let own = world.names("type")
    let isOwn = !own.isEmpty && world.once(in: 4)
    guard let type = world.pick(isOwn ? own : columnTypes) else { return }
    var column = TableShape.Column(
      name: world.once(in: 6) ? "Column \(index)" : "c\(index)",
      type: type
    )
    if isOwn {
      shape.needs.insert("type:\(type)")
      shape.values[type] = world.names("values of \(type)")
    }
    decorate(&column, of: shape, &world)
    shape.columns.append(column)
  }

  private static func decorate(
    _ column: inout TableShape.Column,
    of shape: TableShape,
    _ world: inout World
  ) {
    let numbers = shape.columns("integer")
    switch (column.type, Int.random(in: 0..<6, using: &world.random)) {
    case ("integer", 0), ("bigint", 0):
      guard !shape.isPartitioned, !shape.columns.contains(where: \.isIdentity) else { return }
      column.clause = "GENERATED \(world.pick("ALWAYS", "BY DEFAULT")) AS IDENTITY"
      column.isNotNull = true
    case ("integer", 1):
      guard let other = world.pick(numbers.filter { !$0.isComputed }) else { return }
      column.clause = "GENERATED ALWAYS AS (\"\(other.name)\" + 1) STORED"
      column.isComputed = true
    case ("integer", _), ("bigint", _), ("smallint", _): column.clause = "DEFAULT 7"
    case ("text", 0...2): column.clause = "DEFAULT 'it''s'::text COLLATE \"C\""
    case ("text", 3): column.clause = "COLLATE \"C\""
    case ("boolean", 0...2): column.clause = "DEFAULT \(world.pick("true", "false"))"
    case ("timestamptz", 0...2): column.clause = "DEFAULT now()"
    case ("uuid", 0...2): column.clause = "DEFAULT gen_random_uuid()"
    case ("jsonb", 0...2): column.clause = "DEFAULT '{}'"
    default: break
    }
    if column.clause.hasPrefix("DEFAULT 'it") { column.clause = "COLLATE \"C\" DEFAULT 'it''s'" }
    if column.clause.hasPrefix("DEFAULT"), world.once(in: 2) { column.isNotNull = true }
  }

  /// Every change that keeps the rows convertible.
  private static func changed(_ old: TableShape, _ world: inout World) -> TableShape {
    var shape = old
    for _ in 0..<Int.random(in: 1...2, using: &world.random) {
      let index = Int.random(in: 0..<shape.columns.count, using: &world.random)
      let column = shape.columns[index]
      let isUsed = shape.columns.contains { $0.clause.contains("(\"\(column.name)\"") }
      switch Int.random(in: 0..<6, using: &world.random) {
      case 0, 1: addColumn(to: &shape, &world)
      case 2:
        if index > 0, shape.columns.count > 2, !isUsed { shape.columns.remove(at: index) }
      case 3:
        guard index > 0, !isUsed, !column.isComputed, !column.isIdentity,
          let type = wider(column.type)
        else { continue }
        shape.columns[index].type = type
        shape.columns[index].clause = ""
      case 4:
        guard index > 0, !column.isIdentity, !column.isComputed else { continue }
        shape.columns[index].clause =
          column.clause.contains("COLLATE") ? "COLLATE \"C\"" : ""
        shape.columns[index].isNotNull = false
      default:
        if !shape.isPartitioned { shape.isUnlogged.toggle() }
      }
    }
    return shape
  }

  private static func wider(_ type: String) -> String? {
    switch type {
    case "smallint": "integer"
    case "integer": "bigint"
    case "varchar(40)": "text"
    case "numeric(12,2)": "numeric(14,2)"
    case "date": "timestamptz"
    default: nil
    }
  }

  // MARK: Constraints

  static let keys: [Family] = [
    Family("primary key", weight: 4) { world, number in
      guard let table = world.anyTable() else { return nil }
      return Piece(
        "primary key",
        number,
        needs: table.needs([table.columns[0]]),
        gives: ["only primary key of \(table.name)", "key:\(table.name)"],
        "ALTER TABLE \(table.name) ADD CONSTRAINT \"pk \(number)\" PRIMARY KEY (id)"
      )
    },
    Family("unique", weight: 2) { world, number in
      guard
        let table = world.anyTable({
          !$0.isPartitioned && !$0.columns("text", "date", "uuid").isEmpty
        }), let column = world.pick(table.columns("text", "date", "uuid"))
      else { return nil }
      let nulls = world.once(in: 3) ? " NULLS NOT DISTINCT" : ""
      let late = world.once(in: 3) ? " DEFERRABLE" : ""
      return Piece(
        "unique",
        number,
        needs: table.needs([column]),
        gives: [],
        "ALTER TABLE \(table.name) ADD CONSTRAINT unique_\(number)"
          + " UNIQUE\(nulls) (\"\(column.name)\")\(late)"
      )
    },
    Family("check", weight: 3) { world, number in
      guard let table = world.anyTable(), let column = world.pick(table.columns) else { return nil }
      let text =
        ["integer", "bigint", "smallint"].contains(column.type)
        ? "\"\(column.name)\" > \(world.pick(-5, -7))" : "\"\(column.name)\" IS NOT NULL OR true"
      return Piece(
        "check",
        number,
        needs: table.needs([column]),
        "ALTER TABLE \(table.name) ADD CONSTRAINT check_\(number) CHECK (\(text))"
          + (world.once(in: 5) && !table.isPartitioned ? " NOT VALID" : "")
      )
    },
    Family("foreign key", weight: 3) { world, number in
      let keys = world.names("key")
      guard let target = world.anyTable({ keys.contains($0.name) }),
        let table = world.anyTable({ !$0.columns(target.columns[0].type).isEmpty }),
        let column = world.pick(table.columns(target.columns[0].type).filter { !$0.isComputed })
      else { return nil }
      let action = world.pick("", " ON DELETE CASCADE", " ON UPDATE CASCADE ON DELETE RESTRICT")
      return Piece(
        "foreign key",
        number,
        needs: table.needs([column]).union(target.needs([target.columns[0]]))
          .union(["key:\(target.name)", "permanent:\(target.name)", "permanent:\(table.name)"]),
        "ALTER TABLE \(table.name) ADD CONSTRAINT fk_\(number) FOREIGN KEY (\"\(column.name)\")"
          + " REFERENCES \(target.name) (id)\(action)"
          + (world.once(in: 4) ? " DEFERRABLE INITIALLY DEFERRED" : "")
      )
    },
    Family("exclusion", weight: 1) { world, number in
      guard let table = world.anyTable({ !$0.isPartitioned && !$0.columns("int4range").isEmpty }),
        let column = world.pick(table.columns("int4range"))
      else { return nil }
      return Piece(
        "exclusion",
        number,
        needs: table.needs([column]),
        "ALTER TABLE \(table.name) ADD CONSTRAINT exclusion_\(number)"
          + " EXCLUDE USING gist (\"\(column.name)\" WITH &&)"
      )
    },
  ]

  static let index = Family("index", weight: 5) { world, number in
    guard let table = world.anyTable() else { return nil }
    let plain = table.columns.filter { !["jsonb", "int4range", "text[]"].contains($0.type) }
    let columns = world.some(plain, atMost: 3)
    var list = columns.map { "\"\($0.name)\"" + world.pick("", " DESC", " NULLS FIRST") }
    if let text = table.columns("text").first, world.once(in: 3) {
      list = ["lower(\"\(text.name)\")"]
      return Piece(
        "index",
        number,
        needs: table.needs([text]),
        "CREATE INDEX i_\(number) ON \(table.name) (\(list[0]))"
      )
    }
    let isPartial = world.once(in: 3)
    return Piece(
      "index",
      number,
      needs: table.needs(columns),
      "CREATE INDEX i_\(number) ON \(table.name) (\(list.joined(separator: ", ")))"
        + (world.once(in: 4) ? " WITH (fillfactor='\(world.pick(50, 90))')" : "")
        + (isPartial ? " WHERE \"\(columns[0].name)\" IS NOT NULL" : "")
    )
  }

  static let insideTables: [Family] = [
    Family("policy", weight: 4) { world, number in
      guard let table = world.anyTable() else { return nil }
      let role = world.pick("ann", "bob", "PUBLIC")
      let text = "id > \(Int.random(in: 0...3, using: &world.random))"
      let command = world.pick("ALL", "UPDATE", "SELECT")
      let check = command == "SELECT" || world.once(in: 2) ? "" : " WITH CHECK (\(text))"
      return Piece(
        "policy",
        number,
        needs: table.needs([table.columns[0]]),
        "CREATE POLICY \"Policy \(number)\" ON \(table.name)"
          + " AS \(world.pick("PERMISSIVE", "RESTRICTIVE")) FOR \(command) TO \(role)"
          + " USING (\(text))\(check)"
      )
    },
    Family("row security", weight: 2) { world, number in
      guard let table = world.anyTable() else { return nil }
      return Piece(
        "row security",
        number,
        needs: ["table:\(table.name)"],
        "ALTER TABLE \(table.name) \(world.pick("ENABLE", "FORCE")) ROW LEVEL SECURITY"
      )
    },
    Family("grant", weight: 3) { world, number in
      guard let table = world.anyTable(), let column = world.pick(table.columns) else { return nil }
      let role = world.pick("ann", "bob", "PUBLIC")
      let isWhole = world.once(in: 2)
      return Piece(
        "grant",
        number,
        needs: table.needs(isWhole ? [] : [column]),
        isWhole
          ? "GRANT \(world.pick("SELECT", "INSERT, UPDATE", "ALL")) ON \(table.name) TO \(role)"
          : "GRANT \(world.pick("SELECT", "UPDATE")) (\"\(column.name)\") ON \(table.name) TO bob"
            + world.pick("", " WITH GRANT OPTION")
      )
    },
    Family("comment", weight: 2) { world, number in
      guard let table = world.anyTable(), let column = world.pick(table.columns) else { return nil }
      let isWhole = world.once(in: 2)
      let subject = isWhole ? "TABLE \(table.name)" : "COLUMN \(table.name).\"\(column.name)\""
      return Piece(
        "comment",
        number,
        needs: table.needs(isWhole ? [] : [column]),
        gives: ["only comment on \(subject)"],
        "COMMENT ON \(subject) IS 'It''s \(world.pick("one", "another")) # \(number)'"
      )
    },
    Family("owner", weight: 1) { world, number in
      guard let table = world.anyTable({ !$0.columns.contains(where: \.isIdentity) }) else {
        return nil
      }
      return Piece(
        "owner",
        number,
        needs: ["table:\(table.name)"],
        "ALTER TABLE \(table.name) OWNER TO \(world.pick("ann", "owning"))"
      )
    },
    Family("replica identity", weight: 1) { world, number in
      guard let table = world.anyTable() else { return nil }
      return Piece(
        "replica identity",
        number,
        needs: ["table:\(table.name)"],
        gives: ["only identity of \(table.name)"],
        "ALTER TABLE \(table.name) REPLICA IDENTITY \(world.pick("FULL", "NOTHING"))"
      )
    },
  ]
}
