import Diagnostics
import ObjectModel
import YAMLSource

/// Puts the texts of files in the place of the keys `file` that name them.
struct FileBodies {
  let files: ProjectFiles
  /// The file that the manifest stands in.
  let manifest: String

  func inserted(
    into document: Node,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) -> Node {
    guard document.contains(where: { $0 == "file" }) else { return document }
    var pass = Pass(owner: self)
    let result = pass.document(document, registry: registry)
    diagnostics.merge(pass.diagnostics)
    return result
  }

  private struct Pass: BodyTransform {
    let owner: FileBodies
    var diagnostics = DiagnosticCollector()

    mutating func transform(
      _ pair: Node.Pair,
      among body: [Node.Pair],
      of kind: any ManagedObject.Type
    ) -> Node.Pair? {
      guard pair.name == "file", let field = kind.traits.fileField,
        !kind.fieldNames.contains("file")
      else { return pair }
      var key = Node.string(field)
      key.range = pair.key.range
      if pair.value.isNull { return Node.Pair(key: key, value: pair.value) }
      if body.contains(where: { $0.name == field }) {
        diagnostics.error(
          "manifest.file",
          "both \"\(field)\" and \"file\" are given",
          at: pair.key.range,
          hint: "Keep one of the two."
        )
        return nil
      }
      return Node.Pair(key: key, value: owner.text(of: pair.value, diagnostics: &diagnostics))
    }

    mutating func transform(name: Node) -> Node { name }
  }

  /// The text of the file that a node names; an empty text, and an error, when there is none.
  private func text(of node: Node, diagnostics: inout DiagnosticCollector) -> Node {
    var result = Node.string("")
    result.range = node.range
    guard let name = node.stringValue else {
      String.reject(node, field: "file", diagnostics: &diagnostics)
      return result
    }
    guard let path = ProjectFiles.path(name, besideFile: manifest) else {
      report(.outside, name, node, &diagnostics)
      return result
    }
    switch files.contents(path) {
    case .failure(let problem):
      report(problem, name, node, &diagnostics)
    case .success(let bytes):
      guard let text = Self.text(of: bytes) else {
        report(.unreadable("it is not UTF-8 text"), name, node, &diagnostics)
        return result
      }
      result = .string(text)
      result.range = SourceRange(
        file: files.shownPath(path),
        at: SourcePosition(line: 1, column: 1)
      )
    }
    return result
  }

  private func report(
    _ problem: ProjectFiles.Problem,
    _ name: String,
    _ node: Node,
    _ diagnostics: inout DiagnosticCollector
  ) {
    diagnostics.error(
      "manifest.file",
      "file \"\(name)\" cannot be read: \(problem.reason)",
      at: node.range,
      hint: "Paths are relative to the manifest's folder and stay within the project."
    )
  }

  /// Decodes a file: without a byte order mark, its lines ended as those of YAML are.
  private static func text(of bytes: [UInt8]) -> String? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var content = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    if content.contains(0x0D) {
      var previous: UInt8 = 0
      var unified: [UInt8] = []
      for byte in content {
        if byte == 0x0A, previous == 0x0D { unified.removeLast() }
        unified.append(byte)
        previous = byte
      }
      content = unified[...]
    }
    return String(validating: content, as: UTF8.self)
  }
}
