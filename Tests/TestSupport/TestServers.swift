public import EmbeddedPostgres
import Foundation

/// The servers that tests can run, one of each major version.
public enum TestServers {
  /// Installed ones, and those that `Scripts/postgres-servers` has fetched; oldest first.
  public static func all() async -> [ServerBinaries] {
    var found: [Int: ServerBinaries] = [:]
    for binaries in await ServerBinaries.all() { found[binaries.major] = binaries }
    for folder in fetchedFolders() {
      if let binaries = await ServerBinaries(folder: folder) { found[binaries.major] = binaries }
    }
    return found.values.filter { 15...18 ~= $0.major }.sorted { $0.major < $1.major }
  }

  private static func fetchedFolders() -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = root.appending(path: "Scripts/postgres-servers")
    let output = Pipe()
    process.standardOutput = output
    guard (try? process.run()) != nil else { return [] }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
