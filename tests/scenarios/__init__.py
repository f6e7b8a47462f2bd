"""One body a scenario, on the embedded ledger and on a Fabric network: what the contract decides, to the end.

Days       the zone's day of payout, payment, refund and report; the day of the lock; no change dated before
           the last; a new calendar                                  test_zone, books/test_zone_books
           `at` far from the ledger's time                           test_refusals
           a channel's own zone and window                           fabric/test_join, "another channel"
           rules are adopted, an event keeps its own                 test_flows, fabric/test_other_files
Persons    one living key, whose key it is, tags, succession         test_persons, test_flows
Loans      rate cap, rescheduling, division, prepayment, write-off,
           classes, budgets, refunds taken back                      test_law
           what is due is paid alone, collected, paid at expiry      test_flows
           late interest, past months, tiers, recoveries             books/test_servicing
Challenges who is asked, days to answer, two keys                    test_refusals
           freeze, answer, suspension, reversal, claim               test_flows
           dismissed: all as before; a frozen bank's customers       test_law
Revoked    begins nothing, winds down                                test_law, test_refusals

Only in tests/contract: the observation period after a reschedule, what goes along with a succession besides
loans, money and links, a revoked regulator's challenges, and the walk of all states. The sums themselves
(schedules, grace, compounding) are tests/loan.
"""
