import FoundationEssentials
import ManifestLoading

/// The files of a project that begins empty.
struct NewProject {
  let folder: String
  let platform: Platform

  /// Writes `plumb.yaml` and a first table.
  ///
  /// - Throws: `UsageError` when there is a project already.
  func write() throws {
    if FileManager.default.fileExists(atPath: "\(folder)/\(ProjectFile.name)") {
      throw UsageError(
        "there is a project in \(folder) already",
        hint: "Edit its manifests in desired-state/."
      )
    }
    try write(
      """
      platform: \(platform.rawValue)
      manage: [public]

      """,
      to: ProjectFile.name
    )
    try write(
      """
      table: notes
      comment: What somebody wants to remember.
      columns:
        id: {type: bigint, identity: always}
        body: {type: text, not_null: true}
        created_at: {type: timestamptz, not_null: true, default: now()}
      primary_key: [id]

      """,
      to: "desired-state/public/tables/notes.yaml"
    )
  }

  /// Writes `environments/local.yaml`, unless it is there.
  func writeLocalEnvironment() throws {
    let path = "environments/local.yaml"
    if FileManager.default.fileExists(atPath: "\(folder)/\(path)") { return }
    try write("environment: local\ndatabase: embedded\n", to: path)
  }

  private func write(_ text: String, to path: String) throws {
    let file = "\(folder)/\(path)"
    try FileManager.default.createDirectory(
      at: URL(filePath: file).deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try OutputFile(file).write(text)
  }
}
