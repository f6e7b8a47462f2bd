"""Applying for the people of a list: customers of the counter, each row once, ids that tell nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from loc_desktop.app.bank_books import books
from loc_desktop.bank.books.books import Books
from loc_desktop.desk.application import bulk_import as importing
from loc_desktop.desk.application.bulk_import import event_id
from loc_desktop.desk.values.applicants import ImportPreview
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.counter import Counter
from loc_desktop.loan.products import DEFAULT_PRODUCT
from tests.desk.application.lists import HEADER, ONE, PEOPLE, THREE, TWO, changed, codes, text
from tests.support.workplace import sample


def test_rows_are_applied_once_and_enter_the_sample_registers(workplace: Workplace) -> None:
    desk = workplace.desk_of("C")
    bank = desk.applications.banks()[0].key
    seen: list[tuple[int, int]] = []
    report = desk.applications.import_rows(sample(6), bank, progress=lambda *step: seen.append(step))
    assert (report.sent, report.already, report.failed, report.cancelled) == (6, 0, (), False)
    assert seen[-1] == (6, 6)
    again = desk.applications.import_rows(sample(6), bank)
    assert (again.sent, again.already) == (0, 6)
    mine = desk.applications.mine()
    assert mine.total == 6
    assert {row.applicant.name for row in mine.rows} == {row.name for row in sample(6).rows}
    assert workplace.desk_of("B").inbox.page().total == 6
    for role in ("B", "CAD", "FD"):
        assert workplace.desk_of(role).office.person(sample(6).rows[0].identity_number) is not None


def test_a_cancelled_import_keeps_what_is_done_and_goes_on_later(workplace: Workplace) -> None:
    applications = workplace.desk_of("C").applications
    bank = applications.banks()[0].key
    imported: list[int] = []
    report = applications.import_rows(
        sample(30), bank, progress=lambda step, _: imported.append(step), cancelled=lambda: len(imported) > 4
    )
    assert report.cancelled
    assert 0 < report.sent < 30
    assert applications.mine().total == report.sent
    rest = applications.import_rows(sample(30), bank)
    assert (rest.sent, rest.already, rest.cancelled) == (30 - report.sent, report.sent, False)


def _list(folder: Path, *rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Path:
    file = folder / "list.csv"
    file.write_text(text(*rows, header=header), "utf-8")
    return file


def _imported(workplace: Workplace, folder: Path, *rows: tuple[str, ...]) -> ImportPreview:
    applications = workplace.desk_of("C").applications
    preview = applications.read_file(_list(folder, *rows))
    report = applications.import_rows(preview, applications.banks()[0].key)
    assert report.failed == ()
    return preview


def test_the_people_of_a_list_become_customers_with_their_names_and_numbers(
    workplace: Workplace, tmp_path: Path
) -> None:
    desk = workplace.desk_of("C")
    applications = desk.applications
    bank = applications.banks()[0].key
    rows = [(*ONE, ""), (*changed(TWO, months="11"), "种养殖季节贷"), (*THREE, "")]
    preview = applications.read_file(_list(tmp_path, *rows, header=(*HEADER, "产品")))
    report = applications.import_rows(preview, bank)
    assert (report.sent, report.already, report.failed) == (3, 0, ())
    known = {applicant.identity_number: applicant for applicant in applications.applicants.all()}
    for person in PEOPLE:
        customer = known[person[1]]
        assert (customer.name, customer.phone, customer.address) == (person[0], person[9], person[10])
        assert not customer.needs_pin
    index = workplace.connections.index(desk.carrier.identity.ledger)
    events = [index.event(event) for event in report.events]
    assert [event.body["product"] for event in events if event] == [
        DEFAULT_PRODUCT,
        "farm-season",
        DEFAULT_PRODUCT,
    ]
    # What the bank opens is what the list said.
    grants = workplace.desk_of("B").grants
    case = grants.open_dossier(report.events[1])
    assert case.dossier is not None
    assert (case.dossier.name, case.dossier.identity_number, case.dossier.purpose) == (TWO[0], TWO[1], "种茶")
    assert (case.dossier.income, case.dossier.asset, case.dossier.debt) == (1_800_000, 800_000, 200_000)


def test_the_same_list_again_shows_who_was_applied_for_and_applies_for_nobody(
    workplace: Workplace, tmp_path: Path
) -> None:
    applications = workplace.desk_of("C").applications
    bank = applications.banks()[0].key
    first = applications.import_rows(applications.read_file(_list(tmp_path, *PEOPLE[:2])), bank)
    assert first.sent == 2
    preview = applications.read_file(_list(tmp_path, *PEOPLE))
    assert [row.already for row in preview.rows] == [True, True, False]
    assert [row.name for row in preview.to_import] == ["王小明"]
    again = applications.import_rows(preview, bank)
    assert (again.sent, again.already) == (1, 2)
    assert applications.read_file(_list(tmp_path, *PEOPLE)).to_import == ()
    assert applications.mine().total == 3


def test_a_person_whose_application_waits_is_shown_and_not_applied_for_again(
    workplace: Workplace, tmp_path: Path
) -> None:
    _imported(workplace, tmp_path, *PEOPLE)
    applications = workplace.desk_of("C").applications
    preview = applications.read_file(
        _list(tmp_path, changed(ONE, amount="31000"), TWO, changed(THREE, name="王大明"))
    )
    assert codes(preview.rows[0]) == [("identity_number", "has_application")]
    assert preview.rows[1].already
    assert codes(preview.rows[2]) == [("identity_number", "has_application"), ("name", "other_name")]
    assert preview.to_import == ()


def test_a_person_with_a_pin_applies_on_the_form_only(workplace: Workplace, tmp_path: Path) -> None:
    applications = workplace.desk_of("C").applications
    applications.applicants.add(ONE[0], ONE[1], "738291")
    preview = applications.read_file(_list(tmp_path, ONE, TWO))
    assert [codes(row) for row in preview.rows] == [[("identity_number", "needs_pin")], []]


def test_a_person_keeps_one_key_whatever_the_list_is_called(workplace: Workplace, tmp_path: Path) -> None:
    _imported(workplace, tmp_path, ONE)
    desk = workplace.desk_of("C")
    counter = importing.counter_of(desk.carrier)
    before = {
        applicant.key
        for applicant in desk.applications.applicants.all()
        if applicant.identity_number == ONE[1]
    }
    assert before == {counter.customer(importing.label(counter, ONE[1]), ONE[0]).key}
    # Nothing of the number stands in what is kept of the key.
    row = workplace.connections.counter(desk.carrier.identity).by_number([ONE[1]])[ONE[1]][0]
    assert ONE[1] not in row.record


def test_an_identity_that_is_no_counter_imports_nothing(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = workplace.desk_of("C")
    keystore = type(workplace.connections.keystore())

    def none(_self: object, identity: object) -> Counter:
        raise ValueError(f"identity {identity} is not a counter")

    preview = desk.applications.read_file(_list(tmp_path, *PEOPLE))
    monkeypatch.setattr(keystore, "counter", none)
    with pytest.raises(KnownError) as told:
        desk.applications.import_rows(preview, desk.applications.banks()[0].key)
    assert told.value.code == "import.no_counter"


def test_the_ids_on_the_ledger_tell_nothing_to_who_has_not_the_seed(
    workplace: Workplace, tmp_path: Path
) -> None:
    """The same row has another id at every counter, and another as soon as one value differs."""
    desk = workplace.desk_of("C")
    identity = desk.carrier.identity
    form = ApplicationForm(
        *ONE[:2], amount="30000", months="24", income="20000", asset="10000", debt="0", purpose="养鸡"
    )
    mine, other = importing.counter_of(desk.carrier), Counter(identity, b"another counter's seed, 32 bytes")
    assert event_id(mine, identity.ledger, form) == event_id(mine, identity.ledger, form)
    ids = {
        event_id(seeded, ledger, form) for seeded in (mine, other) for ledger in (identity.ledger, "another")
    }
    assert len(ids) == 4
    assert all(len(id_) == 32 and int(id_, 16) for id_ in ids)
    _imported(workplace, tmp_path, *PEOPLE)
    told = _public(workplace)
    for person in PEOPLE:
        for secret in (person[0], person[1], person[9], person[10]):
            assert secret not in told


def _public(workplace: Workplace) -> str:
    """Everything that stands on the ledger, as text."""
    ledger = workplace.connections.ledger_of(workplace.desk_of("C").carrier.identity)
    return "\n".join(
        repr(transaction)
        for number in range(ledger.height())
        for transaction in ledger.block(number).transactions
    )


def test_ids_of_the_set_up_and_of_collections_cannot_be_foreseen_either(
    workplace: Workplace, tmp_path: Path
) -> None:
    connections, bank = workplace.connections, workplace.desk_of("B").carrier.identity
    other = Workplace(tmp_path / "other").connections
    assert (
        connections.folder.reference("fund.issue")
        == connections.folder.reference("fund.issue")
        != other.folder.reference("fund.issue")
    )
    kept = books(connections, bank)
    assert kept.reference("collect") == kept.reference("collect") != connections.folder.reference("collect")
    again = Books(kept.path, access=connections.access(kept.path.name))
    assert again.reference("collect") == kept.reference("collect")
    again.close()
