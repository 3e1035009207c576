public import Diagnostics
public import ObjectModel

/// Whether environments are what their manifests say, and how they differ from each other.
public struct Verification: Sendable {
  /// The environments in order.
  public let environments: [VerifiedEnvironment]
  /// What differs between those that could be read.
  public let divergences: [Divergence]

  /// Compares environments with their manifests and with each other.
  ///
  /// Complexity: linear in the number of objects of all environments.
  public init(_ environments: [VerifiedEnvironment]) {
    self.environments = environments
    divergences = DivergenceSearch(environments).divergences
  }

  /// The one verdict: every environment was read, and nothing differs but what overlays declare and
  /// what is still allowed.
  public var isVerified: Bool {
    environments.allSatisfy(\.isVerified) && divergences.allSatisfy { !$0.status.isFailure }
  }

  /// Allowances that nothing needs any more.
  public func unneeded(in environment: VerifiedEnvironment) -> [Allowance] {
    environment.allowances.filter { allowance in
      let contradicted = environment.contradictions.contains { allowance.isAbout($0.change.id) }
      return !contradicted && !divergences.contains { allowance.isAbout($0.id) }
    }
  }
}

/// One environment of a verification.
public struct VerifiedEnvironment: Sendable {
  /// Its name.
  public let name: String
  /// What was read of it, or why nothing could be.
  public let outcome: Outcome
  /// The differences that its file allows.
  public let allowances: [Allowance]
  /// What contradicts its manifests.
  public let contradictions: [Contradiction]

  /// What was read of an environment, or why nothing could be.
  public enum Outcome: Sendable {
    /// It was read.
    case read(EnvironmentReading)
    /// It could not be read: it says nothing about what it holds.
    case failed(reason: String, hint: String?)
  }

  /// Judges an environment by itself.
  public init(name: String, outcome: Outcome, allowances: [Allowance] = []) {
    self.name = name
    self.outcome = outcome
    self.allowances = allowances
    contradictions =
      if case .read(let reading) = outcome {
        reading.changes.map { change in
          Contradiction(
            change: change,
            place: reading.place(change.id, change.fields),
            status: allowances.status(of: change.id) ?? .drift
          )
        }
      } else {
        []
      }
  }

  /// What was read of it, if anything was.
  public var reading: EnvironmentReading? {
    if case .read(let reading) = outcome { reading } else { nil }
  }

  /// Whether it was read and is what its manifests say, but for what is allowed.
  public var isVerified: Bool {
    reading != nil && contradictions.allSatisfy { !$0.status.isFailure }
  }
}

/// What was read of an environment, beside what is desired of it.
public struct EnvironmentReading: Sendable {
  /// The server's version.
  public let server: String
  /// The managed part of the database.
  public let live: Catalog
  /// The desired objects about which nothing is declared.
  public let leftAlone: Set<ObjectID>
  /// The declared objects, by the identities that the server gives them.
  public let forms: [ObjectID: any ManagedObject]
  /// What would have to change to make it as desired.
  public let changes: [Change]
  /// The line of a manifest that a difference contradicts.
  public let place: @Sendable (ObjectID, [ChangedField]) -> SourceRange?
  /// What was not looked at.
  public let notLookedAt: [NotManaged]

  /// Gathers what was read.
  public init(
    server: String,
    live: Catalog,
    leftAlone: Set<ObjectID>,
    forms: [ObjectID: any ManagedObject],
    changes: [Change],
    place: @escaping @Sendable (ObjectID, [ChangedField]) -> SourceRange?,
    notLookedAt: [NotManaged]
  ) {
    self.server = server
    self.live = live
    self.leftAlone = leftAlone
    self.forms = forms
    self.changes = changes
    self.place = place
    self.notLookedAt = notLookedAt
  }
}

/// One object of an environment that is not what its manifests say.
public struct Contradiction: Sendable {
  /// What would have to change in the environment.
  public let change: Change
  /// The line of a manifest that it contradicts; nil when no manifest comes near it.
  public let place: SourceRange?
  /// How it counts: as drift, or as allowed.
  public let status: DifferenceStatus
}

/// How a difference counts.
public enum DifferenceStatus: Sendable {
  /// The environments' own files say that they differ so; with the lines that say it.
  case declared([SourceRange])
  /// It is allowed, still.
  case allowed(Allowance)
  /// It was allowed, until a day that has passed.
  case expired(Allowance)
  /// It contradicts a manifest.
  case drift
  /// No manifest says anything about it.
  case undeclared

  /// Whether it makes the verification fail.
  public var isFailure: Bool {
    switch self {
    case .declared, .allowed: false
    case .expired, .drift, .undeclared: true
    }
  }

  /// A stable word for it.
  public var word: String {
    switch self {
    case .declared: "declared"
    case .allowed: "allowed"
    case .expired: "expired"
    case .drift: "drift"
    case .undeclared: "undeclared"
    }
  }
}

/// A difference that an environment's file allows.
public struct Allowance: Sendable {
  /// What it is about, as written.
  public let object: String
  /// Who answers for it.
  public let owner: String?
  /// Why it is allowed.
  public let reason: String?
  /// The last day on which it is, as `YYYY-MM-DD`.
  public let expires: String?
  /// Where it is written.
  public let place: SourceRange?
  /// Whether its last day has passed.
  public let isExpired: Bool
  /// Whether an object is meant.
  public let isAbout: @Sendable (ObjectID) -> Bool

  /// Describes an allowed difference.
  ///
  /// - Parameters:
  ///   - object: what it is about, as written.
  ///   - owner: who answers for it.
  ///   - reason: why it is allowed.
  ///   - expires: the last day on which it is, as `YYYY-MM-DD`; nil for ever.
  ///   - place: where it is written.
  ///   - today: the day to judge by, as `YYYY-MM-DD`.
  ///   - isAbout: whether an object is meant.
  public init(
    object: String,
    owner: String?,
    reason: String?,
    expires: String?,
    place: SourceRange?,
    today: String,
    isAbout: @escaping @Sendable (ObjectID) -> Bool
  ) {
    self.object = object
    self.owner = owner
    self.reason = reason
    self.expires = expires
    self.place = place
    isExpired = expires.map { $0 < today } ?? false
    self.isAbout = isAbout
  }
}

extension [Allowance] {
  /// How a difference of an object counts by these; nil when none is about it.
  func status(of id: ObjectID) -> DifferenceStatus? {
    let about = filter { $0.isAbout(id) }
    if let valid = about.first(where: { !$0.isExpired }) { return .allowed(valid) }
    return about.first.map { .expired($0) }
  }
}
