internal import CLibYAML
internal import Diagnostics

/// Builds the nodes of a file from libyaml's events.
struct NodeBuilder {
  /// A node that has an anchor, with the number of nodes in it and how deep they are nested.
  private struct Anchored {
    var node: Node
    var count: Int
    var height: Int
  }

  /// Why the rest of a document is not read.
  private enum Abandoned: Error {
    case syntax
    case limit
  }

  private let source: SourceText
  private(set) var diagnostics: DiagnosticCollector

  private var anchors: [String: Anchored] = [:]
  private var openAnchors: Set<String> = []
  /// The nodes that the aliases of the file have stood for.
  private var aliasedNodes = 0
  /// All nodes of the file, those behind aliases included.
  private var nodeCount = 0
  /// The deepest nesting since the innermost anchored node was begun.
  private var deepest = 0

  init(source: SourceText, diagnostics: DiagnosticCollector) {
    self.source = source
    self.diagnostics = diagnostics
  }

  /// Reads documents until the end of the text or a syntax error.
  ///
  /// - Returns: The line to go on at after an error; nothing at the end.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    fromLine line: Int,
    into documents: inout [Node]
  ) -> Int? {
    var events = EventStream(
      bytes,
      lineOffset: line - 1,
      charactersBeforeLines: source.charactersBeforeLines
    )
    defer { events.close() }
    var documentLine = line
    reading: while events.advance() {
      if events.event.type == YAML_STREAM_END_EVENT { return nil }
      guard events.event.type == YAML_DOCUMENT_START_EVENT else { continue }
      documentLine = events.start.line
      do {
        if let document = try readDocument(&events) { documents.append(document) }
      } catch {
        switch error {
        case .syntax: break reading
        case .limit: continue
        }
      }
    }
    let problem = SyntaxProblem(events.failure, in: source, fromLine: line)
    diagnostics.report(problem.diagnostic)
    // The broken document's own first line must not be found again.
    return source.documentStart(fromLine: max(problem.position.line, documentLine + 1))
  }

  private mutating func readDocument(_ events: inout EventStream) throws(Abandoned) -> Node? {
    anchors.removeAll()
    openAnchors.removeAll()
    guard events.advance() else { throw .syntax }
    let isEmpty =
      events.event.type == YAML_SCALAR_EVENT && events.event.data.scalar.length == 0
      && events.event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
    let node = try buildNode(&events, depth: 1)
    // Only here does libyaml look at what follows the document's last value.
    guard events.advance() else { throw .syntax }
    return isEmpty ? nil : node
  }

  private func range(_ events: EventStream) -> SourceRange {
    SourceRange(file: source.file, start: events.start, end: events.end)
  }
}

// MARK: - Nodes

extension NodeBuilder {
  /// Builds the node that starts with the current event.
  private mutating func buildNode(
    _ events: inout EventStream,
    depth: Int
  ) throws(Abandoned) -> Node {
    let type = events.event.type
    if type == YAML_ALIAS_EVENT { return try resolveAlias(events, depth: depth) }
    nodeCount += 1
    deepest = max(deepest, depth)
    guard depth <= YAMLParser.maximumDepth else {
      diagnostics.error(
        "yaml.too-deep",
        "nested more than \(YAMLParser.maximumDepth) levels deep",
        at: range(events)
      )
      throw .limit
    }
    guard let anchor = events.anchor else {
      return try buildContent(&events, type, depth: depth)
    }
    let (outerDeepest, countBefore) = (deepest, nodeCount - 1)
    deepest = depth
    openAnchors.insert(anchor)
    let node = try buildContent(&events, type, depth: depth)
    openAnchors.remove(anchor)
    anchors[anchor] = Anchored(
      node: node,
      count: nodeCount - countBefore,
      height: deepest - depth
    )
    deepest = max(deepest, outerDeepest)
    return node
  }

  private mutating func buildContent(
    _ events: inout EventStream,
    _ type: yaml_event_type_t,
    depth: Int
  ) throws(Abandoned) -> Node {
    if let tag = events.tag, !Self.allows(tag, on: type) {
      diagnostics.error(
        "yaml.unknown-tag",
        "type tag \"\(Self.shortened(tag))\" cannot be used here",
        at: range(events),
        hint: "Leave the tag out."
      )
    }
    return switch type {
    case YAML_SEQUENCE_START_EVENT: try buildSequence(&events, depth: depth)
    case YAML_MAPPING_START_EVENT: try buildMapping(&events, depth: depth)
    default: buildScalar(events)
    }
  }

  private mutating func buildScalar(_ events: EventStream) -> Node {
    var scalar = events.scalar
    let place = range(events)
    if scalar.style == .literal || scalar.style == .folded {
      scalar.blockIndentation = source.indentation(
        ofBlock: scalar.text,
        lines: place.start.line...place.end.line
      )
    }
    if scalar.tag != .none, !scalar.fitsTag {
      diagnostics.error(
        "yaml.tag-mismatch",
        "\"\(scalar.text)\" is not what its type tag \"\(Self.shortened(events.tag ?? ""))\" says",
        at: place,
        hint: "Leave the tag out."
      )
    }
    return Node(.scalar(scalar), range: place)
  }

  private mutating func buildSequence(
    _ events: inout EventStream,
    depth: Int
  ) throws(Abandoned) -> Node {
    let start = events.start
    let isFlow = events.event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    var items: [Node] = []
    while true {
      guard events.advance() else { throw .syntax }
      if events.event.type == YAML_SEQUENCE_END_EVENT { break }
      items.append(try buildNode(&events, depth: depth + 1))
    }
    let end = isFlow ? events.end : items.last?.range?.end ?? start
    return Node(
      .sequence(items),
      range: SourceRange(file: source.file, start: start, end: end),
      layout: isFlow ? .flow : .block
    )
  }

  private mutating func buildMapping(
    _ events: inout EventStream,
    depth: Int
  ) throws(Abandoned) -> Node {
    let start = events.start
    let isFlow = events.event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
    var end = start
    var keys = MappingKeys()
    while true {
      guard events.advance() else { throw .syntax }
      if events.event.type == YAML_MAPPING_END_EVENT { break }
      let key = try buildNode(&events, depth: depth + 1)
      guard events.advance() else { throw .syntax }
      let value = try buildNode(&events, depth: depth + 1)
      end = value.range?.end ?? end
      if let problem = keys.append(Node.Pair(key: key, value: value)) {
        diagnostics.report(problem)
      }
    }
    if isFlow { end = events.end }
    return Node(
      .mapping(keys.pairs),
      range: SourceRange(file: source.file, start: start, end: end),
      layout: isFlow ? .flow : .block
    )
  }
}

// MARK: - Aliases and tags

extension NodeBuilder {
  private mutating func resolveAlias(
    _ events: EventStream,
    depth: Int
  ) throws(Abandoned) -> Node {
    let place = range(events)
    let name = events.alias
    guard let anchored = anchors[name], !openAnchors.contains(name) else {
      let isRecursive = openAnchors.contains(name)
      diagnostics.error(
        isRecursive ? "yaml.recursive-alias" : "yaml.unknown-alias",
        isRecursive
          ? "alias \"*\(name)\" stands inside of what it stands for"
          : "alias \"*\(name)\" stands for nothing",
        at: place,
        hint: isRecursive
          ? nil
          : "Put text that starts with \"*\" in quotes, or mark the value meant with \"&\(name)\"."
      )
      return Node(.scalar(Scalar(text: "", style: .plain)), range: place)
    }
    aliasedNodes += anchored.count
    nodeCount += anchored.count
    deepest = max(deepest, depth + anchored.height)
    guard aliasedNodes <= YAMLParser.maximumAliasedNodes else {
      diagnostics.error(
        "yaml.alias-bomb",
        "the aliases of the file stand for more than \(YAMLParser.maximumAliasedNodes) values",
        at: place
      )
      throw .limit
    }
    guard depth + anchored.height <= YAMLParser.maximumDepth else {
      diagnostics.error(
        "yaml.too-deep",
        "nested more than \(YAMLParser.maximumDepth) levels deep",
        at: place
      )
      throw .limit
    }
    var node = anchored.node
    node.range = place
    if case .scalar(var scalar) = node.content {
      scalar.blockIndentation = 0
      node.content = .scalar(scalar)
    }
    return node
  }

  private static func allows(_ tag: String, on type: yaml_event_type_t) -> Bool {
    switch type {
    case YAML_SEQUENCE_START_EVENT: tag == "!" || tag == YAML_SEQ_TAG
    case YAML_MAPPING_START_EVENT: tag == "!" || tag == YAML_MAP_TAG
    default: EventStream.scalarTag(tag) != nil
    }
  }

  private static func shortened(_ tag: String) -> String {
    let prefix = "tag:yaml.org,2002:"
    return tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
  }
}
