import Foundation
import Testing

@testable import AuthSettings

/// Other readers of the format understand what is written as the service does.
@Suite struct EnvFilePortabilityTests {
  private static let count = 100_000
  private static let inFile = 1_000

  /// Random values: words, addresses, and whatever quoting has to guard against.
  private static func values() -> [String] {
    var generator = SeededGenerator(state: 23)
    let alphabet = Array("abXY019 '\"\\$#\n\t{}=:|,`!&;<>()*?~%@é€😀")
    let plain = Array("abcXYZ0123456789-_.:/?&=+@%")
    return (0..<count).map { index in
      let characters = index.isMultiple(of: 4) ? plain : alphabet
      let length = Int.random(in: 0...18, using: &generator)
      return String((0..<length).map { _ in characters.randomElement(using: &generator) ?? "x" })
    }
  }

  /// Whether some form is read in the same way by the service, by shells and by Python: single
  /// quotes, or double quotes with nothing in them that only some of the three take for special.
  private static func isPortable(_ value: String) -> Bool {
    let isSingle = !value.contains("'") && !value.hasSuffix("\\") && !value.contains("\\\\")
    let isDouble =
      !value.hasSuffix("\\") && !value.hasSuffix("\"") && !value.contains(where: "$`".contains)
    return isSingle || isDouble
  }

  private func files(_ values: [String], in folder: URL) throws -> [URL] {
    try stride(from: 0, to: values.count, by: Self.inFile).map { start in
      let lines = values[start..<min(start + Self.inFile, values.count)].enumerated().map {
        "K\($0)=\(EnvFileQuoting.text(for: $1) ?? "")\n"
      }
      let file = folder.appending(path: "\(start).env")
      try Data(lines.joined().utf8).write(to: file)
      return file
    }
  }

  @Test func aHundredThousandValuesSurviveEveryReader() throws {
    let all = Self.values()
    // The service reads every value that has a form.
    let written = all.filter { EnvFileQuoting.text(for: $0) != nil }
    #expect(written.count > Self.count * 97 / 100)
    let values = all.filter(Self.isPortable)
    #expect(values.count > Self.count * 80 / 100)
    let fixture = try Fixture()
    defer { fixture.remove() }
    for start in stride(from: 0, to: written.count, by: Self.inFile) {
      let part = Array(written[start..<min(start + Self.inFile, written.count)])
      let lines = part.enumerated().map { "K\($0)=\(EnvFileQuoting.text(for: $1) ?? "")\n" }
      let file = try EnvFile(Array(lines.joined().utf8))
      #expect(file.statements.map(\.value) == part)
    }
    let files = try files(values, in: fixture.folder)
    #expect(try readByShell(files, count: values.count) == values)
    #expect(try readByPython(files) == values)
  }

  private func readByShell(_ files: [URL], count: Int) throws -> [String] {
    try files.enumerated().flatMap { index, file in
      let size = min(Self.inFile, count - index * Self.inFile)
      let print = (0..<size).map { "\"$K\($0)\"" }.joined(separator: " ")
      return try runProgram("/bin/sh", ["-c", ". '\(file.path)'; printf '%s\\0' \(print)"])
    }
  }

  private func readByPython(_ files: [URL]) throws -> [String] {
    let script = """
      import sys
      try:
        import dotenv
      except ImportError:
        sys.exit("the module python-dotenv is missing")
      for path in sys.argv[1:]:
        for value in dotenv.dotenv_values(path, interpolate=False).values():
          sys.stdout.buffer.write(value.encode() + b"\\0")
      """
    let hasModule = try runProgram(
      "/usr/bin/env",
      ["python3", "-c", "import dotenv; print(end='y\\0')"]
    )
    try #require(
      hasModule == ["y"],
      "python3 needs the module dotenv: run Scripts/install-dependencies test"
    )
    return try runProgram("/usr/bin/env", ["python3", "-c", script] + files.map(\.path))
  }
}
