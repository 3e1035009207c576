/// Why a value cannot be that of a setting.
struct ValueProblem: Hashable {
  /// What follows the name of the setting in a message.
  let message: String
  let hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

extension Setting {
  /// What is wrong with a value of the right type; nil when nothing is.
  func problem(with value: AuthValue) -> ValueProblem? {
    switch value {
    case .unset, .bool, .secret, .anotherSecret: nil
    case .integer(let number): problem(withNumber: number)
    case .text(let text): problem(withText: text)
    case .list(let items): items.lazy.compactMap { problem(withItem: $0) }.first
    case .map(let entries):
      entries.sorted { $0.key < $1.key }.lazy.compactMap { problem(withEntry: $0, $1) }.first
    }
  }

  private func problem(withNumber number: Int) -> ValueProblem? {
    let range = range ?? 0...2_147_483_647
    if range.contains(number) { return nil }
    return ValueProblem(
      "must be \(range.lowerBound) to \(range.upperBound), not \(number)"
    )
  }

  private func problem(withText text: String) -> ValueProblem? {
    if text.unicodeScalars.contains("\0") { return ValueProblem("contains a null character") }
    switch type {
    case .choice(let words): return words.contains(text) ? nil : unknown(text, words)
    case .decimal:
      guard let number = Double(text), number.isFinite else {
        return ValueProblem("must be a number, not \"\(text)\"")
      }
      return number < 0 ? ValueProblem("must not be negative") : nil
    case .timestamp:
      if text.isEmpty || Timestamp(text) != nil { return nil }
      return ValueProblem(
        "must be a time, not \"\(text)\"",
        hint: "Write it as 2030-01-31T12:00:00Z."
      )
    case .duration:
      return GoDuration(text).map { $0.nanoseconds < 0 } == true
        ? ValueProblem("must not be negative") : nil
    case .text: return problem(withPlainText: text)
    case .template: return Self.problem(withTemplate: text)
    case .bool, .integer, .secret, .list, .map: return nil
    }
  }

  /// What is wrong with the placeholders of a text in the form of Go's package `text/template`.
  private static func problem(withTemplate text: String) -> ValueProblem? {
    var rest = text[...]
    while let start = rest.firstRange(of: "{{") {
      guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
        return ValueProblem("has a placeholder that does not end", hint: "Write {{ .Token }}.")
      }
      let inner = rest[start.upperBound..<end.lowerBound]
      if inner.contains("{{") || inner.allSatisfy(\.isWhitespace) {
        return ValueProblem("has an empty or broken placeholder", hint: "Write {{ .Token }}.")
      }
      rest = rest[end.upperBound...]
    }
    return nil
  }

  private func unknown(_ text: String, _ words: [String]) -> ValueProblem {
    let shown = words.map { $0.isEmpty ? "\"\"" : $0 }.joined(separator: ", ")
    return ValueProblem("must be one of \(shown), not \"\(text)\"")
  }

  private func problem(withPlainText text: String) -> ValueProblem? {
    switch name {
    case "site_url":
      if text.isEmpty { return ValueProblem("must not be empty") }
      return text.contains(",") ? ValueProblem("must not contain a comma") : nil
    case "saml.external_url", "custom_oauth.external_url":
      if text.contains(",") { return ValueProblem("must not contain a comma") }
      return text.isEmpty || URLText(text) != nil ? nil : ValueProblem("must be a URL")
    case "external_url":
      return URLText(text) != nil
        ? nil : ValueProblem("must be an absolute URL, not \"\(text)\"")
    case "email.smtp.admin_email":
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      return text.isEmpty || (parts.count == 2 && parts.allSatisfy { !$0.isEmpty })
        ? nil : ValueProblem("must be an e-mail address, not \"\(text)\"")
    default:
      guard name.hasPrefix("hook."), !text.isEmpty else { return nil }
      return HookAddress.problem(with: text)
    }
  }

  private func problem(withItem item: String) -> ValueProblem? {
    if variable?.form != .jsonArray {
      if item.contains(",") { return ValueProblem("has an item with a comma: \"\(item)\"") }
      if item.isEmpty { return ValueProblem("has an empty item") }
    }
    switch name {
    case "additional_redirect_urls":
      return GlobPattern.problem(with: item).map {
        ValueProblem(
          "has a pattern that the auth service cannot read: \"\(item)\" (\($0))",
          hint: "Write \"\\\" before a bracket or brace that is meant as such."
        )
      }
    case "sessions.tags":
      let isWord = item.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0))
      }
      return isWord
        ? nil : ValueProblem("takes letters, digits, \"_\" and \"-\" only: \"\(item)\"")
    default: return nil
    }
  }

  private func problem(withEntry key: String, _ value: String) -> ValueProblem? {
    if name == "sms.test_otp" {
      let isNumber = { (text: String) in !text.isEmpty && text.allSatisfy(\.isASCIIDigit) }
      if !isNumber(key) || key.count > 15 {
        return ValueProblem(
          "has a telephone number that is not one: \"\(key)\"",
          hint: "Write 1 to 15 digits, without \"+\" and spaces."
        )
      }
      return isNumber(value) ? nil : ValueProblem("has a code that is not a number for \"\(key)\"")
    }
    var forbidden: [Character] = [","]
    if case .pairs(let separator)? = variable?.form { forbidden.append(separator) }
    for text in [key, value] {
      if let found = text.first(where: forbidden.contains) {
        return ValueProblem("cannot have \"\(found)\" in \"\(text)\"")
      }
    }
    return key.isEmpty ? ValueProblem("has an empty name") : nil
  }
}
