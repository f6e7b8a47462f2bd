"""The connector dies at every step, in both directions, or the ledger is cut off: a restart finishes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bank.connector.connector import Connector
from loc_desktop.bank.connector.reconcile import reconcile
from loc_desktop.bench.harm import death
from loc_desktop.ledger.api import ConnectError, SubmitError
from loc_desktop.texts.words import say_trouble
from tests.bank.world import CASH, World
from tests.faults.courses import (
    COURSES,
    CRASH_IDS,
    CRASHES,
    LINK_POINTS,
    START,
    UNLINK_POINTS,
    Course,
    must_die,
    run_process,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world with money on both sides, to be copied for each crash."""
    folder = tmp_path_factory.mktemp("template")
    world = World.create(folder)
    assert world.connector.process([world.ask("asset.deposit", START)])[0].state == "settled"
    world.close()
    return folder


@pytest.fixture
def world(template: Path, tmp_path: Path) -> Iterator[World]:
    folder = tmp_path / "world"
    shutil.copytree(template, folder)
    world = World(folder)
    yield world
    world.close()


def _die(folder: Path, event: str, point: str, link: str) -> None:
    """In a process of its own: carry the transfer until the point, where the process ends at once."""
    death.comes_after(point)
    world = World(folder)
    if link:
        world.connector.link(event, number=link)
    else:
        world.connector.process([event])


def _crash(folder: Path, event: str, point: str, link: str = "") -> None:
    must_die(point, _die, folder, event, point, link)


def _begin(world: World, course: Course) -> str:
    event = world.ask(course.kind, course.amount)
    if course.revoke:
        world.submit("C0", "revoke", "C", world.key("C0"))
    return event


def _check_end(world: World, course: Course, event: str) -> None:
    """Finished, once, nothing lost, and nothing left to do."""
    transfer = world.connector.transfer(event)
    assert transfer is not None
    assert transfer.state == course.end, str(transfer.why)
    assert world.status(event) == ("unlocked" if course.end == "settled" else "refused")
    assert world.connector.recover() == []
    moved = course.moved()
    assert world.account("C0").balance == CASH - START - moved
    assert (
        world.ledger.evaluate("query", ["issuer", {"bank": world.key("B")}], world.user("B"))["digital"]
        == world.books.money().digital
    )
    reconciliation = reconcile(world.books, world.ledger, world.user("B"))
    assert reconciliation.good, reconciliation.differences
    assert (reconciliation.difference_fen, reconciliation.between, reconciliation.money.transit) == (0, 0, 0)


@pytest.mark.parametrize(("name", "point"), CRASHES, ids=CRASH_IDS)
def test_a_process_that_dies_at_a_point_is_finished_by_a_restart(world: World, name: str, point: str) -> None:
    course = COURSES[name]
    event = _begin(world, course)
    _crash(world.folder, event, point)
    left = reconcile(world.books, world.ledger, world.user("B"))
    assert left.difference_fen == 0, "also between the two, every fen is accounted for"
    assert [difference.kind for difference in left.differences] == []
    world.connector.recover()
    if world.connector.transfer(event) is None:
        raise AssertionError("the first point is after the transfer was kept")
    _check_end(world, course, event)


@pytest.mark.parametrize(("name", "point"), CRASHES[::4], ids=CRASH_IDS[::4])
def test_the_restart_may_die_as_well(world: World, name: str, point: str) -> None:
    course = COURSES[name]
    event = _begin(world, course)
    _crash(world.folder, event, point)
    for later in course.points[course.points.index(point) + 1 :]:
        if world.connector.transfer(event) is not None and ":" not in later:
            _crash_recovering(world.folder, later)
    world.connector.recover()
    _check_end(world, course, event)


def _crash_recovering(folder: Path, point: str) -> None:
    # A restart passes only the points that are still ahead; otherwise it simply finishes.
    assert run_process(_recover, folder, point) in (0, death.CODE)


def _recover(folder: Path, point: str) -> None:
    death.comes_after(point)
    World(folder).connector.recover()


@pytest.mark.parametrize("point", LINK_POINTS)
def test_a_link_that_dies_at_a_point_is_finished_by_a_restart(world: World, point: str) -> None:
    client = world.books.open_client("Customer", "ID-second")
    account = world.books.open_account(client.number)
    key, old = world.key("C0"), world.account("C0").number
    world.connector.link(world.ask_link("C0", old, end=True))
    event = world.ask_link("C0", account.number)
    _crash(world.folder, event, point, link=account.number)
    world.connector.recover()
    linked = world.books.account(account.number)
    assert (linked.digital_key, linked.link_event, linked.linked) == (key, event, True)
    links = world.ledger.evaluate("query", ["account", {"key": key}], world.user("C0"))["links"]
    assert [link["link"] for link in links] == [world.books.tag(account.number)]


@pytest.mark.parametrize("point", UNLINK_POINTS)
def test_an_end_of_a_link_that_dies_at_a_point_is_finished_by_a_restart(world: World, point: str) -> None:
    key, number = world.key("C0"), world.account("C0").number
    event = world.ask_link("C0", number, end=True)
    _crash(world.folder, event, point, link=number)
    # From the promise on no transfer is begun over the link.
    assert not world.books.account(number).linked
    refused = world.connector.process([world.ask("asset.deposit", 1)])[0]
    assert (refused.state, refused.reason) == ("refused", "no_link")
    world.connector.recover()
    assert (world.status(event), world.books.account(number).digital_key) == ("unlocked", "")
    assert world.ledger.evaluate("query", ["account", {"key": key}], world.user("C0"))["links"] == []


class CutOff:
    """A ledger whose connection breaks at the ``at``-th call and stays away: before the call, or after it so
    that its answer is lost; ``blip``: the answer of this one call alone.
    """

    def __init__(self, world: World, at: int, mode: str) -> None:
        self._ledger = world.ledger
        self._at = at
        self._mode = mode
        self.calls = 0

    def submit(self, fn: str, args: list[Any], user: Any) -> Any:
        return self._call(lambda: self._ledger.submit(fn, args, user))

    def evaluate(self, fn: str, args: list[Any], user: Any) -> Any:
        return self._call(lambda: self._ledger.evaluate(fn, args, user))

    def _call(self, work: Callable[[], Any]) -> Any:
        self.calls += 1
        if self.calls < self._at or (self.calls > self._at and self._mode == "blip"):
            return work()
        if self.calls == self._at and self._mode != "away":
            work()
            raise SubmitError("ledger.no_answer")
        raise ConnectError("ledger.away")


@pytest.mark.parametrize("mode", ["away", "lost", "blip"])
@pytest.mark.parametrize("name", COURSES)
def test_a_ledger_that_is_cut_off_at_any_call_is_caught_up_with(
    template: Path, tmp_path: Path, name: str, mode: str
) -> None:
    course = COURSES[name]
    at = 0
    while True:
        at += 1
        folder = tmp_path / str(at)
        shutil.copytree(template, folder)
        world = World(folder)
        try:
            event = _begin(world, course)
            cut = CutOff(world, at, mode)
            cut_off = Connector(world.books, cut, world.user("B"))
            try:
                cut_off.process([event])
            except (ConnectError, SubmitError):
                # Away before anything was kept: the transfer is still on the ledger alone, waiting.
                assert world.connector.transfer(event) is None
            told = world.connector.transfer(event)
            if told is not None and not told.final:
                assert told.trouble
                assert "money is" in say_trouble(told.standing)
            assert reconcile(world.books, world.ledger, world.user("B")).good
            world.connector.process([event])
            _check_end(world, course, event)
            if cut.calls < at:
                break
        finally:
            world.close()
    assert at > 2, "there are at least a query and a submission to cut off"


def test_how_many_points_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    links = len(LINK_POINTS) + len(UNLINK_POINTS)
    with capsys.disabled():
        print(f"\nconnector: killed at {len(CRASHES)} points, both directions, and at {links} of links")
    assert (len(CRASHES), links) == (37, 8)
    passed = {point.partition(":")[0] for _, point in CRASHES} | {*LINK_POINTS, *UNLINK_POINTS}
    assert passed == set(death.POINTS)
