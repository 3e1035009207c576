import Glibc

/// A lock between processes, held until it is released or the process ends.
struct FileLock: Sendable {
  private let descriptor: Int32

  /// Waits for the lock without holding a thread.
  init(path: String) async throws(EmbeddedPostgresError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .folderUnusable(path: path, reason: String(cString: strerror(errno)))
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, !Task.isCancelled else {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        throw .folderUnusable(path: path, reason: reason)
      }
      await pause()
    }
    self.descriptor = descriptor
  }

  func release() {
    close(descriptor)
  }
}
