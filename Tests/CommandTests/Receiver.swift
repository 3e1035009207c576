import Foundation

/// A server that takes what webhooks send, and answers as it is told.
final class Receiver {
  /// One request.
  struct Request: Decodable {
    let signature: String?
    let body: String
  }

  /// Where it listens.
  let url: String
  private let folder: String
  private let log: String
  private let process: Process

  /// Starts to listen.
  ///
  /// - Parameter answers: the statuses that it answers with; the last one goes on.
  /// - Throws: when Python cannot be started.
  init(answers: [Int]) throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("receiver-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true
    )
    log = "\(folder)/log"
    try Data().write(to: URL(fileURLWithPath: log))
    let port = Pipe()
    process = try Program.start(
      ["python3", "-c", Self.script, log] + answers.map(String.init),
      in: folder,
      output: port,
      errors: FileHandle.nullDevice
    )
    let text = String(decoding: port.fileHandleForReading.availableData, as: UTF8.self)
    url = "http://127.0.0.1:\(text.trimmingCharacters(in: .whitespacesAndNewlines))/hook"
  }

  /// What has come so far.
  func requests() -> [Request] {
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Request.self, from: Data($0.utf8))
    }
  }

  /// Stops to listen; a child of a thread that takes no signals may take no other than this.
  func end() {
    kill(process.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static let script = """
    import http.server, json, sys
    log, answers = sys.argv[1], [int(a) for a in sys.argv[2:]]
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            entry = {"signature": self.headers.get("x-plumb-signature-256"), "body": body}
            with open(log, "a") as file:
                file.write(json.dumps(entry) + "\\n")
            self.send_response(answers.pop(0) if len(answers) > 1 else answers[0])
            self.end_headers()
        def log_message(self, *words):
            pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
    """
}
