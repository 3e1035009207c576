import Glibc

/// The user that servers run as: ourselves, or an unprivileged one when we are root, since
/// PostgreSQL refuses to run as root.
struct ServerUser: Hashable, Sendable {
  let uid: uid_t
  let gid: gid_t
  /// What to put in front of a command so that this user runs it.
  let prefix: [String]

  /// Finds the user: `postgres` if there is one, else `nobody`.
  static func current() throws(EmbeddedPostgresError) -> ServerUser {
    guard geteuid() == 0 else { return ServerUser(uid: geteuid(), gid: getegid(), prefix: []) }
    for name in ["postgres", "nobody"] {
      guard let entry = getpwnam(name), entry.pointee.pw_uid != 0 else { continue }
      let uid = entry.pointee.pw_uid
      let gid = entry.pointee.pw_gid
      return ServerUser(uid: uid, gid: gid, prefix: try becoming(name, uid, gid))
    }
    throw .noUnprivilegedUser(reason: "there is no user \"postgres\" or \"nobody\"")
  }

  /// Whether files must be handed over to another user.
  var isOther: Bool { !prefix.isEmpty }

  private static func becoming(
    _ name: String,
    _ uid: uid_t,
    _ gid: gid_t
  ) throws(EmbeddedPostgresError) -> [String] {
    if Folders.program("setpriv") != nil {
      return ["setpriv", "--reuid=\(uid)", "--regid=\(gid)", "--clear-groups", "--"]
    }
    if Folders.program("runuser") != nil { return ["runuser", "-u", name, "--"] }
    throw .noUnprivilegedUser(reason: "neither \"setpriv\" nor \"runuser\" is installed")
  }
}
