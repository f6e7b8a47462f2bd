"""Changes of a running network: peers, organisations, contract versions, certificates, revocations."""

from __future__ import annotations

import re
import shutil
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from fabric_protos.common import common_pb2, configtx_pb2
from fabric_protos.msp import identities_pb2

from loc_network import channel as channels
from loc_network import endorsement, exchange, lifecycle
from loc_network.control import Network
from loc_network.errors import NetworkError
from loc_network.hosts import nodes, processes
from loc_network.layout import read_json, write, write_json
from loc_network.membership import ca, identities, msp, profiles
from loc_network.topology import Channel, Host, Organisation, Topology
from loc_network.topology_checks import check

RENEW_WITHIN_DAYS = 30.0
REASONS = (
    "unspecified",
    "keycompromise",
    "affiliationchanged",
    "superseded",
    "cessationofoperation",
    "privilegewithdrawn",
)
"""Why a user's certificates are revoked (RFC 5280, section 5.3.1; those that concern users for good)."""

_USER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


def add_peer(network: Network, organisation: str) -> str:
    """One more peer for an organisation of this host; returns its name once it is on its channels."""
    with network.layout.locked():
        before = network.layout.topology()
        _must_be_here(network, before, organisation)
        after = before.with_peer(organisation)
        # Everything `up` does is done once only: bringing up the larger network adds just the peer.
        network.bringing_up(after).run()
        network.layout.save_topology(after)
        return after.organisation(organisation).peer_names()[-1]


def add_organisation(
    network: Network,
    name: str,
    role: str,
    *,
    only: tuple[str, ...] = (),
    host: str | None = None,
    address: str | None = None,
    display: str = "",
) -> str | None:
    """A new member for the channels `only` (default: all); `display` is its name for people.

    On one machine all administrators are here: the organisation is a member when this returns None.
    Where they are on several machines, the update waits in the exchange folder and its name is returned:
    it is submitted by the `sign` after which enough have signed (`endorsement.agreed`).
    """
    with network.layout.locked():
        before = network.layout.topology()
        names = only or tuple(c.name for c in before.channels)
        for channel_name in names:
            before.channel(channel_name)
        if all(name in before.channel(channel_name).members for channel_name in names):
            raise NetworkError(
                "{name} is a member of {names} already.",
                "`add-peer` gives it one more peer.",
                name=name,
                names=", ".join(names),
            )
        where = host or network.layout.host or before.hosts[0].name
        organisation = Organisation(name, role, where, display=display)
        after = check(with_host(before, where, address).with_organisation(organisation, names))
        up = network.bringing_up(after)
        if where == (network.layout.host or where):
            up.begin(organisation)
        exchange.wait_for([network.layout.exchange / "orgs" / f"{name}.json"], network.seconds)
        msp.write_public(
            network.layout.org(name) / "msp", exchange.entry(network.layout, name)["root"].encode()
        )
        notes = network.layout.exchange / "updates"
        waiting = []
        for channel_name in names:
            update = channels.propose(
                network.layout,
                up.programs,
                before,
                before.channel(channel_name),
                channels.joining(network.layout, up.programs, after, after.channel(channel_name), name),
            )
            _tell(network, after, channel_name, name)
            if update is not None:
                write(notes / f"{name}.{channel_name}.pb", update)
                waiting.append(channel_name)
        write_json(
            notes / f"{name}.json",
            {
                **asdict(organisation),
                "address": after.address(where),
                "channels": list(names),
                "waiting": waiting,
            },
        )
        complete = _sign(network, before, name)
        if complete:
            _adopt(network, after)
        return None if complete else name


def sign(network: Network, name: str) -> bool:
    """Sign, as every organisation of this host, the update that lets organisation `name` in.

    True when enough have then signed and the update was submitted, or when it had been before: this host
    has then taken the new member into its topology.
    """
    with network.layout.locked():
        note = read_json(network.layout.exchange / "updates" / f"{name}.json", None)
        if note is None:
            raise NetworkError(
                "No update for {name} waits in {exchange}.",
                "Run `add-org` on a member's host and copy the exchange folder here.",
                name=name,
                exchange=network.layout.exchange / "updates",
            )
        before = network.layout.topology()
        complete = _sign(network, before, name)
        organisation = Organisation(
            note["name"], note["role"], note["host"], note["peers"], note.get("display", "")
        )
        grown = with_host(before, note["host"], note["address"])
        after = check(grown.with_organisation(organisation, tuple(note["channels"])))
        for channel_name in note["channels"]:
            _tell(network, after, channel_name, name)
        if complete and after != before:
            _adopt(network, after)
        return complete


def _tell(network: Network, after: Topology, channel: str, name: str) -> None:
    said = endorsement.what_joining_changes(after, after.channel(channel), name)
    network.report(f"channel {channel}: {said}")


def _sign(network: Network, topology: Topology, name: str) -> bool:
    notes = network.layout.exchange / "updates"
    note = read_json(notes / f"{name}.json", {})
    programs = network.bringing_up().programs
    still = []
    for channel_name in note["waiting"]:
        channel = topology.channel(channel_name)
        path = notes / f"{name}.{channel_name}.pb"
        local = [
            topology.organisation(m)
            for m in channel.members
            if network.layout.host in (None, topology.host_of(m))
        ]
        for organisation in local:
            if organisation.msp_id in signers_of(path):
                continue
            if endorsement.agreed(topology, channel, [*signers_of(path), organisation.name]):
                channels.submit(network.layout, programs, topology, channel, organisation, path)
                break
            channels.sign(network.layout, programs, organisation, path)
        else:
            still.append(channel_name)
    if still != note["waiting"]:
        write_json(notes / f"{name}.json", {**note, "waiting": still})
    return not still


def signers_of(update: Path) -> list[str]:
    """The MSP ids that have signed a channel update so far."""
    envelope = common_pb2.Envelope.FromString(update.read_bytes())
    payload = common_pb2.Payload.FromString(envelope.payload)
    signers = []
    for signature in configtx_pb2.ConfigUpdateEnvelope.FromString(payload.data).signatures:
        header = common_pb2.SignatureHeader.FromString(signature.signature_header)
        signers.append(str(identities_pb2.SerializedIdentity.FromString(header.creator).mspid))
    return signers


def _adopt(network: Network, after: Topology) -> None:
    """Take a larger topology as ours: the contract services learn the new member's role, `up` does the
    rest."""
    network.layout.save_topology(after)
    services = [n for n in processes.known(network.layout) if n.startswith("contract-")]
    processes.stop(network.layout, services)
    network.bringing_up().run()


def with_host(topology: Topology, name: str, address: str | None) -> Topology:
    """The topology with one more host; NetworkError when it is new and has no address."""
    if any(h.name == name for h in topology.hosts):
        return topology
    if not address:
        raise NetworkError("The host {name} is new.", "Give its address with --address.", name=name)
    return replace(topology, hosts=(*topology.hosts, Host(name, address)))


def upgrade(network: Network, contract: str, version: str) -> None:
    """The next version of a contract by the lifecycle: install, approve, commit, then the old service ends.

    On several machines this is run on each; the first member's host commits when the others have approved.
    """
    with network.layout.locked():
        before = network.layout.topology()
        old = before.contract(contract)
        if old.version == version:
            raise NetworkError(
                "{contract} is at version {version} already.",
                "Name a new version.",
                contract=contract,
                version=version,
            )
        after = check(before.with_version(contract, version))
        network.bringing_up(after).run()
        network.layout.save_topology(after)
        processes.stop(
            network.layout,
            [
                lifecycle.service_node(o.name, old)
                for o in before.organisations
                if network.layout.host in (None, o.host)
            ],
        )


def rebuild(network: Network, peer: str) -> tuple[str, ...]:
    """Give a peer whose ledger is damaged or lost a new one: it takes every block from the orderers again.

    Its certificates and keys stay. Returns the contracts that its organisation must approve anew, by an
    `upgrade`, before it can run them: approvals are private data of an organisation's own peers, which no
    block brings back. With a second peer there are none, because that one hands them over.
    """
    with network.layout.locked():
        topology = network.layout.topology()
        owner = next((o for o in topology.organisations if peer in o.peer_names()), None)
        if owner is None:
            raise NetworkError(
                "There is no peer {peer}.", "`loc-network status` names them.", peer=repr(peer)
            )
        _must_be_here(network, topology, owner.name)
        processes.stop(network.layout, [peer])
        shutil.rmtree(network.layout.node(owner.name, peer) / "data", ignore_errors=True)
        network.layout.unmark(lambda step: step.endswith(f" by {peer}"))
        up = network.bringing_up()
        up.rejoin(owner, peer)
        if len(owner.peer_names()) == 1:
            return topology.contracts_of(owner.name)
        up.run()
        return ()


def add_user(
    network: Network, organisation: str, name: str, *, registrar: bool = False
) -> profiles.Invitation:
    """Register one more desktop user of an organisation; the one-time secret is also in
    users/enrolment.json."""
    with network.layout.locked():
        if not _USER.fullmatch(name):
            raise NetworkError(
                "{name} cannot name a user.",
                "Use letters, digits, '.', '_', '@' and '-', a letter or digit first, at most 64.",
                name=repr(name),
            )
        topology = network.layout.topology()
        _must_be_here(network, topology, organisation)
        invitation = profiles.invite(
            network.layout, topology, topology.organisation(organisation), name, registrar=registrar
        )
        profiles.record(network.layout, [invitation])
        return invitation


def revoke(network: Network, organisation: str, name: str, reason: str = "unspecified") -> int:
    """Revoke an identity at its CA and put the revocation list onto every channel of the organisation.

    Returns how many certificates were revoked. From then on every peer refuses what they sign.
    """
    with network.layout.locked():
        topology = network.layout.topology()
        _must_be_here(network, topology, organisation)
        own = identities.authority(network.layout, topology, organisation)
        registrar = own.registrar()
        count = own.revoke(registrar, name, reason)
        publish_revocations(network, topology, organisation)
        return count


def publish_revocations(network: Network, topology: Topology, organisation: str) -> None:
    """The CA's present revocation list, onto the channels."""
    own = identities.authority(network.layout, topology, organisation)
    crl = own.revocation_list(own.registrar())
    x509.load_pem_x509_crl(crl)  # refuse to put anything else there
    up = network.bringing_up()
    member = topology.organisation(organisation)

    def change(config: Any) -> None:
        channels.set_revocations(config, organisation, crl)

    for channel in _channels_of(topology, organisation):
        # Its own MSP is what an organisation may change alone.
        channels.apply(network.layout, up.programs, topology, channel, change, [member])


def _channels_of(topology: Topology, organisation: str) -> list[Channel]:
    return [c for c in topology.channels if organisation in c.members]


def renew(network: Network, within_days: float = RENEW_WITHIN_DAYS) -> list[str]:
    """Renew every certificate of this host that expires within so many days; returns whose.

    Keys stay (so orderers need no change of the channel). One organisation after the other is restarted,
    orderers one at a time, each when transactions go through again: the network never stops. For a
    bank that is the only one transactions wait.

    Where one has expired already it stands still anyway: all are made new first, with the same keys, by the
    CA that is on this host as well, then everything is started.
    """
    renewed: list[str] = []
    with network.layout.locked():
        topology = network.layout.topology()
        up = network.bringing_up(topology)
        everyone = [o.name for o in up.everyone_here]
        if late := [o for name in everyone for o, p in _ending(network, name, 0.0)]:
            network.report(f"expired already: {', '.join(late)}; the network is stopped for it")
            processes.stop(network.layout, processes.known(network.layout))
            for organisation in everyone:
                renewed += _revive(network, topology, organisation, within_days)
            up.run()
            return renewed
        for organisation in everyone:
            restart: list[str] = []
            for owner, path in _ending(network, organisation, within_days):
                restart += _renew_one(network, topology, organisation, path)
                renewed.append(owner)
            for group in _one_by_one(restart):
                network.report(f"restarting {', '.join(group)}")
                processes.stop(network.layout, group)
                up.run()
    return renewed


def _ending(network: Network, organisation: str, within_days: float) -> list[tuple[str, Path]]:
    """Whose certificates, in which files, end within so many days (0: have ended)."""
    return [
        (owner, path)
        for owner, path in identities.renewables(network.layout, organisation)
        if msp.days_left(path) <= within_days
    ]


def _revive(network: Network, topology: Topology, organisation: str, within_days: float) -> list[str]:
    """Certificates that have expired, and those that will, made anew for the same keys; returns whose.

    An expired certificate cannot ask for its successor: its owner is enrolled again with a new secret, the
    registrar with the secret in the CA's own configuration.
    """
    layout = network.layout
    programs = network.bringing_up(topology).programs
    ending = _ending(network, organisation, within_days)
    for owner, path in ending:
        if owner.startswith("ca."):
            path.unlink()  # see _renew_one
    secret = nodes.start_ca(layout, programs, topology, organisation)
    own = identities.authority(layout, topology, organisation)
    registrar = layout.org(organisation) / "registrar" / "msp"
    if msp.days_left(registrar / "signcerts" / "cert.pem") <= 0:
        fresh = own.enrol(ca.BOOTSTRAP, secret, msp.load_key(registrar / "keystore" / "key.pem"))
        write(registrar / "signcerts" / "cert.pem", fresh.certificate)
    # Identities before transport: the second are asked for by the first.
    for owner, path in sorted(ending, key=lambda owned: owned[1].name == "server.crt"):
        if not owner.startswith("ca.") and msp.days_left(path) <= within_days:
            _renew_one(network, topology, organisation, path)
    return [owner for owner, _ in ending]


def _one_by_one(nodes: list[str]) -> list[list[str]]:
    """Orderers each alone, so that the others keep the majority; the rest of an organisation together."""
    unique = list(dict.fromkeys(nodes))
    orderers = [[node] for node in unique if node.startswith("orderer")]
    rest = [node for node in unique if not node.startswith("orderer")]
    return [*orderers, *([rest] if rest else [])]


def _renew_one(network: Network, topology: Topology, organisation: str, path: Path) -> list[str]:
    """Renew the certificate in `path`; returns the nodes that must be restarted to use it."""
    layout = network.layout
    own = identities.authority(layout, topology, organisation)
    home = layout.org(organisation)
    relative = path.relative_to(home).parts
    if relative[0] == "ca":
        # The server makes itself another one, by its own root, when it starts without.
        path.unlink()
        return [f"ca.{organisation}"]
    name = str(
        x509.load_pem_x509_certificate(path.read_bytes())
        .subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0]
        .value
    )
    address = topology.listen_address(organisation)
    if path.name == "server.crt":
        key = msp.load_key(path.with_name("server.key"))
        folder = home / relative[0] if relative[0] in ("admin",) else home / "nodes" / relative[1]
        holder = ca.Enrolment(key, path.read_bytes()) if relative[0] == "service" else ca.load(folder / "msp")
        profile, hosts = "tls", identities.hosts_of(address, name)
    else:
        key = msp.load_key(path.parent.parent / "keystore" / "key.pem")
        holder, profile, hosts = ca.load(path.parent.parent), "", []
    if msp.ends(holder.certificate) <= datetime.now(UTC):
        secret = own.new_secret(own.registrar(), name)
        fresh = own.enrol(name, secret, key, profile=profile, hosts=hosts)
    else:
        fresh = own.renew(holder, name, key, profile=profile, hosts=hosts)
    write(path, fresh.certificate)
    if relative[0] == "nodes":
        return [relative[1]]
    if relative[:2] == ("service", "client"):
        peers = topology.organisation(organisation).peer_names()
        for peer in peers:
            # What the builder made holds the old certificate; without it the peer has it built again.
            shutil.rmtree(
                layout.node(organisation, peer) / "data" / "externalbuilder" / "builds", ignore_errors=True
            )
        return list(peers)
    if relative[0] == "service":
        return [
            n for n in processes.known(layout) if n.startswith("contract-") and n.endswith(f".{organisation}")
        ]
    return []


def _must_be_here(network: Network, topology: Topology, organisation: str) -> None:
    if all(o.name != organisation for o in topology.participants):
        topology.organisation(organisation)
    if network.layout.host not in (None, topology.host_of(organisation)):
        raise NetworkError(
            "{organisation} lives on the host {host}.",
            "Run this command there.",
            organisation=organisation,
            host=topology.host_of(organisation),
        )
