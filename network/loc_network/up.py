"""Bringing a network up, from nothing or from where it was, on one machine or on one of several.

Every step is recorded when it is done, so that `up` may be run again after anything: it does what is missing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from loc_network import channel as channels
from loc_network import endorsement, exchange, lifecycle
from loc_network.errors import NetworkError
from loc_network.hosts import nodes, processes, ready
from loc_network.hosts.programs import Programs
from loc_network.layout import Layout
from loc_network.membership import identities, profiles
from loc_network.topology import Channel, Contract, OrdererOrganisation, Organisation, Participant, Topology

T = TypeVar("T")
# What Fabric says while no orderer serves the channel yet, or none leads.
_NO_ORDERER = (
    "channel does not exist",
    "SERVICE_UNAVAILABLE",
    "failed to create new connection",
    "NOT_FOUND",
)


@dataclass
class Up:
    """One run of `up`. `report` gets a line for each step; `seconds` is how long to wait for other
    machines."""

    layout: Layout
    programs: Programs
    topology: Topology
    report: Callable[[str], None] = field(default=lambda _: None)
    seconds: float = 120.0
    service: tuple[str, ...] = lifecycle.SERVICE

    def __post_init__(self) -> None:
        host = self.layout.host
        self.here: list[Organisation] = [o for o in self.topology.organisations if host in (None, o.host)]
        self.ordering: list[OrdererOrganisation] = [
            o for o in self.topology.orderer_organisations if host in (None, o.host)
        ]
        self.everyone_here: list[Participant] = [*self.ordering, *self.here]
        if not self.everyone_here:
            raise NetworkError(
                "No organisation of this topology is on the host {host}.",
                "Its hosts are: {names}.",
                host=repr(host),
                names=", ".join(h.name for h in self.topology.hosts),
            )

    # The whole

    def run(self) -> float:
        """Bring everything of this host up; returns the seconds it took until transactions went through."""
        began = time.monotonic()
        fresh = not self.layout.done("ready")
        self._ports()
        self._each(self._start_organisation, self.everyone_here)
        self.report("nodes and contract services are started")
        self._gather()
        self._each(self._orderer_joins, [(o, n) for o in self.ordering for n in o.orderer_names()])
        self._each(self._peer_joins, [(o, p) for o in self.here for p in o.peer_names()])
        self.report("orderers and peers are on their channels")
        self._each(self._vote, self.here)
        for channel in self.topology.channels:
            for name in channel.contracts:
                self._commit(channel, self.topology.contract(name))
        self._each(
            self._service_listens, [(o, c) for o in self.here for c in self.topology.contracts_of(o.name)]
        )
        self.report("contracts are agreed on; waiting for a transaction to go through")
        self._ready()
        self.layout.mark("ready")
        self.invite()
        seconds = time.monotonic() - began
        self.report(f"ready {'from nothing' if fresh else 'again'} in {seconds:.1f} s")
        return seconds

    def _each(self, work: Callable[[T], None], items: Iterable[T]) -> None:
        """Do `work` on all items at once; the first error is raised when all have ended."""
        with ThreadPoolExecutor(max_workers=8) as pool:
            for job in [pool.submit(work, item) for item in items]:
                job.result()

    def begin(self, organisation: Organisation) -> None:
        """Only an organisation's own nodes, before it is a member of anything."""
        self._ports()
        self._start_organisation(organisation)

    def rejoin(self, organisation: Organisation, peer: str) -> None:
        """A peer without a ledger: onto its channels, up to their newest block, contracts installed."""
        self._start_organisation(organisation)
        self._peer_joins((organisation, peer))
        for channel in self.topology.channels:
            if organisation.name in channel.members:
                self._catch_up(channel, organisation, peer)
        self._install(organisation)

    # Its steps

    def _ports(self) -> None:
        wanted: dict[str, tuple[str, ...]] = {}
        for organisation in self.everyone_here:
            wanted |= nodes.ports_wanted(organisation)
        for member in self.here:
            for name in self.topology.contracts_of(member.name):
                wanted[lifecycle.service_node(member.name, self.topology.contract(name))] = ("grpc",)
        for organisation in self.everyone_here:
            nodes.check_address(self.topology, organisation)
        self.layout.allocate(wanted, self.topology.base_port, self.topology.ports)
        for node in wanted:
            for purpose, port in nodes.taken_ports(self.layout, self.topology, node):
                raise NetworkError(
                    "Port {port} ({purpose} of {node}) is taken by another program.",
                    "End that program (`ss -ltnp 'sport = :{port}'` names it), then run `up` again.",
                    port=port,
                    purpose=purpose,
                    node=node,
                )

    def _start_organisation(self, organisation: Participant) -> None:
        secret = nodes.start_ca(self.layout, self.programs, self.topology, organisation.name)
        identities.make(self.layout, self.topology, organisation, secret)
        exchange.publish(self.layout, self.topology, organisation)
        if isinstance(organisation, Organisation):
            for peer in organisation.peer_names():
                nodes.start_peer(self.layout, self.programs, self.topology, organisation, peer)
            for name in self.topology.contracts_of(organisation.name):
                self.start_service(organisation, self.topology.contract(name))
        else:
            for orderer in organisation.orderer_names():
                nodes.start_orderer(self.layout, self.programs, self.topology, organisation, orderer)

    def start_service(self, organisation: Organisation, contract: Contract) -> None:
        """Start the organisation's service of a contract (nothing happens when it runs)."""
        lifecycle.start_service(self.layout, self.topology, organisation, contract, self.service)

    def _gather(self) -> None:
        exchange.gather(self.layout, self.topology, self.seconds)
        founder = self.topology.orderer_organisations[0]
        for channel in self.topology.channels:
            shown = self.layout.exchange / "channels" / f"{channel.name}.block"
            if founder in self.ordering and not shown.is_file():
                channels.make_genesis(self.layout, self.programs, self.topology, channel, shown)
            exchange.take_block(self.layout, channel.name, self.seconds)

    def _listening(self, organisation: str, node: str, purpose: str = "grpc") -> None:
        address = "127.0.0.1" if purpose == "admin" else self.topology.listen_address(organisation)
        processes.wait_listening(self.layout, node, self.layout.port(node, purpose), address)

    def _orderer_joins(self, item: tuple[OrdererOrganisation, str]) -> None:
        organisation, orderer = item
        self._listening(organisation.name, orderer, "admin")
        for channel in self.topology.channels:
            step = f"joined {channel.name} by {orderer}"
            if not self.layout.done(step):
                channels.join_orderer(self.layout, self.programs, organisation.name, orderer, channel.name)
                self.layout.mark(step)

    def _peer_joins(self, item: tuple[Organisation, str]) -> None:
        organisation, peer = item
        self._listening(organisation.name, peer)
        for channel in self.topology.channels:
            step = f"joined {channel.name} by {peer}"
            if organisation.name in channel.members and not self.layout.done(step):
                channels.join_peer(self.layout, self.programs, organisation, peer, channel.name)
                self.layout.mark(step)

    def _vote(self, organisation: Organisation) -> None:
        """Install what the organisation's channels run, and approve it where it is not agreed on yet."""
        self._install(organisation)
        for channel in self.topology.channels:
            for name in channel.contracts if organisation.name in channel.members else ():
                self._approve(channel, organisation, self.topology.contract(name))

    def _install(self, organisation: Organisation) -> None:
        contracts = [self.topology.contract(name) for name in self.topology.contracts_of(organisation.name)]
        for peer in organisation.peer_names():
            lifecycle.install(self.layout, self.programs, self.topology, organisation, peer, contracts)

    def _approve(self, channel: Channel, organisation: Organisation, contract: Contract) -> None:
        sequence = self.sequence(channel, contract)
        step = lifecycle.approval(self.layout, self.topology, channel, organisation, contract, sequence)
        if self.layout.done(step):
            return
        # A peer that has just joined may be many blocks behind, and would approve on a state of long ago.
        self._ordered(partial(self._catch_up, channel, organisation, organisation.peer_names()[0]))
        self._ordered(
            partial(
                lifecycle.approve, self.layout, self.programs, self.topology, channel, organisation,
                contract, sequence,
            )
        )  # fmt: skip
        self.layout.mark(step)

    def _catch_up(self, channel: Channel, organisation: Organisation, peer: str) -> None:
        """Wait until a peer holds the block that was the newest when this was called."""
        newest = channels.newest(self.layout, self.programs, self.topology, channel, organisation)
        end = time.monotonic() + self.seconds
        while channels.height(self.layout, self.programs, organisation, peer, channel.name) <= newest:
            if time.monotonic() > end:
                raise NetworkError(
                    "{peer} does not catch up on {name}.",
                    "Read `loc-network logs {peer}`.",
                    peer=peer,
                    name=channel.name,
                )
            time.sleep(0.2)

    def _ordered(self, work: Callable[[], None]) -> None:
        """Do what needs an orderer, as soon as there is one: it may be on a host that is not as far as
        this."""
        end = time.monotonic() + self.seconds
        while True:
            try:
                return work()
            except NetworkError as error:
                if time.monotonic() > end or not any(sign in error.problem for sign in _NO_ORDERER):
                    raise
            time.sleep(0.3)

    def sequence(self, channel: Channel, contract: Contract) -> int:
        """The number of the definition that brings this version: one more than that of another version."""
        known = self.layout.value(f"committed {channel.name} {contract.name}")
        if known is None:
            return 1
        return int(known["sequence"]) + int(known["version"] != contract.version)

    def _commit(self, channel: Channel, contract: Contract) -> None:
        """The first member commits; the other machines wait until they see it."""
        step = f"committed {channel.name} {contract.name}"
        known = self.layout.value(step)
        members = [o for o in self.here if o.name in channel.members]
        if not members or (known is not None and known["version"] == contract.version):
            return
        sequence = self.sequence(channel, contract)
        if channel.members[0] == members[0].name:
            agreed = self._await_approvals(channel, members[0], contract, sequence)
            self._ordered(
                partial(
                    lifecycle.commit, self.layout, self.programs, self.topology, channel, members[0],
                    contract, sequence, agreed,
                )
            )  # fmt: skip
        end = time.monotonic() + self.seconds
        while True:
            committed = lifecycle.committed(self.layout, self.programs, channel, members[0], contract.name)
            if committed is not None and committed.sequence >= sequence:
                break
            if time.monotonic() > end:
                raise NetworkError(
                    "{name} {version} was not committed on {name2}.",
                    "Run `up` on the host of {members}.",
                    name=contract.name,
                    version=contract.version,
                    name2=channel.name,
                    members=channel.members[0],
                )
            time.sleep(0.3)
        self.layout.mark(step, {"version": committed.version, "sequence": committed.sequence})

    def _await_approvals(
        self, channel: Channel, organisation: Organisation, contract: Contract, sequence: int
    ) -> tuple[str, ...]:
        """Wait for everyone's approval; enough of them (`endorsement.agreed`) go on without the others.
        Returns who did."""
        if all(self.layout.is_here(name) for name in channel.members):
            return channel.members
        end = time.monotonic() + self.seconds
        while True:
            votes = lifecycle.approvals(self.layout, self.programs, channel, organisation, contract, sequence)
            agreed = tuple(name for name in channel.members if votes.get(name))
            missing = ", ".join(name for name in channel.members if not votes.get(name))
            if not missing:
                return agreed
            if time.monotonic() > end:
                if not endorsement.agreed(self.topology, channel, agreed):
                    raise NetworkError(
                        "{missing} did not approve {name} on {name2}.",
                        "Run `up` on their hosts.",
                        missing=missing,
                        name=contract.name,
                        name2=channel.name,
                    )
                self.report(f"{missing} did not approve {contract.name} in time; enough did")
                return agreed
            time.sleep(0.3)

    def _service_listens(self, item: tuple[Organisation, str]) -> None:
        organisation, name = item
        self._listening(
            organisation.name, lifecycle.service_node(organisation.name, self.topology.contract(name))
        )

    def _ready(self) -> None:
        """A transaction of every contract goes through the gateway of every organisation here."""
        checks = [
            ready.ReadyCheck(self.layout, self.topology, channel, organisation, contract)
            for channel in self.topology.channels
            for contract in channel.contracts
            for organisation in self.here
            if organisation.name in channel.members
        ]
        end = time.monotonic() + self.seconds
        first = [c for c in checks if c.organisation.name == c.channel.members[0]]
        self._each(lambda check: check.begin(end), first)
        self._each(lambda check: check.passes(end), checks)

    def invite(self) -> None:
        """Profiles always (addresses may have been added), first users once."""
        for organisation in self.here:
            profiles.write_profile(self.layout, self.topology, organisation)
        new = [o for o in self.here if not self.layout.done(f"invited {o.name}")]
        if not new:
            return
        made: list[profiles.Invitation] = []
        with ThreadPoolExecutor(max_workers=8) as pool:
            for invitations in pool.map(lambda o: profiles.invite_first(self.layout, self.topology, o), new):
                made += invitations
        profiles.record(self.layout, made)
        for organisation in new:
            self.layout.mark(f"invited {organisation.name}")
