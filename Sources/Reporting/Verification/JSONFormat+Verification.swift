import Diagnostics
import Diffing
import JSONText
import ObjectModel
import Planning

extension JSONFormat {
  /// The whole verification.
  public func text(of report: VerificationReport) -> String {
    let verification = report.verification
    return JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "tool": .string(report.toolVersion),
      "commit": JSONValue(report.commit),
      "checkedAt": .string(report.checkedAt),
      "verified": .bool(verification.isVerified),
      "verdict": .string(verification.verdict),
      "environments": .array(verification.environments.map { environment($0, report) }),
      "differences": .array(verification.divergences.map(divergence)),
    ]).text
  }

  private func environment(
    _ environment: VerifiedEnvironment,
    _ report: VerificationReport
  ) -> JSONValue {
    var entries: [String: JSONValue] = [
      "name": .string(environment.name),
      "verified": .bool(environment.isVerified),
      "status": .string(environment.statusWord),
      "lastVerified": JSONValue(report.lastVerified[environment.name]),
      "contradictions": .array(environment.contradictions.map(Self.contradiction)),
      "unneededAllowances": .array(
        report.verification.unneeded(in: environment).map { .string($0.object) }
      ),
    ]
    switch environment.outcome {
    case .read(let reading):
      entries["server"] = .string(reading.server)
      entries["objects"] = .int(reading.live.objects.count)
      entries["notLookedAt"] = Self.notLookedAt(reading.notLookedAt)
    case .failed(let reason, let hint):
      entries["error"] = .object(["what": .string(reason), "fix": JSONValue(hint)])
    }
    return .object(entries)
  }

  /// One object that contradicts a manifest.
  static func contradiction(_ contradiction: Contradiction) -> JSONValue {
    change(contradiction.change.reported, place: contradiction.place).adding([
      "contradiction": .string(contradiction.change.contradiction),
      "status": .string(contradiction.status.word),
      "allowance": allowance(of: contradiction.status),
    ])
  }

  private func divergence(_ divergence: Divergence) -> JSONValue {
    var places: [SourceRange] = []
    if case .declared(let declared) = divergence.status { places = declared }
    return .object([
      "object": Self.object(divergence.id),
      "status": .string(divergence.status.word),
      "fields": .array(divergence.fields.map { .string($0) }),
      "places": .array(places.map { .string($0.description) }),
      "allowance": Self.allowance(of: divergence.status),
      "along": .object(
        Dictionary(
          divergence.along.map { ($0.key.text, .int($0.value)) },
          uniquingKeysWith: { $1 }
        )
      ),
      "groups": .array(
        divergence.groups.map { group in
          .object([
            "environments": .array(group.environments.map { .string($0) }),
            "present": .bool(group.object != nil),
          ])
        }
      ),
    ])
  }

  private static func allowance(of status: DifferenceStatus) -> JSONValue {
    switch status {
    case .allowed(let allowance), .expired(let allowance):
      .object([
        "object": .string(allowance.object),
        "owner": JSONValue(allowance.owner),
        "reason": JSONValue(allowance.reason),
        "expires": JSONValue(allowance.expires),
        "place": JSONValue(allowance.place?.description),
      ])
    case .declared, .drift, .undeclared: .null
    }
  }
}

extension VerifiedEnvironment {
  /// A stable word for how it stands to its manifests.
  var statusWord: String {
    if reading == nil { return "unreachable" }
    return isVerified ? "verified" : "drift"
  }
}
