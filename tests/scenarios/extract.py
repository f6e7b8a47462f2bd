"""What stands in the blocks of a ledger: every leaf of every transaction by its path.

``call:FN`` are a transaction's arguments (of ``lock`` by the event's kind), ``answer:FN`` its result,
``state:KIND`` what it wrote under keys ``KIND/…``, ``key:KIND`` the rest of such a key, ``signed`` by whom.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from fabric_protos.common import common_pb2
from fabric_protos.ledger.rwset import rwset_pb2
from fabric_protos.ledger.rwset.kvrwset import kv_rwset_pb2
from fabric_protos.peer import proposal_pb2, proposal_response_pb2, transaction_pb2

from loc_desktop.ledger.api import Transaction
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.ledger.fabric.blocks import read_block

Leaf = tuple[str, Any]


def of_embedded(file: Path, start: int = 0) -> Iterator[Leaf]:
    """The leaves of an embedded ledger's file, from block ``start`` on."""
    with EmbeddedLedger(file) as ledger:
        for number in range(start, ledger.height()):
            for transaction in ledger.block(number).transactions:
                yield from of_transaction(transaction)
    with closing(sqlite3.connect(file)) as stored:
        for key, value in stored.execute("SELECT key, value FROM log WHERE block >= ?", (start,)):
            yield from _of_write(key, value)


def of_block_file(file: Path, start: int = 0) -> Iterator[Leaf]:
    """The leaves of a block file, as peers and orderers keep it on their disks, from block ``start`` on."""
    for block in _blocks(file.read_bytes()):
        if block.header.number >= start:
            for transaction in read_block(block, "loc").transactions:
                yield from of_transaction(transaction)
            for envelope in block.data.data:
                for key, value in _writes(envelope):
                    yield from _of_write(key, value)


def of_transaction(transaction: Transaction) -> Iterator[Leaf]:
    """The leaves of what a transaction says: arguments, answer, who sent it."""
    fn = transaction.fn
    args = list(transaction.args)
    if fn == "lock":
        fn = f"lock {args[0]['event']['kind']}"
    for argument in args:
        yield from _leaves(f"call:{fn}", argument)
    yield from _leaves(f"answer:{fn}", transaction.result)
    caller = transaction.caller
    yield "signed.organisation", caller.organisation
    yield "signed.role", caller.role
    yield "signed.key", caller.key
    yield "signed.time", transaction.at


def _of_write(key: str, value: bytes | str | None) -> Iterator[Leaf]:
    kind, _, rest = key.partition("/")
    if rest:
        yield f"key:{kind}", rest
    if value:
        yield from _leaves(f"state:{kind}", json.loads(value))


def _leaves(path: str, value: Any) -> Iterator[Leaf]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(f"{path}.{name}", part)
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(f"{path}[]", part)
    else:
        yield path, value


# --- Fabric's files (ledger/blkledger/blockfile, common/ledger/blkstorage/block_serialization.go) -----------


class _Reader:
    """Protobuf's varints and the byte strings that they measure."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def bytes(self) -> bytes:
        size = self.number()
        self.at += size
        return self.data[self.at - size : self.at]


def _blocks(data: bytes) -> Iterator[Any]:
    file = _Reader(data)
    while file.at < len(data):
        part = _Reader(file.bytes())
        block = common_pb2.Block()
        block.header.number = part.number()
        block.header.data_hash, block.header.previous_hash = part.bytes(), part.bytes()
        block.data.data.extend(part.bytes() for _ in range(part.number()))
        block.metadata.metadata.extend(part.bytes() for _ in range(part.number()))
        yield block


def _writes(envelope: bytes) -> Iterator[tuple[str, bytes]]:
    payload = common_pb2.Payload.FromString(common_pb2.Envelope.FromString(envelope).payload)
    header = common_pb2.ChannelHeader.FromString(payload.header.channel_header)
    if header.type != common_pb2.ENDORSER_TRANSACTION:
        return
    action = transaction_pb2.ChaincodeActionPayload.FromString(
        transaction_pb2.Transaction.FromString(payload.data).actions[0].payload
    ).action
    answer = proposal_response_pb2.ProposalResponsePayload.FromString(action.proposal_response_payload)
    results = proposal_pb2.ChaincodeAction.FromString(answer.extension).results
    for part in rwset_pb2.TxReadWriteSet.FromString(results).ns_rwset:
        if part.namespace == "loc":
            for write in kv_rwset_pb2.KVRWSet.FromString(part.rwset).writes:
                yield write.key, write.value
