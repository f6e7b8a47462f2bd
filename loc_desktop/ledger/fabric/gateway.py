"""The peer's Gateway service: evaluate, endorse, submit, commit status, with typed errors.

The user's own peer is the only one asked; it chooses the endorsers and talks to the orderers. Each method
makes one call and raises an error of ``ledger.api``, which carries transaction id, peer, MSP and every detail
that the gateway attached. What may be repeated is decided in ``submission``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import grpc
from fabric_protos.gateway import gateway_pb2, gateway_pb2_grpc
from fabric_protos.msp import identities_pb2
from google.rpc import status_pb2

from loc_desktop.errors import KnownError, Money, Trouble
from loc_desktop.ledger.api import (
    CommitStatusError,
    ConnectError,
    EndorseError,
    LedgerError,
    SubmitError,
    User,
)
from loc_desktop.ledger.fabric import compat
from loc_desktop.ledger.fabric.profile import Peer
from loc_desktop.ledger.fabric.sdk import Proposal

_REFUSAL = re.compile(r"chaincode response (\d+), (.*)", re.DOTALL)
_FIRST = "failed to endorse transaction"
"""How the gateway's message begins when the user's own peer, asked first, has refused."""

_UNREACHABLE = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds: for one evaluation, one endorsement, one hand-over to the orderer, one wait for the commit."""

    evaluate: float = 15.0
    endorse: float = 30.0
    submit: float = 15.0
    commit: float = 60.0


class Gateway:
    """The Gateway service of one peer for one channel. Thread-safe."""

    def __init__(self, peer: Peer, msp_id: str, grpc_channel: grpc.Channel, channel: str) -> None:
        self._stub = gateway_pb2_grpc.GatewayStub(grpc_channel)
        self._peer = peer
        self._msp_id = msp_id
        self._channel = channel

    def evaluate(self, proposal: Proposal, timeout: float) -> bytes:
        """The result's payload of a query run on this peer. Raises EndorseError, ConnectError."""
        request = gateway_pb2.EvaluateRequest(
            transaction_id=proposal.tx_id,
            channel_id=self._channel,
            proposed_transaction=proposal.signed,
            # The user's own organisation answers, which the user trusts, not whoever is free.
            target_organizations=[self._msp_id],
        )
        try:
            return bytes(self._stub.Evaluate(request, timeout=timeout).result.payload)
        except grpc.RpcError as error:
            raise self._endorse_error(error, proposal.tx_id) from error

    def endorse(self, proposal: Proposal, timeout: float) -> Any:
        """The prepared transaction (an Envelope without signature). Raises EndorseError, ConnectError."""
        request = gateway_pb2.EndorseRequest(
            transaction_id=proposal.tx_id, channel_id=self._channel, proposed_transaction=proposal.signed
        )
        try:
            return self._stub.Endorse(request, timeout=timeout).prepared_transaction
        except grpc.RpcError as error:
            raise self._endorse_error(error, proposal.tx_id) from error

    def submit(self, tx_id: str, envelope: Any, timeout: float) -> None:
        """Hand a signed transaction to the orderer. Raises SubmitError; its money is UNKNOWN where the answer
        was lost, so that the transaction may have been ordered."""
        request = gateway_pb2.SubmitRequest(
            transaction_id=tx_id, channel_id=self._channel, prepared_transaction=envelope
        )
        try:
            self._stub.Submit(request, timeout=timeout)
        except grpc.RpcError as error:
            status, details = self._details(error)
            refused = status in (grpc.StatusCode.ABORTED, grpc.StatusCode.FAILED_PRECONDITION)
            raise HandOverError(
                "fabric.submit" if refused else "fabric.submit_lost",
                money=Money.NOT_MOVED if refused else Money.UNKNOWN,
                tx_id=tx_id,
                details=details,
            ) from error

    def commit_status(self, proposal: Proposal, user: User, timeout: float) -> tuple[int, int]:
        """Wait for the commit: validation code and block number. Raises CommitStatusError."""
        identity = identities_pb2.SerializedIdentity(
            mspid=user.organisation, id_bytes=user.certificate.encode()
        )
        request = gateway_pb2.CommitStatusRequest(
            transaction_id=proposal.tx_id, channel_id=self._channel, identity=identity.SerializeToString()
        ).SerializeToString()
        signed = gateway_pb2.SignedCommitStatusRequest(
            request=request, signature=compat.signature_bytes(user.signer.sign(request))
        )
        try:
            answer = self._stub.CommitStatus(signed, timeout=timeout)
        except grpc.RpcError as error:
            status, details = self._details(error)
            unreachable = status in _UNREACHABLE
            raise CommitStatusError(
                "fabric.commit_unreachable" if unreachable else "fabric.commit_unknown",
                tx_id=proposal.tx_id,
                details=details,
            ) from error
        return int(answer.result), int(answer.block_number)

    def query_error(self, error: grpc.RpcError) -> LedgerError:
        """What a failed query of blocks means."""
        return self._endorse_error(error, "")

    def _endorse_error(self, error: grpc.RpcError, tx_id: str) -> LedgerError:
        status, details = self._details(error)
        refusal = contract_refusal(details)
        if refusal is not None:
            own_peer = str(details["message"]).startswith(_FIRST) or "evaluate" in str(details["message"])
            refused = RefusalError if own_peer or _unanimous(details) else DisagreementError
            params = {**refusal.params, "contract": refusal.code}
            return refused(refusal.code, tx_id=tx_id, params=params, details=details)
        if status in _UNREACHABLE and not details["peers"]:
            return ConnectError(
                "fabric.unreachable",
                tx_id=tx_id,
                params={"peer": self._peer.name},
                details=details,
            )
        text = json.dumps(details)
        for words, kind, code in _ENDORSE_ERRORS:
            if any(word in text for word in words):
                return kind(code, tx_id=tx_id, details=details)
        return DisagreementError(
            "fabric.endorse",
            tx_id=tx_id,
            details=details,
        )

    def _details(self, error: grpc.RpcError) -> tuple[grpc.StatusCode, dict[str, Any]]:
        """gRPC status and everything that is known: the peer asked, its message, each peer's own message."""
        peers: list[dict[str, str]] = []
        for name, value in error.trailing_metadata() or ():
            if name == "grpc-status-details-bin":
                for packed in status_pb2.Status.FromString(value).details:
                    detail = gateway_pb2.ErrorDetail()
                    if packed.Unpack(detail):
                        peers.append(
                            {"peer": detail.address, "msp": detail.msp_id, "message": detail.message}
                        )
        status = error.code()
        return status, {
            "peer": self._peer.endpoint,
            "msp": self._msp_id,
            "status": status.name,
            "message": error.details() or "",
            "peers": peers,
        }


class RefusalError(EndorseError):
    """The contract's refusal, told by the user's own peer: the same transaction will be refused again."""


class DisagreementError(EndorseError):
    """Peers that are away, or behind one another: the same transaction may be endorsed a moment later."""

    retryable = True


class HandOverError(SubmitError):
    """Not taken, or the answer was lost: the same signed transaction may be sent again, it has one id."""

    retryable = True


class ContractRefusedError(KnownError):
    """A contract's refusal as it came through the gateway."""


_ENDORSE_ERRORS: tuple[tuple[tuple[str, ...], type[EndorseError], str], ...] = (
    # words in what the gateway said; what that means
    (("larger than max",), EndorseError, "fabric.too_large"),
    (("incorrect timestamp",), EndorseError, "fabric.clock"),
    (
        ("PERMISSION_DENIED", "UNAUTHENTICATED", "access denied", "evaluating policy on signed data"),
        EndorseError,
        "fabric.denied",
    ),
    (
        ("no combination of peers", "no peers available", "failed to collect enough"),
        DisagreementError,
        "fabric.policy",
    ),
    (("DEADLINE_EXCEEDED",), DisagreementError, "fabric.timeout"),
)


def contract_refusal(details: dict[str, Any]) -> KnownError | None:
    """The contract's own error in a gateway's details, None where the contract did not refuse."""
    texts = [str(details["message"]), *(peer["message"] for peer in details["peers"])]
    for text in texts:
        match = _REFUSAL.search(text)
        if match is None:
            continue
        try:
            parts = json.loads(match[2])
            said = Trouble.from_json(parts)
            return ContractRefusedError(said.code, params=said.params)
        except (ValueError, KeyError, TypeError, RecursionError):
            return ContractRefusedError("fabric.contract", details={"said": match[2]})
    return None


def _unanimous(details: dict[str, Any]) -> bool:
    """Whether every peer that said something gave the contract's refusal (and more than one did)."""
    peers = details["peers"]
    return len(peers) > 1 and all(_REFUSAL.search(peer["message"]) for peer in peers)
