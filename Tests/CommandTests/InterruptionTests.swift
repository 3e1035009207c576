import Foundation
import PostgresClient
import PostgresVocabulary
import Testing

@Suite("signals")
struct InterruptionTests {
  @Test("an interrupt at the question ends at once, and nothing is changed")
  func question() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      let question = try Question(of: story)
      try await waiting { try question.errors.contains("Only \"yes\"") }
      question.process.interrupt()
      try await waiting { !question.process.isRunning }
      #expect(question.process.terminationStatus == 130)
      #expect(try question.errors.contains("interrupted; nothing was changed"))
      let there = try await story.sql("SELECT pg_catalog.to_regclass('public.todos')", in: "dev")
      #expect(there == [[nil]])
    }
  }

  @Test("\"no\" is an answer, not an error")
  func no() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      let question = try Question(of: story)
      try await waiting { try question.errors.contains("Only \"yes\"") }
      try question.terminal.outside.write(contentsOf: Data("no\n".utf8))
      try await waiting { !question.process.isRunning }
      #expect(question.process.terminationStatus == 3)
      #expect(try question.errors.hasSuffix("Nothing was changed.\n"))
      #expect(!(try question.errors.contains("error")))
    }
  }

  @Test("SIGTERM cancels what runs, rolls back and is recorded")
  func terminated() async throws {
    let patient = "apply:\n  lock_timeout: 60s\n"
    try await Story.with(["dev": patient], files: Manifests.files) { story in
      try await story.plumb("apply", "dev", "--auto-approve")
      let changed = Manifests.todos.replacing("not_null: true}", with: "not_null: true}\n  n: int")
      try story.write(changed, to: Manifests.path)
      try await story.holdingLock(in: "dev") {
        let process = try Program.start(
          [Program.plumb, "apply", "dev", "--auto-approve"],
          in: story.folder,
          output: FileHandle.nullDevice,
          errors: FileHandle.nullDevice
        )
        try await waiting { try await story.waiting(in: "dev") == 1 }
        process.terminate()
        try await waiting { !process.isRunning }
        #expect(process.terminationStatus == 143)
        #expect(try await story.waiting(in: "dev") == 0)
      }
      let history = try await story.sql(
        "SELECT count(*) FROM plumb.migration_history WHERE outcome <> 'applied'",
        in: "dev"
      )
      #expect(history == [["1"]])
    }
  }

  @Test("who holds the lock that was waited for")
  func lock() async throws {
    let hasty = "apply:\n  lock_timeout: 100ms\n"
    try await Story.with(["dev": hasty], files: Manifests.files) { story in
      try await story.plumb("apply", "dev", "--auto-approve")
      let changed = Manifests.todos.replacing("not_null: true}", with: "not_null: true}\n  n: int")
      try story.write(changed, to: Manifests.path)
      try await story.holdingLock(in: "dev") {
        let run = try await story.plumb("apply", "dev", "--auto-approve")
        #expect(run.code == 1)
        #expect(run.errors.contains("ACCESS EXCLUSIVE lock on table public.todos"), "\(run.errors)")
        #expect(run.errors.contains("holds a lock there"), "\(run.errors)")
        #expect(run.errors.contains("lock_timeout"), "\(run.errors)")
      }
    }
  }

  /// Waits until something is so, for ten seconds at most.
  private func waiting(for isSo: () async throws -> Bool) async throws {
    for _ in 0..<1000 {
      if try await isSo() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("it does not come about")
  }
}

/// An apply that asks at a terminal.
private struct Question {
  let terminal: Terminal
  let process: Process
  private let path: String

  init(of story: Story) throws {
    terminal = try Terminal()
    path = "\(story.folder)/.errors"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    process = try Program.start(
      [Program.plumb, "apply", "dev"],
      in: story.folder,
      input: terminal.inside,
      output: FileHandle.nullDevice,
      errors: FileHandle(forWritingAtPath: path)
    )
  }

  /// What it has said so far.
  var errors: String {
    get throws { try String(contentsOfFile: path, encoding: .utf8) }
  }
}

/// A terminal without a screen.
private struct Terminal {
  let outside: FileHandle
  let inside: FileHandle

  init() throws {
    outside = try #require(FileHandle(forUpdatingAtPath: "/dev/ptmx"))
    var number: Int32 = 0
    var lock: Int32 = 0
    // TIOCSPTLCK and TIOCGPTN of Linux: opens the other end, and tells which it is.
    try #require(ioctl(outside.fileDescriptor, 0x4004_5431, &lock) == 0)
    try #require(ioctl(outside.fileDescriptor, 0x8004_5430, &number) == 0)
    inside = try #require(FileHandle(forUpdatingAtPath: "/dev/pts/\(number)"))
  }
}

extension Story {
  /// How many sessions wait for a lock.
  fileprivate func waiting(in name: String) async throws -> Int {
    let rows = try await sql(
      """
      SELECT count(*) FROM pg_catalog.pg_stat_activity
      WHERE datname = pg_catalog.current_database() AND wait_event_type = 'Lock'
      """,
      in: name
    )
    return Int(rows[0][0] ?? "") ?? 0
  }

  /// Does something while another session has a table to itself.
  fileprivate func holdingLock(
    in name: String,
    _ body: () async throws -> Void
  ) async throws {
    let connection = try await Connection.open(try ConnectionSettings(url(name)))
    try await connection.execute("BEGIN; LOCK TABLE public.todos IN ACCESS SHARE MODE")
    do {
      try await body()
      await connection.close()
    } catch {
      await connection.close()
      throw error
    }
  }
}
