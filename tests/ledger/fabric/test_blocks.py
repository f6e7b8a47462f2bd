"""Which contract a transaction on Fabric is of: what was executed, not what its client wrote beside it."""

from __future__ import annotations

import json

import pytest
from fabric_protos.common import common_pb2
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
