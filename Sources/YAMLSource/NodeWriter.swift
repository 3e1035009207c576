/// Writes one document.
struct NodeWriter {
  let emitter: YAMLEmitter
  private(set) var output = ""
  /// The characters in the line that is being written.
  private var column = 0

  /// Keys longer than this must be announced with `?`; YAML allows 1,024 characters.
  private static let longestSimpleKey = 1000

  init(emitter: YAMLEmitter) { self.emitter = emitter }

  /// Writes the whole document.
  mutating func writeDocument(_ node: Node) {
    switch node.content {
    case .scalar(let scalar):
      write(ScalarWriter(scalar).text(indentation: 2, isDocument: true))
      if !output.hasSuffix("\n") { write("\n") }
    case .sequence(let items) where !items.isEmpty && flowText(node) == nil:
      writeItems(items, indentation: 0)
    case .mapping(let pairs) where !pairs.isEmpty && node.layout == .block || flowText(node) == nil:
      writePairs(pairs, indentation: 0)
    case .sequence, .mapping:
      write((flowText(node) ?? "") + "\n")
    }
  }

  private mutating func write(_ text: String) {
    output += text
    if let lineBreak = text.utf8.lastIndex(of: UInt8(ascii: "\n")) {
      column = text[lineBreak...].unicodeScalars.count - 1
    } else {
      column += text.unicodeScalars.count
    }
  }

  private mutating func indent(_ spaces: Int) {
    write(String(repeating: " ", count: spaces))
  }
}

// MARK: - Blocks

extension NodeWriter {
  /// Writes pairs, one below the other; the first starts where the line is.
  private mutating func writePairs(_ pairs: [Node.Pair], indentation: Int) {
    for (index, pair) in pairs.enumerated() {
      if index > 0 { indent(indentation) }
      let key = keyText(pair.key)
      if key.unicodeScalars.count > Self.longestSimpleKey {
        write("? \(key)\n")
        indent(indentation)
      } else {
        write(key)
      }
      write(":")
      writeValue(pair.value, indentation: indentation)
    }
  }

  /// Writes items, one below the other; the first starts where the line is.
  private mutating func writeItems(_ items: [Node], indentation: Int) {
    for (index, item) in items.enumerated() {
      if index > 0 { indent(indentation) }
      write("-")
      if let text = flowText(item, reserved: 1) {
        write(" \(text)\n")
        continue
      }
      switch item.content {
      case .scalar(let scalar): writeScalar(scalar, indentation: indentation)
      case .sequence(let items):
        write(" ")
        writeItems(items, indentation: indentation + 2)
      case .mapping(let pairs):
        write(" ")
        writePairs(pairs, indentation: indentation + 2)
      }
    }
  }

  /// Writes the value after a key, and ends the line.
  private mutating func writeValue(_ node: Node, indentation: Int) {
    if let text = flowText(node, reserved: 1) {
      write(" \(text)\n")
      return
    }
    switch node.content {
    case .scalar(let scalar): writeScalar(scalar, indentation: indentation)
    case .sequence(let items):
      write("\n")
      indent(indentation + 2)
      writeItems(items, indentation: indentation + 2)
    case .mapping(let pairs):
      write("\n")
      indent(indentation + 2)
      writePairs(pairs, indentation: indentation + 2)
    }
  }

  private mutating func writeScalar(_ scalar: Scalar, indentation: Int) {
    write(" " + ScalarWriter(scalar).text(indentation: indentation + 2, isDocument: false))
    if column > 0 { write("\n") }
  }

  private func keyText(_ key: Node) -> String {
    guard let scalar = key.scalar else {
      preconditionFailure("a key of a mapping to be written is not a scalar")
    }
    if emitter.plainKeys.contains(scalar.text) { return scalar.text }
    return ScalarWriter(Scalar(string: scalar.text)).flowText
  }
}

// MARK: - One line

extension NodeWriter {
  /// The text of a list or mapping on one line.
  ///
  /// - Returns: Nothing when it belongs in a block: because of its layout, its length, or because
  ///   it has text of several lines in it.
  private func flowText(_ node: Node, reserved: Int = 0) -> String? {
    let isEmpty = node.items?.isEmpty ?? node.pairs?.isEmpty ?? false
    guard isEmpty || node.layout == .flow && node.scalar == nil else { return nil }
    var budget = isEmpty ? 2 : emitter.maximumWidth - column - reserved
    return flow(node, budget: &budget)
  }

  private func flow(_ node: Node, budget: inout Int) -> String? {
    var text = ""
    switch node.content {
    case .scalar(let scalar):
      if scalar.text.utf8.contains(UInt8(ascii: "\n")) || scalar.style == .literal { return nil }
      text = ScalarWriter(scalar).flowText
      budget -= text.unicodeScalars.count
    case .sequence(let items):
      budget -= 2
      for item in items {
        if !text.isEmpty { text += ", " }
        guard let item = flow(item, budget: &budget) else { return nil }
        text += item
      }
      text = "[\(text)]"
      budget -= 2 * max(0, items.count - 1)
    case .mapping(let pairs):
      budget -= 2
      for pair in pairs {
        if !text.isEmpty { text += ", " }
        let key = keyText(pair.key)
        budget -= key.unicodeScalars.count + 2
        guard let value = flow(pair.value, budget: &budget) else { return nil }
        text += "\(key): \(value)"
      }
      text = "{\(text)}"
      budget -= 2 * max(0, pairs.count - 1)
    }
    return budget >= 0 ? text : nil
  }
}
