import ObjectModel
import Planning
import PostgresVocabulary

let orders = ObjectID(KindName("table"), ["public", "orders"])
let note = ObjectID(KindName("column"), ["note"], in: orders)
let todos = ObjectID(KindName("table"), ["public", "todos"])
let title = ObjectID(KindName("column"), ["title"], in: todos)
let reads = ObjectID(KindName("policy"), ["People read"], in: orders)
let tally = ObjectID(KindName("function"), ["public", "tally", "integer"])

func fingerprint(_ text: String) -> Fingerprint { Fingerprint(objects: ["toy x": text]) }

func plan(
  stages: [Plan.Stage],
  changes: [Plan.ObjectChange],
  notManaged: [NotManaged] = []
) -> Plan {
  Plan(
    environment: "staging",
    serverVersion: ServerVersion(major: 15, minor: 14),
    commit: "0123456789abcdef",
    before: fingerprint("a"),
    after: fingerprint("b"),
    stages: stages,
    changes: changes,
    notManaged: notManaged
  )
}

let dropNote = Step(
  .drop,
  note,
  "ALTER TABLE public.orders DROP COLUMN note",
  lock: .accessExclusive,
  hazards: [Hazard(.dataLoss, note, "the values of column note are gone")]
)
let openPolicy = Step(
  .alter,
  reads,
  "ALTER POLICY \"People read\" ON public.orders USING (true)",
  lock: .accessExclusive,
  hazards: [Hazard(.accessWidened, reads, "role authenticated reads all rows")]
)
let createTodos = Step(.create, todos, "CREATE TABLE public.todos (\n  title text\n)")
let replaceTally = Step(
  .alter,
  tally,
  "CREATE OR REPLACE FUNCTION public.tally(n integer) …",
  reason: ""
)

let samplePlan = plan(
  stages: [
    Plan.Stage(
      isTransaction: true,
      reason: "",
      steps: [dropNote, openPolicy, createTodos, replaceTally]
    )
  ],
  changes: [
    Plan.ObjectChange(id: note, action: .drop, reason: "", fields: []),
    Plan.ObjectChange(
      id: reads,
      action: .alter,
      reason: "",
      fields: [
        ChangedField(
          name: "using",
          old: .text("(user_id = auth.uid())"),
          new: .text("true"),
          change: .alter
        )
      ]
    ),
    Plan.ObjectChange(id: todos, action: .create, reason: "", fields: []),
    Plan.ObjectChange(id: title, action: .create, reason: "", fields: []),
    Plan.ObjectChange(
      id: tally,
      action: .alter,
      reason: "",
      fields: [
        ChangedField(
          name: "body",
          old: .text("begin\n  a;\n  b;\n  c;\n  d;\nend"),
          new: .text("begin\n  a;\n  b;\n  c;\n  x;\nend"),
          change: .alter
        )
      ]
    ),
  ],
  notManaged: [NotManaged(what: "operator", count: 2)]
)
