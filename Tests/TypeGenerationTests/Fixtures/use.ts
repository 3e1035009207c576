// Application code, and what Supabase's clients demand of the types: it must compile as it stands.
import {
  CompositeTypes, Constants, Database, Enums, Json, Tables, TablesInsert, TablesUpdate,
} from "./database.types"

type Relationship = {
  foreignKeyName: string
  columns: string[]
  isOneToOne?: boolean
  referencedRelation: string
  referencedColumns: string[]
}
type Table = {
  Row: Record<string, unknown>
  Insert: Record<string, unknown>
  Update: Record<string, unknown>
  Relationships: Relationship[]
}
type UpdatableView = Table
type View = UpdatableView | { Row: Record<string, unknown>; Relationships: Relationship[] }
type Routine = { Args: Record<string, unknown>; Returns: unknown }
type Schema = {
  Tables: Record<string, Table>
  Views: Record<string, View>
  Functions: Record<string, Routine>
}
class Client<D extends Record<keyof D, Schema>, S extends Schema = D["public" & keyof D]> {
  insert<T extends string & keyof S["Tables"]>(_table: T, _row: S["Tables"][T]["Insert"]) {}
  update<T extends string & keyof S["Tables"]>(_table: T, _row: S["Tables"][T]["Update"]) {}
  row<T extends string & keyof S["Tables"]>(_table: T): S["Tables"][T]["Row"] {
    throw new Error("nobody asks")
  }
  call<F extends string & keyof S["Functions"]>(
    _name: F, _arguments: S["Functions"][F]["Args"],
  ): S["Functions"][F]["Returns"] {
    throw new Error("nobody calls")
  }
}
const client = new Client<Database>()

// Rows: what may be NULL says so, and what may not does not.
const person: Tables<"people"> = { id: 1, name: "Ada", handle: "ada", born: null }
const view: Tables<"adults"> = { id: null, name: null }
const name: string = client.row("people").name
// @ts-expect-error: a name is never NULL
const nobody: Tables<"people"> = { ...person, name: null }
// @ts-expect-error: a date of birth may be NULL
const born: string = client.row("people").born

// New rows: defaults may be left out, what the database makes must be, the rest may not.
client.insert("people", { name: "Ada" })
// @ts-expect-error: the database numbers people
client.insert("people", { id: 1, name: "Ada" })
// @ts-expect-error: a name is needed
client.insert("people", {})
client.insert("Odd name", { class: "x", "1st": true, "with space": "y", "quo\"te\\": "z" })
client.insert("Odd name", { id: 7, class: "an identity by default may be given" })
// @ts-expect-error: the database makes labels
client.update("profiles", { label: "x" })
client.update("profiles", { states: ["todo", "in-progress"], extra: { a: [1, null, { b: "c" }] } })
// @ts-expect-error: there is no such state
client.update("profiles", { states: ["none"] })
const inserted: TablesInsert<"profiles"> = {
  person_id: 1, code: 2, states: [], owner: "00000000-0000-0000-0000-000000000000",
}
const changed: TablesUpdate<"people"> = {}
// @ts-expect-error: a domain that is never NULL
const nothing: TablesUpdate<"profiles"> = { code: null }

// Functions: defaults, sets, rows, overloads, no arguments.
const sum: number = client.call("add", { a: 1 })
// @ts-expect-error: an argument is missing
client.call("add", { b: 1 })
const found = client.call("find", { term: "a" })
const list: string[] = client.call("list", { items: ["a"] })
const half: number = client.call("split", { whole: 4 }).half
const total: number = client.call("stats", {})[0].total
const states: Enums<"status">[] = client.call("states", {})

// Enumerations, composite types, constants.
const status: Enums<"status"> = Constants.public.Enums.status[1]
const second: "in-progress" = Constants.public.Enums.status[1]
// @ts-expect-error: there is no such state
const wrong: Enums<"status"> = "none"
const point: CompositeTypes<"point2"> = { x: 1, y: null, state: "todo" }
const mood: Enums<{ schema: "other" }, "mood"> = "wild \"one\""
const explicit: Tables<{ schema: "public" }, "people"> = person
const key: Database["public"]["Tables"]["profiles"]["Relationships"][0]["isOneToOne"] = true
const json: Json = [1, { a: null }]
export {
  born, changed, explicit, found, half, inserted, json, key, list, mood, name, nobody, nothing,
  point, second, states, status, sum, total, view, wrong,
}
