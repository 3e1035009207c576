/// A server's version, comparable with a major version: `version >= 16`.
public struct ServerVersion: Hashable, Sendable {
  /// What the setting `server_version_num` says, such as 150020.
  public let number: Int

  /// Takes the value of `server_version_num`.
  public init(number: Int) {
    self.number = number
  }

  /// Makes a version of its two parts.
  public init(major: Int, minor: Int) {
    number = major * 10_000 + minor
  }

  /// The major version, such as 15.
  public var major: Int { number / 10_000 }

  /// The minor version, such as 20.
  public var minor: Int { number % 10_000 }
}

extension ServerVersion: Comparable, ExpressibleByIntegerLiteral {
  /// The first release of a major version.
  public init(integerLiteral major: Int) {
    self.init(major: major, minor: 0)
  }

  /// Orders by age.
  public static func < (lhs: ServerVersion, rhs: ServerVersion) -> Bool {
    lhs.number < rhs.number
  }
}

extension ServerVersion: CustomStringConvertible {
  /// The version as PostgreSQL writes it, such as `15.20`.
  public var description: String { "\(major).\(minor)" }
}
