"""The embedded ledger's storage, with a small contract: blocks, state, refusals, notice, known errors."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from loc_desktop.contract.rulebook.document import shipped_document
from loc_desktop.errors import Money
from loc_desktop.ledger.api import ConnectError, EndorseError, LedgerError, Phase, SubmitError, User
from loc_desktop.ledger.embedded import envelope
from loc_desktop.ledger.embedded.ledger import BackwardsError, EmbeddedLedger, _Job, append
from loc_desktop.ledger.embedded.notice import read_head
from loc_desktop.ledger.embedded.verify import verify
from loc_desktop.script.keys import SoftwareSigner
from tests.ledger.support import CONFIG, Setting, authority, counter, member, setting
from tests.support.clock import later


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Setting]:
    made = setting(tmp_path)
    yield made
    made.ledger.close()


# --- blocks -------------------------------------------------------------------------------------------------


def test_block_0_holds_configuration_and_roots(made: Setting) -> None:
    genesis = made.ledger.block(0)
    assert genesis.transactions[0].fn == "init"
    assert genesis.transactions[0].args == (CONFIG, shipped_document())
    assert genesis.previous_hash == "0" * 64
    assert made.ledger.id == genesis.hash[:32]
    assert made.ledger.channel == "loan"
    assert made.ledger.genesis.roots == (made.root.root_pem,)


def test_a_submission_is_committed_with_result_signature_and_caller(made: Setting) -> None:
    handle = made.ledger.submit("add", ["x", 3], made.user)
    assert handle.phase is Phase.COMMITTED
    assert handle.result == 3
    transaction = handle.wait()
    assert transaction is not None
    assert (transaction.fn, transaction.args, transaction.result) == ("add", ("x", 3), 3)
    assert transaction.valid
    assert transaction.caller.role == "B"
    assert transaction.caller.key == made.user.signer.key
    assert transaction.endorsements[0].value == transaction.raw["value"]
    assert transaction.raw["type"] == "transaction"
    assert made.ledger.transaction(handle.tx_id) == transaction
    assert handle.wait(Phase.ENDORSED) is None


def test_blocks_are_chained_by_their_hashes(made: Setting) -> None:
    for number in range(3):
        made.ledger.submit("add", ["x", number], made.user)
    blocks = [made.ledger.block(number) for number in range(made.ledger.height())]
    assert [block.number for block in blocks] == [0, 1, 2, 3]
    for before, block in pairwise(blocks):
        assert block.previous_hash == before.hash
    assert len({block.hash for block in blocks}) == 4


def test_there_is_no_block_beyond_the_height(made: Setting) -> None:
    with pytest.raises(KeyError):
        made.ledger.block(made.ledger.height())


def test_an_unknown_transaction_is_none(made: Setting) -> None:
    assert made.ledger.transaction("0" * 64) is None


def test_a_ledger_opened_again_is_the_same(made: Setting) -> None:
    made.ledger.submit("add", ["x", 3], made.user)
    with made.reopen() as again:
        assert again.id == made.ledger.id
        assert again.height() == 2
        assert again.submit("add", ["x", 4], made.user).result == 7


# --- state --------------------------------------------------------------------------------------------------


def test_state_and_history_tell_every_write_of_a_key(made: Setting) -> None:
    first = made.ledger.submit("put", ["k", 1], made.user).tx_id
    second = made.ledger.submit("put", ["k", 2], made.user).tx_id
    third = made.ledger.submit("delete", ["k"], made.user).tx_id
    history = made.ledger.evaluate("history", ["k"], made.user)
    assert [(tx, value) for tx, _, value in history] == [(first, 1), (second, 2), (third, -1)]
    assert made.ledger.evaluate("get", ["k"], made.user) is None
    made.ledger.submit("put", ["k", 5], made.user)
    assert made.ledger.evaluate("get", ["k"], made.user) == 5


def test_a_range_is_in_key_order_without_deleted_keys(made: Setting) -> None:
    for key in ("a/2", "a/1", "b/1", "a/3"):
        made.ledger.submit("put", [key, 1], made.user)
    made.ledger.submit("delete", ["a/2"], made.user)
    assert made.ledger.evaluate("range", ["a/", "a0"], made.user) == [["a/1", 1], ["a/3", 1]]


def test_many_keys_come_in_the_order_asked_for(made: Setting) -> None:
    def many(state: Any, fn: str, args: list[Any]) -> Any:
        if fn == "fill":
            for number in range(900):
                state.put(f"k{number}", number)
            return True
        return state.get_many([f"k{number}" for number in args[0]])

    with EmbeddedLedger(made.path, contract=many) as ledger:
        ledger.submit("fill", [], made.user)
        wanted = [899, 3, 3, 1200, *range(850)]
        value = ledger.evaluate("get", [wanted], made.user)
    assert value == [number if number < 900 else None for number in wanted]


def test_what_the_contract_changes_in_a_value_it_read_changes_nothing(made: Setting) -> None:
    made.ledger.submit("put", ["list", [1]], made.user)

    def spoil(state: Any, fn: str, args: list[Any]) -> Any:
        state.get("list").append(2)
        return state.get("list")

    with EmbeddedLedger(made.path, contract=spoil) as ledger:
        assert ledger.evaluate("spoil", [], made.user) == [1]


# --- refusals -----------------------------------------------------------------------------------------------


def test_a_refusal_carries_the_contracts_code_and_leaves_nothing(made: Setting) -> None:
    with pytest.raises(EndorseError) as caught:
        made.ledger.submit("refuse", [], made.user)
    assert caught.value.code == "contract.test"
    assert caught.value.params["contract"] == "contract.test"
    assert caught.value.params["n"] == 7
    assert caught.value.money is Money.NOT_MOVED
    assert len(caught.value.tx_id) == 64
    assert made.ledger.transaction(caught.value.tx_id) is None
    assert made.ledger.height() == 1
    assert made.ledger.evaluate("get", ["never"], made.user) is None


def test_a_bug_of_the_contract_is_a_bug_and_leaves_nothing(made: Setting) -> None:
    with pytest.raises(ZeroDivisionError):
        made.ledger.submit("no such function", [], made.user)
    assert made.ledger.height() == 1
    assert made.ledger.submit("add", ["x", 1], made.user).result == 1


def test_an_evaluation_writes_nothing(made: Setting) -> None:
    assert made.ledger.evaluate("add", ["x", 3], made.user) == 3
    assert made.ledger.evaluate("add", ["x", 3], made.user) == 3
    with pytest.raises(EndorseError):
        made.ledger.evaluate("refuse", [], made.user)


def test_a_certificate_of_another_authority_is_refused(made: Setting) -> None:
    stranger = member(authority())
    for act in (made.ledger.submit, made.ledger.evaluate):
        with pytest.raises(EndorseError) as caught:
            act("add", ["x", 1], stranger)
        assert caught.value.code == "certificate.untrusted"


def test_a_key_that_does_not_belong_to_the_certificate_is_refused(made: Setting) -> None:
    thief = replace(made.user, signer=SoftwareSigner.generate())
    with pytest.raises(EndorseError) as caught:
        made.ledger.submit("add", ["x", 1], thief)
    assert caught.value.code == "ledger.signature"


@pytest.mark.parametrize("argument", [1.5, None, float("nan"), 2**53, {"a": None}, "\ud800"])
def test_arguments_without_a_canonical_form_are_refused(made: Setting, argument: Any) -> None:
    with pytest.raises(EndorseError) as caught:
        made.ledger.submit("put", ["k", argument], made.user)
    assert caught.value.code == "ledger.not_canonical"
    assert made.ledger.height() == 1


def test_the_caller_is_read_from_the_certificate(made: Setting) -> None:
    signer = SoftwareSigner.generate()
    certificate = made.root.certify("C", signer.key, "C-12345678", "counter", registrar=True)
    user = User("says something else", certificate, signer)
    assert made.ledger.evaluate("caller", [], user) == ["counter", "C", signer.key, True]


# --- several at once ----------------------------------------------------------------------------------------


def test_threads_lose_no_update_and_share_blocks(made: Setting) -> None:
    def work() -> None:
        for _ in range(25):
            made.ledger.submit("add", ["x", 1], made.user)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made.ledger.evaluate("get", ["x"], made.user) == 200
    assert made.ledger.height() <= 201
    counted = sum(len(made.ledger.block(number).transactions) for number in range(made.ledger.height()))
    assert counted == 201
    assert verify(made.path, contract=counter).good


def test_a_refusal_does_not_harm_the_others_of_its_block(made: Setting) -> None:
    jobs = 40
    refused: list[EndorseError] = []

    def work(number: int) -> None:
        try:
            made.ledger.submit("refuse" if number % 4 == 0 else "add", ["x", 1], made.user)
        except EndorseError as error:
            refused.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 10
    assert made.ledger.evaluate("get", ["x"], made.user) == 30
    assert verify(made.path, contract=counter).good


WRITER = """
import sys
from pathlib import Path
from loc_desktop.ledger.embedded.ledger import BackwardsError, EmbeddedLedger, _Job, append
from tests.ledger.support import counter, user_from
user = user_from(Path(sys.argv[2]))
with EmbeddedLedger(sys.argv[1], contract=counter) as ledger:
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(sys.argv[3])):
        print(ledger.submit("add", ["x", 1], user).result, flush=True)
"""


def start_writer(made: Setting, scalar: int, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(made.path), str(made.user_file(scalar)), str(count)]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


@pytest.mark.machine_clock  # another process uses the ledger too
def test_programs_lose_no_update(made: Setting) -> None:
    writers = [start_writer(made, 10 + number, 40) for number in range(3)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        go(writer)
    sums: list[int] = []
    for writer in writers:
        output, _ = writer.communicate()
        assert writer.returncode == 0
        sums += [int(line) for line in output.split()]
    assert sorted(sums) == list(range(1, 121))
    assert verify(made.path, contract=counter).good


# --- following ----------------------------------------------------------------------------------------------


class Follower:
    """Follows in a thread of its own; ``wait(n)`` waits for n blocks."""

    def __init__(self, ledger: EmbeddedLedger, start: int = 0) -> None:
        self.numbers: list[int] = []
        self._got = threading.Condition()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ledger, start))
        self._thread.start()

    def _run(self, ledger: EmbeddedLedger, start: int) -> None:
        for block in ledger.follow(start, self._stop.is_set):
            with self._got:
                self.numbers.append(block.number)
                self._got.notify_all()

    def wait(self, count: int) -> bool:
        with self._got:
            return self._got.wait_for(lambda: len(self.numbers) >= count, 20)

    def stop(self) -> None:
        self._stop.set()
        self.join()

    def join(self) -> None:
        self._thread.join()


def test_a_follower_gets_every_block_once_in_order(made: Setting) -> None:
    for _ in range(130):
        made.ledger.submit("add", ["x", 1], made.user)
    follower = Follower(made.ledger, start=5)
    assert follower.wait(126)
    for _ in range(20):
        made.ledger.submit("add", ["x", 1], made.user)
    assert follower.wait(146)
    follower.stop()
    assert follower.numbers == list(range(5, 151))


@pytest.mark.machine_clock  # another process uses the ledger too
def test_a_follower_hears_of_blocks_of_another_program_by_file_events(made: Setting) -> None:
    follower = Follower(made.ledger)
    writer = start_writer(made, 20, 3)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    assert follower.wait(1)
    go(writer)
    writer.communicate()
    assert follower.wait(4)
    assert made.ledger.notice.watching
    follower.stop()
    assert follower.numbers == [0, 1, 2, 3]


@pytest.mark.machine_clock  # another process uses the ledger too
def test_without_file_events_a_follower_looks_now_and_then(
    made: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left(*args: Any, **options: Any) -> None:
        raise OSError("inotify watch limit reached")

    import watchfiles

    monkeypatch.setattr(watchfiles, "watch", none_left)
    follower = Follower(made.ledger)
    assert follower.wait(1)
    writer = start_writer(made, 21, 2)
    go(writer)
    writer.communicate()
    assert follower.wait(3)
    assert made.ledger.notice.watching is False
    follower.stop()


def test_closing_ends_a_follower(made: Setting) -> None:
    follower = Follower(made.ledger)
    assert follower.wait(1)
    made.ledger.close()
    follower.join()
    with pytest.raises(ConnectError) as caught:
        made.ledger.height()
    assert caught.value.code == "ledger.closed"


def test_the_note_beside_the_file_names_the_head(made: Setting) -> None:
    made.ledger.submit("add", ["x", 1], made.user)
    head = read_head(made.path)
    assert head is not None
    assert (head.ledger, head.number, head.hash) == (made.ledger.id, 1, made.ledger.block(1).hash)


# --- known errors -------------------------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConnectError) as caught:
        EmbeddedLedger(tmp_path / "none.sqlite", contract=counter)
    assert caught.value.code == "ledger.missing"


def test_creating_over_a_ledger_is_refused_and_leaves_no_litter(made: Setting) -> None:
    before = made.path.read_bytes()
    with pytest.raises(ConnectError) as caught:
        EmbeddedLedger.create(made.path, CONFIG, [made.root.root_pem], contract=counter)
    assert caught.value.code == "ledger.exists"
    assert made.path.read_bytes() == before
    assert [file.name for file in made.path.parent.iterdir() if file.name.startswith(".")] == []


def test_a_creation_that_the_contract_refuses_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"

    def refusing(state: Any, fn: str, args: Any) -> Any:
        return counter(state, "refuse", [])

    with pytest.raises(EndorseError):
        EmbeddedLedger.create(path, CONFIG, [], contract=refusing)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(ConnectError) as caught:
        EmbeddedLedger(path, contract=counter)
    assert caught.value.code == "ledger.not_a_ledger"


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"something else entirely, and long enough" * 50)
    with pytest.raises(LedgerError) as caught:
        EmbeddedLedger(path, contract=counter)
    assert caught.value.code == "ledger.damaged"
    assert caught.value.money is Money.NOT_MOVED


def test_a_file_of_another_version(made: Setting) -> None:
    made.ledger.close()
    db = sqlite3.connect(made.path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ConnectError) as caught:
        made.reopen()
    assert caught.value.code == "ledger.version"
    assert caught.value.params["found"] == 99


@pytest.mark.parametrize("value", [b"{", 7, "x"])
def test_a_row_of_the_state_that_cannot_be_read_is_damage_and_the_others_are_said_to_be_trusted(
    made: Setting, value: object
) -> None:
    made.ledger.submit("add", ["x", 1], made.user)
    made.ledger.close()
    db = sqlite3.connect(made.path)
    with db:
        changed = db.execute("UPDATE log SET value = ? WHERE key LIKE '%x'", (value,))
        assert changed.rowcount
    db.close()
    with made.reopen() as ledger:
        assert ledger.health().details["state"] == "trusted until verified"
        with pytest.raises(LedgerError) as caught:
            ledger.submit("add", ["x", 1], made.user)
    assert (caught.value.code, caught.value.money) == ("ledger.damaged", Money.NOT_MOVED)
    assert not verify(made.path, contract=counter).good


def test_a_block_that_was_changed_is_not_read(made: Setting) -> None:
    made.ledger.submit("add", ["x", 1], made.user)
    made.ledger.close()
    db = sqlite3.connect(made.path)
    with db:
        db.execute("UPDATE tx SET result = CAST('2' AS BLOB) WHERE block = 1")
    db.close()
    with made.reopen() as ledger, pytest.raises(LedgerError) as caught:
        ledger.block(1)
    assert caught.value.code == "ledger.damaged"
    assert "block 1" in str(caught.value)


def test_a_full_disk_says_that_no_money_moved(made: Setting) -> None:
    made.ledger.submit("add", ["x", 1], made.user)
    with made.ledger._store.lock:
        writer = made.ledger._store.writer()
        pages = writer.execute("PRAGMA page_count").fetchone()[0]
        writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(SubmitError) as caught:
        made.ledger.submit("put", ["big", "x" * 200_000], made.user)
    assert caught.value.code == "ledger.disk_full"
    assert caught.value.money is Money.NOT_MOVED
    with made.ledger._store.lock:
        made.ledger._store.writer().execute("PRAGMA max_page_count = 1000000")
    assert made.ledger.submit("add", ["x", 1], made.user).result == 2
    assert verify(made.path, contract=counter).good


def test_a_busy_ledger_may_be_asked_again(made: Setting) -> None:
    with made.ledger._store.lock:
        made.ledger._store.writer().execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(made.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SubmitError) as caught:
        made.ledger.submit("add", ["x", 1], made.user)
    assert caught.value.code == "ledger.busy"
    assert caught.value.retryable
    assert caught.value.money is Money.NOT_MOVED
    other.execute("ROLLBACK")
    other.close()
    assert made.ledger.submit("add", ["x", 1], made.user).result == 1


READ_ONLY = """
import json, os, sys
from pathlib import Path
from loc_desktop.ledger.api import SubmitError
from loc_desktop.ledger.embedded.ledger import BackwardsError, EmbeddedLedger, _Job, append
from tests.ledger.support import counter, user_from
if os.geteuid() == 0:  # only now: the interpreter's own files may be root's
    os.setgid(65534)
    os.setuid(65534)
with EmbeddedLedger(sys.argv[1], contract=counter) as ledger:
    told = {"height": ledger.height(), "read_only": ledger.health().details["read_only"]}
    try:
        ledger.submit("add", ["x", 1], user_from(Path(sys.argv[2])))
    except SubmitError as error:
        told.update(code=error.code, money=error.money.name)
print(json.dumps(told))
"""


@pytest.mark.machine_clock  # another process uses the ledger too
def test_a_read_only_file_can_be_read(tmp_path: Path) -> None:
    # Root may write everything: the reader gives its rights up, so the folders above must let it pass.
    folder = tmp_path / "shown"
    folder.mkdir()
    made = setting(folder)
    user = made.user_file()
    made.ledger.close()
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    above = [parent for parent in folder.parents if parent.stat().st_uid == os.getuid()][:-1]
    modes = {parent: parent.stat().st_mode for parent in above}
    try:
        for parent in above:
            parent.chmod(modes[parent] | 0o111)
        completed = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(made.path), str(user)],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        for parent, mode in modes.items():
            parent.chmod(mode)
        folder.chmod(0o755)
    told = json.loads(completed.stdout or "{}")
    assert told.get("height") == 1, completed.stderr
    assert told["read_only"]
    assert (told["code"], told["money"]) == ("ledger.read_only", "NOT_MOVED")


def test_health_is_the_height_and_no_trouble(made: Setting) -> None:
    made.ledger.submit("add", ["x", 1], made.user)
    health = made.ledger.health()
    assert health.reachable
    assert health.height == 2
    assert health.trouble is None


# --- time ---------------------------------------------------------------------------------------------------


def at(time: str) -> Any:
    """Inside, the machine's clock stands still at ``time``."""
    return patch("loc_desktop.ledger.embedded.ledger.now", lambda: time)


NEWEST = later(10)
"""A time that the certificates of the tests, which are made by the machine's clock, are valid at."""


BACK = later(1)


def seconds(count: int) -> str:
    """So many seconds after NEWEST."""
    moved = datetime.fromisoformat(NEWEST) + timedelta(seconds=count)
    return moved.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def ahead(tmp_path: Path) -> Iterator[Setting]:
    """A ledger whose newest block is of NEWEST."""
    with at(later(1)):
        place = setting(tmp_path)
    with at(NEWEST):
        place.ledger.submit("add", ["x", 1], place.user)
    yield place
    place.ledger.close()


def test_with_a_clock_that_was_set_back_nothing_is_written(ahead: Setting) -> None:
    before = ahead.path.read_bytes()
    with at(BACK), pytest.raises(EndorseError) as caught:
        ahead.ledger.submit("add", ["x", 1], ahead.user)
    error = caught.value
    assert (error.code, error.money) == ("ledger.clock_back", Money.NOT_MOVED)
    assert error.params["clock"] == BACK
    assert error.params["newest"] == NEWEST
    assert ahead.ledger.height() == 2
    assert ahead.path.read_bytes() == before
    with at(NEWEST):  # the same second is not before
        assert ahead.ledger.submit("add", ["x", 1], ahead.user).result == 2
    assert verify(ahead.path, contract=counter).good


def test_of_several_in_one_block_the_last_ones_time_is_the_blocks(ahead: Setting) -> None:
    members = ahead.ledger._members
    times = (seconds(5), seconds(1), seconds(-1))
    jobs = []
    for time in times:
        jobs.append(_Job(envelope.sign("loan", "add", ["y", 1], ahead.user, members, time)))
    ahead.ledger._write(list(jobs))
    assert [job.error is None for job in jobs] == [True, True, False]
    assert isinstance(jobs[2].error, BackwardsError)
    block = ahead.ledger.block(2)
    assert [transaction.at for transaction in block.transactions] == [seconds(1), seconds(5)]
    assert block.at == seconds(5)
    assert verify(ahead.path, contract=counter).good


def test_one_that_was_overtaken_on_its_way_is_signed_again(ahead: Setting) -> None:
    """Between its signature and the file's lock another program wrote: no fault of the clock."""
    clock = iter([seconds(-1), NEWEST, seconds(3)])
    with patch("loc_desktop.ledger.embedded.ledger.now", lambda: next(clock)):
        submission = ahead.ledger.submit("add", ["x", 1], ahead.user)
    committed = submission.wait()
    assert committed is not None
    assert (committed.at, committed.result) == (seconds(3), 2)
    assert ahead.ledger.height() == 3


def test_a_ledger_whose_time_runs_backwards_does_not_verify(ahead: Setting) -> None:
    """Written past the check, with right hashes and signatures."""
    sealed = envelope.sign("loan", "add", ["x", 1], ahead.user, ahead.ledger._members, BACK)
    connection = sqlite3.connect(ahead.path, isolation_level=None)
    number, previous = connection.execute(
        "SELECT number + 1, hash FROM block ORDER BY number DESC LIMIT 1"
    ).fetchone()
    connection.execute("BEGIN IMMEDIATE")
    head, _ = append(connection, number, previous, "", [sealed], ahead.ledger.genesis, counter)
    connection.execute("COMMIT")
    connection.close()
    assert head
    report = verify(ahead.path, contract=counter)
    assert report.first_block == 2
    assert any(finding.why.code == "cause.ledger.transaction_refused" for finding in report.findings)
