import Crypto
import Foundation
import PostgresVocabulary
import Testing

@Suite("plumb drift")
struct DriftTests {
  @Test("what drifted, since which check, and the two ways out, which lead out")
  func waysOut() async throws {
    try await Story.with(["prod": ""], files: Manifests.files) { story in
      try await story.plumb("apply", "prod", "--auto-approve")
      #expect(try await story.plumb("drift").code == 0)
      try await story.sql(
        """
        CREATE TABLE public.extra (id integer);
        ALTER POLICY "Everybody reads" ON public.todos USING (id > 0);
        """,
        in: "prod"
      )
      let run = try await story.plumb("drift", "prod")
      #expect(run.code == 2)
      #expect(run.output.contains("prod has drifted: 2 objects; the check before was 2"))
      #expect(run.output.contains("\n      since the check of 2"))
      let adopt =
        "plumb export prod --to . --update --adopt 'table public.extra' "
        + "--adopt 'policy public.todos.\"Everybody reads\"'"
      #expect(run.output.contains("To adopt it into the manifests:\n  \(adopt)\n"))
      #expect(run.output.contains("To undo it in the database:\n  plumb apply prod\n"))
      // One is adopted, the other is undone.
      let adopted = try await story.plumb(
        "export",
        "prod",
        "--to",
        ".",
        "--update",
        "--adopt",
        "table public.extra"
      )
      #expect(adopted.code == 0, "\(adopted.errors)")
      #expect(
        try String(contentsOfFile: story.folder + "/" + Manifests.path, encoding: .utf8)
          == Manifests.todos
      )
      #expect(try await story.plumb("apply", "prod", "--auto-approve").code == 0)
      #expect(try await story.plumb("drift", "prod").code == 0)
      let tables = try await story.sql("SELECT id FROM public.extra", in: "prod")
      #expect(tables.isEmpty)
    }
  }

  @Test("the webhook is signed, tried again, and told of news only")
  func webhook() async throws {
    try await Story.with(["prod": ""], files: Manifests.files) { story in
      try await story.plumb("apply", "prod", "--auto-approve")
      let receiver = try Receiver(answers: [503, 200])
      defer { receiver.end() }
      let variables = ["HOOK": receiver.url, "PLUMB_WEBHOOK_SECRET": "top"]
      let drift = ["drift", "prod", "--webhook", "${env:HOOK}"]
      #expect(try await story.plumb(drift, environment: variables).code == 0)
      #expect(receiver.requests().isEmpty)
      try await story.sql("CREATE TABLE public.extra (id integer)", in: "prod")
      #expect(try await story.plumb(drift, environment: variables).code == 2)
      let told = receiver.requests()
      #expect(told.count == 2)
      let request = try #require(told.last)
      let body = Data(request.body.utf8)
      let code = HMAC<SHA256>.authenticationCode(
        for: body,
        using: SymmetricKey(data: Data("top".utf8))
      )
      let digits = code.map { String(format: "%02x", $0) }.joined()
      #expect(request.signature == "sha256=\(digits)")
      let read = try JSONSerialization.jsonObject(with: body) as? [String: Any]
      #expect(read?["drifted"] as? Bool == true)
      // The same drift is no news.
      #expect(try await story.plumb(drift, environment: variables).code == 2)
      #expect(receiver.requests().count == 2)
    }
  }

  @Test("a secret on the command line is refused")
  func secret() async throws {
    try await Story.with(["prod": ""], files: Manifests.files) { story in
      let run = try await story.plumb(
        "drift",
        "prod",
        "--webhook",
        "http://127.0.0.1:1/",
        "--webhook-secret",
        "open"
      )
      #expect(run.code == 64)
      #expect(!run.errors.contains("open"))
    }
  }
}
