import PostgresClient
import PostgresVocabulary
import YAMLSource

/// Compares what came of an action with what was expected.
struct Judgement {
  let test: TestCase
  let disclosure: TestRunner.Disclosure

  /// Says how they differ, a line each; nothing when they do not.
  ///
  /// - Throws: `ServerError` when the session ends.
  func reasons(_ observation: Observation, on connection: Connection) async throws -> [String] {
    switch (test.expectation, observation) {
    case (.denied(let refuser), .refused(let error)): return denied(refuser, error)
    case (.denied, .count(let count)): return ["expected to be denied, but \(undenied(count))"]
    case (.denied, .rows(let rows)):
      return ["expected to be denied, but \(undenied(rows.count))"]
    case (.error(let code, let message), .refused(let error)):
      return differs(error, code, message)
    case (.error(let code, _), .count(let count)):
      return ["expected error \(code?.code ?? "of any kind"), but \(happened(count))"]
    case (.error(let code, _), .rows(let rows)):
      return ["expected error \(code?.code ?? "of any kind"), but \(happened(rows.count))"]
    case (_, .refused(let error)): return ["expected \(expected), but \(refusal(error))"]
    case (.allowed, .count(let count)):
      return count > 0 || !concernsRows ? [] : ["expected to be allowed, but \(unseen)"]
    case (.count(let wanted), .count(let count)):
      return count == wanted ? [] : ["expected \(rowsText(wanted)), but \(happened(count))"]
    case (.rows(let rows), .count(let count)):
      return count == rows.count ? [] : ["expected no rows, but \(happened(count))"]
    case (.rows(let rows), .rows(let observed)):
      return try await compare(rows, observed, on: connection)
    case (.value(let node), .rows(let observed)):
      return try await compare(node, observed, on: connection)
    case (.allowed, .rows), (.count, .rows), (.value, .count):
      return ["\"returns\" belongs to \"call\""]
    }
  }

  // MARK: Errors

  private func denied(_ refuser: Expectation.Refuser, _ error: ServerError) -> [String] {
    guard error.sqlState == .insufficientPrivilege else {
      return ["expected to be denied, but \(refusal(error))"]
    }
    // Functions of the server, which no setting translates as it does messages.
    let who: Expectation.Refuser =
      switch error.routine {
      case "ExecWithCheckOptions", "check_enable_rls": .policy
      case "aclcheck_error", "aclcheck_error_col", "aclcheck_error_type": .privilege
      default: .anybody
      }
    if refuser == .anybody || refuser == who { return [] }
    let by =
      who == .anybody ? "by something else" : who == .policy ? "by a policy" : "by privileges"
    return ["expected to be \(refuser.rawValue), but was denied \(by): \(error.message)"]
  }

  private func differs(_ error: ServerError, _ code: SQLState?, _ message: String?) -> [String] {
    var reasons: [String] = []
    if let code, error.sqlState != code {
      reasons.append("expected error \(code), but \(refusal(error))")
    } else if let message, !error.message.contains(message) {
      reasons.append("expected an error that says \"\(message)\", but \(refusal(error))")
    }
    return reasons
  }

  private func refusal(_ error: ServerError) -> String {
    let kind = error.sqlState == .insufficientPrivilege ? "was denied" : "failed"
    return "it \(kind): \(error.message) [\(error.sqlState)]"
  }

  // MARK: Counts

  private var concernsRows: Bool {
    switch test.action {
    case .select, .insert, .update, .delete: true
    case .call, .statement: false
    }
  }

  private var verb: String {
    switch test.action {
    case .select: "read"
    case .insert: "inserted"
    case .update: "updated"
    case .delete: "deleted"
    case .call, .statement: "returned"
    }
  }

  private var expected: String {
    switch test.expectation {
    case .denied, .error: "an error"
    case .allowed: "to be allowed"
    case .count(let count): rowsText(count)
    case .rows(let rows): rowsText(rows.count)
    case .value: "a value"
    }
  }

  private var unseen: String {
    "no row was \(verb): policies leave out rows without an error, or there are none"
  }

  private func undenied(_ count: Int) -> String {
    guard count == 0, concernsRows else { return happened(count) }
    return "there was no error and no row was \(verb): policies leave out rows silently; "
      + "say \"rows: 0\" if that is meant"
  }

  private func happened(_ count: Int) -> String {
    concernsRows
      ? "\(rowsText(count)) \(count == 1 ? "was" : "were") \(verb)" : "there was no error"
  }

  private func rowsText(_ count: Int) -> String {
    count == 0 ? "no rows" : count == 1 ? "1 row" : "\(count) rows"
  }
}

// MARK: - Values

extension Judgement {
  private func compare(
    _ rows: [TestRow],
    _ observed: [ObservedRow],
    on connection: Connection
  ) async throws -> [String] {
    let columns = test.columns
    guard let types = observed.first?.cells.map(\.type) else {
      return ["expected \(rowsText(rows.count)), but \(happened(0))"]
    }
    var wanted: [[String?]] = []
    for row in rows {
      let cells = zip(columns, types).map { (row[$0] ?? .null, $1) }
      switch try await spelled(cells, on: connection) {
      case .success(let values): wanted.append(values)
      case .failure(let error): return ["what is expected is no row of this kind: \(error.message)"]
      }
    }
    let found = observed.map { $0.cells.map(\.text) }
    if isOrdered {
      return wanted == found ? [] : difference(columns, missing: wanted, extra: found)
    }
    var missing = wanted
    let extra = found.filter { row in
      guard let index = missing.firstIndex(of: row) else { return true }
      missing.remove(at: index)
      return false
    }
    if missing.isEmpty, extra.isEmpty { return [] }
    return difference(columns, missing: missing, extra: extra)
  }

  private func compare(
    _ node: Node,
    _ observed: [ObservedRow],
    on connection: Connection
  ) async throws -> [String] {
    guard observed.count == 1, let cell = observed.first?.cells.first else {
      return ["expected one value, but \(rowsText(observed.count)) were returned"]
    }
    switch try await spelled([(node, cell.type)], on: connection) {
    case .failure(let error): return ["what is expected is no \(cell.type): \(error.message)"]
    case .success(let values):
      let wanted = values.first ?? nil
      if wanted == cell.text { return [] }
      return ["expected \(shown(wanted)), but \(disclosed(cell.text)) was returned"]
    }
  }

  /// Whether the order of rows counts.
  private var isOrdered: Bool {
    if case .select(let selection) = test.action { selection.order != nil } else { false }
  }

  /// Has the server spell values of types, as it spelled what came.
  private func spelled(
    _ cells: [(Node, String)],
    on connection: Connection
  ) async throws -> Result<[String?], ServerError> {
    let list = cells.map { node, type -> SQL in
      // A type as the server has spelled it.
      "CAST(\(ValueText.literal(node, type: type)) AS \(SQL(unchecked: type)))::pg_catalog.text"
    }
    try await connection.execute("SAVEPOINT plumb_spelling")
    let end: SQL = "ROLLBACK TO SAVEPOINT plumb_spelling; RELEASE SAVEPOINT plumb_spelling"
    do {
      let row = try await connection.query("SELECT \(list)").first
      try await connection.cleanUp(end)
      return .success(row?.values ?? [])
    } catch let error {
      if error.endsSession { throw error }
      try await connection.cleanUp(end)
      return .failure(error)
    }
  }

  private func difference(
    _ columns: [String],
    missing: [[String?]],
    extra: [[String?]]
  ) -> [String] {
    func line(_ row: [String?], _ shown: (String?) -> String) -> String {
      zip(columns, row).map { "\($0): \(shown($1))" }.joined(separator: ", ")
    }
    var lines = missing.prefix(5).map { "expected, but not there: \(line($0, shown))" }
    lines += extra.prefix(5).map { "there, but not expected: \(line($0, disclosed))" }
    let rest = max(0, missing.count - 5) + max(0, extra.count - 5)
    return rest > 0 ? lines + ["and \(rest) more"] : lines
  }

  private func shown(_ text: String?) -> String { text ?? "NULL" }

  private func disclosed(_ text: String?) -> String {
    disclosure == .everything ? shown(text) : "(not shown)"
  }
}
