"""What the machines of a network show each other, as files: certificates, addresses, genesis blocks.

    exchange/orgs/ORG.json       the organisation as it is seen from outside (no secret in it)
    exchange/channels/NAME.block genesis block, made by the host of the first orderer organisation
    exchange/updates/NAME.pb     a channel update that collects signatures

The folder may be shared, or copied by hand between runs: `up` says which files it still waits for.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from loc_network.errors import NetworkError
from loc_network.layout import Layout, read_json, write, write_json
from loc_network.membership import msp
from loc_network.topology import Organisation, Participant, Topology


def publish(layout: Layout, topology: Topology, organisation: Participant) -> None:
    """Write ORG.json of an organisation of this host."""
    address = topology.listen_address(organisation.name)
    if isinstance(organisation, Organisation):
        kind, names = "peer", organisation.peer_names()
    else:
        kind, names = "orderer", organisation.orderer_names()
    nodes = [
        {
            "name": name,
            "address": address,
            "port": layout.port(name),
            "certificate": (layout.node(organisation.name, name) / "msp/signcerts/cert.pem").read_text(
                "utf-8"
            ),
            "tls_certificate": (layout.node(organisation.name, name) / "tls/server.crt").read_text("utf-8"),
        }
        for name in names
    ]
    entry = {
        "name": organisation.name,
        "msp_id": organisation.msp_id,
        "kind": kind,
        "role": organisation.role if isinstance(organisation, Organisation) else "",
        "root": (layout.org(organisation.name) / "ca" / "ca-cert.pem").read_text("utf-8"),
        "ca_url": f"https://{address}:{layout.port(f'ca.{organisation.name}')}",
        "nodes": nodes,
    }
    path = layout.exchange / "orgs" / f"{organisation.name}.json"
    if read_json(path, None) != entry:
        write_json(path, entry)


def entry(layout: Layout, organisation: str) -> dict[str, Any]:
    """ORG.json of any organisation; NetworkError when its host has not shown it yet."""
    path = layout.exchange / "orgs" / f"{organisation}.json"
    found: dict[str, Any] | None = read_json(path, None)
    if found is None:
        raise NetworkError(
            "{path} is missing.",
            "Run `up` on the host of {organisation} and copy the file here.",
            path=path,
            organisation=organisation,
        )
    return found


def gather(layout: Layout, topology: Topology, seconds: float) -> None:
    """Wait until every organisation has shown itself, and keep its public MSP."""
    names = [o.name for o in topology.participants]
    wait_for([layout.exchange / "orgs" / f"{name}.json" for name in names], seconds)
    for name in names:
        msp.write_public(layout.org(name) / "msp", entry(layout, name)["root"].encode())


def wait_for(paths: list[Path], seconds: float) -> None:
    """Wait for files of the other machines; NetworkError names those that did not come."""
    end = time.monotonic() + seconds
    while True:
        absent = [str(path) for path in paths if not path.is_file()]
        if not absent:
            return
        if time.monotonic() >= end:
            raise NetworkError(
                "Waited {number} s for: {names}.",
                "Run `up` on the other hosts too, copy the exchange folder between them, and run this again.",
                number=format(seconds, ".0f"),
                names=", ".join(absent),
            )
        time.sleep(0.2)


def take_block(layout: Layout, channel: str, seconds: float) -> Path:
    """The genesis block of a channel, copied from the exchange folder."""
    shown = layout.exchange / "channels" / f"{channel}.block"
    wait_for([shown], seconds)
    if not layout.block(channel).is_file():
        write(layout.block(channel), shown.read_bytes())
    return layout.block(channel)
