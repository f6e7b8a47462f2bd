"""The client against a real network: errors, retries, lost answers, reconnection."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import Any
from unittest.mock import patch

import pytest
from fabric_protos.common import common_pb2
from google.protobuf.timestamp_pb2 import Timestamp

from loc_desktop.contract.client import new_id
from loc_desktop.errors import Money
from loc_desktop.ledger.api import (
    Block,
    CommitStatusError,
    ConnectError,
    EndorseError,
    Phase,
    SubmitError,
)
from loc_desktop.ledger.fabric import sdk, submission
from loc_desktop.ledger.fabric.blocks import parse_block, read_block
from loc_desktop.ledger.fabric.client import FabricLedger
from loc_desktop.ledger.fabric.gateway import Deadlines
from loc_desktop.ledger.fabric.profile import Profile
from tests.ledger.fabric.hfc_blocks import decode_block
from tests.ledger.fabric.proxy import Proxy
from tests.scenarios.fabric_scene import FabricScene
from tests.support.fabric import FabricNetwork

pytestmark = pytest.mark.fabric
QUICK = Deadlines(evaluate=3, endorse=10, submit=2, commit=20)


@pytest.fixture(scope="module")
def scene(fabric_network: FabricNetwork) -> Iterator[FabricScene]:
    made = FabricScene(fabric_network)
    yield made
    made.close()


@pytest.fixture
def proxy(scene: FabricScene) -> Iterator[Proxy]:
    with Proxy(scene.profiles["B"].peers[0].endpoint) as made:
        yield made


def through(scene: FabricScene, endpoint: str) -> Profile:
    """Organisation B's profile with its peer at another address."""
    profile = scene.profiles["B"]
    return replace(profile, peers=(replace(profile.peers[0], endpoint=endpoint),))


@pytest.fixture
def ledger(scene: FabricScene, proxy: Proxy) -> Iterator[FabricLedger]:
    """The floor contract through the proxy."""
    made = FabricLedger(
        through(scene, proxy.endpoint), scene.people["B"].user, contract="floor", deadlines=QUICK
    )
    yield made
    made.close()


def occurrences(scene: FabricScene, tx_id: str) -> list[str]:
    """The validation codes under which a transaction id stands in the ledger."""
    scene.settle()
    ledger = scene.ledger("R")
    return [
        transaction.validation
        for number in range(max(0, ledger.height() - 20), ledger.height())
        for transaction in ledger.block(number).transactions
        if transaction.id == tx_id
    ]


# --- errors -------------------------------------------------------------------------------------------------


def test_a_refusal_carries_the_contracts_words_and_every_detail_of_the_gateway(scene: FabricScene) -> None:
    with pytest.raises(EndorseError) as caught:
        scene.send("B", "grant", [new_id(), {}])
    error = caught.value
    assert (error.code, error.money, error.retryable) == ("contract.shape", Money.NOT_MOVED, False)
    assert error.tx_id
    assert error.details["peer"] == scene.profiles["B"].peers[0].endpoint
    assert error.details["msp"] == "B"
    peers: Any = error.details["peers"]
    assert [peer["msp"] for peer in peers] == ["B"]
    assert "contract.shape" in peers[0]["message"]


def test_a_peer_that_is_not_there_is_reported_soon_and_nothing_was_sent(scene: FabricScene) -> None:
    ledger = FabricLedger(through(scene, "127.0.0.1:1"), scene.people["B"].user, known_id="known")
    with pytest.raises(ConnectError) as caught:
        ledger.submit("write", ["k", "v"], scene.people["B"].user)
    assert (caught.value.code, caught.value.money) == ("fabric.unreachable", Money.NOT_MOVED)
    assert ledger.id == "known"
    health = ledger.health()
    assert (health.reachable, health.trouble and health.trouble.code) == (False, "fabric.unreachable")
    ledger.close()


def test_a_peer_with_another_certificate_is_not_spoken_to(scene: FabricScene) -> None:
    profile = scene.profiles["B"]
    other = replace(profile.peers[0], tls_ca_pem=scene.profiles["R"].peers[0].tls_ca_pem)
    ledger = FabricLedger(replace(profile, peers=(other,)), scene.people["B"].user)
    with pytest.raises(ConnectError) as caught:
        ledger.height()
    assert "ertificate" in str(caught.value.details)
    ledger.close()


def test_a_wrong_clock_is_named_as_such(scene: FabricScene) -> None:
    yesterday = Timestamp(seconds=int(time.time()) - 86_400)
    with patch.object(sdk, "current_timestamp", lambda: yesterday), pytest.raises(EndorseError) as caught:
        scene.send("B", "query", ["config", {}])
    assert caught.value.code == "fabric.clock"


def test_a_channel_that_the_profile_does_not_have_is_refused(scene: FabricScene) -> None:
    with pytest.raises(ConnectError) as caught:
        FabricLedger(scene.profiles["B"], scene.people["B"].user, "elsewhere")
    assert caught.value.code == "fabric.channel"


def test_an_organisations_certificate_for_another_role_speaks_for_nobody(scene: FabricScene) -> None:
    """The authority of B may issue what it likes; on the ledger B's members speak for B only."""
    from loc_network.membership.ca import Attribute
    from loc_network.membership.identities import authority

    layout, topology = scene.network.network.layout, scene.network.topology
    own = authority(layout, topology, "B")
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.fabric.enrol import join
    from tests.scenarios.fabric_scene import Desk
    from tests.scenarios.scene import Member, new_member, now

    name = f"imposter-{new_id()[:8]}"
    secret = own.register(own.registrar(), name, "client", [Attribute("loc.role", "R")])
    imposter = new_member("R", "B")
    identity: Identity = join(Desk(imposter), imposter.identity, scene.profiles["B"], name, secret, now())
    user = Member(identity, imposter.secrets).user
    for call in (scene.ledger("B").evaluate, scene.ledger("B").submit):
        with pytest.raises(EndorseError) as caught:
            call("query", ["members", {}], user)
        assert caught.value.code == "service.identity"


def test_the_client_signs_nothing_but_what_it_proposed(scene: FabricScene) -> None:
    user = scene.people["B"].user
    ledger = scene.ledger("B")
    first = sdk.propose("loan", "floor", "write", [b'["k","v"]'], user)
    second = sdk.propose("loan", "floor", "write", [b'["k","w"]'], user)
    prepared = ledger._gateway.endorse(first, 10)
    with pytest.raises(ValueError, match="another transaction"):
        sdk.sign_envelope(second, prepared)


# --- lost answers -------------------------------------------------------------------------------------------


def swallow_before_submit(ledger: FabricLedger, proxy: Proxy) -> Any:
    """From the next hand-over to the orderer on, the peer's answers are lost."""
    plain = ledger._gateway.submit

    def submit(*args: Any) -> None:
        proxy.swallow()
        plain(*args)

    return patch.object(ledger._gateway, "submit", submit)


def test_after_a_lost_answer_the_transaction_id_says_what_happened(
    scene: FabricScene, ledger: FabricLedger, proxy: Proxy
) -> None:
    user = scene.people["B"].user
    with swallow_before_submit(ledger, proxy), pytest.raises(SubmitError) as caught:
        ledger.submit("write", [new_id(), "v"], user)
    assert caught.value.money is Money.UNKNOWN
    proxy.mend()
    transaction = ledger.transaction(caught.value.tx_id)
    assert transaction is not None
    assert transaction.valid
    assert occurrences(scene, caught.value.tx_id).count("VALID") == 1


def test_a_hand_over_that_is_repeated_is_committed_once(
    scene: FabricScene, ledger: FabricLedger, proxy: Proxy
) -> None:
    user, plain = scene.people["B"].user, ledger._gateway.submit
    tries = []

    def submit(*args: Any) -> None:
        tries.append(args[0])
        if len(tries) == 1:
            proxy.swallow()
            try:
                plain(*args)
            finally:
                proxy.mend()
        else:
            plain(*args)

    with patch.object(ledger._gateway, "submit", submit):
        submission = ledger.submit("write", [new_id(), "v"], user)
    committed = submission.wait()
    assert committed is not None
    assert tries[0] == tries[1] == committed.id
    codes = occurrences(scene, committed.id)
    assert codes.count("VALID") == 1
    assert set(codes) <= {"VALID", "DUPLICATE_TXID"}


def test_what_an_orderer_has_lost_without_a_word_is_handed_over_again(
    scene: FabricScene, ledger: FabricLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission, "_AGAIN_AFTER", 0.3)
    gateway = ledger._link.gateway
    handed_over: list[str] = []

    def submit(tx_id: str, envelope: Any, timeout: float) -> None:
        # A follower that loses its leader: taken, and never passed on.
        handed_over.append(tx_id)
        if len(handed_over) > 2:
            type(gateway).submit(gateway, tx_id, envelope, timeout)

    user = scene.people["B"].user
    with patch.object(gateway, "submit", submit):
        sent = ledger.submit("write", [new_id(), "v"], user)
        # One who looks again and again is helped as well as one who waits.
        with pytest.raises(CommitStatusError):
            sent.wait(timeout=0.05)
        committed = sent.wait()
    assert committed is not None
    assert handed_over == [sent.tx_id] * 3
    assert occurrences(scene, sent.tx_id) == ["VALID"]


def test_a_commit_whose_news_is_lost_is_asked_for_again(
    scene: FabricScene, ledger: FabricLedger, proxy: Proxy
) -> None:
    submission = ledger.submit("write", [new_id(), "v"], scene.people["B"].user)
    proxy.cut()
    with pytest.raises(CommitStatusError) as caught:
        submission.wait(timeout=1)
    assert (caught.value.money, caught.value.tx_id) == (Money.UNKNOWN, submission.tx_id)
    assert submission.phase is Phase.ORDERED
    threading.Timer(0.5, proxy.mend).start()
    committed = submission.wait(timeout=20)
    assert committed is not None
    assert occurrences(scene, committed.id) == ["VALID"]


def test_endorsing_goes_on_when_the_peer_comes_back_in_time(
    scene: FabricScene, ledger: FabricLedger, proxy: Proxy
) -> None:
    proxy.cut()
    threading.Timer(0.7, proxy.mend).start()
    submission = ledger.submit("write", [new_id(), "v"], scene.people["B"].user)
    assert submission.wait() is not None


# --- conflicts ----------------------------------------------------------------------------------------------


def test_transactions_that_read_the_same_key_are_all_committed_by_endorsing_anew(scene: FabricScene) -> None:
    """Both are endorsed before either is ordered: the second is void, and is made again by the client."""
    customer, ledger = scene.member(), scene.ledger("B")
    body = {"amount": 10_000, "bank": scene.key("B"), "account": customer.key}
    chaincodes = [
        scene.lock(scene.draft("asset.deposit", transfer=new_id(), **body), customer) for _ in range(2)
    ]
    together = threading.Barrier(2)
    plain = ledger._gateway.submit
    waited = threading.local()

    def submit(*args: Any) -> None:
        if not getattr(waited, "done", False):
            waited.done = True
            together.wait(20)
        plain(*args)

    def unlock(cc: Any) -> Any:
        submission = ledger.submit("unlock", [scene.code(cc), 0], scene.carrier("B"))
        submission.wait()
        return submission

    with patch.object(ledger._gateway, "submit", submit), ThreadPoolExecutor(2) as pool:
        submissions = list(pool.map(unlock, chaincodes))
    scene.settle()
    assert [submission.result["code"] for submission in submissions] == [0, 0]
    conflicts = [tx_id for submission in submissions for tx_id in submission.conflicts]
    assert len(conflicts) == 1
    assert occurrences(scene, conflicts[0]) == ["MVCC_READ_CONFLICT"]
    assert scene.balance(customer) == 20_000


# --- following ----------------------------------------------------------------------------------------------


def test_a_follower_that_was_cut_off_goes_on_without_gap_or_repeat(
    scene: FabricScene, ledger: FabricLedger, proxy: Proxy
) -> None:
    start = ledger.height()
    heard: list[Block] = []
    enough = threading.Event()

    def follow() -> None:
        for block in ledger.follow(start, enough.is_set):
            heard.append(block)

    thread = threading.Thread(target=follow)
    thread.start()
    writer = scene.ledger("R")
    floor = FabricLedger(scene.profiles["R"], scene.people["R"].user, contract="floor")

    def write() -> None:
        floor.submit("write", [new_id(), "v"], scene.people["R"].user).wait()

    write()
    proxy.cut()
    for _ in range(3):
        write()
    proxy.mend()
    write()
    scene.settle()
    height = writer.height()
    end = time.monotonic() + 30
    while len(heard) < height - start:
        assert time.monotonic() < end, f"{len(heard)} of {height - start} blocks"
        enough.wait(0.05)
    enough.set()
    thread.join(10)
    floor.close()
    assert [block.number for block in heard] == list(range(start, height))


def test_followed_blocks_are_the_same_as_those_that_hfc_decodes(
    scene: FabricScene, ledger: FabricLedger
) -> None:
    ledger.submit("write", [new_id(), "v"], scene.people["B"].user).wait()
    height = ledger.height()
    followed = list(islice(ledger.follow(0, lambda: False), height))
    assert followed == [ledger.block(number) for number in range(height)]
    user = scene.people["B"].user
    decoded = [decode_block(ledger._chain.block(n, user), ledger._contract) for n in range(height)]
    # hfc does not read collections: what wrote into one it takes for any other.
    told = [
        replace(
            block,
            transactions=tuple(
                replace(part, fn=part.fn.replace(".private.", ".")) for part in block.transactions
            ),
        )
        for block in followed
    ]
    assert told == decoded
    assert {part.fn for block in followed for part in block.transactions} > {"config", "write"}


def test_bytes_that_are_no_block_are_refused() -> None:
    with pytest.raises(ValueError, match="this is no block"):
        parse_block(b"\xff", "loc")


def test_an_envelope_that_nobody_can_read_stops_no_block() -> None:
    block = common_pb2.Block(data=common_pb2.BlockData(data=[b"\xff"]))
    (unreadable,) = read_block(block, "loc").transactions
    assert (unreadable.valid, unreadable.args, unreadable.result) == (False, (), None)


def test_a_peer_does_not_give_its_blocks_to_a_stranger(scene: FabricScene) -> None:
    stranger = replace(scene.people["B"].user, organisation="Nobody")
    ledger = FabricLedger(scene.profiles["B"], stranger)
    with pytest.raises(EndorseError) as caught:
        next(ledger.follow(0, lambda: False))
    assert caught.value.code == "fabric.denied"
    ledger.close()


# --- determinism --------------------------------------------------------------------------------------------


def test_five_peers_endorse_the_same_read_write_set(scene: FabricScene) -> None:
    """The same proposals to all five: what they sign, read and write sets included, is equal."""
    customer, bank = scene.member(), scene.people["B"]
    locked = [scene.lock(scene.application(customer), customer) for _ in range(3)]
    paid = scene.loan(customer)
    fresh = scene.chaincode(scene.application(customer), customer)
    results = scene.results(locked[0])
    codes = [scene.code(cc) for cc in locked]
    from tests.scenarios.scene import new_member

    calls: list[tuple[str, list[Any], Any]] = [
        ("register", [new_member("C", "C").identity.member_record()], scene.carrier("C")),
        ("lock", [fresh], scene.carrier("C")),
        ("grant", [locked[0]["event"]["id"], results[0]], bank.user),
        ("unlock", [codes[0], 3], bank.user),
        ("unlock", [{**codes[1], "results": results}, 3], bank.user),
        ("unlock_many", [codes, 9], bank.user),
        ("query", ["loan", {"id": paid}], scene.people["R"].user),
    ]
    from loc_desktop.script import canonical

    scene.settle()
    for fn, args, user in calls:
        proposal = sdk.propose("loan", "loc", fn, [canonical.encode(args)], user)
        payloads = set()
        for profile in scene.profiles.values():
            channel = sdk.open_channel(profile.peers[0])
            answer = sdk.ConnectedPeer(profile.peers[0], channel, 20).send_proposal(proposal.signed)
            assert answer.response.status == 200, answer.response.message
            payloads.add(answer.payload)
            channel.close()
        assert len(payloads) == 1, fn
