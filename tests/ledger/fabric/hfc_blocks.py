"""hfc's own decoding of a block, as the reference for :mod:`loc_desktop.ledger.fabric.blocks`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from loc_desktop.contract.state import Json
from loc_desktop.ledger.api import Block, Endorsement, Transaction
from loc_desktop.ledger.fabric import compat
from loc_desktop.ledger.fabric.blocks import _call as call_of
from loc_desktop.ledger.fabric.blocks import _name_of as name_of
from loc_desktop.ledger.fabric.blocks import _signed as signed_part
from loc_desktop.ledger.fabric.blocks import caller_of
from loc_desktop.ledger.fabric.sdk import block_hash
from loc_desktop.script.canonical import b64u_encode

compat.install()

from hfc.fabric.block_decoder import BlockDecoder, HeaderType  # noqa: E402  (after compat.install)

_FILTER = 2


def decode_block(data: bytes, contract: str) -> Block:
    """A serialised block. ``contract`` is whose functions and arguments are read; a transaction of another
    contract has the name ``contract.function`` and no arguments. Raises ValueError for what is no block."""
    decoded = BlockDecoder.decode(data)
    header = decoded["header"]
    number = int(header["number"])
    codes = decoded["metadata"]["metadata"][_FILTER] or []
    transactions = tuple(
        _transaction(envelope, number, position, name_of(codes, position), contract)
        for position, envelope in enumerate(decoded["data"]["data"])
    )
    at = next((entry.at for entry in transactions if entry.valid and "." not in entry.fn), "")
    previous, data_hash = header["previous_hash"].decode(), header["data_hash"].decode()
    return Block(
        number=number,
        hash=block_hash(number, bytes.fromhex(previous), bytes.fromhex(data_hash)),
        previous_hash=previous,
        data_hash=data_hash,
        at=at,
        # What is void says no time of its own.
        transactions=tuple(entry if entry.valid else replace(entry, at=at) for entry in transactions),
    )


def _transaction(envelope: Any, block: int, position: int, validation: str, contract: str) -> Transaction:
    payload = envelope["payload"]
    channel_header = payload["header"]["channel_header"]
    creator = payload["header"]["signature_header"]["creator"]
    at = channel_header["timestamp"].replace(" ", "T") + "Z"
    caller = caller_of(creator["mspid"], creator["id_bytes"])
    kind = HeaderType.convert_to_string(channel_header["type"])
    actions = payload["data"].get("actions") if kind == "ENDORSER_TRANSACTION" else None
    if not actions:
        name = kind.lower()
        return Transaction(channel_header["tx_id"], block, position, at, name, (), caller, None, validation)
    action = actions[0]["payload"]
    endorsed = action["action"]
    extension = endorsed["proposal_response_payload"]["extension"]
    fn, args, result = call_of(
        extension["chaincode_id"]["name"],
        action["chaincode_proposal_payload"]["input"],
        extension["response"]["payload"],
        contract,
    )
    return Transaction(
        id=channel_header["tx_id"],
        block=block,
        position=position,
        at=at,
        fn=fn,
        args=args,
        caller=caller,
        result=result,
        validation=validation,
        endorsements=tuple(
            Endorsement(
                part["endorser"]["mspid"], part["endorser"]["id_bytes"], b64u_encode(part["signature"])
            )
            for part in endorsed["endorsements"]
        ),
        raw=_raw(creator, payload["header"]["signature_header"]["nonce"], envelope["signature"], extension),
    )


def _raw(creator: Any, nonce: bytes, signature: bytes, extension: Any) -> Json:
    """What Fabric keeps beside the call: who signed, and the keys read and written in each namespace."""
    sets = [
        {
            "namespace": part["namespace"],
            "reads": [read["key"] for read in part["rwset"]["reads"]],
            "writes": [write["key"] for write in part["rwset"]["writes"]],
        }
        for part in extension["results"]["ns_rwset"]
        if part["rwset"]["reads"] or part["rwset"]["writes"]
    ]
    return signed_part(creator["id_bytes"], nonce.decode(), signature, sets)
