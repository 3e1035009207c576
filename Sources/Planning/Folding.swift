import ObjectModel

/// Folds clauses into the statement that makes their host, where nothing in between could tell the
/// difference: a constraint into the CREATE TABLE that directly precedes it.
///
/// A clause is taken only while the steps since the host's are all about the same host, so no step
/// that the clause waits for is passed over.
func folded(_ steps: [Step]) -> [Step] {
  var result: [Step] = []
  var host: Int?
  for step in steps {
    if let clause = step.clause, let index = host, result[index].subject == clause.host,
      case .statement(var statement) = result[index].effect, statement.clauses != nil
    {
      statement.clauses?.append(clause.text)
      result[index].effect = .statement(statement)
      result[index].hazards += step.hazards
      result[index].requires += step.requires
      continue
    }
    if step.action == .create, case .statement(let statement) = step.effect,
      statement.clauses != nil
    {
      host = result.count
    } else if let index = host, !step.subject.isWithin(result[index].subject) {
      host = nil
    }
    result.append(step)
  }
  return result
}
