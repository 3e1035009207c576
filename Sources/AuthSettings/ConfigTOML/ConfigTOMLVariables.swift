/// The environment variables as Supabase's command line sees them: those of the process, then those
/// of the files beside the configuration and above it.
struct ConfigTOMLVariables {
  private let environment: [String: String]
  private var files: [EnvFile] = []

  init(environment: [String: String], folders: [String]) {
    self.environment = environment
    let name = environment["SUPABASE_ENV"].flatMap { $0.isEmpty ? nil : $0 } ?? "development"
    let names =
      [".env.\(name).local"] + (name == "test" ? [] : [".env.local"]) + [".env.\(name)", ".env"]
    for folder in folders {
      for name in names {
        guard let bytes = try? AtomicFile.read("\(folder)/\(name)") else { continue }
        if let file = try? EnvFile(bytes) { files.append(file) }
      }
    }
  }

  /// The variable that a text stands for: `env(NAME)`.
  static func name(in text: String) -> String? {
    guard text.hasPrefix("env("), text.hasSuffix(")"), text.count > 5 else { return nil }
    return String(text.dropFirst(4).dropLast())
  }

  /// The value of a variable; nil when it is not set or empty.
  subscript(name: String) -> String? {
    let found = environment[name] ?? files.lazy.compactMap { $0[name] }.first
    return found?.isEmpty == false ? found : nil
  }
}
