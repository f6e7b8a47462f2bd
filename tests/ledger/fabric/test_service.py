"""The chaincode service without Fabric: a peer played over a real gRPC stream, the state on messages."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import grpc.aio
import pytest
from fabric_protos.ledger.queryresult import kv_query_result_pb2 as result_pb2
from fabric_protos.peer import chaincode_pb2, chaincode_shim_pb2_grpc
from fabric_protos.peer import chaincode_shim_pb2 as shim_pb2
from fabric_protos.peer.chaincode_shim_pb2 import ChaincodeMessage
from fabric_protos.peer.proposal_response_pb2 import Response
from loc_network.topology_checks import CONTRACTS

from loc_desktop.bench import floor
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.state import Caller, Json, State
from loc_desktop.errors import KnownError
from loc_desktop.identity.authority import Authority
from loc_desktop.ledger.api import User
from loc_desktop.ledger.fabric import sdk
from loc_desktop.ledger.fabric.bridge import from_plain_code, wait_for
from loc_desktop.ledger.fabric.service import (
    LOC,
    LocChaincode,
    ServiceError,
    find_contract,
    serve,
    spoken_roles,
)
from loc_desktop.ledger.fabric.shim import Batching, PeerError
from loc_desktop.ledger.fabric.state import ShimState
from loc_desktop.script.keys import SoftwareSigner
from tests.scenarios.embedded_scene import MemoryStore

CHANNEL = "loan"


class Peer:
    """World state behind the messages of the chaincode protocol; ``asked`` keeps their types."""

    def __init__(self, values: dict[str, bytes] | None = None) -> None:
        self.values = dict(values or {})
        self.asked: list[int] = []

    def answer(self, kind: int, payload: bytes) -> bytes:
        self.asked.append(kind)
        match kind:
            case ChaincodeMessage.GET_STATE:
                return self.values.get(shim_pb2.GetState.FromString(payload).key, b"")
            case ChaincodeMessage.GET_STATE_MULTIPLE:
                keys = shim_pb2.GetStateMultiple.FromString(payload).keys
                values = [self.values.get(key, b"") for key in keys]
                return bytes(shim_pb2.GetStateMultipleResult(values=values).SerializeToString())
            case ChaincodeMessage.PUT_STATE:
                put = shim_pb2.PutState.FromString(payload)
                self.values[put.key] = put.value
            case ChaincodeMessage.DEL_STATE:
                self.values.pop(shim_pb2.DelState.FromString(payload).key, None)
            case ChaincodeMessage.WRITE_BATCH_STATE:
                for record in shim_pb2.WriteBatchState.FromString(payload).rec:
                    if record.type == shim_pb2.WriteRecord.DEL_STATE:
                        self.values.pop(record.key, None)
                    else:
                        self.values[record.key] = record.value
            case ChaincodeMessage.GET_STATE_BY_RANGE:
                asked = shim_pb2.GetStateByRange.FromString(payload)
                pairs = [(k, v) for k, v in sorted(self.values.items()) if asked.startKey <= k < asked.endKey]
                return self._page([result_pb2.KV(key=k, value=v) for k, v in pairs], 2)
            case ChaincodeMessage.QUERY_STATE_NEXT:
                return self._page(self._rest, 2)
            case ChaincodeMessage.GET_HISTORY_FOR_KEY:
                changes = [
                    result_pb2.KeyModification(tx_id="b", is_delete=True),
                    result_pb2.KeyModification(tx_id="a", value=b'"old"'),
                ]
                return self._page(changes, 9)
            case _:
                raise AssertionError(kind)
        return b""

    def _page(self, results: list[Any], size: int) -> bytes:
        self._rest = results[size:]
        packed = [
            shim_pb2.QueryResultBytes(resultBytes=result.SerializeToString()) for result in results[:size]
        ]
        page = shim_pb2.QueryResponse(results=packed, has_more=bool(self._rest), id="q")
        return bytes(page.SerializeToString())


def state_of(peer: Peer, batching: Batching) -> ShimState:
    caller = Caller("B", "B", "key")
    return ShimState(
        peer.answer, tx_id="t", time="2026-11-22T08:00:00Z", channel=CHANNEL, caller=caller, batching=batching
    )


# --- the state --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("batching", [Batching(), Batching(100, 100), Batching(2, 2)])
def test_values_are_read_written_and_deleted_with_and_without_batches(batching: Batching) -> None:
    peer = Peer({"a": b"1", "b": b'{"x":2}', "gone": b"true"})
    state = state_of(peer, batching)
    assert state.get_many(["a", "none", "b", "a"]) == [1, None, {"x": 2}, 1]
    state.put("a", 5)
    state.put("new", {"é": "贷"})
    state.delete("gone")
    assert state.get_many(["a", "new", "gone"]) == [5, {"é": "贷"}, None]
    assert peer.values["a"] == b"1"  # nothing is written before the end
    state.flush()
    assert peer.values == {"a": b"5", "b": b'{"x":2}', "new": '{"é":"贷"}'.encode()}


def test_a_transaction_costs_one_read_and_one_write_where_the_peer_takes_batches() -> None:
    peer = Peer({str(number): b"0" for number in range(40)})
    state = state_of(peer, Batching(1000, 1000))
    state.get_many([str(number) for number in range(40)])
    for number in range(40):
        assert state.get(str(number)) == 0
        state.put(str(number), number)
    state.flush()
    assert peer.asked == [ChaincodeMessage.GET_STATE_MULTIPLE, ChaincodeMessage.WRITE_BATCH_STATE]


def test_what_a_caller_does_to_a_value_it_got_does_not_change_the_state() -> None:
    state = state_of(Peer({"a": b'{"x":1}'}), Batching())
    value: Any = state.get("a")
    value["x"] = 2
    assert state.get("a") == {"x": 1}


def test_ranges_come_page_by_page_and_history_oldest_first() -> None:
    state = state_of(Peer(dict.fromkeys(("a", "k/1", "k/2", "k/3", "z"), b"1")), Batching())
    assert list(state.range("k/", "k0")) == [("k/1", 1), ("k/2", 1), ("k/3", 1)]
    assert [(tx, value) for tx, _, value in state.history("k")] == [("a", "old"), ("b", None)]


# --- plain code in an event loop --------------------------------------------------------------------------


def test_plain_code_waits_without_stopping_others() -> None:
    order: list[str] = []

    async def slow(name: str, gate: asyncio.Event) -> str:
        await gate.wait()
        return name

    def plain(name: str, gate: asyncio.Event) -> str:
        order.append(f"{name} asks")
        got = wait_for(slow(name, gate))
        order.append(f"{name} has")
        return str(got)

    async def main() -> list[str]:
        gate = asyncio.Event()
        tasks = [asyncio.create_task(from_plain_code(partial(plain, name, gate))) for name in ("one", "two")]
        await asyncio.sleep(0)
        gate.set()
        return await asyncio.gather(*tasks)

    assert asyncio.run(main()) == ["one", "two"]
    assert order == ["one asks", "two asks", "one has", "two has"]


def test_an_error_reaches_the_plain_code_that_waits() -> None:
    async def fails() -> None:
        raise PeerError("no ledger context")

    def plain() -> str:
        try:
            wait_for(fails())
        except PeerError as error:
            return str(error)
        return ""

    assert asyncio.run(from_plain_code(plain)) == "no ledger context"
    with pytest.raises(PeerError):
        asyncio.run(from_plain_code(lambda: wait_for(fails())))
    with pytest.raises(RuntimeError):
        wait_for(None)  # type: ignore[arg-type]  # outside of any loop


# --- the service ------------------------------------------------------------------------------------------


def members_user(role: str = "B", unit_role: str = "") -> User:
    """A user of MSP ``role`` with a certificate for ``unit_role`` (default the same)."""
    authority = Authority.create(MemoryStore(), "root")
    signer = SoftwareSigner.generate()
    pem = authority.certify(unit_role or role, signer.key, "user", role)
    return User(role, pem, signer)


async def session(
    contract: Callable[[State, str, list[Json]], Json],
    work: Callable[[PlayedPeer], Awaitable[Any]],
    offer: bytes,
) -> Any:
    """Run the service and a peer connected to it."""
    stopped = asyncio.Event()
    address = "127.0.0.1:0"
    chaincode = LocChaincode(contract, spoken_roles([]))
    ports: list[int] = []
    serving = asyncio.create_task(serve(chaincode, "loc:1", address, None, stopped, ports.append))
    while not ports:
        await asyncio.sleep(0)
    try:
        async with grpc.aio.insecure_channel(f"127.0.0.1:{ports[0]}") as channel:
            stream = chaincode_shim_pb2_grpc.ChaincodeStub(channel).Connect()
            played = PlayedPeer(stream)
            await played.hello(offer)
            try:
                return await asyncio.wait_for(work(played), 20)
            finally:
                stream.cancel()
    finally:
        stopped.set()
        await serving


class PlayedPeer:
    """The peer's side of the stream."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._lock = asyncio.Lock()
        self.peer = Peer()
        self.refuse_state = False

    async def hello(self, offer: bytes) -> None:
        registered = await self._stream.read()
        assert registered.type == ChaincodeMessage.REGISTER
        assert chaincode_pb2.ChaincodeID.FromString(registered.payload).name == "loc:1"
        await self._send(ChaincodeMessage(type=ChaincodeMessage.REGISTERED))
        await self._send(ChaincodeMessage(type=ChaincodeMessage.READY, payload=offer))

    async def transactions(self, calls: list[tuple[str, list[bytes], User]]) -> dict[str, Any]:
        """All at once; each one's answer by its number."""
        waiting = {}
        for number, (fn, args, user) in enumerate(calls):
            proposal = sdk.propose(CHANNEL, "loc", fn, args, user)
            waiting[proposal.tx_id] = str(number)
            given = chaincode_pb2.ChaincodeInvocationSpec.FromString(proposal.input).chaincode_spec.input
            await self._send(
                ChaincodeMessage(
                    type=ChaincodeMessage.TRANSACTION,
                    payload=given.SerializeToString(),
                    txid=proposal.tx_id,
                    channel_id=CHANNEL,
                    proposal=proposal.signed,
                )
            )
        answers: dict[str, Any] = {}
        while waiting:
            message = await self._stream.read()
            if message.type == ChaincodeMessage.COMPLETED:
                answers[waiting.pop(message.txid)] = Response.FromString(message.payload)
                continue
            kind = ChaincodeMessage.ERROR if self.refuse_state else ChaincodeMessage.RESPONSE
            payload = b"refused" if self.refuse_state else self.peer.answer(message.type, message.payload)
            await self._send(
                ChaincodeMessage(type=kind, payload=payload, txid=message.txid, channel_id=CHANNEL)
            )
        return answers

    async def _send(self, message: Any) -> None:
        async with self._lock:
            await self._stream.write(message)


OFFER = chaincode_pb2.ChaincodeAdditionalParams(
    use_write_batch=True, max_size_write_batch=100, use_get_multiple_keys=True, max_size_get_multiple_keys=100
).SerializeToString()


def copying(state: State, fn: str, args: list[Json]) -> Json:
    """A contract with several state calls: reads two keys, writes two."""
    values = state.get_many([f"{args[0]}", "shared"])
    state.put(f"{args[0]}", fn)
    state.put(f"{args[0]}/copy", len(values))
    return {"tx": state.tx_id, "role": state.caller.role, "time": state.time}


@pytest.mark.parametrize("offer", [OFFER, b""])
def test_many_transactions_at_once_on_one_stream_are_all_answered(offer: bytes) -> None:
    """The shim alone fails here: two writes at once on a stream are an error of gRPC (see shim.py)."""
    user = members_user()
    calls = [(f"fn{number}", [f'["key{number}"]'.encode()], user) for number in range(50)]

    async def work(played: PlayedPeer) -> dict[str, Any]:
        answers = await played.transactions(calls)
        assert len(played.peer.values) == 100
        return answers

    answers = asyncio.run(session(copying, work, offer))
    assert {answer.status for answer in answers.values()} == {200}
    assert json.loads(answers["7"].payload)["role"] == "B"


def test_the_shim_alone_still_writes_on_the_stream_while_a_write_is_under_way() -> None:
    """When this fails, the lock of ``shim._OneWriter`` can go."""
    from fabric_chaincode_python.fabric_shim.handler import Handler

    class Stream:
        busy = False
        clashes = 0

        async def write(self, message: Any) -> None:
            Stream.clashes += Stream.busy
            Stream.busy = True
            await asyncio.sleep(0)
            Stream.busy = False

    class Chaincode(LocChaincode):
        async def invoke(self, stub: Any) -> Any:
            return Response(status=200)

    async def main() -> None:
        handler = Handler("loc:1", Chaincode(copying, {}))
        handler.context, handler.state = Stream(), "ready"
        message = ChaincodeMessage(type=ChaincodeMessage.TRANSACTION, txid="t")
        await asyncio.gather(*(handler.handle_message(message) for _ in range(5)))

    asyncio.run(main())
    assert Stream.clashes


def test_the_contracts_refusal_and_a_fault_are_told_apart() -> None:
    def contract(state: State, fn: str, args: list[Json]) -> Json:
        if fn == "refuse":
            raise KnownError("contract.funds", params={"held": 1, "other": [1]})
        raise ZeroDivisionError("a fault")

    user = members_user()
    calls = [("refuse", [b"[]"], user), ("break", [b"[]"], user), ("x", [b"{}"], user), ("x", [b"["], user)]
    answers = asyncio.run(session(contract, lambda played: played.transactions(calls), OFFER))
    refusal = json.loads(answers["0"].message)
    assert answers["0"].status == 400
    assert refusal == {"code": "contract.funds", "params": {"held": 1}}
    assert (answers["1"].status, "a fault" in answers["1"].message) == (500, True)
    assert json.loads(answers["2"].message)["code"] == "service.arguments"
    assert answers["3"].status == 400


def test_a_state_call_that_the_peer_refuses_is_an_error_and_no_value() -> None:
    async def work(played: PlayedPeer) -> dict[str, Any]:
        played.refuse_state = True
        return await played.transactions([("fn", [b'["k"]'], members_user())])

    answers = asyncio.run(session(copying, work, OFFER))
    assert (answers["0"].status, "refused" in answers["0"].message) == (500, True)


def test_an_organisation_speaks_only_for_its_role() -> None:
    users = [members_user("B", "R"), members_user("Elsewhere", "B"), members_user("R")]
    calls = [("fn", [b'["k"]'], user) for user in users]
    answers = asyncio.run(session(copying, lambda played: played.transactions(calls), OFFER))
    assert [answers[str(number)].status for number in range(3)] == [400, 400, 200]
    assert json.loads(answers["0"].message)["code"] == "service.identity"


def test_roles_are_bound_by_name_unless_said_otherwise() -> None:
    speaks = spoken_roles(["SecondBank=B"])
    assert (speaks["B"], speaks["RMSP"], speaks["SecondBank"]) == ("B", "R", "B")
    for wrong in ("B", "=B", "X=Y"):
        with pytest.raises(ServiceError):
            spoken_roles([wrong])


def test_the_floor_writes_and_reads_one_key() -> None:
    state = state_of(Peer(), Batching())
    assert floor.invoke(state, "write", ["k", "v"]) == {"written": "k"}
    assert floor.invoke(state, "read", ["k"]) == {"value": "v"}
    with pytest.raises(floor.FloorError):
        floor.invoke(state, "write", ["k"])


def test_the_shims_own_logging_is_undone() -> None:
    code = (
        "import logging\n"
        "from loc_desktop.ledger.fabric import shim\n"
        "shim.quieten()\n"
        "logging.getLogger('asyncio').warning('a line for each message')\n"
        "logging.getLogger('x').debug('debug')\n"
        "logging.getLogger('x').warning('kept')\n"
    )
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "kept" in completed.stderr
    assert "debug" not in completed.stderr
    assert "a line" not in completed.stderr
    assert logging.getLogger().level != logging.DEBUG or "pytest" in sys.modules


def test_each_contract_of_a_network_is_found_by_its_name() -> None:
    assert find_contract(LOC) is invoke
    assert find_contract(CONTRACTS["loc"]) is invoke
    assert find_contract(CONTRACTS["floor"]) is floor.invoke


@pytest.mark.parametrize(
    "name", ["", "floor", "loc_desktop.bench.floor", "loc_desktop.bench.floor:x", "x.y:z", "sys:path"]
)
def test_a_contract_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ServiceError) as refused:
        find_contract(name)
    assert refused.value.code == "service.contract"


def test_the_contract_starts_without_window_database_or_keyring() -> None:
    code = (
        "import sys\n"
        "import loc_desktop.ledger.fabric.service as service\n"
        "service.find_contract(service.LOC)\n"
        "heavy = [n for n in ('PySide6', 'sqlalchemy', 'keyring', 'hfc', 'joserfc') if n in sys.modules]\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
