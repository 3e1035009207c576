import CLibPQ
import PostgresVocabulary
import Synchronization

/// Owns libpq's connection and what libpq points back to.
///
/// Unchecked: only the actor's thread uses `pointer`, except for `deinit`, when nobody else can.
final class ConnectionHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  private let notices: NoticeReceiver

  init(pointer: OpaquePointer, onNotice: @escaping @Sendable (ServerError) -> Void) {
    self.pointer = pointer
    notices = NoticeReceiver(onNotice)
    PQsetNoticeReceiver(pointer, receiveNotice, Unmanaged.passUnretained(notices).toOpaque())
  }

  deinit {
    PQfinish(pointer)
  }

  /// What libpq says about the last thing that went wrong, in one line.
  var message: String {
    PQerrorMessage(pointer).map { String(cString: $0).trimmingNewlines } ?? "unknown error"
  }
}

private final class NoticeReceiver: Sendable {
  let handler: @Sendable (ServerError) -> Void

  init(_ handler: @escaping @Sendable (ServerError) -> Void) {
    self.handler = handler
  }
}

private func receiveNotice(_ context: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
  guard let context, let result else { return }
  let receiver = Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
  receiver.handler(ServerError(result: result, statement: nil))
}

// MARK: - Cancelling

/// Lets another thread cancel what a connection is running.
///
/// Unchecked: `PQcancel` may be called from any thread; the pointer is freed only at the end.
final class CancelToken: @unchecked Sendable {
  private let pointer: OpaquePointer?
  private let isRunning = Mutex(false)

  init(_ handle: ConnectionHandle) {
    pointer = PQgetCancel(handle.pointer)
  }

  deinit {
    PQfreeCancel(pointer)
  }

  /// Runs something that `cancel()` may interrupt, and nothing after it.
  func whileRunning<Value>(_ body: () -> Value) -> Value {
    isRunning.withLock { $0 = true }
    defer { isRunning.withLock { $0 = false } }
    return body()
  }

  /// Asks the server to cancel, when something runs.
  ///
  /// Holding the lock meanwhile keeps the request from hitting a later statement.
  func cancel() {
    isRunning.withLock { isRunning in
      guard isRunning, let pointer else { return }
      var message = [CChar](repeating: 0, count: 256)
      _ = PQcancel(pointer, &message, Int32(message.count))
    }
  }
}

extension String {
  /// The text without line breaks at its end.
  var trimmingNewlines: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
