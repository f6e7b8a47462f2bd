"""What one may see of the ledger: pages, search, details, traces and accounts, each by its own identity."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from loc_desktop.desk.values.ledger import SearchQuery
from loc_desktop.desk.viewer.viewer import Viewer
from loc_desktop.errors import KnownError
from tests.desk.life_scene import Life
from tests.desk.signing.grantors import take_lending_money


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("viewer") / "home")
    yield life
    life.workplace.close()


@pytest.fixture(scope="module")
def loan(life: Life) -> str:
    """A loan of 12,340 yuan that was paid out, its customer with 50 yuan on a linked account."""
    return life.loans((12_340, 12), cash=50_00)[0]


def _viewer(life: Life, role: str = "R") -> Viewer:
    desk = life.desk(role)
    return Viewer(desk.carrier, desk.names)


def _events(viewer: Viewer, query: SearchQuery) -> set[str]:
    return {row.event for row in viewer.search(query, limit=1000).rows}


def test_blocks_follow_each_other_newest_first_to_the_first(life: Life, loan: str) -> None:
    life.desk("R").carrier.catch_up()
    viewer, numbers = _viewer(life), []
    page = viewer.blocks(limit=4)
    height = life.desk("R").carrier.ledger.height()
    assert page.total == height
    while True:
        numbers += [block.number for block in page.rows]
        if page.next is None:
            break
        page = viewer.blocks(before=page.next, limit=4)
    assert numbers == list(range(height - 1, -1, -1))
    (last,) = viewer.blocks(limit=1).rows
    transactions = viewer.transactions(last.number)
    assert transactions.total == len(transactions.rows) >= last.transactions
    assert viewer.transactions(height).rows == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12340", True),
        ("12,340", True),
        ("12340.00", True),
        (" 12 340 ", True),
        ("12341", False),
        ("12340.001", False),  # no amount, and nothing that begins so
        ("123400000", False),  # so many digits are the beginning of an id
    ],
)
def test_an_amount_in_yuan_is_searched_as_one(life: Life, loan: str, text: str, shown: bool) -> None:
    assert (loan in _events(_viewer(life), SearchQuery(text=text))) is shown


def test_a_day_is_searched_as_one_with_its_first_and_last_second(life: Life, loan: str) -> None:
    viewer = _viewer(life)
    today = date.fromisoformat(life.workplace.today)
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    assert loan in _events(viewer, SearchQuery(text=today.isoformat()))
    assert loan in _events(viewer, SearchQuery(since=today.isoformat(), until=today.isoformat()))
    for query in (
        SearchQuery(text=yesterday.isoformat()),
        SearchQuery(until=yesterday.isoformat()),
        SearchQuery(since=tomorrow.isoformat()),
    ):
        assert loan not in _events(viewer, query)
    # What is no day filters nothing; the last day of all calendars has no end.
    assert loan in _events(viewer, SearchQuery(since="2026-02-30", until="soon"))
    assert loan in _events(viewer, SearchQuery(until="9999-12-31"))


def test_six_characters_or_more_of_any_id_find_it_also_where_they_are_digits(life: Life, loan: str) -> None:
    viewer = _viewer(life)
    rows = viewer.search(SearchQuery(), limit=1000).rows
    ids = {identifier for row in rows for identifier in (row.id, row.event) if identifier}
    assert len(ids) > 20
    for identifier in ids:
        for text in (identifier[:6], identifier[:8].upper(), identifier):
            found = viewer.search(SearchQuery(text=text), limit=1000).rows
            assert any(identifier in (row.id, row.event) for row in found), text


@pytest.mark.parametrize("written", ["{:%Y/%m/%d}", "{:%Y%m%d}", "{:%Y年%m月%d日}"])
def test_a_day_is_searched_in_every_form(life: Life, loan: str, written: str) -> None:
    today = date.fromisoformat(life.workplace.today)
    assert loan in _events(_viewer(life), SearchQuery(text=written.format(today)))
    assert loan not in _events(_viewer(life), SearchQuery(text=written.format(today - timedelta(days=1))))


def test_amounts_kinds_and_parties_narrow_a_search(life: Life, loan: str) -> None:
    viewer = _viewer(life)
    for query, shown in (
        (SearchQuery(amount_from=12_340_00, amount_to=12_340_00), True),
        (SearchQuery(amount_from=12_340_01), False),
        (SearchQuery(amount_to=12_339_99), False),
        (SearchQuery(kind="loan.apply", status="unlocked"), True),
        (SearchQuery(kind="loan.apply", status="refused"), False),
        (SearchQuery(party=life.customer(loan)), True),
        (SearchQuery(party=life.me), False),
        (SearchQuery(text=loan[:9]), True),
    ):
        assert (loan in _events(viewer, query)) is shown, query


def test_a_name_is_known_to_who_opened_its_dossier_and_to_its_counter(life: Life, loan: str) -> None:
    counter = life.desk("C").carrier
    known = life.workplace.connections.counter(counter.identity).customer(key=life.customer(loan))
    assert known is not None
    assert loan in _events(_viewer(life, "C"), SearchQuery(text=known.name))
    assert loan in _events(_viewer(life, "B"), SearchQuery(text=known.name))
    assert _events(_viewer(life, "R"), SearchQuery(text=known.name)) == set()


def test_a_transaction_names_who_signed_what(life: Life, loan: str) -> None:
    viewer = _viewer(life)
    rows = {row.fn: row for row in viewer.event(loan).transactions}
    locked = viewer.transaction(rows["lock"].id)
    assert [(line.party.key, line.over, line.verdict) for line in locked.signatures] == [
        (life.customer(loan), "event", "")
    ]
    assert (locked.traced, json.loads(locked.raw)["fn"]) == ((), "lock")
    granted = viewer.transaction(rows["grant"].id)
    assert [(line.over, line.verdict) for line in granted.signatures] == [("oracle result", "Pass")]
    with pytest.raises(KnownError) as unknown:
        viewer.transaction("0" * 64)
    assert (unknown.value.code, unknown.value.params["id"]) == ("ledger.unknown_transaction", "0" * 64)


def test_an_event_tells_its_seats_and_attempts(life: Life, loan: str) -> None:
    event = _viewer(life).event(loan)
    assert (event.kind, event.status, event.waits_for, event.dossier_sealed) == (
        "loan.apply",
        "unlocked",
        None,
        True,
    )
    assert [party.role for party in event.grantors] == ["B", "CAD", "FD"]
    assert [(attempt.number, attempt.code) for attempt in event.attempts] == [(1, 0)]
    assert json.loads(event.raw)["event"]["id"] == loan
    with pytest.raises(KnownError) as unknown:
        _viewer(life).event("0" * 32)
    assert unknown.value.code == "ledger.unknown_event"


def test_a_trace_is_that_of_the_attempt_that_is_asked_for(life: Life, loan: str) -> None:
    viewer = _viewer(life)
    told = viewer.trace(loan)
    assert (told.attempt.code, told.trace.code, viewer.trace(loan, 1)) == (0, 0, told)
    assert {party.role for party in told.parties.values()} >= {"C", "B", "CAD", "FD"}
    for attempt in (0, -1, 2):
        with pytest.raises(KnownError) as none:
            viewer.trace(loan, attempt)
        assert none.value.code == "trace.none"


def test_what_was_never_tried_has_no_trace(life: Life) -> None:
    loans = life.desk("C").loans
    (loan,) = life.loans((5_000, 12), cash=None)
    event = loans.submit(loans.prepare_reschedule(loan, 15, "a flood")).event
    assert _viewer(life).event(event).attempts == ()
    with pytest.raises(KnownError) as none:
        _viewer(life).trace(event)
    assert none.value.code == "trace.none"
    with pytest.raises(KnownError) as unknown:
        _viewer(life).trace("0" * 32)
    assert unknown.value.code == "ledger.unknown_event"


def test_an_account_is_shown_to_whom_it_concerns(life: Life, loan: str) -> None:
    customer = life.customer(loan)
    seen = _viewer(life).account(customer)
    assert (seen.balance, [(party.key, fen) for party, fen in seen.by_issuer]) == (
        12_340_00,
        [(life.bank, 12_340_00)],
    )
    assert [lot.amount for lot in seen.lots] == [12_340_00]
    (number,) = seen.links
    assert "#" not in number
    assert " " in number
    with pytest.raises(KnownError) as denied:
        _viewer(life, "CAD").account(life.bank)
    assert denied.value.code == "contract.denied"
    with pytest.raises(KnownError) as unknown:
        _viewer(life).account("A" * 44)
    assert unknown.value.code == "contract.not_found"


def test_each_role_pages_through_the_accounts_that_it_may_see(life: Life, loan: str) -> None:
    keys = {
        role: [account.party.key for account in _viewer(life, role).accounts()]
        for role in ("C", "B", "CAD", "FD", "R")
    }
    own = {role: life.desk(role).me.key for role in keys}
    assert keys["C"][0] == own["C"]
    assert life.customer(loan) in keys["C"]
    assert keys["B"][0] == own["B"]
    assert life.customer(loan) in keys["B"]
    assert keys["FD"] == [own["FD"]]
    assert keys["CAD"] == [own["CAD"]]
    assert {own["B"], own["FD"], life.customer(loan)} <= set(keys["R"])
    for role, shown in keys.items():
        assert len(shown) == len(set(shown))
        viewer = _viewer(life, role)
        paged = [
            account.party.key for start in range(12) for account in viewer.accounts(start=start, limit=1)
        ]
        assert paged == shown


def test_payments_are_summed_by_their_two_ends_within_the_days(life: Life, loan: str) -> None:
    viewer, customer = _viewer(life), life.customer(loan)
    edges = {
        (edge.source.key, edge.target.key): (edge.amount, edge.count) for edge in viewer.fund_flow().edges
    }
    assert edges[life.bank, customer] == (12_340_00, 1)
    assert len(viewer.fund_flow(limit=1).edges) == 1
    (only,) = viewer.fund_flow(party=customer).edges
    assert (only.source.key, only.amount) == (life.bank, 12_340_00)
    before = (date.fromisoformat(life.workplace.today) - timedelta(days=1)).isoformat()
    assert viewer.fund_flow(until=before, party=customer).edges == ()
    assert viewer.fund_flow(since=before, until=life.workplace.today, party=customer).edges == (only,)


def test_members_stand_in_the_order_of_their_registration(life: Life, loan: str) -> None:
    viewer = _viewer(life)
    members = viewer.members()
    assert {party.role for party in members[:5]} == {"C", "B", "CAD", "FD", "R"}
    assert members[-1].key in [party.key for party in members]
    assert life.customer(loan) in [party.key for party in members[5:]]
    assert viewer.name(life.bank) == life.desk("R").names.party(life.bank)


def test_each_attempt_that_failed_keeps_its_trace(life: Life) -> None:
    """The last test of this file: afterwards the bank has no money to lend."""
    take_lending_money(life.workplace)
    event = life.loans((10_000, 12), cash=None)[0]
    viewer = _viewer(life)
    told = viewer.trace(event)
    assert (told.attempt.number, told.attempt.code) == (1, 4)
    assert viewer.event(event).status == "pending"
    assert [attempt.code for attempt in viewer.event(event).attempts] == [4]
