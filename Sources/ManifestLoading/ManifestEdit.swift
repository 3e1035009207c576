import Diagnostics
import YAMLSource

/// Changes the text of one manifest so that it says something else, in as few lines as possible.
///
/// What is the same before and after keeps the words, the comments and the layout that people have
/// given it.
struct ManifestEdit {
  private let text: String
  private let scalars: [Unicode.Scalar]
  /// Where each line begins.
  private let lines: [Int]
  private let own: Node

  /// Reads a manifest; nil when it is not one document.
  ///
  /// - Parameter text: the document with the comments around it.
  init?(_ text: String) {
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: text, file: "", diagnostics: &diagnostics)
    guard !diagnostics.hasErrors, documents.count == 1, let own = documents.first else {
      return nil
    }
    self.text = text
    self.own = own
    let scalars = Array(text.unicodeScalars)
    self.scalars = scalars
    lines = [0] + scalars.indices.filter { scalars[$0] == "\n" }.map { $0 + 1 }
  }

  /// The text that says the new in place of the old.
  ///
  /// - Parameters:
  ///   - old: what it means, as an export would write it.
  ///   - new: what it is to mean, as an export would write it.
  /// - Returns: the text; nil when the manifest says the old in another place or form.
  func changed(from old: Node, to new: Node) -> String? {
    guard let wanted = Self.merged(own, old, new) else { return nil }
    var edits: [Edit] = []
    collect(own, wanted, into: &edits)
    var result = scalars
    for edit in edits.reversed() {
      result.replaceSubrange(edit.range, with: Array(edit.text.unicodeScalars))
    }
    let text = String(String.UnicodeScalarView(result))
    // Whatever the layout was: only a text that says just what it should is taken.
    guard let read = Self(text), read.own == wanted else { return nil }
    return text
  }

  /// The file that the manifest names in place of a field.
  func fileName(besides field: String) -> String? {
    own[field] == nil ? own["file"]?.stringValue : nil
  }

  // MARK: What it is to say

  /// The node with the difference between two others applied to it; nil when it lacks what is to
  /// change.
  private static func merged(_ own: Node, _ old: Node, _ new: Node) -> Node? {
    if old == new { return own }
    guard var pairs = own.pairs, let before = old.pairs, let after = new.pairs else { return new }
    for pair in before where new[pair.name] == nil {
      guard let index = pairs.firstIndex(where: { $0.name == pair.name }) else { return nil }
      pairs.remove(at: index)
    }
    for (number, pair) in after.enumerated() {
      let former = old[pair.name]
      if former == pair.value { continue }
      let index = pairs.firstIndex { $0.name == pair.name }
      switch (index, former) {
      case (let index?, let former?):
        guard let value = merged(pairs[index].value, former, pair.value) else { return nil }
        pairs[index].value = value
      case (let index?, nil): pairs[index].value = pair.value
      case (nil, nil): pairs.insert(pair, at: place(after: after[..<number], in: pairs))
      case (nil, _?): return nil
      }
    }
    var result = own
    result.content = .mapping(pairs)
    return result
  }

  /// Behind the nearest of the pairs that go before it in an export.
  private static func place(after earlier: ArraySlice<Node.Pair>, in pairs: [Node.Pair]) -> Int {
    for pair in earlier.reversed() {
      if let index = pairs.firstIndex(where: { $0.name == pair.name }) { return index + 1 }
    }
    return earlier.isEmpty ? 0 : pairs.count
  }

  // MARK: Where it says it

  /// A stretch of the text and what takes its place.
  private struct Edit {
    var range: Range<Int>
    var text: String
  }

  /// Collects the edits of a mapping with one line or more for each key, in the order of the text.
  private func collect(_ own: Node, _ wanted: Node, into edits: inout [Edit]) {
    guard let pairs = own.pairs, let first = pairs.first, let column = first.key.range?.start.column
    else { return }
    var found: [Edit] = []
    let indentation = String(repeating: " ", count: column - 1)
    var position = lineStart(of: offset(first.key.range?.start))
    for pair in wanted.pairs ?? [] {
      guard let present = pairs.first(where: { $0.name == pair.name }) else {
        found.append(
          Edit(range: position..<position, text: Self.text(of: pair, indentation) + "\n")
        )
        continue
      }
      position = nextLine(after: end(of: present.value, after: present.key))
      if present.value != pair.value { replace(present, by: pair, indentation, in: &found) }
    }
    for pair in pairs where wanted[pair.name] == nil {
      let start = lineStart(of: offset(pair.key.range?.start))
      found.append(
        Edit(range: start..<nextLine(after: end(of: pair.value, after: pair.key)), text: "")
      )
    }
    // What is put in comes before what is taken out at the same place.
    edits += found.enumerated().sorted { left, right in
      func key(_ item: (offset: Int, element: Edit)) -> (Int, Int, Int) {
        let range = item.element.range
        return (range.lowerBound, range.isEmpty ? 0 : 1, item.offset)
      }
      return key(left) < key(right)
    }.map(\.element)
  }

  private func replace(
    _ present: Node.Pair,
    by pair: Node.Pair,
    _ indentation: String,
    in edits: inout [Edit]
  ) {
    let isBlock = present.value.layout == .block && !(present.value.pairs ?? []).isEmpty
    if isBlock, pair.value.layout == .block, !(pair.value.pairs ?? []).isEmpty {
      collect(present.value, pair.value, into: &edits)
      return
    }
    let start = offset(present.key.range?.start)
    let text = Self.text(of: pair, indentation).drop { $0 == " " }
    edits.append(
      Edit(range: start..<end(of: present.value, after: present.key), text: String(text))
    )
  }

  private static func text(of pair: Node.Pair, _ indentation: String) -> String {
    let node = Node(.mapping([pair]))
    return YAMLEmitter().text(for: node).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map { $0.isEmpty ? "" : indentation + $0 }.joined(separator: "\n")
  }

  private func offset(_ position: SourcePosition?) -> Int {
    guard let position, position.line <= lines.count else { return scalars.count }
    return min(lines[position.line - 1] + position.column - 1, scalars.count)
  }

  private func lineStart(of offset: Int) -> Int {
    lines.last { $0 <= offset } ?? 0
  }

  private func nextLine(after offset: Int) -> Int {
    lines.first { $0 > offset } ?? scalars.count
  }

  /// Where a value ends, without the blanks and line breaks that follow it.
  private func end(of value: Node, after key: Node) -> Int {
    var last = value
    if value.layout == .block, let child = value.pairs?.last?.value ?? value.items?.last {
      last = child
      while last.layout == .block, let next = last.pairs?.last?.value ?? last.items?.last {
        last = next
      }
    }
    let colon = offset(key.range?.end)
    var end = max(offset(last.range?.end), colon)
    while end > colon, scalars[end - 1].properties.isWhitespace { end -= 1 }
    // A key without a value ends behind its colon.
    if end == colon, let mark = scalars[end...].firstIndex(of: ":") { end = mark + 1 }
    return end
  }
}

extension Node {
  /// The mapping without a key.
  func removing(_ key: String) -> Node {
    guard let pairs else { return self }
    var result = self
    result.content = .mapping(pairs.filter { $0.name != key })
    return result
  }
}
