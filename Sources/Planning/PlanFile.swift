import Crypto
import FoundationEssentials

/// The saved form of a plan: JSON with sorted keys, a format version and a content id.
///
/// It holds no secret: statements hold none, and external calls hold references to theirs.
public enum PlanFile {
  /// The format that is written, and the only one that is read.
  public static let formatVersion = 1

  /// Writes a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - toolVersion: The version of the tool, for people; it does not matter for reading.
  ///   - listsObjects: Whether the digest of every object is written. Without them the text tells
  ///     people everything, but cannot be read back.
  /// - Returns: The text, the same to the byte for the same plan.
  /// - Throws: what the encoder says; nothing that a plan can hold makes it fail.
  public static func text(
    of plan: Plan,
    toolVersion: String = "",
    listsObjects: Bool = true
  ) throws -> String {
    var document = PlanDocument(plan, toolVersion: toolVersion, listsObjects: listsObjects)
    document.id = try contentID(of: document)
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  /// The id by which people can name a plan: a digest of its content.
  public static func contentID(of plan: Plan) throws -> String {
    try contentID(of: PlanDocument(plan, toolVersion: "", listsObjects: true))
  }

  /// Reads a plan.
  ///
  /// - Parameter text: What `text(of:)` has written.
  /// - Returns: The plan.
  /// - Throws: `PlanFileError` when it is something else, or is not what was written.
  public static func plan(from text: String) throws(PlanFileError) -> Plan {
    let data = Data(text.utf8)
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
      throw .notAPlan
    }
    guard header.formatVersion == formatVersion else {
      throw .unknownVersion(header.formatVersion)
    }
    let document: PlanDocument
    do {
      document = try JSONDecoder().decode(PlanDocument.self, from: data)
    } catch {
      throw .damaged("it does not have the form of a plan")
    }
    guard let expected = try? contentID(of: document), expected == document.id else {
      throw .damaged("its content does not match its id")
    }
    guard let plan = document.plan else {
      throw .damaged("it does not hold the state that it was made for")
    }
    return plan
  }

  /// Reads a plan from the history, where the digests of single objects are left out.
  ///
  /// - Parameter text: What `text(of:listsObjects:)` has written.
  /// - Returns: The plan, whose fingerprints are empty, and the summary of the state that it was
  ///   made for; nil when the text is something else.
  public static func recorded(_ text: String) -> (plan: Plan, before: String)? {
    guard let document = try? JSONDecoder().decode(PlanDocument.self, from: Data(text.utf8)),
      document.formatVersion == formatVersion
    else { return nil }
    return (document.withoutStates, document.before.summary)
  }

  private struct Header: Decodable {
    let formatVersion: Int
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// The tool's version is not part of the content: the same plan has the same id.
  private static func contentID(of document: PlanDocument) throws -> String {
    var content = document
    content.id = ""
    content.tool = ""
    return Fingerprint.hexadecimal(SHA256.hash(data: try encoder.encode(content)), count: 16)
  }
}

/// Why a saved plan cannot be read.
public enum PlanFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text is no JSON, or no plan.
  case notAPlan
  /// Another version of the tool has written it.
  case unknownVersion(Int)
  /// It is not what was written.
  case damaged(String)

  /// One line for people.
  public var description: String {
    switch self {
    case .notAPlan: "the file is not a saved plan"
    case .unknownVersion(let version):
      "the saved plan has format version \(version), and only \(PlanFile.formatVersion) is known"
    case .damaged(let how): "the saved plan was changed or cut short: \(how)"
    }
  }

  /// What to do.
  public var hint: String {
    switch self {
    case .notAPlan: "Write a plan with plumb plan --out FILE."
    case .unknownVersion: "Make the plan anew, or use the version of Plumb that made it."
    case .damaged: "Make the plan anew; saved plans are not to be edited."
    }
  }
}
