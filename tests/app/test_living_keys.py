"""The bank's books follow a key that was succeeded, once."""

from __future__ import annotations

from loc_desktop.app.bank_books import books
from loc_desktop.app.living_keys import follow
from loc_desktop.bank.office.values import RegisterEntry
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.workplace import Workplace


def test_an_account_names_the_living_key_and_where_nothing_is_new_nothing_is_done(
    workplace: Workplace,
) -> None:
    counter, bank, civil = (workplace.desk_of(role) for role in ("C", "B", "CAD"))
    connections, identity = workplace.connections, bank.carrier.identity
    assert follow(connections, identity) == 0
    customer = counter.applications.applicants.add("王小明", identity_number("living"), "246810")
    kept = books(connections, identity)
    account = kept.open_account(kept.open_client(customer.name, customer.identity_number).number)
    counter.accounts.submit(
        counter.accounts.prepare_link(account.number, bank.me.key, customer=customer.key), pin="246810"
    )
    for desk in (civil, workplace.desk_of("B")):
        desk.office.save_person(RegisterEntry(customer.identity_number, customer.name))
    cases = bank.grants.waiting("account.link")
    for case in cases:
        bank.grants.sign(bank.grants.prepare(case))
    assert kept.account(account.number).digital_key == customer.key
    asked = counter.successions.submit(counter.successions.prepare(customer.identity, "135791"))
    outcome = civil.grants.sign(civil.grants.prepare(civil.grants.open(asked.event)))
    assert outcome.verdict == "Pass"
    (living,) = [
        applicant
        for applicant in counter.applications.applicants.all()
        if applicant.identity_number == customer.identity_number
    ]
    # The desk's automation may have followed already; another reader of the books follows by itself.
    follow(connections, identity)
    assert kept.account(account.number).digital_key == living.key != customer.key
    assert follow(connections, identity) == 0


def test_a_bank_without_books_here_follows_nothing(workplace: Workplace) -> None:
    assert follow(workplace.connections, workplace.desk_of("CAD").carrier.identity) == 0
