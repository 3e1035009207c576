import Diagnostics
import ManifestLoading
import ObjectModel

extension DeclaredState {
  /// Where manifests declare each object, also by the identity that the server gives to it: what
  /// is declared as `f(a integer)` is `f(integer)`.
  ///
  /// - Parameters:
  ///   - desired: the objects as the server spells them.
  ///   - identity: the identity that the server gives to a declared object.
  /// - Returns: the places.
  func ranges(in desired: Catalog, identity: (ObjectID) -> ObjectID) -> [ObjectID: SourceRange] {
    var ranges = declared.compactMapValues(\.range)
    let others = ranges.keys.filter { desired[$0] == nil }
    for id in others {
      let own = identity(id)
      if own != id { ranges[own] = ranges[id] }
    }
    return ranges
  }
}
