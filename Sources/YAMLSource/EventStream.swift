internal import CLibYAML
internal import Diagnostics

/// The events that libyaml makes of a text.
///
/// Holds a libyaml parser: call `close()` when done. The text must outlive it.
struct EventStream {
  /// What stopped libyaml.
  struct Failure {
    var problem: String
    var context: String
    var position: SourcePosition
    var contextPosition: SourcePosition
    /// The offset of the byte that cannot be read, when the text itself is at fault.
    var byteOffset: Int?
    var character: Int32
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var hasEvent = false
  private let lineOffset: Int
  private let charactersBeforeLines: [Int]

  /// The event that was read last.
  private(set) var event = yaml_event_t()

  /// Starts at the beginning of `bytes`, some of the last lines of a file.
  ///
  /// - Parameters:
  ///   - bytes: The lines to read.
  ///   - lineOffset: How many lines of the file come before them.
  ///   - charactersBeforeLines: How many characters come before each line of the file; empty when
  ///     libyaml finds the same lines.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    lineOffset: Int,
    charactersBeforeLines: [Int]
  ) {
    self.lineOffset = lineOffset
    self.charactersBeforeLines = charactersBeforeLines
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      preconditionFailure("libyaml cannot allocate its buffers")
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  /// Frees what libyaml has allocated.
  mutating func close() {
    if hasEvent { yaml_event_delete(&event) }
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Reads the next event.
  ///
  /// - Returns: Whether there is one; if not, `failure` says why.
  mutating func advance() -> Bool {
    if hasEvent { yaml_event_delete(&event) }
    hasEvent = yaml_parser_parse(parser, &event) == 1
    return hasEvent
  }

  /// What stopped libyaml.
  var failure: Failure {
    let state = parser.pointee
    return Failure(
      problem: state.problem.map { String(cString: $0) } ?? "",
      context: state.context.map { String(cString: $0) } ?? "",
      position: position(state.problem_mark),
      contextPosition: position(state.context_mark),
      byteOffset: state.error == YAML_READER_ERROR ? state.problem_offset : nil,
      character: state.problem_value
    )
  }

  /// Where the event starts.
  var start: SourcePosition { position(event.start_mark) }

  /// Where the event ends.
  var end: SourcePosition { position(event.end_mark) }

  private func position(_ mark: yaml_mark_t) -> SourcePosition {
    guard !charactersBeforeLines.isEmpty else {
      return SourcePosition(line: mark.line + 1 + lineOffset, column: mark.column + 1)
    }
    let index = charactersBeforeLines[lineOffset] + mark.index
    var (low, high) = (lineOffset, charactersBeforeLines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if charactersBeforeLines[middle] <= index { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: index - charactersBeforeLines[low] + 1)
  }
}

// MARK: - The current event

extension EventStream {
  /// The anchor of the node that the event starts.
  var anchor: String? {
    switch event.type {
    case YAML_SCALAR_EVENT: Self.text(event.data.scalar.anchor)
    case YAML_SEQUENCE_START_EVENT: Self.text(event.data.sequence_start.anchor)
    case YAML_MAPPING_START_EVENT: Self.text(event.data.mapping_start.anchor)
    default: nil
    }
  }

  /// The type tag of the node that the event starts.
  var tag: String? {
    switch event.type {
    case YAML_SCALAR_EVENT: Self.text(event.data.scalar.tag)
    case YAML_SEQUENCE_START_EVENT: Self.text(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT: Self.text(event.data.mapping_start.tag)
    default: nil
    }
  }

  /// The name of an alias.
  var alias: String { Self.text(event.data.alias.anchor) ?? "" }

  /// The scalar that the event is.
  var scalar: Scalar {
    let data = event.data.scalar
    let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
    let style: Scalar.Style =
      switch data.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
    return Scalar(
      text: String(decoding: bytes, as: UTF8.self),
      style: style,
      tag: Self.text(data.tag).flatMap(Self.scalarTag) ?? .none
    )
  }

  /// What a written tag says about a scalar; nothing for an unknown tag.
  static func scalarTag(_ tag: String) -> Scalar.Tag? {
    switch tag {
    case "!", YAML_STR_TAG: .string
    case YAML_BOOL_TAG: .boolean
    case YAML_INT_TAG: .integer
    case YAML_FLOAT_TAG: .decimal
    case YAML_NULL_TAG: .null
    default: nil
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}
