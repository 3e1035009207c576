import ObjectModel

/// A value that may be a secret: of such a one only where it is to be found, or that there is one.
///
/// A live secret is forgotten as soon as it is read; what is kept of it tells it from others in
/// this process and nowhere else.
enum SecretValue: Sendable {
  /// No secret.
  case visible(String)
  /// A declared secret, with what it is recognised by once that is known.
  case reference(SecretReference, SecretMark?)
  /// A secret that a database holds; nil when the role may not see it.
  case hidden(SecretMark?)

  /// The text that stands for a secret of which nothing is said.
  static let hiddenText = "${hidden}"

  /// A value as a catalog holds it.
  ///
  /// A scratch database holds references in the place of secrets.
  init(live text: String, isSecret: Bool) {
    if let reference = SecretReference(text) {
      self = .reference(reference, nil)
    } else if isSecret {
      self = .hidden(text == Self.hiddenText ? nil : SecretMark(of: text))
    } else {
      self = .visible(text)
    }
  }

  /// The value as everybody may see it.
  var shown: String {
    switch self {
    case .visible(let text): text
    case .reference(let reference, _): reference.text
    case .hidden: Self.hiddenText
    }
  }

  var reference: SecretReference? {
    if case .reference(let reference, _) = self { reference } else { nil }
  }

  var isHidden: Bool {
    if case .hidden = self { true } else { false }
  }

  /// The value with what it is recognised by; what is no secret becomes visible.
  func recognised(isSecret: Bool, _ secret: (SecretReference) -> String?) -> Self {
    guard case .reference(let reference, _) = self, let text = secret(reference) else {
      return self
    }
    return isSecret ? .reference(reference, SecretMark(of: text)) : .visible(text)
  }

  /// The value as a manifest can say it: a secret of a database gets a reference named after it.
  func referring(to names: [String]) -> Self {
    isHidden ? .reference(.environment(Self.variable(names)), nil) : self
  }

  /// `FILMS_PASSWORD`.
  private static func variable(_ names: [String]) -> String {
    let words = names.joined(separator: "_").uppercased().unicodeScalars.map { scalar in
      let isWord = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
      return isWord ? Character(scalar) : "_"
    }
    return words.first.map { $0.isNumber } == true ? "_" + String(words) : String(words)
  }
}

extension SecretValue: Equatable {
  /// Compares as far as can be told: a secret that nobody knows is taken for the same.
  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.visible(let left), .visible(let right)): return left == right
    case (.visible, _), (_, .visible): return false
    case (.reference(let left, _), .reference(let right, _)) where left == right: return true
    default: return left.mark == nil || right.mark == nil || left.mark == right.mark
    }
  }

  private var mark: SecretMark? {
    switch self {
    case .visible: nil
    case .reference(_, let mark), .hidden(let mark): mark
    }
  }
}

/// What tells a secret from others; it means something in this process only.
struct SecretMark: Hashable, Sendable {
  private let value: Int

  /// Hashes with the process's own random seed.
  init(of text: String) {
    var hasher = Hasher()
    hasher.combine(text)
    value = hasher.finalize()
  }
}
