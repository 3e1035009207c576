/// Where values of a type keep an attribute: at a key path, which for a stored property stands for
/// a distance from their start.
///
/// Every attribute of every object is read several times a plan, and the runtime takes much longer
/// to follow a key path than to read a property.
@usableFromInline
struct StoredPlace<Root, Value>: Sendable {
  @usableFromInline let path: any (WritableKeyPath<Root, Value> & Sendable)
  /// How many bytes from the start a stored property lies; nil for a computed one.
  @usableFromInline let offset: Int?

  @inlinable
  init(_ path: any (WritableKeyPath<Root, Value> & Sendable)) {
    self.path = path
    offset = MemoryLayout<Root>.offset(of: path)
  }

  /// Reads the attribute.
  @inlinable
  func value(in root: Root) -> Value {
    guard let offset else { return root[keyPath: path] }
    return withUnsafeBytes(of: root) { $0.load(fromByteOffset: offset, as: Value.self) }
  }
}
