public import Diagnostics

extension ManifestLoader.VariablePolicy {
  /// Whether a reference without a value is an error.
  func demands(_ reference: VariableText.Reference) -> Bool {
    switch self {
    case .required: true
    case .declared: !reference.isEnvironment
    case .optional: false
    }
  }
}

/// The variables that manifests use and that environments do not define, over all environments of
/// a project.
public struct UnsetVariables: Sendable {
  /// The code of the diagnostics that this is about.
  private static let code = "manifest.unset-variable"

  private var found: [Diagnostic] = []
  /// The environments that lack each, and those that were looked at.
  private var lacking: [Place: [String]] = [:]
  private var environments: [String] = []

  /// Where which variable has no value.
  private struct Place: Hashable {
    let message: String
    let range: SourceRange?
  }

  /// Has looked at no environment.
  public init() {}

  /// Takes what was found in one environment.
  ///
  /// - Parameters:
  ///   - diagnostics: all that was found.
  ///   - environment: the environment's name.
  /// - Returns: what is about something else.
  public mutating func take(
    _ diagnostics: [Diagnostic],
    in environment: String
  ) -> [Diagnostic] {
    environments.append(environment)
    return diagnostics.filter { diagnostic in
      guard diagnostic.code == Self.code else { return true }
      let place = Place(message: diagnostic.message, range: diagnostic.range)
      if lacking[place] == nil { found.append(diagnostic) }
      if lacking[place]?.last != environment { lacking[place, default: []].append(environment) }
      return false
    }
  }

  /// One error for each place: with the environments that lack the variable, where others have it.
  public var diagnostics: [Diagnostic] {
    found.map { diagnostic in
      let place = Place(message: diagnostic.message, range: diagnostic.range)
      let lacking = lacking[place] ?? []
      if lacking.count == environments.count { return diagnostic }
      var result = diagnostic
      let names = lacking.map { "\"\($0)\"" }.joined(separator: ", ")
      result.message += " in the environment\(lacking.count == 1 ? "" : "s") \(names)"
      let files = lacking.map { "\(EnvironmentFile.folder)/\($0).yaml" }.joined(separator: ", ")
      result.hint = "Define it under \"variables\" in \(files)."
      return result
    }
  }
}
