import Foundation
import Testing

@Suite("where results go")
struct OutputTests {
  private func shell(_ text: String, in story: Story) async throws -> Story.Run {
    try await Program.run(["sh", "-c", "plumb=\(Program.plumb); \(text)"], in: story.folder)
  }

  @Test(
    "a standard output that cannot be written is an error of one line",
    arguments: ["validate", "schema", "completions bash", "render", "--help", "plan dev", "verify"]
  )
  func standardOutput(_ command: String) async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      for (target, reason) in [(">/dev/full", "no space left"), (">&-", "bad file descriptor")] {
        let run = try await shell("$plumb \(command) \(target)", in: story)
        #expect(run.code == 1, "\(command) \(target)")
        #expect(run.errors.hasPrefix("error: the result cannot be written"), "\(run.errors)")
        #expect(run.errors.contains(reason), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
      }
      let unread = "{ sleep 0.1; $plumb \(command); echo $? >code; } | :"
      let closed = try await shell(unread, in: story)
      #expect(closed.errors.isEmpty, "\(closed.errors)")
      #expect(try String(contentsOfFile: "\(story.folder)/code", encoding: .utf8) == "141\n")
    }
  }

  @Test("a plan that cannot be saved is told before it is made")
  func unwritable() async throws {
    try await Story.with(files: Manifests.files) { story in
      try story.write(
        "environment: qa\ndatabase: postgres://nobody@127.0.0.1:1/qa\n",
        to: "environments/qa.yaml"
      )
      for (file, reason) in [
        ("/nodir/x", "there is no folder /nodir"), (".", "it is a folder"), ("", "path is empty"),
        ("plumb.yaml/x", "ot a directory"),
      ] {
        let commands = [
          ["plan", "qa", "--out", file], ["verify", "--html", file],
          ["types", "swift", "--out", file],
        ]
        for command in commands {
          let run = try await story.plumb(command)
          #expect(run.code == 1)
          #expect(run.errors.contains(" cannot be written: "), "\(run.errors)")
          #expect(run.errors.contains(reason), "\(run.errors)")
          #expect(!run.errors.contains("NSCocoa") && !run.errors.contains("connect"))
        }
      }
      let run = try await story.plumb("init", "--project", "plumb.yaml/x")
      #expect(run.code == 1)
      #expect(run.errors.contains("ot a directory"), "\(run.errors)")
      #expect(!run.errors.contains("Domain"), "\(run.errors)")
    }
  }

  @Test("devices and pipes stay what they are, links too")
  func kinds() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      let full = try await story.plumb("plan", "dev", "--out", "/dev/full")
      #expect(full.code == 1)
      #expect(full.errors.contains("/dev/full cannot be written: no space left"), "\(full.errors)")
      let pipe = try await shell(
        "mkfifo p; cat p >read & $plumb plan dev --out p >/dev/null; wait; test -p p",
        in: story
      )
      #expect(pipe.code == 0, "\(pipe.errors)")
      #expect(try String(contentsOfFile: "\(story.folder)/read", encoding: .utf8).hasPrefix("{"))
      try story.write("old", to: "real.plan")
      let link = try await shell(
        "chmod 600 real.plan; ln -s real.plan link.plan; $plumb plan dev --out link.plan; "
          + "test -L link.plan && test -f real.plan && stat -c %a real.plan && ls -A | grep plumb-",
        in: story
      )
      #expect(link.output.hasSuffix("\n600\n"), "\(link.output)\(link.errors)")
      #expect(try String(contentsOfFile: "\(story.folder)/real.plan", encoding: .utf8) != "old")
    }
  }

  @Test("the next command names the project, the header edited manifests")
  func header() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      try await story.git("init", "-q")
      try await story.git("add", "-A")
      try await story.git("commit", "-qm", "one")
      let clean = try await story.plumb("plan", "dev")
      #expect(!clean.output.contains("+ ·"), "\(clean.output)")
      try story.write(Manifests.todos + "comment: x\n", to: Manifests.path)
      let run = try await story.plumb("plan", "dev", "--project", "../\(name(story))")
      let heading = run.output.split(separator: "\n")[0]
      #expect(heading.contains("+ ·"), "\(heading)")
      #expect(run.output.hasSuffix("plumb apply dev --project ../\(name(story))\n"))
    }
  }

  private func name(_ story: Story) -> String {
    URL(fileURLWithPath: story.folder).lastPathComponent
  }
}
