import CMalloc

/// How memory is got from the system.
enum Memory {
  /// Gets it in large pieces and gives none back before the end: a command lives for a moment, and
  /// would spend a good part of that on asking for pages and letting them go again.
  ///
  /// Manual: mallopt(3) of the GNU C library.
  static func keepWhatIsGiven() {
    mallopt(M_TRIM_THRESHOLD, 256 << 20)
    mallopt(M_TOP_PAD, 4 << 20)
    mallopt(M_ARENA_MAX, 2)
  }
}
