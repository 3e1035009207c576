import ManagementStandIn
import SupabaseManagement
import Synchronization
import Testing

@Suite("The Management API over HTTP") struct ManagementClientTests {
  private static let project = "abcdefghijklmnopqrst"

  /// The pauses that a client made.
  private final class Pauses: Sendable {
    let all = Mutex<[Duration]>([])
  }

  private func client(
    _ standIn: ManagementStandIn,
    token: String = ManagementStandIn.token,
    project: String = project,
    pauses: Pauses = Pauses(),
    timeOut: Duration = .seconds(60)
  ) -> ManagementClient {
    ManagementClient(
      project: project,
      base: standIn.address,
      token: token,
      transport: CurlTransport(environment: [:], timeOut: timeOut),
      policy: RetryPolicy { pause in pauses.all.withLock { $0.append(pause) } },
      userAgent: "plumb-tests"
    )
  }

  private func error(
    _ body: () async throws(APIError) -> Void
  ) async -> APIError? {
    do {
      try await body()
      return nil
    } catch {
      return error
    }
  }

  @Test func readsAndChanges() async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    let client = client(standIn)
    #expect(try await client.authConfig()["jwt_exp"] == .integer(3600))
    try await client.updateAuthConfig(["jwt_exp": .integer(60)], secrets: [])
    #expect(try await client.authConfig()["jwt_exp"] == .integer(60))
    let requests = standIn.with { $0.log }
    #expect(requests.map(\.method) == ["GET", "PATCH", "GET"])
    #expect(requests.allSatisfy { $0.headers["user-agent"] == "plumb-tests" })
    #expect(requests[1].body == .object(["jwt_exp": .integer(60)]))
  }

  @Test(arguments: [408, 429, 500, 502, 503, 504])
  func readsAgain(status: Int) async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    standIn.with { state in
      state.failures = [.status(status, message: "not now"), .status(status, message: "not now")]
    }
    let pauses = Pauses()
    #expect(try await client(standIn, pauses: pauses).authConfig().count > 200)
    #expect(pauses.all.withLock { $0.count } == 2)
  }

  @Test func readsAgainAfterBrokenConnections() async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    standIn.with { $0.failures = [.hangUp, .hangUp] }
    #expect(try await client(standIn).authConfig().count > 200)
  }

  @Test func givesUpReadingAtLast() async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    standIn.with { $0.failures = Array(repeating: .status(503, message: "down"), count: 9) }
    let client = client(standIn)
    let error = await error { () async throws(APIError) in _ = try await client.authConfig()
    }
    #expect(error == .server(status: 503, message: "down", mayBeDone: false))
    #expect(standIn.requests("GET").count == 4)
  }

  @Test func waitsAsLongAsItIsTold() async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    standIn.with { $0.remaining = 0 }
    let pauses = Pauses()
    let client = client(standIn, pauses: pauses)
    try await client.updateAuthConfig(["jwt_exp": .integer(60)], secrets: [])
    #expect(pauses.all.withLock { $0 } == [.seconds(1)])
    standIn.with { state in
      let headers = ["retry-after": "4000"]
      state.failures = [.status(429, message: "later", headers: headers)]
    }
    let error = await error { () async throws(APIError) in _ = try await client.authConfig()
    }
    #expect(error == .rateLimited(seconds: 4000))
  }

  @Test(arguments: [500, 502, 503, 504, 408])
  func neverChangesAgain(status: Int) async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    standIn.with { $0.failures = [.status(status, message: "oops")] }
    let client = client(standIn)
    let error = await error { () async throws(APIError) in
      try await client.updateAuthConfig(["jwt_exp": .integer(60)], secrets: [])
    }
    #expect(error == .server(status: status, message: "oops", mayBeDone: true))
    #expect(error?.text(of: .management).contains("not known") == true)
    #expect(standIn.requests("PATCH").count == 1)
  }

  @Test func saysWhenTheOutcomeOfAChangeIsNotKnown() async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    standIn.with { $0.failures = [.hangUpAfterwards, .delay(milliseconds: 30_000)] }
    let client = client(standIn, timeOut: .seconds(8))
    for _ in 0..<2 {
      let error = await error { () async throws(APIError) in
        try await client.updateAuthConfig(["jwt_exp": .integer(60)], secrets: [])
      }
      guard case .noAnswer(let failure)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(failure.mayHaveArrived)
      #expect([.broken, .timeOut].contains(failure.kind))
    }
    #expect(standIn.requests("PATCH").count == 2)
  }

  @Test func tellsABadTokenFromARefusedValue() async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    let wrong = client(standIn, token: "sbp_wrong")
    var error = await error { () async throws(APIError) in _ = try await wrong.authConfig() }
    #expect(error == .unauthorized("Unauthorized"))
    let right = client(standIn)
    error = await self.error { () async throws(APIError) in
      try await right.updateAuthConfig(["rate_limit_email_sent": .integer(9)], secrets: [])
    }
    guard case .refused(_, let message, 401)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(message.contains("Custom SMTP"))
    error = await self.error { () async throws(APIError) in
      try await right.updateAuthConfig(["jwt_exp": .integer(-1)], secrets: [])
    }
    guard case .refused("jwt_exp", _, 400)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func namesOtherFailures() async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    let other = client(standIn, project: "zzzzzzzzzzzzzzzzzzzz")
    var error = await error { () async throws(APIError) in _ = try await other.authConfig() }
    #expect(error == .notFound("Project not found"))
    standIn.with { $0.failures = [.status(403, message: "no"), .status(302, message: "there")] }
    let client = client(standIn)
    error = await self.error { () async throws(APIError) in _ = try await client.authConfig()
    }
    #expect(error == .forbidden("no"))
    error = await self.error { () async throws(APIError) in _ = try await client.authConfig()
    }
    #expect(error == .unexpected("a redirection (302)"))
    standIn.stop()
    error = await self.error { () async throws(APIError) in
      try await client.updateAuthConfig(["jwt_exp": .integer(60)], secrets: [])
    }
    guard case .noAnswer(let failure)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(failure.kind == .unreachable && !failure.mayHaveArrived)
  }

  @Test func neverRepeatsSecrets() async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    let secret = "a \"quoted\" secret\nwith lines"
    standIn.with { state in
      state.failures = [
        .status(400, message: "smtp_pass: \(secret) and \(ManagementStandIn.token) are wrong")
      ]
    }
    let client = client(standIn)
    let error = await error { () async throws(APIError) in
      try await client.updateAuthConfig(["smtp_pass": .text(secret)], secrets: [secret])
    }
    #expect(error?.text(of: .management).contains("quoted") == false)
    #expect(error?.text(of: .management).contains("sbp_") == false)
    #expect(error?.text(of: .management).contains("[secret]") == true)
  }

  @Test func goesThroughTheProxyOfTheEnvironment() async throws {
    // The proxy is the stand-in itself: it is asked for the whole address of a host that there is
    // not, and would not be reached without it.
    let standIn = try ManagementStandIn(projects: [Self.project])
    let transport = CurlTransport(environment: ["http_proxy": standIn.address])
    let request = HTTPRequest("GET", "http://api.invalid/v1/projects/x/config/auth")
    let response = try await transport.send(request)
    #expect(response.status == 401 || response.status == 404)
    #expect(standIn.with { $0.log.map(\.path) } == [request.url])
    let direct = CurlTransport(
      environment: ["http_proxy": "http://127.0.0.1:1", "no_proxy": "127.0.0.1"]
    )
    let own = HTTPRequest("GET", "\(standIn.address)/v1")
    #expect(try await direct.send(own).status == 401)
  }

  @Test func canBeInterrupted() async throws {
    let standIn = try ManagementStandIn(projects: [Self.project])
    standIn.with { $0.failures = [.delay(milliseconds: 30_000)] }
    let client = client(standIn, timeOut: .seconds(60))
    let task = Task {
      await error { () async throws(APIError) in _ = try await client.authConfig() }
    }
    while standIn.with({ $0.log.isEmpty }) { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    guard case .noAnswer(let failure)? = await task.value else {
      Issue.record("not interrupted")
      return
    }
    #expect(failure.kind == .cancelled)
  }
}
