/// What a group of steps is about, where a plan is split into files with one responsibility each.
public enum Topic: String, CaseIterable, Comparable, Hashable, Sendable {
  /// Roles and their memberships.
  case roles
  /// Tables with all that makes them up, types, sequences, schemas, extensions.
  case schema
  /// Functions, procedures, aggregates.
  case functions
  /// Views, materialized or not.
  case views
  /// What runs when rows change.
  case triggers
  /// Who sees which rows, and what is granted on what is there already.
  case policies
  /// What others replicate.
  case publications
  /// Rows that belong to what is declared.
  case data
  /// What is granted on objects still to come.
  case privileges
  /// What runs when statements do.
  case eventTriggers = "event_triggers"

  /// Orders topics as things are built; they are taken down the other way round.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
