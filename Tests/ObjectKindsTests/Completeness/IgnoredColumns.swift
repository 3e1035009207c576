/// The columns of system catalogs that no kind reads, each with the reason.
enum IgnoredColumns {
  /// Catalogs that hold nothing that a user declares.
  private static let catalogs: [String: String] = [
    "pg_depend": "Dependencies are read by the introspection itself, for all kinds.",
    "pg_shdepend": "It repeats owners and grants, which kinds read at their place.",
    "pg_statistic": "Measured by ANALYZE.",
    "pg_statistic_ext_data": "Measured by ANALYZE.",
    "pg_init_privs": "What objects of extensions are granted by their scripts.",
    "pg_largeobject": "Data.",
    "pg_largeobject_metadata": "Large objects are data, as their owners and grants are.",
    "pg_replication_origin": "The progress of a running replication.",
    "pg_subscription_rel": "The progress of a running replication.",
  ]

  /// Columns by catalog, with one reason for several.
  private static let columns: [(catalog: String, names: [String], reason: String)] = [
    (
      "pg_attribute", ["attlen", "attbyval", "attalign", "attndims", "attcacheoff"],
      "They follow from the type; attndims is not enforced."
    ),
    (
      "pg_amop", ["amoppurpose", "amopmethod"],
      "They repeat the sort family and the family's method."
    ),
    (
      "pg_attribute", ["atthasmissing", "attmissingval"],
      "How the server stores a default of a column that was added later."
    ),
    (
      "pg_attribute", ["attinhcount"],
      "It follows from the parents; attislocal says what is the table's own."
    ),
    (
      "pg_class",
      [
        "reltype", "relnatts", "relchecks", "relhasindex", "relhasrules", "relhastriggers",
        "relhassubclass",
      ],
      "They repeat what other catalogs say."
    ),
    (
      "pg_class", ["relfilenode", "relrewrite", "relfrozenxid", "relminmxid"],
      "Storage and transactions, not structure."
    ),
    (
      "pg_class", ["relpages", "reltuples", "relallvisible", "relallfrozen"],
      "Measured by VACUUM and ANALYZE."
    ),
    (
      "pg_class", ["relisshared"],
      "True of system catalogs alone."
    ),
    (
      "pg_constraint", ["connamespace"],
      "It follows from the table or the domain."
    ),
    (
      "pg_constraint", ["conpfeqop", "conppeqop", "conffeqop"],
      "They follow from the columns' types."
    ),
    (
      "pg_database",
      [
        "datlocprovider", "datistemplate", "datallowconn", "datcollate", "datctype",
        "daticulocale", "datlocale", "daticurules", "datcollversion", "dattablespace",
      ],
      "Chosen when the database is made, which Plumb does not do."
    ),
    (
      "pg_database", ["datfrozenxid", "datminmxid", "dathasloginevt"],
      "Kept by the server."
    ),
    (
      "pg_database", ["datconnlimit"],
      "How many may connect is decided where the server is run."
    ),
    (
      "pg_extension", ["extowner"],
      "No statement changes it."
    ),
    (
      "pg_extension", ["extconfig", "extcondition"],
      "The extension's own, said by its script."
    ),
    (
      "pg_index", ["indisexclusion", "indimmediate"],
      "They repeat the constraint's attributes."
    ),
    (
      "pg_index", ["indcheckxmin", "indisready", "indislive"],
      "Passing states of a build; indisvalid is read."
    ),
    (
      "pg_index", ["indexprs"],
      "Read through pg_get_indexdef."
    ),
    (
      "pg_inherits", ["inhdetachpending"],
      "A passing state of DETACH CONCURRENTLY."
    ),
    (
      "pg_operator", ["oprkind", "oprresult"],
      "They follow from the operands and from the function."
    ),
    (
      "pg_partitioned_table",
      [
        "partstrat", "partnatts", "partdefid", "partattrs", "partclass",
        "partcollation", "partexprs",
      ],
      "Read through pg_get_partkeydef and the partitions' bounds."
    ),
    (
      "pg_proc", ["provariadic", "proargdefaults"],
      "Read through pg_get_function_arguments."
    ),
    (
      "pg_rewrite", ["ev_qual", "ev_action"],
      "Read through pg_get_ruledef and pg_get_viewdef."
    ),
    (
      "pg_statistic_ext", ["stxexprs"],
      "Read through pg_get_statisticsobjdef_expressions."
    ),
    (
      "pg_subscription", ["subskiplsn"],
      "What one run of the replication leaves out."
    ),
    (
      "pg_tablespace", ["spcowner", "spcacl", "spcoptions"],
      "Tablespaces are made where the disks are; only their names are used."
    ),
    (
      "pg_trigger", ["tgfoid", "tgargs", "tgqual", "tgconstrindid"],
      "Read through pg_get_triggerdef."
    ),
    (
      "pg_type", ["typarray", "typndims"],
      "They follow from what a type is made of."
    ),
    (
      "pg_user_mapping", ["umserver"],
      "Read through pg_user_mappings."
    ),
  ]

  /// Every catalog and column that is listed.
  static var all: [String] {
    catalogs.keys.sorted()
      + columns.flatMap { entry in entry.names.map { "\(entry.catalog).\($0)" } }
  }

  /// Why a column is ignored; nil when it is not.
  static func reason(_ catalog: String, _ column: String) -> String? {
    catalogs[catalog]
      ?? columns.first { $0.catalog == catalog && $0.names.contains(column) }?.reason
  }

  /// The list as a table for people.
  static var table: String {
    let rows =
      catalogs.sorted { $0.key < $1.key }.map { "| `\($0.key)` | all | \($0.value) |" }
      + columns.map { entry in
        let names = entry.names.map { "`\($0)`" }.joined(separator: ", ")
        return "| `\(entry.catalog)` | \(names) | \(entry.reason) |"
      }
    return "| catalog | columns | why |\n|---|---|---|\n" + rows.joined(separator: "\n")
  }
}
