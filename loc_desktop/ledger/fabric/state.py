"""The contract's :class:`~loc_desktop.contract.state.State` over a Fabric peer.

A state call is a round trip to the peer and is what a transaction costs beside its signatures, so: what was
read is kept, what is written is kept until :meth:`ShimState.flush`, and both go in batches where the peer
(Fabric 3.1 and later) takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import orjson
from fabric_protos.ledger.queryresult import kv_query_result_pb2 as result_pb2
from fabric_protos.peer import chaincode_shim_pb2 as shim_pb2
from fabric_protos.peer.chaincode_shim_pb2 import ChaincodeMessage

from loc_desktop.contract.state import Caller, Json, decoded
from loc_desktop.ledger.fabric.shim import Batching
from loc_desktop.ledger.fabric.times import rfc3339
from loc_desktop.script import canonical

Call = Callable[[int, bytes], bytes]
"""A state call: message type and payload in, payload of the answer out. Blocks; raises PeerError."""


class ShimState:
    """The world state as one proposal sees it. Keys are given to the peer as they are."""

    def __init__(
        self, call: Call, *, tx_id: str, time: str, channel: str, caller: Caller, batching: Batching
    ) -> None:
        self._call = call
        self.tx_id = tx_id
        self.time = time
        self.channel = channel
        self.caller = caller
        self._batching = batching
        self._read: dict[str, bytes] = {}
        self._written: dict[str, bytes | None] = {}

    def get(self, key: str) -> Json | None:
        if key not in self._written and key not in self._read:
            payload = shim_pb2.GetState(key=key).SerializeToString()
            self._read[key] = self._call(ChaincodeMessage.GET_STATE, payload)
        return self._value(key)

    def get_many(self, keys: Sequence[str]) -> list[Json | None]:
        missing = [key for key in dict.fromkeys(keys) if key not in self._written and key not in self._read]
        size = self._batching.reads
        if size and len(missing) > 1:
            for start in range(0, len(missing), size):
                part = missing[start : start + size]
                payload = shim_pb2.GetStateMultiple(keys=part).SerializeToString()
                answer = self._call(ChaincodeMessage.GET_STATE_MULTIPLE, payload)
                values = shim_pb2.GetStateMultipleResult.FromString(answer).values
                self._read.update(zip(part, values, strict=True))
        return [self.get(key) for key in keys]

    def put(self, key: str, value: Json) -> None:
        # Not checked for being canonical once more: the contract makes values out of what was checked.
        self._written[key] = canonical.encode_checked(value)

    def delete(self, key: str) -> None:
        self._written[key] = None

    def range(self, start: str, end: str) -> Iterator[tuple[str, Json]]:
        request = shim_pb2.GetStateByRange(startKey=start, endKey=end).SerializeToString()
        for raw in self._pages(ChaincodeMessage.GET_STATE_BY_RANGE, request):
            pair = result_pb2.KV.FromString(raw)
            yield pair.key, orjson.loads(pair.value)

    def history(self, key: str) -> Iterator[tuple[str, str, Json | None]]:
        request = shim_pb2.GetHistoryForKey(key=key).SerializeToString()
        raws = list(self._pages(ChaincodeMessage.GET_HISTORY_FOR_KEY, request))
        # The peer answers newest first.
        for change in map(result_pb2.KeyModification.FromString, reversed(raws)):
            value = None if change.is_delete else orjson.loads(change.value)
            yield change.tx_id, rfc3339(change.timestamp), value

    def flush(self) -> None:
        """Hand the writes to the peer, for it to put into the proposal's write set. Call once, at the end."""
        size = self._batching.writes
        pairs = sorted(self._written.items())
        if size and len(pairs) > 1:
            for start in range(0, len(pairs), size):
                records = [_record(key, value) for key, value in pairs[start : start + size]]
                payload = shim_pb2.WriteBatchState(rec=records).SerializeToString()
                self._call(ChaincodeMessage.WRITE_BATCH_STATE, payload)
            return
        for key, value in pairs:
            if value is None:
                payload = shim_pb2.DelState(key=key).SerializeToString()
                self._call(ChaincodeMessage.DEL_STATE, payload)
            else:
                payload = shim_pb2.PutState(key=key, value=value).SerializeToString()
                self._call(ChaincodeMessage.PUT_STATE, payload)

    def _value(self, key: str) -> Json | None:
        # Decoded anew each time: the caller may change what it got, but for the rules.
        data = self._written[key] if key in self._written else self._read[key]
        return decoded(key, data) if data else None

    def _pages(self, kind: int, request: bytes) -> Iterator[bytes]:
        answer = shim_pb2.QueryResponse.FromString(self._call(kind, request))
        while True:
            for result in answer.results:
                yield result.resultBytes
            if not answer.has_more:
                return
            following = shim_pb2.QueryStateNext(id=answer.id).SerializeToString()
            answer = shim_pb2.QueryResponse.FromString(
                self._call(ChaincodeMessage.QUERY_STATE_NEXT, following)
            )


def _record(key: str, value: bytes | None) -> shim_pb2.WriteRecord:
    if value is None:
        return shim_pb2.WriteRecord(key=key, type=shim_pb2.WriteRecord.DEL_STATE)
    return shim_pb2.WriteRecord(key=key, value=value, type=shim_pb2.WriteRecord.PUT_STATE)
