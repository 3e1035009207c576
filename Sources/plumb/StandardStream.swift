import Glibc

/// Standard output or standard error, written to without the traps of `FileHandle`, which ends the
/// process with a crash when it cannot write.
enum StandardStream: Int32 {
  case output = 1
  case errors = 2

  /// Writes a text.
  ///
  /// - Returns: nil when all was written, else the number of the system's error.
  @discardableResult
  func write(_ text: String) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EAGAIN {
        var ready = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, 1000)
      } else if count == 0 || errno != EINTR {
        return count == 0 ? EIO : errno
      }
    }
    return nil
  }

  /// Takes the numbers of streams that are closed, before a file or a connection gets one of them
  /// and what is printed goes there.
  static func occupyClosed() {
    // What reads cannot be written to, so that a result for a closed stream fails as it should.
    for (descriptor, mode) in [(0, O_RDONLY), (1, O_RDONLY), (2, O_WRONLY)] as [(Int32, Int32)]
    where fcntl(descriptor, F_GETFD) == -1 {
      let file = open("/dev/null", mode)
      if file >= 0, file != descriptor {
        dup2(file, descriptor)
        close(file)
      }
    }
  }
}
