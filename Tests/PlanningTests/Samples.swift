import ObjectModel
import Planning
import PostgresVocabulary

extension Plan {
  static func sample(
    _ stages: [Stage],
    changes: [ObjectChange] = [],
    notManaged: [NotManaged] = []
  ) -> Plan {
    Plan(
      environment: "staging",
      serverVersion: ServerVersion(major: 15, minor: 14),
      commit: "0123abc",
      before: Fingerprint(objects: ["toy public.a": "1"]),
      after: Fingerprint(objects: ["toy public.a": "2", "toy public.b": "3"]),
      stages: stages,
      changes: changes,
      notManaged: notManaged,
      outside: Fingerprint(objects: ["toy outside": "4"])
    )
  }
}
