import Foundation
import PostgresVocabulary
import Testing

@Suite("plumb verify")
struct VerifyTests {
  @Test("environments that are alike, but for what overlays declare")
  func verified() async throws {
    let overlay = "overrides:\n  - table: todos\n    columns: {note: text}\n"
    try await Story.with(["dev": overlay, "prod": ""], files: Manifests.files) { story in
      for name in ["dev", "prod"] {
        let run = try await story.plumb("apply", name, "--auto-approve")
        #expect(run.code == 0, "\(run.errors)")
      }
      let run = try await story.plumb("verify")
      #expect(run.code == 0)
      #expect(run.output.contains("= column public.todos.note: declared\n"))
      #expect(run.output.contains("environments/dev.yaml:5:"))
      #expect(
        run.output.hasSuffix(
          "Verified: 2 environments are what the manifests say, and differ only as these allow.\n"
        )
      )
    }
  }

  @Test("drift is told with the manifest's line that it contradicts")
  func drift() async throws {
    try await Story.with(["dev": "", "prod": ""], files: Manifests.files) { story in
      for name in ["dev", "prod"] { try await story.plumb("apply", name, "--auto-approve") }
      try await story.sql(
        """
        ALTER POLICY "Everybody reads" ON public.todos USING (true);
        CREATE TABLE public.extra (a integer);
        """,
        in: "prod"
      )
      let run = try await story.plumb("verify")
      #expect(run.code == 2)
      let place = "desired-state/public/tables/todos.yaml:10:12"
      #expect(run.output.contains("using: true → (length(title) > 0)\n"))
      #expect(run.output.contains("\"Everybody reads\": different\n      \(place)\n"))
      #expect(run.output.contains("table public.extra: not declared\n      plumb.yaml:2:9\n"))
      #expect(run.output.contains("Not verified: prod is not what the manifests say.\n"))
      // One of them alone is still as it should be.
      #expect(try await story.plumb("verify", "dev").code == 0)
    }
  }

  @Test("an environment that cannot be reached is told so, beside the others")
  func unreachable() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      try await story.plumb("apply", "dev", "--auto-approve")
      try story.write(
        "environment: qa\ndatabase: postgres://nobody@127.0.0.1:1/qa\n",
        to: "environments/qa.yaml"
      )
      try story.write(
        "environment: prod\ndatabase: ${env:PROD_THAT_IS_NOT_SET}\n",
        to: "environments/prod.yaml"
      )
      let run = try await story.plumb("verify")
      #expect(run.code == 1)
      #expect(run.errors.contains("error: qa could not be read\n  cannot connect to 127.0.0.1:1"))
      #expect(run.errors.contains("environment variable \"PROD_THAT_IS_NOT_SET\" is not set"))
      #expect(run.output.contains("Not verified: prod and qa could not be read.\n"))
      let json = try await story.plumb("verify", "--json").output
      let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let environments = read?["environments"] as? [[String: Any]]
      #expect(
        environments?.map { $0["status"] as? String } == ["verified", "unreachable", "unreachable"]
      )
    }
  }

  @Test("an allowed difference, until its last day")
  func allowed() async throws {
    func allowing(until day: String) -> String {
      """
      allowed_differences:
        - object: {table: extra}
          owner: ann@example.com
          reason: the audit
          expires: \(day)

      """
    }
    try await Story.with(["dev": allowing(until: "2999-12-31")], files: Manifests.files) { story in
      try await story.plumb("apply", "dev", "--auto-approve")
      try await story.sql("CREATE TABLE public.extra (a integer)", in: "dev")
      let accepted = try await story.plumb("verify")
      #expect(accepted.code == 0)
      #expect(
        accepted.output.contains("allowed until 2999-12-31 by ann@example.com: the audit\n")
      )
      let text = "environment: dev\ndatabase: \(story.url("dev"))\n"
      try story.write(text + allowing(until: "2020-12-31"), to: "environments/dev.yaml")
      let refused = try await story.plumb("verify")
      #expect(refused.code == 2)
      #expect(refused.output.contains("expired on 2020-12-31, ask ann@example.com: the audit\n"))
    }
  }

  @Test("JUnit XML and a page that needs nothing but itself")
  func formats() async throws {
    try await Story.with(["dev": "", "prod": ""], files: Manifests.files) { story in
      try await story.plumb("apply", "dev", "--auto-approve")
      let run = try await story.plumb("verify", "--output", "junit", "--html", "page.html")
      #expect(run.code == 2)
      let parser = XMLReading(run.output)
      #expect(parser.isWellFormed)
      #expect(parser.suites == ["dev", "prod", "between environments"])
      #expect(parser.failures > 0)
      let page = try String(contentsOfFile: "\(story.folder)/page.html", encoding: .utf8)
      #expect(page.contains("<h1>Not verified</h1>"))
      for outside in ["http:", "https:", "<script", "@import", "url(", "src="] {
        #expect(!page.contains(outside))
      }
    }
  }
}

/// What a report in XML holds, as far as it can be told without a parser.
private struct XMLReading {
  let suites: [String]
  let failures: Int
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var suites: [String] = []
    var failures = 0
    var isBalanced = true
    for piece in text.split(separator: "<").dropFirst() {
      let tag = piece.prefix { $0 != ">" }
      let name = tag.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        if open.popLast() != tag.dropFirst() { isBalanced = false }
        continue
      }
      open.append(name)
      if name == "failure" { failures += 1 }
      if name == "testsuite" { suites.append(String(tag.split(separator: "\"")[1])) }
    }
    self.suites = suites
    self.failures = failures
    isWellFormed = isBalanced && open.isEmpty
  }
}
