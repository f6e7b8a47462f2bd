"""The connection profile: one file that says how to reach an organisation's part of a Fabric network.

YAML or JSON, written by ``loc-network up`` for each organisation::

    name: loan                       # the network
    organisation: B                  # whose users this profile is for
    display: Rural bank, 2nd branch  # what people call it; default: the same
    areas: [350802 Xinluo]           # the administrative divisions that it serves, where it says any
    role: B                          # C, B, CAD, FD or R
    msp_id: B
    channels: [loan]
    contract: loc
    peers: [{name: peer0.B, endpoint: "127.0.0.1:7051", hostname: peer0.B, tls_ca_pem: "-----BEGIN …"}]
    ca: {url: "https://127.0.0.1:7054", name: ca-B, tls_ca_pem: "-----BEGIN …"}
    msp_root_pems: ["-----BEGIN …"]  # who issues this organisation's certificates
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loc_desktop import file_causes
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.ledger.causes import cause
from loc_desktop.script.causes import shown
from loc_desktop.script.items import ROLES
from loc_desktop.small_file import read_small

MAX_PROFILE = 400_000
"""Bytes; a profile with 100 peers has about 100,000."""
_MOST = 1000
"""Peers, channels, root certificates."""
_MOST_SIGNS = 40_000


class ProfileError(KnownError):
    """A profile that cannot be used: ``profile.missing``, ``profile.format``, ``profile.field``."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer: ``endpoint`` is HOST:PORT; ``hostname`` what its TLS certificate is checked for."""

    name: str
    endpoint: str
    hostname: str
    tls_ca_pem: str


@dataclass(frozen=True, slots=True)
class EnrolmentAuthority:
    """A certificate authority; ``url`` is empty where enrolment happens elsewhere."""

    url: str = ""
    name: str = ""
    tls_ca_pem: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """How to reach a network as a user of one organisation. The first peer is the user's own."""

    name: str
    organisation: str
    role: str
    msp_id: str
    channels: tuple[str, ...]
    contract: str
    peers: tuple[Peer, ...]
    ca: EnrolmentAuthority
    msp_root_pems: tuple[str, ...]
    display: str = ""
    areas: tuple[str, ...] = ()


def field_error(source: str, field: str, why: Trouble) -> ProfileError:
    """The error of a field of the profile ``source``."""
    return ProfileError(
        "profile.field",
        params={"file": source, "field": field, "why": why},
    )


def load_profile(path: Path) -> Profile:
    """Read and check a profile file. Raises :class:`ProfileError` saying which field is wrong."""
    try:
        raw = read_small(path, MAX_PROFILE)
    except OSError as error:
        raise ProfileError(
            "profile.missing",
            params={"file": path.name, "why": file_causes.of_error(error)},
        ) from error
    return parse_profile(raw, path.name)


def parse_profile(raw: bytes, source: str = "profile") -> Profile:
    """The profile in ``raw`` (YAML, of which JSON is a part). Raises :class:`ProfileError`."""
    import yaml

    if len(raw) > MAX_PROFILE:
        raise _format(source, cause("size", most=MAX_PROFILE))
    try:
        data = _plain_yaml(raw.decode())
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        why = cause("not_text") if mark is None else cause("not_yaml", line=mark.line + 1)
        raise _format(source, why) from error
    if not isinstance(data, dict):
        raise _format(source, cause("no_object"))
    return _profile(_Fields(source, "", data))


def _plain_yaml(text: str) -> Any:
    """JSON, or YAML without aliases: a few of them could stand for a whole memory. Raises what they raise."""
    import yaml

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass

    class Plain(yaml.SafeLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "an alias", mark)
            return super().compose_node(parent, index)

    # Its scanner takes some microseconds a character where it finds nothing but signs.
    if sum(text.count(sign) for sign in "[]{},:&*") > _MOST_SIGNS:
        raise ValueError("too many signs")
    return yaml.load(text, Plain)


def _profile(fields: _Fields) -> Profile:
    role = fields.text("role")
    if role not in ROLES:
        raise fields.error("role", cause("role", role=shown(role), names=", ".join(ROLES)))
    peers = tuple(_peer(part) for part in fields.objects("peers"))
    if not peers:
        raise fields.error("peers", cause("no_peer"))
    channels = fields.texts("channels")
    if not channels:
        raise fields.error("channels", cause("no_channel"))
    authority = fields.objects("ca", single=True)
    organisation = fields.text("organisation")
    return Profile(
        name=fields.text("name"),
        organisation=organisation,
        display=fields.text("display", organisation),
        areas=fields.texts("areas") if "areas" in fields.data else (),
        role=role,
        msp_id=fields.text("msp_id"),
        channels=channels,
        contract=fields.text("contract", "loc"),
        peers=peers,
        ca=_authority(authority[0]) if authority else EnrolmentAuthority(),
        msp_root_pems=tuple(
            _certificate(fields, "msp_root_pems", pem) for pem in fields.texts("msp_root_pems")
        ),
    )


def _peer(fields: _Fields) -> Peer:
    endpoint = fields.text("endpoint")
    host, _, port = endpoint.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or len(port) > 5 or not 0 < int(port) < 65536:
        raise fields.error("endpoint", cause("endpoint", text=shown(endpoint)))
    pem = _certificate(fields, "tls_ca_pem", fields.text("tls_ca_pem"))
    return Peer(fields.text("name", endpoint), endpoint, fields.text("hostname", host), pem)


def _authority(fields: _Fields) -> EnrolmentAuthority:
    url = fields.text("url", "")
    if url and not url.startswith("https://"):
        # The enrolment secret would travel in clear.
        raise fields.error("url", cause("https", text=shown(url)))
    pem = fields.text("tls_ca_pem", "")
    return EnrolmentAuthority(
        url, fields.text("name", ""), _certificate(fields, "tls_ca_pem", pem) if pem else ""
    )


def _certificate(fields: _Fields, name: str, pem: str) -> str:
    from cryptography import x509

    try:
        x509.load_pem_x509_certificates(pem.encode())
    except ValueError as error:
        raise fields.error(name, cause("pem")) from error
    return pem


@dataclass(frozen=True, slots=True)
class _Fields:
    """An object of the profile, with its place in the file for messages."""

    source: str
    where: str
    data: dict[str, Any]

    def error(self, name: str, why: Trouble) -> ProfileError:
        return field_error(self.source, f"{self.where}.{name}" if self.where else name, why)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.data.get(name, default)
        if value is None:
            raise self.error(name, cause("missing"))
        if not isinstance(value, str) or (not value and default is None):
            raise self.error(name, cause("empty") if isinstance(value, str) else cause("text"))
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.data.get(name)
        if (
            not isinstance(value, list)
            or len(value) > _MOST
            or not all(isinstance(part, str) and part for part in value)
        ):
            raise self.error(name, cause("texts"))
        return tuple(value)

    def objects(self, name: str, *, single: bool = False) -> list[_Fields]:
        value = self.data.get(name)
        if single:
            value = [] if value is None else [value]
        if (
            not isinstance(value, list)
            or len(value) > _MOST
            or not all(isinstance(part, dict) for part in value)
        ):
            raise self.error(name, cause("object") if single else cause("objects"))
        places = [name if single else f"{name}[{index}]" for index in range(len(value))]
        prefix = f"{self.where}." if self.where else ""
        return [_Fields(self.source, prefix + place, part) for place, part in zip(places, value, strict=True)]


def _format(source: str, why: Trouble) -> ProfileError:
    return ProfileError(
        "profile.format",
        params={"file": source, "why": why},
    )
