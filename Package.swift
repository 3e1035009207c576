// swift-tools-version: 6.2

import PackageDescription

/// The modules and what each may import, from the bottom of the ladder to its top.
/// Documentation/Architecture.md draws the same picture.
let package = Package(
  name: "plumb",
  products: [.executable(name: "plumb", targets: ["plumb"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CMalloc"),

    // Loads libcurl when it is needed: neither building nor starting takes it.
    .target(name: "CLibCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),

    .target(name: "Diagnostics"),
    .target(name: "JSONText"),
    .target(name: "PostgresVocabulary"),
    .target(name: "EmbeddedPostgres"),
    .target(name: "SupabasePlatform"),
    .target(name: "SupabaseManagement", dependencies: ["CLibCurl"]),
    .target(name: "YAMLSource", dependencies: ["Diagnostics", "CLibYAML"]),
    .target(name: "PostgresClient", dependencies: ["PostgresVocabulary", "CLibPQ"]),
    .target(
      name: "ObjectModel",
      dependencies: [
        "YAMLSource", "PostgresVocabulary", "Diagnostics",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "ObjectKinds",
      dependencies: ["ObjectModel", "YAMLSource", "PostgresVocabulary", "Diagnostics"]),
    .target(
      name: "AuthSettings",
      dependencies: [
        "SupabaseManagement", "ObjectModel", "YAMLSource", "PostgresVocabulary", "Diagnostics",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "ManifestLoading",
      dependencies: ["ObjectModel", "YAMLSource", "JSONText", "Diagnostics"]),
    .target(
      name: "Introspection", dependencies: ["ObjectModel", "PostgresClient", "PostgresVocabulary"]),
    .target(name: "Diffing", dependencies: ["ObjectModel", "Diagnostics"]),
    .target(
      name: "Planning",
      dependencies: [
        "Diffing", "ObjectModel", "PostgresVocabulary", "Diagnostics",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    .target(
      name: "Migrations",
      dependencies: ["Planning", "ObjectModel", "PostgresClient", "PostgresVocabulary"]),
    .target(
      name: "Execution",
      dependencies: [
        "Planning", "ObjectModel", "PostgresClient", "PostgresVocabulary", "Diagnostics",
      ]),
    .target(
      name: "BehaviourTesting",
      dependencies: [
        "ObjectModel", "PostgresClient", "PostgresVocabulary", "YAMLSource", "Diagnostics",
      ]),
    .target(name: "TypeGeneration", dependencies: ["PostgresClient", "PostgresVocabulary"]),
    .target(
      name: "Reporting",
      dependencies: [
        "BehaviourTesting",
        "Migrations", "Execution", "Planning", "Diffing", "ObjectModel", "PostgresVocabulary",
        "JSONText", "Diagnostics",
      ]),
    .target(
      name: "Reconciliation",
      dependencies: [
        "ManifestLoading", "Migrations", "Introspection", "Diffing", "Planning", "Execution",
        "ObjectModel", "PostgresClient", "PostgresVocabulary", "Diagnostics",
        "EmbeddedPostgres", "SupabasePlatform",
      ]),
    .executableTarget(
      name: "plumb",
      dependencies: [
        "ObjectKinds", "AuthSettings", "SupabaseManagement", "Reconciliation", "Introspection",
        "Reporting", "Migrations", "Execution", "BehaviourTesting", "TypeGeneration", "Planning",
        "Diffing", "ManifestLoading", "ObjectModel", "PostgresClient",
        "PostgresVocabulary", "Diagnostics", "EmbeddedPostgres", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "ManagementStandIn",
      dependencies: ["SupabaseManagement", .product(name: "Crypto", package: "swift-crypto")],
      path: "Tests/ManagementStandIn"),
    .testTarget(
      name: "AuthSettingsTests",
      dependencies: [
        "AuthSettings", "SupabaseManagement", "ManagementStandIn", "Diffing", "Planning",
        "ObjectModel", "PostgresVocabulary", "YAMLSource", "Diagnostics",
      ]),
    .testTarget(
      name: "SupabaseManagementTests", dependencies: ["SupabaseManagement", "ManagementStandIn"]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "plumb", "ManagementStandIn", "SupabaseManagement", "SupabasePlatform", "EmbeddedPostgres",
        "PostgresClient", "PostgresVocabulary",
      ]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(name: "PostgresVocabularyTests", dependencies: ["PostgresVocabulary"]),
    .testTarget(
      name: "ManifestLoadingTests",
      dependencies: [
        "ManifestLoading", "ObjectKinds", "AuthSettings", "ObjectModel", "YAMLSource",
        "PostgresVocabulary", "JSONText", "Diagnostics",
      ]),
    .testTarget(
      name: "MigrationsTests", dependencies: ["Migrations", "PostgresVocabulary"]),
    .testTarget(name: "YAMLSourceTests", dependencies: ["YAMLSource", "Diagnostics"]),
    .testTarget(name: "EmbeddedPostgresTests", dependencies: ["EmbeddedPostgres"]),
    .testTarget(
      name: "ProjectTests",
      dependencies: [
        "SupabasePlatform", "PostgresClient", "PostgresVocabulary", "EmbeddedPostgres",
      ]),
    .testTarget(
      name: "SupabasePlatformTests",
      dependencies: [
        "SupabasePlatform", "PostgresClient", "PostgresVocabulary", "EmbeddedPostgres",
      ]),
    .testTarget(
      name: "TypeGenerationTests",
      dependencies: [
        "TypeGeneration", "PostgresClient", "PostgresVocabulary", "EmbeddedPostgres",
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "BehaviourTestingTests",
      dependencies: [
        "BehaviourTesting", "Reporting", "ObjectModel", "PostgresClient", "PostgresVocabulary",
        "YAMLSource", "Diagnostics", "EmbeddedPostgres",
      ]),
    .testTarget(
      name: "PostgresClientTests",
      dependencies: ["PostgresClient", "PostgresVocabulary", "EmbeddedPostgres"]),
    .target(
      name: "TestSupport",
      dependencies: [
        "ObjectModel", "PostgresClient", "PostgresVocabulary", "EmbeddedPostgres",
      ],
      path: "Tests/TestSupport"),
    .testTarget(
      name: "ObjectKindsTests",
      dependencies: [
        "ObjectKinds", "ObjectModel", "Introspection", "Diffing", "Planning", "PostgresClient",
        "PostgresVocabulary", "EmbeddedPostgres", "YAMLSource", "Diagnostics", "TestSupport",
      ]),
    .testTarget(
      name: "TransitionTests",
      dependencies: [
        "Reconciliation", "Introspection", "Reporting", "Execution", "Planning", "ManifestLoading",
        "ObjectKinds", "ObjectModel", "PostgresClient", "PostgresVocabulary", "YAMLSource",
        "Diagnostics", "EmbeddedPostgres", "TestSupport",
      ],
      exclude: ["Fixtures", "HardCases.yaml"]),
    .testTarget(
      name: "DiffingTests",
      dependencies: ["Diffing", "ObjectModel", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "plumb", "PostgresClient", "PostgresVocabulary", "EmbeddedPostgres",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "PlanningTests",
      dependencies: [
        "Planning", "Diffing", "ObjectModel", "PostgresVocabulary", "TestSupport",
      ]),
    .testTarget(
      name: "ExecutionTests",
      dependencies: [
        "Execution", "Planning", "ObjectModel", "PostgresClient", "PostgresVocabulary",
        "Diagnostics", "EmbeddedPostgres", "TestSupport",
      ]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Execution", "Planning", "Diffing", "ObjectModel", "PostgresVocabulary",
        "Diagnostics", "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
