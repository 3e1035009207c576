/// Why a file in TOML cannot be read or written.
public enum TOMLError: Error, Hashable, Sendable {
  /// What stands in a line is not TOML, or not in a form that can be changed without damage.
  case syntax(line: Int, String)
  /// There is no place in the file where a setting could be written without damage.
  case unwritable(String, String)
  /// An operation of the system failed, or the file is being changed by others.
  case file(EnvFileError)
}

extension TOMLError: CustomStringConvertible {
  /// What happened, in one line, without any value.
  public var description: String {
    switch self {
    case .syntax(let line, let what): "line \(line): \(what)"
    case .unwritable(let key, let why): "\(key) cannot be written: \(why)"
    case .file(let error): "\(error)"
    }
  }
}
