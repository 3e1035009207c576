/// The sorts of objects that hardly any schema has.
extension Family {
  static let special: [Family] = languages + searchParts + tablesOfOthers + onViews + wholeDatabase

  private static let languages: [Family] = [
    Family("language", weight: 1) { world, number in
      Piece(
        "language",
        number,
        gives: ["language:lang_\(number)"],
        "CREATE \(world.pick("", "TRUSTED")) LANGUAGE lang_\(number)"
          + " HANDLER plpgsql_call_handler"
          + world.pick("", " INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator")
      )
    },
    Family("function of a language", weight: 1) { world, number in
      guard let language = world.pick(world.names("language")) else { return nil }
      return Piece(
        "function of a language",
        number,
        needs: ["language:\(language)"],
        "CREATE FUNCTION \(name("fl", number))() RETURNS integer LANGUAGE \(language)"
          + " AS 'BEGIN RETURN \(world.pick(1, 2)); END'"
      )
    },
    Family("transform", weight: 1) { world, number in
      guard let type = world.pick(world.names("composite")) else { return nil }
      return Piece(
        "transform",
        number,
        needs: ["composite:\(type)"],
        gives: ["only transform of \(type)"],
        "CREATE TRANSFORM FOR \(type) LANGUAGE plpgsql"
          + " (FROM SQL WITH FUNCTION pg_catalog.prsd_lextype(internal))"
      )
    },
    Family("operator family", weight: 1) { world, number in
      let family = name("members", number)
      let second = ", OPERATOR 2 <= (integer, bigint)"
      return Piece(
        "operator family",
        number,
        "CREATE OPERATOR FAMILY \(family) USING btree;\n"
          + "ALTER OPERATOR FAMILY \(family) USING btree ADD OPERATOR 1 < (integer, bigint)"
          + "\(world.pick("", second)), FUNCTION 1 (integer, bigint) btint48cmp(integer, bigint)"
      )
    },
    Family("base type", weight: 1) { world, number in
      let type = "app.base_\(number)"
      return Piece(
        "base type",
        number,
        "CREATE TYPE \(type);\n"
          + "CREATE FUNCTION app.base_in_\(number)(cstring) RETURNS \(type) LANGUAGE internal"
          + " IMMUTABLE STRICT AS 'textin';\n"
          + "CREATE FUNCTION app.base_out_\(number)(\(type)) RETURNS cstring LANGUAGE internal"
          + " IMMUTABLE STRICT AS 'textout';\n"
          + "CREATE TYPE \(type) (INPUT = app.base_in_\(number), OUTPUT = app.base_out_\(number),"
          + " STORAGE = \(world.pick("extended", "main")))"
      )
    },
  ]

  private static let searchParts: [Family] = [
    Family("text search parser", weight: 1) { world, number in
      Piece(
        "text search parser",
        number,
        gives: ["parser:app.parser_\(number)"],
        "CREATE TEXT SEARCH PARSER app.parser_\(number) (START = prsd_start,"
          + " GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype"
          + "\(world.pick("", ", HEADLINE = prsd_headline")))"
      )
    },
    Family("text search template", weight: 1) { world, number in
      Piece(
        "text search template",
        number,
        gives: ["template:app.template_\(number)"],
        "CREATE TEXT SEARCH TEMPLATE app.template_\(number) (INIT = dsimple_init,"
          + " LEXIZE = dsimple_lexize)"
      )
    },
    Family("dictionary of a template", weight: 1) { world, number in
      guard let template = world.pick(world.names("template")) else { return nil }
      return Piece(
        "dictionary of a template",
        number,
        needs: ["template:\(template)"],
        gives: ["dictionary:app.own_dict_\(number)"],
        "CREATE TEXT SEARCH DICTIONARY app.own_dict_\(number) (TEMPLATE = \(template)"
          + "\(world.pick("", ", accept = 'false'")))"
      )
    },
    Family("configuration of a parser", weight: 1) { world, number in
      guard let parser = world.pick(world.names("parser")) else { return nil }
      return Piece(
        "configuration of a parser",
        number,
        needs: ["parser:\(parser)"],
        "CREATE TEXT SEARCH CONFIGURATION \(name("cp", number)) (PARSER = \(parser));\n"
          + "ALTER TEXT SEARCH CONFIGURATION \(name("cp", number)) ADD MAPPING FOR"
          + " \(world.pick("asciiword", "word, email")) WITH simple"
      )
    },
  ]

  private static let tablesOfOthers: [Family] = [
    Family("access method", weight: 1) { _, number in
      Piece(
        "access method",
        number,
        gives: ["method:method_\(number)"],
        "CREATE ACCESS METHOD method_\(number) TYPE TABLE HANDLER heap_tableam_handler"
      )
    },
    Family("table of an access method", weight: 1) { world, number in
      guard let method = world.pick(world.names("method")) else { return nil }
      return Piece(
        "table of an access method",
        number,
        needs: ["method:\(method)"],
        "CREATE TABLE \(name("stored", number)) (id integer, note text) USING \(method)"
      )
    },
    Family("child table", weight: 2) { world, number in
      // Another parent would leave columns with the child that pg_dump calls its own.
      guard let table = world.tables[number % 3 + 1], !table.isPartitioned, !table.isUnlogged
      else { return nil }
      return Piece(
        "child table",
        number,
        needs: ["table:\(table.name)", "permanent:\(table.name)"],
        "CREATE TABLE \(name("child", number)) (extra \(world.pick("integer", "text")))"
          + " INHERITS (\(table.name))"
      )
    },
    Family("typed table", weight: 1) { world, number in
      guard let type = world.pick(world.names("composite")) else { return nil }
      return Piece(
        "typed table",
        number,
        needs: ["composite:\(type)"],
        "CREATE TABLE \(name("typed", number)) OF \(type)"
          + " (a WITH OPTIONS \(world.pick("NOT NULL", "DEFAULT 3")))"
      )
    },
    Family("column settings", weight: 2) { world, number in
      guard let table = world.anyTable({ !$0.isPartitioned }),
        let column = world.pick(table.columns("text", "jsonb"))
      else { return nil }
      return Piece(
        "column settings",
        number,
        needs: table.needs([column]),
        gives: ["only settings of \(table.name).\(column.name)"],
        "ALTER TABLE \(table.name) ALTER \"\(column.name)\" SET STATISTICS \(world.pick(5, 50)),"
          + " ALTER \"\(column.name)\" SET STORAGE \(world.pick("EXTERNAL", "MAIN")),"
          + " ALTER \"\(column.name)\" SET (n_distinct = \(world.pick("5", "-0.5")))"
      )
    },
  ]

  private static let onViews: [Family] = [
    Family("comment on view column", weight: 1) { world, number in
      guard let view = world.pick(world.names("view")) else { return nil }
      return Piece(
        "comment on view column",
        number,
        needs: ["view:\(view)"],
        gives: ["only comment on the id of \(view)"],
        "COMMENT ON COLUMN \(view).\"the id\" IS '\(world.pick("which", "what"))'"
      )
    },
    Family("default of view column", weight: 1) { world, number in
      guard let view = world.pick(world.names("view")) else { return nil }
      return Piece(
        "default of view column",
        number,
        needs: ["view:\(view)"],
        gives: ["only default of the id of \(view)"],
        "ALTER VIEW \(view) ALTER \"the id\" SET DEFAULT \(world.pick(1, 2))"
      )
    },
    Family("trigger on view", weight: 1) { world, number in
      guard let view = world.pick(world.names("view")) else { return nil }
      return Piece(
        "trigger on view",
        number,
        needs: ["view:\(view)"],
        "CREATE FUNCTION app.instead_\(number)() RETURNS trigger LANGUAGE plpgsql AS"
          + " $$ BEGIN RETURN new; END $$;\n"
          + "CREATE TRIGGER instead_\(number) INSTEAD OF \(world.pick("INSERT", "UPDATE"))"
          + " ON \(view) FOR EACH ROW EXECUTE FUNCTION app.instead_\(number)()"
      )
    },
  ]

  private static let wholeDatabase: [Family] = [
    Family("database setting", weight: 1) { world, number in
      let setting = ["work_mem", "maintenance_work_mem"][number % 2]
      return Piece(
        "database setting",
        number,
        gives: ["only \(setting)"],
        "DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET \(setting) ="
          + " ''\(world.pick("8MB", "16MB"))''', current_database()); END$$"
      )
    },
    Family("database grant", weight: 1) { world, number in
      Piece(
        "database grant",
        number,
        "DO $$BEGIN EXECUTE format('GRANT \(world.pick("CREATE", "CREATE, TEMPORARY"))"
          + " ON DATABASE %I TO \(world.pick("ann", "bob"))', current_database()); END$$"
      )
    },
    Family("schema grant", weight: 1) { world, number in
      Piece(
        "schema grant",
        number,
        "GRANT \(world.pick("USAGE", "CREATE")) ON SCHEMA"
          + " \(world.pick("app", "\"Second one\"")) TO \(world.pick("bob", "owning"))"
      )
    },
    Family("subscription", weight: 1) { world, number in
      Piece(
        "subscription",
        number,
        "CREATE SUBSCRIPTION subscription_\(number) CONNECTION 'host=\(world.pick("a", "b"))'"
          + " PUBLICATION \(world.pick("p", "p, q")) WITH (connect = false, slot_name = NONE,"
          + " binary = \(world.pick("true", "false")))"
      )
    },
  ]
}
