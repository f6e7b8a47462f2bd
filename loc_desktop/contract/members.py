"""Who belongs to the network: ``member/<role>/<key>``, with certificate and encryption key (spec section
2).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from unicodedata import ucd_3_2_0

from loc_desktop.contract.causes import cause
from loc_desktop.contract.certificate import CertificateError, pseudonym, read_certificate
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flow_rules import bounds
from loc_desktop.contract.state import Caller, Json, State
from loc_desktop.script import canonical
from loc_desktop.script.items import ROLES
from loc_desktop.script.keys import load_key, on_curve, verify

MEMBER_TAG: Final = b"LoC-member-1\n"
_MEMBERS: Final = (
    "role", "key", "name", "organisation", "certificate", "encryption", "encryption_signature", "person"
)  # fmt: skip
"""``person``: the salted commitment to a customer's identity number and name; empty for an institution."""
_JWK: Final = frozenset(("kty", "crv", "x", "y", "kid", "use"))
_COORDINATE: Final = re.compile(r"[A-Za-z0-9_-]{43}\Z")
MAX_NAME: Final = 200
_MAX_CERTIFICATE: Final = 8192
"""Characters of PEM: one certificate of a P-256 key has about a thousand."""
_NAME: Final = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u3001-\u303f"
    "\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\U00020000-\U000323af]+\\Z"
)
"""Chinese and Latin writing, with its signs and no invisible ones: letters of others look the same."""
_SIGNS: Final = "PSZM"
"""Kinds of punctuation, symbols, blanks and marks (Unicode's general categories by their first letter)."""
_COMMITMENT: Final = re.compile(r"[0-9a-f]{64}\Z")
_KEPT: Final = ("frozen", "provisional", "froze", "tag", "registered", "order", "substitute")
"""What the contract added to a record, and a renewal leaves there. ``order``: how many institutions of the
role had registered, this one included: who was first is not a matter of whose key is smallest.
``substitute``: see :mod:`loc_desktop.contract.flow_rules.substitutes`.
"""
_AREA: Final = re.compile(r"[1-9][0-9](?:[0-9]{2}(?:[0-9]{2}(?:[0-9]{3}(?:[0-9]{3})?)?)?)?\Z")
"""An administrative division's code: province 2 digits, city 4, county 6 (GB/T 2260), township 9, village 12
(GB/T 10114 and the statistics bureau's codes).
"""
_MAX_AREAS: Final = 8


def member_key(role: str, key: str) -> str:
    """The state key of a member's record."""
    return f"member/{role}/{key}"


def name_key(role: str, name: str) -> str:
    """Where it stands whose an institution's name is: blanks, width, case and signs that are neither letters
    nor digits make no other name."""
    return f"name/{role}/{hashlib.sha256(_folded(name).encode()).hexdigest()}"


def _folded(name: str) -> str:
    """By Unicode 3.2, which every Python has: endorsers fold alike."""
    plain = ucd_3_2_0.normalize("NFKC", name).casefold()
    return "".join(sign for sign in plain if ucd_3_2_0.category(sign)[0] not in _SIGNS)


def is_active(record: Json | None) -> bool:
    """Whether this is the record of a member who may act."""
    return record is not None and record["status"] == "active"


def is_revoked(record: Json | None) -> bool:
    """Whether the record is of a revoked member: it winds down, nothing new begins."""
    return record is not None and record["status"] == "revoked"


def may_act(record: Json | None, role: str, while_revoked: Sequence[str]) -> bool:
    """Whether a party in ``role`` takes part: an active member, or a revoked one where the flow winds
    down.
    """
    return is_active(record) or (role in while_revoked and is_revoked(record))


def require_caller(record: Json | None, caller: Caller, pairs: Iterable[tuple[str, str]]) -> None:
    """Only a member carries transactions: a certificate alone, as a network administrator has one, gives no
    rights. A revoked member, or a key that was succeeded, carries nothing for others. Raises ContractError
    ``denied`` unless the caller is one of ``pairs``.
    """
    if not is_active(record) and (caller.role, caller.key) not in pairs:
        why = cause("no_member") if record is None else cause("membership_revoked")
        raise ContractError("denied", role=caller.role or "-", why=why)


def require_active(records: Mapping[tuple[str, str], Json | None], while_revoked: Sequence[str] = ()) -> None:
    """Raises ContractError ``not_member`` for the first (role, key) that may not act, see
    :func:`may_act`.
    """
    for (role, key), record in records.items():
        if not may_act(record, role, while_revoked):
            raise ContractError("not_member", key=key, role=role)


def freezes(record: Mapping[str, Any] | None, now: str) -> list[str]:
    """The challenges that freeze the party, loan or event of this record at a time. A freeze that one
    authority began stands until the time in ``provisional`` and then ends by itself.
    """
    if record is None or "frozen" not in record:
        return []
    until = dict(record.get("provisional", ()))
    return [challenge for challenge in record["frozen"] if now <= until.get(challenge, now)]


def as_it_stands(record: Mapping[str, Any], now: str) -> dict[str, Any]:
    """A record as it is shown: without the freezes that have ended by themselves."""
    left = {name: value for name, value in record.items() if name not in ("frozen", "provisional", "froze")}
    if not (standing := freezes(record, now)):
        return left
    until = [pair for pair in record.get("provisional", ()) if pair[0] in standing]
    return {**left, "frozen": standing, **({"provisional": until} if until else {})}


def require_thawed(what: str, name: str, record: Json | None, now: str) -> None:
    """Raises ContractError ``frozen`` if a challenge freezes the party, loan or event of this record."""
    if standing := freezes(record, now):
        raise ContractError("frozen", what=what, id=name, challenge=standing[0])


def register(state: State, record: Json) -> Json:
    """Store a member record: one's own, or, by the counter of the organisation, one of the counter's role.

    A record may be renewed (a new certificate), not after it was revoked or succeeded. It belongs to the
    caller's organisation for ever, and to the person whom it names once that is attested. Raises
    ContractError.
    """
    caller = state.caller
    _check_record(record, caller)
    role, key = record["role"], record["key"]
    if caller.role != role:
        raise ContractError("denied", role=caller.role or "-", why=cause("registers_role", role=role))
    if caller.key != key and not caller.registrar:
        raise ContractError("denied", role=caller.role, why=cause("only_counter_registers"))
    if record["organisation"] != caller.organisation:
        raise ContractError("denied", role=caller.role, why=cause("registers_other_organisation"))
    carrier, orders = member_key(caller.role, caller.key), f"orders/{role}"
    named = name_key(role, record["name"])
    keys = [f"account/{key}", member_key(role, key), carrier, *([] if role == "C" else [orders, named])]
    account, before, own, *more = state.get_many(keys)
    if own is not None or caller.key != key:
        require_caller(own, caller, [(role, key)])
    if more and more[1] is not None and more[1]["organisation"] != record["organisation"]:
        raise ContractError("name_taken", name=record["name"][:80], organisation=more[1]["organisation"])
    if account is not None and account["role"] != role:
        raise ContractError("other_role", role=account["role"])
    if before is not None and before["status"] == "revoked":
        raise ContractError("revoked", key=key)
    if before is not None:
        _check_renewal(caller, record, before)
    elif record["person"] and not caller.registrar:
        raise ContractError("denied", role=caller.role, why=cause("counter_says_who"))
    stored = {name: record[name] for name in (*_MEMBERS, "areas") if name in record}
    stored.update(status="active", registered=state.time, registrar=caller.key)
    if role != "C" and caller.key == key and caller.name:
        stored["enrolled"] = caller.name
    if before is not None:
        stored.update({name: before[name] for name in _KEPT if name in before}, renewed=state.time)
    elif more:
        stored["order"] = 1 + (more[0]["last"] if more[0] is not None else 0)
        state.put(orders, {"last": stored["order"]})
    if more and more[1] is None:
        state.put(named, {"organisation": record["organisation"]})
    state.put(member_key(role, key), stored)
    if account is None:
        state.put(f"account/{key}", {"key": key, "role": role, "links": []})
    return {"role": role, "key": key, "status": "active"}


def revoke(state: State, role: Json, key: Json) -> Json:
    """Revoke a member: by itself, or by a counter of its organisation, which R's members have none of; the
    regulator and a second authority do it by an event (``member.revoke``). Raises ContractError.
    """
    if role not in ROLES or type(key) is not str:
        raise ContractError("arguments", fn="revoke", why=cause("role_and_key"))
    record = state.get(member_key(role, key))
    if record is None:
        raise ContractError("not_member", key=key, role=role)
    require_own(record)
    caller = state.caller
    require_caller(state.get(member_key(caller.role, caller.key)), caller, [(role, key)])
    own = caller.key == key and caller.role == role
    counter = (
        caller.registrar and caller.role == role != "R" and caller.organisation == record["organisation"]
    )
    if not (own or counter):
        alone = cause("revokes_with_second") if caller.role == "R" else None
        why = alone or cause("revokes_other_organisation")
        raise ContractError("denied", role=caller.role or "-", why=why)
    state.put(member_key(role, key), {**record, "status": "revoked", "revoked": state.time})
    return {"role": role, "key": key, "status": "revoked"}


def _check_renewal(caller: Caller, record: Json, before: Json) -> None:
    require_own(before)
    if record["organisation"] != before["organisation"]:
        raise ContractError("denied", role=record["role"], why=cause("registers_other_organisation"))
    if record["person"] != before["person"] and ("tag" in before or not record["person"]):
        raise ContractError("person_fixed", key=record["key"])
    if record["person"] != before["person"] and not caller.registrar:
        raise ContractError("denied", role=caller.role, why=cause("counter_says_who"))
    if record["encryption"] != before["encryption"] and caller.key != record["key"]:
        # An old key with its old signature would open what was sealed since to whoever found it.
        raise ContractError("denied", role=caller.role, why=cause("owner_changes_key"))


def require_own(record: Json) -> None:
    """Raises ContractError ``succeeded`` for the record of a key that another one took the place of."""
    if record["status"] == "succeeded":
        raise ContractError("succeeded", key=record["key"], successor=record["successor"])


def _check_record(record: Json, caller: Caller) -> None:
    bounds.require("register", record, bounds.RECORD_PARTS, bounds.RECORD_CHARACTERS)
    if type(record) is not dict or set(record) - {"areas"} != set(_MEMBERS):
        raise ContractError("record", why=cause("exact_members", names=", ".join(_MEMBERS)))
    for name in ("role", "key", "name", "organisation", "certificate", "encryption_signature", "person"):
        if type(record[name]) is not str:
            raise ContractError("record", why=cause("text_needed", name=name))
    if record["role"] not in ROLES:
        raise ContractError("record", why=cause("role_unknown"))
    try:
        load_key(record["key"])
    except canonical.CanonicalError:
        raise ContractError("record", why=cause("key_unreadable")) from None
    if not record["name"] or len(record["name"]) > MAX_NAME or len(record["organisation"]) > MAX_NAME:
        raise ContractError("record", why=cause("name_length", most=MAX_NAME))
    if not _NAME.match(record["name"]) or not _folded(record["name"]):
        raise ContractError("record", why=cause("name_characters"))
    if record["person"] and (record["role"] != "C" or not _COMMITMENT.match(record["person"])):
        raise ContractError("record", why=cause("person_commitment"))
    _check_areas(record)
    _check_certificate(record)
    # Who is a counter, the ledger's authority says of the caller; a certificate in a record may be self-made.
    counter = caller.registrar and caller.key == record["key"]
    if record["role"] == "C" and not counter and record["name"] != pseudonym(record["key"]):
        raise ContractError("record", why=cause("pseudonym"))
    _check_encryption(record)


def _check_areas(record: Mapping[str, Any]) -> None:
    """``areas`` is ``[{"code", "name"}]``: the divisions that an institution serves, where it says any."""
    areas = record.get("areas", [])
    if (
        type(areas) is not list
        or len(areas) > _MAX_AREAS
        or (areas and record["role"] not in ("B", "CAD", "FD"))
    ):
        raise ContractError("record", why=cause("areas", most=_MAX_AREAS))
    for area in areas:
        texts = type(area) is dict and set(area) == {"code", "name"}
        if not texts or not all(type(text) is str for text in area.values()):
            raise ContractError("record", why=cause("areas", most=_MAX_AREAS))
        if not _AREA.match(area["code"]):
            raise ContractError("record", why=cause("area_code", code=area["code"][:20]))
        if not 0 < len(area["name"]) <= MAX_NAME or not _NAME.match(area["name"]):
            raise ContractError("record", why=cause("name_characters"))


def same_person(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two member records are of one person: of one key, or enrolled under one name by the authority
    of their certificates. Where it is not known how they were enrolled, they are.
    """
    names = [_folded(str(record.get("enrolled", ""))) for record in (one, other)]
    return one["key"] == other["key"] or not all(names) or names[0] == names[1]


def _check_certificate(record: Mapping[str, Any]) -> None:
    if len(record["certificate"]) > _MAX_CERTIFICATE:
        raise ContractError("record", why=cause("certificate_size", most=_MAX_CERTIFICATE))
    if record["certificate"]:
        try:
            info = read_certificate(record["certificate"])
        except CertificateError as error:
            raise ContractError("record", why=error.trouble) from None
        if info.key != record["key"] or info.role != record["role"]:
            raise ContractError("record", why=cause("certificate_other"))


def _check_encryption(record: Mapping[str, Any]) -> None:
    """The encryption key is one that everybody can seal to: whoever cannot be sealed to would stop others."""
    jwk = record["encryption"]
    if type(jwk) is not dict or set(jwk) != _JWK or not all(type(value) is str for value in jwk.values()):
        raise ContractError("record", why=cause("encryption_members", names=", ".join(sorted(_JWK))))
    if (jwk["kty"], jwk["crv"], jwk["use"]) != ("EC", "P-256", "enc"):
        raise ContractError("record", why=cause("encryption_curve"))
    if jwk["kid"] != record["key"]:
        raise ContractError("record", why=cause("encryption_kid"))
    if not all(_COORDINATE.match(jwk[name]) for name in ("x", "y")) or not on_curve(jwk["x"], jwk["y"]):
        raise ContractError("record", why=cause("encryption_coordinates"))
    statement = {"role": record["role"], "key": record["key"], "encryption_key": jwk}
    if not verify(record["key"], record["encryption_signature"], MEMBER_TAG + canonical.encode(statement)):
        raise ContractError("record", why=cause("encryption_unsigned"))
