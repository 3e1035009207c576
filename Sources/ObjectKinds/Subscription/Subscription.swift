import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A subscription.
  static let subscription = KindName("subscription")
}

/// A subscription: what the database gets from publications of another one by logical replication.
///
/// No statement connects to the other database: the slot there is made and dropped by hand, and the
/// tables are fetched by `ALTER SUBSCRIPTION … REFRESH PUBLICATION` when that is done.
///
/// Only superusers see the connection string; for others it counts as unchanged.
/// Catalog: `pg_subscription`. Manual: CREATE SUBSCRIPTION. Versions: `password_required`,
/// `run_as_owner`, `origin` and parallel streaming are 16 and later, `failover` 17 and later.
struct Subscription: CatalogObject {
  static let kind = KindName.subscription
  static let summary = "What the database gets from publications of another one."
  static let places: [ManifestPlace] = [.document(.subscription)]
  static let fields: [Field<Self>] = [
    Field(
      "connection",
      \.connection,
      .alter,
      "How the other database is reached; secrets by reference.",
      isRequired: true
    ),
    Field("publications", \.publications, .alter, "The publications there.", isRequired: true),
    Field("enabled", \.isEnabled, .alter, "Whether it runs; it does by default."),
    Field(
      "slot_name",
      \.slotName,
      .alter,
      "The replication slot there; the subscription's name by default, or none."
    ),
    Field("synchronous_commit", \.synchronousCommit, .alter, "The setting of its workers; off."),
    Field("binary", \.isBinary, .alter, "Whether data come in binary form."),
    Field("streaming", \.streaming, .alter, "Whether open transactions come too; off by default."),
    Field("two_phase", \.isTwoPhase, .alter, "Whether prepared transactions come as such."),
    Field("disable_on_error", \.stopsOnError, .alter, "Whether an error ends it."),
    Field(
      "password_required",
      \.requiresPassword,
      .alter,
      "Whether an owner who is no superuser must connect by password; 16 and later."
    ),
    Field(
      "run_as_owner",
      \.runsAsOwner,
      .alter,
      "Whether it acts as its owner, not as the tables' owners; 16 and later."
    ),
    Field("origin", \.origin, .alter, "Which changes come; 16 and later."),
    Field(
      "failover",
      \.failsOver,
      .alter,
      "Whether the slot is kept on standbys of the other server; 17 and later."
    ),
  ]
  static let traits = KindTraits.with {
    $0.isOwnable = true
    $0.isSpelledByServer = false
    $0.isReferredTo = false
    $0.holdsSecrets = true
    $0.exportFolder = "subscriptions"
  }

  let id: ObjectID
  var connection = ConnectionInfo()
  var publications: [String] = []
  var isEnabled = true
  /// `none` for no slot: no slot can have this name.
  var slotName: String
  var synchronousCommit = "off"
  var isBinary = false
  var streaming = SubscriptionStreaming.off
  var isTwoPhase = false
  var stopsOnError = false
  var requiresPassword = true
  var runsAsOwner = false
  var origin = SubscriptionOrigin.any
  var failsOver = false

  init(id: ObjectID) {
    self.id = id
    slotName = id.name
  }

  var hasSlot: Bool { slotName != Self.noSlot }
  static let noSlot = "none"

  func recognising(_ secret: (SecretReference) -> String?) -> Self {
    var copy = self
    copy.connection = connection.recognising(secret)
    return copy
  }

  var referringToSecrets: Self {
    var copy = self
    copy.connection = connection.referring(as: id.name)
    return copy
  }
}

/// Whether changes come before their transaction commits: `pg_subscription.substream`.
enum SubscriptionStreaming: String, CaseIterable, FieldCodable {
  case off, on, parallel
}

/// Which changes come: `pg_subscription.suborigin`.
enum SubscriptionOrigin: String, CaseIterable, FieldCodable {
  case any, none
}

// MARK: - Catalog

extension Subscription {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    catalogQuery(in: CatalogQueryContext(version: version))
  }

  static func catalogQuery(in context: CatalogQueryContext) -> SQL {
    let since16: SQL =
      context.version >= 16
      ? """
      s.subpasswordrequired AS password_required, s.subrunasowner AS run_as_owner,
        s.suborigin AS origin, s.substream::pg_catalog.text AS streaming
      """
      : """
      true AS password_required, false AS run_as_owner, 'any' AS origin,
        CASE WHEN s.substream THEN 't' ELSE 'f' END AS streaming
      """
    return """
      SELECT 'pg_catalog.pg_subscription'::pg_catalog.regclass::pg_catalog.oid AS classid,
        s.oid AS objid, s.subname AS name, s.subpublications AS publications,
        \(context.isSuperuser ? "s.subconninfo" : "NULL") AS connection, s.subenabled AS enabled,
        s.subslotname AS slot_name, s.subsynccommit AS synchronous_commit, s.subbinary AS binary,
        s.subtwophasestate <> 'd' AS two_phase, s.subdisableonerr AS disable_on_error,
        \(since16), \(context.version >= 17 ? "s.subfailover" : "false") AS failover
      FROM pg_catalog.pg_subscription s
      WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d
        WHERE d.datname = pg_catalog.current_database())
      """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.subscription, [try row.requiredText("name")]))
    connection = ConnectionInfo(live: try row.text("connection"))
    publications = try row.textArray("publications")
    isEnabled = try row.bool("enabled")
    slotName = try row.text("slot_name") ?? Self.noSlot
    synchronousCommit = try row.requiredText("synchronous_commit")
    isBinary = try row.bool("binary")
    streaming = try Self.streaming(row.requiredText("streaming"))
    isTwoPhase = try row.bool("two_phase")
    stopsOnError = try row.bool("disable_on_error")
    requiresPassword = try row.bool("password_required")
    runsAsOwner = try row.bool("run_as_owner")
    origin = SubscriptionOrigin(rawValue: try row.requiredText("origin")) ?? .any
    failsOver = try row.bool("failover")
  }

  /// `pg_subscription.substream`.
  private static func streaming(_ code: String) -> SubscriptionStreaming {
    switch code {
    case "t": .on
    case "p": .parallel
    default: .off
    }
  }
}
