"""An organisation's Fabric CA: its server's configuration, and everything asked of it through `hfc`.

All identities come from here: register, enrol with our own key and signing request, re-enrol, revoke,
revocation list. hfc makes no key and writes none.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import yaml
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from loc_desktop.ledger.fabric import compat
from loc_network.errors import NetworkError
from loc_network.layout import Layout, write
from loc_network.membership import msp

BOOTSTRAP = "registrar"
YEAR = "8760h"
ROOT_YEARS = "131400h"
OPERATIONS_DAYS = 15 * 365
# A revocation list is valid until the next one is put onto the channel; Fabric does not look at its end.
CRL_VALID = "87600h"

# hfc puts the CA's answer into its error as the text of a list: its sentences are enough for a person.
_MESSAGE = re.compile(r"""'message': (?:'|")(.*?)(?:'|")}""")


@dataclass(frozen=True)
class Enrolment:
    """A certificate (PEM) and its key: a node's or an administrator's, never a desktop user's."""

    key: ec.EllipticCurvePrivateKey
    certificate: bytes

    def for_hfc(self) -> Any:
        """The same as hfc's own class, which signs requests to the CA with it."""
        return compat.enrollment(self.key, self.certificate.decode())


@dataclass(frozen=True)
class Attribute:
    """A certificate attribute; `in_certificate` False keeps it to the CA's own use (registrar's rights)."""

    name: str
    value: str
    in_certificate: bool = True


class CaServer:
    """One organisation's CA, asked over TLS."""

    def __init__(self, layout: Layout, organisation: str, address: str) -> None:
        self.layout = layout
        self.organisation = organisation
        self.home = layout.org(organisation) / "ca"
        self.root_file = self.home / "ca-cert.pem"
        self.url = f"https://{address}:{layout.port(f'ca.{organisation}')}"

    def _client(self) -> Any:
        return compat.ca_client(self.url, name=ca_name(self.organisation), tls_ca_pem=self.root.decode())

    @property
    def root(self) -> bytes:
        """Its root certificate, PEM."""
        return self.root_file.read_bytes()

    def register(
        self, registrar: Enrolment, name: str, kind: str, attributes: Iterable[Attribute] = ()
    ) -> str:
        """Register an identity of kind client, admin, peer or orderer; returns its one-time secret."""
        secret = secrets.token_urlsafe(24)
        request = {
            "id": name,
            "type": kind,
            "affiliation": "",
            "max_enrollments": 1,
            "secret": secret,
            "caname": ca_name(self.organisation),
            "attrs": [{"name": a.name, "value": a.value, "ecert": a.in_certificate} for a in attributes],
        }
        self._ask(f"register {name}", lambda c: c.register(request, registrar.for_hfc()))
        return secret

    def register_again(self, registrar: Enrolment, name: str, kind: str) -> str:
        """`register`, for a node whose first enrolment was cut short: it gets a new secret."""
        try:
            return self.register(registrar, name, kind)
        except NetworkError as error:
            if "already registered" not in error.problem:
                raise
        return self.new_secret(registrar, name)

    def new_secret(self, registrar: Enrolment, name: str) -> str:
        """A new enrolment secret for an identity that is registered already."""
        secret = secrets.token_urlsafe(24)
        answer = self._ask(
            f"give {name} a new secret",
            lambda c: c.newIdentityService().update(
                name,
                registrar.for_hfc(),
                maxEnrollments=-1,
                enrollmentSecret=secret,
                caname=ca_name(self.organisation),
            ),
        )
        if not answer.get("success"):
            raise NetworkError(
                "The CA of {organisation} gave {name} no new secret: {got}.",
                organisation=self.organisation,
                name=name,
                got=answer.get("errors"),
            )
        return secret

    def enrol(
        self,
        name: str,
        secret: str,
        key: ec.EllipticCurvePrivateKey,
        *,
        profile: str = "",
        hosts: Iterable[str] = (),
    ) -> Enrolment:
        """A certificate for our own key; profile 'tls' for transport, with `hosts` as alternative names."""
        request = msp.csr(key, name, self.organisation, hosts).public_bytes(Encoding.PEM).decode()
        certificate, _ = self._ask(f"enrol {name}", lambda c: c.enroll(name, secret, request, profile))
        return Enrolment(key, certificate)

    def renew(
        self,
        holder: Enrolment,
        name: str,
        key: ec.EllipticCurvePrivateKey,
        *,
        profile: str = "",
        hosts: Iterable[str] = (),
    ) -> Enrolment:
        """A fresh certificate for someone who still has a valid one; `key` may be the same as before."""
        request: dict[str, Any] = {
            "certificate_request": msp.csr(key, name, self.organisation, hosts)
            .public_bytes(Encoding.PEM)
            .decode(),
            "caname": ca_name(self.organisation),
        }
        if profile:
            request["profile"] = profile
        certificate, _ = self._ask(f"re-enrol {name}", lambda c: c.reenroll(request, holder.for_hfc()))
        return Enrolment(key, certificate)

    def revoke(self, registrar: Enrolment, name: str, reason: str = "unspecified") -> int:
        """Revoke every certificate of an identity, which cannot enrol again; returns how many there were."""
        request = {"id": name, "reason": reason, "gencrl": False, "caname": ca_name(self.organisation)}
        revoked, _ = self._ask(f"revoke {name}", lambda c: c.revoke(request, registrar.for_hfc()))
        return len(revoked or [])

    def revocation_list(self, registrar: Enrolment) -> bytes:
        """All revoked certificates that have not expired, as a signed list (PEM)."""
        request = {"caname": ca_name(self.organisation)}
        answer = self._ask("make the revocation list", lambda c: c.generateCRL(request, registrar.for_hfc()))
        return base64.b64decode(answer)

    def registrar(self) -> Enrolment:
        """The identity that may register others, from its MSP folder."""
        return load(self.layout.org(self.organisation) / "registrar" / "msp")

    def _ask(self, what: str, call: Any) -> Any:
        try:
            return call(self._client())
        except requests.RequestException as error:
            raise NetworkError(
                "The CA of {organisation} at {url} does not answer ({what}): {why}.",
                "Run `loc-network status`.",
                organisation=self.organisation,
                url=self.url,
                what=what,
                why=error,
            ) from error
        except ValueError as error:
            said = "; ".join(_MESSAGE.findall(str(error))) or str(error)
            raise NetworkError(
                "The CA of {organisation} refused to {what}: {said}.",
                "`loc-network logs ca.{organisation}` may say more.",
                organisation=self.organisation,
                what=what,
                said=said,
            ) from error


def load(folder: Path) -> Enrolment:
    """An enrolment from an MSP folder of a node or administrator."""
    return Enrolment(
        msp.load_key(folder / "keystore" / "key.pem"), (folder / "signcerts" / "cert.pem").read_bytes()
    )


def operations(layout: Layout, organisation: str) -> Path:
    """The folder of the one certificate that an organisation's operations endpoints (`/logspec`, `/metrics`,
    `/healthz`) show and accept. It is its own root: no certificate of a CA opens them."""
    folder = layout.org(organisation) / "operations"
    if not (folder / "server.key").is_file():
        msp.write_self_signed(
            folder, f"operations.{organisation}", ["localhost", "127.0.0.1"], OPERATIONS_DAYS
        )
    return folder


def operations_tls(layout: Layout, organisation: str) -> dict[str, Any]:
    """The same as peers take it in their configuration."""
    folder = operations(layout, organisation)
    return {
        "enabled": True,
        "cert": {"file": str(folder / "server.crt")},
        "key": {"file": str(folder / "server.key")},
        "clientAuthRequired": True,
        "clientRootCAs": {"files": [str(folder / "ca.crt")]},
    }


def ca_name(organisation: str) -> str:
    """What the CA of an organisation is called."""
    return f"ca-{organisation}"


def configure(layout: Layout, organisation: str, address: str) -> str:
    """Write the server's configuration once; returns the bootstrap identity's secret.

    The secret stands in the configuration (0600) because the server reads it from there.
    """
    home = layout.org(organisation) / "ca"
    path = home / "fabric-ca-server-config.yaml"
    if path.is_file():
        known = yaml.safe_load(path.read_text(encoding="utf-8"))
        return str(known["registry"]["identities"][0]["pass"])
    secret = secrets.token_urlsafe(24)
    node = f"ca.{organisation}"
    hosts = list(dict.fromkeys([address, "localhost", node]))
    usage_sign = ["digital signature"]
    usage_tls = ["signing", "key encipherment", "server auth", "client auth", "key agreement"]
    shown = operations_tls(layout, organisation)
    accepted = shown.pop("clientRootCAs")["files"]
    rights = {
        "hf.Registrar.Roles": "*",
        "hf.Registrar.DelegateRoles": "*",
        "hf.Registrar.Attributes": "*",
        "hf.Revoker": True,
        "hf.GenCRL": True,
        "hf.AffiliationMgr": True,
        "hf.IntermediateCA": False,
    }
    config = {
        "version": "1.5.0",
        "address": address,
        "port": layout.port(node),
        "loglevel": "warning",
        "tls": {"enabled": True},
        "ca": {"name": ca_name(organisation)},
        "crl": {"expiry": CRL_VALID},
        "registry": {
            "maxenrollments": -1,
            "identities": [
                {"name": BOOTSTRAP, "pass": secret, "type": "client", "affiliation": "", "attrs": rights}
            ],
        },
        "db": {"type": "sqlite3", "datasource": "fabric-ca-server.db"},
        "affiliations": {},
        "signing": {
            "default": {"usage": usage_sign, "expiry": YEAR},
            "profiles": {"tls": {"usage": usage_tls, "expiry": YEAR}},
        },
        "csr": {
            "cn": node,
            "keyrequest": {"algo": "ecdsa", "size": 256},
            # The contract reads a caller's organisation from here where the caller's subject names none.
            "names": [{"O": organisation}],
            "hosts": hosts,
            "ca": {"expiry": ROOT_YEARS, "pathlength": 0},
        },
        "bccsp": {
            "default": "SW",
            "sw": {"hash": "SHA2", "security": 256, "filekeystore": {"keystore": "msp/keystore"}},
        },
        "operations": {
            "listenAddress": f"127.0.0.1:{layout.port(node, 'operations')}",
            # The CA's server has names of its own for what peers call clientAuthRequired and clientRootCAs.
            "tls": {**shown, "clientCertRequired": True, "clientCACertFiles": accepted},
        },
        "metrics": {"provider": "disabled"},
    }
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    write(path, yaml.safe_dump(config, sort_keys=False), private=True)
    return secret
