import PostgresVocabulary

/// How the migration files in a folder stand to what a database has had.
public struct MigrationStatus: Hashable, Sendable {
  /// How one migration stands.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// The database has had it as the file is.
    case applied
    /// The database has not had it.
    case pending
    /// The database has not had it, but a later one.
    case outOfOrder = "out-of-order"
    /// The file says something else than what was run.
    case changed
    /// The database has had it, but there is no file.
    case fileMissing = "file-missing"
  }

  /// One migration.
  public struct Entry: Hashable, Sendable {
    /// Its version.
    public let version: String
    /// What it is called, in the folder or else in the table.
    public let name: String
    /// How it stands.
    public let state: State
    /// Whether the table says which statements were run; without them no change is noticed.
    public let isRecorded: Bool
  }

  /// All migrations of either side, by version.
  public let entries: [Entry]

  /// Compares a folder with the table of a database.
  ///
  /// - Parameters:
  ///   - files: the folder's migrations.
  ///   - rows: the table's rows.
  public init(files: [MigrationFile], rows: [MigrationTable.Row]) {
    let byVersion = Dictionary(rows.map { ($0.version, $0) }, uniquingKeysWith: { $1 })
    let known = Set(files.map(\.version.text))
    let last = rows.map(\.version).max { $0.utf8.lexicographicallyPrecedes($1.utf8) } ?? ""
    let own = files.map { file in
      let row = byVersion[file.version.text]
      return Entry(
        version: file.version.text,
        name: file.name,
        state: Self.state(of: file, row, last: last),
        isRecorded: row?.statements != nil
      )
    }
    let others = rows.filter { !known.contains($0.version) }.map {
      Entry(
        version: $0.version,
        name: $0.name,
        state: .fileMissing,
        isRecorded: $0.statements != nil
      )
    }
    entries = (own + others).sorted { $0.version.utf8.lexicographicallyPrecedes($1.version.utf8) }
  }

  /// Whether the database has had all files as they are, and no others.
  public var isSettled: Bool { entries.allSatisfy { $0.state == .applied } }

  private static func state(
    of file: MigrationFile,
    _ row: MigrationTable.Row?,
    last: String
  ) -> State {
    guard let row else {
      return file.version.text.utf8.lexicographicallyPrecedes(last.utf8) ? .outOfOrder : .pending
    }
    guard let statements = row.statements else { return .applied }
    return says(file.sql, statements) ? .applied : .changed
  }

  /// Whether a script is made up of statements, one after another, apart from blanks, semicolons
  /// and comments between them, which not everybody records.
  private static func says(_ script: SQL, _ statements: [String]) -> Bool {
    // The text of both is cut by the same rules, whoever has recorded it.
    let recorded = SQL(unchecked: statements.joined(separator: "\n;\n"))
    return bare(recorded) == bare(script)
  }

  private static func bare(_ script: SQL) -> [[UInt8]] {
    script.statements.map { Array($0.textWithoutComment.utf8) }
  }
}
