import ObjectModel
import PostgresVocabulary

extension KindName {
  /// An aggregate function.
  static let aggregate = KindName("aggregate")
}

/// An aggregate function: plain, ordered-set or hypothetical-set.
///
/// Its arguments tell which: those of an ordered-set aggregate have `ORDER BY` among them.
/// Catalogs: `pg_aggregate`, `pg_proc`. Manual: CREATE AGGREGATE. Versions: all.
struct Aggregate: Callable {
  static let kind = KindName.aggregate
  static let summary = "A function that makes one value of those of many rows."
  static let places: [ManifestPlace] = [.document(.aggregate)]
  static let word: SQL = "AGGREGATE"
  static let noArguments = "*"
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.isUsedByName = true
    $0.topic = .functions
    $0.hidesReferences = true
    $0.isLabelable = true
    $0.isOwnable = true
    $0.privileges = PrivilegeSet(
      ["execute"],
      publicByDefault: ["execute"],
      objectType: "functions"
    )
    $0.exportFolder = "aggregates"
    $0.latestAddressQuery = """
      SELECT p.tableoid AS classid, p.oid AS objid
      FROM pg_catalog.pg_proc p
      ORDER BY p.oid DESC
      LIMIT 1
      """
  }
  static let fields: [Field<Self>] =
    [
      .inName("arguments", \.arguments, .alter, "The arguments; with ORDER BY for an ordered set.")
    ] + own + moving + [
      .derived("signature", \.signature, "it follows from the arguments"),
      .derived("form", \.form, "it follows from the arguments and hypothetical"),
      .derived("returns", \.returns, "it follows from finalfunc or stype"),
    ]

  private static let own: [Field<Self>] = [
    Field("hypothetical", \.isHypothetical, .alter, "Whether it is a hypothetical-set aggregate."),
    Field("sfunc", \.transition, .alter, "The function called for each row.", isRequired: true),
    Field("stype", \.stateType, .alter, "The type of its state.", isRequired: true),
    Field("sspace", \.stateSpace, .alter, "The usual size of its state in bytes."),
    Field("finalfunc", \.final, .alter, "The function that makes the result of the state."),
    Field("finalfunc_extra", \.finalTakesArguments, .alter, "Whether that gets nulls as well."),
    Field(
      "finalfunc_modify",
      \.finalModifies,
      .alter,
      "Whether that changes the state; usual are read_only, and read_write for ordered sets."
    ),
    Field("combinefunc", \.combine, .alter, "The function that joins two states."),
    Field("serialfunc", \.serialize, .alter, "The function that turns a state into bytes."),
    Field("deserialfunc", \.deserialize, .alter, "The function that turns bytes into a state."),
    Field("initcond", \.initial, .alter, "The state before the first row; null when left out."),
    Field("sortop", \.sortOperator, .alter, "The operator by which it is the first of all values."),
    Field("parallel", \.parallel, .alter, "Whether it can run in parallel queries."),
    Field(
      "depends_on_extensions",
      \.extensions,
      .alter,
      "The extensions that it goes away with."
    ),
  ]

  private static let moving: [Field<Self>] = [
    Field("msfunc", \.movingTransition, .alter, "As sfunc, where the frame of a window moves."),
    Field("minvfunc", \.movingInverse, .alter, "The function called for a row that leaves it."),
    Field("mstype", \.movingStateType, .alter, "As stype, where the frame moves."),
    Field("msspace", \.movingStateSpace, .alter, "As sspace, where the frame moves."),
    Field("mfinalfunc", \.movingFinal, .alter, "As finalfunc, where the frame moves."),
    Field("mfinalfunc_extra", \.movingFinalTakesArguments, .alter, "As finalfunc_extra there."),
    Field("mfinalfunc_modify", \.movingFinalModifies, .alter, "As finalfunc_modify there."),
    Field("minitcond", \.movingInitial, .alter, "As initcond, where the frame moves."),
  ]

  let id: ObjectID
  var arguments: SQL
  var isHypothetical = false
  var transition: SQL = ""
  var stateType: SQL = ""
  var stateSpace = 0
  var final: SQL?
  var finalTakesArguments = false
  var finalModifies: StateUse?
  var combine: SQL?
  var serialize: SQL?
  var deserialize: SQL?
  var initial: String?
  var sortOperator: OperatorName?
  var parallel = ParallelSafety.unsafe
  var extensions: [String] = []
  var movingTransition: SQL?
  var movingInverse: SQL?
  var movingStateType: SQL?
  var movingStateSpace = 0
  var movingFinal: SQL?
  var movingFinalTakesArguments = false
  var movingFinalModifies: StateUse?
  var movingInitial: String?
  var signature = RoutineSignature()
  /// `pg_aggregate.aggkind` and the number of direct arguments, which no `OR REPLACE` can change.
  var form = ""
  var returns: SQL = ""

  init(id: ObjectID) {
    self.id = id
    arguments = Self.arguments(of: id)
  }

  var references: [ObjectID] {
    extensions.map { ObjectID(.extension, [$0]) }
  }
}

/// What a final function does to the state: `pg_aggregate.aggfinalmodify`.
enum StateUse: String, CaseIterable, FieldCodable {
  case readOnly = "read_only"
  case shareable
  case readWrite = "read_write"

  var sql: SQL {
    switch self {
    case .readOnly: "READ_ONLY"
    case .shareable: "SHAREABLE"
    case .readWrite: "READ_WRITE"
    }
  }
}
