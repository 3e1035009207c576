import ObjectModel
import PostgresClient
import PostgresVocabulary
import Testing

@testable import ObjectKinds

@Suite("Base types")
struct BaseTypeTests {
  private static func functions(of type: String, like model: String) -> String {
    """
    CREATE TYPE public.\(type);
    CREATE FUNCTION public.\(type)_in(cstring) RETURNS \(type) LANGUAGE internal IMMUTABLE STRICT
      AS '\(model)in';
    CREATE FUNCTION public.\(type)_out(\(type)) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT
      AS '\(model)out';
    """
  }

  @Test("Every option is read and said")
  func options() async throws {
    let transition = try await Transition.between(
      "",
      Self.functions(of: "whole", like: "int8") + Self.functions(of: "spot", like: "point_")
        + Self.functions(of: "word", like: "varchar").replacing(
          "(cstring)",
          with: "(cstring, oid, int4)"
        )
          + """
          CREATE FUNCTION public.word_typmodin(cstring[]) RETURNS integer LANGUAGE internal
            IMMUTABLE STRICT AS 'varchartypmodin';
          CREATE FUNCTION public.word_typmodout(integer) RETURNS cstring LANGUAGE internal
            IMMUTABLE STRICT AS 'varchartypmodout';
          CREATE TYPE public.whole (INPUT = whole_in, OUTPUT = whole_out, INTERNALLENGTH = 8,
            PASSEDBYVALUE, ALIGNMENT = double, CATEGORY = 'x', PREFERRED = true, DELIMITER = ';',
            DEFAULT = '7');
          CREATE TYPE public.spot (INPUT = spot_in, OUTPUT = spot_out, INTERNALLENGTH = 16,
            ALIGNMENT = double, ELEMENT = float8);
          CREATE TYPE public.word (INPUT = word_in, OUTPUT = word_out, TYPMOD_IN = word_typmodin,
            TYPMOD_OUT = word_typmodout, STORAGE = extended, ALIGNMENT = double, COLLATABLE = true);
          CREATE TABLE public.t (w word(3)[], n whole, s spot);
          """
    )
    #expect(try await transition.value("SELECT (s)[1] FROM (SELECT '(2,3)'::spot) t(s)") == "3")
  }

  @Test("A type is dropped with its functions and nothing that no plan has dropped")
  func dropping() async throws {
    let script =
      Self.functions(of: "whole", like: "int8") + """
        CREATE TYPE public.whole (INPUT = whole_in, OUTPUT = whole_out, INTERNALLENGTH = 8,
          PASSEDBYVALUE, ALIGNMENT = double);
        """
    try await Transition.between(script, "")
    let settings = try await TestServer.shared.database(
      script + "CREATE FUNCTION public.f(whole[]) RETURNS integer LANGUAGE sql AS 'SELECT 1'"
    )
    var live = Catalog()
    let type = BaseType(id: ObjectID(.baseType, ["public", "whole"]))
    live.insert(type)
    live.insert(TypeDefinition(id: ObjectID(.typeDefinition, [], in: type.id)))
    let context = StepContext(
      version: 15,
      live: live,
      desired: Catalog(),
      applyingRole: "postgres",
      registry: .standard
    )
    let connection = try await Connection.open(settings)
    guard case .statement(let guarding)? = type.drop(in: context).first?.effect else {
      Issue.record("there is no statement")
      return
    }
    let error = await #expect(throws: ServerError.self) {
      try await connection.execute(guarding.sql)
    }
    #expect(error?.message == "other objects depend on type public.whole")
    await connection.close()
  }
}
