import ArgumentParser
import Foundation
import ObjectModel
import Planning
import Reconciliation

/// `plumb plan`.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what would change in a database, and what it risks.")

  @OptionGroup var options: GlobalOptions
  @Argument(help: "An environment's name or a postgres:// URL.")
  var environment: String
  @Flag(help: "Exit with 2 when there is something to do.")
  var detailedExitcode = false

  func run() async throws {
    let workspace = Workspace(processEnvironment: ProcessInfo.processInfo.environment)
    let project = try workspace.project(options)
    let place = try await workspace.place(environment, in: project)
    let declared = try await workspace.declared(project, for: place.environment)
    let planned = try await workspace.reconciler.plan(
      Reconciler.Request(declared: declared, settings: place.settings, environment: place.name))
    for stage in planned.plan.stages {
      print("BEGIN;")
      for step in stage.steps { print(step.effect.summary + ";") }
      print("COMMIT;")
    }
  }
}
