import Diagnostics
import ObjectModel
import PostgresVocabulary
import Testing
import YAMLSource

@testable import ObjectKinds

@Suite("Aggregates")
struct AggregateTests {
  @Test(
    "No arguments are a star, for the manifest and for every statement",
    arguments: ["app.rows(*)", "app.rows()", "app.rows( * )"]
  )
  func star(_ name: String) throws {
    let id = try identify(name).get()
    #expect(id.names == ["app", "rows", "*"])
    #expect(Aggregate.address(of: id) == "AGGREGATE app.rows(*)")
    let live = Aggregate(id: ObjectID(.aggregate, ["app", "rows", ""]))
    #expect(live.manifestName.name == "app.rows(*)")
    #expect(live.declaredID == id)
    #expect(live.address == "AGGREGATE app.rows(*)")
  }

  @Test("Every option is altered in place, and a result of another type takes a new aggregate")
  func options() async throws {
    let before = """
      CREATE FUNCTION public.final(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1';
      CREATE AGGREGATE public.total(integer) (SFUNC = int4_sum, STYPE = bigint);
      CREATE AGGREGATE public.other(integer) (SFUNC = int4_sum, STYPE = bigint);
      CREATE VIEW public.v AS SELECT public.total(n) AS total FROM (VALUES (1), (2)) t(n);
      """
    let transition = try await Transition.between(
      before,
      """
      CREATE FUNCTION public.final(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1';
      CREATE AGGREGATE public.total(integer) (SFUNC = int4_sum, STYPE = bigint, SSPACE = 9,
        FINALFUNC = final, FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = int8pl, INITCOND = '5',
        MSFUNC = int4_avg_accum, MINVFUNC = int4_avg_accum_inv, MSTYPE = bigint[], MSSPACE = 7,
        MFINALFUNC = int2int4_sum, MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '{0,0}',
        PARALLEL = SAFE);
      CREATE AGGREGATE public.other(integer) (SFUNC = int4larger, STYPE = integer,
        SORTOP = OPERATOR(pg_catalog.>));
      CREATE VIEW public.v AS SELECT public.total(n) AS total FROM (VALUES (1), (2)) t(n);
      """
    )
    #expect(
      transition.steps.map { "\($0.action) \($0.subject.names[1])" } == [
        "drop other", "create other", "alter total",
      ]
    )
    #expect(try await transition.value("SELECT total FROM public.v") == "8")
  }

  @Test("Sets keep their order, their direct arguments and their kind")
  func sets() async throws {
    let transition = try await Transition.between(
      """
      CREATE AGGREGATE public.middle(double precision ORDER BY double precision) (
        SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_cont_float8_final);
      CREATE AGGREGATE public.place(VARIADIC "any" ORDER BY VARIADIC "any") (
        SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final,
        FINALFUNC_EXTRA, HYPOTHETICAL);
      """,
      """
      CREATE AGGREGATE public.middle(p double precision ORDER BY v double precision) (
        SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_cont_float8_final,
        FINALFUNC_MODIFY = READ_ONLY);
      CREATE AGGREGATE public.place(VARIADIC "any" ORDER BY VARIADIC "any") (
        SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = dense_rank_final,
        FINALFUNC_EXTRA, FINALFUNC_MODIFY = SHAREABLE, HYPOTHETICAL);
      """
    )
    #expect(transition.steps.allSatisfy { $0.action == .alter })
  }

  @Test("Who may call the aggregate reaches functions that are not everybody's")
  func access() async throws {
    let functions = """
      CREATE FUNCTION public.own(bigint, integer) RETURNS bigint LANGUAGE sql AS 'SELECT $1 + $2';
      REVOKE ALL ON FUNCTION public.own FROM PUBLIC;
      CREATE FUNCTION public.definer(bigint, integer) RETURNS bigint LANGUAGE sql SECURITY DEFINER
        AS 'SELECT $1 + $2';
      """
    let transition = try await Transition.between(
      functions + "CREATE AGGREGATE public.b(integer) (SFUNC = int4_sum, STYPE = bigint);",
      functions + """
        CREATE AGGREGATE public.a(integer) (SFUNC = public.own, STYPE = bigint);
        CREATE AGGREGATE public.b(integer) (SFUNC = public.definer, STYPE = bigint);
        CREATE AGGREGATE public.c(integer) (SFUNC = int4_sum, STYPE = bigint);
        """
    )
    let messages = transition.steps.flatMap(\.hazards).map(\.message)
    #expect(
      messages == [
        "whoever uses aggregate public.a(integer) runs public.own(bigint, integer), even without "
          + "the right to execute it",
        "whoever uses aggregate public.b(integer) acts in public.definer(bigint, integer) with the "
          + "rights of that one's owner",
      ]
    )
  }

  private func identify(_ text: String) -> Result<ObjectID, InvalidName> {
    let range = SourceRange(file: "a.yaml", at: SourcePosition(line: 1, column: 1))
    guard var body = MappingReader(Node(.mapping([]), range: range)) else {
      return .failure(InvalidName("no mapping", hint: ""))
    }
    return Aggregate.identify(text, in: nil, body: &body)
  }
}
