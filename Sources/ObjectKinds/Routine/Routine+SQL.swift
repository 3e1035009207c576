import ObjectModel
import PostgresVocabulary

extension Routine {
  func create(in context: StepContext) -> [Step] {
    let old = context.live.object(id, as: Self.self)
    return statements("CREATE", .create, from: old, in: context)
  }

  /// `OR REPLACE` says everything anew and keeps owner, privileges and comment.
  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    if changed == ["depends_on_extensions"] { return dependences(from: old.extensions) }
    return statements("CREATE OR REPLACE", .alter, from: old, in: context)
  }

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    guard changed.contains("arguments") else { return nil }
    return signature.reasonForReplacement(of: old.signature)
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  /// OR REPLACE makes a routine forget the extensions that it depends on.
  private func statements(
    _ verb: SQL,
    _ action: Step.Action,
    from old: Self?,
    in context: StepContext
  ) -> [Step] {
    let hazards =
      accessHazards(from: old) + deciderHazards(from: old, in: context)
      + staleHazards(from: old, in: context) + bodyHazards(in: context)
    return [Step(action, id, "\(verb) \(definition)", hazards: hazards)] + dependences(from: [])
  }

  private func dependences(from old: [String]) -> [Step] {
    ExtensionDependence.clauses(from: old, to: extensions).map {
      Step(.alter, id, "ALTER \(Self.address(of: id)) \($0)")
    }
  }

  /// The definition in the layout of `pg_get_functiondef`.
  private var definition: SQL {
    var lines: [SQL] = ["\(Self.word) \(qualified: id.qualifiedName)(\(arguments))"]
    if let returnClause { lines.append(returnClause) }
    lines.append("LANGUAGE \(identifier: language)")
    if !transforms.isEmpty {
      let types: [SQL] = transforms.map { "FOR TYPE \($0)" }
      lines.append("TRANSFORM \(types)")
    }
    let words =
      attributes.beforeSecurity + (security == .definer ? ["SECURITY DEFINER"] : [])
      + attributes.afterSecurity
    if !words.isEmpty { lines.append("\(words, separator: " ")") }
    return (lines + settings.clauses).joined(separator: "\n ") + "\n" + implementation
  }

  private var implementation: SQL {
    if let sqlBody { return sqlBody }
    if let objectFile {
      let symbol: SQL = linkSymbol.map { ", \(literal: $0)" } ?? ""
      return "AS \(literal: objectFile)\(symbol)"
    }
    return "AS \(body: body?.text ?? "")"
  }
}

// MARK: - Hazards

extension Routine {
  /// Whether what the routine does may have changed.
  private func doesTheSame(as old: Self) -> Bool {
    body == old.body && sqlBody == old.sqlBody && language == old.language
      && objectFile == old.objectFile && linkSymbol == old.linkSymbol && settings == old.settings
      && transforms == old.transforms && arguments == old.arguments
  }

  /// What the routine opens to whoever may execute it, compared with another state of it.
  func accessHazards(from old: Self?) -> [Hazard] {
    authorityHazards(from: old) + leakHazards(from: old)
  }

  /// What others decide otherwise because of it.
  private func deciderHazards(from old: Self?, in context: StepContext) -> [Hazard] {
    guard let old else { return [] }
    let isSame = doesTheSame(as: old) && security == old.security && isStrict == old.isStrict
    return isSame ? [] : Deciders.hazards(of: id, in: context)
  }

  private var isStrict: Bool {
    let word: SQL = "STRICT"
    return attributes.beforeSecurity.contains(word)
  }

  /// Manual: "Rules and Privileges" on LEAKPROOF; the planner trusts it.
  private func leakHazards(from old: Self?) -> [Hazard] {
    let word: SQL = "LEAKPROOF"
    guard attributes.afterSecurity.contains(word),
      old?.attributes.afterSecurity.contains(word) != true
    else { return [] }
    return [
      Hazard(
        .accessWidened,
        id,
        "\(id.label) is run on rows before policies and security barriers have hidden them"
      )
    ]
  }

  private func authorityHazards(from old: Self?) -> [Hazard] {
    guard security == .definer else { return [] }
    guard let old, old.security == .definer else {
      return [
        Hazard(
          .accessWidened,
          id,
          "whoever may execute \(id.label) acts in it with its owner's rights"
        )
      ]
    }
    if doesTheSame(as: old) { return [] }
    return [
      Hazard(
        .accessWidened,
        id,
        "what \(id.label) does with its owner's rights, for whoever may execute it, has changed"
      )
    ]
  }

  /// The server takes the body as it is and finds what is wrong with it when it is called.
  private func bodyHazards(in context: StepContext) -> [Hazard] {
    context.invalidBodies[id].map { words in
      [Hazard(.invalidBody, id, "the server does not understand the body of \(id.label): \(words)")]
    } ?? []
  }

  /// What the server has computed with the routine as it was, and keeps.
  private func staleHazards(from old: Self?, in context: StepContext) -> [Hazard] {
    guard let old, old.mayBeStored, !doesTheSame(as: old) else { return [] }
    return Self.users(of: id, in: context.live).compactMap { dependent in
      guard context.desired[dependent] != nil, let advice = Self.advice(on: dependent) else {
        return nil
      }
      return Hazard(
        .staleData,
        dependent,
        "\(dependent) holds what \(id.label) computed before it changed; \(advice)"
      )
    }
  }

  /// What uses a routine, be it by an operator or an operator class.
  private static func users(of id: ObjectID, in live: Catalog) -> [ObjectID] {
    var found: Set<ObjectID> = []
    var queue: Set<ObjectID> = [id]
    while !queue.isEmpty {
      let next = live.dependencies.filter { _, edges in edges.contains { queue.contains($0.on) } }
      let news = Set(next.keys).subtracting(found)
      found.formUnion(news)
      queue = news.filter { $0.kind == .operator || $0.kind == .operatorClass }
    }
    return found.sorted()
  }

  /// What to do about an object that keeps the results of a changed function; nil for one that
  /// keeps none.
  private static func advice(on dependent: ObjectID) -> String? {
    switch dependent.kind.text {
    case "index", "unique", "primary_key", "exclusion":
      "rebuild it with REINDEX"
    case "column": "update its rows to have them computed again"
    case "check", "domain_constraint":
      "rows that it accepted may not meet it any more"
    case "table": "rows may lie in another partition than their key now says"
    case "statistics": "run ANALYZE"
    default: nil
    }
  }
}
