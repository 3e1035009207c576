import Glibc
import Testing

@testable import plumb

@Suite("Programs that are run to their end") struct FinishedProgramTests {
  /// More than any channel holds.
  private let input = Array(String(repeating: "a line of the input\n", count: 50_000).utf8)

  @Test func bothOutputsAreTakenWhileTheInputIsGiven() throws {
    let copying = "while IFS= read -r line; do echo \"$line\"; echo \"$line\" >&2; done; exit 3"
    let program = try FinishedProgram(running: ["sh", "-c", copying], input: input)
    #expect(program.exitCode == 3)
    // To show how long texts differ takes forever.
    let (isSameOutput, isSameError) = (program.output == input, program.errors == input)
    #expect(isSameOutput && isSameError)
  }

  @Test func aProgramNeedNotReadItsInput() throws {
    #expect(try FinishedProgram(running: ["true"], input: input).exitCode == 0)
  }

  @Test func aSignalGivesAnExitCode() throws {
    let program = try FinishedProgram(running: ["sh", "-c", "kill -KILL $$"])
    #expect(program.exitCode == 128 + SIGKILL)
  }

  @Test func aProgramThatIsNotThereCannotBeRun() {
    #expect {
      try FinishedProgram(running: ["no-such-program"])
    } throws: {
      ($0 as? CannotRun)?.reason == ENOENT
    }
  }
}
