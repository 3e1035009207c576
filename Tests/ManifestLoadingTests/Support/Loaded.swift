import Diagnostics
import ManifestLoading
import ObjectModel
import Testing

/// What a project in memory declares, and what is wrong with it.
///
/// `⟦` and `⟧` in its files mark where a diagnostic must lie.
struct Loaded {
  let state: DeclaredState
  let diagnostics: [Diagnostic]
  /// The marked places as `file:line:column-line:column`.
  let marks: [String]
  let project: Project

  /// Loads files; a file named `m.yaml` lies below the folder of manifests.
  init(
    _ files: [String: String],
    environment name: String? = nil,
    process: [String: String] = [:],
    variables: ManifestLoader.VariablePolicy = .required,
    registry: KindRegistry = toys
  ) async {
    var texts: [String: String] = [:]
    var marks: [String] = []
    for (path, text) in files {
      let isManifest = path != ProjectFile.name && !path.hasPrefix("environments/")
      let full = isManifest ? "desired-state/" + path : path
      let (plain, found) = Self.unmarked(text)
      texts[full] = plain
      marks += found.map { "\(full):\($0)" }
    }
    if texts[ProjectFile.name] == nil { texts[ProjectFile.name] = "" }
    var diagnostics = DiagnosticCollector()
    let project = Project(files: .inMemory(texts), registry: registry, diagnostics: &diagnostics)
    let environment = name.flatMap {
      project.environment($0, registry: registry, diagnostics: &diagnostics)
    }
    self.project = project
    state = await ManifestLoader(
      project: project,
      registry: registry,
      processEnvironment: process
    ).load(environment, variables: variables, diagnostics: &diagnostics)
    self.diagnostics = diagnostics.diagnostics
    self.marks = marks.sorted()
  }

  /// Expects one diagnostic of a code for each mark, there and nowhere else.
  func expect(_ code: String, _ message: String? = nil, location: SourceLocation = #_sourceLocation)
  {
    #expect(diagnostics.map(\.code) == marks.map { _ in code }, sourceLocation: location)
    let places = diagnostics.compactMap(\.range).map { range in
      "\(range.file):\(range.start.line):\(range.start.column)"
        + "-\(range.end.line):\(range.end.column)"
    }
    #expect(places.sorted() == marks, sourceLocation: location)
    if let message {
      #expect(diagnostics.map(\.message).contains(message), sourceLocation: location)
    }
  }

  /// Expects no diagnostic.
  func expectClean(location: SourceLocation = #_sourceLocation) {
    #expect(
      diagnostics.map { "\($0.range.map(\.description) ?? "") \($0.message)" } == [],
      sourceLocation: location
    )
  }

  private static func unmarked(_ text: String) -> (String, [String]) {
    var plain = ""
    var marks: [String] = []
    var opened = ""
    var line = 1
    var column = 1
    for scalar in text.unicodeScalars {
      switch scalar {
      case "⟦": opened = "\(line):\(column)"
      case "⟧": marks.append("\(opened)-\(line):\(column)")
      default:
        plain.unicodeScalars.append(scalar)
        (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
      }
    }
    return (plain, marks)
  }
}

extension DeclaredState {
  /// The objects without what defaults and implied schemas add, as `kind name`.
  var names: [String] { declared.keys.sorted().map(\.description) }

  /// A field of a declared object.
  func field(_ name: String, of id: ObjectID) -> FieldValue? {
    catalog[id]?.fieldValues.first { $0.key == name }?.value
  }
}

/// The table `public.name`.
func table(_ name: String) -> ObjectID { ObjectID(ToyTable.kind, ["public", name]) }

/// A column of the table `public.name`.
func column(_ name: String, of owner: String) -> ObjectID {
  ObjectID(ToyColumn.kind, [name], in: table(owner))
}
