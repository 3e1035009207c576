import ArgumentParser
import Diagnostics
import Execution
import Foundation
import Reporting

/// Where results, progress and failures go: results to standard output, all else to standard error.
struct Console {
  let options: GlobalOptions

  /// Prints a result.
  func result(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Tells what happens, while it happens.
  func progress(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
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
      report(ErrorReport(code: "interrupted", what: "interrupted", exitCode: 130))
      throw ExitCode(130)
    } catch {
      let failure = ErrorReport(describing: error)
      report(failure)
      throw ExitCode(failure.exitCode)
    }
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
