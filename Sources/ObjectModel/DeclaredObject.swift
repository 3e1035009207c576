public import Diagnostics

/// An object as a manifest declares it, with the places where it does.
///
/// A class, since it has many parts and is handed on many times.
public final class DeclaredObject: Sendable {
  /// The object.
  public let object: any ManagedObject
  /// Where its name stands.
  public let range: SourceRange?
  /// Where each of its fields stands.
  public let fieldRanges: [String: SourceRange]
  /// The name it had before, as `renamed_from` says.
  public let renamedFrom: String?
  /// The kinds of which its manifest has a section, be it an empty one.
  public let statedSections: Set<KindName>

  /// Pairs an object with its places.
  public init(
    _ object: any ManagedObject,
    range: SourceRange?,
    fieldRanges: [String: SourceRange] = [:],
    renamedFrom: String? = nil,
    statedSections: Set<KindName> = []
  ) {
    self.object = object
    self.range = range
    self.fieldRanges = fieldRanges
    self.renamedFrom = renamedFrom
    self.statedSections = statedSections
  }
}
