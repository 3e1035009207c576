public import PostgresVocabulary

/// What identifies one object of a database, at the grain of `pg_depend`.
///
/// An object that lies in a schema has the names `[schema, name]`, one without a schema `[name]`;
/// one that lives inside another has that one as its `parent` and its own name only. Objects that
/// say something about another (its owner, comment, a grant on it) have it as their parent too.
///
/// Catalogs hold and look up many of them: a copy is one reference, and the hash is known.
public struct ObjectID: Hashable, Sendable {
  @usableFromInline let storage: Storage

  @usableFromInline
  final class Storage: Sendable {
    @usableFromInline let kind: KindName
    @usableFromInline let names: [String]
    @usableFromInline let parent: ObjectID?
    let hash: Int
    /// How many objects this one lives in.
    let depth: Int

    init(_ kind: KindName, _ names: [String], in parent: ObjectID?) {
      self.kind = kind
      self.names = names
      self.parent = parent
      depth = parent.map { $0.storage.depth + 1 } ?? 0
      var hasher = Hasher()
      hasher.combine(kind)
      // By bytes: Swift takes texts as equal that PostgreSQL does not.
      for var name in names {
        hasher.combine(name.utf8.count)
        name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      }
      hasher.combine(parent?.storage.hash)
      hash = hasher.finalize()
    }
  }

  /// What kind of object this is.
  @inlinable public var kind: KindName { storage.kind }

  /// The names below the parent, outermost first.
  @inlinable public var names: [String] { storage.names }

  /// The object that this one lives in, or that it says something about.
  @inlinable public var parent: ObjectID? { storage.parent }

  /// Identifies an object that lives in no other.
  public init(_ kind: KindName, _ names: [String]) {
    self.init(kind, names, within: nil)
  }

  /// Identifies an object that lives in a schema.
  public init(_ kind: KindName, _ name: QualifiedName) {
    self.init(kind, [name.schema ?? "public", name.name], within: nil)
  }

  /// Identifies an object that lives inside another.
  public init(_ kind: KindName, _ names: [String], in parent: ObjectID) {
    self.init(kind, names, within: parent)
  }

  private init(_ kind: KindName, _ names: [String], within parent: ObjectID?) {
    storage = Storage(kind, names, in: parent)
  }

  /// The outermost object that this one lives in; itself when it lives in no other.
  public var root: ObjectID { parent?.root ?? self }

  /// The last of its names; empty for an object that has none of its own, such as a comment.
  public var name: String { names.last ?? "" }

  /// The schema that the object, or the one that it lives in, lies in.
  public var schema: String? {
    let root = self.root
    return root.names.count > 1 ? root.names[0] : nil
  }

  /// The schemas of the types in the name of an object that lies in none itself, such as a cast:
  /// `(integer AS app.money)`.
  public var schemasInName: [String] {
    guard parent == nil, names.count == 1, name.hasPrefix("(") else { return [] }
    var schemas: [String] = []
    var word = ""
    var isQuoted = false
    for character in name.dropFirst() {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == ".", let schema = QualifiedName(parsing: word)?.name {
        schemas.append(schema)
      }
      let isPart = isQuoted || character == "\"" || character == "_" || character == "$"
      word = isPart || character.isLetter || character.isNumber ? word + String(character) : ""
    }
    return schemas
  }

  /// Schema and name of an object that lies in a schema.
  ///
  /// For an object that has further names (a function's argument types) they are left out.
  public var qualifiedName: QualifiedName {
    names.count > 1
      ? QualifiedName(schema: names[0], name: names[1]) : QualifiedName(schema: nil, name: name)
  }

  /// Tells whether the object is, or lives anywhere inside, another.
  public func isWithin(_ other: ObjectID) -> Bool {
    self == other || (parent?.isWithin(other) ?? false)
  }

  /// The same object with an ancestor (or itself) exchanged for another.
  public func replacing(_ old: ObjectID, with new: ObjectID) -> ObjectID {
    if self == old { return new }
    guard let parent else { return self }
    let moved = parent.replacing(old, with: new)
    return moved == parent ? self : ObjectID(kind, names, in: moved)
  }

  /// The same object under another name of its own; the types of its arguments stay.
  public func renamed(to name: String) -> ObjectID {
    var renamed = names.isEmpty ? [""] : names
    renamed[parent == nil && renamed.count > 2 ? 1 : renamed.count - 1] = name
    return ObjectID(kind, renamed, within: parent)
  }

  /// Compares all parts, if the hash does not settle it.
  public static func == (left: Self, right: Self) -> Bool {
    let (one, other) = (left.storage, right.storage)
    if one === other { return true }
    return one.hash == other.hash && one.kind == other.kind && one.names == other.names
      && one.parent == other.parent
  }

  /// Feeds the hash that is known.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(storage.hash)
  }
}

// MARK: - Order and text

extension ObjectID: Comparable, CustomStringConvertible {
  /// Orders by the outermost object first, so that what lives inside another follows it.
  public static func < (left: Self, right: Self) -> Bool {
    left.precedence(over: right) == .before
  }

  private enum Precedence { case before, same, after }

  private func precedence(over other: Self) -> Precedence {
    if self == other { return .same }
    let (depth, otherDepth) = (storage.depth, other.storage.depth)
    if depth > otherDepth, let parent {
      let above = parent.precedence(over: other)
      return above == .same ? .after : above
    }
    if otherDepth > depth, let parent = other.parent {
      let above = precedence(over: parent)
      return above == .same ? .before : above
    }
    if let parent, let otherParent = other.parent {
      let above = parent.precedence(over: otherParent)
      if above != .same { return above }
    }
    return ownPrecedence(over: other)
  }

  private func ownPrecedence(over other: Self) -> Precedence {
    for (name, otherName) in zip(names, other.names) where name != otherName {
      return name < otherName ? .before : .after
    }
    if names.count != other.names.count {
      return names.count < other.names.count ? .before : .after
    }
    for (name, otherName) in zip(names, other.names) where !name.utf8.elementsEqual(otherName.utf8)
    {
      return name.utf8.lexicographicallyPrecedes(otherName.utf8) ? .before : .after
    }
    return kind == other.kind ? .same : kind < other.kind ? .before : .after
  }

  /// The object as people name it: `column public.todos.title`.
  public var description: String {
    var text = kind.description
    text += " "
    appendLabel(to: &text)
    return text
  }

  /// The object's name without its kind: `public.todos.title`, `"reads" on public.todos`.
  public var label: String {
    var text = ""
    appendLabel(to: &text)
    return text
  }

  private func appendLabel(to text: inout String) {
    if let parent {
      if names.isEmpty {
        text += "on \(parent)"
        return
      }
      parent.appendLabel(to: &text)
      text += "."
    } else if kind.isSetting {
      text += name
      return
    }
    Self.append(names, to: &text)
  }

  /// Appends names as SQL; the third of three is what stands in parentheses.
  private static func append(_ names: [String], to text: inout String) {
    for (index, name) in names.enumerated() {
      if index == 2, names.count == 3 {
        text += "(\(name))"
      } else {
        if index > 0 { text += "." }
        text += quoted(name)
      }
    }
  }

  /// A name as SQL; the symbols of operators and what is made of types in parentheses are no
  /// identifiers.
  private static func quoted(_ name: String) -> String {
    let isSymbol = !name.isEmpty && name.utf8.allSatisfy(symbols.contains)
    return isSymbol || name.utf8.first == UInt8(ascii: "(")
      ? name : SQL(identifier: name).text
  }

  private static let symbols = Set("+-*/<>=~!@#%^&|`?".utf8)
}
