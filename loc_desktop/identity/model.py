"""An identity: the public half of who one is. Nothing here is secret; the private keys are in the keyring."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, get_args

from loc_desktop.script import canonical
from loc_desktop.script.items import ROLES

Role = str
Protection = Literal["keyring", "pin", "derived"]
PROTECTIONS: tuple[Protection, ...] = get_args(Protection)


@dataclass(frozen=True, slots=True)
class Identity:
    """One member's identity on one ledger.

    ``id`` names it on this computer (16 hex digits of the key's digest). ``name`` is the person's, for the
    screen only. ``key`` is the signing public key (spec section 1), ``encryption_key`` a public P-256 JWK
    whose ``kid`` is ``key``, vouched for by ``encryption_signature``. ``certificate`` is PEM, empty until the
    membership authority has issued it. ``protection`` says how the private keys are kept: ``keyring``, as
    they are inside the keyring's entry; ``pin``, wrapped with a PIN inside it; ``derived``, not kept at all
    but computed from the seed of ``counter`` (an identity's id) and ``label``. ``registrar``: the counter
    of its organisation. ``organisation`` is its name in certificates and rules (Fabric: the MSP id),
    ``title`` what people call it, where that is something else. ``person``: a customer's salted commitment to
    identity number and name (:mod:`loc_desktop.identity.person`), "" until it is known. ``areas``: the
    administrative divisions that an institution serves, a line each, code and name.
    """

    id: str
    role: Role
    name: str
    organisation: str
    key: str
    encryption_key: Mapping[str, str] = field(hash=False)
    encryption_signature: str
    ledger: str
    protection: Protection
    certificate: str = ""
    registrar: bool = False
    counter: str = ""
    label: str = ""
    title: str = ""
    person: str = ""
    areas: str = ""

    @property
    def shown_organisation(self) -> str:
        """The organisation as people call it."""
        return self.title or self.organisation

    @property
    def public_name(self) -> str:
        """The name that may stand on the ledger: a pseudonym for a customer, an institution's own."""
        if self.role == "C" and not self.registrar:
            from loc_desktop.contract.certificate import pseudonym

            return pseudonym(self.key)
        return self.shown_organisation

    def member_record(self) -> dict[str, Any]:
        """The member record as published on the ledger (spec section 2, with certificate and encryption
        key)."""
        areas = [line.partition(" ") for line in self.areas.splitlines()]
        return {
            **({"areas": [{"code": code, "name": name} for code, _, name in areas]} if areas else {}),
            "role": self.role,
            "key": self.key,
            "name": self.public_name,
            "organisation": self.organisation,
            "certificate": self.certificate,
            "encryption": dict(self.encryption_key),
            "encryption_signature": self.encryption_signature,
            "person": self.person,
        }

    def to_json(self) -> dict[str, Any]:
        """The identity as a JSON object, the form in which its file holds it."""
        return {**asdict(self), "encryption_key": dict(self.encryption_key)}

    @classmethod
    def from_json(cls, value: Any) -> Identity:
        """The inverse of :meth:`to_json`. Raises ValueError if ``value`` is not of that form."""
        if not isinstance(value, dict):
            raise ValueError("not an object")
        data = {field.name: value[field.name] for field in fields(cls) if field.name in value}
        missing = {"id", "role", "key", "encryption_key", "protection"} - data.keys()
        if missing:
            raise ValueError(f"without {', '.join(sorted(missing))}")
        if data["role"] not in ROLES or data["protection"] not in PROTECTIONS:
            raise ValueError("unknown role or protection")
        for name, member in data.items():
            expected = {"encryption_key": dict, "registrar": bool}.get(name, str)
            if not isinstance(member, expected):
                raise ValueError(f"{name} is not of its type")
        if data["id"] != identity_id(data["key"]):
            # The id names files: none is written or read by what a file from elsewhere calls itself.
            raise ValueError("the id is not that of the key")
        try:
            return cls(**data)
        except TypeError as error:
            raise ValueError(str(error)) from error


def identity_id(key: str) -> str:
    """The id of the identity with this key on this computer."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def encryption_statement(role: Role, key: str, encryption_key: Mapping[str, str]) -> bytes:
    """The bytes by which a signing key vouches for its encryption key: ``LoC-member-1``, LF, canonical
    JSON."""
    statement = {"role": role, "key": key, "encryption_key": dict(encryption_key)}
    return b"LoC-member-1\n" + canonical.encode(statement)
