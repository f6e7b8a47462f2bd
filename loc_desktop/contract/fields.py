"""The types of an event's body fields: each a function from the value to what is wrong with it, None if
nothing.

Amounts are fen. Texts are bounded, and none of them is meant for personal data: that belongs into the sealed
dossier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from loc_desktop.contract.causes import cause
from loc_desktop.contract.state import Json
from loc_desktop.errors import Trouble
from loc_desktop.loan.products import DAY_COUNTS, METHODS
from loc_desktop.script import canonical
from loc_desktop.script.canonical import CanonicalError
from loc_desktop.script.items import ROLES
from loc_desktop.script.keys import load_key, on_curve, thumbprint
from loc_desktop.script.plain_text import is_plain

MAX_FEN: Final = 10**14
"""One trillion yuan: above any real amount, and sums of 64 such stay below 2^53."""
MAX_TEXT: Final = 2000
MAX_MONTHS: Final = 600
MAX_RATE: Final = 10_000
MAX_PERIODS: Final = 600
MAX_RECIPIENTS: Final = 16
MAX_SEALED: Final = 1_400_000
"""Characters of base64url: what is sealed has at most 1 MiB, its attachments base64 inside."""
MAX_SEALED_NUMBER: Final = 1024
"""The same for an account number, which is sealed as 256 bytes."""
MAX_SEALED_NOTE: Final = 12_000
"""The same for a grantor's explanation: 8 KiB in base64."""
MAX_RULES: Final = 262_144
"""Bytes of a document of rules in canonical form; the shipped one has about 15,000."""
TARGETS: Final = ("event", "loan", "party", "transaction")

PURPOSES: Final = ("routine", "complaint", "suspicion", "order", "own_request")
"""Why personal data are read: a regular check, somebody's complaint, a suspicion, a court's or authority's
order, the person's own request. Nothing typed, so that nobody's name is in it.
"""

EFFECTS: Final = ("none", "refusal", "suspension", "reversal")
"""What an upheld challenge leads to."""

MISSING: Final = (
    "identity_card",
    "household_book",
    "income_proof",
    "asset_proof",
    "debt_proof",
    "purpose_proof",
    "photograph",
    "unreadable",
    "name_or_number",
    "amounts",
    "other",
)
"""What an application goes back for: papers that are missing, what is to be corrected."""

SEEN: Final = (
    "visit",
    "income",
    "asset",
    "debt",
    "use",
    "paper",
    "person",
    "court",
    "other",
)
"""What a grantor saw itself: a visit found otherwise, means or use are not as declared, a paper or person is
not genuine, a court's list."""

KID: Final = re.compile(r"([2-9][0-9]{3})\.[A-Za-z0-9_-]{43}\Z")
"""The name of a group's key or of a member's key of a year: its year, a dot, its thumbprint (RFC 7638)."""

_JWK: Final = frozenset(("kty", "crv", "x", "y", "use", "kid"))
_PRODUCT: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
_HEX: Final = re.compile(r"[0-9a-f]*\Z")
_SEALED: Final = frozenset(("protected", "recipients", "iv", "ciphertext", "tag"))
_RECIPIENT: Final = frozenset(("header", "encrypted_key"))
_HEADER: Final = frozenset(("alg", "kid", "epk"))
_EPK: Final = frozenset(("kty", "crv", "x", "y"))
_ENCODED: Final = re.compile(r"[A-Za-z0-9_-]*\Z")
_IV: Final = 16
_TAG: Final = 22
_MOST: Final = 128
"""Characters of base64url: a nonce of 96 bits, a tag of 128; anything else small has fewer than the last."""


def _int(low: int, high: int) -> Callable[[Json], Trouble | None]:
    def check(value: Json) -> Trouble | None:
        if type(value) is not int or not low <= value <= high:
            return cause("whole_number", low=low, high=high)
        return None

    return check


def _hex(size: int) -> Callable[[Json], Trouble | None]:
    def check(value: Json) -> Trouble | None:
        if type(value) is not str or len(value) != size or not _HEX.match(value):
            return cause("hex_digits", size=size)
        return None

    return check


def _key(value: Json) -> Trouble | None:
    if type(value) is not str:
        return cause("key_needed")
    try:
        load_key(value)
    except CanonicalError:
        return cause("not_a_key")
    return None


def _text(value: Json) -> Trouble | None:
    if type(value) is not str or not value.strip() or len(value) > MAX_TEXT:
        return cause("text_length", most=MAX_TEXT)
    if not is_plain(value):
        return cause("text_hidden")
    return None


def _one_of(values: tuple[str, ...]) -> Callable[[Json], Trouble | None]:
    def check(value: Json) -> Trouble | None:
        return None if type(value) is str and value in values else cause("one_of", names=", ".join(values))

    return check


def _some_of(values: tuple[str, ...]) -> Callable[[Json], Trouble | None]:
    """A list of some of ``values``, each once and in their order."""

    def check(value: Json) -> Trouble | None:
        if type(value) is list and value and value == [one for one in values if one in value]:
            return None
        return cause("some_of", names=", ".join(values))

    return check


def _product(value: Json) -> Trouble | None:
    """The id's form; which ids there are, the rules on the ledger say (``Flow.check_body``)."""
    return None if type(value) is str and _PRODUCT.match(value) else cause("product_id")


def _rules(value: Json) -> Trouble | None:
    """The document's outer form and size; its content is checked where it is adopted."""
    if type(value) is not dict or value.get("type") != "rules" or value.get("version") != 1:
        return cause("rules_needed")
    if len(canonical.encode_checked(value)) > MAX_RULES:
        return cause("rules_size", most=MAX_RULES)
    return None


_EARLIEST: Final = "0001-01-02T00:00:00Z"
_LATEST: Final = "9999-12-30T23:59:59Z"
"""Times between these have a civil day in every zone."""


def is_time(text: str) -> bool:
    """Whether ``text`` is RFC 3339 in UTC with whole seconds, of a day that there is in every zone."""
    # strptime is slow and lenient about missing zeros; the length and the letters are looked at first.
    if len(text) != 20 or text[10] != "T" or text[19] != "Z" or not text.isascii():
        return False
    try:
        datetime.fromisoformat(text[:19])
    except ValueError:
        return False
    return text[4] == text[7] == "-" and text[13] == text[16] == ":" and _EARLIEST <= text <= _LATEST


def _time(value: Json) -> Trouble | None:
    return None if type(value) is str and is_time(value) else cause("utc_time")


def _date(value: Json) -> Trouble | None:
    try:
        if type(value) is str and len(value) == 10 and date.fromisoformat(value).isoformat() == value:
            return None
    except ValueError:
        pass
    return cause("date")


def _sealed_within(most: int) -> Callable[[Json], Trouble | None]:
    """A sealed value whose ciphertext has at most so many characters."""
    return lambda value: _sealed(value, most)


def _sealed(value: Json, most: int = MAX_SEALED) -> Trouble | None:
    """A JWE in JSON serialisation (RFC 7516, 7.2): no member that could carry something in clear, bounded
    in size.
    """
    if type(value) is not dict or not {"protected", "recipients", "iv", "ciphertext", "tag"} <= value.keys():
        return cause("sealed_needed")
    if not _SEALED.issuperset(value):
        return cause("sealed_members")
    recipients = value["recipients"]
    if type(recipients) is not list or len(recipients) > MAX_RECIPIENTS:
        return cause("sealed_recipients", most=MAX_RECIPIENTS)
    if not all(_is_recipient(recipient) for recipient in recipients):
        return cause("sealed_recipient")
    if not _encoded(value["ciphertext"], most):
        return cause("sealed_size", most=most)
    small = (
        _encoded(value["protected"], _MOST) and _encoded(value["iv"], _IV) and _encoded(value["tag"], _TAG)
    )
    return None if small else cause("sealed_small")


def _encoded(value: Json, most: int) -> bool:
    return type(value) is str and len(value) <= most and _ENCODED.match(value) is not None


def _is_recipient(value: Json) -> bool:
    if type(value) is not dict or set(value) != _RECIPIENT or not _encoded(value["encrypted_key"], _MOST):
        return False
    header = value["header"]
    if type(header) is not dict or not _HEADER.issuperset(header):
        return False
    epk = header.get("epk", {})
    if type(epk) is not dict or not _EPK.issuperset(epk):
        return False
    texts = [header.get("alg", ""), header.get("kid", ""), *epk.values()]
    return all(type(text) is str and len(text) <= _MOST for text in texts)


def _kid(value: Json) -> Trouble | None:
    return None if type(value) is str and KID.match(value) else cause("kid")


def _group_key(value: Json) -> Trouble | None:
    """A public key that a group or a member of one is sealed to: a point of P-256, named by year and
    thumbprint.
    """
    if type(value) is not dict or set(value) != _JWK or not all(type(text) is str for text in value.values()):
        return cause("encryption_members", names=", ".join(sorted(_JWK)))
    if (value["kty"], value["crv"], value["use"]) != ("EC", "P-256", "enc"):
        return cause("encryption_curve")
    if any(len(value[name]) != 43 for name in ("x", "y")) or not on_curve(value["x"], value["y"]):
        return cause("encryption_coordinates")
    if _kid(value["kid"]) or value["kid"][5:] != thumbprint(value["x"], value["y"]):
        return cause("kid")
    return None


def _signature(value: Json) -> Trouble | None:
    return None if value and _encoded(value, _MOST) else cause("signature")


def _periods(value: Json) -> Trouble | None:
    if type(value) is not list or not 1 <= len(value) <= MAX_PERIODS:
        return cause("periods_needed")
    if any(type(number) is not int or not 1 <= number <= MAX_PERIODS for number in value):
        return cause("periods_start")
    if any(value[i] >= value[i + 1] for i in range(len(value) - 1)):
        return cause("periods_rise")
    return None


def _target(value: Json) -> Trouble | None:
    if type(value) is not dict or set(value) != {"kind", "id"}:
        return cause("target_members")
    if value["kind"] not in TARGETS:
        return cause("target_kind", names=", ".join(TARGETS))
    size = {"event": 32, "loan": 32, "transaction": 64}.get(value["kind"])
    return _key(value["id"]) if size is None else _hex(size)(value["id"])


FIELD_TYPES: Final[Mapping[str, Callable[[Json], Trouble | None]]] = MappingProxyType(
    {
        "fen": _int(1, MAX_FEN),
        "fen0": _int(0, MAX_FEN),
        "months": _int(1, MAX_MONTHS),
        "rate": _int(0, MAX_RATE),
        "year": _int(2000, 9999),
        "count": _int(0, MAX_PERIODS),
        "periods": _periods,
        "id": _hex(32),
        "digest": _hex(64),
        "key": _key,
        "text": _text,
        "time": _time,
        "date": _date,
        "role": _one_of(ROLES),
        "product": _product,
        "rules": _rules,
        "method": _one_of(METHODS),
        "day_count": _one_of(DAY_COUNTS),
        "sealed": _sealed,
        "sealed_number": _sealed_within(MAX_SEALED_NUMBER),
        "target": _target,
        "decision": _one_of(("upheld", "dismissed")),
        "effect": _one_of(EFFECTS),
        "purpose": _one_of(PURPOSES),
        "missing": _some_of(MISSING),
        "seen": _one_of(SEEN),
        "sealed_note": _sealed_within(MAX_SEALED_NOTE),
        "kid": _kid,
        "group_key": _group_key,
        "voucher": _signature,
    }
)
"""By the names that ``flows.json`` uses. ``key:B`` is ``key`` with the role B, checked against the members.
"""
