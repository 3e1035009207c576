import Glibc

/// A freshly initialised cluster in the cache, which new clusters are copied from.
struct ClusterTemplate: Sendable {
  /// The data folder to copy.
  let path: String

  /// Changes when the way to make templates does, so that old ones are not used.
  private static let layout = 1

  /// Finds the template for these binaries, or makes it.
  ///
  /// Processes may race: each makes its own and renames it into place, the first one wins.
  static func prepare(
    for binaries: ServerBinaries,
    user: ServerUser
  ) async throws(EmbeddedPostgresError) -> ClusterTemplate {
    let cache = cacheFolder(user)
    let key = "\(binaries.version)-\(Folders.digest(binaries.folder))-\(layout)"
    let final = "\(cache)/cluster-\(key)"
    try Folders.makePrivate(cache, owner: user)
    guard access("\(final)/PG_VERSION", F_OK) != 0 else { return ClusterTemplate(path: final) }

    let draft = "\(cache)/draft-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    do {
      try await initialise(draft, binaries, user)
    } catch {
      Folders.remove(draft)
      throw error
    }
    if rename(draft, final) != 0 { Folders.remove(draft) }
    guard access("\(final)/PG_VERSION", F_OK) == 0 else {
      throw .folderUnusable(path: final, reason: "the new cluster could not be moved there")
    }
    return ClusterTemplate(path: final)
  }

  /// Where caches go: `PLUMB_CACHE_DIR`, then `XDG_CACHE_HOME`, then `~/.cache`; a folder below
  /// `/var/tmp` when the server's user could not reach those or there is no home.
  static func cacheFolder(_ user: ServerUser) -> String {
    if let folder = Folders.variable("PLUMB_CACHE_DIR"), folder.hasPrefix("/") {
      return folder + "/clusters-\(user.uid)"
    }
    if !user.isOther {
      if let folder = Folders.variable("XDG_CACHE_HOME"), folder.hasPrefix("/") {
        return folder + "/plumb/clusters"
      }
      if let home = Folders.variable("HOME"), home.hasPrefix("/"), access(home, W_OK) == 0 {
        return home + "/.cache/plumb/clusters"
      }
    }
    return "/var/tmp/plumb-\(user.uid)"
  }

  /// Makes a cluster with small WAL segments, which makes copies quick.
  static func initialise(
    _ folder: String,
    _ binaries: ServerBinaries,
    _ user: ServerUser
  ) async throws(EmbeddedPostgresError) {
    var output = ""
    for locale in ["C.UTF-8", "C"] {
      let result = try await ChildProcess.run(
        user.prefix + [
          "\(binaries.folder)/initdb", "-D", folder, "--no-sync", "--no-instructions", "-A",
          "trust",
          "-U", "postgres", "-E", "UTF8", "--locale=\(locale)", "--wal-segsize=1",
        ]
      )
      if result.code == 0 { return }
      output = result.output
      Folders.remove(folder)
    }
    throw .initFailed(output: output)
  }
}
