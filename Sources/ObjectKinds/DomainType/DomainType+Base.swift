import ObjectModel
import PostgresVocabulary

extension DomainType {
  /// The type that a domain's values are of in the end.
  ///
  /// - Parameters:
  ///   - type: a type, as `format_type` prints it.
  ///   - catalog: where domains are looked up.
  /// - Returns: the type; nil when it is no domain, or one that is made of an array.
  static func base(of type: SQL, in catalog: Catalog) -> SQL? {
    var base: SQL?
    var type = type
    // A domain may be made of another; never of itself.
    while let name = QualifiedName(parsing: type.text),
      let domain = catalog.object(ObjectID(.domain, name), as: Self.self)
    {
      type = domain.baseType
      base = type
    }
    return base.flatMap { FormattedType($0).isArray ? nil : $0 }
  }
}
