"""An identity backed up and restored, and another PIN, as the desk does it on this computer's own ledger."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.join.identity_file import back_up, change_pin, restore
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.backups.backup import export_identity, open_backup
from tests.support.workplace import PASSPHRASE as KEYS

PASSPHRASE = "tea garden 1958"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bank.loc"


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        call()
    return caught.value.code


def problems_of(call: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(KnownError) as caught:
        call()
    problems = caught.value.params["problems"]
    assert isinstance(problems, tuple)
    return [(problem.field, problem.code) for problem in problems]


def test_an_identity_comes_back_from_its_file_with_its_key(workplace: Workplace, file: Path) -> None:
    bank = workplace.desk_of("B").identity
    assert workplace.back_up(bank.id, str(file), PASSPHRASE, PASSPHRASE) == file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = file.read_bytes()
    again = problems_of(lambda: workplace.back_up(bank.id, str(file), PASSPHRASE, PASSPHRASE))
    assert (again, file.read_bytes()) == ([("file", "file_exists")], written)
    assert code_of(lambda: workplace.restore(str(file), PASSPHRASE)) == "backup.already_there"
    keystore = workplace.connections.keystore()
    keystore.delete(workplace.connections.identity(bank.id))
    assert bank.id not in {identity.id for identity in workplace.identities()}
    assert code_of(lambda: workplace.restore(str(file), "another one 1958")) == "backup.wrong_passphrase"
    assert bank.id not in {identity.id for identity in workplace.identities()}
    restored = workplace.restore(str(file), PASSPHRASE)
    assert (restored.id, restored.key, restored.ledger) == (bank.id, bank.key, bank.ledger)
    # It signs: what its key alone can do.
    desk = workplace.desk(restored.id)
    before = desk.viewer.account().balance
    desk.branch.submit(desk.branch.prepare_issue(100_000))
    assert desk.viewer.account().balance == before + 100_000


def test_a_counter_is_backed_up_with_its_customers_who_keep_their_pins(
    workplace: Workplace, file: Path
) -> None:
    desk = workplace.desk_of("C")
    applicants, counter = desk.applications.applicants, desk.identity
    customers = [
        applicants.add(name, made.identity_number(number), pin)
        for name, number, pin in (("欧阳静怡", "9071", "470913"), ("陈秀英", "9072", "593817"))
    ]
    workplace.back_up(counter.id, str(file), PASSPHRASE, PASSPHRASE, customers=True)
    connections = workplace.connections
    keystore = connections.keystore()
    for lost in (counter.id, *(customer.identity for customer in customers)):
        keystore.delete(connections.identity(lost))
    restored = workplace.restore(str(file), PASSPHRASE)
    assert restored.id == counter.id
    for customer, pin in zip(customers, ("470913", "593817"), strict=True):
        identity = connections.identity(customer.identity)
        assert keystore.signer(identity, pin).key == customer.key
        assert code_of(lambda identity=identity: keystore.signer(identity)) == "pin.needed"  # type: ignore[misc]
    assert code_of(lambda: workplace.restore(str(file), PASSPHRASE)) == "backup.already_there"
    # What is missing alone comes back, and the others are not touched.
    keystore.delete(connections.identity(customers[1].identity))
    workplace.restore(str(file), PASSPHRASE)
    assert keystore.signer(connections.identity(customers[1].identity), "593817").key == customers[1].key


def test_what_is_typed_is_checked_before_anything_is_written(workplace: Workplace, file: Path) -> None:
    bank = workplace.desk_of("B").identity.id

    def wrong(path: str, passphrase: str, again: str) -> list[tuple[str, str]]:
        return problems_of(lambda: workplace.back_up(bank, path, passphrase, again))

    assert wrong(" ", PASSPHRASE, PASSPHRASE) == [("file", "missing")]
    assert wrong(str(file), "short", "short") == [("passphrase", "passphrase_short")]
    assert wrong(str(file), "12345678", "12345678") == [("passphrase", "passphrase_simple")]
    assert wrong(str(file), PASSPHRASE, PASSPHRASE + " ") == [("again", "not_same")]
    assert not file.exists()
    assert problems_of(lambda: workplace.restore("", "")) == [("file", "missing"), ("passphrase", "missing")]


def test_a_file_that_is_no_backup_or_cannot_be_read_is_named(workplace: Workplace, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("the passphrase is …")
    assert code_of(lambda: workplace.restore(str(other), PASSPHRASE)) == "backup.unreadable"
    assert code_of(lambda: workplace.restore(str(tmp_path / "absent"), PASSPHRASE)) == "identity.file"
    bank = workplace.desk_of("B").identity.id
    nowhere = str(tmp_path / "absent" / "bank.loc")
    assert code_of(lambda: workplace.back_up(bank, nowhere, PASSPHRASE, PASSPHRASE)) == "identity.file"


def test_the_ledger_of_another_computer_is_not_here(workplace: Workplace, file: Path, tmp_path: Path) -> None:
    bank = workplace.desk_of("B").identity
    workplace.back_up(bank.id, str(file), PASSPHRASE, PASSPHRASE)
    other = Workplace(tmp_path / "other")
    other.use_passphrase(KEYS)
    try:
        assert code_of(lambda: other.restore(str(file), PASSPHRASE)) == "backup.other_ledger"
        assert (other.ready, other.connections.identities()) == (False, ())
    finally:
        other.close()


@pytest.mark.parametrize(
    "network",
    [
        {"profile": "name: loan", "channels": {}},
        {"profile": 7, "channels": {}},
        {"profile": "…", "channels": {"../../ledgers": {"channel": "loan"}}},
        {"channels": {"fabric-0123456789abcdef": {"channel": "loan"}}},
    ],
)
def test_a_network_that_is_none_enters_nothing(
    workplace: Workplace, file: Path, network: dict[str, object]
) -> None:
    keystore = workplace.connections.keystore()
    bank = workplace.connections.identity(workplace.desk_of("B").identity.id)
    export_identity(keystore, bank, file, PASSPHRASE, {"network": network})
    assert open_backup(file, PASSPHRASE).beside == {"network": network}
    keystore.delete(bank)
    ledgers = workplace.connections.settings.ledgers()
    assert code_of(lambda: workplace.restore(str(file), PASSPHRASE)).startswith(("backup.", "profile."))
    assert workplace.connections.settings.ledgers() == ledgers
    assert bank.id not in {identity.id for identity in workplace.connections.identities()}
    assert not (workplace.home / "profiles").exists()


def test_the_data_folders_files_are_opened_again_with_the_backup(workplace: Workplace, file: Path) -> None:
    bank = workplace.desk_of("B")
    terms = bank.office.terms()
    workplace.back_up(bank.identity.id, str(file), PASSPHRASE, PASSPHRASE)
    workplace.close()
    connections = workplace.connections
    folder = connections.folder.register.folder
    connections.keystore().delete(connections.identity(bank.identity.id))
    connections.keystore().store.delete(f"folder-{folder}", "data")
    workplace.close()
    assert code_of(connections.data_key).startswith("keyring.")
    workplace.restore(str(file), PASSPHRASE)
    assert workplace.desk(bank.identity.id).office.terms() == terms


@pytest.mark.parametrize("key", ["", "AAAA", 7, None])
def test_a_key_of_a_folder_that_is_none_restores_nothing(
    workplace: Workplace, file: Path, key: object
) -> None:
    connections = workplace.connections
    bank = connections.identity(workplace.desk_of("B").identity.id)
    folder = {"id": connections.folder.register.folder, "key": key}
    export_identity(connections.keystore(), bank, file, PASSPHRASE, {"folder": folder})
    connections.keystore().delete(bank)
    assert code_of(lambda: workplace.restore(str(file), PASSPHRASE)) == "backup.unreadable"
    assert bank.id not in {identity.id for identity in connections.identities()}


# --- PIN ----------------------------------------------------------------------------------------------------


def test_a_customer_signs_with_the_new_pin_only(workplace: Workplace) -> None:
    applicants = workplace.desk_of("C").applications.applicants
    customer = applicants.add("陈秀英", "11010519491231002X", "493817").identity

    def change(old: str, pin: str, again: str) -> None:
        workplace.change_pin(customer, old, pin, again)

    def signer(pin: str) -> str:
        connections = workplace.connections
        return connections.signer(connections.identity(customer), pin).key

    assert problems_of(lambda: change("", "275318", "275318")) == [("old_pin", "missing")]
    assert problems_of(lambda: change("493817", "123", "123")) == [("new_pin", "pin_short")]
    assert problems_of(lambda: change("493817", "123456", "123456")) == [("new_pin", "pin_simple")]
    assert problems_of(lambda: change("493817", "275318", "275319")) == [("again", "not_same")]
    assert code_of(lambda: change("493818", "275318", "275318")) == "pin.wrong"
    key = signer("493817")
    change("493817", "275318", "275318")
    assert signer("275318") == key
    assert code_of(lambda: signer("493817")) == "pin.wrong"
    bank = workplace.desk_of("B").identity.id
    assert code_of(lambda: workplace.change_pin(bank, "493817", "275318", "275318")) == "pin.none"


# --- by themselves ------------------------------------------------------------------------------------------


def test_an_identity_that_is_not_here_is_not_written(workplace: Workplace, file: Path) -> None:
    connections = workplace.connections
    assert code_of(lambda: back_up(connections, "nobody", str(file), PASSPHRASE, PASSPHRASE)).startswith(
        "workplace."
    )
    assert code_of(lambda: change_pin(connections, "nobody", "493817", "275318", "275318")).startswith(
        "workplace."
    )
    assert not file.exists()


def test_a_home_is_where_the_shell_says_and_the_key_of_another_folder_is_left(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    connections = workplace.connections
    bank = connections.identity(workplace.desk_of("B").identity.id)
    assert back_up(connections, bank.id, "~/bank.loc", PASSPHRASE, PASSPHRASE) == tmp_path / "bank.loc"
    beside = dict(open_backup(tmp_path / "bank.loc", PASSPHRASE).beside)
    assert beside["network"] == {}
    assert beside["folder"]["id"] == connections.folder.register.folder
    connections.keystore().delete(bank)
    export = tmp_path / "other.loc"
    restored = restore(connections, "~/bank.loc", PASSPHRASE)
    other = {"id": "another folder", "key": beside["folder"]["key"]}
    export_identity(connections.keystore(), restored, export, PASSPHRASE, {"folder": other})
    connections.keystore().delete(restored)
    before = connections.data_key()
    assert restore(connections, str(export), PASSPHRASE).id == bank.id
    assert connections.data_key() == before


def test_a_customers_file_has_no_key_of_the_folder(workplace: Workplace, file: Path) -> None:
    applicants = workplace.desk_of("C").applications.applicants
    customer = applicants.add("陈秀英", "11010519491231002X", "493817").identity
    back_up(workplace.connections, customer, str(file), PASSPHRASE, PASSPHRASE)
    assert dict(open_backup(file, PASSPHRASE).beside)["folder"] == {}
