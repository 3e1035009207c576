import Foundation
import Testing

@Suite("passwords are not shown")
struct SecretTests {
  private static let password = "s3cr3tPw"

  @Test("the line of an environment's file in which one stands")
  func environmentFile() async throws {
    try await Story.with(files: Manifests.files) { story in
      try story.write(
        "environment: qa\ndatabase: postgres://app:\(Self.password)@127.0.0.1:1/qa\n",
        to: "environments/qa.yaml"
      )
      for arguments in [["validate"], ["validate", "--json"], ["plan", "qa"], ["verify", "qa"]] {
        let run = try await story.plumb(arguments)
        #expect(!(run.output + run.errors).contains(Self.password), "\(arguments)")
      }
      let run = try await story.plumb("validate")
      #expect(run.errors.contains("qa.yaml:2:"), "\(run.errors)")
      #expect(run.errors.contains("The line is not shown."), "\(run.errors)")
    }
  }

  @Test(
    "words that are taken for the address of a database",
    arguments: [
      "host=h password=s3cr3tPw", "postgres:/app:s3cr3tPw@h/a", "foo://app:s3cr3tPw@h/a",
      "app:s3cr3tPw@h/a", "postgres://app:s3cr3tPw@127.0.0.1:1/a",
    ]
  )
  func words(_ word: String) async throws {
    try await Story.with(files: Manifests.files) { story in
      let commands = [
        ["plan", word], ["render", word], ["diff", word, "."], ["apply", word], ["types"],
        ["init", "--project", "new", "--from", word], ["history", word], ["test", "--env", word],
        ["plan", word, "--only", "x"], ["sync", "--from", word, "--to", word],
        ["plan", "a", "b", word], ["plan", "a", "--limit=\(word)"], ["verify", word],
        ["init", "--project", "new", "--from-sql", word], ["plan", "a", "b", word, "--json"],
      ]
      for command in commands {
        let run = try await story.plumb(command)
        #expect(run.code != 0, "\(command)")
        #expect(!(run.output + run.errors).contains(Self.password), "\(command): \(run.errors)")
      }
    }
  }

  @Test("statements of scripts", arguments: ["", "COPY t FROM stdin;\n1\n\\.\n"])
  func statements(_ data: String) async throws {
    try await Story.with(files: Manifests.files) { story in
      let begin = "CREATE TABLE t (id integer);\n" + data
      try story.write(
        begin + "CREATE ROLE x LOGIN PASSWORD 'sekret9' NOSUCHOPTION;\n",
        to: "option.sql"
      )
      try story.write(begin + "CREATE ROLE x PASSWORD LOGIN 'sekret9';\n", to: "order.sql")
      for file in ["option.sql", "order.sql"] {
        let run = try await story.plumb("init", "--project", "new", "--from-sql", file)
        #expect(run.code == 1)
        #expect(run.errors.contains("\(file):"), "\(run.errors)")
        #expect(!run.errors.contains("sekret9"), "\(run.errors)")
      }
    }
  }
}
