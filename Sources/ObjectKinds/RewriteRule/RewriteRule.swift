import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A rewrite rule.
  static let rule = KindName("rule")
}

/// A rewrite rule of a table or view; the rule that makes a view a view is the view's query.
///
/// Catalog: `pg_rewrite`. Manual: CREATE RULE; ALTER TABLE, ENABLE RULE. Versions: all.
struct RewriteRule: CatalogObject {
  static let kind = KindName.rule
  static let summary = "What is done besides, or instead of, a command on a table or view."
  private static let relations: [KindName] = [.table, .view]
  static let places: [ManifestPlace] = [
    .named("rules", within: relations), .document(.rule, on: relations),
  ]
  static let fields: [Field<Self>] = [
    Field("event", \.event, .alter, "The command that it is about.", isRequired: true),
    Field("where", \.condition, .alter, "The condition under which it applies."),
    Field("instead", \.isInstead, .alter, "Whether its commands stand in the place of that one."),
    Field("do", \.commands, .alter, "The commands, one or a list; or nothing.", isRequired: true),
    Field("enabled", \.enabled, .alter, "In which replication role it applies, or disabled."),
  ]
  static let traits = KindTraits.with {
    $0.infersRenames = true
    $0.topic = .triggers
    $0.exportFolder = "rules"
  }

  let id: ObjectID
  var event = Event.insert
  var condition: SQL?
  var isInstead = false
  var commands = Commands()
  var enabled = FiringState.origin

  init(id: ObjectID) {
    self.id = id
  }
}

extension RewriteRule {
  /// The command that a rule is about: `pg_rewrite.ev_type`.
  enum Event: String, CaseIterable, FieldCodable {
    case insert, update, delete
  }

  /// The commands of a rule; none stands for `NOTHING`.
  struct Commands: FieldCodable {
    var list: [SQL] = []

    init(_ list: [SQL] = []) {
      self.list = list
    }

    static let shape = ValueShape.any([.text("a command, or nothing"), .list(SQL.shape)])

    init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
      if let text = node.stringValue {
        self.init(text.lowercased() == "nothing" ? [] : [SQL(unchecked: text)])
      } else if node.items != nil {
        guard let list = [SQL](node: node, field: field, diagnostics: &diagnostics) else {
          return nil
        }
        self.init(list)
      } else {
        Self.reject(node, field: field, diagnostics: &diagnostics)
        return nil
      }
    }

    var fieldValue: FieldValue {
      switch list.count {
      case 0: .text("nothing")
      case 1: .text(list[0].text)
      default: .list(list.map(\.fieldValue))
      }
    }
  }
}
