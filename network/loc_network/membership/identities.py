"""Who an organisation needs before it can take part: registrar, administrator, nodes, contract service.

Every key is made here, every certificate comes from the organisation's own Fabric CA.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from loc_network.layout import Layout
from loc_network.membership import msp
from loc_network.membership.ca import BOOTSTRAP, CaServer, Enrolment, load
from loc_network.topology import Organisation, Participant, Topology


def authority(layout: Layout, topology: Topology, organisation: str) -> CaServer:
    """The CA of an organisation, at the address where it listens."""
    return CaServer(layout, organisation, topology.listen_address(organisation))


def make(layout: Layout, topology: Topology, organisation: Participant, secret: str) -> None:
    """Enrol whoever of the organisation has no certificate yet. `secret` is the CA's bootstrap secret."""
    own = authority(layout, topology, organisation.name)
    home = layout.org(organisation.name)
    if not msp.is_whole(home / "registrar" / "msp"):
        enrolled = own.enrol(BOOTSTRAP, secret, msp.new_key())
        msp.write_identity(home / "registrar" / "msp", own.root, enrolled.certificate, enrolled.key)
    registrar = own.registrar()
    msp.write_public(home / "msp", own.root)
    if isinstance(organisation, Organisation):
        members = [("peer", name) for name in organisation.peer_names()]
    else:
        members = [("orderer", name) for name in organisation.orderer_names()]
    with ThreadPoolExecutor(max_workers=4) as pool:
        jobs = [pool.submit(_node, own, layout, topology, registrar, kind, name) for kind, name in members]
        jobs.append(pool.submit(_admin, own, home / "admin", registrar))
        if isinstance(organisation, Organisation):
            jobs.append(
                pool.submit(
                    _service, own, home / "service", registrar, topology.listen_address(own.organisation)
                )
            )
        for job in jobs:
            job.result()


def _admin(own: CaServer, folder: Path, registrar: Enrolment) -> None:
    if msp.is_whole(folder / "msp"):
        return
    name = f"admin.{own.organisation}"
    enrolled = own.enrol(name, own.register_again(registrar, name, "admin"), msp.new_key())
    # Transport certificates are asked for with the identity just enrolled: its secret works once.
    tls = own.renew(enrolled, name, msp.new_key(), profile="tls", hosts=[name])
    msp.write_tls(folder / "tls", own.root, tls.certificate, tls.key)
    msp.write_identity(folder / "msp", own.root, enrolled.certificate, enrolled.key)


def _node(
    own: CaServer, layout: Layout, topology: Topology, registrar: Enrolment, kind: str, name: str
) -> None:
    folder = layout.node(own.organisation, name)
    if msp.is_whole(folder / "msp"):
        return
    enrolled = own.enrol(name, own.register_again(registrar, name, kind), msp.new_key())
    hosts = hosts_of(topology.listen_address(own.organisation), name)
    tls = own.renew(enrolled, name, msp.new_key(), profile="tls", hosts=hosts)
    msp.write_tls(folder / "tls", own.root, tls.certificate, tls.key)
    msp.write_identity(folder / "msp", own.root, enrolled.certificate, enrolled.key)


def _service(own: CaServer, folder: Path, registrar: Enrolment, address: str) -> None:
    """TLS of the contract service and, apart from it, of the peers that call it."""
    if (folder / "client" / "server.key").is_file():
        return
    for part, name in (
        ("tls", f"contract.{own.organisation}"),
        ("client", f"contract-client.{own.organisation}"),
    ):
        secret = own.register_again(registrar, name, "client")
        tls = own.enrol(name, secret, msp.new_key(), profile="tls", hosts=hosts_of(address, name))
        msp.write_tls(folder / part, own.root, tls.certificate, tls.key)


def hosts_of(address: str, name: str) -> list[str]:
    """Subject alternative names of a node: Fabric connects by address, administration by loopback."""
    return [address, name, "localhost", "127.0.0.1"]


def renewables(layout: Layout, organisation: str) -> Iterable[tuple[str, Path]]:
    """Every certificate the network itself uses in an organisation: (whose, file)."""
    home = layout.org(organisation)
    for owner in ("registrar", "admin"):
        yield f"{owner}.{organisation}", home / owner / "msp" / "signcerts" / "cert.pem"
    yield f"admin.{organisation} (TLS)", home / "admin" / "tls" / "server.crt"
    for folder in sorted((home / "nodes").glob("*")):
        yield folder.name, folder / "msp" / "signcerts" / "cert.pem"
        yield f"{folder.name} (TLS)", folder / "tls" / "server.crt"
    for part, owner in (("tls", "contract"), ("client", "contract-client")):
        if (home / "service" / part).is_dir():
            yield f"{owner}.{organisation} (TLS)", home / "service" / part / "server.crt"
    if (home / "ca").is_dir():
        yield f"ca.{organisation} (TLS)", home / "ca" / "tls-cert.pem"


__all__ = ["authority", "hosts_of", "load", "make", "renewables"]
