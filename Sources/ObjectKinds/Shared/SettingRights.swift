import ObjectModel
import PostgresVocabulary

extension RequiredRight {
  /// The right to set a parameter for sessions or routines; the catalogs cannot tell of one that
  /// the server does not know or hides.
  ///
  /// Catalogs: `pg_settings`, `pg_parameter_acl`. Manual: GRANT, ON PARAMETER.
  static func setting(_ name: String) -> Self {
    let parameter = ServerSetting.sql(name: name.lowercased())
    return Self(
      """
      (SELECT CASE s.context WHEN 'user' THEN true WHEN 'superuser' \
      THEN pg_catalog.has_parameter_privilege(s.name, 'SET') END \
      FROM pg_catalog.pg_settings AS s \
      WHERE pg_catalog.lower(s.name) = \(literal: name.lowercased()))
      """,
      lack: "may not set the parameter \(parameter.text)",
      remedy: Remedy(by: "a superuser", "GRANT SET ON PARAMETER \(parameter) TO")
    ).orPlatformsTrust
  }
}
