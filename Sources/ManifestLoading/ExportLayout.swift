import ObjectModel

/// Chooses the files of exported objects: by schema, kind and name, and safe on every file system.
struct ExportLayout {
  private let registry: KindRegistry
  /// The paths given so far, in lower case, with what they stand for.
  private var taken: [String: [String]] = [:]

  init(registry: KindRegistry) {
    self.registry = registry
  }

  /// The file of an object; objects that differ in their arguments only share one.
  mutating func path(of id: ObjectID) -> String {
    let parts = [ManifestLoader.folder] + place(of: id)
    var path = ""
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let exact = Array(parts[...index])
      path += index == 0 ? part : "/" + unique(Self.safe(part), in: path, for: exact, isLast)
    }
    return path + ".yaml"
  }

  private func place(of id: ObjectID) -> [String] {
    let traits = registry.kind(id.kind).traits
    let folder = traits.exportFolder ?? id.kind.text + "s"
    if traits.isUnnamed {
      let key = registry.kind(id.kind).places.first(where: \.isDocument)?.key
      return [folder, key ?? id.kind.text]
    }
    if id.kind == .schema { return [id.name, "schema"] }
    // What stands on an object that is not exported itself is gathered by that object.
    let root = id.root
    let name = root.names.count > 1 ? root.names[1] : root.name
    if let schema = root.schema { return [schema, folder, name] }
    return folder == "cluster" ? ["cluster", name] : ["cluster", folder, name]
  }

  /// The name, or one with a suffix when the same file stands for something else already.
  private mutating func unique(
    _ name: String,
    in folder: String,
    for exact: [String],
    _ isFile: Bool
  ) -> String {
    var candidate = name
    var attempt = exact.joined(separator: "/")
    while true {
      let key = (folder + "/" + candidate).lowercased() + (isFile ? ".yaml" : "")
      if taken[key] == nil { taken[key] = exact }
      if taken[key] == exact { return candidate }
      candidate = "\(name)-\(Self.digest(attempt))"
      attempt += "'"
    }
  }

  // MARK: Names

  /// A name that every file system takes; one that has to be changed carries a digest.
  static func safe(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isPlain || "_-.$ ".unicodeScalars.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "_"
      }
    }
    if result.first == "." || result.first == " " || result.first == "-" {
      result = "_" + result.dropFirst()
    }
    if result.last == "." || result.last == " " { result = result.dropLast() + "_" }
    if result.utf8.count > 150 {
      while result.utf8.count > 150 { result.removeLast() }
    }
    if isReserved(result) { result += "_" }
    return result == name && !name.isEmpty ? name : "\(result)-\(digest(name))"
  }

  /// Whether Windows keeps the name for a device.
  private static func isReserved(_ name: String) -> Bool {
    // The last of four characters takes up to four bytes.
    guard (3...7).contains(name.utf8.prefix { $0 != UInt8(ascii: ".") }.count) else { return false }
    let stem = name.prefix { $0 != "." }.lowercased()
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    return stem.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt"))
      && stem.last?.isNumber == true
  }

  /// Eight hexadecimal digits that are the same in every run: FNV-1a.
  private static func digest(_ text: String) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
