"""Sending the outbox with growing pauses, following the ledger again: without a window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from loc_desktop.app import background
from loc_desktop.app.background import SEND_AGAIN_S, OutboxSending, keep_following
from loc_desktop.app.values import LedgerStatus
from loc_desktop.errors import KnownError

AWAY = KnownError("ledger.away")


class Time:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def _status(waiting: int = 1, reachable: bool = True) -> LedgerStatus:
    return LedgerStatus(reachable, 10, 0, "", waiting)


def _pauses(sending: OutboxSending, time: Time, tries: int) -> list[float]:
    """For how long nothing is due after each of some tries, in whole seconds."""
    pauses = []
    for _ in range(tries):
        sending.run(lambda: False)
        began = time.now
        while not sending.is_due(_status()):
            time.now += 1
        pauses.append(time.now - began)
    return pauses


def test_the_outbox_is_sent_when_something_waits_and_the_ledger_answers() -> None:
    sending = OutboxSending(lambda _cancelled: 1, Time())
    assert not sending.is_due(_status(waiting=0))
    assert not sending.is_due(_status(reachable=False))
    assert sending.is_due(_status())
    assert sending.run(lambda: False) == 1
    assert sending.is_due(_status())  # what is left may be sent at once


def test_each_pause_is_twice_the_last_until_the_longest() -> None:
    time = Time()
    sending = OutboxSending(lambda _cancelled: 0, time)
    assert _pauses(sending, time, 8) == [5, 10, 20, 40, 80, 160, 300, 300]
    assert SEND_AGAIN_S == (5.0, 300.0)


def test_a_success_makes_the_next_pause_short_again() -> None:
    time = Time()
    answers = iter([0, 0, 1, 0])
    sending = OutboxSending(lambda _cancelled: next(answers), time)
    assert _pauses(sending, time, 4) == [5, 10, 0, 5]


def test_an_error_is_passed_on_and_makes_a_pause() -> None:
    def fail(_cancelled: Callable[[], bool]) -> int:
        raise AWAY

    time = Time()
    sending = OutboxSending(fail, time)
    with pytest.raises(KnownError):
        sending.run(lambda: False)
    assert not sending.is_due(_status())
    time.now += 5
    assert sending.is_due(_status())


def test_only_one_thread_sends_at_a_time() -> None:
    inside, go_on = threading.Event(), threading.Event()
    calls: list[int] = []

    def send(_cancelled: Callable[[], bool]) -> int:
        calls.append(1)
        inside.set()
        assert go_on.wait(10)
        return 1

    sending = OutboxSending(send)
    thread = threading.Thread(target=sending.run, args=(lambda: False,))
    thread.start()
    assert inside.wait(10)
    assert sending.run(lambda: False) == 0
    go_on.set()
    thread.join(10)
    assert calls == [1]


def test_following_begins_again_after_the_ledger_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "FOLLOW_AGAIN_S", 0.0)
    answers: Iterator[KnownError | int] = iter([AWAY, 7, 8])
    rounds = iter([AWAY, None])
    heights: list[int] = []
    told: list[KnownError] = []

    def catch_up() -> int:
        answer = next(answers)
        if isinstance(answer, KnownError):
            raise answer
        return answer

    def follow() -> None:
        error = next(rounds)
        if error is not None:
            raise error

    keep_following(catch_up, follow, threading.Event(), caught_up=heights.append, away=told.append)
    assert heights == [7, 8]
    assert told == [AWAY, AWAY]


def test_a_bug_while_following_is_passed_on_and_nothing_is_followed_once_stopped() -> None:
    def bug() -> int:
        raise ValueError("a fault of the program")

    def never(_told: object) -> None:
        raise AssertionError

    with pytest.raises(ValueError, match="a fault"):
        keep_following(bug, lambda: None, threading.Event(), caught_up=never, away=never)
    stopped = threading.Event()
    stopped.set()
    keep_following(bug, lambda: None, stopped, caught_up=never, away=never)
