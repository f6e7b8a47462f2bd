"""What a desktop needs to join: a connection profile for each organisation, one-time enrolment secrets for
its users.

A profile holds no secret: {"name", "organisation", "display", "role", "msp_id", "channels", "contract",
"peers": [{"name", "endpoint", "tls_ca_pem", "hostname"}], "ca": {"url", "name", "tls_ca_pem"},
"msp_root_pems"}. The first peer is the one whose gateway the desktop uses.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from loc_network import exchange
from loc_network.layout import Layout, read_json, write_json
from loc_network.membership.ca import Attribute, ca_name
from loc_network.membership.identities import authority
from loc_network.topology import Organisation, Topology


@dataclass(frozen=True)
class Invitation:
    """A one-time secret with which a desktop enrols: the key is made there and stays there."""

    organisation: str
    role: str
    id: str
    secret: str
    registrar: bool = False


def profile(layout: Layout, topology: Topology, organisation: Organisation) -> dict[str, Any]:
    """The connection profile of an organisation's desktops."""
    shown = exchange.entry(layout, organisation.name)
    channels = [c for c in topology.channels if organisation.name in c.members]
    return {
        "name": topology.name,
        "organisation": organisation.name,
        "display": organisation.title,
        **({"areas": list(organisation.areas)} if organisation.areas else {}),
        "role": organisation.role,
        "msp_id": organisation.msp_id,
        "channels": [c.name for c in channels],
        "contract": channels[0].contracts[0] if channels else "",
        "peers": [
            {
                "name": node["name"],
                "endpoint": f"{node['address']}:{node['port']}",
                "tls_ca_pem": shown["root"],
                "hostname": node["name"],
            }
            for node in shown["nodes"]
        ],
        "ca": {"url": shown["ca_url"], "name": ca_name(organisation.name), "tls_ca_pem": shown["root"]},
        # Who issues this organisation's certificates: a desktop checks its own against it.
        "msp_root_pems": [shown["root"]],
    }


def write_profile(layout: Layout, topology: Topology, organisation: Organisation) -> None:
    """Write the connection profile of an organisation's users."""
    write_json(layout.profile(organisation.name), profile(layout, topology, organisation))


def invite(
    layout: Layout, topology: Topology, organisation: Organisation, name: str, *, registrar: bool = False
) -> Invitation:
    """Register a desktop user with the organisation's role; a registrar may register others of that role."""
    attributes = [Attribute("loc.role", organisation.role)]
    if registrar:
        attributes += [
            Attribute("loc.registrar", "true"),
            Attribute("hf.Registrar.Roles", "client", in_certificate=False),
            Attribute("hf.Registrar.Attributes", "loc.role", in_certificate=False),
            Attribute("hf.Revoker", "true", in_certificate=False),
        ]
    own = authority(layout, topology, organisation.name)
    secret = own.register(own.registrar(), name, "client", attributes)
    return Invitation(organisation.name, organisation.role, name, secret, registrar)


def invite_first(layout: Layout, topology: Topology, organisation: Organisation) -> list[Invitation]:
    """The users every organisation starts with: one desktop, for customers' organisations a counter as
    well."""
    names = [(f"desktop.{organisation.name}", False)]
    if organisation.role == "C":
        names.append((f"counter.{organisation.name}", True))
    return [invite(layout, topology, organisation, name, registrar=registrar) for name, registrar in names]


def record(layout: Layout, invitations: list[Invitation]) -> None:
    """Add invitations to users/enrolment.json, readable by the owner only."""
    known = invitations_of(layout)
    everything = {i.id: i for i in [*known, *invitations]}
    write_json(layout.enrolment_file, [asdict(i) for i in everything.values()], private=True)


def invitations_of(layout: Layout) -> list[Invitation]:
    """Who was invited in this data directory."""
    return [Invitation(**entry) for entry in read_json(layout.enrolment_file, [])]
