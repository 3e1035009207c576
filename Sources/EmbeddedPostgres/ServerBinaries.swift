import Glibc

/// The programs of an installed PostgreSQL server.
public struct ServerBinaries: Hashable, Sendable {
  /// The folder that holds `postgres` and `initdb`.
  public let folder: String
  /// The version as the server spells it, such as `15.20` or `18beta1`.
  public let version: String
  /// The major version.
  public let major: Int

  /// Finds the binaries of a major version, or the newest ones.
  ///
  /// The folder named by `PLUMB_POSTGRES_BIN` is the only one looked at when it is set. Otherwise
  /// PATH comes first, then the folders where packages install servers.
  ///
  /// - Parameter major: The major version; `nil` for the newest one found.
  /// - Returns: The binaries.
  /// - Throws: `binariesMissing`.
  public static func find(
    major: Int? = nil
  ) async throws(EmbeddedPostgresError) -> ServerBinaries {
    let folders = candidates()
    var newest: ServerBinaries?
    for folder in folders {
      guard let found = await ServerBinaries(folder: folder) else { continue }
      if found.major == major { return found }
      if major == nil, found.major > newest?.major ?? 0 { newest = found }
    }
    guard let newest else { throw .binariesMissing(major: major, searched: folders) }
    return newest
  }

  /// Finds all installed servers.
  ///
  /// - Returns: One entry for each folder that holds a server.
  public static func all() async -> [ServerBinaries] {
    var found: [ServerBinaries] = []
    for folder in candidates() {
      if let binaries = await ServerBinaries(folder: folder) { found.append(binaries) }
    }
    return found
  }

  /// Takes the binaries of a folder; fails when it holds none that run.
  ///
  /// - Parameter folder: The folder that holds `postgres` and `initdb`.
  public init?(folder: String) async {
    let folder = Self.resolved(folder)
    let programs = ["postgres", "initdb"].map { "\(folder)/\($0)" }
    guard programs.allSatisfy({ access($0, X_OK) == 0 }),
      let answer = try? await ChildProcess.run([programs[0], "--version"]), answer.code == 0,
      let version = Self.version(in: answer.output)
    else { return nil }
    self.folder = folder
    self.version = version
    major = Int(version.prefix { $0.isNumber }) ?? 0
  }

  /// Reads `postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`.
  static func version(in output: String) -> String? {
    let words = output.split(whereSeparator: \.isWhitespace)
    guard let product = words.firstIndex(of: "(PostgreSQL)"), words.count > product + 1 else {
      return nil
    }
    let version = words[product + 1]
    return version.first?.isNumber == true ? String(version) : nil
  }

  /// Follows a link to `postgres`, as found in `/usr/local/bin`, to where its companions are.
  private static func resolved(_ folder: String) -> String {
    guard let real = realpath("\(folder)/postgres", nil) else { return folder }
    defer { free(real) }
    let target = String(cString: real).split(separator: "/").dropLast().joined(separator: "/")
    return access("/\(target)/initdb", X_OK) == 0 ? "/" + target : folder
  }

  private static func candidates() -> [String] {
    if let folder = Folders.variable("PLUMB_POSTGRES_BIN") { return [folder] }
    let path = (Folders.variable("PATH") ?? "").split(separator: ":").map(String.init)
    let debian = Folders.names(in: "/usr/lib/postgresql").map { "/usr/lib/postgresql/\($0)/bin" }
    let redHat = Folders.names(in: "/usr").filter { $0.hasPrefix("pgsql-") }
      .map { "/usr/\($0)/bin" }
    var seen: Set<String> = []
    return (path + debian + redHat + ["/usr/local/pgsql/bin"]).filter {
      seen.insert($0).inserted && access("\($0)/postgres", X_OK) == 0
    }
  }
}
