import ObjectModel
import PostgresVocabulary

extension Aggregate {
  func create(in context: StepContext) -> [Step] {
    let isSame = context.live[id].map { changedFields(from: $0).isEmpty } ?? true
    let hazards =
      CalledRoutines.hazards(of: id, asking: .owner, in: context)
      + (isSame ? [] : Deciders.hazards(of: id, in: context))
    return [Step(.create, id, "CREATE \(definition)", hazards: hazards)] + dependences(from: [])
  }

  /// `OR REPLACE` says everything anew and keeps owner, privileges and comment.
  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    if changed == ["depends_on_extensions"] { return dependences(from: old.extensions) }
    let hazards =
      CalledRoutines.hazards(of: id, asking: .owner, in: context)
      + Deciders.hazards(of: id, in: context) + staleHazards(in: context)
    return [Step(.alter, id, "CREATE OR REPLACE \(definition)", hazards: hazards)]
      + dependences(from: [])
  }

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    if form != old.form {
      return "PostgreSQL cannot alter which arguments of an aggregate are ordered"
    }
    if returns != old.returns { return "PostgreSQL cannot alter what an aggregate returns" }
    return signature.reasonForReplacement(of: old.signature)
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  private func dependences(from old: [String]) -> [Step] {
    let types = id.names.count > 2 ? id.names[2] : ""
    // The types are as `oidvectortypes` prints them, or as a manifest gives them.
    let list = SQL(unchecked: types == Self.noArguments ? "" : types)
    return ExtensionDependence.clauses(from: old, to: extensions).map {
      Step(.alter, id, "ALTER ROUTINE \(qualified: id.qualifiedName)(\(list)) \($0)")
    }
  }

  private func staleHazards(in context: StepContext) -> [Hazard] {
    context.live.dependencies.filter { $0.value.contains { $0.on == id } }.keys.sorted()
      .filter { $0.kind == .materializedView && context.desired[$0] != nil }
      .map { view in
        Hazard(
          .staleData,
          view,
          "\(view) holds what \(id.label) computed before it changed; refresh it"
        )
      }
  }
}

// MARK: - Definition

extension Aggregate {
  private var definition: SQL {
    let list = options + movingOptions + endingOptions
    return """
      AGGREGATE \(qualified: id.qualifiedName)(\(arguments)) (
        \(list, separator: ",\n  ")
      )
      """
  }

  private var options: [SQL] {
    var list: [SQL] = ["SFUNC = \(transition)", "STYPE = \(stateType)"]
    if stateSpace != 0 { list.append("SSPACE = \(number: stateSpace)") }
    if let final { list.append("FINALFUNC = \(final)") }
    if finalTakesArguments { list.append("FINALFUNC_EXTRA") }
    if let finalModifies { list.append("FINALFUNC_MODIFY = \(finalModifies.sql)") }
    if let combine { list.append("COMBINEFUNC = \(combine)") }
    if let serialize { list.append("SERIALFUNC = \(serialize)") }
    if let deserialize { list.append("DESERIALFUNC = \(deserialize)") }
    if let initial { list.append("INITCOND = \(literal: initial)") }
    return list
  }

  private var movingOptions: [SQL] {
    var list: [SQL] = []
    if let movingTransition { list.append("MSFUNC = \(movingTransition)") }
    if let movingInverse { list.append("MINVFUNC = \(movingInverse)") }
    if let movingStateType { list.append("MSTYPE = \(movingStateType)") }
    if movingStateSpace != 0 { list.append("MSSPACE = \(number: movingStateSpace)") }
    if let movingFinal { list.append("MFINALFUNC = \(movingFinal)") }
    if movingFinalTakesArguments { list.append("MFINALFUNC_EXTRA") }
    if let movingFinalModifies { list.append("MFINALFUNC_MODIFY = \(movingFinalModifies.sql)") }
    if let movingInitial { list.append("MINITCOND = \(literal: movingInitial)") }
    return list
  }

  private var endingOptions: [SQL] {
    var list: [SQL] = []
    if let sortOperator { list.append("SORTOP = \(sortOperator.sql)") }
    if parallel != .unsafe { list.append("PARALLEL = \(parallel.sql)") }
    if isHypothetical { list.append("HYPOTHETICAL") }
    return list
  }
}
