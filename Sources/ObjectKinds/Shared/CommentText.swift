import ObjectModel
import PostgresVocabulary

/// A comment of one sort or another: words for people about something that the catalogs hold.
///
/// Manual: COMMENT. PostgreSQL keeps no empty comment.
protocol CommentText: CatalogObject {
  /// The comment; never empty in a catalog.
  var text: String { get }

  /// The statement that says it; where the text is `NULL`, nothing is said any more.
  func step(_ action: Step.Action, _ text: SQL, in context: StepContext) -> Step
}

extension CommentText {
  func goesWithoutSaying(in context: StepContext) -> Bool { text.isEmpty }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }

  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a comment")
  }

  func create(in context: StepContext) -> [Step] {
    [step(.create, "\(literal: text)", in: context)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [step(.alter, "\(literal: text)", in: context)]
  }

  func drop(in context: StepContext) -> [Step] { [step(.drop, "NULL", in: context)] }
}

extension KindTraits {
  /// Those of every sort of comment.
  static let comment = with {
    $0.isRenamable = false
    $0.shorthand = "text"
    $0.isSpelledByServer = false
    $0.isCommentable = false
  }
}
