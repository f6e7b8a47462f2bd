"""Joining a real network from the desk: keys, certificates, interruptions, renewal, channels, catching up."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from loc_network.control import Network
from loc_network.membership.identities import authority
from loc_network.topology import Channel, Contract, Topology

from loc_desktop.clock import now
from loc_desktop.contract.certificate import read_certificate
from loc_desktop.contract.client import build, new_id
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.join.steps import STEPS, JoinRequest
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.values.work import Change, Progress, no_progress
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import EndorseError
from loc_desktop.loan.calendar import DEFAULT_ZONE, civil_day, local_time
from loc_desktop.script.canonical import b64u_encode
from tests.ledger.fabric.proxy import Proxy
from tests.support.fabric import FabricNetwork, small_topology

pytestmark = pytest.mark.fabric
LATER = "2099-01-01T00:00:00Z"


class StopError(Exception):
    """Stands for a program that ends in the middle."""


@dataclass
class Clock:
    at: str = ""

    def __call__(self) -> str:
        return self.at or now()


@pytest.fixture
def clock() -> Clock:
    return Clock()


Starter = Callable[[Path], Workplace]


@pytest.fixture
def start(clock: Clock, secret_service: None) -> Iterator[Starter]:
    """Starts the program on a data folder, with keys in the real keyring; forgets them afterwards."""
    started: dict[Path, Workplace] = {}

    def starter(home: Path) -> Workplace:
        started[home] = Workplace(home, clock)
        return started[home]

    yield starter
    for workplace in started.values():
        workplace.forget_keys()
        workplace.close()


@pytest.fixture
def workplace(start: Starter, tmp_path: Path) -> Workplace:
    """A first start."""
    return start(tmp_path / "home")


Ask = Callable[..., JoinRequest]


@pytest.fixture
def ask(fabric_network: FabricNetwork) -> Ask:
    """A request with a new enrolment id and secret of an organisation."""

    def make(organisation: str = "B", name: str = "林秀英", *, registrar: bool = False) -> JoinRequest:
        invited = fabric_network.invite(organisation, registrar=registrar)
        return JoinRequest(fabric_network.profiles[organisation], invited.id, invited.secret, name)

    return make


def changed(asked: JoinRequest, folder: Path, change: Callable[[dict[str, object]], object]) -> JoinRequest:
    """The same request with a profile in which something is different."""
    profile = json.loads(asked.profile.read_text())
    change(profile)
    file = folder / "changed.json"
    file.write_text(json.dumps(profile))
    return replace(asked, profile=file)


def kept(workplace: Workplace) -> tuple[int, int]:
    """How many identities and how many unfinished joinings there are."""
    return len(workplace.connections.identities()), len(workplace.unfinished())


def fails(workplace: Workplace, asked: JoinRequest) -> KnownError:
    with pytest.raises(KnownError) as caught:
        workplace.join(asked)
    return caught.value


# --- joining ------------------------------------------------------------------------------------------------


def test_a_member_joins_with_a_key_made_here_and_stands_on_the_channel(
    workplace: Workplace, ask: Ask
) -> None:
    asked = replace(ask(), funds="1 000 000")
    seen: list[tuple[int, int]] = []
    assert not workplace.ready
    joined = workplace.join(asked, lambda *step: seen.append(step))
    assert seen == [(step, len(STEPS)) for step in range(len(STEPS) + 1)]
    assert workplace.ready
    assert (joined.role, joined.name, joined.organisation) == ("B", "林秀英", "B")
    assert joined.days_left is not None
    assert joined.days_left > 300
    (ledger,) = workplace.ledgers()
    assert (ledger.kind, ledger.network, ledger.channel, ledger.current) == ("fabric", "loan", "loan", True)
    assert (ledger.demonstration, workplace.can_walk) == (False, False)
    assert (joined.ledger, ledger.identities) == (ledger.id, (joined.id,))
    status = workplace.status()
    assert (status.reachable, status.behind) == (True, 0)
    desk = workplace.desk()
    record = desk.carrier.query("member", {"role": "B", "key": joined.key})
    assert record["status"] == "active"
    assert read_certificate(record["certificate"]).common_name == asked.enrolment_id
    assert desk.viewer.account().balance == 100_000_000
    assert desk.office.terms().version >= 1
    assert kept(workplace) == (1, 0)


def test_no_file_holds_the_key_or_the_secret(workplace: Workplace, ask: Ask) -> None:
    asked = ask()
    joined = workplace.join(asked)
    signer = workplace.connections.signer(workplace.connections.identity(joined.id), None)
    scalar = signer._private.private_numbers().private_value.to_bytes(32, "big")  # type: ignore[attr-defined]
    workplace.close()
    files = [file for file in workplace.home.rglob("*") if file.is_file()]
    assert len(files) > 5
    for file in files:
        content = file.read_bytes()
        for secret in (scalar, scalar.hex().encode(), b64u_encode(scalar).encode(), asked.secret.encode()):
            assert secret not in content, file.name


def test_two_banks_of_one_organisation_do_not_look_alike(
    workplace: Workplace, ask: Ask, tmp_path: Path
) -> None:
    plain = [workplace.join(ask("B", name)) for name in ("林秀英", "王芳")]
    branch = changed(ask("B", "李强"), tmp_path, lambda p: p.update(display="龙岩农信社适中支行"))
    named = workplace.join(branch)
    assert [identity.organisation for identity in (*plain, named)] == ["B", "B", "龙岩农信社适中支行"]
    counter = workplace.desk(workplace.join(ask("C", registrar=True)).id)
    banks = {bank.key: bank.name for bank in counter.applications.banks()}
    assert banks[named.key] == "龙岩农信社适中支行"
    first, second = (banks[bank.key] for bank in plain)
    assert first != second
    assert (first[:4], second[:4]) == ("B · ", "B · ")
    assert {bank.key: bank.name for bank in counter.accounts.banks()} == banks


def test_a_counter_joins_and_registers_a_customer(workplace: Workplace, ask: Ask) -> None:
    joined = workplace.join(ask("C", "便民服务站", registrar=True))
    applications = workplace.desk(joined.id).applications
    customer = applications.applicants.add("刘建国", "11010519491231002X", "493817")
    record = workplace.desk().carrier.query("member", {"role": "C", "key": customer.key})
    assert (record["status"], record["name"][:2]) == ("active", "C-")
    # A customer served here is no desk of its own.
    assert [identity.id for identity in workplace.identities()] == [joined.id]
    # It has no certificate: the network is asked by the counter.
    connections = workplace.connections
    served = Customers(workplace.desk().carrier).identity(customer.key)
    assert served.certificate == ""
    assert connections.ledger_of(served) is connections.ledger_of(connections.identity(joined.id))


def test_what_is_wrong_is_named_at_its_field(workplace: Workplace, ask: Ask) -> None:
    asked = ask()
    empty = replace(asked, enrolment_id=" ", secret="", name="", pin="123", channel="none", funds="much")
    problems = fails(workplace, empty).params["problems"]
    assert [problem.field for problem in problems] == [  # type: ignore[attr-defined]
        "enrolment_id",
        "secret",
        "name",
        "pin",
        "channel",
        "funds",
    ]
    assert kept(workplace) == (0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", None),
        ("role", "X"),
        ("channels", []),
        ("peers", []),
        ("peers", [{"endpoint": "nowhere", "tls_ca_pem": "x"}]),
        ("ca", {"url": "http://plain"}),
        ("ca", {}),
        ("msp_root_pems", []),
        ("msp_root_pems", ["no certificate"]),
    ],
)
def test_every_bad_field_of_a_profile_is_named(
    workplace: Workplace, ask: Ask, tmp_path: Path, field: str, value: object
) -> None:
    error = fails(workplace, changed(ask(), tmp_path, lambda profile: profile.update({field: value})))
    assert error.code == "profile.field"
    assert str(error.params["field"]).startswith(field)
    assert kept(workplace) == (0, 0)


def test_a_wrong_or_used_secret_leaves_nothing_behind(workplace: Workplace, ask: Ask, start: Starter) -> None:
    asked = ask()
    assert fails(workplace, replace(asked, secret="guessed")).code == "enrol.secret"
    assert kept(workplace) == (0, 0)
    joined = workplace.join(asked)
    assert fails(workplace, asked).code == "join.already"
    other = start(workplace.home.parent / "other")
    assert fails(other, asked).code == "enrol.secret"
    assert kept(other) == (0, 0)
    assert [identity.id for identity in workplace.identities()] == [joined.id]


def test_an_authority_that_is_away_or_another_one_is_told(
    workplace: Workplace, ask: Ask, fabric_network: FabricNetwork, tmp_path: Path
) -> None:
    asked = ask()
    other = json.loads(fabric_network.profiles["R"].read_text())["ca"]["tls_ca_pem"]

    def authority_of(**values: str) -> JoinRequest:
        return changed(asked, tmp_path, lambda profile: profile["ca"].update(values))  # type: ignore[attr-defined]

    assert fails(workplace, authority_of(url="https://127.0.0.1:1")).code == "enrol.unreachable"
    assert fails(workplace, authority_of(tls_ca_pem=other)).code == "enrol.untrusted"
    roots = changed(asked, tmp_path, lambda profile: profile.update(msp_root_pems=[other]))
    assert fails(workplace, roots).code == "certificate.untrusted"
    assert kept(workplace) == (0, 0)


def test_a_certificate_for_another_role_is_not_taken(workplace: Workplace, ask: Ask, tmp_path: Path) -> None:
    pretending = changed(ask("CAD"), tmp_path, lambda profile: profile.update(role="B"))
    assert fails(workplace, pretending).code == "identity.certificate_role"
    assert kept(workplace) == (0, 0)


# --- interruptions ------------------------------------------------------------------------------------------


def stopping(after: int) -> Progress:
    def stop(step: int, _total: int) -> None:
        if step == after:
            raise StopError

    return stop


@pytest.mark.parametrize("after", range(len(STEPS)))
def test_an_interrupted_joining_goes_on_when_asked_again(
    workplace: Workplace, ask: Ask, start: Starter, after: int
) -> None:
    asked = ask("CAD", "陈志强")
    with pytest.raises(StopError):
        workplace.join(asked, stopping(after))
    assert not workplace.ready
    workplace.close()
    again = start(workplace.home)
    certified = after >= STEPS.index("certificate") + 1
    waiting = again.unfinished()
    assert [case.certified for case in waiting] == ([] if after == 0 else [certified])
    # Once certified, the secret, which works once, is not needed any more.
    joined = again.join(replace(asked, secret="" if certified else asked.secret))
    assert kept(again) == (1, 0)
    assert [identity.id for identity in again.identities()] == [joined.id]
    assert again.desk().carrier.query("member", {"role": "CAD", "key": joined.key})["status"] == "active"


def test_a_peer_that_is_away_is_waited_for_with_the_certificate_in_hand(
    workplace: Workplace, ask: Ask, tmp_path: Path
) -> None:
    asked = ask("FD", "黄丽华")
    away = changed(asked, tmp_path, lambda p: p["peers"][0].update(endpoint="127.0.0.1:1"))  # type: ignore[index]
    assert fails(workplace, away).code == "fabric.unreachable"
    (waiting,) = workplace.unfinished()
    assert (waiting.certified, waiting.enrolment_id) == (True, asked.enrolment_id)
    assert waiting.profile.is_file()
    joined = workplace.join(replace(asked, secret=""))
    assert (joined.role, kept(workplace)) == ("FD", (1, 0))


def test_an_interrupted_joining_can_be_forgotten(workplace: Workplace, ask: Ask) -> None:
    with pytest.raises(StopError):
        workplace.join(ask(), stopping(4))
    (waiting,) = workplace.unfinished()
    workplace.abandon(waiting)
    assert kept(workplace) == (0, 0)


# --- PIN ----------------------------------------------------------------------------------------------------


def test_a_key_with_a_pin_asks_for_it_once_a_session_to_follow_the_network(
    workplace: Workplace, ask: Ask
) -> None:
    joined = workplace.join(replace(ask(), pin="246810"))
    assert joined.needs_pin
    assert workplace.status().reachable
    workplace.close()
    assert workplace.status().details["code"] == "pin.needed"
    with pytest.raises(KnownError) as wrong:
        workplace.use_pin(joined.id, "135790")
    assert wrong.value.code == "pin.wrong"
    workplace.use_pin(joined.id, "246810")
    assert workplace.status().reachable
    # What a person signs asks for it all the same.
    with pytest.raises(KnownError) as needed:
        workplace.connections.signer(workplace.connections.identity(joined.id), None)
    assert needed.value.code == "pin.needed"


# --- backup -------------------------------------------------------------------------------------------------


def test_a_member_is_restored_on_a_computer_that_does_not_know_the_network(
    workplace: Workplace, ask: Ask, start: Starter, tmp_path: Path
) -> None:
    joined = workplace.join(replace(ask(), pin="246810", funds="1 000"))
    file, passphrase = str(tmp_path / "bank.loc"), "tea garden 1958"
    workplace.back_up(joined.id, file, passphrase, passphrase)
    workplace.forget_keys()
    workplace.close()
    other = start(tmp_path / "other")
    assert other.restore(file, passphrase).id == joined.id
    assert other.ready
    desk = other.desk(joined.id)
    assert other.status().details["code"] == "pin.needed"
    other.use_pin(joined.id, "246810")
    assert other.catch_up() > 0
    assert other.status().reachable
    assert desk.viewer.account().balance == 100_000
    assert desk.office.terms().version >= 1
    asked = desk.branch.submit(desk.branch.prepare_issue(200_000), pin="246810")
    assert desk.carrier.query("event", {"id": asked.event})["status"]["kind"] == "fund.issue"
    assert other.renew(joined.id, "246810").days_left


# --- renewal ------------------------------------------------------------------------------------------------


def test_a_renewed_certificate_keeps_key_and_account(workplace: Workplace, ask: Ask) -> None:
    joined = workplace.join(replace(ask(), funds="500"))
    before = workplace.connections.identity(joined.id)
    renewed = workplace.renew()
    after = workplace.connections.identity(joined.id)
    assert (renewed.id, renewed.key, after.ledger) == (joined.id, joined.key, joined.ledger)
    assert read_certificate(after.certificate).serial != read_certificate(before.certificate).serial
    desk = workplace.desk()
    record = desk.carrier.query("member", {"role": "B", "key": joined.key})
    assert record["certificate"] == after.certificate
    assert desk.viewer.account().balance == 50_000
    caller = desk.carrier.send("register", [after.member_record()], "").tx_id
    transaction = desk.carrier.ledger.transaction(caller)
    assert transaction is not None
    assert transaction.caller.key == joined.key


def test_an_expired_certificate_is_renewed_by_joining_again_with_the_same_key(
    workplace: Workplace, ask: Ask, clock: Clock, fabric_network: FabricNetwork
) -> None:
    asked = ask()
    joined = workplace.join(asked)
    clock.at = LATER
    with pytest.raises(KnownError) as expired:
        workplace.renew()
    assert expired.value.code == "renew.expired"
    layout = fabric_network.network.layout
    own = authority(layout, layout.topology(), "B")
    secret = own.register_again(own.registrar(), asked.enrolment_id, "client")

    def back(step: int, _total: int) -> None:
        if step == 1:  # the network's own time: its new certificate would not be valid in 2099 either
            clock.at = ""

    again = workplace.join(replace(asked, secret=secret), back)
    assert (again.id, again.key) == (joined.id, joined.key)
    assert kept(workplace) == (1, 0)


def test_a_revoked_identity_is_told_so(workplace: Workplace, ask: Ask, fabric_network: FabricNetwork) -> None:
    asked = ask("R", "吴明")
    joined = workplace.join(asked)
    layout = fabric_network.network.layout
    own = authority(layout, layout.topology(), "R")
    own.revoke(own.registrar(), asked.enrolment_id, "keycompromise")
    before = workplace.connections.identity(joined.id).certificate
    with pytest.raises(KnownError) as refused:
        workplace.renew()
    assert refused.value.code == "renew.refused"
    assert workplace.connections.identity(joined.id).certificate == before


# --- channels, catching up ----------------------------------------------------------------------------------


def another_day() -> str:
    """A zone in which it is now, and for some hours, another day than in Beijing."""
    hour = local_time(datetime.fromisoformat(now()), DEFAULT_ZONE).hour
    return "Etc/GMT+12" if hour < 19 else "Pacific/Kiritimati"  # 20 hours behind, or 6 ahead


def dated_back(desk: Desk, minutes: int) -> str:
    """The contract's code when a bank locks an event dated so many minutes back; "" if it is taken."""
    signer = desk.carrier.connections.signer(desk.carrier.identity, None)
    at = (datetime.fromisoformat(now()) - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
    channel = desk.carrier.ledger.channel
    draft = build("fund.issue", channel=channel, at=at, amount=1, bank=signer.key, transfer=new_id())
    cc = draft.chaincode(draft.sign(signer))
    try:
        desk.carrier.send("lock", [cc], cc["event"]["id"], queue=False)
    except EndorseError as refused:
        return refused.code
    return ""


def test_another_channel_is_another_ledger_of_the_same_member(
    small_network: Callable[[Topology], Network], workplace: Workplace
) -> None:
    from loc_network import changes

    elsewhere = another_day()
    second_channel = Channel("second", ("B", "R"), ("loc",), "majority", zone=elsewhere, window=60)
    channels = (Channel("loan", ("B", "R"), ("loc",), "majority"), second_channel)
    topology = replace(
        small_topology("B", "R", channels=(Channel("loan", ("B", "R"), ("floor",), "majority"),)),
        contracts=(Contract("loc"),),
        channels=channels,
    )
    network = small_network(topology)
    invited = changes.add_user(network, "B", "someone.B")
    joined = workplace.join(JoinRequest(network.layout.profile("B"), invited.id, invited.secret, "林秀英"))
    first, second = workplace.ledgers()
    assert [(row.channel, row.current) for row in (first, second)] == [("loan", True), ("second", False)]
    assert first.id != second.id
    followed: list[Change] = []

    def over(change: Change) -> None:
        followed.append(change)

    there = workplace.use_ledger(second.id)
    assert (there.id, there.ledger) == (joined.id, second.id)
    assert [ledger.current for ledger in workplace.ledgers()] == [False, True]
    desk = workplace.desk()
    assert desk.carrier.ledger.channel == "second"
    assert desk.carrier.query("member", {"role": "B", "key": joined.key})["status"] == "active"
    # Its days begin in its own zone, and it takes an event that is dated half an hour back.
    assert desk.carrier.query("rules")["today"] == civil_day(now(), elsewhere).isoformat()
    assert dated_back(desk, 30) == ""
    assert dated_back(desk, 90) == "contract.time_window"
    # Following goes over to the channel that is chosen while it runs.
    height = workplace.status().height
    desk.carrier.send(
        "register", [workplace.connections.identity(joined.id).member_record()], "", queue=False
    )

    def told(change: Change) -> None:
        over(change)
        if len(followed) == 1:
            workplace.use_ledger(first.id)

    workplace.follow(told, lambda: len(followed) > 1)
    assert followed[0].height == height + 1
    assert workplace.desk().carrier.ledger.channel == "loan"
    assert workplace.desk().carrier.query("rules")["today"] == civil_day(now()).isoformat()
    assert dated_back(workplace.desk(), 30) == "contract.time_window"
    files = {file.name for file in workplace.home.glob("index-*.sqlite")}
    assert files == {f"index-{first.id}.sqlite", f"index-{second.id}.sqlite"}
    workplace.use_ledger(first.id)
    assert workplace.desk(joined.id).identity.ledger == first.id


def test_a_desktop_that_was_off_catches_up_without_gap_or_repeat(
    workplace: Workplace, ask: Ask, start: Starter, tmp_path: Path
) -> None:
    joined = workplace.join(ask("R", "吴明"))
    before = workplace.catch_up()
    workplace.close()
    other = start(tmp_path / "other")
    member = other.join(ask("CAD", "陈志强"))
    record = other.connections.identity(member.id).member_record()
    for _ in range(25):  # more than are asked for one by one
        other.desk().carrier.send("register", [record], "", queue=False)
    other.close()
    again = start(workplace.home)
    assert again.connections.index(joined.ledger).height == before
    told: list[Change] = []
    again.follow(told.append, lambda: bool(told) and told[-1].height == again.status().height)
    index, ledger = again.connections.index(joined.ledger), again.connections.ledger(joined.ledger)
    assert index.height == ledger.height() > before + 25
    assert [row.hash for row in (index.block(n) for n in range(index.height)) if row is not None] == [
        ledger.block(number).hash for number in range(index.height)
    ]


def test_this_computers_own_ledger_and_a_network_stand_side_by_side(workplace: Workplace, ask: Ask) -> None:
    workplace.try_here()
    joined = workplace.join(ask())
    own, network = workplace.ledgers()
    assert (own.kind, network.kind, network.current) == ("embedded", "fabric", True)
    assert [identity.id for identity in workplace.identities()] == [joined.id]
    back = workplace.use_ledger(own.id)
    assert back.ledger == own.id
    assert len(workplace.identities()) == 5
    assert workplace.desk_of("B").identity.ledger == own.id
    # Choosing an identity of the other ledger goes there.
    assert workplace.desk(joined.id).identity.ledger == network.id
    assert [ledger.current for ledger in workplace.ledgers()] == [False, True]
    with pytest.raises(KnownError) as told:
        workplace.try_here()
    assert told.value.code == "workplace.exists"


def test_leaving_ends_the_membership_and_joining_anew_says_so(workplace: Workplace, ask: Ask) -> None:
    from loc_desktop.desk.join import membership

    joined = workplace.join(ask(), no_progress)
    membership.leave(workplace.connections, workplace.connections.identity(joined.id))
    with pytest.raises(KnownError) as told:
        workplace.use_ledger(joined.ledger)
    assert told.value.code == "join.revoked"


def test_what_was_signed_while_the_peer_was_away_is_sent_once_when_it_is_back(
    workplace: Workplace, ask: Ask, tmp_path: Path
) -> None:
    for role in ("B", "CAD", "FD"):
        workplace.join(ask(role))
    asked = ask("C", "便民服务站", registrar=True)
    endpoint = json.loads(asked.profile.read_text())["peers"][0]["endpoint"]
    with Proxy(endpoint) as proxy:
        through = changed(asked, tmp_path, lambda p: p["peers"][0].update(endpoint=proxy.endpoint))  # type: ignore[index]
        desk = workplace.desk(workplace.join(through).id)
        desk.applications.applicants.enter_self(identity_number("0"))
        form = ApplicationForm(
            name=desk.me.name,
            identity_number=identity_number("0"),
            purpose="种植茶叶",
            amount="5000",
            months="12",
            income="9000",
            asset="0",
            debt="0",
            bank=workplace.desk_of("B").me.key,
        )
        desk = workplace.desk_of("C")
        proxy.cut()
        applied = desk.applications.apply(form)
        assert applied.stage is Stage.WAITING
        away = workplace.status()
        assert (away.reachable, away.outbox_waiting) == (False, 1)
        proxy.mend()
        end = time.monotonic() + 60
        while not workplace.status().reachable:
            assert time.monotonic() < end, "the connection does not come back"
        assert desk.send_outbox() == 1
        assert desk.send_outbox() == 0
        assert desk.applications.mine(text=applied.event).rows[0].stage is Stage.ON_LEDGER
        assert desk.outbox() == ()
