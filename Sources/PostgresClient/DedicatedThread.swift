import Glibc

/// Runs an actor's jobs on a thread of its own, so that blocking C calls never hold up a thread of
/// Swift's cooperative pool.
///
/// The thread ends when the executor is released and nothing is left to run.
final class DedicatedThread: SerialExecutor {
  private let queue = JobQueue()

  init() {
    queue.startThread()
  }

  deinit {
    queue.close()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    queue.add(.init(job: UnownedJob(job), executor: self))
  }

  func checkIsolated() {
    precondition(queue.isOwnThread, "a connection was used outside its thread")
  }
}

/// Jobs that wait for the thread, under a lock.
///
/// Unchecked: every access to the stored variables happens while `mutex` is held.
private final class JobQueue: @unchecked Sendable {
  /// A job, and the executor that must stay alive while it runs.
  struct Entry {
    let job: UnownedJob
    let executor: DedicatedThread
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wakeUp = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var waiting: [Entry] = []
  private var isClosed = false
  private var thread: pthread_t?

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wakeUp, nil)
  }

  deinit {
    pthread_cond_destroy(wakeUp)
    pthread_mutex_destroy(mutex)
    wakeUp.deallocate()
    mutex.deallocate()
  }

  var isOwnThread: Bool {
    locked { thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
  }

  func add(_ entry: Entry) {
    locked {
      waiting.append(entry)
      pthread_cond_signal(wakeUp)
    }
  }

  func close() {
    locked {
      isClosed = true
      pthread_cond_signal(wakeUp)
    }
  }

  func startThread() {
    let context = Unmanaged.passRetained(self)
    locked {
      var created = pthread_t()
      let code = pthread_create(&created, nil, runJobQueue, context.toOpaque())
      precondition(code == 0, "the system refuses another thread (error \(code))")
      pthread_detach(created)
      thread = created
    }
  }

  func run() {
    while let entry = next() {
      entry.job.runSynchronously(on: entry.executor.asUnownedSerialExecutor())
    }
  }

  private func next() -> Entry? {
    locked {
      while waiting.isEmpty {
        if isClosed { return nil }
        pthread_cond_wait(wakeUp, mutex)
      }
      return waiting.removeFirst()
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}

private func runJobQueue(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let context {
    Unmanaged<JobQueue>.fromOpaque(context).takeRetainedValue().run()
  }
  return nil
}
