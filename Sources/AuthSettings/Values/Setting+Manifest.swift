import Diagnostics
import ObjectModel
import YAMLSource

extension Setting {
  /// Reads a value from a manifest, or reports what is wrong with it and gives none.
  func value(of node: Node, diagnostics: inout DiagnosticCollector) -> AuthValue? {
    if node.isNull {
      reject(
        node,
        &diagnostics,
        hint: "Remove the line to leave the setting alone."
      )
      return nil
    }
    let value: AuthValue?
    switch type {
    case .secret: return secret(node, &diagnostics)
    case .bool: value = bool(node, &diagnostics)
    case .integer: value = integer(node, &diagnostics)
    case .list: value = list(node, &diagnostics)
    case .map: value = map(node, &diagnostics)
    case .duration: value = duration(node, &diagnostics)
    case .text, .template, .decimal, .timestamp, .choice: value = scalar(node, &diagnostics)
    }
    guard let value else { return nil }
    if let problem = problem(with: value) {
      diagnostics.error(
        "auth.invalid-value",
        "\"\(name)\" \(problem.message)",
        at: node.range,
        hint: problem.hint
      )
      return nil
    }
    warnOfChange(value, node, &diagnostics)
    return value
  }

  /// The values it takes.
  var shape: ValueShape {
    switch type {
    case .bool: .bool
    case .integer: variable?.form == .rate ? .any([.integer, .text("a rate")]) : .integer
    case .decimal: .text("a number")
    case .text, .template: .text("text")
    case .duration: .text("a duration such as 30s")
    case .timestamp: .text("a time such as 2030-01-31T12:00:00Z")
    case .secret: .text("a reference to a secret")
    case .list: .list(.text("text"))
    case .map: .map(.text("text"))
    case .choice(let words): .oneOf(words)
    }
  }

  private func reject(
    _ node: Node,
    _ diagnostics: inout DiagnosticCollector,
    hint: String? = nil
  ) {
    diagnostics.error(
      "manifest.wrong-type",
      "\"\(name)\" must be \(shape.expectation), not \(node.kindDescription)",
      at: node.range,
      hint: hint
    )
  }
}

// MARK: - By type

extension Setting {
  private func bool(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> AuthValue? {
    if let value = node.boolValue { return .bool(value) }
    let meant = node.booleanLookalike.map { "Write \($0)." } ?? "Write true or false."
    reject(node, &diagnostics, hint: meant)
    return nil
  }

  private func integer(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> AuthValue? {
    if let value = node.integerValue.flatMap({ Int(exactly: $0) }) { return .integer(value) }
    if variable?.form == .rate, let text = node.stringValue, Rate(text) != nil {
      return .text(text)
    }
    let isLength = node.stringValue.flatMap { GoDuration($0) } != nil
    reject(node, &diagnostics, hint: isLength ? "Write the number of seconds." : nil)
    return nil
  }

  private func list(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> AuthValue? {
    guard let items = node.items else {
      reject(node, &diagnostics, hint: "Write it as [a, b] or one \"- \" a line.")
      return nil
    }
    let texts = items.compactMap(\.stringValue)
    guard texts.count == items.count else {
      for item in items where item.stringValue == nil {
        diagnostics.error(
          "manifest.wrong-type",
          "an item of \"\(name)\" must be text, not \(item.kindDescription)",
          at: item.range
        )
      }
      return nil
    }
    return .list(texts)
  }

  private func map(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> AuthValue? {
    guard let pairs = node.pairs else {
      reject(node, &diagnostics)
      return nil
    }
    var entries: [String: String] = [:]
    for pair in pairs {
      guard let text = pair.value.stringValue else {
        diagnostics.error(
          "manifest.wrong-type",
          "\"\(name).\(pair.name)\" must be text, not \(pair.value.kindDescription)",
          at: pair.value.range
        )
        return nil
      }
      entries[pair.name] = text
    }
    return .map(entries)
  }

  private func duration(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> AuthValue? {
    guard let text = node.stringValue else {
      reject(node, &diagnostics)
      return nil
    }
    if GoDuration(text) != nil { return .text(text) }
    let hint =
      node.integerValue == nil
      ? "Write numbers with the units h, m, s, ms: 1h30m." : "Write the unit: \(text)s, \(text)m."
    diagnostics.error(
      "auth.invalid-value",
      "\"\(name)\" must be a duration, not \"\(text)\"",
      at: node.range,
      hint: hint
    )
    return nil
  }

  private func scalar(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> AuthValue? {
    if let text = node.stringValue { return .text(text) }
    reject(node, &diagnostics)
    return nil
  }

  /// Reads a reference; a path may stand for what the file at it holds.
  private func secret(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> AuthValue? {
    if name == "signing_keys_path", let path = node.stringValue, path.hasSuffix(".json") {
      return .secret(.file(path))
    }
    return SecretReference(node: node, field: name, diagnostics: &diagnostics).map { .secret($0) }
  }

  /// Warns where the service takes another value than the declared one.
  private func warnOfChange(
    _ value: AuthValue,
    _ node: Node,
    _ diagnostics: inout DiagnosticCollector
  ) {
    var taken: String?
    if case .integer(let number) = value, effectiveInteger(number) != number {
      taken = String(effectiveInteger(number))
    } else if type == .duration, let length = value.text.flatMap({ GoDuration($0) }),
      effectiveLength(length) != length
    {
      taken = "\(effectiveLength(length).nanoseconds / 1_000_000_000)s"
    }
    guard let taken, let text = node.stringValue else { return }
    diagnostics.warning(
      "auth.value-adjusted",
      "the auth service takes \(taken) for \"\(name)\" in place of \(text)",
      at: node.range,
      hint: "Declare \(taken)."
    )
  }
}

extension SecretReference {
  /// Whether it leads nowhere.
  var isEmpty: Bool {
    switch self {
    case .environment(let name): name.isEmpty
    case .file(let path): path.isEmpty
    }
  }
}
