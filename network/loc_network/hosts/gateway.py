"""A transaction through a peer's Gateway service, signed by an organisation's administrator.

The network uses it for one thing: to know that a transaction goes through. Desktops have their own client
(`loc_desktop.ledger.fabric`), whose keys are in the keyring.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from fabric_protos.common import common_pb2
from fabric_protos.gateway import gateway_pb2, gateway_pb2_grpc
from fabric_protos.msp import identities_pb2
from fabric_protos.peer import chaincode_pb2, proposal_pb2, proposal_response_pb2, transaction_pb2

from loc_network.errors import NetworkError
from loc_network.membership import ca

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-4, D.1.2.3)


@dataclass(frozen=True)
class AdminGateway:
    """An organisation's peer and the MSP folder of whoever signs."""

    endpoint: str
    tls_root: Path
    msp_id: str
    msp_folder: Path

    def submit(
        self,
        channel: str,
        contract: str,
        function: str,
        arguments: list[str],
        seconds: float = 20.0,
        endorsers: tuple[str, ...] = (),
    ) -> str:
        """Endorse, order, and wait for the commit; returns the contract's answer, NetworkError otherwise.

        The peer chooses who endorses, as few as the policy takes, unless `endorsers` (MSP ids) says.
        """
        enrolment = ca.load(self.msp_folder)
        creator = identities_pb2.SerializedIdentity(
            mspid=self.msp_id, id_bytes=enrolment.certificate
        ).SerializeToString()
        end = time.monotonic() + seconds
        with grpc.secure_channel(
            self.endpoint, grpc.ssl_channel_credentials(self.tls_root.read_bytes())
        ) as connection:
            stub = gateway_pb2_grpc.GatewayStub(connection)
            try:
                return self._submit(
                    stub, enrolment.key, creator, channel, contract, function, arguments, end, endorsers
                )
            except grpc.RpcError as error:
                raise NetworkError(
                    "The transaction {function} did not go through: {why}",
                    function=function,
                    why=describe(error),
                ) from error

    def _submit(
        self,
        stub: Any,
        key: ec.EllipticCurvePrivateKey,
        creator: bytes,
        channel: str,
        contract: str,
        function: str,
        arguments: list[str],
        end: float,
        endorsers: tuple[str, ...],
    ) -> str:
        tx_id, proposal = _proposal(creator, channel, contract, function, arguments)
        proposal_bytes = proposal.SerializeToString()
        endorsed = stub.Endorse(
            gateway_pb2.EndorseRequest(
                transaction_id=tx_id,
                channel_id=channel,
                proposed_transaction=proposal_pb2.SignedProposal(
                    proposal_bytes=proposal_bytes, signature=sign(key, proposal_bytes)
                ),
                endorsing_organizations=endorsers,
            ),
            timeout=max(1.0, end - time.monotonic()),
        )
        envelope = endorsed.prepared_transaction
        envelope.signature = sign(key, envelope.payload)
        stub.Submit(
            gateway_pb2.SubmitRequest(
                transaction_id=tx_id, channel_id=channel, prepared_transaction=envelope
            ),
            timeout=max(1.0, end - time.monotonic()),
        )
        asked = gateway_pb2.CommitStatusRequest(
            transaction_id=tx_id, channel_id=channel, identity=creator
        ).SerializeToString()
        status = stub.CommitStatus(
            gateway_pb2.SignedCommitStatusRequest(request=asked, signature=sign(key, asked)),
            timeout=max(1.0, end - time.monotonic()),
        )
        if status.result != transaction_pb2.TxValidationCode.VALID:
            name = transaction_pb2.TxValidationCode.Name(status.result)
            raise NetworkError(
                "The transaction {function} is in block {block_number} but void: {name}.",
                function=function,
                block_number=status.block_number,
                name=name,
            )
        return _answer(envelope)


def _proposal(
    creator: bytes, channel: str, contract: str, function: str, arguments: list[str]
) -> tuple[str, Any]:
    nonce = secrets.token_bytes(24)
    tx_id = hashlib.sha256(nonce + creator).hexdigest()
    chaincode = chaincode_pb2.ChaincodeID(name=contract)
    header = common_pb2.ChannelHeader(
        type=common_pb2.HeaderType.ENDORSER_TRANSACTION,
        channel_id=channel,
        tx_id=tx_id,
        extension=proposal_pb2.ChaincodeHeaderExtension(chaincode_id=chaincode).SerializeToString(),
    )
    header.timestamp.GetCurrentTime()
    spec = chaincode_pb2.ChaincodeInvocationSpec(
        chaincode_spec=chaincode_pb2.ChaincodeSpec(
            chaincode_id=chaincode,
            input=chaincode_pb2.ChaincodeInput(args=[function.encode(), *(a.encode() for a in arguments)]),
        )
    )
    return tx_id, proposal_pb2.Proposal(
        header=common_pb2.Header(
            channel_header=header.SerializeToString(),
            signature_header=common_pb2.SignatureHeader(creator=creator, nonce=nonce).SerializeToString(),
        ).SerializeToString(),
        payload=proposal_pb2.ChaincodeProposalPayload(input=spec.SerializeToString()).SerializeToString(),
    )


def _answer(envelope: Any) -> str:
    payload = common_pb2.Payload.FromString(envelope.payload)
    transaction = transaction_pb2.Transaction.FromString(payload.data)
    action = transaction_pb2.ChaincodeActionPayload.FromString(transaction.actions[0].payload)
    response = proposal_response_pb2.ProposalResponsePayload.FromString(
        action.action.proposal_response_payload
    )
    return str(proposal_pb2.ChaincodeAction.FromString(response.extension).response.payload.decode())


def sign(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """ECDSA with SHA-256 and low S, the only form Fabric accepts."""
    r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return utils.encode_dss_signature(r, min(s, _ORDER - s))


def describe(error: Any) -> str:
    """What a peer says, with what its gateway attached about the others."""
    parts = [str(error.details() or error.code().name)]
    for name, value in error.trailing_metadata() or ():
        if name == "grpc-status-details-bin":
            from google.rpc import status_pb2

            for packed in status_pb2.Status.FromString(value).details:
                detail = gateway_pb2.ErrorDetail()
                if packed.Unpack(detail):
                    parts.append(
                        json.dumps([detail.msp_id, detail.address, detail.message], ensure_ascii=False)
                    )
    return "; ".join(parts)
