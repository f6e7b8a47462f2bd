"""hfc at work: identities, proposals and queries of the chain, signed by our own signers.

hfc builds what is signed (transaction ids, headers, proposals) and asks the peer's system contract ``qscc``
about blocks; ``compat`` has made it run and keeps keys out of it. Import this module lazily: it loads grpc.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import grpc
from fabric_protos.common import common_pb2, ledger_pb2
from fabric_protos.peer import chaincode_pb2, events_pb2_grpc, peer_pb2_grpc, proposal_pb2, transaction_pb2
from google.protobuf.timestamp_pb2 import Timestamp

from loc_desktop.clock import moment
from loc_desktop.ledger.api import User
from loc_desktop.ledger.fabric import compat
from loc_desktop.ledger.fabric.profile import Peer
from loc_desktop.ledger.fabric.times import rfc3339

compat.install()

from hfc.fabric.channel.channel import Channel  # noqa: E402  (after compat.install)
from hfc.fabric.peer import Peer as SdkPeer  # noqa: E402
from hfc.fabric.transaction.tx_context import TXContext, create_tx_context  # noqa: E402
from hfc.fabric.transaction.tx_proposal_request import (  # noqa: E402
    CC_INVOKE,
    create_tx_prop_req,
)
from hfc.protos.utils import (  # noqa: E402
    create_cc_spec,
    create_envelope,
    create_seek_info,
    create_seek_payload,
)
from hfc.util.utils import (  # noqa: E402
    build_cc_proposal,
    build_channel_header,
    build_header,
    sign_proposal,
)

MAX_MESSAGE = 100 * 1024 * 1024
FOREVER = 2**64 - 1
"""Deliver's "no last block"."""


def current_timestamp() -> Timestamp:
    """This moment. (protobuf's own way asks for it as Python does not want it any more from 3.12 on.)"""
    now = moment()
    return Timestamp(seconds=int(now.timestamp()), nanos=now.microsecond * 1000)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A signed proposal and what its transaction is recognised by."""

    tx_id: str
    at: str
    context: Any
    header: Any
    input: bytes
    signed: Any


def open_channel(peer: Peer) -> grpc.Channel:
    """The one gRPC connection to the user's peer: TLS with the profile's root, kept alive, reconnecting."""
    credentials = grpc.ssl_channel_credentials(peer.tls_ca_pem.encode())
    options = [
        ("grpc.ssl_target_name_override", peer.hostname),
        ("grpc.default_authority", peer.hostname),
        ("grpc.max_receive_message_length", MAX_MESSAGE),
        ("grpc.max_send_message_length", MAX_MESSAGE),
        # A peer allows a ping a minute; a connection that died silently (a sleeping laptop) is noticed so.
        ("grpc.keepalive_time_ms", 60_000),
        ("grpc.keepalive_timeout_ms", 20_000),
        ("grpc.initial_reconnect_backoff_ms", 200),
        ("grpc.min_reconnect_backoff_ms", 200),
        ("grpc.max_reconnect_backoff_ms", 5_000),
        # Retries are ours to decide: what is repeated must not run twice.
        ("grpc.enable_retries", 0),
    ]
    return grpc.secure_channel(peer.endpoint, credentials, options)


class ConnectedPeer(SdkPeer):  # type: ignore[misc]  # hfc is untyped
    """hfc's peer on the connection that we have already. hfc would open one of its own, asynchronous."""

    def __init__(self, peer: Peer, channel: grpc.Channel, timeout: float) -> None:
        self._name = peer.name
        self._endpoint = peer.endpoint
        self._timeout = timeout
        self._endorser_client = peer_pb2_grpc.EndorserStub(channel)
        self._event_client = events_pb2_grpc.DeliverStub(channel)

    def send_proposal(self, proposal: Any) -> Any:
        """One endorsement by this peer. Raises grpc.RpcError."""
        return self._endorser_client.ProcessProposal(proposal, timeout=self._timeout)

    def delivery(self, envelope: Any, scheduler: Any = None, filtered: bool = False) -> Any:
        """A stream of blocks; ``cancel()`` ends it."""
        deliver = self._event_client.DeliverFiltered if filtered else self._event_client.Deliver
        return deliver(iter((envelope,)))


class QueryError(Exception):
    """The peer's system contract refused: ``status`` and its message."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class Chain:
    """Queries of one channel through one peer, in a user's name."""

    def __init__(self, name: str, peer: ConnectedPeer) -> None:
        self._channel = Channel(name, None)
        self._peer = peer

    def info(self, user: User) -> Any:
        """``BlockchainInfo``: height and hashes."""
        return ledger_pb2.BlockchainInfo.FromString(self._ask(user, self._channel.query_info))

    def block(self, number: int, user: User) -> bytes:
        """Block ``number``, serialised. Raises :class:`QueryError` where there is none."""
        return self._ask(user, self._channel.query_block, str(number))

    def block_of(self, tx_id: str, user: User) -> bytes:
        """The block that holds a transaction, serialised. Raises :class:`QueryError` where none does."""
        return self._ask(user, self._channel.query_block_by_txid, tx_id)

    def deliver(self, start: int, user: User) -> Any:
        """Blocks from ``start`` on, without end: a gRPC stream of ``DeliverResponse``."""
        context = tx_context(user)
        header = build_channel_header(
            common_pb2.HeaderType.Value("DELIVER_SEEK_INFO"),
            context.tx_id,
            self._channel.name,
            current_timestamp(),
            context.epoch,
        )
        payload = create_seek_payload(
            build_header(context.identity, header, context.nonce), create_seek_info(start, FOREVER)
        )
        return self._peer.delivery(create_envelope(context.sign(payload), payload))

    def _ask(self, user: User, query: Callable[..., Any], *args: str) -> bytes:
        responses, _proposal, _header = query(tx_context(user), [self._peer], *args)
        answer = responses[0].response
        if answer.status != 200:
            raise QueryError(answer.status, answer.message)
        return bytes(answer.payload)


def sdk_user(user: User) -> Any:
    """hfc's user for ours."""
    return compat.user(user.signer.key, user.organisation, user.signer, user.certificate)


def tx_context(user: User) -> TXContext:
    """A new transaction context: nonce, transaction id, who signs."""
    holder = sdk_user(user)
    request = create_tx_prop_req(prop_type=CC_INVOKE, cc_name="qscc", fcn="-", args=[])
    return create_tx_context(holder, holder.cryptoSuite, request)


def propose(channel: str, contract: str, fn: str, args: Sequence[bytes], user: User) -> Proposal:
    """A proposal of ``fn(args)``, signed by ``user``."""
    context = tx_context(user)
    timestamp = current_timestamp()
    chaincode = chaincode_pb2.ChaincodeID(name=contract)
    channel_header = build_channel_header(
        common_pb2.HeaderType.Value("ENDORSER_TRANSACTION"),
        context.tx_id,
        channel,
        timestamp,
        context.epoch,
        proposal_pb2.ChaincodeHeaderExtension(chaincode_id=chaincode).SerializeToString(),
    )
    header = build_header(context.identity, channel_header, context.nonce)
    spec = create_cc_spec(chaincode_pb2.ChaincodeInput(args=[fn.encode(), *args]), chaincode, "GOLANG")
    invocation = chaincode_pb2.ChaincodeInvocationSpec(chaincode_spec=spec)
    signed = sign_proposal(context, build_cc_proposal(invocation, header, None))
    return Proposal(
        context.tx_id, rfc3339(timestamp), context, header, invocation.SerializeToString(), signed
    )


def sign_envelope(proposal: Proposal, prepared: Any) -> Any:
    """The prepared transaction with the user's signature, after a look at what is signed.

    Raises ValueError where it is not the transaction that was proposed.
    """
    payload = common_pb2.Payload.FromString(prepared.payload)
    action = endorsed_action(payload)
    called = proposal_pb2.ChaincodeProposalPayload.FromString(action.chaincode_proposal_payload)
    same_header = (payload.header.channel_header, payload.header.signature_header) == (
        proposal.header.channel_header,
        proposal.header.signature_header,
    )
    if not same_header or called.input != proposal.input:
        raise ValueError("the peer prepared another transaction than the proposed one")
    return common_pb2.Envelope(payload=prepared.payload, signature=proposal.context.sign(prepared.payload))


def endorsed_action(payload: Any) -> Any:
    """The ``ChaincodeActionPayload`` of a transaction's payload."""
    transaction = transaction_pb2.Transaction.FromString(payload.data)
    return transaction_pb2.ChaincodeActionPayload.FromString(transaction.actions[0].payload)


def block_hash(number: int, previous: bytes, data: bytes) -> str:
    """A block's hash, lowercase hex: SHA-256 over the ASN.1 of (number, previous hash, data hash)."""
    integer = number.to_bytes(number.bit_length() // 8 + 1, "big")
    body = b"".join(bytes((tag, len(part))) + part for tag, part in ((2, integer), (4, previous), (4, data)))
    return hashlib.sha256(bytes((0x30, len(body))) + body).hexdigest()
