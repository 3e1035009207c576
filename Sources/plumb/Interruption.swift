import Dispatch
import Glibc
import Synchronization

/// The signals that ask the process to end: what runs is cancelled, rolled back and recorded.
enum Interruption {
  private static let received = Atomic<Int32>(SIGINT)

  /// The exit code of a process that has been asked to end: 130 after an interrupt, 143 after
  /// `SIGTERM`.
  static var exitCode: Int32 { 128 + received.load(ordering: .relaxed) }

  /// Has signals call a handler, as long as the result is kept and not cancelled.
  static func watch(_ handler: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM, SIGHUP].compactMap { number in
      let before = signal(number, SIG_IGN)
      // What `nohup` has turned off stays so.
      if number == SIGHUP, isIgnored(before) { return nil }
      let source = DispatchSource.makeSignalSource(signal: number)
      // The handler runs on a queue of Dispatch, not where main does.
      source.setEventHandler { @Sendable in
        received.store(number, ordering: .relaxed)
        handler()
      }
      source.resume()
      return source
    }
  }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
