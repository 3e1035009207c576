import BehaviourTesting
import Diagnostics
import Reporting
import Testing

/// How results are told.
struct TestReportTests {
  private let report = TestReport([
    TestRun(place: "scratch", tests: [result(.passed)]),
    TestRun(place: "staging", tests: [result(.failed(["expected <no> rows & got \"1\""]))]),
    TestRun(place: "production", tests: [], failure: "the server is not there"),
  ])

  private static func result(_ verdict: CaseResult.Verdict) -> TestResult {
    let range = SourceRange(file: "tests/a.yaml", at: SourcePosition(line: 7, column: 5))
    return TestResult(
      name: "Own rows #1",
      range: range,
      cases: [
        CaseResult(name: "eve reads", range: range, verdict: verdict, duration: .milliseconds(12))
      ]
    )
  }

  @Test func peopleSeeWhereOutcomesDiffer() {
    #expect(
      TextFormat().text(of: report) == """
        scratch
          ✓ Own rows #1 1 case
        1 test, 1 case: 1 passed
        staging
          ✗ Own rows #1 1 case
            ✗ eve reads  tests/a.yaml:7:5
                expected <no> rows & got "1"
        1 test, 1 case: 0 passed, 1 failed
        production
          !  the server is not there

        Where outcomes differ
          Own rows #1: eve reads
            ✓ scratch passed
            ✗ staging failed: expected <no> rows & got "1"

        """
    )
  }

  @Test func harnessesGetALineACase() {
    #expect(
      TAPFormat().text(of: report) == ##"""
        TAP version 14
        1..3
        ok 1 - scratch: Own rows \#1: eve reads
        not ok 2 - staging: Own rows \#1: eve reads
          ---
          at: "tests/a.yaml:7:5"
          message:
            - "expected <no> rows & got \"1\""
          ...
        not ok 3 - production: the tests cannot run
          ---
          message:
            - "the server is not there"
          ...

        """##
    )
  }

  @Test func integrationGetsXML() {
    #expect(
      JUnitFormat().text(of: report) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="plumb test" tests="3" failures="1" errors="1" time="0.024">
          <testsuite name="scratch: Own rows #1" tests="1" failures="0" errors="0" time="0.012">
            <testcase name="eve reads" classname="scratch: Own rows #1" \
        file="tests/a.yaml" line="7" time="0.012"/>
          </testsuite>
          <testsuite name="staging: Own rows #1" tests="1" failures="1" errors="0" time="0.012">
            <testcase name="eve reads" classname="staging: Own rows #1" \
        file="tests/a.yaml" line="7" time="0.012">
              <failure message="expected &lt;no&gt; rows &amp; got &quot;1&quot;">\
        expected &lt;no&gt; rows &amp; got &quot;1&quot;</failure>
            </testcase>
          </testsuite>
          <testsuite name="production" tests="1" failures="0" errors="1" time="0.000">
            <testcase name="connect" classname="production">
              <error message="the server is not there"/>
            </testcase>
          </testsuite>
        </testsuites>

        """
    )
  }
}
