public import Diagnostics

/// Another name for a part of an object that is no object itself: an attribute of a composite type,
/// a value of an enum.
public struct PartRename: Hashable, Sendable {
  /// The name before.
  public let old: String
  /// The name afterwards.
  public let new: String
  /// Where the manifest says the name before.
  public let range: SourceRange?

  /// Pairs two names.
  public init(from old: String, to new: String, range: SourceRange? = nil) {
    self.old = old
    self.new = new
    self.range = range
  }

  /// Whether a name is the one before; by bytes.
  public func renames(_ name: String) -> Bool { name.utf8.elementsEqual(old.utf8) }

  /// Whether a list of names has the name before and not the one afterwards; by bytes, as the
  /// server tells names apart.
  public func isPending(in names: [String]) -> Bool {
    Self.holds(names, old) && !Self.holds(names, new)
  }

  /// Whether a list of names has the name afterwards and not the one before.
  public func isDone(in names: [String]) -> Bool {
    Self.holds(names, new) && !Self.holds(names, old)
  }

  /// Whether a list of names has both names.
  public func isContradicted(by names: [String]) -> Bool {
    Self.holds(names, new) && Self.holds(names, old)
  }

  private static func holds(_ names: [String], _ name: String) -> Bool {
    names.contains { $0.utf8.elementsEqual(name.utf8) }
  }
}
