extension TOMLDocument {
  /// Sets a value: in its place, or in a new line of its table, or in a new table.
  ///
  /// - Throws: `TOMLError.unwritable` when there is no place where that is possible.
  func setting(_ path: [String], to value: TOMLValue) throws(TOMLError) -> TOMLDocument {
    if case .table(let entries) = value, entry(at: path) == nil {
      return try settingTable(path, entries)
    }
    let new: [UInt8]
    if let entry = entry(at: path) {
      if entry.value == value { return self }
      new = replacing(entry.valueRange, with: value.written)
    } else {
      guard entries(below: path).isEmpty,
        !tables.contains(where: { Self.isSame($0.path.prefix(path.count), path[...]) })
      else { throw unwritable(path, "it is a table") }
      new = try inserting(path, value)
    }
    return try checked(new, path, value)
  }

  /// Removes a value with its lines.
  private func removing(_ path: [String]) throws(TOMLError) -> TOMLDocument {
    guard let entry = entry(at: path) else { return self }
    guard let lines = entry.lines else { throw unwritable(path, "it is part of an inline table") }
    var new = bytes
    new.removeSubrange(lines)
    return try checked(new, path, nil)
  }

  /// Gives a table that is not written inline exactly these entries.
  private func settingTable(
    _ path: [String],
    _ wanted: [String: TOMLValue]
  ) throws(TOMLError) -> TOMLDocument {
    var document = self
    for entry in entries(below: path) where wanted[entry.path[path.count]] == nil {
      document = try document.removing(entry.path)
    }
    for (name, value) in wanted.sorted(by: { $0.key < $1.key }) {
      document = try document.setting(path + [name], to: value)
    }
    return document
  }

  /// Reads what an edit has made, and refuses it when anything else has changed.
  private func checked(
    _ new: [UInt8],
    _ path: [String],
    _ value: TOMLValue?
  ) throws(TOMLError) -> TOMLDocument {
    let document = try TOMLDocument(new)
    func others(_ entries: [Entry]) -> [Entry] {
      entries.filter { entry in
        // An inline table that the path leads through has changed with it.
        let length = min(entry.path.count, path.count)
        return !Self.isSame(entry.path.prefix(length), path.prefix(length))
      }
    }
    let isElsewhereTheSame = others(entries).elementsEqual(others(document.entries)) {
      $0.path == $1.path
        && ($0.value == $1.value || $0.value.written == $1.value.written)
    }
    guard document.entry(at: path)?.value == value, isElsewhereTheSame else {
      throw unwritable(path, "other values would change with it")
    }
    return document
  }

  private func unwritable(_ path: [String], _ why: String) -> TOMLError {
    .unwritable(path.joined(separator: "."), why)
  }

  private func replacing(_ range: Range<Int>, with text: String) -> [UInt8] {
    var new = bytes
    new.replaceSubrange(range, with: text.utf8)
    return new
  }
}

// MARK: - New entries

extension TOMLDocument {
  private func inserting(_ path: [String], _ value: TOMLValue) throws(TOMLError) -> [UInt8] {
    for count in stride(from: path.count - 1, to: 0, by: -1) {
      let prefix = Array(path.prefix(count))
      if tables.contains(where: { $0.isArrayElement && Self.isSame($0.path, prefix) }) {
        throw unwritable(path, "it would belong to an array of tables")
      }
      if let entry = entry(at: prefix) {
        guard let place = entry.insertion, case .table(let known) = entry.value else {
          throw unwritable(path, "\(prefix.joined(separator: ".")) is no table")
        }
        let key = Self.written(path[count...])
        let text = "\(known.isEmpty ? " " : ", ")\(key) = \(value.written)"
        return replacing(place..<place, with: known.isEmpty ? text + " " : text)
      }
      if let table = tables.firstIndex(where: { Self.isSame($0.path, prefix) }) {
        if count == path.count - 1 { return line(path[count...], value, in: table) }
        break
      }
      if let last = lastDotted(prefix) {
        let depth = tables[last.table].path.count
        return line(path[depth...], value, in: last.table, at: last.lines?.upperBound)
      }
    }
    return newTable(path, value)
  }

  /// The last entry that a dotted key has put below a path.
  private func lastDotted(_ path: [String]) -> Entry? {
    entries(below: path).last { $0.lines != nil && tables[$0.table].path.count < path.count }
  }

  private func line(
    _ key: ArraySlice<String>,
    _ value: TOMLValue,
    in table: Int,
    at place: Int? = nil
  ) -> [UInt8] {
    let place = place ?? tables[table].end
    let text = "\(indentation(in: table))\(Self.written(key)) = \(value.written)\(lineEnd)"
    return replacing(place..<place, with: lineEndIfMissing(at: place) + text)
  }

  private func newTable(_ path: [String], _ value: TOMLValue) -> [UInt8] {
    let header = Array(path.dropLast())
    // Next to the table that shares most of its path, and the last one of these.
    var best = (count: 0, place: bytes.count)
    for table in tables where !table.path.isEmpty {
      let count = zip(table.path, header).prefix {
        $0 == $1 || $0.lowercased() == $1.lowercased()
      }.count
      if count > 0, count >= best.count { best = (count, table.outerEnd) }
    }
    let place = best.place
    let isAfterBlank = place == 0 || bytes[..<place].suffix(2).elementsEqual("\n\n".utf8)
    var text = lineEndIfMissing(at: place) + (isAfterBlank ? "" : lineEnd)
    text += "[\(Self.written(header[...]))]\(lineEnd)"
    text += "\(Self.written(path.suffix(1))) = \(value.written)\(lineEnd)"
    if place < bytes.count, bytes[place] != TOMLByte.newline,
      !bytes[place...].starts(with: [13, 10])
    {
      text += lineEnd
    }
    return replacing(place..<place, with: text)
  }

  private static func written(_ key: ArraySlice<String>) -> String {
    key.map(TOMLValue.key).joined(separator: ".")
  }

  /// The white space before the last line of a table.
  private func indentation(in table: Int) -> String {
    guard let lines = entries.last(where: { $0.table == table && $0.lines != nil })?.lines else {
      return ""
    }
    let blanks = bytes[lines].prefix(while: TOMLByte.isBlank)
    return String(decoding: blanks, as: UTF8.self)
  }

  private var lineEnd: String {
    guard let first = bytes.firstIndex(of: TOMLByte.newline), first > 0 else { return "\n" }
    return bytes[first - 1] == TOMLByte.carriageReturn ? "\r\n" : "\n"
  }

  private func lineEndIfMissing(at place: Int) -> String {
    let hasStart = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard place > (hasStart ? 3 : 0) else { return "" }
    return bytes[place - 1] == TOMLByte.newline ? "" : lineEnd
  }
}
