import FoundationEssentials

/// The saved form of the plans for the databases of a fleet: JSON in which plans that are the same
/// stand once.
public struct FleetPlanFile: Sendable {
  /// The format that is written, and the only one that is read.
  public static let formatVersion = 1

  /// The environment's name.
  public let environment: String
  /// The plan of each database, by its name; an empty one where there is nothing to do.
  public let plans: [String: Plan]

  /// Gathers plans.
  public init(environment: String, plans: [String: Plan]) {
    self.environment = environment
    self.plans = plans
  }

  private struct Document: Codable {
    var formatVersion: Int
    var fleet: String
    var databases: [String: String]
    var plans: [String: PlanDocument]
  }

  /// Writes the plans.
  ///
  /// - Parameter toolVersion: the version of the tool, for people.
  /// - Returns: the text, the same to the byte for the same plans.
  /// - Throws: what the encoder says; nothing that plans can hold makes it fail.
  public func text(toolVersion: String) throws -> String {
    var document = Document(
      formatVersion: Self.formatVersion,
      fleet: environment,
      databases: [:],
      plans: [:]
    )
    for (name, plan) in plans {
      let id = try PlanFile.contentID(of: plan)
      document.databases[name] = id
      guard document.plans[id] == nil else { continue }
      var saved = PlanDocument(plan, toolVersion: toolVersion, listsObjects: true)
      saved.id = id
      document.plans[id] = saved
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  /// Whether a text is, or was, the plans of a fleet.
  public static func isFleetPlan(_ text: String) -> Bool {
    struct Header: Decodable {
      let fleet: String
    }
    return (try? JSONDecoder().decode(Header.self, from: Data(text.utf8))) != nil
  }

  /// Reads plans.
  ///
  /// - Parameter text: what `text(toolVersion:)` has written.
  /// - Throws: `PlanFileError` when it is something else, or is not what was written.
  public init(text: String) throws(PlanFileError) {
    struct Header: Decodable {
      let formatVersion: Int
      let fleet: String
    }
    let data = Data(text.utf8)
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else { throw .notAPlan }
    guard header.formatVersion == Self.formatVersion else {
      throw .unknownVersion(header.formatVersion)
    }
    guard let document = try? JSONDecoder().decode(Document.self, from: data) else {
      throw .damaged("it does not have the form of plans")
    }
    var known: [String: Plan] = [:]
    for (id, saved) in document.plans {
      guard saved.id == id, let plan = saved.plan, (try? PlanFile.contentID(of: plan)) == id else {
        throw .damaged("a plan's content does not match its id")
      }
      known[id] = plan
    }
    var plans: [String: Plan] = [:]
    for (name, id) in document.databases {
      guard let plan = known[id] else { throw .damaged("the plan of \"\(name)\" is missing") }
      plans[name] = plan
    }
    environment = document.fleet
    self.plans = plans
  }
}
