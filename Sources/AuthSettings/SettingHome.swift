public import Diagnostics
public import ObjectModel
public import YAMLSource

/// Where a live setting is kept, and what it takes to give it the declared value there.
public struct SettingHome: Hashable, Sendable {
  /// The place, as reports show it.
  let place: String
  /// The objects that the setting needs as it is now.
  let uses: [ObjectID]
  /// What makes the setting what is declared; nil where it is that already, or cannot be that.
  let change: Change?

  /// Describes where a setting is kept.
  init(place: String, uses: [ObjectID] = [], change: Change? = nil) {
    self.place = place
    self.uses = uses
    self.change = change
  }

  /// One change of a setting.
  struct Change: Hashable, Sendable {
    /// What carries it out.
    let call: ExternalCall
    /// What people should know of it.
    let reason: String
  }
}

extension SettingHome: FieldCodable {
  /// The name of a place.
  public static var shape: ValueShape { .text("a place") }

  /// Never read from a manifest.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) { nil }

  /// The place as reports show it.
  public var fieldValue: FieldValue { .text(place) }
}
