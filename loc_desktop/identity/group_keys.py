"""The keys of groups on a member's side: its keys of the years, a group's secret sealed to one, and what
opens dossiers with all of them.

A group's secret is on the ledger, sealed to each member's key of the same year, and nowhere else: the keyring
keeps only the seed of the years (:class:`~loc_desktop.identity.entry.YearKeys`). Whoever destroys a year
there cannot open anything any more that was sealed to it or to a group's key of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from loc_desktop.contract.flow_rules.groups import voucher_bytes, year_of
from loc_desktop.identity.entry import Secrets, YearKeys, new_scalar
from loc_desktop.identity.errors import DossierDamaged, NotRecipient
from loc_desktop.identity.keys import Decryptor, jwk, private_key
from loc_desktop.identity.sealing import KeyDecryptor, Recipient, open_dossier, recipients_of, seal
from loc_desktop.script.canonical import ScriptError, b64u_decode, b64u_encode
from loc_desktop.script.keys import key_text, thumbprint

if TYPE_CHECKING:
    from loc_desktop.script.keys import Signer

_TYPE = "group key"
_SIZE = 256
"""Bytes that are sealed of a secret."""

Find = Callable[[Sequence[str]], tuple[str, Mapping[str, Any]] | None]
"""From names of keys to that of one's own group among them, with its secret as it is sealed to oneself."""


def named(scalar: bytes, year: int) -> dict[str, str]:
    """The public half of a year's key, with its name."""
    plain = jwk(private_key(scalar).public_key(), "")
    return {**plain, "kid": f"{year}.{thumbprint(plain['x'], plain['y'])}"}


def new_group_key(year: int) -> tuple[bytes, dict[str, str]]:
    """A group's new secret, and its public half."""
    scalar = new_scalar()
    return scalar, named(scalar, year)


def vouched(purpose: str, role: str, signer: Signer, public: Mapping[str, str]) -> str:
    """A member's word for a key (``year`` or ``group``)."""
    return signer.sign(voucher_bytes(purpose, role, signer.key, public))


def seal_secret(scalar: bytes, receiver: Recipient) -> dict[str, Any]:
    """A group's secret for one member, sealed to its key of the year. Raises RecipientRefused."""
    return seal({"type": _TYPE, "version": 1, "secret": b64u_encode(scalar)}, [receiver], _SIZE)[0]


def decryptor_of(secrets: Secrets, find: Find | None = None) -> Decryptor:
    """What opens whatever is sealed to an identity with these secrets: to its own key, to its keys of the
    years, and to its group's, which ``find`` looks up.
    """
    key = key_text(private_key(secrets.sign).public_key())
    own = KeyDecryptor(key, private_key(secrets.decrypt))
    return own if secrets.years is None else GroupDecryptor(own, secrets.years, find)


class GroupDecryptor:
    """Opens with a member's own key, those of its years and of its group."""

    def __init__(self, own: KeyDecryptor, years: YearKeys, find: Find | None = None) -> None:
        self._own = own
        self._years = years
        self._find = find
        self._known: dict[str, KeyDecryptor] = {}
        self._own_years: dict[int, str] = {}

    @property
    def key(self) -> str:
        return self._own.key

    def open(self, jwe: Mapping[str, Any]) -> bytes:
        """The plaintext. Raises NotRecipient, DossierDamaged, and the ledger's errors where a group's secret
        is asked for."""
        kids = recipients_of(jwe)
        if self.key in kids:
            return self._own.open(jwe)
        dated = [kid for kid in kids if year_of(kid) >= self._years.since]
        for kid in dated:
            known = self._known.get(kid) or self._of_year(kid)
            if known is not None:
                return known.open(jwe)
        found = self._find(dated) if self._find is not None and dated else None
        if found is None:
            raise NotRecipient
        kid, sealed = found
        return self._of_group(kid, sealed).open(jwe)

    def secret(self, kid: str, sealed: Mapping[str, Any]) -> bytes:
        """The secret of the group's key ``kid``. Raises NotRecipient, DossierDamaged."""
        content = open_dossier(sealed, GroupDecryptor(self._own, self._years))
        try:
            scalar = b64u_decode(str(content.get("secret", "")))
            fits = content.get("type") == _TYPE and named(scalar, year_of(kid))["kid"] == kid
        except (ScriptError, ValueError) as error:
            raise DossierDamaged(str(error)) from error
        if not fits:
            raise DossierDamaged("the secret of another key")
        return scalar

    def _of_year(self, kid: str) -> KeyDecryptor | None:
        year = year_of(kid)
        if year not in self._own_years:
            scalar = self._years.scalar(year)
            if scalar is None:
                return None
            name = self._own_years[year] = named(scalar, year)["kid"]
            self._known[name] = KeyDecryptor(name, private_key(scalar))
        return self._known.get(kid)

    def _of_group(self, kid: str, sealed: Mapping[str, Any]) -> KeyDecryptor:
        self._known[kid] = KeyDecryptor(kid, private_key(self.secret(kid, sealed)))
        return self._known[kid]
