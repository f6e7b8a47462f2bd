"""The outbox: nothing is lost, nothing is executed twice, on a real ledger whose answers can be cut off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from loc_desktop.bench.embedded import EmbeddedWorld
from loc_desktop.contract.client import build
from loc_desktop.desk.signing.event_stage import trouble_in
from loc_desktop.errors import KnownError, Money
from loc_desktop.ledger import outbox as outbox_module
from loc_desktop.ledger.api import ConnectError, EndorseError, SubmitError, User
from loc_desktop.ledger.outbox import Item, ItemState, Outbox, OutboxError
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.faults.after_commit import harmed_after
from tests.support.clock import later


@pytest.fixture
def rehearsal(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    world = EmbeddedWorld(tmp_path / "ledger")
    yield world
    world.ledger.close()


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    outbox = Outbox(tmp_path / "outbox.sqlite")
    yield outbox
    outbox.close()


def test_an_outbox_whose_schema_is_no_text_is_said_to_be_unusable(outbox: Outbox) -> None:
    outbox.close()
    path = outbox.path
    assert b"CREATE TABLE" in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE", b"CREATE TABL\xcf"))
    with pytest.raises(OutboxError, match="malformed"):
        Outbox(path)


class Cut:
    """A ledger behind a bad line. ``away``: nothing gets through; ``lose``: answers that do not come back."""

    def __init__(self, rehearsal: EmbeddedWorld) -> None:
        self.real: Any = rehearsal.ledger
        self.away = False
        self.lose = 0
        self.submitted = 0

    def __getattr__(self, name: str) -> Any:
        if self.away and name in ("submit", "evaluate", "transaction", "height", "block"):
            raise ConnectError("ledger.away")
        return getattr(self.real, name)

    def submit(self, fn: str, args: list[Any], user: User) -> Any:
        if self.away:
            raise ConnectError("ledger.away")
        self.submitted += 1
        handle = self.real.submit(fn, args, user)
        if self.lose:
            self.lose -= 1
            # Without the id, as when the line broke before the first answer.
            raise SubmitError("ledger.lost_answer", money=Money.UNKNOWN)
        return handle


def users(rehearsal: EmbeddedWorld) -> Any:
    return lambda identity: rehearsal.members[identity].user


def put(outbox: Outbox, rehearsal: EmbeddedWorld, cc: Any = None) -> Item:
    cc = cc or rehearsal.application()
    return outbox.add(rehearsal.ledger.id, "C", "lock", [cc], cc["event"]["id"])


def test_what_waits_is_sent_and_committed(outbox: Outbox, rehearsal: EmbeddedWorld) -> None:
    item = put(outbox, rehearsal)
    assert item.state is ItemState.WAITING
    assert outbox.waiting(rehearsal.ledger.id) == (1, item.created)
    report = outbox.send_all(rehearsal.ledger, users(rehearsal))
    assert [record.id for record in report.committed] == [item.id]
    sent = outbox.item(item.id)
    assert sent is not None
    assert sent.state is ItemState.COMMITTED
    assert sent.result["status"] == "pending"
    transaction = rehearsal.ledger.transaction(sent.tx_id)
    assert transaction is not None
    assert (transaction.block, transaction.args) == (sent.block, item.args)
    assert outbox.waiting(rehearsal.ledger.id) == (0, "")


def test_a_ledger_that_is_away_leaves_everything_waiting_in_order(
    outbox: Outbox, rehearsal: EmbeddedWorld
) -> None:
    items = [put(outbox, rehearsal) for _ in range(3)]
    cut = Cut(rehearsal)
    cut.away = True
    report = outbox.send_all(cut, users(rehearsal))
    assert report.away is not None
    assert report.left == 3
    assert [item.state for item in outbox.items()] == [ItemState.WAITING] * 3
    assert outbox.items()[0].code == "ledger.away"
    cut.away = False
    progress: list[tuple[int, int]] = []
    report = outbox.send_all(
        cut, users(rehearsal), progress=lambda done, total: progress.append((done, total))
    )
    assert [item.id for item in report.committed] == [item.id for item in items]
    assert progress == [(1, 3), (2, 3), (3, 3)]
    blocks = [item.block for item in report.committed]
    assert blocks == sorted(blocks, key=lambda block: block or 0)


def test_a_lost_answer_never_becomes_a_second_execution(outbox: Outbox, rehearsal: EmbeddedWorld) -> None:
    item = put(outbox, rehearsal)
    cut = Cut(rehearsal)
    cut.lose = 1
    report = outbox.send_all(cut, users(rehearsal))
    assert report.left == 1
    waiting = outbox.item(item.id)
    assert waiting is not None
    assert (waiting.state, waiting.attempts, waiting.code) == (ItemState.WAITING, 1, "ledger.lost_answer")
    height = rehearsal.ledger.height()
    report = outbox.send_all(cut, users(rehearsal))
    assert [sent.id for sent in report.committed] == [item.id]
    assert cut.submitted == 1
    assert rehearsal.ledger.height() == height


@pytest.mark.parametrize("fn", ["grant", "unlock"])
def test_a_lost_answer_to_a_grant_or_unlock_is_found_on_the_ledger(
    outbox: Outbox, rehearsal: EmbeddedWorld, fn: str
) -> None:
    cc = rehearsal.application()
    event = cc["event"]["id"]
    rehearsal.submit("C", "lock", cc)
    results = rehearsal.results(cc)
    args: list[Any] = [event, results[0]] if fn == "grant" else [rehearsal.code(cc), 3]
    item = outbox.add(rehearsal.ledger.id, "B", fn, args, event)
    cut = Cut(rehearsal)
    cut.lose = 1
    outbox.send_all(cut, users(rehearsal))
    outbox.send_all(cut, users(rehearsal))
    sent = outbox.item(item.id)
    assert sent is not None
    assert sent.state is ItemState.COMMITTED
    assert cut.submitted == 1


def test_the_same_submission_is_kept_once(outbox: Outbox, rehearsal: EmbeddedWorld) -> None:
    cc = rehearsal.application()
    assert put(outbox, rehearsal, cc) == put(outbox, rehearsal, cc)
    assert len(outbox.items()) == 1


def test_what_is_already_on_the_ledger_by_another_way_counts_as_sent(
    outbox: Outbox, rehearsal: EmbeddedWorld
) -> None:
    cc = rehearsal.application()
    item = put(outbox, rehearsal, cc)
    handle = rehearsal.ledger.submit("lock", [cc], rehearsal.members["C"].user)
    outbox.send_all(rehearsal.ledger, users(rehearsal))
    sent = outbox.item(item.id)
    assert sent is not None
    assert (sent.state, sent.tx_id) == (ItemState.COMMITTED, handle.tx_id)


def test_another_event_under_the_same_id_is_a_refusal(outbox: Outbox, rehearsal: EmbeddedWorld) -> None:
    cc = rehearsal.application()
    rehearsal.submit("C", "lock", cc)
    granting = {grantor["role"]: grantor["key"] for grantor in cc["keys"]}
    body = {**cc["event"]["body"], "amount": 100_000, "grantors": granting}
    other = build("loan.apply", channel="loan", at=cc["event"]["at"], id=cc["event"]["id"], **body)
    item = put(outbox, rehearsal, rehearsal.chaincode(other))
    report = outbox.send_all(rehearsal.ledger, users(rehearsal))
    assert [sent.id for sent in report.refused] == [item.id]
    assert report.refused[0].code == "contract.duplicate"


def test_a_refusal_is_told_and_may_be_queued_again(outbox: Outbox, rehearsal: EmbeddedWorld) -> None:
    item = outbox.add(rehearsal.ledger.id, "C", "lock", [{"not": "a chaincode"}], "")
    report = outbox.send_all(rehearsal.ledger, users(rehearsal))
    assert [sent.code for sent in report.refused] == ["contract.shape"]
    assert report.refused[0].error.startswith("contract.shape")
    assert report.left == 0
    queued = outbox.queue(item.id)
    assert queued is not None
    assert (queued.state, queued.code) == (ItemState.WAITING, "")


def test_what_waited_longer_than_the_window_is_refused_and_stays_to_be_seen(
    outbox: Outbox, rehearsal: EmbeddedWorld
) -> None:
    """Its time is no longer near the ledger's: it has to be signed again, and says so."""
    with patch("loc_desktop.clock.now", lambda: later(-20 / 1440)):
        cc = rehearsal.application()
    item = put(outbox, rehearsal, cc)
    report = outbox.send_all(rehearsal.ledger, users(rehearsal))
    (refused,) = report.refused
    assert (refused.id, refused.code) == (item.id, "contract.time_window")
    assert refused.params["at"] == cc["event"]["at"]
    assert refused.params["minutes"] == 15
    assert outbox.items(states=(ItemState.REFUSED,)) == (refused,)
    told = trouble_in(refused)
    assert told.code == "reason.too_late"
    assert "请重新办理并签名" in say(Sentence(told.code, told.params), "zh")
    assert "no money has moved; do it once more and sign again" in say(Sentence(told.code, told.params), "en")
    status = rehearsal.ledger.evaluate(
        "query", ["status", {"id": cc["event"]["id"]}], rehearsal.members["C"].user
    )
    assert status["status"] == "unknown"


def test_a_grant_does_not_pass_its_lock(outbox: Outbox, rehearsal: EmbeddedWorld) -> None:
    cc = rehearsal.application()
    event = cc["event"]["id"]
    put(outbox, rehearsal, cc)
    outbox.add(rehearsal.ledger.id, "B", "grant", [event, rehearsal.results(cc)[0]], event)
    other = put(outbox, rehearsal)

    class LockLost(Cut):
        def submit(self, fn: str, args: list[Any], user: User) -> Any:
            if fn == "lock" and args[0]["event"]["id"] == event:
                raise SubmitError("ledger.busy")
            return super().submit(fn, args, user)

    report = outbox.send_all(LockLost(rehearsal), users(rehearsal))
    assert [item.id for item in report.committed] == [other.id]
    assert report.left == 2
    report = outbox.send_all(rehearsal.ledger, users(rehearsal))
    assert [item.fn for item in report.committed] == ["lock", "grant"]


def test_a_key_that_cannot_be_had_leaves_the_item_waiting(outbox: Outbox, rehearsal: EmbeddedWorld) -> None:
    item = put(outbox, rehearsal)

    def locked(identity: str) -> User:
        raise KnownError("keyring.locked")

    with pytest.raises(KnownError, match="locked"):
        outbox.send_all(rehearsal.ledger, locked)
    waiting = outbox.item(item.id)
    assert waiting is not None
    assert (waiting.state, waiting.code) == (ItemState.WAITING, "keyring.locked")


def test_a_key_whose_pin_is_missing_does_not_keep_the_others_waiting(
    outbox: Outbox, rehearsal: EmbeddedWorld
) -> None:
    first, same, other = (rehearsal.application() for _ in range(3))
    for identity, cc in (("with a PIN", first), ("with a PIN", same), ("C", other)):
        outbox.add(rehearsal.ledger.id, identity, "lock", [cc], cc["event"]["id"])

    def by_pin(identity: str) -> User:
        if identity == "with a PIN":
            raise KnownError("pin.needed")
        user: User = users(rehearsal)(identity)
        return user

    report = outbox.send_all(rehearsal.ledger, by_pin)
    assert [item.event for item in report.committed] == [other["event"]["id"]]
    assert [(item.state, item.code, item.attempts) for item in outbox.items()][:2] == [
        (ItemState.WAITING, "pin.needed", 1),
        (ItemState.WAITING, "", 0),
    ]
    with pytest.raises(KnownError, match=r"pin\.needed"):
        outbox.send_all(rehearsal.ledger, by_pin)


def test_drafts_are_not_sent_until_queued(outbox: Outbox, rehearsal: EmbeddedWorld) -> None:
    cc = rehearsal.application()
    draft = outbox.add(rehearsal.ledger.id, "C", "lock", [cc], cc["event"]["id"], draft=True)
    assert outbox.send_all(rehearsal.ledger, users(rehearsal)).committed == ()
    outbox.queue(draft.id)
    assert len(outbox.send_all(rehearsal.ledger, users(rehearsal)).committed) == 1


def test_only_what_cannot_be_on_the_ledger_unknown_to_us_may_be_removed(
    outbox: Outbox, rehearsal: EmbeddedWorld
) -> None:
    fresh, tried = put(outbox, rehearsal), put(outbox, rehearsal)
    assert outbox.remove(fresh.id)
    cut = Cut(rehearsal)
    cut.lose = 1
    outbox.send_all(cut, users(rehearsal))
    assert not outbox.remove(tried.id)
    outbox.send_all(cut, users(rehearsal))
    assert outbox.remove(tried.id)
    assert outbox.items() == ()


def test_items_of_other_ledgers_and_identities_are_left_alone(
    outbox: Outbox, rehearsal: EmbeddedWorld
) -> None:
    cc = rehearsal.application()
    other = outbox.add("another ledger", "C", "lock", [cc], cc["event"]["id"])
    mine = put(outbox, rehearsal)
    outbox.send_all(rehearsal.ledger, users(rehearsal))
    assert [item.id for item in outbox.items(states=[ItemState.WAITING])] == [other.id]
    assert [item.id for item in outbox.items(ledger=rehearsal.ledger.id, identity="C")] == [mine.id]
    assert outbox.items(identity="B") == ()


def test_two_programs_send_an_item_once(outbox: Outbox, rehearsal: EmbeddedWorld) -> None:
    for _ in range(10):
        put(outbox, rehearsal)
    second = Outbox(outbox.path)
    cuts = [Cut(rehearsal), Cut(rehearsal)]
    threads = [
        threading.Thread(target=box.send_all, args=(cut, users(rehearsal)))
        for box, cut in zip((outbox, second), cuts, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(cut.submitted for cut in cuts) == 10
    assert {item.state for item in outbox.items()} == {ItemState.COMMITTED}
    assert {item.attempts for item in outbox.items()} == {1}
    second.close()


DYING = """
import os, signal, sys
from loc_desktop.ledger.outbox import Outbox, ItemState
outbox = Outbox(sys.argv[1])
number = outbox.items(states=[ItemState.WAITING])[0].id
assert outbox._claim(number)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="the system has no SIGKILL")
@pytest.mark.parametrize("arrived", [False, True])
def test_an_item_whose_program_died_while_sending_is_sent_once(
    outbox: Outbox, rehearsal: EmbeddedWorld, arrived: bool
) -> None:
    item = put(outbox, rehearsal)
    completed = subprocess.run([sys.executable, "-c", DYING, str(outbox.path)], check=False)
    assert completed.returncode == -signal.SIGKILL
    claimed = outbox.item(item.id)
    assert claimed is not None
    assert claimed.state is ItemState.SENT
    if arrived:
        rehearsal.ledger.submit("lock", list(item.args), rehearsal.members["C"].user)
    cut = Cut(rehearsal)
    report = outbox.send_all(cut, users(rehearsal))
    assert [sent.id for sent in report.committed] == [item.id]
    assert cut.submitted == (0 if arrived else 1)


def test_what_the_ledger_took_is_told_as_taken_when_the_outbox_is_locked_afterwards(
    tmp_path: Path, rehearsal: EmbeddedWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "BUSY_S", 0.1)
    outbox = Outbox(tmp_path / "outbox.sqlite")
    item = put(outbox, rehearsal)
    with harmed_after(monkeypatch, outbox.path, "locked", ("lock",)) as committed:
        report = outbox.send_all(rehearsal.ledger, users(rehearsal))
    assert committed == ["lock"]
    assert [(sent.id, sent.state) for sent in report.committed] == [(item.id, ItemState.COMMITTED)]
    (trouble,) = report.troubles
    assert (trouble.code, trouble.money) == ("outbox.failed", Money.STANDS)
    cut = Cut(rehearsal)
    assert [sent.id for sent in outbox.send_all(cut, users(rehearsal)).committed] == [item.id]
    assert cut.submitted == 0
    outbox.close()


def test_items_survive_and_an_unusable_file_is_a_known_error(
    tmp_path: Path, rehearsal: EmbeddedWorld
) -> None:
    path = tmp_path / "outbox.sqlite"
    first = Outbox(path)
    item = put(first, rehearsal)
    first.close()
    again = Outbox(path)
    assert again.items() == (item,)
    again.close()
    path.write_bytes(b"not a database at all, though long enough to be one" * 20)
    with pytest.raises(OutboxError):
        Outbox(path)


def test_a_refusal_of_the_ledger_is_an_endorse_error(rehearsal: EmbeddedWorld) -> None:
    """What the outbox relies on: a duplicate is refused, with the contract's own code."""
    cc = rehearsal.application()
    rehearsal.submit("C", "lock", cc)
    with pytest.raises(EndorseError) as caught:
        rehearsal.submit("C", "lock", cc)
    assert caught.value.params["contract"] == "contract.duplicate"
