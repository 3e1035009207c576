import ArgumentParser
import ManifestLoading
import Reconciliation

/// The options of commands that work on the databases of a fleet.
struct FleetOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Of a fleet, only these databases.", valueName: "names"))
  var only: String?
  @Option(help: ArgumentHelp("Of a fleet, only this part, such as 2/5.", valueName: "i/n"))
  var shard: String?
  @Flag(help: "Of a fleet, only the databases that come first.")
  var canary = false
  @Option(help: ArgumentHelp("Of a fleet, how many databases at once.", valueName: "number"))
  var parallel: Int?
  @Option(help: ArgumentHelp("Of a fleet, stop after so many failures.", valueName: "number"))
  var stopAfter: Int?

  func validate() throws {
    if let shard, FleetShard(shard) == nil {
      throw ValidationError("\"\(shard)\" is no part of a fleet: write I/N, from 1/N to N/N")
    }
    if let parallel, !(1...100).contains(parallel) {
      throw ValidationError("--parallel must be a number from 1 to 100")
    }
    if let stopAfter, stopAfter < 1 {
      throw ValidationError("--stop-after must be a number from 1")
    }
  }

  /// The options that are given, as a command line has them.
  var words: [String] {
    var words: [String] = []
    if let only { words += ["--only", only] }
    if let shard { words += ["--shard", shard] }
    if canary { words.append("--canary") }
    if let parallel { words += ["--parallel", String(parallel)] }
    if let stopAfter { words += ["--stop-after", String(stopAfter)] }
    return words
  }

  /// Refuses options that say nothing of a single database.
  func refuse(for environment: String) throws {
    guard let first = words.first else { return }
    throw UsageError(
      "\"\(environment.withoutSecrets)\" is one database, of which \(first) says nothing",
      hint: "\(first) is for environments that name their \"databases\"."
    )
  }
}
