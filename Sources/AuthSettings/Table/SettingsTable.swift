/// All settings of the auth service.
///
/// The data are lines of text, read when they are first asked for. A line that is not indented
/// begins a setting: its name, its type, and what is known of it. The indented lines below it say
/// what it is when nobody sets it (`=`), the words it takes (`of`), its field of the Management API
/// (`api`) and its variable of the service's environment (`env`), each with the form of the value.
/// `range=` gives limits, `service=` what the service takes when the variable is not set, `hosted=`
/// what a new hosted project has, `over=` and `under=` other names of the variable.
public struct SettingsTable: Sendable {
  /// All settings, by name.
  public static let standard = SettingsTable(
    texts: [
      general, sessions, email, providers, moreProviders, lastProviders, infrastructure,
    ])

  /// The settings in the order of the table.
  public let settings: [Setting]
  private let positions: [String: Int]
  private let branches: Set<String>

  init(texts: [String]) {
    settings = texts.flatMap(Self.settings(in:))
    positions = Dictionary(
      settings.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var branches: Set<String> = []
    for setting in settings {
      var prefix = ""
      for part in setting.name.split(separator: ".").dropLast() {
        prefix += prefix.isEmpty ? String(part) : ".\(part)"
        branches.insert(prefix)
      }
    }
    self.branches = branches
  }

  /// The setting of a name.
  public subscript(name: String) -> Setting? {
    positions[name].map { settings[$0] }
  }

  /// Whether a name is that of a group of settings.
  public func isBranch(_ name: String) -> Bool { branches.contains(name) }

  /// The settings whose variable has a name.
  func settings(ofVariable name: String) -> [Setting] {
    settings.filter { $0.variable?.allNames.contains(name) == true }
  }

  /// The names of settings and groups directly below a group.
  func names(below branch: String) -> [String] {
    let depth = branch.isEmpty ? 0 : branch.split(separator: ".").count
    var names: [String] = []
    for setting in settings where branch.isEmpty || setting.name.hasPrefix(branch + ".") {
      let name = String(setting.name.split(separator: ".")[depth])
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}

// MARK: - Reading the data

extension SettingsTable {
  private static func settings(in text: String) -> [Setting] {
    var settings: [Setting] = []
    var record: [Substring] = []
    for line in text.split(separator: "\n") {
      if !line.hasPrefix(" "), !record.isEmpty {
        settings.append(setting(record))
        record = []
      }
      record.append(line)
    }
    if !record.isEmpty { settings.append(setting(record)) }
    return settings
  }

  private static func setting(_ lines: [Substring]) -> Setting {
    var words = lines[0].split(separator: " ")
    var fallback: String?
    var choices: [String] = []
    var field: Setting.APIField?
    var variable: Setting.EnvironmentVariable?
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ")
      switch parts[0] {
      case "=": fallback = String(line.dropFirst(3))
      case "is": words += parts.dropFirst()
      case "of":
        choices = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      case "api": field = apiField(parts.dropFirst())
      case "env": variable = environmentVariable(parts.dropFirst())
      default: preconditionFailure("unknown line in the table of settings: \(line)")
      }
    }
    return Setting(
      name: String(words[0]),
      type: type(words[1], choices),
      fallback: fallback,
      range: value("range=", in: words).map(range),
      field: field,
      variable: variable,
      notes: Set(words.dropFirst(2).compactMap { Setting.Note(rawValue: String($0)) }),
      serviceFallback: value("service=", in: words),
      hostedFallback: value("hosted=", in: words)
    )
  }

  private static func value(_ prefix: String, in words: [Substring]) -> String? {
    words.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  private static func range(_ text: String) -> ClosedRange<Int> {
    let ends = text.split(separator: ".").compactMap { Int($0) }
    return ends[0]...ends[1]
  }

  private static func type(_ word: Substring, _ choices: [String]) -> SettingType {
    switch word {
    case "bool": .bool
    case "int": .integer
    case "float": .decimal
    case "string": .text
    case "template": .template
    case "duration": .duration
    case "timestamp": .timestamp
    case "secret": .secret
    case "list": .list
    case "map": .map
    case "enum": .choice(choices)
    default: preconditionFailure("unknown type in the table of settings: \(word)")
    }
  }

  private static func apiField(_ words: ArraySlice<Substring>) -> Setting.APIField? {
    guard let name = words.first else { return nil }
    let form = words.dropFirst().filter { $0 != "!null" }.joined(separator: " ")
    return Setting.APIField(
      name: String(name),
      form: form,
      isNullable: !words.contains("!null")
    )
  }

  private static func environmentVariable(
    _ words: ArraySlice<Substring>
  ) -> Setting.EnvironmentVariable? {
    guard let name = words.first else { return nil }
    let rest = Array(words.dropFirst())
    let form = rest.first { !$0.hasPrefix("over=") && !$0.hasPrefix("under=") }
    return Setting.EnvironmentVariable(
      name: String(name),
      stronger: value("over=", in: rest).map { [$0] } ?? [],
      weaker: value("under=", in: rest).map { [$0] } ?? [],
      form: environmentForm(form)
    )
  }

  private static func environmentForm(_ word: Substring?) -> Setting.EnvironmentForm {
    switch word {
    case "!": .inverted
    case "comma-joined": .commaJoined
    case "json-array": .jsonArray
    case "k:v,comma": .pairs(separator: ":")
    case "k=v,comma": .pairs(separator: "=")
    case "rate": .rate
    case "charset-map": .characterSets
    case "presence": .presence
    case "rest-of-comma-list": .restOfList
    case let word? where word.hasPrefix("="): .equals(String(word.dropFirst()))
    // The type says the rest: seconds, durations, addresses, texts.
    case nil, _?: .plain
    }
  }
}
