import Diagnostics
import ObjectModel
import YAMLSource

/// Replaces `${name}` and `${env:NAME}` in the values of manifests, never in SQL.
struct VariableSubstitution: Sendable {
  let variables: [String: Scalar]
  let environment: [String: String]
  /// How variables without a value are taken.
  let policy: ManifestLoader.VariablePolicy

  /// Replaces in a whole document.
  func applied(
    to document: Node,
    registry: KindRegistry,
    diagnostics: inout DiagnosticCollector
  ) -> Node {
    // Most documents name no variable, and a walk by fields costs more than a look.
    guard document.contains(where: { $0.utf8.contains(UInt8(ascii: "$")) }) else {
      return document
    }
    var pass = Pass(owner: self)
    let result = pass.document(document, registry: registry)
    diagnostics.merge(pass.diagnostics)
    return result
  }

  /// The text of a scalar after replacement, without complaint.
  func text(of node: Node) -> String? {
    var ignored = DiagnosticCollector()
    return node.isNull ? nil : replaced(node, diagnostics: &ignored).stringValue
  }

  private struct Pass: BodyTransform {
    let owner: VariableSubstitution
    var diagnostics = DiagnosticCollector()

    mutating func transform(
      _ pair: Node.Pair,
      among body: [Node.Pair],
      of kind: any ManagedObject.Type
    ) -> Node.Pair? {
      if pair.name == kind.traits.fileField { return pair }
      let shape = kind.shape(ofField: pair.name)
      let value = owner.replaced(pair.value, in: shape, diagnostics: &diagnostics)
      return Node.Pair(key: pair.key, value: value)
    }

    mutating func transform(name: Node) -> Node {
      owner.replaced(name, in: nil, diagnostics: &diagnostics)
    }
  }
}

// MARK: - Values

extension VariableSubstitution {
  /// Replaces in a value of a shape; in all scalars when nothing is known of its shape.
  private func replaced(
    _ node: Node,
    in shape: ValueShape?,
    diagnostics: inout DiagnosticCollector
  ) -> Node {
    var result = node
    switch node.content {
    case .scalar(let scalar):
      if shape?.holdsSQL == true { return node }
      if shape?.holdsReferences == true {
        return replaced(node, keepsEnvironment: true, diagnostics: &diagnostics)
      }
      if shape?.holdsSecret == true, SecretReference(scalar.text) != nil { return node }
      return replaced(node, diagnostics: &diagnostics)
    case .sequence(let items):
      let inner = shape?.itemShape
      result.content = .sequence(
        items.map { replaced($0, in: inner, diagnostics: &diagnostics) }
      )
    case .mapping(let pairs):
      result.content = .mapping(
        pairs.map { pair in
          let inner = shape?.memberShape(pair.name)
          return Node.Pair(
            key: pair.key,
            value: replaced(pair.value, in: inner, diagnostics: &diagnostics)
          )
        }
      )
    }
    return result
  }

  /// Replaces in a scalar.
  ///
  /// - Parameters:
  ///   - node: the scalar.
  ///   - keepsEnvironment: whether variables of the process's environment stay references.
  ///   - diagnostics: gets the variables without a value.
  /// - Returns: the scalar with the values.
  private func replaced(
    _ node: Node,
    keepsEnvironment: Bool = false,
    diagnostics: inout DiagnosticCollector
  ) -> Node {
    guard let scalar = node.scalar, scalar.text.contains("${") else { return node }
    let text = VariableText(scalar.text)
    var result = node
    if !keepsEnvironment, let reference = text.wholeReference {
      guard let value = value(of: reference, at: node, diagnostics: &diagnostics) else {
        return node
      }
      // A value that is nothing but a variable is of the variable's type.
      result.content = .scalar(value)
      return result
    }
    if text.isLiteral && !scalar.text.contains("$${") { return node }
    var replacement = ""
    for part in text.parts {
      switch part {
      case .literal(let literal): replacement += literal
      case .reference(let reference) where keepsEnvironment && reference.isEnvironment:
        replacement += reference.text
      case .reference(let reference):
        replacement +=
          value(of: reference, at: node, diagnostics: &diagnostics)?.text ?? reference.text
      }
    }
    result.content = .scalar(Scalar(string: replacement))
    return result
  }

  private func value(
    of reference: VariableText.Reference,
    at node: Node,
    diagnostics: inout DiagnosticCollector
  ) -> Scalar? {
    if reference.isEnvironment {
      if let text = environment[reference.name] {
        return text.isEmpty ? Scalar(string: text) : Scalar(text: text, style: .plain)
      }
    } else if let scalar = variables[reference.name] {
      return VariableText(scalar.text).isLiteral
        ? scalar : nested(scalar, diagnostics: &diagnostics)
    }
    if policy.demands(reference) {
      diagnostics.report(
        reference.unset(at: place(of: reference, in: node), known: variables.keys.sorted())
      )
    }
    return nil
  }

  /// The value of a variable whose own value names environment variables.
  private func nested(_ scalar: Scalar, diagnostics: inout DiagnosticCollector) -> Scalar {
    let inner = VariableSubstitution(
      variables: [:],
      environment: environment,
      policy: policy
    )
    return inner.replaced(Node(.scalar(scalar)), diagnostics: &diagnostics).scalar ?? scalar
  }

  /// The place of a reference within its scalar, where that can be told.
  private func place(of reference: VariableText.Reference, in node: Node) -> SourceRange? {
    guard let range = node.range, let scalar = node.scalar, range.start.line == range.end.line
    else { return node.range }
    let width = scalar.text.unicodeScalars.count
    let quotes = scalar.style == .plain ? 0 : 1
    guard range.end.column - range.start.column == width + 2 * quotes else { return range }
    let column = range.start.column + quotes + reference.offset
    let length = reference.text.unicodeScalars.count
    return SourceRange(
      file: range.file,
      start: SourcePosition(line: range.start.line, column: column),
      end: SourcePosition(line: range.start.line, column: column + length)
    )
  }
}

extension Node {
  /// Whether a condition holds for the text of a key or value.
  func contains(where condition: (String) -> Bool) -> Bool {
    switch content {
    case .scalar(let scalar): condition(scalar.text)
    case .sequence(let items): items.contains { $0.contains(where: condition) }
    case .mapping(let pairs):
      pairs.contains { condition($0.name) || $0.value.contains(where: condition) }
    }
  }
}

// MARK: - Shapes

extension ManagedObject {
  /// The shape of a field that a manifest can say.
  static func shape(ofField name: String) -> ValueShape? {
    fields.first { $0.isInManifest && $0.name == name }?.shape
  }
}

extension ValueShape {
  /// Whether a scalar of the shape may be SQL.
  var holdsSQL: Bool {
    switch self {
    case .text(let what): what.contains("SQL")
    case .any(let shapes): shapes.contains(where: \.holdsSQL)
    case .list(let shape): shape.holdsSQL
    case .bool, .integer, .oneOf, .map, .object: false
    }
  }

  /// Whether a scalar of the shape is a secret.
  var holdsSecret: Bool {
    switch self {
    case .text(let what): what.contains("secret")
    case .any(let shapes): shapes.contains(where: \.holdsSecret)
    case .bool, .integer, .oneOf, .list, .map, .object: false
    }
  }

  /// Whether a scalar of the shape is a text with references to secrets in it.
  var holdsReferences: Bool {
    switch self {
    case .text(let what): what.contains("secrets are references")
    case .any(let shapes): shapes.contains(where: \.holdsReferences)
    case .bool, .integer, .oneOf, .list, .map, .object: false
    }
  }

  /// The shape of an item, when the value is a list.
  var itemShape: ValueShape? {
    switch self {
    case .list(let shape): shape
    case .any(let shapes): .any(shapes.compactMap(\.itemShape))
    // What stands in a value of any form is no less a reference.
    case .text where holdsReferences: self
    case .bool, .integer, .text, .oneOf, .map, .object: nil
    }
  }

  /// The shape of what stands under a key, when the value is a mapping.
  func memberShape(_ key: String) -> ValueShape? {
    switch self {
    case .map(let shape): shape
    case .object(let members):
      members.first { $0.key == key }?.shape ?? dottedMemberShape(key)
    case .any(let shapes): .any(shapes.compactMap { $0.memberShape(key) })
    case .text where holdsReferences: self
    case .bool, .integer, .text, .oneOf, .list: nil
    }
  }
  /// The shape of what stands under a key that names several levels at once.
  private func dottedMemberShape(_ key: String) -> ValueShape? {
    guard let dot = key.firstIndex(of: ".") else { return nil }
    return memberShape(String(key[..<dot]))?.memberShape(String(key[key.index(after: dot)...]))
  }
}
