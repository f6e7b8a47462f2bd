"""Is the network ready? It is when a transaction goes through: endorsed, ordered, committed as valid.

Services that listen are not enough: after a start some seconds pass until the peers have told each other what
they hold, and until then nothing can be endorsed.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from loc_desktop.contract.rulebook.document import shipped_document
from loc_network.errors import NetworkError
from loc_network.hosts.gateway import AdminGateway
from loc_network.hosts.nodes import tls_root
from loc_network.layout import Layout
from loc_network.topology import Channel, Organisation, Topology

SLOTS = 64


@dataclass(frozen=True)
class ReadyCheck:
    """One organisation's gateway, one channel, one contract."""

    layout: Layout
    topology: Topology
    channel: Channel
    organisation: Organisation
    contract: str

    def gateway(self) -> AdminGateway:
        """A connection to the organisation's first peer, as its administrator."""
        peer = self.organisation.peer_names()[0]
        address = self.topology.listen_address(self.organisation.name)
        return AdminGateway(
            f"{address}:{self.layout.port(peer)}",
            tls_root(self.layout, self.organisation.name),
            self.organisation.msp_id,
            self.layout.admin_msp(self.organisation.name),
        )

    def begin(self, end: float) -> None:
        """Set the contract up, once in a channel's life, by its first member's administrator."""
        step = f"begun {self.channel.name} {self.contract}"
        if self.contract == "loc" and not self.layout.done(step):
            config: dict[str, Any] = {
                "channel": self.channel.name,
                "slots": SLOTS,
                "zone": self.channel.zone,
                "at_window": self.channel.window,
            }
            if self.channel.demonstration:
                config["clock"] = "events"
            # One document for all: whatever files each organisation's contract service has.
            self._until(end, "init", [config, shipped_document()], done="contract.initialised")
            self.layout.mark(step)

    def passes(self, end: float) -> None:
        """Submit a transaction that changes nothing that matters until one goes through or time is up."""
        if self.contract == "floor":
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            self._until(end, "write", [f"ready-{self.organisation.name}", now])
        else:
            self._until(end, "query", ["config", {}])

    def _until(self, end: float, function: str, arguments: list[Any], done: str = "") -> None:
        gateway = self.gateway()
        text = json.dumps(arguments, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        while True:
            try:
                # A follower that loses its leader loses what it was about to pass on, without a word:
                # rather ask again soon than wait long. What is asked here may be done twice.
                seconds = min(5.0, max(2.0, end - time.monotonic()))
                gateway.submit(self.channel.name, self.contract, function, [text], seconds)
                return
            except NetworkError as error:
                if done and done in error.problem:
                    return
                if time.monotonic() > end:
                    raise NetworkError(
                        "No transaction goes through {name} on {name2}: {why}",
                        "Run `loc-network doctor`.",
                        name=self.organisation.name,
                        name2=self.channel.name,
                        why=error,
                    ) from error
                time.sleep(0.25)
