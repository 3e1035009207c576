import Foundation
import SupabaseManagement
import Testing

@Suite("Certificates") struct CertificateTests {
  /// A server of HTTPS that tells its port and answers with `{}`.
  private static let server = """
    import http.server, ssl, sys
    class Handler(http.server.BaseHTTPRequestHandler):
      def do_GET(self):
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")
      def log_message(self, *arguments): pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """

  private func start(_ arguments: [String], _ output: Pipe? = nil) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func onlyTrustedCertificatesWillDo() async throws {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "plumb-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let certificate = folder.appending(path: "certificate.pem").path
    let key = folder.appending(path: "key.pem").path
    let making = try start([
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out",
      certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
      "subjectAltName=DNS:localhost",
    ])
    making.waitUntilExit()
    try #require(making.terminationStatus == 0, "the program openssl is needed")
    let output = Pipe()
    let server = try start(["python3", "-c", Self.server, certificate, key], output)
    // A child of a thread that takes no signals may take no other than this.
    defer { kill(server.processIdentifier, SIGKILL) }
    let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      .filter(\.isNumber)
    func status(_ host: String, _ environment: [String: String]) async throws(HTTPFailure) -> Int {
      try await CurlTransport(environment: environment)
        .send(HTTPRequest("GET", "https://\(host):\(port)/")).status
    }
    let trusting = ["SSL_CERT_FILE": certificate]
    #expect(try await status("localhost", trusting) == 200)
    // Nobody vouches for it, or it is another host's.
    for (host, environment) in [("localhost", [:]), ("127.0.0.1", trusting)] {
      do throws(HTTPFailure) {
        _ = try await status(host, environment)
        Issue.record("\(host) is trusted")
      } catch {
        #expect(error.kind == .untrusted && !error.mayHaveArrived)
      }
    }
  }
}
