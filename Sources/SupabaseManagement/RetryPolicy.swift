/// When a request is sent again.
public struct RetryPolicy: Sendable {
  /// How often a request is sent at most.
  public var attempts: Int
  /// The pause before the second time; it doubles from time to time.
  public var firstPause: Duration
  /// The longest time that the platform may make one wait.
  public var longestWait: Duration
  /// Waits.
  public var pause: @Sendable (Duration) async throws -> Void

  /// Says when requests are sent again.
  public init(
    attempts: Int = 4,
    firstPause: Duration = .milliseconds(500),
    longestWait: Duration = .seconds(90),
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.attempts = attempts
    self.firstPause = firstPause
    self.longestWait = longestWait
    self.pause = pause
  }

  /// The pause after a number of attempts that failed, with some chance in it so that several
  /// callers do not come back at once.
  func pause(after attempt: Int) -> Duration {
    firstPause * (1 << min(attempt - 1, 8)) * Double.random(in: 0.75...1.25)
  }
}

extension HTTPResponse {
  /// How long the platform asks one to wait: `Retry-After` in seconds, or the end of its window.
  var wait: Int? {
    for name in ["retry-after", "x-ratelimit-reset"] {
      if let text = headers[name], let seconds = Double(text), seconds >= 0, seconds < 1e6 {
        return Int(seconds.rounded(.up))
      }
    }
    return nil
  }
}
