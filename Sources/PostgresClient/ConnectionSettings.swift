import CLibPQ
import Glibc

/// Where a database is and how to reach it.
///
/// Holds what was said explicitly; the rest comes from libpq when a connection is opened:
/// environment variables (`PGHOST`, …), service file, password file, defaults. Manual: libpq,
/// "Database Connection Control Functions".
public struct ConnectionSettings: Hashable, Sendable {
  /// Keywords of libpq and their values.
  var keywords: [String: String]

  /// Reads a URL (`postgres://`, `postgresql://`) or a keyword string (`host=… dbname=…`).
  ///
  /// - Parameter text: As libpq understands it; empty for libpq's defaults.
  /// - Throws: `badSettings`, without any part of the text that could be a password.
  public init(_ text: String) throws(ConnectionError) {
    guard !text.utf8.contains(0) else { throw .badSettings(reason: "holds a NUL character") }
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &message) else {
      let reason = message.map { String(cString: $0) } ?? "out of memory"
      PQfreemem(message)
      throw .badSettings(reason: Redaction.settingsReason(reason))
    }
    defer { PQconninfoFree(options) }
    keywords = Self.values(of: options)
  }

  /// Takes libpq's keywords and their values, such as `["host": "/tmp", "user": "postgres"]`.
  ///
  /// - Parameter keywords: libpq's "Parameter Key Words".
  public init(keywords: [String: String]) {
    self.keywords = keywords
  }

  /// The database to connect to, when it was said.
  public var databaseName: String? {
    get { keywords["dbname"] }
    set { keywords["dbname"] = newValue }
  }

  /// The name under which the session shows up in `pg_stat_activity`.
  public var applicationName: String? {
    get { keywords["application_name"] }
    set { keywords["application_name"] = newValue }
  }

  /// The role to log in as, when it was said.
  public var user: String? {
    get { keywords["user"] }
    set { keywords["user"] = newValue }
  }

  /// The password, when it was said; otherwise libpq looks for one in its password file.
  public var password: String? {
    get { keywords["password"] }
    set { keywords["password"] = newValue }
  }

  /// The host, address or socket folder, when it was said.
  public var host: String? { keywords["host"] ?? keywords["hostaddr"] }

  /// The port, when it was said.
  public var port: String? { keywords["port"] }

  /// Whether the server runs on this machine: it is reached through a socket in the file system or
  /// the loopback interface.
  public var isOnThisMachine: Bool {
    let usual = getenv("PGHOST").map { String(cString: $0) } ?? ""
    let host = keywords["hostaddr"] ?? keywords["host"] ?? usual
    return host.hasPrefix("/") || ["", "localhost", "127.0.0.1", "::1"].contains(host)
  }

  /// The same server with another database.
  ///
  /// - Parameter databaseName: The other database.
  /// - Returns: The changed settings.
  public func with(databaseName: String) -> ConnectionSettings {
    var copy = self
    copy.databaseName = databaseName
    return copy
  }

  static func values(
    of options: UnsafeMutablePointer<PQconninfoOption>
  ) -> [String: String] {
    var values: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        values[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
    return values
  }
}

// MARK: - What libpq makes of them

extension ConnectionSettings {
  /// The keywords to send, with our own defaults where nothing else is said.
  var effective: [String: String] {
    var values = keywords
    values["client_encoding"] = "UTF8"
    values["fallback_application_name"] = "plumb"
    setDefault("connect_timeout", "15", unlessIn: "PGCONNECT_TIMEOUT", &values)
    setDefault("keepalives_idle", "60", unlessIn: nil, &values)
    setDefault("keepalives_interval", "10", unlessIn: nil, &values)
    setDefault("keepalives_count", "6", unlessIn: nil, &values)
    return values
  }

  private func setDefault(
    _ keyword: String,
    _ value: String,
    unlessIn variable: String?,
    _ values: inout [String: String]
  ) {
    guard values[keyword] == nil, variable.flatMap({ getenv($0) }) == nil else { return }
    values[keyword] = value
  }
}

// MARK: - Text

extension ConnectionSettings: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// A URL that shows host, port, user and database, never a password.
  public var description: String {
    var text = "postgresql://"
    if let user { text += user + "@" }
    if let host { text += Redaction.host(host) }
    if let port { text += ":" + Redaction.port(port) }
    if let databaseName { text += "/" + Redaction.host(databaseName) }
    if let service = keywords["service"] { text += "?service=" + service }
    return text
  }

  /// The same as `description`.
  public var debugDescription: String { description }

  /// Shows nothing that `description` hides.
  public var customMirror: Mirror { Mirror(self, children: ["url": description]) }
}
