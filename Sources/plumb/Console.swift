import ArgumentParser
import Diagnostics
import Execution
import FoundationEssentials
import Glibc
import Reporting

/// Where results, progress and failures go: results to standard output, all else to standard error.
struct Console {
  let options: GlobalOptions

  /// Prints a result; when that cannot be, the process ends.
  func result(_ text: String) {
    Self.print(text)
  }

  /// Tells what happens, while it happens.
  func progress(_ text: String) {
    Self.tell(text)
  }

  /// Prints a result; when that cannot be, the process ends with 1, or as a signal would have ended
  /// it when nobody reads any more.
  static func print(_ text: String) {
    guard let code = StandardStream.output.write(text) else { return }
    if code == EPIPE { Glibc.exit(128 + SIGPIPE) }
    let reason = String(cString: strerror(code)).lowercasedFirst
    tell("error: the result cannot be written to standard output: \(reason)\n")
    Glibc.exit(1)
  }

  /// Tells what happens; where nobody can be told, nothing is lost.
  static func tell(_ text: String) {
    StandardStream.errors.write(text)
  }

  /// Asks a question and takes the answer, a line; an interrupt ends the waiting for it.
  ///
  /// - Throws: `ErrorReport` when it is interrupted.
  func answer(_ question: String) throws -> String? {
    progress(question)
    while true {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let count = poll(&input, 1, 50)
      if Task.isCancelled {
        progress("\n")
        throw ErrorReport(
          code: "interrupted",
          what: "interrupted; nothing was changed",
          exitCode: Interruption.exitCode
        )
      }
      if count > 0 { return readLine() }
    }
  }

  /// Runs a command's work; a failure is reported and ends the process with its exit code.
  func run(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let exit as ExitCode {
      throw exit
    } catch let error as ValidationError {
      throw error
    } catch let error as DiagnosticsError {
      report(error.diagnostics)
      throw ExitCode(1)
    } catch let error where Task.isCancelled && !(error is ExecutionFailure) {
      let told = (error as? ErrorReport).flatMap { $0.code == "interrupted" ? $0 : nil }
      let code = Interruption.exitCode
      report(told ?? ErrorReport(code: "interrupted", what: "interrupted", exitCode: code))
      throw ExitCode(code)
    } catch {
      let failure = ErrorReport(describing: error)
      report(failure)
      throw ExitCode(failure.exitCode)
    }
  }

  /// Ends the process as it stands: to give back a large plan piece by piece takes time and helps
  /// nobody.
  func finish(_ code: Int32) -> Never {
    Glibc.exit(Task.isCancelled ? Interruption.exitCode : code)
  }

  /// Reports any failure without ending.
  func report(failure error: any Error) {
    if let mistakes = error as? DiagnosticsError {
      report(mistakes.diagnostics)
    } else {
      report(ErrorReport(describing: error))
    }
  }

  /// Reports mistakes in manifests.
  func report(_ diagnostics: [Diagnostic]) {
    let diagnostics = diagnostics.map(\.withoutTemporaries)
    if options.json {
      result(JSONFormat().text(of: diagnostics))
      return
    }
    let renderer = DiagnosticRenderer(style: options.style(for: STDERR_FILENO)) { path in
      try? String(contentsOfFile: path, encoding: .utf8)
    }
    progress(renderer.text(diagnostics))
  }

  /// Reports a failure.
  func report(_ failure: ErrorReport) {
    if options.json {
      result(JSONFormat().text(of: failure))
    } else {
      progress(TextFormat(style: options.style(for: STDERR_FILENO)).text(of: failure))
    }
  }
}

extension Diagnostic {
  /// The diagnostic without the folder in which an export gathers its files.
  fileprivate var withoutTemporaries: Diagnostic {
    var copy = self
    copy.message = message.replacing(/\.plumb-export-[0-9]+\//, with: "")
    return copy
  }
}
