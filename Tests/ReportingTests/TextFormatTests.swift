import Diffing
import ObjectModel
import Planning
import PostgresVocabulary
import Reporting
import TestSupport
import Testing

@Suite("Plans as text") struct TextFormatTests {
  @Test("most risky changes come first, and the next command allows what they risk")
  func sections() {
    var report = PlanReport(samplePlan, target: "staging")
    report.rowsAtStake = [dropNote.hazards[0]: 12]
    let state = samplePlan.before.summary
    #expect(
      TextFormat().text(of: report) == """
        staging · PostgreSQL 15.14 · commit 0123456789ab · state \(state)
        1 object to create, 2 to alter, 1 to drop; 4 steps in one transaction.

        Data loss
          -  column public.orders.note
              locks public.orders: ACCESS EXCLUSIVE, blocks reads and writes until the commit
              ! data-loss: the values of column note are gone (12 rows at stake)
                refused unless --allow data-loss:public.orders.note

        Access widened
          ~  policy public.orders."People read"
              using: (user_id = auth.uid()) → true
              locks public.orders: ACCESS EXCLUSIVE, blocks reads and writes until the commit
              ! access-widened: role authenticated reads all rows

        Other changes
          ~  function public.tally(integer)
              body:
                (2 lines alike)
                    b;
                    c;
                -   d;
                +   x;
                  end
          +  table public.todos
              with 1 column

        Not looked at: 2 operators.
        To apply it, allowing what it risks: plumb apply staging \
        --allow data-loss:public.orders.note

        """
    )
  }

  @Test("nothing to do is one line, and what was not looked at")
  func inSync() {
    let empty = plan(stages: [], changes: [], notManaged: [NotManaged(what: "cast", count: 1)])
    #expect(
      TextFormat().text(of: PlanReport(empty, target: "staging")) == """
        staging · PostgreSQL 15.14 · commit 0123456789ab · state \(empty.before.summary) · in sync
        Not looked at: 1 cast.

        """
    )
  }
}
