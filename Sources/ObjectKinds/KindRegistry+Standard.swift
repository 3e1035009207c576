public import ObjectModel

extension KindRegistry {
  /// Every kind that Plumb knows, in the order in which ties between steps are settled.
  public static let standard = KindRegistry([
    Role.self,
    RoleSetting.self,
    RoleMembership.self,
    Schema.self,
    Extension.self,
    EnumType.self,
    DomainType.self,
    DomainConstraint.self,
    CompositeType.self,
    RangeType.self,
    // Routines come as early as they can: what calls them may be evaluated when it is made.
    Function.self,
    Procedure.self,
    Aggregate.self,
    SequenceGenerator.self,
    Table.self,
    Column.self,
    ColumnDefault.self,
    Identity.self,
    PrimaryKey.self,
    UniqueConstraint.self,
    CheckConstraint.self,
    ExclusionConstraint.self,
    ForeignKey.self,
    Index.self,
    ReplicaIdentity.self,
    RowSecurity.self,
    View.self,
    MaterializedView.self,
    ViewColumn.self,
    Policy.self,
    Trigger.self,
    Owner.self,
    Grant.self,
    DefaultPrivilege.self,
    EventTrigger.self,
    Comment.self,
  ])
}
