import Diagnostics

extension RowSet {
  /// Reads CSV by RFC 4180, with a header line: an empty field is NULL, `""` the empty text.
  static func csv(
    _ text: String,
    in place: SourceRange?,
    diagnostics: inout DiagnosticCollector
  ) -> RowSet? {
    var reader = CSVReader(text, file: place?.file ?? "")
    let records = reader.records()
    if let problem = reader.problem {
      error(problem.message, problem.range, &diagnostics, hint: problem.hint)
      return nil
    }
    guard let header = records.first else {
      // A file that is not there has been reported already.
      if place?.start.line == 1, place?.start.column == 1 {
        error("the file has no header line", place, &diagnostics, hint: "Name the columns in it.")
      }
      return nil
    }
    var isWhole = true
    let names = header.map { $0.text ?? "" }
    for (index, field) in header.enumerated() {
      let isTwice = names[..<index].contains(names[index])
      if names[index].isEmpty || isTwice {
        let message = isTwice ? "\"\(names[index])\" is named twice" : "a column has no name"
        error(message, field.range, &diagnostics)
        isWhole = false
      }
    }
    var rows: [DeclaredRow] = []
    for record in records.dropFirst() {
      guard record.count == names.count else {
        error(
          "the line has \(record.count) values, the header \(names.count)",
          record.first?.range,
          &diagnostics,
          hint: "Put values with a comma in them in double quotes."
        )
        isWhole = false
        continue
      }
      if let secret = record.first(where: { $0.text?.contains("${env:") == true }) {
        refuseSecret(secret.range, &diagnostics)
        isWhole = false
      }
      rows.append(
        DeclaredRow(
          cells: record.map { $0.text.map(RowCell.text) ?? .null },
          range: record.first?.range,
          ranges: record.map(\.range)
        )
      )
    }
    if !isWhole { return nil }
    var result = RowSet(columns: names, rows: rows)
    result.columnRanges = Dictionary(zip(names, header.map(\.range))) { first, _ in first }
    return result
  }
}

/// Splits a text into records and fields, with their places.
struct CSVReader {
  struct Field {
    /// The value; nil for an empty one without quotes.
    let text: String?
    let range: SourceRange
  }

  struct Problem {
    let message: String
    let range: SourceRange
    let hint: String
  }

  private let scalars: [Unicode.Scalar]
  private let file: String
  private var index = 0
  private var line = 1
  private var column = 1
  private(set) var problem: Problem?

  init(_ text: String, file: String) {
    scalars = Array(text.unicodeScalars)
    self.file = file
  }

  mutating func records() -> [[Field]] {
    var records: [[Field]] = []
    while index < scalars.count, problem == nil {
      if scalars[index] == "\n" {
        advance()
        continue
      }
      records.append(record())
    }
    return records
  }

  private mutating func record() -> [Field] {
    var fields: [Field] = []
    while problem == nil {
      fields.append(field())
      guard index < scalars.count else { break }
      let end = scalars[index]
      advance()
      if end == "\n" { break }
    }
    return fields
  }

  private mutating func field() -> Field {
    let start = SourcePosition(line: line, column: column)
    if index < scalars.count, scalars[index] == "\"" { return quotedField(from: start) }
    var text = String.UnicodeScalarView()
    while index < scalars.count, scalars[index] != ",", scalars[index] != "\n" {
      if scalars[index] == "\"" {
        problem = Problem(
          message: "a quotation mark stands in a value that does not begin with one",
          range: SourceRange(file: file, at: SourcePosition(line: line, column: column)),
          hint: "Put the whole value in double quotes, and double those within."
        )
        break
      }
      text.append(scalars[index])
      advance()
    }
    return Field(text: text.isEmpty ? nil : String(text), range: range(from: start))
  }

  private mutating func quotedField(from start: SourcePosition) -> Field {
    var text = String.UnicodeScalarView()
    advance()
    while index < scalars.count {
      let scalar = scalars[index]
      advance()
      if scalar != "\"" {
        text.append(scalar)
      } else if index < scalars.count, scalars[index] == "\"" {
        text.append(scalar)
        advance()
      } else if index == scalars.count || scalars[index] == "," || scalars[index] == "\n" {
        return Field(text: String(text), range: range(from: start))
      } else {
        problem = Problem(
          message: "something stands between the end of a value in quotes and the comma",
          range: SourceRange(file: file, at: SourcePosition(line: line, column: column)),
          hint: "Double the quotation marks within the value."
        )
        return Field(text: nil, range: range(from: start))
      }
    }
    problem = Problem(
      message: "the value in quotes has no end",
      range: range(from: start),
      hint: "Add the closing quotation mark."
    )
    return Field(text: nil, range: range(from: start))
  }

  private func range(from start: SourcePosition) -> SourceRange {
    let here = SourcePosition(line: line, column: column)
    let isOneLine = start.line == line
    return SourceRange(file: file, start: start, end: isOneLine ? here : start)
  }

  private mutating func advance() {
    if scalars[index] == "\n" {
      line += 1
      column = 1
    } else {
      column += 1
    }
    index += 1
  }
}
