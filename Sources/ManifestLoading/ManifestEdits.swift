import ObjectModel
import YAMLSource

/// Edits the texts of manifests one after another, and the files that hold their bodies.
struct ManifestEdits {
  let registry: KindRegistry
  let files: ProjectFiles
  /// How an export would write what is declared.
  let former: [ObjectID: Node]
  /// How an export would write what is there.
  let nodes: [ObjectID: Node]
  /// The objects in which others live that have documents of their own.
  let hosts: Set<ObjectID>
  /// The file whose manifests are at hand.
  var manifest = ""
  /// The new texts of files that hold bodies.
  private(set) var bodies: [String: String] = [:]

  init(
    registry: KindRegistry,
    files: ProjectFiles,
    former: [ObjectID: Node],
    nodes: [ObjectID: Node],
    hosts: Set<ObjectID>
  ) {
    self.registry = registry
    self.files = files
    self.former = former
    self.nodes = nodes
    self.hosts = hosts
  }

  /// The text of a manifest that says what is there; nil when it has to be written anew.
  mutating func text(_ text: String, of id: ObjectID) -> String? {
    // What also stands in documents of its own would have to be looked for there.
    guard !hosts.contains(where: { $0 == id || $0.isWithin(id) }), let old = former[id],
      let new = nodes[id], let edit = ManifestEdit(text)
    else { return nil }
    guard let field = registry.kind(id.kind).traits.fileField,
      let file = edit.fileName(besides: field), old[field] != new[field]
    else { return edit.changed(from: old, to: new) }
    guard let path = ProjectFiles.path(file, besideFile: manifest),
      let body = body(at: path, from: old[field], to: new[field])
    else { return nil }
    let result = edit.changed(from: old.removing(field), to: new.removing(field))
    if result != nil { bodies[path] = body }
    return result
  }

  /// The text of a file that holds a body, for another body: it ends as it did.
  private func body(at path: String, from old: Node?, to new: Node?) -> String? {
    guard let old = old?.stringValue, let new = new?.stringValue,
      case .success(let bytes) = files.contents(path)
    else { return nil }
    let present = String(decoding: bytes, as: UTF8.self)
    return present == old + "\n" ? new + "\n" : new
  }
}
