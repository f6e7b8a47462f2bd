"""The index: fed from a ledger with real loans; pages, inboxes, search, sums; shared, rebuilt, idempotent."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bench.embedded import EmbeddedWorld
from loc_desktop.contract.client import new_id
from loc_desktop.contract.state import Caller
from loc_desktop.ledger.api import Block, ConnectError, Transaction
from loc_desktop.ledger.index import index as index_module
from loc_desktop.ledger.index.index import Index, OtherChainError
from loc_desktop.ledger.index.rows import Page, Part, Query
from tests.faults.after_commit import locked


@dataclass
class Story:
    """A ledger on which: three loans are paid out (one of them repaid), one application was refused by CAD,
    one waits for CAD, one has all grants and was tried with a code that fails."""

    rehearsal: EmbeddedWorld
    paid: list[str]
    refused: str
    waiting: str
    ready: str

    def key(self, role: str) -> str:
        return self.rehearsal.members[role].key


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    rehearsal = EmbeddedWorld(tmp_path_factory.mktemp("story"), slots=2)
    submit = rehearsal.submit
    paid = [rehearsal.loan(amount) for amount in (1_000_000, 2_000_000)]
    group = [rehearsal.application(amount=3_000_000), rehearsal.application(amount=4_000_000)]
    for cc in group:
        submit("C", "lock", cc)
    rehearsal.unlock_many([rehearsal.code(group[0]), rehearsal.code(group[1], failed=["CAD"])])
    paid.append(group[0]["event"]["id"])
    waiting = rehearsal.application()
    submit("C", "lock", waiting)
    submit("B", "grant", waiting["event"]["id"], rehearsal.results(waiting, failed=["B"])[0])
    ready = rehearsal.application()
    submit("C", "lock", ready)
    results = rehearsal.results(ready)
    for result in results:
        submit(result["role"], "grant", ready["event"]["id"], result)
    tampered = {**ready["event"], "body": {**ready["event"]["body"], "amount": 9}}
    submit("FD", "unlock", {"type": "unlocking", "event": tampered, "results": results}, 0)
    repayment = rehearsal.chaincode(
        rehearsal.draft(
            "loan.prepay",
            loan=paid[0],
            amount=1_000_000,
            principal=1_000_000,
            interest=0,
            payer=rehearsal.members["C"].key,
            bank=rehearsal.members["B"].key,
        )
    )
    submit("C", "lock", repayment)
    outcome = submit("B", "unlock", rehearsal.code(repayment), 0)
    assert outcome["code"] == 0, outcome
    yield Story(rehearsal, paid, group[1]["event"]["id"], waiting["event"]["id"], ready["event"]["id"])
    rehearsal.ledger.close()


@pytest.fixture
def index(story: Story, tmp_path: Path) -> Iterator[Index]:
    index = Index(tmp_path / "index.sqlite", story.rehearsal.ledger.id)
    index.catch_up(story.rehearsal.ledger)
    yield index
    index.close()


def all_pages(ask: Any, limit: int) -> list[Any]:
    """Every row, page after page; totals must agree on each."""
    rows: list[Any] = []
    page: Page[Any] = ask(None, limit)
    while True:
        rows += page.rows
        if page.next is None:
            assert page.total == len(rows)
            return rows
        assert len(page.rows) == limit
        page = ask(page.next, limit)


# --- events -------------------------------------------------------------------------------------------------


def test_a_paid_loan_is_unlocked_with_every_verdict(index: Index, story: Story) -> None:
    event = index.event(story.paid[0])
    assert event is not None
    assert (event.kind, event.status, event.code, event.amount) == ("loan.apply", "unlocked", 0, 1_000_000)
    assert (event.source, event.target) == (story.key("B"), story.key("C"))
    assert [(seat.role, seat.verdict) for seat in event.grantors] == [
        ("B", "Pass"),
        ("CAD", "Pass"),
        ("FD", "Pass"),
    ]
    assert [seat.role for seat in event.signers] == ["C"]
    assert event.next is None
    assert event.sealed
    assert "dossier" not in event.body
    assert event.body["months"] == 12
    assert story.rehearsal.ledger.block(event.block).transactions[0].id == event.tx
    assert story.rehearsal.ledger.block(event.changed_block).transactions[0].id == event.changed_tx


def test_verdicts_that_came_only_with_the_code_are_known_too(index: Index, story: Story) -> None:
    event = index.event(story.refused)
    assert event is not None
    assert (event.status, event.code, event.check) == ("refused", 1, "verdict")
    assert [seat.verdict for seat in event.grantors] == ["Pass", "Failed", "Pass"]
    assert event.granted == 0
    assert event.next is None


def test_an_event_waits_for_the_next_grantor_also_after_a_failed(index: Index, story: Story) -> None:
    event = index.event(story.waiting)
    assert event is not None
    assert event.status == "pending"
    assert event.next is not None
    assert (event.next.role, event.next.key) == ("CAD", story.key("CAD"))
    assert [seat.verdict for seat in event.grantors] == ["Failed", "", ""]


def test_a_failing_code_leaves_the_event_pending_with_its_verdicts(index: Index, story: Story) -> None:
    event = index.event(story.ready)
    assert event is not None
    assert (event.status, event.code, event.check, event.attempts) == ("pending", 1, "this_event", 1)
    assert event.next is None
    assert [seat.verdict for seat in event.grantors] == ["Pass", "Pass", "Pass"]


def test_an_inbox_holds_what_waits_for_this_member_only(index: Index, story: Story) -> None:
    assert [row.id for row in index.inbox("CAD", story.key("CAD")).rows] == [story.waiting]
    for role in ("B", "FD", "R", "C"):
        assert index.inbox(role, story.key(role)).total == 0
    assert index.inbox("B", story.key("CAD")).total == 0
    assert index.inbox("B", "nobody").total == 0


def test_an_inbox_is_oldest_first_and_pages(story: Story, tmp_path: Path) -> None:
    rehearsal = EmbeddedWorld(tmp_path)
    ids = []
    for _ in range(5):
        cc = rehearsal.application()
        rehearsal.submit("C", "lock", cc)
        ids.append(cc["event"]["id"])
    index = Index(tmp_path / "index.sqlite", rehearsal.ledger.id)
    index.catch_up(rehearsal.ledger)
    rows = all_pages(lambda after, limit: index.inbox("B", rehearsal.members["B"].key, after, limit), 2)
    assert [row.id for row in rows] == ids
    index.close()
    rehearsal.ledger.close()


def test_the_events_of_a_party_by_the_part_it_takes(index: Index, story: Story) -> None:
    mine = index.events(party=story.key("C"), part=Part.SIGNER)
    assert mine.total == 7
    assert mine.rows[0].kind == "loan.prepay"
    assert index.events(party=story.key("C"), part=Part.GRANTOR).total == 0
    assert index.events(party=story.key("C"), part=Part.PAYEE).total == 6
    assert index.events(party=story.key("CAD")).total == 6
    assert index.events(party=story.key("R")).total == 0


def test_events_by_kind_status_and_loan(index: Index, story: Story) -> None:
    assert index.events(kind="loan.apply", status="unlocked").total == 3
    assert index.events(status="pending").total == 2
    assert [row.kind for row in index.events(loan=story.paid[0]).rows] == ["loan.prepay"]
    rows = all_pages(lambda before, limit: index.events(before=before, limit=limit), 3)
    assert [row.cursor for row in rows] == sorted((row.cursor for row in rows), reverse=True)


def test_an_unknown_event_is_none(index: Index) -> None:
    assert index.event(new_id()) is None


# --- blocks, entries, search --------------------------------------------------------------------------------


def test_blocks_page_newest_first(index: Index, story: Story) -> None:
    ledger = story.rehearsal.ledger
    rows = all_pages(index.blocks, 7)
    assert [row.number for row in rows] == list(range(ledger.height()))[::-1]
    newest = ledger.block(ledger.height() - 1)
    assert (rows[0].hash, rows[0].previous_hash, rows[0].at) == (newest.hash, newest.previous_hash, newest.at)
    assert rows[0].transactions == 1
    assert index.block(10**6) is None


def test_an_unlock_of_many_is_an_entry_for_each_event(index: Index, story: Story) -> None:
    about = index.entries_about(story.refused)
    assert [entry.fn for entry in about] == ["lock", "unlock_many"]
    both = index.entries_of(about[1].tx)
    assert [(entry.event, entry.code) for entry in both] == [(story.paid[2], 0), (story.refused, 1)]
    assert index.entries(about[1].block) == both
    assert index.entries_of("unknown") == ()


def test_a_registration_is_an_entry_about_its_member(index: Index, story: Story) -> None:
    entry = index.search(Query(fn="register", parties=(story.key("CAD"),))).rows[0]
    assert (entry.event, entry.subject, entry.caller_role) == ("", story.key("CAD"), "CAD")


def test_search_by_the_beginning_of_an_id(index: Index, story: Story) -> None:
    events = index.search(Query(text=story.paid[1][:10]))
    assert {entry.event for entry in events.rows} == {story.paid[1]}
    assert events.total == 5
    tx = events.rows[0].tx
    assert [entry.tx for entry in index.search(Query(text=tx[:12])).rows] == [tx]
    assert [entry.tx for entry in index.search(Query(text=tx[:12].upper())).rows] == [tx]


def test_search_by_party_key_and_by_name(index: Index, story: Story) -> None:
    by_key = index.search(Query(parties=(story.key("CAD"),)))
    assert index.search(Query(text=story.key("CAD")[:20])).total == by_key.total
    assert index.search(Query(text="organisation cad")).total == by_key.total
    assert by_key.total > 0
    assert index.search(Query(text="no such name")).total == 0


@pytest.mark.parametrize(
    ("query", "total"),
    [
        (Query(kind="loan.prepay"), 2),
        (Query(status="refused"), 2),
        (Query(kind="loan.apply", status="unlocked"), 12),
        (Query(amount_from=2_000_000, amount_to=2_000_000), 5),
        (Query(code=0), 5),
        (Query(code=1), 2),
        (Query(fn="grant"), 10),
        (Query(since="2000-01-01", until="2001-01-01"), 0),
        (Query(parties=("nobody",)), 0),
        (Query(text="%"), 0),
        (Query(text="'; DROP TABLE entry; --"), 0),
    ],
)
def test_search_by_what_an_event_is(index: Index, query: Query, total: int) -> None:
    assert index.search(query).total == total


def test_search_by_date(index: Index, story: Story) -> None:
    day = story.rehearsal.ledger.block(0).at[:10]
    everything = index.search(Query()).total
    assert index.search(Query(since=day)).total == everything
    assert index.search(Query(until=day)).total == 0


def test_an_empty_search_pages_through_everything(index: Index, story: Story) -> None:
    rows = all_pages(lambda before, limit: index.search(Query(), before, limit), 9)
    ledger = story.rehearsal.ledger
    ids = [
        transaction.id
        for number in range(ledger.height())
        for transaction in ledger.block(number).transactions
    ]
    assert list(dict.fromkeys(row.tx for row in rows)) == ids[::-1]


# --- members, loans, sums -----------------------------------------------------------------------------------


def test_members_are_known_with_their_records(index: Index, story: Story) -> None:
    assert [member.role for member in index.members()] == ["C", "B", "CAD", "FD", "R"]
    member = index.member(story.key("B"))
    assert member is not None
    assert member.record["encryption"]["kty"] == "EC"
    assert [row.key for row in index.members("FD")] == [story.key("FD")]
    assert index.member("nobody") is None


def test_settling_ends_a_loan_whose_interest_was_paid_ahead(tmp_path: Path) -> None:
    """The interest that was paid ahead and never ran is principal of the last payment; also of a loan that
    was written off."""
    rehearsal = EmbeddedWorld(tmp_path, slots=2)

    def execute(kind: str, **body: Any) -> None:
        bank = rehearsal.members["B"].key
        cc = rehearsal.chaincode(rehearsal.draft(kind, loan=loan, bank=bank, **body))
        signer = cc["event"]["signatures"][0]["role"]
        rehearsal.submit(signer, "lock", cc)
        outcome = rehearsal.submit(signer, "unlock", rehearsal.code(cc), 0)
        assert outcome["code"] == 0, outcome

    def view() -> Any:
        return rehearsal.ledger.evaluate("query", ["loan", {"id": loan}], rehearsal.members["C"].user)

    index = Index(tmp_path / "settled.sqlite", rehearsal.ledger.id)
    for written_off in (False, True):
        loan = rehearsal.loan(1_000_000)
        payer = rehearsal.members["C"].key
        now = view()["position"]
        charged, principal = now["payable_interest"], now["payable_principal"]
        amount = principal + charged
        execute(
            "principal.repay", amount=amount, principal=principal, interest=charged, penalty=0, payer=payer
        )
        if written_off:
            execute("loan.writeoff", amount=view()["outstanding"], reason="x", reason_code="death")
        left = view()["position"]["payoff_principal"]
        assert left == 1_000_000 - amount
        execute("loan.prepay", amount=left, principal=left, interest=0, payer=payer)
        assert view()["status"] == "repaid"
        index.catch_up(rehearsal.ledger)
        row = index.loan(loan)
        assert row is not None
        assert (row.status, row.outstanding, row.interest) == ("repaid", 0, 0)
    index.close()
    rehearsal.ledger.close()


def test_a_loan_and_its_repayment(index: Index, story: Story) -> None:
    loan = index.loan(story.paid[0])
    assert loan is not None
    assert (loan.amount, loan.principal, loan.outstanding, loan.status) == (1_000_000, 1_000_000, 0, "repaid")
    assert (loan.customer, loan.bank) == (story.key("C"), story.key("B"))
    assert index.loans(status="active").total == 2
    assert index.loans(customer=story.key("C"), bank=story.key("B")).total == 3
    rows = all_pages(lambda before, limit: index.loans(before=before, limit=limit), 2)
    assert [row.id for row in rows] == story.paid[::-1]
    assert index.loan(story.refused) is None


def test_totals(index: Index, story: Story) -> None:
    totals = index.totals()
    assert totals.blocks == story.rehearsal.ledger.height()
    assert totals.members == 5
    assert totals.codes == {0: 5, 1: 2}
    assert totals.disbursed == 6_000_000
    assert totals.outstanding == 5_000_000
    counts = {(event.kind, event.status): (event.count, event.amount) for event in totals.events}
    assert counts["loan.apply", "unlocked"] == (3, 6_000_000)
    assert counts["loan.apply", "refused"] == (1, 4_000_000)


def test_fund_flows_sum_what_was_executed(index: Index, story: Story) -> None:
    flows = {(flow.source, flow.target): flow for flow in index.flows()}
    out = flows[story.key("B"), story.key("C")]
    assert (out.amount, out.count, out.event) == (6_000_000, 3, story.paid[2])
    back = flows[story.key("C"), story.key("B")]
    assert (back.amount, back.count) == (1_000_000, 1)
    assert len(flows) == 2
    assert [flow.source for flow in index.flows(ops=("issue",))] == [story.key("B")]
    assert len(index.flows(party=story.key("C"))) == 2
    assert index.flows(party=story.key("R")) == ()
    assert index.flows(until="2001-01-01") == ()
    assert len(index.flows(limit=1)) == 1


# --- feeding ------------------------------------------------------------------------------------------------


def test_a_block_applied_twice_changes_nothing(index: Index, story: Story) -> None:
    before = (index.totals(), index.search(Query()).total)
    ledger = story.rehearsal.ledger
    for number in range(ledger.height()):
        assert index.apply(ledger.block(number)) == ()
    assert (index.totals(), index.search(Query()).total) == before


def test_a_gap_is_refused(story: Story, tmp_path: Path) -> None:
    index = Index(tmp_path / "gap.sqlite", story.rehearsal.ledger.id)
    with pytest.raises(ValueError, match="0 is next"):
        index.apply(story.rehearsal.ledger.block(3))
    index.close()


def test_the_events_that_a_block_touches_are_told(story: Story, tmp_path: Path) -> None:
    index = Index(tmp_path / "told.sqlite", story.rehearsal.ledger.id)
    ledger = story.rehearsal.ledger
    touched = index.apply_all(ledger.block(number) for number in range(ledger.height()))
    assert {*story.paid, story.refused, story.waiting, story.ready} <= set(touched)
    assert len(touched) == len(set(touched))
    index.close()


def test_two_programs_may_feed_one_index(story: Story, tmp_path: Path) -> None:
    ledger = story.rehearsal.ledger
    indices = [Index(tmp_path / "shared.sqlite", ledger.id) for _ in range(2)]
    threads = [threading.Thread(target=index.catch_up, args=(ledger,)) for index in indices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = Index(tmp_path / "alone.sqlite", ledger.id)
    alone.catch_up(ledger)
    for index in indices:
        assert index.totals() == alone.totals()
        index.close()
    alone.close()


def test_keeping_up_follows_new_blocks_and_says_what_changed(tmp_path: Path) -> None:
    rehearsal = EmbeddedWorld(tmp_path)
    index = Index(tmp_path / "index.sqlite", rehearsal.ledger.id)
    heard: list[tuple[int, tuple[str, ...]]] = []
    got = threading.Condition()
    stop = threading.Event()

    def changed(height: int, events: tuple[str, ...]) -> None:
        with got:
            heard.append((height, events))
            got.notify_all()

    thread = threading.Thread(target=index.keep_up, args=(rehearsal.ledger, stop.is_set, changed))
    thread.start()
    with got:
        assert got.wait_for(lambda: heard and heard[-1][0] == rehearsal.ledger.height(), 20)
    cc = rehearsal.application()
    rehearsal.submit("C", "lock", cc)
    with got:
        assert got.wait_for(lambda: heard[-1][1] == (cc["event"]["id"],), 20)
    stop.set()
    thread.join()
    assert index.height == rehearsal.ledger.height()
    index.close()
    rehearsal.ledger.close()


def test_an_index_of_another_chain_is_noticed_and_made_anew(story: Story, tmp_path: Path) -> None:
    ledger = story.rehearsal.ledger
    index = Index(tmp_path / "index.sqlite", ledger.id)
    blocks = [ledger.block(number) for number in range(5)]
    index.apply_all([*blocks[:3], replace(blocks[3], hash="f" * 64)])
    with pytest.raises(OtherChainError):
        index.apply(blocks[4])
    index.catch_up(ledger)
    assert index.height == ledger.height()
    assert index.loans().total == 3
    index.close()


def test_an_unreadable_index_or_one_of_another_ledger_is_made_anew(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"this is no database, but it is long enough to be looked at as one" * 20)
    index = Index(path, "one")
    assert index.height == 0
    index.apply(story.rehearsal.ledger.block(0))
    index.close()
    other = Index(path, "another")
    assert other.height == 0
    other.close()


def test_an_index_whose_schema_is_no_text_is_made_anew(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    index = Index(path, "one")
    index.apply(story.rehearsal.ledger.block(0))
    index.close()
    assert b"CREATE TABLE about" in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE about", b"CREATE TABL\xcf about"))
    again = Index(path, "one")
    assert again.height == 0
    again.close()


def test_an_index_that_is_locked_or_has_no_room_is_left_as_it_is(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, path = story.rehearsal.ledger, tmp_path / "index.sqlite"
    monkeypatch.setattr(index_module, "BUSY_S", 0.1)
    first = Index(path, ledger.id)
    first.catch_up(ledger)
    there, height = path.stat().st_ino, first.height
    with locked(path), pytest.raises(ConnectError, match="locked") as error:
        Index(path, ledger.id)
    assert error.value.code == "index.failed"
    first.close()
    new = tmp_path / "new.sqlite"
    code = (
        "import resource, sys; from loc_desktop.ledger.index.index import Index;"
        " resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024));"
        " import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); Index(sys.argv[1], sys.argv[2])"
    )
    full = subprocess.run([sys.executable, "-c", code, str(new), ledger.id], capture_output=True, text=True)
    assert f"index.failed (path={new}" in full.stderr, full.stderr
    again = Index(path, ledger.id)
    assert (path.stat().st_ino, again.height) == (there, height)
    again.close()


def test_transactions_that_are_void_or_strange_are_listed_and_do_nothing(
    story: Story, tmp_path: Path
) -> None:
    """Blocks of a peer network hold such: void ones, other contracts', of other shapes."""
    nobody = Caller("", "", "")
    cc = story.rehearsal.application()
    strange: list[tuple[str, tuple[Any, ...], Any, str]] = [
        ("lock", (cc,), {}, "MVCC_READ_CONFLICT"),
        ("lock", ("no chaincode",), None, "VALID"),
        ("lock", (), None, "VALID"),
        ("unlock", ({"event": 7},), {"code": 3}, "VALID"),
        ("unlock", (None, 0), {"event": "unknown", "code": 3, "trace": {"code": 3}}, "VALID"),
        ("grant", (story.paid[0], {"role": 1}), None, "VALID"),
        ("register", ([],), None, "VALID"),
        ("", (), None, "VALID"),
        ("SomeoneElses", ("x",), {"a": 1}, "VALID"),
    ]
    transactions = tuple(
        Transaction(
            f"{position:064x}", 0, position, "2026-01-01T00:00:00Z", fn, args, nobody, result, validation
        )
        for position, (fn, args, result, validation) in enumerate(strange)
    )
    index = Index(tmp_path / "strange.sqlite", "fabric")
    index.apply(Block(0, "a" * 64, "0" * 64, "b" * 64, "2026-01-01T00:00:00Z", transactions))
    entries = index.entries(0)
    assert [entry.fn for entry in entries] == [fn for fn, *_ in strange]
    assert entries[0].validation == "MVCC_READ_CONFLICT"
    assert index.events().total == 0
    assert index.search(Query(fn="SomeoneElses")).total == 1
    index.close()


def test_a_void_transaction_takes_nobodys_id_and_its_block_has_no_time(story: Story, tmp_path: Path) -> None:
    """Any client orders an envelope that bears another transaction's id and a time of its own."""

    honest = [story.rehearsal.ledger.block(number) for number in range(story.rehearsal.ledger.height())]
    own = next(tx for block in honest for tx in block.transactions if tx.fn == "lock")
    height = len(honest)
    void = Transaction(
        own.id, height, 0, "", "unlock", (), Caller("C", "C", own.caller.key), None, "BAD_PROPOSAL_TXID"
    )
    nameless = replace(void, id="", position=1, fn="unreadable")
    last = honest[-1]
    stolen = Block(height, "f" * 64, last.hash, "e" * 64, "", (void, nameless, replace(nameless, position=2)))
    index = Index(tmp_path / "void.sqlite", story.rehearsal.ledger.id)
    for block in (*honest, stolen):
        index.apply(block)
    row = index.event(story.waiting)
    assert row is not None
    assert row.status == "pending"
    found = index.event(own.args[0]["event"]["id"])
    assert found is not None
    assert index.height == height + 1
    index.close()


def test_the_longest_time_without_a_block_is_told(tmp_path: Path) -> None:
    index = Index(tmp_path / "gap.sqlite", "l")
    for number, at in enumerate(("2026-01-01", "2026-01-03", "", "2026-03-04", "2026-03-05")):
        time = f"{at}T00:00:00Z" if at else ""
        index.apply(Block(number, str(number) * 64, str(max(0, number - 1)) * 64, "b" * 64, time, ()))
    now = "2026-03-15T00:00:00Z"
    assert round(index.longest_gap("2026-01-01", now)) == 60
    assert round(index.longest_gap("2026-03-05", now)) == 10
    index.close()
