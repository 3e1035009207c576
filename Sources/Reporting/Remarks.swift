import ObjectModel
import Planning

/// What steps say beside what they do: when a change takes effect, why it is done in another way.
struct Remarks {
  /// What is said of one object only, by object.
  private(set) var single: [ObjectID: [String]] = [:]
  /// What is said of several, with the objects.
  private(set) var shared: [(text: String, subjects: [ObjectID])] = []

  init(_ changes: [ReportedChange]) {
    var order: [String] = []
    var subjects: [String: [ObjectID]] = [:]
    for change in changes {
      for text in change.steps.map(\.reason).uniqued() {
        if text.isEmpty || text == change.change.reason { continue }
        if subjects[text] == nil { order.append(text) }
        subjects[text, default: []].append(change.change.id)
      }
    }
    for text in order {
      let all = subjects[text] ?? []
      if all.count == 1 {
        single[all[0], default: []].append(text)
      } else {
        shared.append((text, all))
      }
    }
  }

  /// The first objects of several, and how many more there are.
  static func names(_ subjects: [ObjectID]) -> String {
    let names = subjects.prefix(3).map(\.description).joined(separator: ", ")
    return subjects.count > 3 ? "\(names) and \(subjects.count - 3) more" : names
  }
}
