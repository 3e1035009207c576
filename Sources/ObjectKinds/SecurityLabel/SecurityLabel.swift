import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A security label on another object.
  static let securityLabel = KindName("security_label")
}

/// What a security provider is told of an object: a label of SELinux, a masking rule.
///
/// The provider is a module that the server has to have loaded; it alone knows what labels mean.
/// Catalogs: `pg_seclabel`, `pg_shseclabel`. Manual: SECURITY LABEL. Versions: all.
struct SecurityLabel: CatalogObject {
  static let kind = KindName.securityLabel
  static let summary = "What a security provider is told of the object."
  static let places: [ManifestPlace] = [.named("security_labels")]
  static let fields: [Field<Self>] = [
    Field("label", \.label, .alter, "The label, as the provider understands it.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "label"
    $0.isSpelledByServer = false
    $0.isCommentable = false
    $0.isForPeople = true
  }

  let id: ObjectID
  var label = ""

  init(id: ObjectID) {
    self.id = id
  }

  static func canBeAbout(_ subject: any ManagedObject.Type) -> Bool {
    subject.traits.isLabelable
  }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }
}

// MARK: - Catalog

extension SecurityLabel {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT l.classoid AS classid, l.objoid AS objid, l.objsubid, l.provider, l.label
    FROM pg_catalog.pg_seclabel l
    UNION ALL
    SELECT l.classoid, l.objoid, 0, l.provider, l.label
    FROM pg_catalog.pg_shseclabel l
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let subject = reading.object(at: try row.address()) else { return nil }
    self.init(id: ObjectID(.securityLabel, [try row.requiredText("provider")], in: subject))
    label = try row.requiredText("label")
  }
}

// MARK: - SQL

extension SecurityLabel {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a security label")
  }

  func create(in context: StepContext) -> [Step] {
    // What a label on a new object does, nobody has had before.
    let isOnNew = id.parent.map { context.live[$0] == nil || context.live[id] != nil } ?? false
    return [step(.create, "\(literal: label)", isOnNew ? [] : [hazard("label")], context)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [step(.alter, "\(literal: label)", [hazard("new label")], context)]
  }

  func drop(in context: StepContext) -> [Step] {
    [step(.drop, "NULL", [hazard("missing label")], context)]
  }

  private func step(
    _ action: Step.Action,
    _ value: SQL,
    _ hazards: [Hazard],
    _ context: StepContext
  ) -> Step {
    guard let subject = id.parent else { preconditionFailure("a label is about an object") }
    let address = context.address(of: subject, in: action == .drop ? context.live : nil)
    return Step(
      action,
      id,
      "SECURITY LABEL FOR \(identifier: id.name) ON \(address) IS \(value)",
      hazards: hazards
    )
  }

  private func hazard(_ what: String) -> Hazard {
    Hazard(
      .accessWidened,
      id,
      "only \(id.name) knows whether the \(what) lets somebody see or do more than before"
    )
  }
}
