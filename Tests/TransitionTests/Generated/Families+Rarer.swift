/// The sorts of objects that few schemas have.
extension Family {
  static let rarer: [Family] =
    operators + textSearch + foreign + [
      Family("aggregate") { world, number in
        Piece(
          "aggregate",
          number,
          gives: ["aggregate:\(name("agg", number))"],
          "CREATE AGGREGATE \(name("agg", number)) (integer)"
            + " (sfunc = int4pl, stype = integer, initcond = '\(world.pick(0, 1))',"
            + " parallel = \(world.pick("safe", "unsafe")))"
        )
      },
      Family("view of an aggregate") { world, number in
        guard let aggregate = world.pick(world.names("aggregate")),
          let table = world.anyTable({ !$0.columns("integer").isEmpty }),
          let column = table.columns("integer").first
        else { return nil }
        return Piece(
          "view of an aggregate",
          number,
          needs: table.needs([column]).union(["aggregate:\(aggregate)"]),
          "CREATE VIEW \(name("va", number)) AS"
            + " SELECT \(aggregate)(\"\(column.name)\") AS total FROM \(table.name)"
        )
      },
      Family("collation", weight: 1) { world, number in
        Piece(
          "collation",
          number,
          "CREATE COLLATION \(name("coll", number)) (provider = libc,"
            + " locale = '\(world.pick("C", "POSIX"))')"
        )
      },
      Family("conversion", weight: 1) { _, number in
        Piece(
          "conversion",
          number,
          "CREATE CONVERSION app.conv_\(number)"
            + " FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8"
        )
      },
      Family("statistics", weight: 2) { world, number in
        guard let table = world.anyTable({ !$0.isPartitioned }) else { return nil }
        let columns = Array(
          table.columns.filter { !$0.isComputed && !["jsonb", "text[]"].contains($0.type) }.prefix(
            2
          )
        )
        guard columns.count == 2 else { return nil }
        let kinds = world.pick("", " (ndistinct)", " (dependencies, mcv)")
        return Piece(
          "statistics",
          number,
          needs: table.needs(columns),
          "CREATE STATISTICS \(name("st", number))\(kinds) ON"
            + " \"\(columns[0].name)\", \"\(columns[1].name)\" FROM \(table.name)"
            + (world.once(in: 3)
              ? ";\nALTER STATISTICS \(name("st", number)) SET STATISTICS 50" : "")
        )
      },
      Family("rule", weight: 2) { world, number in
        guard let table = world.anyTable() else { return nil }
        let event = world.pick("INSERT", "UPDATE", "DELETE")
        return Piece(
          "rule",
          number,
          needs: table.needs([table.columns[0]]),
          "CREATE RULE rule_\(number) AS ON \(event) TO \(table.name)"
            + (event == "INSERT"
              ? " DO ALSO NOTIFY changes"
              : " WHERE old.id > \(world.pick(5, 6)) DO \(world.pick("ALSO", "INSTEAD")) NOTHING")
        )
      },
      Family("event trigger", weight: 1) { world, number in
        Piece(
          "event trigger",
          number,
          "CREATE FUNCTION app.watch_\(number)() RETURNS event_trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN END $$;\n"
            + "CREATE EVENT TRIGGER watch_\(number) ON \(world.pick("ddl_command_end", "sql_drop"))"
            + " EXECUTE FUNCTION app.watch_\(number)();\n"
            + world.pick("", "ALTER EVENT TRIGGER watch_\(number) DISABLE")
        )
      },
      Family("publication", weight: 2) { world, number in
        guard let table = world.anyTable({ !$0.isUnlogged }) else { return nil }
        let columns = world.pick("", " (id)")
        let filter = world.once(in: 2) ? " WHERE (id > \(world.pick(1, 2)))" : ""
        return Piece(
          "publication",
          number,
          needs: table.needs([table.columns[0]]).union(["permanent:\(table.name)"]),
          "CREATE PUBLICATION pub_\(number) FOR TABLE \(table.name)\(columns)\(filter)"
            + " WITH (publish = '\(world.pick("insert", "insert, truncate"))'"
            + "\(table.isPartitioned ? ", publish_via_partition_root = true" : ""))"
        )
      },
      Family("publication of a schema", weight: 1) { world, number in
        Piece(
          "publication of a schema",
          number,
          "CREATE PUBLICATION pubs_\(number) FOR TABLES IN SCHEMA"
            + " \(world.pick("app", "\"Second one\"")) WITH (publish = 'insert')"
        )
      },
    ]

  private static let operators: [Family] = [
    Family("operator", weight: 1) { world, number in
      let sign = ["===", "<~>", "@#@", "~~@"][number % 4]
      return Piece(
        "operator",
        number,
        gives: ["only operator \(sign)"],
        "CREATE FUNCTION app.op_\(number)(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE"
          + " AS 'SELECT length(a) = length(b)';\n"
          + "CREATE OPERATOR app.\(sign) (FUNCTION = app.op_\(number), LEFTARG = text,"
          + " RIGHTARG = text, COMMUTATOR = OPERATOR(app.\(sign))"
          + "\(world.pick("", ", RESTRICT = eqsel, JOIN = eqjoinsel")))"
      )
    },
    Family("cast", weight: 1) { world, number in
      guard let type = world.pick(world.names("composite")) else { return nil }
      return Piece(
        "cast",
        number,
        needs: ["composite:\(type)"],
        gives: ["only cast of \(type)"],
        "CREATE FUNCTION app.cast_\(number)(a \(type)) RETURNS integer LANGUAGE sql IMMUTABLE"
          + " AS 'SELECT 1';\n"
          + "CREATE CAST (\(type) AS integer) WITH FUNCTION app.cast_\(number)(\(type))"
          + world.pick("", " AS ASSIGNMENT")
      )
    },
    Family("operator class", weight: 1) { _, number in
      Piece(
        "operator class",
        number,
        "CREATE OPERATOR FAMILY app.family_\(number) USING btree;\n"
          + "CREATE OPERATOR CLASS app.class_\(number) FOR TYPE integer USING btree"
          + " FAMILY app.family_\(number) AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =,"
          + " OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer)"
      )
    },
  ]

  private static let textSearch: [Family] = [
    Family("text search dictionary", weight: 1) { world, number in
      Piece(
        "text search dictionary",
        number,
        gives: ["dictionary:app.dict_\(number)"],
        "CREATE TEXT SEARCH DICTIONARY app.dict_\(number) (TEMPLATE = simple,"
          + " accept = '\(world.pick("true", "false"))')"
      )
    },
    Family("text search configuration", weight: 1) { world, number in
      let dictionary = world.pick(world.names("dictionary"))
      return Piece(
        "text search configuration",
        number,
        needs: Set(dictionary.map { ["dictionary:\($0)"] } ?? []),
        "CREATE TEXT SEARCH CONFIGURATION \(name("cfg", number)) (PARSER = pg_catalog.\"default\")"
          + ";\nALTER TEXT SEARCH CONFIGURATION \(name("cfg", number)) ADD MAPPING FOR"
          + " \(world.pick("asciiword", "word, email")) WITH \(dictionary ?? "simple")"
      )
    },
  ]

  private static let foreign: [Family] = [
    Family("foreign data wrapper", weight: 1) { world, number in
      Piece(
        "foreign data wrapper",
        number,
        gives: ["wrapper:wrapper_\(number)"],
        "CREATE FOREIGN DATA WRAPPER wrapper_\(number)"
          + world.pick("", " OPTIONS (debug 'true')")
      )
    },
    Family("server", weight: 1) { world, number in
      guard let wrapper = world.pick(world.names("wrapper")) else { return nil }
      return Piece(
        "server",
        number,
        needs: ["wrapper:\(wrapper)"],
        gives: ["server:server_\(number)"],
        "CREATE SERVER server_\(number) \(world.pick("", "TYPE 'files' VERSION '2'"))"
          + " FOREIGN DATA WRAPPER"
          + " \(wrapper) OPTIONS (host '\(world.pick("a", "b"))')"
      )
    },
    Family("user mapping", weight: 1) { world, number in
      guard let server = world.pick(world.names("server")) else { return nil }
      let role = world.pick("ann", "bob", "PUBLIC")
      return Piece(
        "user mapping",
        number,
        needs: ["server:\(server)"],
        gives: ["only mapping of \(role) on \(server)"],
        "CREATE USER MAPPING FOR \(role) SERVER \(server)"
          + " OPTIONS (\"user\" '\(world.pick("x", "y"))')"
      )
    },
    Family("foreign table", weight: 2) { world, number in
      guard let server = world.pick(world.names("server")) else { return nil }
      return Piece(
        "foreign table",
        number,
        needs: ["server:\(server)"],
        "CREATE FOREIGN TABLE \(name("ft", number)) (id integer NOT NULL,"
          + " note text \(world.pick("", "OPTIONS (column_name 'n')"))) SERVER \(server)"
          + " OPTIONS (file '\(world.pick("one", "two"))')"
      )
    },
  ]
}
