"""Members of a network on one computer: the next one sees what one of them has seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from loc_desktop.desk.workplace import Workplace
from loc_desktop.ledger import monotonic_reads as together
from loc_desktop.ledger.api import ConnectError, Ledger
from loc_desktop.ledger.monotonic_reads import Horizon, MonotonicLedger
from tests.desk.life_scene import Life


class Late:
    """Stands in for a peer that learns of blocks later than another: a real ledger that tells its height with
    a delay of some questions. Real peers are late too seldom to wait for."""

    def __init__(self, ledger: Ledger, behind: int, questions: int) -> None:
        self._ledger = ledger
        self._behind = behind
        self.questions = questions
        self.asked: list[str] = []
        self.away = False

    def height(self) -> int:
        if self.away:
            raise ConnectError("fabric.away")
        self.asked.append("height")
        self.questions -= 1
        return self._ledger.height() - (self._behind if self.questions >= 0 else 0)

    def evaluate(self, *arguments: object) -> object:
        self.asked.append("evaluate")
        return self._ledger.evaluate(*arguments)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._ledger, name)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    workplace = Life(tmp_path / "home").workplace
    yield workplace
    workplace.close()


@pytest.fixture
def ledger(workplace: Workplace) -> Ledger:
    return workplace.desk_of("C").carrier.ledger


def late(ledger: Ledger, horizon: Horizon, questions: int) -> tuple[Late, MonotonicLedger]:
    peer = Late(ledger, 2, questions)
    return peer, MonotonicLedger(peer, horizon)  # type: ignore[arg-type]


def test_a_peer_that_is_behind_is_waited_for_before_it_is_asked(workplace: Workplace, ledger: Ledger) -> None:
    horizon = Horizon()
    quick = MonotonicLedger(ledger, horizon)
    peer, slow = late(ledger, horizon, questions=3)
    user = workplace.desk_of("C").carrier.user()
    slow.evaluate("query", ["config", {}], user)
    assert peer.asked == ["evaluate"]  # nobody has seen anything yet
    assert horizon.height == 0
    seen = quick.height()
    slow.evaluate("query", ["config", {}], user)
    assert peer.asked == ["evaluate", *["height"] * 4, "evaluate"]
    assert horizon.height == seen
    # It is not asked again what it has already said.
    slow.evaluate("query", ["config", {}], user)
    assert peer.asked[-2:] == ["evaluate", "evaluate"]


def test_blocks_that_were_read_and_transactions_that_were_sent_count_too(
    workplace: Workplace, ledger: Ledger
) -> None:
    horizon = Horizon()
    quick = MonotonicLedger(ledger, horizon)
    first, second = islice(quick.follow(0, lambda: False), 2)
    assert (first.number, second.number, horizon.height) == (0, 1, 2)
    carrier = workplace.desk_of("C").carrier
    record = carrier.identity.member_record()
    committed = quick.submit("register", [record], carrier.user()).wait()
    assert committed is not None
    assert horizon.height == committed.block + 1 == ledger.height()


def test_nobody_waits_for_ever(workplace: Workplace, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PATIENCE_S", 0.0)
    horizon = Horizon()
    horizon.saw(ledger.height())
    peer, slow = late(ledger, horizon, questions=1_000)
    user = workplace.desk_of("C").carrier.user()
    assert slow.evaluate("query", ["config", {}], user)["clock"] == "events"
    peer.away = True
    with pytest.raises(ConnectError):
        slow.evaluate("query", ["config", {}], user)
    assert peer.asked.count("evaluate") == 1
