"""Files that somebody hands over, or that a disk has spoiled: known errors, in bounded time and memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from loc_network import topology_file
from loc_network.errors import NetworkError

from loc_desktop.app.file_register import FileRegister
from loc_desktop.app.settings import Settings
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.office.file import OfficeFile
from loc_desktop.cli import main
from loc_desktop.cli.secret_file import first_line
from loc_desktop.desk.application.list_reader import read_file
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity import entry
from loc_desktop.identity.backups import backup
from loc_desktop.identity.keyfile import FileStore
from loc_desktop.identity.keystore import Keystore
from loc_desktop.identity.late_keys import LateStore
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.ledger.fabric.profile import load_profile, parse_profile
from loc_desktop.ledger.index.index import Index
from loc_desktop.ledger.outbox import Outbox
from tests.support.workplace import PASSPHRASE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="devices and pipes of POSIX")

SECONDS = 10.0
MEGABYTES = 300


@contextmanager
def bounded() -> Iterator[None]:
    """Not long, and not much more memory than before."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.monotonic() - began < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES


def _list_problem(path: Path) -> None:
    preview = read_file(path, date(2026, 11, 28))
    assert preview.problems
    raise KnownError("list")


READERS: dict[str, Callable[[Path], object]] = {
    "profile": load_profile,
    "backup": lambda path: backup.open_backup(path, PASSPHRASE),
    "keyring file": lambda path: FileStore(path, PASSPHRASE),
    "list": _list_problem,
    "ledger": EmbeddedLedger,
    "secret": first_line,
    "books": Books,
    "register of files": lambda path: FileRegister(_linked(path, "files.json")).stamp("x"),
    "identity": lambda path: Keystore(_linked(path, "identities/x.json"), LateStore(path)).list(),
}


def _linked(path: Path, name: str) -> Path:
    """A data folder in which ``name`` is that file."""
    home = Path(os.environ["LOC_TEST_FOLDER"]) / f"{time.monotonic_ns()}"
    (home / name).parent.mkdir(parents=True)
    (home / name).symlink_to(path)
    return home


@pytest.mark.parametrize("what", READERS)
@pytest.mark.parametrize("kind", ["zero", "pipe", "folder"])
def test_what_is_no_file_is_not_read(
    what: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOC_TEST_FOLDER", str(tmp_path))
    path = {"zero": Path("/dev/zero"), "pipe": tmp_path / "pipe", "folder": tmp_path / "folder"}[kind]
    if kind == "pipe":
        os.mkfifo(path)
    if kind == "folder":
        path.mkdir()
    with bounded(), pytest.raises(KnownError):
        READERS[what](path)


@pytest.mark.parametrize(
    "command", [["ledger", "verify"], ["ledger", "info"], ["rules", "show"], ["reconcile", "--books"]]
)
def test_a_command_on_a_device_ends(command: list[str], home: Path) -> None:
    with bounded():
        assert main([*command, "/dev/zero"]) in (1, 2)


ALIAS = b"a%d: &a%d [*a%d,*a%d]\n"


def _merged(level: int) -> bytes:
    return b"a%d: &a%d {<<: [%s]}\n" % (level, level, b",".join([b"*a%d" % (level - 1)] * 10))


PROFILES = {
    "a date that is none": b"role: 2026-99-99\n",
    "a number of 5,000 digits": b"name: " + b"9" * 5_000,
    "a megabyte": b"name: " + b"x" * 1_000_000,
    "a third of a megabyte of signs": b"[" + b"a," * 190_000 + b"]",
    "nested deep": b"[" * 300_000,
    "nested deep in blocks": b"".join(b" " * level + b"- \n" for level in range(800)),
    "an alias": b"name: &a loan\norganisation: *a\n",
    "a bomb of aliases": b"a0: &a0 [x,x]\n" + b"".join(ALIAS % (n, n, n - 1, n - 1) for n in range(1, 60)),
    "a bomb of merged keys": b"a0: &a0 {k: v}\n" + b"".join(_merged(n) for n in range(1, 12)),
    "a tag": b"!!python/object/apply:os.system ['true']\n",
}


TOPOLOGIES = {
    **{name: PROFILES[name] for name in PROFILES if not name.startswith("a tag")},
    "a mapping as a name": b"? {a: 1}\n: b\n",
}


@pytest.mark.parametrize("name", TOPOLOGIES)
def test_a_hostile_topology_is_refused_in_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / "topology.yaml"
    path.write_bytes(TOPOLOGIES[name])
    with bounded(), pytest.raises(NetworkError):
        topology_file.load(path)


@pytest.mark.parametrize("name", PROFILES)
def test_a_hostile_profile_is_refused_in_time(name: str) -> None:
    with bounded(), pytest.raises(KnownError) as error:
        parse_profile(PROFILES[name])
    assert error.value.code.startswith("profile.")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("m", 4_194_304),
        ("m", 2**40),
        ("t", 10_000),
        ("p", 10**6),
        ("t", -1),
        ("m", 8),
        ("salt", "AA"),
        ("kdf", "none"),
    ],
)
def test_a_backup_cannot_ask_for_all_of_the_memory_or_all_day(
    tmp_path: Path, name: str, value: object
) -> None:
    kdf = {**entry.new_kdf(), name: value}
    file = {"format": backup.FORMAT, "version": backup.VERSION, "kdf": kdf, "nonce": "A" * 16, "box": "AAAA"}
    path = tmp_path / "backup.json"
    path.write_text(json.dumps(file))
    with bounded(), pytest.raises(KnownError):
        backup.open_backup(path, PASSPHRASE)


def test_a_list_of_43_megabytes_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("姓名,身份证号\n".encode() + b"x,1\n" * 11_000_000)
    with bounded():
        preview = read_file(path, date(2026, 11, 28))
    assert [problem.code for problem in preview.problems] == ["too_large"]


def test_settings_that_are_damaged_or_endless_count_as_empty(tmp_path: Path) -> None:
    for content in (b"[" * 100_000, b'{"a": ' + b"9" * 5_000 + b"}", b"\xff\xfe", b"null"):
        (tmp_path / "settings.json").write_bytes(content)
        assert dict(Settings(tmp_path).all()) == {}
    (tmp_path / "settings.json").unlink()
    os.mkfifo(tmp_path / "settings.json")
    with bounded():
        assert dict(Settings(tmp_path).all()) == {}


def test_a_damaged_row_of_the_outbox_is_a_known_error(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.sqlite")
    outbox.add("ledger", "C", "lock", [{}], "event")
    for column, value in (("args", b"{"), ("args", 7), ("params", "[]"), ("result", b"\xff")):
        outbox._db.execute(f"UPDATE item SET {column} = ?", (value,))
        with pytest.raises(KnownError, match="damaged"):
            outbox.items()
    outbox.close()


FULL = """
import resource, signal, sys
from pathlib import Path
from loc_desktop.errors import KnownError
from loc_desktop.bank.office.file import OfficeFile
from loc_desktop.bank.books.books import Books
from loc_desktop.ledger.outbox import Outbox
from loc_desktop.app.file_register import FileRegister
home = Path(sys.argv[1])
makers = [
    lambda: OfficeFile(home / "office.sqlite").save_draft("d", "x" * 100_000),
    lambda: Books(home / "books.sqlite", "bank").pay_in("1", 1, "k", "t"),
    lambda: Outbox(home / "outbox.sqlite").add("l", "i", "f", ["x" * 100_000]),
    lambda: FileRegister(home).enter("x" * 20_000, 1),
]
OfficeFile(home / "office.sqlite").close()
Outbox(home / "outbox.sqlite").close()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
for make in makers:
    try:
        make()
        print("written")
    except KnownError as error:
        print(error.code, error.money.name)
"""


def test_a_disk_that_takes_no_more_is_a_known_error(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=False
    )
    told = ran.stdout.splitlines()
    assert ran.returncode == 0, ran.stderr
    assert [line.split()[0] for line in told] == ["office.disk", "books.disk", "outbox.failed", "files.disk"]
    assert {line.split()[1] for line in told} == {"NOT_MOVED"}


@pytest.mark.parametrize("moment", ["1970-01-01T00:00:00Z", "2199-12-31T23:59:59Z"])
def test_a_clock_that_jumped_is_told(workplace: Workplace, moment: str) -> None:
    home = workplace.home
    workplace.close()
    jumped = Workplace(home, clock=lambda: moment)
    jumped.use_passphrase(PASSPHRASE)
    money = jumped.desk_of("C").accounts
    jumped.status()
    with pytest.raises(KnownError) as error:
        money.submit(money.prepare_deposit(100, money.banks()[0].key))
    assert error.value.code.startswith(("certificate.", "ledger.", "contract."))
    jumped.close()
    again = Workplace(home)
    again.use_passphrase(PASSPHRASE)
    money = again.desk_of("C").accounts
    assert money.submit(money.prepare_deposit(100, money.banks()[0].key)).stage.value == "unlocked"
    again.close()


def test_an_index_full_of_noise_is_made_anew_and_a_damaged_office_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_bytes(os.urandom(20_000))
    Index(tmp_path / "index.sqlite", "ledger").close()
    (tmp_path / "office.sqlite").write_bytes(os.urandom(20_000))
    with pytest.raises(KnownError) as error:
        OfficeFile(tmp_path / "office.sqlite")
    assert error.value.code == "office.unreadable"
