import Foundation
import Testing

@testable import AuthSettings

@Suite struct EnvFileTests {
  private func file(_ text: String) throws -> EnvFile { try EnvFile(Array(text.utf8)) }
  private func text(_ file: EnvFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

  @Test(arguments: [
    ("A=1", "1"), ("A: 1", "1"), ("export A=1", "1"), ("  A = 1  ", "1"), ("A=b # c", "b"),
    ("A=b#c", "b#c"), ("A='b # c'", "b # c"), ("A=\"x\\ny\"", "x\ny"), ("A=\"q\\\"q\"", "q\"q"),
    ("A=\"\\z\"", "z"), ("A='x\\n'", "x\\n"), ("A='two\nlines'", "two\nlines"), ("A=", ""),
    ("A=\r\nB=2\r\n", ""), ("A=1\nA=2", "2"), ("A=\\$x", "$x"), ("A=\"\\$x\"", "$x"),
    ("# A=0\nA=1", "1"), ("A=''", ""), ("\u{FEFF}A=1", "1"), ("A=\"\\\\n\"", "\\n"),
    ("A='x' # comment", "x"),
  ]) func readsTheGrammar(text: String, value: String) throws {
    #expect(try file(text)["A"] == value)
  }

  @Test(arguments: ["A", "A\nB=1", "A-B=1", "A='open", "=1", "B=1\n\nA b"])
  func refusesWhatTheServiceCannotRead(text: String) {
    #expect(throws: EnvFileError.self) { try file(text) }
  }

  @Test func namesTheLineOfAMistake() {
    #expect(throws: EnvFileError.syntax(line: 3)) { try file("A=1\n# x\nnonsense\n") }
  }

  @Test func changesNothingElse() throws {
    let before = "# first\n\nexport A = 'old'   # why\r\nB:2\n\n  C=3\nA=older # last\nD=4"
    var changed = try file(before)
    try changed.set("A", to: "new")
    #expect(
      text(changed)
        == "# first\n\nexport A = 'old'   # why\r\nB:2\n\n  C=3\nA='new' # last\nD=4"
    )
    try changed.set("E", to: "5")
    #expect(text(changed).hasSuffix("D=4\r\nE='5'\r\n"))
    try changed.remove("A")
    #expect(text(changed) == "# first\n\nB:2\n\n  C=3\nD=4\r\nE='5'\r\n")
  }

  @Test func removesOnlyTheStatementOfASharedLine() throws {
    var changed = try file("A='1' B='2'\nC=3\n")
    try changed.remove("A")
    #expect(changed["B"] == "2")
    #expect(changed["C"] == "3")
    #expect(changed["A"] == nil)
  }

  @Test func keepsTenThousandRandomValues() throws {
    var generator = SeededGenerator(state: 7)
    let alphabet = Array("ab09 '\"\\$#\n\r\t{}=:|,`é€😀")
    var written = 0
    for _ in 0..<10_000 {
      let length = Int.random(in: 0...14, using: &generator)
      let value = String((0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "x" })
      var file = try file("A=1\nKEY=old # kept\nZ=2\n")
      guard (try? file.set("KEY", to: value)) != nil else {
        // Only what the grammar cannot say: it needs quotes, and its end does not allow them.
        #expect(value.hasSuffix("\\") || value.hasSuffix("\""))
        continue
      }
      written += 1
      #expect(file["KEY"] == value)
      #expect(file["A"] == "1" && file["Z"] == "2")
      #expect(text(file).contains(" # kept\n"))
    }
    #expect(written > 9_000)
  }

  @Test func keepsModeAndSymbolicLink() throws {
    let fixture = try Fixture("A=1\n")
    defer { fixture.remove() }
    let link = fixture.folder.appending(path: "link.env").path
    try FileManager.default.createSymbolicLink(
      atPath: link,
      withDestinationPath: "auth.env"
    )
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640],
      ofItemAtPath: fixture.file.path
    )
    #expect(try AtomicFile.replace(link, with: Array("A=2\n".utf8), old: Array("A=1\n".utf8)))
    #expect(try fixture.text == "A=2\n")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "auth.env")
    let mode = try FileManager.default.attributesOfItem(atPath: fixture.file.path)[
      .posixPermissions
    ]
    #expect(mode as? Int == 0o640)
    #expect(try !AtomicFile.replace(link, with: [], old: Array("A=1\n".utf8)))
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).count == 2)
  }

  @Test func newFilesAreForTheirOwnerOnly() throws {
    let fixture = try Fixture()
    defer { fixture.remove() }
    #expect(try AtomicFile.replace(fixture.file.path, with: [65], old: nil))
    let mode = try FileManager.default.attributesOfItem(atPath: fixture.file.path)[
      .posixPermissions
    ]
    #expect(mode as? Int == 0o600)
  }
}
