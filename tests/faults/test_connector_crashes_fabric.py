"""The connector dies at every step, in both directions, on a real network: a restart finishes it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from loc_desktop.bank.books.books import Books
from loc_desktop.bank.connector.connector import Connector
from loc_desktop.bench.harm import death
from loc_desktop.ledger.api import User
from loc_desktop.ledger.fabric.client import FabricLedger
from loc_desktop.ledger.fabric.profile import load_profile
from loc_desktop.script.keys import SoftwareSigner
from tests.faults.courses import (
    COURSES,
    CRASH_IDS,
    CRASHES,
    LINK_POINTS,
    START,
    UNLINK_POINTS,
    Course,
    must_die,
)
from tests.scenarios.books.branch import Branch
from tests.scenarios.fabric_scene import FabricScene
from tests.scenarios.scene import CHANNEL, Member
from tests.support.fabric import FabricNetwork

pytestmark = pytest.mark.fabric


@dataclass(frozen=True)
class Machine:
    """What a process needs to be the bank's machine. The scalar is a test's key, handed over as it is."""

    books: Path
    profile: Path
    organisation: str
    certificate: str
    scalar: bytes

    def connector(self) -> Connector:
        user = User(self.organisation, self.certificate, SoftwareSigner.from_scalar(self.scalar))
        ledger = FabricLedger(load_profile(self.profile), user, CHANNEL)
        return Connector(Books(self.books), ledger, user)


def _die(machine: Machine, event: str, point: str, link: str) -> None:
    """In a process of its own: carry the transfer until the point, where the process ends at once."""
    connector = machine.connector()
    death.comes_after(point)
    if link:
        connector.link(event, number=link)
    else:
        connector.process([event])


@dataclass
class Stage:
    """A bank on the network; ``steady`` is a customer of the courses that leave it a member, ``others`` are
    for those that do not: by course and point.
    """

    scene: FabricScene
    branch: Branch
    machine: Machine
    steady: Member
    others: dict[tuple[str, str], Member]

    def customer(self, name: str, point: str) -> Member:
        return self.others.get((name, point), self.steady)


@pytest.fixture(scope="module")
def stage(fabric_network: FabricNetwork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    scene = FabricScene(fabric_network)
    branch = Branch(scene, tmp_path_factory.mktemp("books"))
    bank = branch.bank
    machine = Machine(
        branch.system.books.path,
        fabric_network.profiles["B"],
        bank.identity.organisation,
        bank.identity.certificate,
        bank.secrets.sign,
    )
    leaving = [pair for pair in CRASHES if COURSES[pair[0]].revoke]
    with ThreadPoolExecutor(6) as pool:
        steady, *others = pool.map(lambda _: branch.customer(), range(1 + len(leaving)))
        started = list(pool.map(lambda member: branch.ask("asset.deposit", member, START), (steady, *others)))
    assert {transfer.state for transfer in branch.process(*started)} == {"settled"}
    yield Stage(scene, branch, machine, steady, dict(zip(leaving, others, strict=True)))
    branch.close()
    scene.close()


def _check_end(stage: Stage, course: Course, customer: Member, event: str, before: tuple[int, int]) -> None:
    """Finished, once, nothing lost, and nothing left to do."""
    transfer = stage.branch.system.connector.transfer(event)
    assert transfer is not None
    assert transfer.state == course.end, str(transfer.why)
    status = "unlocked" if course.end == "settled" else "refused"
    assert stage.scene.status(event)["status"] == status
    assert stage.branch.system.connector.recover() == []
    moved = course.moved()
    assert stage.branch.held(customer) == (before[0] - moved, before[1] + moved)
    stage.branch.sound()


@pytest.mark.parametrize(("name", "point"), CRASHES, ids=CRASH_IDS)
def test_a_process_that_dies_at_a_point_is_finished_by_a_restart(stage: Stage, name: str, point: str) -> None:
    course, customer = COURSES[name], stage.customer(name, point)
    before = stage.branch.held(customer)
    event = stage.branch.ask(course.kind, customer, course.amount)
    if course.revoke:
        stage.scene.submit("C", "revoke", ["C", customer.key])
    must_die(point, _die, stage.machine, event, point, "")
    left = stage.branch.reconcile()
    assert (left.difference_fen, left.differences) == (0, ())
    stage.branch.system.connector.recover()
    stage.scene.settle()
    _check_end(stage, course, customer, event, before)


def _links(stage: Stage, customer: Member) -> list[str]:
    return [link["link"] for link in stage.scene.query("R", "account", key=customer.key)["links"]]


@pytest.mark.parametrize("point", dict.fromkeys([*LINK_POINTS, *UNLINK_POINTS]))
def test_a_link_and_its_end_that_die_at_a_point_are_finished_by_a_restart(stage: Stage, point: str) -> None:
    """``signed`` and ``sent`` are points of both, and the process dies twice then."""
    branch, connector = stage.branch, stage.branch.system.connector
    customer, number = stage.scene.member(), branch.open(cash=0).number
    event, tag = branch.lock_link(customer, number), branch.system.books.tag(number)
    if point in LINK_POINTS:
        must_die(point, _die, stage.machine, event, point, number)
        connector.recover()
    else:
        connector.link(event, number=number)
    stage.scene.settle()
    assert (branch.account(customer).number, _links(stage, customer)) == (number, [tag])
    end = branch.lock_link(customer, number, "account.unlink")
    if point in UNLINK_POINTS:
        must_die(point, _die, stage.machine, end, point, number)
        connector.recover()
    else:
        connector.link(end)
    stage.scene.settle()
    assert (branch.system.books.account(number).digital_key, _links(stage, customer)) == ("", [])


def test_how_many_points_there_are_on_fabric(capsys: pytest.CaptureFixture[str]) -> None:
    links = len(LINK_POINTS) + len(UNLINK_POINTS)
    with capsys.disabled():
        points = f"{len(CRASHES)} points, both directions, and at {links} of links"
        print(f"\nconnector on Fabric: killed at {points}")
    assert (len(CRASHES), links) == (37, 8)
