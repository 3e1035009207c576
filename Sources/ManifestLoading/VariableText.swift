import Diagnostics

/// A text taken apart into its literal parts and its `${…}`.
///
/// `$${` stands for `${` itself; what merely looks similar, such as `${1}`, is literal.
struct VariableText {
  /// One part of the text.
  enum Part: Hashable {
    case literal(String)
    case reference(Reference)
  }

  /// A variable that is referred to.
  struct Reference: Hashable {
    /// Whether it is one of the process's environment.
    let isEnvironment: Bool
    let name: String
    /// The characters of the text before it.
    let offset: Int

    var text: String { isEnvironment ? "${env:\(name)}" : "${\(name)}" }
  }

  private(set) var parts: [Part] = []

  init(_ text: String) {
    guard text.contains("${") else {
      parts = [.literal(text)]
      return
    }
    var literal = ""
    var place = text.startIndex
    while place < text.endIndex {
      let rest = text[place...]
      if rest.hasPrefix("$${") {
        literal += "${"
        place = text.index(place, offsetBy: 3)
      } else if rest.hasPrefix("${"),
        let (reference, end) = Self.reference(
          rest,
          offset: text[..<place].unicodeScalars.count
        )
      {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        parts.append(.reference(reference))
        place = end
      } else {
        literal.append(text[place])
        place = text.index(after: place)
      }
    }
    if !literal.isEmpty || parts.isEmpty { parts.append(.literal(literal)) }
  }

  /// The only reference, when nothing else stands in the text.
  var wholeReference: Reference? {
    if parts.count == 1, case .reference(let reference) = parts[0] { reference } else { nil }
  }

  /// Whether nothing has to be replaced.
  var isLiteral: Bool {
    parts.allSatisfy { if case .literal = $0 { true } else { false } }
  }

  private static func reference(
    _ text: Substring,
    offset: Int
  ) -> (Reference, String.Index)? {
    guard let close = text.firstIndex(of: "}") else { return nil }
    var name = text[..<close].dropFirst(2)
    let isEnvironment = name.hasPrefix("env:")
    if isEnvironment { name = name.dropFirst(4) }
    guard let first = name.first, first.isLetter || first == "_",
      name.allSatisfy({ $0.isLetter || $0.isNumber || "_.-".contains($0) })
    else { return nil }
    let reference = Reference(isEnvironment: isEnvironment, name: String(name), offset: offset)
    return (reference, text.index(after: close))
  }
}

extension VariableText.Reference {
  /// The error that says that the variable has no value.
  func unset(at range: SourceRange?, known: [String] = []) -> Diagnostic {
    if isEnvironment {
      return Diagnostic(
        .error,
        code: "manifest.unset-variable",
        "environment variable \"\(name)\" is not set",
        at: range,
        hint: "Set \(name) where plumb runs."
      )
    }
    let near = closestMatch(to: name, among: known)
    return Diagnostic(
      .error,
      code: "manifest.unset-variable",
      "variable \"\(name)\" is not set",
      at: range,
      hint: near.map { "Did you mean \"\($0)\"?" }
        ?? "Add \"\(name):\" under \"variables\" in the environment's file."
    )
  }
}
