import Diagnostics
import ManifestLoading
import ObjectModel
import Testing

@Suite("Overlays of environments")
struct OverlayTests {
  private func load(
    _ manifests: String,
    _ environment: String,
    process: [String: String] = [:]
  ) async -> Loaded {
    await Loaded(
      ["a.yaml": manifests, "environments/dev.yaml": environment],
      environment: "dev",
      process: process
    )
  }

  @Test("mappings merge, lists replace, null removes")
  func merge() async {
    let loaded = await load(
      """
      table: todos
      comment: what to do
      with: {fillfactor: 70, a: b}
      columns: {id: bigint, title: {type: text, not_null: true}, note: text}
      policies:
        reads: {for: select, to: [a, b]}
      """,
      """
      overrides:
        - table: public.todos
          comment: null
          with: {a: null, c: d}
          columns: {debug: text, note: null, title: {not_null: false}}
          policies: {reads: {to: [c]}}
      """
    )
    loaded.expectClean()
    let state = loaded.state
    #expect(
      state.names == [
        "table public.todos", "column public.todos.debug", "column public.todos.id",
        "policy public.todos.reads", "column public.todos.title",
      ]
    )
    #expect(
      state.field("with", of: table("todos"))
        == .map([
          .init("c", .text("d")), .init("fillfactor", .text("70")),
        ])
    )
    #expect(state.field("type", of: column("title", of: "todos")) == .text("text"))
    #expect(state.field("not_null", of: column("title", of: "todos")) == .bool(false))
    let policy = ObjectID(ToyRule.kind, ["reads"], in: table("todos"))
    #expect(state.field("to", of: policy) == .list([.text("c")]))
    #expect(state.field("for", of: policy) == .text("select"))
    #expect(
      state.declared[column("debug", of: "todos")]?.range?.file == "environments/dev.yaml"
    )
  }

  @Test("a bare value gets a body when a mapping is merged into it")
  func shorthand() async {
    let loaded = await load(
      "table: t\ncolumns: {id: bigint}\n",
      "overrides: [{table: t, columns: {id: {not_null: true}}}]\n"
    )
    loaded.expectClean()
    #expect(loaded.state.field("type", of: column("id", of: "t")) == .text("bigint"))
    #expect(loaded.state.field("not_null", of: column("id", of: "t")) == .bool(true))
  }

  @Test("an object that no manifest declares is a new one and has to be complete")
  func new() async {
    let loaded = await load(
      "table: t\n",
      "overrides:\n  - {table: u, columns: {id: int}}\n  - function: ⟦f()⟧\n"
    )
    loaded.expect("manifest.missing-key")
    #expect(loaded.state.names.contains("column public.u.id"))
  }

  @Test("an object is the same wherever it is declared")
  func places() async {
    let nested = await load(
      "table: t\npolicies: {p: {for: select}}\n",
      "overrides: [{policy: p, on: public.t, to: [x]}]\n"
    )
    let standing = await load(
      "table: t\n---\npolicy: p\non: t\nfor: select\n",
      "overrides: [{table: t, policies: {p: {to: [x]}}}]\n"
    )
    for loaded in [nested, standing] {
      loaded.expectClean()
      let policy = ObjectID(ToyRule.kind, ["p"], in: table("t"))
      #expect(loaded.state.field("for", of: policy) == .text("select"))
      #expect(loaded.state.field("to", of: policy) == .list([.text("x")]))
    }
  }

  @Test("null removes what stands in a document of its own")
  func removal() async {
    let loaded = await load(
      "table: t\n---\npolicy: p\non: t\n",
      "overrides: [{table: t, policies: {p: null}}]\n"
    )
    loaded.expectClean()
    #expect(loaded.state.names == ["table public.t"])
  }

  @Test("settings merge")
  func settings() async {
    let loaded = await load(
      "auth: {site_url: https://a, expiry: 60}\n",
      "overrides: [{auth: {expiry: 5}}]\n"
    )
    loaded.expectClean()
    let id = ObjectID(ToySettings.kind, [])
    #expect(loaded.state.field("expiry", of: id) == .integer(5))
    #expect(loaded.state.field("site_url", of: id) == .text("https://a"))
  }

  @Test("what is excluded is gone with all that lives in it")
  func exclusion() async {
    let loaded = await load(
      """
      table: debug_a
      columns: {id: int}
      ---
      table: keep
      policies: {tmp: {for: select}, stays: {for: select}}
      ---
      extension: cron
      version: ${unset}
      """,
      "exclude: [{table: debug_*}, {extension: cron}, {policy: keep.t?p}]\n"
    )
    loaded.expectClean()
    #expect(loaded.state.names == ["table public.keep", "policy public.keep.stays"])
  }

  @Test("an exclusion of nothing is worth a warning")
  func unmatched() async {
    let loaded = await load("table: t\n", "exclude: [{table: ⟦debug_*⟧}]\n")
    loaded.expect("environment.unmatched-exclude", "no table \"debug_*\" is declared")
  }
}

@Suite("Variables")
struct VariableTests {
  private func load(
    _ manifest: String,
    _ variables: String,
    process: [String: String] = [:]
  ) async -> Loaded {
    await Loaded(
      ["a.yaml": manifest, "environments/dev.yaml": "variables: \(variables)\n"],
      environment: "dev",
      process: process
    )
  }

  @Test("values are replaced and keep the variable's type")
  func values() async {
    let loaded = await load(
      "auth: {site_url: \"https://${host}:${env:PORT}/$${x}\", expiry: \"${seconds}\"}\n",
      "{host: a.example, seconds: 30}",
      process: ["PORT": "80"]
    )
    loaded.expectClean()
    let id = ObjectID(ToySettings.kind, [])
    #expect(loaded.state.field("site_url", of: id) == .text("https://a.example:80/${x}"))
    #expect(loaded.state.field("expiry", of: id) == .integer(30))
  }

  @Test("SQL and bodies are left as they are, secrets stay references")
  func untouched() async {
    let loaded = await load(
      """
      table: t
      check: a <> '${x}'
      columns: {id: "${x}"}
      policies: {p: {using: "b = '${x}'"}}
      ---
      function: f()
      body: SELECT '${x}'
      ---
      auth: {secret: "${env:KEY}"}
      """,
      "{x: y}",
      process: ["KEY": "hidden"]
    )
    loaded.expectClean()
    #expect(loaded.state.field("check", of: table("t")) == .text("a <> '${x}'"))
    #expect(loaded.state.field("type", of: column("id", of: "t")) == .text("${x}"))
    let body = loaded.state.field("body", of: ObjectID(ToyRoutine.kind, ["public", "f", ""]))
    #expect(body == .text("SELECT '${x}'"))
    #expect(
      loaded.state.field("secret", of: ObjectID(ToySettings.kind, [])) == .text("${env:KEY}")
    )
  }

  @Test("an unset variable is an error where it stands")
  func unset() async {
    let loaded = await load(
      "auth: {site_url: \"https://⟦${hots}⟧/⟦${env:NOPE}⟧\"}\n",
      "{host: a}"
    )
    loaded.expect("manifest.unset-variable", "variable \"hots\" is not set")
    #expect(loaded.diagnostics.first?.hint == "Did you mean \"host\"?")
  }

  @Test("names of objects are values, too")
  func names() async {
    let loaded = await Loaded(
      [
        "a.yaml": "table: ${prefix}_t\ncolumns: {id: int}\n",
        "environments/dev.yaml":
          "variables: {prefix: x}\noverrides: [{table: x_t, columns: {b: int}}]\n",
      ],
      environment: "dev"
    )
    loaded.expectClean()
    #expect(loaded.state.names.contains("column public.x_t.b"))
    #expect(loaded.state.names.contains("column public.x_t.id"))
  }

  @Test("a check that concerns no environment leaves variables as they are")
  func optional() async {
    let loaded = await Loaded(["a.yaml": "auth: {site_url: \"${x}\"}\n"], variables: .optional)
    loaded.expectClean()
  }
}
