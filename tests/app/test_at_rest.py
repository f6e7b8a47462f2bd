"""A stolen data folder without its keyring gives nobody's name, number, phone, income or attachment."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from loc_desktop.bank import encrypted
from loc_desktop.bank.office.file import OfficeFile
from loc_desktop.bank.office.values import RegisterEntry
from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.values.application import ApplicationForm, Attachment
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ledger.outbox import Outbox
from tests.desk.life_scene import Life
from tests.support.workplace import PASSPHRASE

SCAN = "成绩单扫描件 a scan of a certificate, which nobody else may read".encode()
INCOME = 18_765_43
NUMBER = made.identity_number("9071")
PLACE = "龙岩市新罗区适中镇坂溪村七十一号"


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    """A story: a loan that was paid out with an account, a customer with a PIN, a draft with an attachment, a
    register entry with means, evidence on the blacklist."""
    life = Life(tmp_path / "home")
    life.loans((10_000, 12), cash=2_000_00)
    counter, bank = life.desk("C"), life.desk("B")
    counter.applications.applicants.add("欧阳静怡", NUMBER, "470913", PLACE, "13905970071")
    own = counter.applications.applicants.all()[0]
    form = ApplicationForm(
        name="欧阳静怡", identity_number=NUMBER, address=PLACE, phone="13905970071", purpose="种植茶叶",
        amount="20000", income="18765.43", attachments=(Attachment("scan.txt", "text/plain", SCAN),),
    )  # fmt: skip
    counter.applications.save_draft(form, "draft")
    bank.office.save_person(
        RegisterEntry(NUMBER, "欧阳静怡", PLACE, "13905970071", household="欧阳家", income=INCOME)
    )
    bank.office.add_evidence(NUMBER, "拖欠债务三万元", "法院公告", "2026-03-02")
    assert own.name
    yield life
    life.workplace.close()


def _personal(life: Life) -> dict[str, bytes]:
    """What must not be found, by what it is."""
    counter = life.desk("C").applications.applicants
    people = [
        (row.name, row.identity_number)
        for row in life.workplace.connections.counter(life.desk("C").carrier.identity).customers()
    ]
    assert len(people) == 3 == len(counter.all())
    personal = {"place": PLACE, "phone": "13905970071", "household": "欧阳家", "evidence": "拖欠债务三万元"}
    personal |= {f"name {name}": name for name, _ in people} | {
        f"number {number}": number for _, number in people
    }
    members = [desk.me.name for desk in map(life.desk, ("B", "CAD", "FD", "R"))]
    assert all(life.desk(role).identity.organisation not in members for role in ("B", "CAD", "FD", "R"))
    personal |= {f"member {name}": name for name in members}
    personal["income typed"] = "18765.43"
    personal["income"] = str(INCOME)
    texts = {what: text.encode() for what, text in personal.items()}
    return texts | {"attachment": SCAN, "attachment in base64": base64.b64encode(SCAN)}


def _found(home: Path, texts: dict[str, bytes]) -> list[tuple[str, str]]:
    """What of ``texts`` stands in which file, in UTF-8, UTF-16 or as JSON escapes it."""
    finds = []
    for file in sorted(path for path in home.rglob("*") if path.is_file()):
        content = file.read_bytes()
        for what, text in texts.items():
            if any(form in content for form in _forms(text)):
                finds.append((what, str(file.relative_to(home))))
    return finds


def _forms(text: bytes) -> Iterable[bytes]:
    plain = text.decode()
    yield text
    yield plain.encode("utf-16-le")
    if not plain.isascii():
        yield plain.encode("ascii", "backslashreplace")


def test_no_file_of_the_folder_tells_anything_about_a_person(life: Life) -> None:
    texts = _personal(life)
    own = life.desk("C").carrier.identity.name
    # While it is open: logs of the databases and all.
    assert _found(life.workplace.home, texts) == []
    life.workplace.close()
    assert _found(life.workplace.home, texts) == []
    assert own
    assert {path.stat().st_mode & 0o777 for path in life.workplace.home.rglob("*") if path.is_file()} == {
        0o600
    }


def test_members_are_known_by_their_organisation_until_the_keyring_is_open(life: Life) -> None:
    life.workplace.close()
    closed = Workplace(life.workplace.home)
    desk = closed.desk_of("CAD")
    assert desk.me.name == desk.identity.name == desk.identity.organisation
    closed.use_passphrase(PASSPHRASE)
    closed.learn_names()
    assert desk.me.name == desk.identity.name == life.desk("CAD").me.name
    assert desk.me.name != desk.identity.organisation
    desk.office.save_person(RegisterEntry(NUMBER, "欧阳静怡"))
    closed.close()


def test_the_search_finds_what_is_in_clear(life: Life) -> None:
    (life.workplace.home / "left.txt").write_text(f"… {NUMBER} …")
    assert (f"number {NUMBER}", "left.txt") in _found(life.workplace.home, _personal(life))


def test_another_keyring_opens_nothing(life: Life) -> None:
    life.workplace.close()
    home = life.workplace.home
    (home / "keyring.cfg").unlink()
    stolen = Workplace(home)
    stolen.use_passphrase(PASSPHRASE)
    with pytest.raises(Exception, match=r"keyring\.data_key") as error:
        stolen.desk_of("B").office.register()
    assert getattr(error.value, "code", "") == "keyring.data_key"
    stolen.close()
    for file in (*home.glob("office-*.sqlite"), *home.glob("books-*.sqlite")):
        for key in (b"", b"\x01" * 32):
            connection = encrypted.connect(file, key, 1)
            with pytest.raises(dbapi2.DatabaseError):
                connection.execute("SELECT * FROM sqlite_master").fetchall()
            connection.close()


def test_what_is_deleted_is_overwritten_also_in_a_file_that_is_not_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "office.sqlite"
    marks = [base64.b64encode(SCAN), "欧阳静怡".encode(), NUMBER.encode()]

    def seen() -> list[bool]:
        office.close()
        return [mark in path.read_bytes() for mark in marks]

    office = OfficeFile(path)
    office.save_draft("draft", f"欧阳静怡 {base64.b64encode(SCAN).decode()}")
    office.save_people([RegisterEntry(NUMBER, "欧阳静怡")], "a test")
    assert seen() == [True, True, True]
    office = OfficeFile(path)
    office.delete_draft("draft")
    office.remove_person(NUMBER)
    assert seen() == [False, False, False]


def test_what_is_removed_from_the_outbox_is_overwritten(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.sqlite")
    item = outbox.add("ledger", "C", "lock", [{"dossier": SCAN.decode()}], draft=True)
    outbox.close()
    assert SCAN in outbox.path.read_bytes()
    outbox = Outbox(outbox.path)
    assert outbox.remove(item.id)
    outbox.close()
    assert SCAN not in outbox.path.read_bytes()
