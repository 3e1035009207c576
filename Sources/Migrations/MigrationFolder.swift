import FoundationEssentials
import Glibc
import PostgresVocabulary

/// A folder of migration files.
public struct MigrationFolder: Sendable {
  /// The folder's path.
  public let path: String
  /// Its migrations in the order in which they are run.
  public let files: [MigrationFile]
  /// Its other SQL files, which the Supabase CLI passes over.
  public let passedOver: [String]

  /// Reads a folder; one that is not there has no files.
  ///
  /// - Parameter path: where it is.
  /// - Throws: `MigrationError` for a file that cannot be read and for versions that occur twice.
  public init(path: String) throws(MigrationError) {
    self.path = path
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard !exists || isFolder else { throw .notAFolder(path) }
    let names = (exists ? try? FileManager.default.contentsOfDirectory(atPath: path) : []) ?? []
    let scripts = names.filter { $0.hasSuffix(".sql") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    passedOver = scripts.filter { MigrationFile.parts(of: $0) == nil }
    var files: [MigrationFile] = []
    for name in scripts {
      guard let parts = MigrationFile.parts(of: name) else { continue }
      guard let data = FileManager.default.contents(atPath: "\(path)/\(name)"),
        let text = String(validating: data, as: UTF8.self)
      else { throw .unreadable("\(path)/\(name)") }
      if let other = files.last(where: { $0.version == parts.version }) {
        throw .sameVersion(other.fileName, name)
      }
      // What people have written to be run is run as it is.
      files.append(
        MigrationFile(version: parts.version, name: parts.name, sql: SQL(unchecked: text))
      )
    }
    self.files = files
  }

  /// The versions that new files get: the time now, or later if a file is there from later.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - now: the seconds since 1970.
  /// - Returns: the versions, in order.
  /// - Throws: `MigrationError` when what is there leaves no room behind it.
  public func versions(
    _ count: Int,
    now: Int
  ) throws(MigrationError) -> [MigrationVersion] {
    var first = now
    if let last = files.last?.version, last >= MigrationVersion(seconds: now) {
      guard let seconds = last.seconds else { throw .noVersionAfter(last) }
      first = seconds + 1
    }
    return (0..<count).map { MigrationVersion(seconds: first + $0) }
  }

  /// Writes new files: all of them, or none; what is there is never overwritten.
  ///
  /// They are written aside first, and then only linked under their names.
  ///
  /// - Parameter files: the files.
  /// - Throws: `MigrationError` for what cannot be written.
  public func write(_ files: [MigrationFile]) throws(MigrationError) {
    if files.isEmpty { return }
    let aside = "\(path)/.plumb-\(UInt32.random(in: .min ... .max))"
    do {
      try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path)
    }
    defer { try? FileManager.default.removeItem(atPath: aside) }
    for file in files {
      let place = URL(filePath: "\(aside)/\(file.fileName)")
      do {
        try Data(file.sql.text.utf8).write(to: place)
      } catch {
        throw .unwritable("\(path)/\(file.fileName)")
      }
    }
    var linked: [String] = []
    for file in files {
      let place = "\(path)/\(file.fileName)"
      guard link("\(aside)/\(file.fileName)", place) == 0 else {
        for earlier in linked { unlink(earlier) }
        throw .unwritable(place)
      }
      linked.append(place)
    }
  }
}

/// Why a folder of migrations cannot be worked with.
public enum MigrationError: Error, Hashable, Sendable {
  /// The path is that of a file.
  case notAFolder(String)
  /// A file cannot be read, or is not UTF-8.
  case unreadable(String)
  /// A file or a folder cannot be written.
  case unwritable(String)
  /// Two files have one version.
  case sameVersion(String, String)
  /// The last version is not a time, so that none can follow it.
  case noVersionAfter(MigrationVersion)
  /// The table holds no version of this name, and no file has it.
  case unknownVersion(String)
}
