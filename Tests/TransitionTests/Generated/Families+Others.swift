/// The sorts of objects besides tables.
extension Family {
  static let all: [Family] =
    [table, index] + keys + insideTables + types + relations + routines + rarer + special

  static let types: [Family] = [
    Family("enum") { world, number in
      let type = name("mood", number)
      // A label that rows have cannot go, so labels only come.
      let labels = ["low", "it's", "high"] + (world.once(in: 2) ? ["top"] : [])
      let list = labels.map { "'" + $0.replacing("'", with: "''") + "'" }.joined(separator: ", ")
      return Piece(
        "enum",
        number,
        gives: ["type:\(type)", "values of \(type):low", "values of \(type):high"],
        "CREATE TYPE \(type) AS ENUM (\(list))"
      )
    },
    Family("domain") { world, number in
      let type = name("positive", number)
      return Piece(
        "domain",
        number,
        gives: ["type:\(type)", "values of \(type):3", "values of \(type):4"],
        "CREATE DOMAIN \(type) AS integer \(world.pick("", "DEFAULT 3"))"
          + " CONSTRAINT is_positive CHECK (VALUE > \(world.pick(0, -1)))"
      )
    },
    Family("composite", weight: 1) { world, number in
      let type = name("pair", number)
      return Piece(
        "composite",
        number,
        gives: ["composite:\(type)"],
        "CREATE TYPE \(type) AS (a integer, b \(world.pick("text", "date")))"
      )
    },
    Family("range", weight: 1) { world, number in
      Piece(
        "range",
        number,
        "CREATE TYPE app.span_\(number) AS RANGE (subtype = \(world.pick("date", "text")))"
      )
    },
    Family("sequence", weight: 1) { world, number in
      Piece(
        "sequence",
        number,
        "CREATE SEQUENCE \(name("s", number)) INCREMENT \(world.pick(1, 5))"
          + " MAXVALUE \(world.pick(1_000, 9_000)) \(world.pick("CYCLE", "NO CYCLE"))"
      )
    },
    Family("default privileges", weight: 1) { world, number in
      Piece(
        "default privileges",
        number,
        gives: ["only default privileges \(number % 3)"],
        "ALTER DEFAULT PRIVILEGES FOR ROLE \(["ann", "bob", "owning"][number % 3]) IN SCHEMA app"
          + " GRANT \(world.pick("SELECT", "UPDATE", "ALL")) ON TABLES TO bob"
      )
    },
  ]

  static let relations: [Family] = [
    Family("view", weight: 5) { world, number in
      guard let table = world.anyTable() else { return nil }
      let columns = world.some(table.columns, atMost: 4)
      let list = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
      let view = name("v", number)
      let options = world.pick(
        "",
        " WITH (security_invoker=true)",
        " WITH (security_barrier=true)"
      )
      return Piece(
        "view",
        number,
        needs: table.needs(columns + [table.columns[0]]),
        gives: [
          "view:\(view)", "columns of \(view): \(columns.map(\.type).joined(separator: ","))",
        ],
        "CREATE VIEW \(view)\(options) AS SELECT \(list), id AS \"the id\" FROM \(table.name)"
          + " WHERE id < \(world.pick(100, 200))"
      )
    },
    Family("view of a view", weight: 2) { world, number in
      guard let view = world.pick(world.names("view")) else { return nil }
      return Piece(
        "view of a view",
        number,
        needs: ["view:\(view)"],
        "CREATE VIEW \(name("w", number)) AS"
          + " SELECT count(*) AS n, \(world.pick("max", "min"))(\"the id\") AS m FROM \(view)"
      )
    },
    Family("materialized view", weight: 2) { world, number in
      guard let table = world.anyTable() else { return nil }
      let column = world.some(table.columns, atMost: 1)[0]
      let view = name("m", number)
      return Piece(
        "materialized view",
        number,
        needs: table.needs([column]),
        "CREATE MATERIALIZED VIEW \(view) AS SELECT \"\(column.name)\", \(world.pick(1, 2)) AS k"
          + " FROM \(table.name) \(world.pick("", "WITH NO DATA"));\n"
          + "CREATE INDEX mi_\(number) ON \(view) (k)"
      )
    },
    Family("grant on view", weight: 1) { world, number in
      guard let view = world.pick(world.names("view")) else { return nil }
      return Piece(
        "grant on view",
        number,
        needs: ["view:\(view)"],
        "GRANT \(world.pick("SELECT", "ALL")) ON \(view) TO \(world.pick("ann", "bob"))"
      )
    },
    Family("comment on view", weight: 1) { world, number in
      guard let view = world.pick(world.names("view")) else { return nil }
      return Piece(
        "comment on view",
        number,
        needs: ["view:\(view)"],
        gives: ["only comment on \(view)"],
        "COMMENT ON VIEW \(view) IS '\(world.pick("seen", "looked at"))'"
      )
    },
  ]

  static let routines: [Family] = [
    Family("function", weight: 4) { world, number in
      let function = name("f", number)
      let volatility = world.pick("IMMUTABLE", "STABLE", "VOLATILE")
      let security = world.pick("", "SECURITY DEFINER SET search_path = ''")
      let body = "SELECT a + \(Int.random(in: 1...9, using: &world.random))"
      return Piece(
        "function",
        number,
        gives: ["function:\(function)(integer)", "\(function) is \(volatility)"],
        "CREATE FUNCTION \(function)(a integer, b text DEFAULT 'x') RETURNS integer"
          + " LANGUAGE sql \(volatility) \(security) AS $$ \(body) $$"
      )
    },
    Family("atomic function", weight: 2) { world, number in
      guard let table = world.anyTable() else { return nil }
      let columns = world.some(table.columns, atMost: 2)
      let list = columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
      let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
      return Piece(
        "atomic function",
        number,
        needs: table.needs(columns).union(table.needs),
        "CREATE FUNCTION \(name("g", number))() RETURNS TABLE (\(list)) LANGUAGE sql"
          + " \(world.pick("STABLE", "VOLATILE"))"
          + " BEGIN ATOMIC SELECT \(names) FROM \(table.name); END"
      )
    },
    Family("row function", weight: 1) { world, number in
      guard let table = world.anyTable() else { return nil }
      return Piece(
        "row function",
        number,
        needs: ["table:\(table.name)", "columns of \(table.name): \(table.shape)"],
        "CREATE FUNCTION \(name("r", number))() RETURNS SETOF \(table.name) LANGUAGE sql STABLE"
          + " AS 'SELECT * FROM \(table.name.replacing("'", with: "''"))'"
      )
    },
    Family("procedure", weight: 1) { world, number in
      Piece(
        "procedure",
        number,
        "CREATE PROCEDURE \(name("p", number))(INOUT a integer) LANGUAGE plpgsql AS"
          + " $$ BEGIN a := a + \(world.pick(1, 2)); END $$"
      )
    },
    Family("default by function", weight: 2) { world, number in
      guard let function = world.pick(world.names("function")),
        let table = world.anyTable({ !$0.isPartitioned }),
        let column = world.pick(table.columns("integer").filter { $0.clause.isEmpty })
      else { return nil }
      return Piece(
        "default by function",
        number,
        needs: table.needs([column]).union(["function:\(function)"]),
        gives: ["only default of \(table.name).\(column.name)"],
        "ALTER TABLE \(table.name) ALTER \"\(column.name)\" SET DEFAULT"
          + " \(function.dropLast("(integer)".count))(\(world.pick(1, 2)))"
      )
    },
    Family("grant on function", weight: 1) { world, number in
      guard let function = world.pick(world.names("function")) else { return nil }
      let routine = function.dropLast(1) + ", text)"
      return Piece(
        "grant on function",
        number,
        needs: ["function:\(function)"],
        world.pick(
          "REVOKE ALL ON FUNCTION \(routine) FROM PUBLIC",
          "GRANT EXECUTE ON FUNCTION \(routine) TO ann"
        )
      )
    },
    Family("trigger", weight: 3) { world, number in
      guard let table = world.anyTable() else { return nil }
      let column = world.some(table.columns.filter { !$0.isComputed }, atMost: 1)[0]
      let event = world.pick("INSERT", "UPDATE OF \"\(column.name)\"", "DELETE OR INSERT")
      let text = world.pick("RETURN new;", "RETURN NULL;")
      return Piece(
        "trigger",
        number,
        needs: table.needs([column]),
        "CREATE FUNCTION app.fire_\(number)() RETURNS trigger LANGUAGE plpgsql AS"
          + " $$ BEGIN \(text) END $$;\n"
          + "CREATE TRIGGER \"Trigger \(number)\" \(world.pick("BEFORE", "AFTER")) \(event)"
          + " ON \(table.name) FOR EACH ROW EXECUTE FUNCTION app.fire_\(number)();\n"
          + (world.once(in: 4)
            ? "ALTER TABLE \(table.name) DISABLE TRIGGER \"Trigger \(number)\"" : "")
      )
    },
  ]
}
