"""The sample's money: each step looks whether it is there, so that a second run changes nothing."""

from __future__ import annotations

from loc_desktop.app.bank_books import books
from loc_desktop.bank.books.values import Kind
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.join.first_money import (
    CASH,
    budget_account,
    capital,
    fixed_id,
    open_customer,
    set_budget,
)
from loc_desktop.desk.workplace import Workplace


def test_the_id_of_a_step_is_always_the_same_here_and_another_elsewhere(workplace: Workplace) -> None:
    connections = workplace.connections
    first = fixed_id(connections, "ledger", "fund.issue")
    assert fixed_id(connections, "ledger", "fund.issue") == first
    assert fixed_id(connections, "another", "fund.issue") != first
    assert fixed_id(connections, "ledger", "fund.deposit") != first
    other = Workplace(workplace.home.with_name("other"))
    assert fixed_id(other.connections, "ledger", "fund.issue") != first
    other.close()


def test_money_is_paid_in_once_by_its_key(workplace: Workplace) -> None:
    bank = workplace.desk_of("B").carrier.identity
    kept = books(workplace.connections, bank)
    number = kept.internal(Kind.LENDING)
    before = kept.account(number).balance
    for _ in range(2):
        capital(workplace.connections, bank, 1_00, "test")
    assert kept.account(number).balance == before + 1_00
    capital(workplace.connections, bank, 2_00, "another")
    assert kept.account(number).balance == before + 3_00


def test_a_budget_account_that_is_linked_stays_as_it_is(workplace: Workplace) -> None:
    bank, finance = (workplace.desk_of(role).carrier.identity for role in ("B", "FD"))
    height = workplace.desk_of("B").carrier.ledger.height()
    account = budget_account(workplace.connections, bank, finance, 5_00, "test")
    again = budget_account(workplace.connections, bank, finance, 5_00, "test")
    assert (account.number, account.linked, again.number) == (again.number, True, account.number)
    kept = books(workplace.connections, bank)
    assert kept.account(account.number).digital_key == finance.key
    assert workplace.desk_of("B").carrier.ledger.height() == height


def test_a_customer_has_an_account_its_cash_and_a_link_once(workplace: Workplace) -> None:
    applicants = workplace.desk_of("C").applications.applicants
    bank = workplace.desk_of("B").carrier.identity
    own = workplace.desk_of("C").carrier.identity
    linked = books(workplace.connections, bank).account_of(own.key)
    assert linked is not None
    row = applicants.customer(own.id)
    assert row is not None
    height = workplace.desk_of("B").carrier.ledger.height()
    again = open_customer(workplace.connections, bank, own, row.name, row.identity_number)
    assert (again.number, again.balance) == (linked.number, CASH)
    assert workplace.desk_of("B").carrier.ledger.height() == height


def test_a_years_budget_is_set_once_until_its_last_day(workplace: Workplace) -> None:
    finance = workplace.desk_of("FD")
    year = finance.carrier.today.year + 5
    assert finance.subsidy.budget(year) is None
    for _ in range(2):
        set_budget(workplace.connections, finance.carrier.identity, year, 7_00)
    budget = finance.subsidy.budget(year)
    assert budget is not None
    assert (budget.amount, budget.left, budget.used, budget.deadline) == (7_00, 7_00, 0, f"{year}-12-31")
    index = workplace.connections.index(finance.carrier.identity.ledger)
    workplace.catch_up()
    made = [row for row in index.events(kind="subsidy.budget").rows if row.body["year"] == year]
    assert len(made) == 1


def test_a_made_up_customer_may_come_without_cash(workplace: Workplace) -> None:
    counter, bank = workplace.desk_of("C"), workplace.desk_of("B").carrier.identity
    added = counter.applications.applicants.add("王小明", identity_number("money"), "246810")
    kept = books(workplace.connections, bank)
    assert kept.account_of(added.key) is None
    client = kept.open_client(added.name, added.identity_number)
    assert kept.accounts(client.number, Kind.CURRENT, 0, 5) == ([], 0)
