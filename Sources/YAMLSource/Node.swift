public import Diagnostics

/// A piece of YAML: a scalar, a list or a mapping, with its place in the file it was read from.
///
/// Nodes are equal when they say the same: places, quoting and layout do not count, the order of
/// keys does.
public struct Node: Sendable {
  /// What a node holds.
  public enum Content: Hashable, Sendable {
    /// Text, a number, a boolean or null.
    case scalar(Scalar)
    /// A list.
    case sequence([Node])
    /// Keys and values, in the order of the file.
    case mapping([Pair])
  }

  /// A key of a mapping and its value.
  public struct Pair: Hashable, Sendable {
    /// The key; always a scalar when it comes from `YAMLParser`.
    public var key: Node
    /// The value.
    public var value: Node

    /// Creates a pair.
    public init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }

    /// The text of the key.
    public var name: String { key.scalar?.text ?? "" }
  }

  /// How a list or mapping is written.
  public enum Layout: Hashable, Sendable {
    /// One line for each entry.
    case block
    /// On one line in brackets or braces, as long as it fits there.
    case flow
  }

  /// What the node holds.
  public var content: Content
  /// Where the node stands; nothing for a node that was made, not read.
  public var range: SourceRange?
  /// How a list or mapping is to be written; without effect on a scalar.
  public var layout: Layout

  /// Creates a node.
  public init(_ content: Content, range: SourceRange? = nil, layout: Layout = .block) {
    self.content = content
    self.range = range
    self.layout = layout
  }
}

extension Node: Hashable {
  /// Compares what two nodes say, without their places and layout.
  public static func == (lhs: Node, rhs: Node) -> Bool { lhs.content == rhs.content }

  /// Hashes what the node says.
  public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}

// MARK: - Making nodes

extension Node {
  /// Makes a text, which stays text whatever it looks like (`"true"`, `"12"`).
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - style: How to write it if that is possible; the default leaves it to the emitter.
  /// - Returns: The node, which has no place.
  public static func string(_ text: String, style: Scalar.Style? = nil) -> Node {
    Node(.scalar(Scalar(string: text, style: style)))
  }

  /// Makes `true` or `false`.
  public static func boolean(_ value: Bool) -> Node {
    Node(.scalar(Scalar(text: value ? "true" : "false", style: .plain)))
  }

  /// Makes an integer.
  public static func integer(_ value: Int64) -> Node {
    Node(.scalar(Scalar(text: String(value), style: .plain)))
  }

  /// Makes an integer.
  public static func integer(_ value: Int) -> Node { integer(Int64(value)) }

  /// Makes a null.
  public static var null: Node { Node(.scalar(Scalar(text: "null", style: .plain))) }

  /// Makes a list.
  public static func sequence(_ items: [Node], layout: Layout = .block) -> Node {
    Node(.sequence(items), layout: layout)
  }

  /// Makes a mapping from names and values.
  public static func mapping(
    _ pairs: KeyValuePairs<String, Node>,
    layout: Layout = .block
  ) -> Node {
    mapping(pairs.map { ($0.key, $0.value) }, layout: layout)
  }

  /// Makes a mapping from names and values.
  public static func mapping(_ pairs: [(String, Node)], layout: Layout = .block) -> Node {
    Node(.mapping(pairs.map { Pair(key: .string($0.0), value: $0.1) }), layout: layout)
  }
}

// MARK: - Reading nodes

extension Node {
  /// What the node is, for messages: "a mapping", "a list", "text", "a number", "null"….
  public var kindDescription: String {
    switch content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar):
      switch scalar.value {
      case .string: "text"
      case .boolean: "a boolean"
      case .integer, .decimal: "a number"
      case .null: "null"
      }
    }
  }

  /// The scalar, if the node is one.
  public var scalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The items, if the node is a list.
  public var items: [Node]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The keys and values, if the node is a mapping.
  public var pairs: [Pair]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }

  /// The value of a key, if the node is a mapping that has it.
  ///
  /// Complexity: O(n).
  public subscript(key: String) -> Node? {
    pairs?.first { $0.name == key }?.value
  }

  /// Whether the node is a plain `null`, `~` or nothing at all.
  public var isNull: Bool { scalar?.isNull ?? false }

  /// The truth value of a plain `true` or `false`.
  public var boolValue: Bool? { scalar?.boolValue }

  /// The value of a plain integer.
  public var integerValue: Int64? { scalar?.integerValue }

  /// The text of a scalar as it was written, numbers and booleans too; nothing for a null.
  public var stringValue: String? { scalar?.stringValue }

  /// What somebody probably meant by a text such as `yes`, `off` or `"true"`, which is no boolean.
  public var booleanLookalike: Bool? { scalar?.booleanLookalike }
}
