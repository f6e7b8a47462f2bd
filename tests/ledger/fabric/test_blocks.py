"""Which contract a transaction on Fabric is of: what was executed, not what its client wrote beside it."""

from __future__ import annotations

import json

import pytest
from fabric_protos.common import common_pb2
from fabric_protos.ledger.rwset import rwset_pb2
from fabric_protos.msp import identities_pb2
from fabric_protos.peer import chaincode_pb2, proposal_pb2, proposal_response_pb2, transaction_pb2

from loc_desktop.ledger.fabric.blocks import parse_block

ARGS = [{"event": "e"}, 0]
RESULT = {"event": "e", "code": 0}


def block(executed: str, written: str) -> bytes:
    """A block of one transaction: endorsers executed ``executed``, its client wrote ``written``."""
    name = chaincode_pb2.ChaincodeID
    spec = chaincode_pb2.ChaincodeSpec(
        chaincode_id=name(name=written),
        input=chaincode_pb2.ChaincodeInput(args=[b"unlock", json.dumps(ARGS).encode()]),
    )
    called = proposal_pb2.ChaincodeProposalPayload(
        input=chaincode_pb2.ChaincodeInvocationSpec(chaincode_spec=spec).SerializeToString()
    )
    done = proposal_pb2.ChaincodeAction(
        response={"status": 200, "payload": json.dumps(RESULT).encode()}, chaincode_id=name(name=executed)
    )
    answer = proposal_response_pb2.ProposalResponsePayload(extension=done.SerializeToString())
    payload = transaction_pb2.ChaincodeActionPayload(
        chaincode_proposal_payload=called.SerializeToString(),
        action=transaction_pb2.ChaincodeEndorsedAction(proposal_response_payload=answer.SerializeToString()),
    )
    action = transaction_pb2.TransactionAction(payload=payload.SerializeToString())
    creator = identities_pb2.SerializedIdentity(mspid="B", id_bytes=b"none")
    header = common_pb2.Header(
        channel_header=common_pb2.ChannelHeader(
            type=common_pb2.ENDORSER_TRANSACTION,
            tx_id="t",
            extension=proposal_pb2.ChaincodeHeaderExtension(
                chaincode_id=name(name=executed)
            ).SerializeToString(),
        ).SerializeToString(),
        signature_header=common_pb2.SignatureHeader(creator=creator.SerializeToString()).SerializeToString(),
    )
    data = transaction_pb2.Transaction(actions=[action]).SerializeToString()
    envelope = common_pb2.Envelope(payload=common_pb2.Payload(header=header, data=data).SerializeToString())
    made = common_pb2.Block(
        header=common_pb2.BlockHeader(number=7),
        data=common_pb2.BlockData(data=[envelope.SerializeToString()]),
        metadata=common_pb2.BlockMetadata(metadata=[b"", b"", b"\x00"]),
    )
    return bytes(made.SerializeToString())


@pytest.mark.parametrize("written", ["loc", "x", ""])
def test_what_was_executed_is_shown_whatever_its_client_wrote(written: str) -> None:
    (transaction,) = parse_block(block("loc", written), "loc").transactions
    assert (transaction.fn, transaction.args, transaction.result) == ("unlock", tuple(ARGS), RESULT)


@pytest.mark.parametrize("executed", ["_lifecycle", "x", ""])
def test_what_was_not_executed_is_not_shown_as_if(executed: str) -> None:
    """An organisation alone can have its own endorsement of another contract committed."""
    (transaction,) = parse_block(block(executed, "loc"), "loc").transactions
    assert (transaction.fn, transaction.args, transaction.result) == (f"{executed}.unlock", (), None)


def envelopes(*given: tuple[bytes, int]) -> bytes:
    """A block of these envelopes with their validation codes."""
    made = common_pb2.Block(
        header=common_pb2.BlockHeader(number=7),
        data=common_pb2.BlockData(data=[envelope for envelope, _ in given]),
        metadata=common_pb2.BlockMetadata(metadata=[b"", b"", bytes(code for _, code in given)]),
    )
    return bytes(made.SerializeToString())


def envelope_of(block_: bytes) -> common_pb2.Envelope:
    return common_pb2.Envelope.FromString(common_pb2.Block.FromString(block_).data.data[0])


def changed(seconds: int = 0, data: bytes | None = None, creator: bytes | None = None) -> bytes:
    """The honest envelope with another time, content or creator."""
    envelope = envelope_of(block("loc", "loc"))
    payload = common_pb2.Payload.FromString(envelope.payload)
    header = common_pb2.ChannelHeader.FromString(payload.header.channel_header)
    header.timestamp.seconds = seconds
    payload.header.channel_header = header.SerializeToString()
    if data is not None:
        payload.data = data
    if creator is not None:
        payload.header.signature_header = common_pb2.SignatureHeader(creator=creator).SerializeToString()
    return bytes(common_pb2.Envelope(payload=payload.SerializeToString()).SerializeToString())


INVALID = 3
NO_UTF8 = identities_pb2.SerializedIdentity(mspid="C", id_bytes=b"\xff\xfe\x80").SerializeToString()


@pytest.mark.parametrize(
    "void",
    [b"\xff\xff", changed(data=b"\xff\xff\xff"), changed(2**62), changed(-(2**62)), changed(creator=NO_UTF8)],
)
def test_what_nobody_can_read_stops_no_block_and_the_rest_is_read(void: bytes) -> None:
    """An orderer takes it, peers find it void and keep it."""
    honest = changed(1_795_000_000)
    read = parse_block(envelopes((void, INVALID), (honest, 0), (b"", INVALID)), "loc")
    first, second, third = read.transactions
    assert (first.fn, first.valid, third.fn) == ("unreadable", False, third.fn)
    assert (second.fn, second.args, second.at) == ("unlock", tuple(ARGS), "2026-11-18T11:06:40Z")
    assert read.at == first.at == third.at == second.at


def test_a_blocks_time_is_not_what_a_void_or_another_contracts_transaction_says() -> None:
    far = 3_800_000_000
    other = envelope_of(block("_lifecycle", "loc"))
    payload = common_pb2.Payload.FromString(other.payload)
    header = common_pb2.ChannelHeader.FromString(payload.header.channel_header)
    header.timestamp.seconds = far
    payload.header.channel_header = header.SerializeToString()
    other.payload = payload.SerializeToString()
    foreign = other.SerializeToString()
    assert parse_block(envelopes((changed(far), INVALID), (foreign, 0)), "loc").at == ""
    read = parse_block(envelopes((changed(far), INVALID), (foreign, 0), (changed(1_795_000_000), 0)), "loc")
    assert read.at == "2026-11-18T11:06:40Z"


def test_what_an_organisation_endorsed_alone_for_its_own_collection_is_not_the_contracts() -> None:
    envelope = envelope_of(block("loc", "loc"))
    payload = common_pb2.Payload.FromString(envelope.payload)
    transaction = transaction_pb2.Transaction.FromString(payload.data)
    action = transaction_pb2.ChaincodeActionPayload.FromString(transaction.actions[0].payload)
    answer = proposal_response_pb2.ProposalResponsePayload.FromString(action.action.proposal_response_payload)
    done = proposal_pb2.ChaincodeAction.FromString(answer.extension)
    own = rwset_pb2.CollectionHashedReadWriteSet(collection_name="_implicit_org_C")
    sets = rwset_pb2.NsReadWriteSet(namespace="loc", collection_hashed_rwset=[own])
    done.results = rwset_pb2.TxReadWriteSet(ns_rwset=[sets]).SerializeToString()
    answer.extension = done.SerializeToString()
    action.action.proposal_response_payload = answer.SerializeToString()
    transaction.actions[0].payload = action.SerializeToString()
    payload.data = transaction.SerializeToString()
    envelope.payload = payload.SerializeToString()
    (read,) = parse_block(envelopes((envelope.SerializeToString(), 0)), "loc").transactions
    assert (read.fn, read.args, read.result, read.valid) == ("loc.private.unlock", (), None, True)
