/// Paths in manifests begin at the project's folder, those in the command line's configuration at
/// the folder `supabase`, or at the one above it.
struct ConfigTOMLPaths {
  /// The project's folder.
  let project: String
  /// The folder of the configuration.
  let folder: String

  init(project: String, file: String) {
    self.project = Self.normal(project)
    let parts = Self.normal(file).split(separator: "/")
    folder = "/" + parts.dropLast().joined(separator: "/")
  }

  /// Where a setting's path begins in the configuration.
  private func base(of setting: Setting) -> String {
    guard setting.name.hasPrefix("email.template.") else { return folder }
    return "/" + folder.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// The path that the configuration takes for a path of a manifest.
  func written(_ path: String, _ setting: Setting) -> String {
    path.hasPrefix("/") || path.isEmpty
      ? path : Self.relative(Self.normal("\(project)/\(path)"), to: base(of: setting))
  }

  /// The path that a manifest takes for a path of the configuration.
  func declared(_ path: String, _ setting: Setting) -> String {
    path.hasPrefix("/") || path.isEmpty
      ? path
      : String(Self.relative(Self.normal("\(base(of: setting))/\(path)"), to: project).dropFirst(2))
  }

  /// Whether a path of a manifest and one of the configuration lead to the same file.
  func isSame(_ declared: String, _ written: String, _ setting: Setting) -> Bool {
    Self.normal(declared.hasPrefix("/") ? declared : "\(project)/\(declared)")
      == Self.normal(written.hasPrefix("/") ? written : "\(base(of: setting))/\(written)")
  }

  /// A path without `.` and `..`.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private static func relative(_ path: String, to base: String) -> String {
    let target = path.split(separator: "/")
    let start = base.split(separator: "/")
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: start.count - shared)
    let down = target[shared...].map(String.init)
    return ((up.isEmpty ? ["."] : up) + down).joined(separator: "/")
  }
}
