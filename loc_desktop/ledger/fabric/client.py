"""The Fabric ledger: one channel of a network, through the user's own peer.

Implements :class:`loc_desktop.ledger.api.Ledger`. Import lazily: grpc and hfc are loaded here.
"""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import grpc
import orjson
from fabric_protos.common import common_pb2

from loc_desktop.contract.state import Json
from loc_desktop.ledger.api import Block, ConnectError, EndorseError, Health, LedgerError, Transaction, User
from loc_desktop.ledger.fabric import sdk
from loc_desktop.ledger.fabric.blocks import parse_block, read_block
from loc_desktop.ledger.fabric.gateway import Deadlines, Gateway
from loc_desktop.ledger.fabric.profile import Profile
from loc_desktop.ledger.fabric.submission import FabricSubmission, Link, endorse_may_repeat, retrying
from loc_desktop.script import canonical

_TICK = 0.2
"""Seconds between two looks at ``stopped()`` while no block comes."""

_AHEAD = 256
"""Blocks read ahead of the one being digested."""


class FabricLedger:
    """One channel of a Fabric network as ``user`` sees it. Thread-safe; one gRPC connection.

    ``user`` signs the queries of blocks and the stream of new ones; ``submit``, ``evaluate`` take their own.
    ``known_id`` is the ledger's id where it is known from before, so that it can be told offline.
    """

    def __init__(
        self,
        profile: Profile,
        user: User,
        channel: str = "",
        *,
        contract: str = "",
        deadlines: Deadlines | None = None,
        known_id: str = "",
    ) -> None:
        self._profile = profile
        self._user = user
        self._channel = channel or profile.channels[0]
        if self._channel not in profile.channels:
            raise ConnectError(
                "fabric.channel",
                params={"channel": self._channel},
            )
        self._contract = contract or profile.contract
        self._deadlines = deadlines or Deadlines()
        self._id = known_id
        self._grpc = sdk.open_channel(profile.peers[0])
        self._chain = sdk.Chain(
            self._channel, sdk.ConnectedPeer(profile.peers[0], self._grpc, self._deadlines.evaluate)
        )
        self._gateway = Gateway(profile.peers[0], profile.msp_id, self._grpc, self._channel)
        self._link = Link(self._gateway, self._channel, self._contract, self._deadlines, self.transaction)
        self._streams: set[Any] = set()
        self._closed = threading.Event()

    @property
    def id(self) -> str:
        """``fabric-`` and the beginning of block 0's hash. Raises ConnectError where it is not known yet."""
        if not self._id:
            self._id = f"fabric-{self.block(0).hash[:16]}"
        return self._id

    @property
    def channel(self) -> str:
        return self._channel

    @property
    def profile(self) -> Profile:
        return self._profile

    def submit(self, fn: str, args: list[Json], user: User) -> FabricSubmission:
        """Endorse and order one contract transaction. Raises EndorseError, SubmitError, ConnectError."""
        submission = FabricSubmission(self._link, fn, args, user)
        submission.start()
        return submission

    def evaluate(self, fn: str, args: list[Json], user: User) -> Json:
        """Run a contract query on the user's own peer. Raises EndorseError, ConnectError."""
        arguments = [canonical.encode(args)]
        deadline = self._deadlines.evaluate
        payload = b""
        for attempt in retrying(deadline, endorse_may_repeat):
            with attempt:
                proposal = sdk.propose(self._channel, self._contract, fn, arguments, user)
                payload = self._gateway.evaluate(proposal, deadline)
        return orjson.loads(payload) if payload else None

    def height(self) -> int:
        """The number of blocks. Raises ConnectError."""
        return int(self._query(lambda: self._chain.info(self._user)).height)

    def block(self, number: int) -> Block:
        """Raises KeyError if there is no such block, ConnectError."""
        try:
            data = self._query(lambda: self._chain.block(number, self._user))
        except sdk.QueryError as error:
            raise KeyError(number) from error
        return parse_block(data, self._contract)

    def transaction(self, tx_id: str) -> Transaction | None:
        """The transaction as its block has it, None if no block holds it. Raises ConnectError."""
        try:
            data = self._query(lambda: self._chain.block_of(tx_id, self._user))
        except sdk.QueryError:
            return None
        copies = [part for part in parse_block(data, self._contract).transactions if part.id == tx_id]
        # Of an id that was sent twice, the first counts; the other is void as DUPLICATE_TXID.
        return copies[0] if copies else None

    def follow(self, start: int, stopped: Callable[[], bool]) -> Iterator[Block]:
        """Blocks from ``start`` on, in order, without gap or repeat, then new ones as they come.

        Reconnects by itself, with growing pauses. Ends when ``stopped()`` or the ledger is closed. Raises
        EndorseError where the peer refuses this user.
        """
        following, failures = start, 0
        while not stopped() and not self._closed.is_set():
            for block in self._stream(following, stopped):
                if block.number != following:  # a peer that skips or repeats is not believed
                    break
                yield block
                following, failures = following + 1, 0
            failures += 1
            self._pause(min(0.1 * 2**failures, 5.0) * random.uniform(0.5, 1.0), stopped)

    def health(self) -> Health:
        """Height, time of the last block; never raises."""
        peer = self._profile.peers[0]
        details: dict[str, Any] = {
            "network": self._profile.name,
            "channel": self._channel,
            "organisation": self._profile.organisation,
            "peer": peer.name,
            "endpoint": peer.endpoint,
        }
        begun = time.monotonic()
        try:
            height = self.height()
            last = self.block(height - 1)
        except LedgerError as error:
            details.update(error.details)
            return Health(False, 0, "", error.trouble, details)
        details["milliseconds"] = round((time.monotonic() - begun) * 1000)
        return Health(True, height, last.at, None, details)

    def close(self) -> None:
        """End the streams and the connection."""
        self._closed.set()
        for stream in tuple(self._streams):
            stream.cancel()
        self._grpc.close()

    def _query(self, ask: Callable[[], Any]) -> Any:
        """A query of the chain, with the gateway's errors and a short patience for a peer that is away."""
        for attempt in retrying(self._deadlines.evaluate, endorse_may_repeat):
            with attempt:
                try:
                    return ask()
                except grpc.RpcError as error:
                    raise self._gateway.query_error(error) from error
                except ValueError as error:  # grpc's way of saying that the channel is closed
                    raise ConnectError("fabric.closed") from error
        raise AssertionError("unreachable: tenacity returns or raises")

    def _stream(self, start: int, stopped: Callable[[], bool]) -> Iterator[Block]:
        """One connection's blocks, read and decoded in a thread; ends where the connection does."""
        try:
            stream = self._chain.deliver(start, self._user)
        except ValueError:
            return
        self._streams.add(stream)
        received: queue.Queue[Block | EndorseError | None] = queue.Queue(_AHEAD)
        ended = threading.Event()

        def hand(item: Block | EndorseError | None) -> None:
            while not ended.is_set():
                with suppress(queue.Full):
                    received.put(item, timeout=_TICK)
                    return

        def read() -> None:
            try:
                for response in stream:
                    if response.WhichOneof("Type") != "block":
                        if response.status == common_pb2.FORBIDDEN:
                            hand(_forbidden(self._profile.peers[0].name))
                        break
                    hand(read_block(response.block, self._contract))
            except (grpc.RpcError, ValueError):
                pass  # the connection ended; follow() opens the next one
            finally:
                hand(None)

        thread = threading.Thread(target=read, name="fabric-blocks", daemon=True)
        thread.start()
        try:
            while not stopped() and not self._closed.is_set():
                try:
                    item = received.get(timeout=_TICK)
                except queue.Empty:
                    continue
                if item is None:
                    return
                if isinstance(item, EndorseError):
                    raise item
                yield item
        finally:
            ended.set()
            stream.cancel()
            self._streams.discard(stream)

    def _pause(self, seconds: float, stopped: Callable[[], bool]) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not stopped() and not self._closed.wait(_TICK / 2):
            pass


def _forbidden(peer: str) -> EndorseError:
    return EndorseError(
        "fabric.denied",
        params={"peer": peer},
    )
