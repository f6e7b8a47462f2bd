"""Whether the key that a case is about belongs to the person of its dossier: what each oracle finds itself.

Every role opens the member record's commitment with number, name and salt of the dossier. Civil affairs
also asks the ledger which living key the person has already; a bank looks into its own books.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loc_desktop.app.bank_books import books, has_books
from loc_desktop.app.living_keys import follow
from loc_desktop.contract.persons import ATTESTING
from loc_desktop.errors import KnownError
from loc_desktop.identity.person import opens, tag
from loc_desktop.loan.identity_number import normalise
from loc_desktop.loan.person_name import comparable

if TYPE_CHECKING:
    from loc_desktop.desk.granting.department import Department
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.values.case import Dossier


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """``why``: what speaks against it, "" if the key is this person's: ``no_member``, ``dead``,
    ``no_person``, ``commitment``, ``other_key``, ``other_person``, ``books``, ``former``. ``tag``: of civil
    affairs, for its Pass. ``no_secret``: it cannot be told before a colleague has shared the secret.
    """

    why: str
    tag: str = ""


def holder(
    carrier: Carrier, body: Mapping[str, Any], dossier: Dossier, department: Department, pin: str | None
) -> KeyHolder:
    """``department`` is asked for its secret in civil affairs only. Raises the ledger's errors."""
    key = str(body.get("payee") or body.get("member") or body.get("new") or "")
    record = _member(carrier, key, pin)
    if record is None:
        return KeyHolder("no_member")
    why = _record(record, dossier)
    if why or carrier.identity.role == "FD":
        return KeyHolder(why)
    if carrier.identity.role == ATTESTING:
        return _attested(carrier, body, record, dossier, department, pin)
    return KeyHolder(_books(carrier, key, dossier))


def _member(carrier: Carrier, key: str, pin: str | None) -> Any:
    try:
        return carrier.query("member", {"role": "C", "key": key}, pin)
    except KnownError as error:
        if error.code == "contract.not_found":
            return None
        raise


def _record(record: Mapping[str, Any], dossier: Dossier) -> str:
    if record["status"] != "active":
        return "dead"
    if not record["person"]:
        return "no_person"
    fits = opens(record, dossier.identity_number, dossier.name, dossier.person_salt)
    return "" if fits else "commitment"


def _attested(
    carrier: Carrier,
    body: Mapping[str, Any],
    record: Mapping[str, Any],
    dossier: Dossier,
    department: Department,
    pin: str | None,
) -> KeyHolder:
    known = tag(department.secret(), dossier.identity_number)
    if record.get("tag", known) != known and not department.shared():
        return KeyHolder("no_secret")
    living = carrier.query("person", {"tag": known}, pin).get("key", "")
    old = str(body.get("old", ""))
    if living not in ("", record["key"], old):
        return KeyHolder("other_key")
    if record.get("tag", known) != known:
        return KeyHolder("other_person")
    if old and living != old:
        # Never attested: the old record's own commitment must open to the same person.
        before = _member(carrier, old, pin)
        if before is None or not opens(before, dossier.identity_number, dossier.name, dossier.former_salt):
            return KeyHolder("former")
    return KeyHolder("", known)


def _books(carrier: Carrier, key: str, dossier: Dossier) -> str:
    """The bank's books know neither this key under another person nor this person under another key."""
    if not has_books(carrier.connections, carrier.identity):
        return ""
    follow(carrier.connections, carrier.identity)
    kept = books(carrier.connections, carrier.identity)
    number = normalise(dossier.identity_number)
    linked = kept.account_of(key)
    owner = kept.client(linked.client) if linked is not None and linked.client else None
    if owner is not None and (
        owner.identity_number != number or comparable(owner.name) != comparable(dossier.name)
    ):
        return "books"
    own = kept.client_of(number)
    if own is None:
        return ""
    if comparable(own.name) != comparable(dossier.name):
        return "books"
    accounts, _ = kept.accounts(own.number)
    return (
        "books"
        if any(account.client == own.number and account.digital_key not in ("", key) for account in accounts)
        else ""
    )
