"""The official Python chaincode shim as this program needs it: three additions, each with its reason.

1. One lock around every write on the stream (:class:`_OneWriter`). The shim answers several transactions at
   once and calls ``context.write`` while another write is under way; gRPC then raises ``TOO_MANY_OPERATIONS``
   and the transaction hangs until the peer's timeout of 30 seconds.
2. Fabric 3.1's batched reads and writes: what the peer offers stands in its READY message, which the shim
   drops. Without them each state call is a round trip of its own.
3. An ERROR answer of the peer is raised (:class:`PeerError`); the shim hands its text out as the value read.

The shim also formats every message for its log whatever the log level, and switches the root logger to DEBUG
when it is imported: the loop over the stream is therefore ours, and :func:`quieten` undoes the latter.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import grpc
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from fabric_chaincode_python.fabric_shim.handler import STATES, Handler
from fabric_chaincode_python.fabric_shim.interfaces import Chaincode
from fabric_chaincode_python.fabric_shim.msg_queue_handler import MsgQueueHandler, QueueMessage
from fabric_protos.peer import chaincode_pb2, chaincode_shim_pb2_grpc
from fabric_protos.peer.chaincode_shim_pb2 import ChaincodeMessage


class PeerError(Exception):
    """The peer refused a state call of the running transaction."""


@dataclass(frozen=True, slots=True)
class Batching:
    """How many keys the peer takes in one message; 0 where it takes single calls only (Fabric before 3.1)."""

    reads: int = 0
    writes: int = 0


class _OneWriter:
    """The stream's context with a lock around ``write``: see item 1 of the module."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._lock = asyncio.Lock()

    async def write(self, message: Any) -> None:
        async with self._lock:
            await self._context.write(message)


class StreamHandler(Handler):  # type: ignore[misc]  # the shim is untyped
    """One peer's stream: the shim's handler with the additions above."""

    def __init__(self, chaincode_id: str, chaincode: Chaincode) -> None:
        super().__init__(chaincode_id, chaincode)
        self.batching = Batching()
        self._asked: set[asyncio.Future[Any]] = set()

    async def chat_with_peer(self, stream: AsyncIterable[Any], context: Any) -> None:
        """Register, then serve the stream until the peer ends it."""
        self.state = STATES.CREATED
        self.context = _OneWriter(context)
        self.msg_queue_handler = MsgQueueHandler(self)
        await self.context.write(
            ChaincodeMessage(type=ChaincodeMessage.REGISTER, payload=self.chaincode_id.SerializeToString())
        )
        try:
            async for message in stream:
                if self.state == STATES.READY and message.type in _ANSWERS:
                    await self.msg_queue_handler.handle_msg_response(message)
                else:
                    # A task each: the stream must go on being read while a transaction waits for its state.
                    self._track_task(self.handle_message(message))
        finally:
            for future in tuple(self._asked):
                future.cancel()

    async def handle_message_established(self, msg: Any) -> None:
        """READY: learn what the peer can do, then as the shim does."""
        if msg.type == ChaincodeMessage.READY and msg.payload:
            offer = chaincode_pb2.ChaincodeAdditionalParams.FromString(msg.payload)
            self.batching = Batching(
                reads=offer.max_size_get_multiple_keys if offer.use_get_multiple_keys else 0,
                writes=offer.max_size_write_batch if offer.use_write_batch else 0,
            )
        await super().handle_message_established(msg)

    async def ask(self, kind: int, payload: bytes, channel: str, tx_id: str) -> bytes:
        """One state call of a transaction: the payload of the peer's answer. Raises :class:`PeerError`."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._asked.add(future)
        try:
            message = ChaincodeMessage(type=kind, payload=payload, txid=tx_id, channel_id=channel)
            await self.msg_queue_handler.queue_msg(QueueMessage(message, kind, future))
            answer = await future
        finally:
            self._asked.discard(future)
        if answer.type == ChaincodeMessage.ERROR:
            raise PeerError(answer.payload.decode(errors="replace"))
        return bytes(answer.payload)


_ANSWERS = (ChaincodeMessage.RESPONSE, ChaincodeMessage.ERROR)


class StreamService(chaincode_shim_pb2_grpc.ChaincodeServicer):  # type: ignore[misc]  # generated, untyped
    """The gRPC service a peer connects to: one :class:`StreamHandler` a connection.

    ``client`` is the public key (DER) of the one who may connect. The authority's signature is not enough: it
    also signs every clerk of the organisation, who could then be a peer to this service. None without TLS.
    """

    def __init__(self, chaincode_id: str, chaincode: Chaincode, client: bytes | None) -> None:
        self._chaincode_id = chaincode_id
        self._chaincode = chaincode
        self._client = client

    async def Connect(self, request_iterator: AsyncIterable[Any], context: Any) -> None:
        if self._client is not None and not _shows(context, self._client):
            await context.abort(grpc.StatusCode.UNAUTHENTICATED, "only the organisation's own peers")
        await StreamHandler(self._chaincode_id, self._chaincode).chat_with_peer(request_iterator, context)


def public_key(certificate: bytes) -> bytes:
    """The public key (DER) of a certificate (PEM). Raises ValueError where it is none."""
    key = x509.load_pem_x509_certificate(certificate).public_key()
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _shows(context: Any, client: bytes) -> bool:
    """Whether the other end of the connection proved, by TLS, that it holds this key."""
    certificates = context.auth_context().get("x509_pem_cert", ())
    return [public_key(certificate) for certificate in certificates] == [client]


Ask = Callable[[int, bytes, str, str], Awaitable[bytes]]


def quieten(level: int = logging.WARNING) -> None:
    """Give the logging back: the shim's import has put its own handlers on the root and ``asyncio`` loggers.

    Warnings of the shim are among what is dropped: it writes one for every message.
    """
    for logger in (logging.getLogger(), logging.getLogger("asyncio")):
        for handler in tuple(logger.handlers):
            logger.removeHandler(handler)
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("asyncio").setLevel(logging.ERROR)
