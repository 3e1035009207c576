import Diagnostics
import ObjectModel
import PostgresVocabulary
import Testing
import YAMLSource

@testable import ObjectKinds

@Suite("Operators, casts and operator classes")
struct OperatorTests {
  @Test(
    "A name is taken apart into schema, symbol and types",
    arguments: [
      ("===(integer, text)", ["public", "===", "integer, text"]),
      ("app.~~ (NONE, numeric(4,2))", ["app", "~~", "NONE, numeric(4,2)"]),
      ("\"My app\".#>(none, app.t)", ["My app", "#>", "NONE, app.t"]),
      ("-(integer)", ["public", "-", "NONE, integer"]),
    ]
  )
  func name(_ text: String, _ names: [String]) throws {
    let id = try Self.identify(Operator.self, text).get()
    #expect(id.names == names)
    #expect(try Self.identify(Operator.self, Operator(id: id).manifestName.name).get() == id)
  }

  @Test(
    "A name without types, or with none of an operator, is refused",
    arguments: ["===", "f(integer)", "app.(integer, text)", "=(integer, text, text)", "=()"]
  )
  func invalidName(_ text: String) {
    #expect(throws: InvalidName.self) { try Self.identify(Operator.self, text).get() }
  }

  @Test(
    "A cast goes with or without parentheses, and types may have words like AS in quotes",
    arguments: [
      ("integer AS app.t", "(integer AS app.t)"), ("(int as app.t)", "(int AS app.t)"),
      ("( \"x as y\".t  AS  text )", "(\"x as y\".t AS text)"),
    ]
  )
  func castName(_ text: String, _ name: String) throws {
    #expect(try Self.identify(Cast.self, text).get().names == [name])
    #expect(throws: InvalidName.self) { try Self.identify(Cast.self, "integer").get() }
  }

  @Test("A cast belongs where its types lie")
  func castSchemas() {
    let id = ObjectID(.cast, ["(\"my app\".\"t.u\" AS app.money)"])
    #expect(id.schemasInName == ["my app", "app"])
    #expect(id.description == "cast (\"my app\".\"t.u\" AS app.money)")
    #expect(ObjectID(.cast, ["(integer AS text)"]).schemasInName == [])
  }

  @Test("A transform is named in the words of SQL")
  func transformName() throws {
    let id = try Self.identify(Transform.self, "for app.mood language plx").get()
    #expect(Transform(id: id).manifestName.name == "for app.mood language plx")
    #expect(Transform.address(of: id) == "TRANSFORM FOR app.mood LANGUAGE plx")
  }

  @Test("A member's number goes with two types, which may be one")
  func memberNumbers() {
    #expect(MemberNumber("1 (integer, app.t)")?.text == "1 (integer, app.t)")
    #expect(MemberNumber("12(integer)")?.text == "12 (integer, integer)")
    #expect(MemberNumber("3")?.text == "3")
    #expect(MemberNumber("x (integer)") == nil)
    #expect(MemberNumber("1 ()") == nil)
  }

  @Test("What PostgreSQL can alter of an operator is altered, in each version")
  func versions() {
    var old = Operator(id: ObjectID(.operator, ["app", "===", "integer, text"]))
    var new = old
    new.commutator = OperatorName("app.===")
    new.hashes = true
    new.restrict = "eqsel"
    var partner = Operator(id: ObjectID(.operator, ["app", "===", "text, integer"]))
    let loose = partner
    partner.commutator = OperatorName("app.===")
    let both = Self.context(17, [old, loose], [new, partner])
    #expect(new.replacementReason(from: old, changed: [], in: both) == nil)
    // The partner has the greater identity, and sets both links.
    #expect(
      new.alter(from: old, changed: [], in: both).map(\.effect.summary) == [
        "ALTER OPERATOR app.=== (integer, text) SET (RESTRICT = eqsel, HASHES)"
      ]
    )
    #expect(
      partner.alter(from: loose, changed: [], in: both).map(\.effect.summary) == [
        "ALTER OPERATOR app.=== (text, integer) SET (COMMUTATOR = OPERATOR(app.===))"
      ]
    )
    #expect(partner.follows == [new.id])
    #expect(new.follows == [])
    let early = Self.context(16, [old, loose], [new, partner])
    #expect(new.replacementReason(from: old, changed: [], in: early)?.contains("17") == true)
    #expect(partner.replacementReason(from: loose, changed: [], in: early)?.contains("17") == true)
    old.hashes = true
    #expect(new.replacementReason(from: old, changed: [], in: early) == nil)
    new.hashes = false
    #expect(new.replacementReason(from: old, changed: [], in: both) != nil)
  }

  @Test("A link to an operator that goes away needs nothing, to one that stays a new operator")
  func links() {
    var old = Operator(id: ObjectID(.operator, ["app", "===", "text, integer"]))
    old.commutator = OperatorName("app.===")
    var partner = Operator(id: ObjectID(.operator, ["app", "===", "integer, text"]))
    partner.commutator = OperatorName("app.===")
    var new = old
    new.commutator = nil
    var freed = partner
    freed.commutator = nil
    let alone = Self.context(15, [old, partner], [new])
    #expect(new.replacementReason(from: old, changed: [], in: alone) == nil)
    #expect(new.alter(from: old, changed: [], in: alone) == [])
    let both = Self.context(18, [old, partner], [new, freed])
    #expect(new.replacementReason(from: old, changed: [], in: both) != nil)
    #expect(freed.replacementReason(from: partner, changed: [], in: both) == nil)
    #expect(freed.alter(from: partner, changed: [], in: both) == [])
  }

  @Test("Policies that decide by another function now are named")
  func policies() async throws {
    let functions = """
      CREATE TYPE public.kind AS ENUM ('a', 'b');
      CREATE FUNCTION public.few(kind) RETURNS boolean LANGUAGE sql AS 'SELECT $1 = ''a''';
      CREATE FUNCTION public.all(kind) RETURNS boolean LANGUAGE sql AS 'SELECT true';
      """
    func script(_ function: String) -> String {
      functions + """
        CREATE CAST (kind AS boolean) WITH FUNCTION public.\(function)(kind);
        CREATE OPERATOR public.!! (FUNCTION = public.\(function), RIGHTARG = kind);
        CREATE TABLE public.t (k kind);
        CREATE POLICY by_cast ON public.t USING (k::boolean);
        CREATE POLICY by_operator ON public.t USING (!! k);
        """
    }
    let transition = try await Transition.between(script("few"), script("all"))
    #expect(
      transition.steps.flatMap(\.hazards).map { "\($0.name.rawValue) \($0.subject.name)" }.sorted()
        == ["access-widened by_cast", "access-widened by_operator"]
    )
  }

  @Test("The rights that they take can be asked for")
  func rights() async throws {
    let transition = try await Transition.between(
      "CREATE TYPE public.kind AS ENUM ('a', 'b')",
      """
      CREATE TYPE public.kind AS ENUM ('a', 'b');
      CREATE FUNCTION public.f(kind) RETURNS boolean LANGUAGE sql AS 'SELECT true';
      CREATE CAST (kind AS boolean) WITH FUNCTION public.f(kind);
      CREATE CAST (bytea AS json) WITHOUT FUNCTION;
      CREATE TRANSFORM FOR kind LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal));
      CREATE OPERATOR FAMILY public.family USING btree;
      CREATE ACCESS METHOD own TYPE INDEX HANDLER hashhandler;
      """
    )
    var lacks: [String: [String]] = [:]
    for step in transition.steps where step.subject.kind != .function {
      for right in step.requires {
        lacks[step.subject.description, default: []].append(right.lack)
        #expect(try await transition.value("SELECT \(right.check)") != nil)
      }
    }
    #expect(
      lacks == [
        "cast (public.kind AS boolean)": [
          "is no member of a role that owns one of the types of cast (public.kind AS boolean)"
        ],
        "cast (bytea AS json)": [
          "is no superuser, which a cast without a function takes"
        ],
        "transform (public.kind LANGUAGE plpgsql)": [
          "is no member of the role that owns type public.kind", "lacks USAGE on LANGUAGE plpgsql",
        ],
        "operator family public.family(btree)": [
          "lacks CREATE on SCHEMA public",
          "is no superuser, which operator family public.family(btree) takes",
        ],
        "access method own": ["is no superuser, which access method own takes"],
      ]
    )
  }

  // MARK: Support

  private static func context(
    _ version: Int,
    _ live: [Operator],
    _ desired: [Operator]
  ) -> StepContext {
    var catalogs = [Catalog(), Catalog()]
    for object in live { catalogs[0].insert(object) }
    for object in desired { catalogs[1].insert(object) }
    return StepContext(
      version: ServerVersion(number: version * 10000),
      live: catalogs[0],
      desired: catalogs[1],
      applyingRole: "ann",
      registry: .standard
    )
  }

  private static func identify<Kind: ManagedObject>(
    _ kind: Kind.Type,
    _ text: String
  ) -> Result<ObjectID, InvalidName> {
    let range = SourceRange(file: "a.yaml", at: SourcePosition(line: 1, column: 1))
    guard var body = MappingReader(Node(.mapping([]), range: range)) else {
      return .failure(InvalidName("no mapping", hint: ""))
    }
    return Kind.identify(text, in: nil, body: &body)
  }
}
