/// The types by which application code names parts of `Database`.
enum TypeScriptHelpers {
  /// `Tables<"todos">`, or `Tables<{ schema: "audit" }, "events">`, and their likes.
  static func types(defaultSchema: String) -> String {
    let schema = TypeScriptWriter(schemas: []).quoted(defaultSchema)
    var text = """
      type Schemas = Omit<Database, "__InternalSupabase">
      type DefaultSchema = Schemas[Extract<keyof Schemas, \(schema)>]
      type SchemaName = { schema: keyof Schemas }
      type RelationsOf<S extends keyof Schemas> = Schemas[S]["Tables"] & Schemas[S]["Views"]


      """
    text += helper(
      "Tables",
      names: #"(DefaultSchema["Tables"] & DefaultSchema["Views"])"#,
      inSchema: { "RelationsOf<\($0)>" },
      part: "Row"
    )
    for (name, part) in [("TablesInsert", "Insert"), ("TablesUpdate", "Update")] {
      text += helper(
        name,
        names: #"DefaultSchema["Tables"]"#,
        inSchema: { #"Schemas[\#($0)]["Tables"]"# },
        part: part
      )
    }
    for (name, group) in [("Enums", "Enums"), ("CompositeTypes", "CompositeTypes")] {
      text += helper(
        name,
        names: #"DefaultSchema["\#(group)"]"#,
        inSchema: { #"Schemas[\#($0)]["\#(group)"]"# },
        part: nil
      )
    }
    return String(text.dropLast())
  }

  private static func helper(
    _ name: String,
    names: String,
    inSchema: (String) -> String,
    part: String?
  ) -> String {
    let named = inSchema(#"NameOrSchema["schema"]"#)
    let pick: (String) -> String = { value in
      part.map { "\(value) extends { \($0): infer Part } ? Part : never" } ?? value
    }
    return """
      export type \(name)<
        NameOrSchema extends keyof \(names) | SchemaName,
        Name extends NameOrSchema extends SchemaName ? keyof \(named) : never = never,
      > = NameOrSchema extends SchemaName
        ? Name extends keyof \(named)
          ? \(pick("\(named)[Name]"))
          : never
        : NameOrSchema extends keyof \(names)
          ? \(pick("\(names)[NameOrSchema]"))
          : never


      """
  }
}
