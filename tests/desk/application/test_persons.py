"""Who borrows: the form follows the applicant, the oracles open the member record, a person has one key."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.bank.office.values import RegisterEntry
from loc_desktop.contract.persons import reason_of
from loc_desktop.desk.application import dossier
from loc_desktop.desk.application.application_request import application_request
from loc_desktop.desk.application.form_checks import checked_form
from loc_desktop.desk.signing.readers import readers_of
from loc_desktop.desk.signing.request import sign_and_lock
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.case import DossierCase
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.values.ledger import SearchQuery
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.person import commitment, new_salt, tag
from loc_desktop.identity.sealing import seal
from loc_desktop.texts import words
from tests.support.workplace import sample

FLOW = ("B", "CAD", "FD")
PIN = "246810"


def problems(told: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in told.value.params["problems"]]


def unmet(case: DossierCase) -> list[str]:
    return [row.item for row in case.terms if not row.met]


def holder(case: DossierCase) -> str:
    return str(next(row.register for row in case.terms if row.item == "key"))


def victim(workplace: Workplace) -> ApplicationForm:
    """Somebody whom every office knows, and who never came to the counter."""
    row = sample(1).rows[0]
    assert row.form is not None
    for role in FLOW:
        workplace.desk_of(role).office.save_person(RegisterEntry(row.identity_number, row.name))
    return row.form


def forged(workplace: Workplace, form: ApplicationForm, other: ApplicationForm, salt: str = "") -> str:
    """An application with the key of ``form``'s customer over ``other``'s dossier: another program's."""
    desk = workplace.desk_of("C")
    payee = desk.applications.applicants.identity_of("")
    grantors = desk.applications.grantors_of(form)
    readers = readers_of(desk.carrier, {"B": form.bank, **grantors})
    request = application_request(
        desk.carrier,
        desk.names,
        checked_form(form),
        payee,
        salt or new_salt(),
        grantors,
        event="f" * 32,
        readers=readers,
    )
    content = dossier.write(
        checked_form(replace(form, name=other.name, identity_number=other.identity_number)),
        salt or new_salt(),
    )
    sealed, committed = seal(content, [*readers.recipients, payee.member_record()])
    request.draft.event["body"] |= {"dossier": sealed, "commitment": committed}
    sign_and_lock(desk.carrier, request)
    desk.carrier.catch_up()
    return request.event


def test_the_form_is_the_applicants_own(workplace: Workplace, form: ApplicationForm) -> None:
    applications = workplace.desk_of("C").applications
    other = victim(workplace)
    stolen = replace(form, name=other.name, identity_number=other.identity_number)
    with pytest.raises(KnownError) as told:
        applications.apply(stolen)
    assert problems(told) == [("name", "other_person"), ("identity_number", "other_person")]
    with pytest.raises(KnownError) as told:
        applications.apply(replace(form, identity_number=other.identity_number))
    assert problems(told) == [("identity_number", "other_person")]
    with pytest.raises(KnownError) as told:
        applications.apply(replace(form, name="王小明"))
    assert problems(told) == [("name", "other_person")]
    assert applications.apply(form).block is not None


@pytest.mark.parametrize("typed", [" 刘 建国", "刘建国 "])
def test_a_name_is_compared_as_people_write_it(
    workplace: Workplace, form: ApplicationForm, typed: str
) -> None:
    assert workplace.desk_of("C").applications.check(replace(form, name=typed)) == ()


def test_somebody_elses_dossier_under_ones_own_key_is_failed_by_every_oracle(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """The register has number and name of the dossier: only the commitment tells."""
    event = forged(workplace, form, victim(workplace))
    for role in FLOW:
        grants = workplace.desk_of(role).grants
        case = grants.open_dossier(event, purpose="routine")
        assert (case.verdict, unmet(case), holder(case)) == ("Failed", ["key"], "commitment")
        assert words.say(case.reason, "zh") == "该密钥登记的不是此人；未满足：密钥归属"
        outcome = grants.sign(grants.prepare(case))
    assert outcome.unlock is not None
    assert outcome.unlock.code == 1
    assert workplace.desk_of("C").viewer.account().balance == 0


def test_another_salt_opens_nothing(workplace: Workplace, form: ApplicationForm) -> None:
    event = forged(workplace, form, form)
    assert unmet(workplace.desk_of("B").grants.open_dossier(event, purpose="routine")) == ["key"]


def test_another_name_under_the_right_number_fails_the_identity(
    workplace: Workplace, form: ApplicationForm
) -> None:
    event = workplace.desk_of("C").applications.apply(form).event
    desk = workplace.desk_of("FD")
    desk.office.save_person(RegisterEntry(form.identity_number, "刘建军"))
    case = desk.grants.open_dossier(event, purpose="routine")
    row = next(row for row in case.terms if row.item == "id_c")
    assert unmet(case) == ["id_c"]
    assert (row.declared, row.register) == (
        f"{form.identity_number} 刘建国",
        f"{form.identity_number} 刘建军",
    )
    desk.office.save_person(RegisterEntry(form.identity_number, "刘 建 国"))
    assert unmet(desk.grants.open_dossier(event, purpose="routine")) == []


def test_civil_affairs_says_whose_key_it_is(workplace: Workplace, form: ApplicationForm) -> None:
    event = workplace.desk_of("C").applications.apply(form).event
    _sign(workplace, event)
    civil = workplace.desk_of("CAD")
    grants = civil.carrier.query("event", {"id": event})["grants"]
    secret = workplace.connections.keystore().seed(civil.carrier.identity)
    known = tag(secret, form.identity_number)
    assert [result.get("reason") for result in grants] == [None, reason_of(known)]
    person = civil.carrier.query("person", {"tag": known})
    assert (person["key"], person["loans"]) == (workplace.desk_of("C").carrier.identity.key, [event])


def _sign(workplace: Workplace, event: str, roles: tuple[str, ...] = FLOW) -> Any:
    for role in roles:
        grants = workplace.desk_of(role).grants
        outcome = grants.sign(grants.prepare(grants.open_dossier(event, purpose="routine")))
    return outcome.unlock


def test_a_persons_second_key_at_another_counter_is_failed_by_civil_affairs(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """Another counter knows nothing of the first: its file is another."""
    _sign(workplace, workplace.desk_of("C").applications.apply(form).event)
    applications = workplace.desk_of("C").applications
    other = applications.applicants.create(form.name, form.identity_number, PIN)
    event = applications.apply(replace(form, applicant=other.identity), pin=PIN).event
    assert holder(workplace.desk_of("FD").grants.open_dossier(event, purpose="routine")) == "own"
    assert holder(workplace.desk_of("B").grants.open_dossier(event, purpose="routine")) == "books"
    case = workplace.desk_of("CAD").grants.open_dossier(event, purpose="routine")
    assert (case.verdict, holder(case)) == ("Failed", "other_key")
    assert "key" in unmet(case)


def test_the_banks_own_books_are_looked_into(workplace: Workplace, form: ApplicationForm) -> None:
    """The account that is linked to this key is another client's."""
    from loc_desktop.app.bank_books import books

    bank = workplace.desk_of("B")
    kept = books(workplace.connections, bank.carrier.identity)
    account = kept.account_of(workplace.desk_of("C").carrier.identity.key)
    assert account is not None
    kept.db.write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE client SET identity_number = '110101197001010014' WHERE number = ?", (account.client,)
        )
    )
    event = workplace.desk_of("C").applications.apply(form).event
    assert holder(bank.grants.open_dossier(event, purpose="routine")) == "books"
    assert holder(workplace.desk_of("CAD").grants.open_dossier(event, purpose="routine")) == "own"


def test_a_customer_without_a_number_is_first_registered(workplace: Workplace, form: ApplicationForm) -> None:
    desk = workplace.desk_of("C")
    connections = workplace.connections
    own = desk.carrier.identity
    counter = connections.counter(own)
    row = counter.customer(identity=own.id)
    assert row is not None
    counter.save_customers([replace(row, salt="")])
    with pytest.raises(KnownError) as told:
        desk.applications.apply(form)
    assert problems(told) == [("applicant", "no_person")]
    desk.applications.applicants.enter_self(form.identity_number)
    event = desk.applications.apply(form).event
    assert unmet(workplace.desk_of("CAD").grants.open_dossier(event, purpose="routine")) == []


def test_the_age_counts_on_the_ledgers_day(workplace: Workplace, form: ApplicationForm) -> None:
    from loc_desktop.loan.identity_number import make

    born = workplace.connections.today(workplace.desk_of("C").carrier.identity.ledger)
    young = make(350802, born.replace(year=born.year - 17, day=1), 7)
    applications = workplace.desk_of("C").applications
    person = applications.applicants.add("林小妹", young, PIN)
    for role in FLOW:
        workplace.desk_of(role).office.save_person(RegisterEntry(young, "林小妹"))
    theirs = replace(form, name="林小妹", identity_number=young, applicant=person.identity)
    with pytest.raises(KnownError) as told:
        applications.apply(theirs, pin=PIN)
    assert problems(told) == [("identity_number", "age")]
    desk, checked = workplace.desk_of("C"), checked_form(theirs)
    payee = applications.applicants.identity_of(person.identity)
    customer = applications.applicants.customer(person.identity)
    assert customer is not None
    # Another program's form, or one that waited in the outbox over a birthday.
    request = application_request(
        desk.carrier, desk.names, checked, payee, customer.salt, applications.grantors_of(theirs)
    )
    signed, _ = sign_and_lock(desk.carrier, request, pin=PIN)
    desk.carrier.catch_up()
    for role in FLOW:
        case = workplace.desk_of(role).grants.open_dossier(signed["id"], purpose="routine")
        assert unmet(case) == ["age"]
        row = next(row for row in case.terms if row.item == "age")
        assert (row.declared, row.limit, row.difference) == (17, "18–65", 1)


def test_the_registers_value_stands_beside_the_limit(workplace: Workplace, form: ApplicationForm) -> None:
    event = workplace.desk_of("C").applications.apply(form).event
    bank = workplace.desk_of("B")
    values = {"income": 1_800_000, "asset": 90_000, "debt": 0}
    entry = RegisterEntry(form.identity_number, form.name, income=1_800_000, asset=90_000, debt=0)
    bank.office.save_person(entry)
    rows = {row.item: row for row in bank.grants.open_dossier(event, purpose="routine").terms}
    assert {item: rows[item].register for item in values} == values
    assert rows["income"].declared == 2_000_000
    assert rows["amount"].register is None


def test_a_household_borrows_once(workplace: Workplace, form: ApplicationForm) -> None:
    wife = victim(workplace)
    for role in FLOW:
        office = workplace.desk_of(role).office
        office.save_person(RegisterEntry(form.identity_number, form.name, household="3508-17"))
        office.save_person(RegisterEntry(wife.identity_number, wife.name, household="3508-17"))
    applications = workplace.desk_of("C").applications
    _sign(workplace, applications.apply(form).event)
    person = applications.applicants.add(wife.name, wife.identity_number, PIN)
    theirs = replace(form, name=wife.name, identity_number=wife.identity_number, applicant=person.identity)
    event = applications.apply(theirs, pin=PIN).event
    loan = workplace.desk_of("B").loans.page().rows[0]
    for role in FLOW:
        case = workplace.desk_of(role).grants.open_dossier(event, purpose="routine")
        assert unmet(case) == (["in_all", "issue"] if role == "B" else ["issue"])
        rows = {row.item: row for row in case.terms}
        assert (rows["issue"].register, rows["issue"].limit) == (1, 0)
    rows = {
        row.item: row for row in workplace.desk_of("B").grants.open_dossier(event, purpose="routine").terms
    }
    # What the household owes counts: 30,000 are lent already, and the shipped rules let one loan run.
    assert rows["in_all"].register == loan.outstanding == 3_000_000
    assert rows["in_all"].declared == 6_000_000
    assert rows["in_all"].limit == 5_000_000
    for role in FLOW:
        office = workplace.desk_of(role).office
        office.save_person(RegisterEntry(wife.identity_number, wife.name, household="3508-18"))
    case = workplace.desk_of("B").grants.open_dossier(event, purpose="routine")
    rows = {row.item: row for row in case.terms}
    assert unmet(case) == []
    assert (rows["issue"].register, rows["in_all"].register, rows["in_all"].declared) == (0, 0, 3_000_000)


def test_where_two_loans_may_run_the_second_amount_counts() -> None:
    from loc_desktop.contract.rulebook import document as rulebook
    from loc_desktop.desk.granting.case import loans_at_once, person_limit

    shipped = rulebook.shipped()
    body = {"product": "poverty-micro"}
    assert loans_at_once(shipped, body, 0) == 1
    assert [person_limit(shipped, body, owed) for owed in (0, 3_000_000)] == [5_000_000, 5_000_000]
    borrower = replace(shipped.lending.borrower, loans_at_once=2)
    county = replace(shipped, lending=replace(shipped.lending, borrower=borrower))
    assert [loans_at_once(county, body, in_default) for in_default in (0, 1)] == [2, 1]
    # What is above the first amount bears its own interest: a subsidised loan does not reach it.
    assert [person_limit(county, body, owed, 2) for owed in (0, 3_000_000)] == [5_000_000, 5_000_000]
    own = replace(shipped.products["poverty-micro"], id="own", subsidy=0)
    county = replace(county, products={**county.products, "own": own})
    body = {"product": "own"}
    assert [person_limit(county, body, owed, 2) for owed in (0, 3_000_000)] == [5_000_000, 10_000_000]
    assert person_limit(county, body, 3_000_000, 1) == 5_000_000
    assert loans_at_once(county, {"product": "workshop"}, 0) == 1


def test_civil_affairs_knows_a_households_loan_that_its_file_does_not(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """The ledger has it under the tag of the other's identity number: another colleague, another computer, or
    a file that was put back, has passed it."""
    from sqlalchemy import delete

    from loc_desktop.bank.office.schema import PassedRow

    wife = victim(workplace)
    civil = workplace.desk_of("CAD")
    for person in (form, wife):
        civil.office.save_person(RegisterEntry(person.identity_number, person.name, household="3508-17"))
    applications = workplace.desk_of("C").applications
    _sign(workplace, applications.apply(form).event)
    file = workplace.connections.office(civil.carrier.identity)
    file.run(lambda session: session.execute(delete(PassedRow)))
    assert file.passed_before(form.identity_number) == []
    who = applications.applicants.add(wife.name, wife.identity_number, PIN)
    theirs = replace(form, name=wife.name, identity_number=wife.identity_number, applicant=who.identity)
    case = civil.grants.open_dossier(applications.apply(theirs, pin=PIN).event, purpose="routine")
    assert unmet(case) == ["issue"]
    assert next(row.register for row in case.terms if row.item == "issue") == 1


def test_nothing_on_the_ledger_tells_a_number(workplace: Workplace, form: ApplicationForm) -> None:
    """Neither the unsalted commitment nor an unkeyed tag of the person stands there."""
    import json

    _sign(workplace, workplace.desk_of("C").applications.apply(form).event)
    ledger = workplace.connections.ledger(workplace.identities()[0].ledger)
    text = "".join(
        json.dumps([transaction.raw, transaction.result], ensure_ascii=False)
        for number in range(ledger.height())
        for transaction in ledger.block(number).transactions
    )
    own = workplace.desk_of("C").carrier.identity
    row = workplace.connections.counter(own).customer(key=own.key)
    assert row is not None
    assert commitment(form.identity_number, form.name, row.salt, own.key) in text
    for guess in (
        row.salt,
        commitment(form.identity_number, form.name, "", own.key),
        tag(bytes(32), form.identity_number),
    ):
        assert guess not in text


# --- a lost key ---------------------------------------------------------------------------------------------


def _borrower(workplace: Workplace, form: ApplicationForm) -> tuple[ApplicationForm, str]:
    """A customer with a PIN and a loan: the form and the loan."""
    other = victim(workplace)
    applications = workplace.desk_of("C").applications
    person = applications.applicants.add(other.name, other.identity_number, PIN)
    theirs = replace(form, name=other.name, identity_number=other.identity_number, applicant=person.identity)
    event = applications.apply(theirs, pin=PIN).event
    assert _sign(workplace, event).code == 0
    return theirs, event


def test_a_lost_key_is_replaced_by_counter_and_civil_affairs(
    workplace: Workplace, form: ApplicationForm
) -> None:
    theirs, loan = _borrower(workplace, form)
    counter, civil, bank = (workplace.desk_of(role) for role in ("C", "CAD", "B"))
    old = workplace.connections.counter(counter.carrier.identity).customer(identity=theirs.applicant)
    assert old is not None
    from loc_desktop.app.bank_books import books

    kept = books(workplace.connections, bank.carrier.identity)
    client = kept.open_client(theirs.name, theirs.identity_number)
    account = kept.open_account(client.number)
    counter.accounts.submit(
        counter.accounts.prepare_link(account.number, bank.me.key, customer=old.key), pin=PIN
    )
    assert kept.account(account.number).digital_key == old.key

    prepared = counter.successions.prepare(theirs.applicant, "135791")
    assert theirs.name in words.say(prepared.sentence, "zh")
    request = counter.successions.submit(prepared)
    (waiting,) = [row for row in civil.inbox.page().rows if row.kind == "identity.succeed"]
    case = civil.grants.open_dossier(waiting.event, purpose="routine")
    assert (case.event, case.verdict, unmet(case)) == (request.event, "Pass", [])
    assert [row.item for row in case.terms] == ["id_c", "key"]
    outcome = civil.grants.sign(civil.grants.prepare(case))
    assert outcome.unlock is not None
    assert outcome.unlock.code == 0

    (living,) = [
        applicant
        for applicant in counter.applications.applicants.all()
        if applicant.identity_number == old.identity_number
    ]
    assert living.key != old.key
    assert counter.carrier.query("account", {"key": living.key})["total"] == 3_000_000
    assert bank.loans.view(loan)["payee"] == living.key
    # The new key repays what the old one borrowed.
    quote = counter.loans.quote_prepay(loan, 10_000)
    paid = counter.loans.submit(counter.loans.prepare(quote), pin="135791")
    assert paid.stage is Stage.UNLOCKED, words.say(paid.sentence, "en")
    assert bank.loans.view(loan)["position"]["outstanding"] == 3_000_000 - 10_000
    # The bank's books follow, and the new key borrows no second time.
    from loc_desktop.app.living_keys import follow

    follow(workplace.connections, bank.carrier.identity)
    assert kept.account(account.number).digital_key == living.key
    again = replace(theirs, applicant=living.identity)
    event = counter.applications.apply(again, pin="135791").event
    assert unmet(bank.grants.open_dossier(event, purpose="routine")) == ["in_all", "issue"]
    # The old key does nothing any more.
    with pytest.raises(KnownError) as told:
        counter.applications.apply(theirs, pin=PIN)
    assert told.value.code == "contract.not_member"


def test_civil_affairs_does_not_let_a_key_succeed_another_persons(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """A dishonest counter names the old key of somebody else."""
    theirs, _ = _borrower(workplace, form)
    counter, civil = workplace.desk_of("C"), workplace.desk_of("CAD")
    other = counter.applications.applicants.add("陈秀英", sample(2).rows[1].identity_number, PIN)
    office = civil.office
    office.save_person(RegisterEntry(other.identity_number, "陈秀英"))
    file = workplace.connections.counter(counter.carrier.identity)
    row, lost = file.customer(identity=other.identity), file.customer(identity=theirs.applicant)
    assert row is not None
    assert lost is not None
    file.save_customers([replace(row, key=lost.key)])
    counter.successions.submit(counter.successions.prepare(other.identity, "135791"))
    (waiting,) = civil.inbox.page().rows
    case = civil.grants.open_dossier(waiting.event, purpose="routine")
    assert (case.verdict, holder(case)) == ("Failed", "former")
    outcome = civil.grants.sign(civil.grants.prepare(case))
    assert outcome.unlock is not None
    assert outcome.unlock.code == 1


def test_a_key_is_attested_without_a_loan(workplace: Workplace, form: ApplicationForm) -> None:
    counter, civil = workplace.desk_of("C"), workplace.desk_of("CAD")
    counter.successions.submit(counter.successions.prepare_attestation())
    (waiting,) = civil.inbox.page().rows
    case = civil.grants.open_dossier(waiting.event, purpose="routine")
    assert (case.kind, case.verdict, case.customer.name) == ("identity.attest", "Pass", form.name)
    assert civil.grants.sign_many().skipped == (case.event,)  # whose key it is, wants a look
    outcome = civil.grants.sign(civil.grants.prepare(case))
    assert outcome.unlock is not None
    assert outcome.unlock.code == 0
    known = tag(workplace.connections.keystore().seed(civil.carrier.identity), form.identity_number)
    assert civil.carrier.query("person", {"tag": known})["key"] == counter.carrier.identity.key


# --- a department of several --------------------------------------------------------------------------------


def test_a_department_has_one_secret_whoever_of_it_signs(workplace: Workplace, form: ApplicationForm) -> None:
    from loc_desktop.desk.granting.department import Department
    from loc_desktop.desk.join import this_computer as setup
    from loc_desktop.desk.signing.carrier import Carrier

    connections, first = workplace.connections, workplace.desk_of("CAD")
    event = workplace.desk_of("C").applications.apply(form).event
    _sign(workplace, event, ("B",))
    own = first.carrier.identity
    made = connections.keystore().create("CAD", "郑美玲", own.organisation, own.ledger)
    second = setup.certify(connections, made, False)
    Carrier(connections, second).send("register", [second.member_record()], "", queue=False)
    colleague = workplace.desk(second.id)
    colleague.carrier.catch_up()
    assert not Department(colleague.carrier, None).shared()
    assert Department(first.carrier, None).shared()
    secret = Department(first.carrier, None).secret()
    assert Department(colleague.carrier, None).secret() != secret

    # The first member signs, and hands its secret on.
    first.grants.sign(first.grants.prepare(first.grants.open_dossier(event, purpose="routine")))
    shares = [row for row in first.viewer.search(SearchQuery(kind="identity.share")).rows if row.code == 0]
    assert len(shares) == 1
    assert Department(colleague.carrier, None).secret() == secret
    assert Department(colleague.carrier, None).shared()
    # Once is enough.
    assert Department(first.carrier, None).share(first.names) == 0
