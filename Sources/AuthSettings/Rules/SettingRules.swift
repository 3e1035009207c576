public import Diagnostics
public import ObjectModel

/// The declared settings, as rules that look at several of them see them.
struct DeclaredSettings {
  private let byName: [String: DeclaredObject]
  var diagnostics = DiagnosticCollector()

  init(_ declared: [DeclaredObject]) {
    byName = Dictionary(
      declared.map { ($0.object.id.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The names of all declared settings, in order.
  var names: [String] { byName.keys.sorted() }

  /// The value of a setting, if it is declared.
  subscript(name: String) -> AuthValue? { (byName[name]?.object as? AuthSetting)?.value }

  /// Whether a setting is declared as true.
  func isOn(_ name: String) -> Bool { self[name]?.isTrue == true }

  /// Whether a setting is declared and says something.
  func says(_ name: String) -> Bool { self[name].map { !$0.isEmpty } ?? false }

  /// Where the value of a setting stands.
  func place(_ name: String) -> SourceRange? {
    byName[name].flatMap { $0.fieldRanges["value"] ?? $0.range }
  }

  /// Reports that a setting breaks a rule.
  mutating func report(
    _ code: String,
    _ message: String,
    at name: String,
    hint: String? = nil,
    note: (text: String, name: String)? = nil
  ) {
    let notes = note.map { [Diagnostic.Note($0.text, at: place($0.name))] } ?? []
    diagnostics.error(code, message, at: place(name), hint: hint, notes: notes)
  }

  /// Reports settings that have to be declared because of another one.
  mutating func require(_ names: [String], because cause: String, _ reason: String) {
    for name in names where !says(name) {
      let message = "\(reason) needs \"\(name)\""
      if self[name] != nil {
        report(
          "auth.empty-setting",
          message + ", which is empty",
          at: name,
          note: ("\(reason) here", cause)
        )
      } else {
        report(
          "auth.missing-setting",
          message,
          at: cause,
          hint: "Declare \"\(name)\" under \"auth\"."
        )
      }
    }
  }
}

extension AuthSetting {
  /// Checks the rules that Supabase's command line and the service itself have for several settings
  /// together.
  public static func check(
    _ declared: [DeclaredObject],
    diagnostics: inout DiagnosticCollector
  ) {
    if declared.isEmpty { return }
    var settings = DeclaredSettings(declared)
    settings.checkCaptcha()
    settings.checkPasskeys()
    settings.checkMail()
    settings.checkTextMessages()
    settings.checkProviders()
    settings.checkHooks()
    settings.checkFactors()
    settings.checkThirdParties()
    settings.checkService()
    settings.checkNotes()
    diagnostics.merge(settings.diagnostics)
  }
}
