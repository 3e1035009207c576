import ObjectModel
import PostgresVocabulary
import Testing

@testable import ObjectKinds

@Suite("Changes of a column's type")
struct TypeChangeTests {
  private func change(_ old: SQL, _ new: SQL) -> TypeChange { TypeChange(from: old, to: new) }

  private let old15 = ServerVersion(major: 15, minor: 0)
  private let column = ObjectID(.column, ["c"], in: ObjectID(.table, ["public", "t"]))

  @Test(
    "Widening, and types stored alike, leave the rows alone",
    arguments: [
      ("character varying(10)", "character varying(20)"), ("character varying(10)", "text"),
      ("text", "character varying"), ("numeric(10,2)", "numeric(12,2)"),
      ("numeric(10,2)", "numeric"),
      ("timestamp(3) without time zone", "timestamp without time zone"),
      ("cidr", "inet"), ("bit varying(4)", "bit varying(8)"), ("text", "public.citext"),
    ] as [(SQL, SQL)]
  )
  func free(old: SQL, new: SQL) {
    #expect(!change(old, new).rewritesTable)
    #expect(change(old, new).precondition(in: column, on: old15) == nil)
    #expect(change(old, new).loss(in: column) == nil)
  }

  @Test(
    "Narrowing and other types write the rows anew",
    arguments: [
      ("character varying(20)", "character varying(10)"), ("text", "character varying(10)"),
      ("integer", "bigint"), ("numeric(12,2)", "numeric(10,2)"), ("numeric(10,2)", "numeric(10,3)"),
      ("character(5)", "text"), ("text", "jsonb"), ("integer[]", "bigint[]"),
    ] as [(SQL, SQL)]
  )
  func rewriting(old: SQL, new: SQL) {
    #expect(change(old, new).rewritesTable)
  }

  @Test("Text is assigned, never cut off; other conversions are spelled out")
  func conversions() {
    #expect(change("text", "character varying(3)").conversion(of: "c") == nil)
    #expect(change("integer", "text").conversion(of: "c") == nil)
    #expect(change("text", "integer").conversion(of: "c") == "c::integer")
    #expect(change("text", "public.mood").conversion(of: "c") == "c::public.mood")
    #expect(change("public.old", "public.new").conversion(of: "c") == "c::text::public.new")
    #expect(
      change("public.old[]", "public.new[]").conversion(of: "c") == "c::text[]::public.new[]"
    )
    #expect(change("numeric(5,2)", "numeric(4,2)").conversion(of: "c") == nil)
  }

  @Test("Values that do not fit are counted first")
  func preconditions() {
    let length = change("text", "character varying(3)").precondition(in: column, on: old15)
    #expect(
      length?.query.text.hasSuffix("pg_catalog.char_length(pg_catalog.rtrim(c::text, ' ')) > 3")
        == true
    )
    let range = change("bigint", "integer").precondition(in: column, on: old15)
    #expect(range?.query.text.hasSuffix("c NOT BETWEEN (-2147483648) AND 2147483647") == true)
    #expect(change("integer", "bigint").precondition(in: column, on: old15) == nil)
    #expect(change("numeric(6,2)", "numeric(4,2)").precondition(in: column, on: old15) != nil)
  }

  @Test("From 16 on a server says which texts it cannot read as another type")
  func unreadableTexts() {
    let later = ServerVersion(major: 16, minor: 0)
    let date = change("text", "date").precondition(in: column, on: later)
    #expect(date?.query.text.hasSuffix("pg_input_is_valid(c::text, 'date')") == true)
    #expect(change("text", "date").precondition(in: column, on: old15) == nil)
    #expect(change("text", "character varying").precondition(in: column, on: later) == nil)
    #expect(change("text", "app.mood").precondition(in: column, on: later) == nil)
  }

  @Test("Before 16 some texts are known to be none of another type")
  func unreadableByShape() {
    let list = change("text", "integer[]").precondition(in: column, on: old15)
    #expect(
      list?.query.text.hasSuffix("c::text COLLATE pg_catalog.\"C\" !~* '^[[:space:]]*[[{]'")
        == true
    )
    #expect(change("text", "uuid").precondition(in: column, on: old15) != nil)
    #expect(change("text", "character varying[]").precondition(in: column, on: old15) != nil)
    #expect(change("uuid", "text").precondition(in: column, on: old15) == nil)
  }

  @Test("What a type does not hold is lost")
  func losses() {
    #expect(change("numeric", "integer").loss(in: column)?.name == .dataLoss)
    #expect(change("numeric(6,3)", "numeric(6,1)").loss(in: column)?.name == .dataLoss)
    #expect(change("timestamp with time zone", "date").loss(in: column)?.name == .dataLoss)
    #expect(change("integer", "numeric(10,2)").loss(in: column) == nil)
  }

  @Test("Between some types there is no way at all")
  func impossible() {
    #expect(change("bigint", "timestamp without time zone").isImpossible)
    #expect(change("uuid", "integer").isImpossible)
    #expect(change("boolean", "bigint").isImpossible)
    #expect(!change("boolean", "integer").isImpossible)
    #expect(!change("uuid", "text").isImpossible)
    #expect(!change("public.mood", "integer").isImpossible)
    #expect(change("bigint", "int4range").isImpossible)
    #expect(change("int4range", "int8range").isImpossible)
    #expect(change("integer", "jsonb").isImpossible)
    #expect(!change("jsonb", "integer").isImpossible)
    #expect(!change("json", "jsonb").isImpossible)
  }

  @Test("A quoted type is taken as a whole")
  func quoted() {
    let type = FormattedType("public.\"my(3) type\"")
    #expect(type.base == "public.\"my(3) type\"")
    #expect(type.modifiers.isEmpty)
    #expect(FormattedType("timestamp(3) with time zone").base == "timestamp with time zone")
  }
}

@Suite("Names that the server chooses")
struct ServerNamesTests {
  @Test("A name that fits is only joined")
  func short() {
    #expect(ServerNames.name("todos", label: "pkey") == "todos_pkey")
    #expect(ServerNames.name("todos", "id", label: "seq") == "todos_id_seq")
  }

  @Test("The longer name is shortened, by whole characters")
  func long() {
    let name = ServerNames.name(String(repeating: "t", count: 60), "column", label: "not_null")
    #expect(name == String(repeating: "t", count: 47) + "_column_not_null")
    #expect(name.utf8.count == 63)
    let wide = ServerNames.name(String(repeating: "\u{e4}", count: 31), label: "pkey")
    #expect(wide == String(repeating: "\u{e4}", count: 29) + "_pkey")
  }
}
