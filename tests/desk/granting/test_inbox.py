"""What waits for a grantor: in pages, found by id, amount and name, with names from the dossiers."""

from __future__ import annotations

import pytest

from loc_desktop.desk.granting.inbox import Inbox
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from tests.desk.signing.grantors import applied, signed
from tests.support.workplace import sample

COUNT = 5


@pytest.fixture
def events(workplace: Workplace) -> tuple[str, ...]:
    """Some applications that wait for the bank."""
    desk = workplace.desk_of("C")
    return desk.applications.import_rows(sample(COUNT), workplace.desk_of("B").me.key).events


def _inbox(workplace: Workplace, role: str = "B") -> Inbox:
    """Of a desk that has not learned any name."""
    desk = workplace.desk_of(role)
    return Inbox(desk.carrier, type(desk.names)(workplace.connections, desk.carrier.identity))


def test_pages_follow_each_other_oldest_first(workplace: Workplace, events: tuple[str, ...]) -> None:
    inbox = _inbox(workplace)
    waiting = inbox.ids()
    assert sorted(waiting) == sorted(events)
    index = workplace.connections.index(workplace.desk_of("B").carrier.identity.ledger)
    rows = [index.event(event) for event in waiting]
    cursors = [row.cursor for row in rows if row is not None]
    assert cursors == sorted(cursors)
    assert (inbox.count(), _inbox(workplace, "CAD").count()) == (COUNT, 0)
    seen: list[str] = []
    start: int | None = 0
    while start is not None:
        page = inbox.page(start=start, limit=2)
        assert page.total == COUNT
        seen += [row.event for row in page.rows]
        start = page.next
    assert tuple(seen) == waiting
    past = inbox.page(start=COUNT, limit=2)
    assert (past.rows, past.total, past.next) == ((), COUNT, None)


def test_a_row_says_whose_it_is_who_signed_and_who_comes_after(workplace: Workplace) -> None:
    desk = workplace.desk_of("C")
    (event,) = desk.applications.import_rows(sample(1), workplace.desk_of("B").me.key).events
    (row,) = _inbox(workplace).page(limit=1).rows
    asked = sample(1).rows[0]
    assert asked.form is not None
    assert (row.customer.name, row.amount, row.months) == (
        asked.form.name,
        asked.amount_fen,
        int(asked.form.months),
    )
    assert [signature.party.role for signature in row.signed] == ["C"]
    assert (row.next.role, [party.role for party in row.after]) == ("B", ["CAD", "FD"])
    assert row.age >= 0
    assert row.event == event


def test_it_is_searched_by_the_beginning_of_an_id_a_part_of_a_name_and_an_amount(
    workplace: Workplace, events: tuple[str, ...]
) -> None:
    wanted = _inbox(workplace).page().rows[3]
    assert wanted.event in events
    inbox = _inbox(workplace)
    assert [row.event for row in inbox.page(text=f" {wanted.event[:12].upper()} ").rows] == [wanted.event]
    part = wanted.customer.name[1:]
    by_name = inbox.page(text=part).rows
    assert wanted.event in [row.event for row in by_name]
    assert all(part in row.customer.name for row in by_name)
    by_amount = inbox.page(text=f"{wanted.amount // 100:,}").rows
    assert wanted.event in [row.event for row in by_amount]
    assert {row.amount for row in by_amount} == {wanted.amount}
    assert inbox.page(text="nobody has this name").total == 0


def test_a_kind_is_chosen(workplace: Workplace, events: tuple[str, ...]) -> None:
    inbox = _inbox(workplace)
    assert inbox.page(kind="loan.apply", limit=1).total == COUNT
    assert inbox.page(kind="loan.reschedule").total == 0


def test_what_was_signed_leaves_and_comes_to_the_next(workplace: Workplace, form: ApplicationForm) -> None:
    event = applied(workplace, form)
    assert _inbox(workplace).ids() == (event,)
    signed(workplace.desk_of("B"), event)
    assert (_inbox(workplace).ids(), _inbox(workplace, "CAD").ids()) == ((), (event,))
    (row,) = _inbox(workplace, "CAD").page().rows
    assert [signature.party.role for signature in row.signed] == ["C", "B"]
    assert [party.role for party in row.after] == ["FD"]
