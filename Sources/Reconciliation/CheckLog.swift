public import Diffing
import FoundationEssentials
public import ObjectModel
import Planning

/// What earlier checks of an environment have found, kept beside the project in `.plumb/checks`.
///
/// A check changes nothing in the database, so it leaves its record here and not there.
public struct CheckLog: Codable, Sendable {
  /// When the last check was, as ISO 8601 in UTC.
  public private(set) var checkedAt: String?
  /// When a check last found nothing.
  public private(set) var verifiedAt: String?
  /// What the last check found, by the text of the object's identity.
  public private(set) var findings: [String: Finding] = [:]

  /// Whether the last attempt at a check could read the environment.
  public private(set) var wasReadable: Bool?

  /// Since when an object differs.
  public struct Finding: Codable, Hashable, Sendable {
    /// Tells one difference of the object from another.
    let digest: String
    /// The check that found it first.
    public let foundAt: String
    /// The check before that, which had not; nil when there was none.
    public let notFoundAt: String?
  }

  /// Nothing has been checked yet.
  public init() {}

  /// Enters what a check has found.
  ///
  /// - Parameters:
  ///   - changes: what would have to change, of what is not allowed.
  ///   - time: when the check was, as ISO 8601 in UTC.
  /// - Returns: The objects that differ and did not so at the last check.
  @discardableResult
  public mutating func enter(_ changes: [Change], at time: String) -> Set<ObjectID> {
    var new: Set<ObjectID> = []
    var found: [String: Finding] = [:]
    for change in changes {
      let digest = Self.digest(of: change)
      if let known = findings[change.id.description], known.digest == digest {
        found[change.id.description] = known
      } else {
        new.insert(change.id)
        found[change.id.description] = Finding(
          digest: digest,
          foundAt: time,
          notFoundAt: checkedAt
        )
      }
    }
    findings = found
    checkedAt = time
    if changes.isEmpty { verifiedAt = time }
    return new
  }

  /// Enters whether the environment could be read.
  ///
  /// - Returns: Whether that is another answer than before.
  public mutating func enter(readable: Bool) -> Bool {
    let before = wasReadable ?? true
    wasReadable = readable
    return before != readable
  }

  /// Since when an object differs.
  public subscript(id: ObjectID) -> Finding? { findings[id.description] }

  private static func digest(of change: Change) -> String {
    Fingerprint.digest(
      of: .map([
        .init("old", change.old.map { .map($0.comparedValues) } ?? .absent),
        .init("new", change.new.map { .map($0.comparedValues) } ?? .absent),
      ])
    )
  }
}

// MARK: - Files

extension CheckLog {
  /// Reads the record of an environment; an empty one where there is none that can be read.
  public static func read(_ environment: String, inProjectAt root: String) -> CheckLog {
    guard let data = try? Data(contentsOf: URL(filePath: path(environment, root))),
      let log = try? JSONDecoder().decode(CheckLog.self, from: data)
    else { return CheckLog() }
    return log
  }

  /// Writes the record; a check does not fail because its record cannot be kept.
  public func write(_ environment: String, inProjectAt root: String) {
    let path = Self.path(environment, root)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard let data = try? encoder.encode(self) else { return }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // What is found on one machine is nothing for a repository.
    let ignored = (root.isEmpty ? "." : root) + "/.plumb/.gitignore"
    if !FileManager.default.fileExists(atPath: ignored) {
      try? Data("*\n".utf8).write(to: URL(filePath: ignored))
    }
    try? data.write(to: URL(filePath: path), options: .atomic)
  }

  private static func path(_ environment: String, _ root: String) -> String {
    let safe = String(environment.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "_" })
    return (root.isEmpty ? "." : root) + "/.plumb/checks/\(safe).json"
  }
}
