public import ManifestLoading
public import PostgresClient
import PostgresVocabulary

/// A database of a fleet.
public struct FleetMember: Hashable, Sendable {
  /// Its name in the fleet.
  public let name: String
  /// How to reach it.
  public let settings: ConnectionSettings

  /// Names a database.
  public init(name: String, settings: ConnectionSettings) {
    self.name = name
    self.settings = settings
  }
}

/// Why the databases of a fleet are not known.
public struct FleetError: Error, Hashable, Sendable {
  /// What is wrong, in one line.
  public let problem: String
  /// What to do.
  public let hint: String
}

extension DatabaseFleet {
  /// Finds the databases, in the order of their names.
  ///
  /// - Parameter environment: the process's environment variables, for addresses.
  /// - Returns: the databases.
  /// - Throws: `DiagnosticsError` for a variable that is not set, `ConnectionError`,
  ///   `ServerError` of the query, `FleetError` for rows that name no database.
  public func members(in environment: [String: String]) async throws -> [FleetMember] {
    let found =
      switch source {
      case .list(let entries):
        try entries.map {
          FleetMember(
            name: $0.name,
            settings: try ConnectionSettings(try $0.url.resolved(in: environment))
          )
        }
      case .query(let query): try await query.members(in: environment)
      }
    return found.sorted { $0.name < $1.name }
  }
}

extension DatabaseFleet.Query {
  fileprivate func members(in environment: [String: String]) async throws -> [FleetMember] {
    let server = try ConnectionSettings(try from.resolved(in: environment))
    let connection = try await Connection.open(server)
    let rows: [Row]
    do {
      rows = try await connection.transaction(begin: "BEGIN READ ONLY") {
        // The text is the project's own; what it may do is limited by the transaction.
        Array(try await $0.query(SQL(unchecked: text)))
      }
    } catch {
      await connection.close()
      throw error
    }
    await connection.close()
    let address = try url?.resolved(in: environment)
    var members: [FleetMember] = []
    var known: Set<String> = []
    for row in rows {
      let name = row.values.first.flatMap { $0 } ?? ""
      guard DatabaseFleet.isName(name) else {
        throw FleetError(
          problem: "the query gives \"\(name)\", which cannot name a database of a fleet",
          hint: "The first column is the name: no white space, no comma, no slash."
        )
      }
      guard known.insert(name).inserted else {
        throw FleetError(
          problem: "the query gives \"\(name)\" twice",
          hint: "Have it give each database once, such as by \"select distinct\"."
        )
      }
      let settings =
        try address.map { try ConnectionSettings(try Self.filled($0, row)) }
        ?? server.with(databaseName: name)
      members.append(FleetMember(name: name, settings: settings))
    }
    return members
  }

  /// The address with the row's values in the place of `{column}`.
  private static func filled(_ address: String, _ row: Row) throws(FleetError) -> String {
    var result = ""
    var rest = address[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      let column = String(rest[rest.index(after: start)..<end])
      guard let position = row.columns.firstIndex(of: column) else {
        throw FleetError(
          problem: "\"url\" wants a column \"\(column)\", which the query does not give",
          hint: "It gives \(row.columns.joined(separator: ", "))."
        )
      }
      result += rest[..<start] + percentEncoded(row.values[position] ?? "")
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == 45 || byte == 46 || byte == 95
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }
}
