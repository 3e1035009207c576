public import Diagnostics
public import ObjectModel

extension SSOProvider {
  /// Checks what the auth service takes of each provider, and of all together.
  public static func check(
    _ declared: [DeclaredObject],
    diagnostics: inout DiagnosticCollector
  ) {
    var owners: [String: DeclaredObject] = [:]
    for object in declared.sorted(by: { $0.object.id.name < $1.object.id.name }) {
      guard let provider = object.object as? SSOProvider else { continue }
      for problem in provider.problems {
        diagnostics.error(
          "auth.invalid-sso-provider",
          problem.message,
          at: object.fieldRanges[problem.field] ?? object.range,
          hint: problem.hint
        )
      }
      for domain in provider.domains {
        if let owner = owners[domain] {
          diagnostics.error(
            "auth.duplicate-domain",
            "the domain \"\(domain)\" belongs to two providers",
            at: object.fieldRanges["domains"] ?? object.range,
            notes: [.init("it is given to \(owner.object.id.name) here", at: owner.range)]
          )
        } else {
          owners[domain] = object
        }
      }
    }
  }

  private var problems: [ProviderProblem] {
    if isAbsent {
      let says = metadataURL != nil || metadataXML != nil || !domains.isEmpty
      let problem: ProviderProblem = (
        "state", "a provider that is to be removed has nothing but its name",
        "Leave out the other keys, or \"state: absent\"."
      )
      return says || nameIDFormat != nil || !attributeMapping.sources.isEmpty ? [problem] : []
    }
    return metadataProblems + domains.compactMap { Self.problem(withDomain: $0) }
  }

  private var metadataProblems: [ProviderProblem] {
    switch (metadataURL, metadataXML) {
    case (nil, nil):
      let hint = "Write \"metadata_url\", \"metadata_xml\" or \"file\"."
      return [("", "the provider has no metadata", hint)]
    case (.some, .some):
      return [
        ("metadata_xml", "both an address of metadata and metadata are given", "Keep one of them.")
      ]
    case (let url?, nil):
      if URLText(url)?.scheme == "https" { return [] }
      return [("metadata_url", "\"metadata_url\" must begin with https://", nil)]
    case (nil, let xml?):
      if xml.contains("EntityDescriptor"), xml.contains(id.name) { return [] }
      return [
        (
          "metadata_xml", "the metadata does not describe the entity \"\(id.name)\"",
          "The name of a provider is the entityID that its metadata says."
        )
      ]
    }
  }

  private static func problem(withDomain domain: String) -> ProviderProblem? {
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      !label.isEmpty && label.utf8.count < 64
        && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
    if isName, labels.count > 1 { return nil }
    return ("domains", "\"\(domain)\" is not a domain", "Write it as example.com.")
  }
}
