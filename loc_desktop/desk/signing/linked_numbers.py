"""Account numbers of links: on the ledger sealed, and as a tag; here opened by who may know them.

A link's event carries the number sealed to its signer, the bank and the regulator, together with the key
whose link it is: copied into another's event it opens to no number. Whoever may not open it is shown the
beginning of the tag that stands for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loc_desktop.app.bank_books import books_of
from loc_desktop.desk.signing.readers import readers_of
from loc_desktop.errors import KnownError

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.index.rows import EventRow

_TYPE = "account number"
_ENDS = ("account.unlink", "fund.unlink")
_SIZE = 256
"""Bytes that are sealed, whatever the number's length."""


def tag_mark(tag: str) -> str:
    """What stands for a number that one may not know."""
    return f"#{tag[:8]}"


def sealed_number(carrier: Carrier, number: str, bank: str, signer: Identity) -> dict[str, Any]:
    """The number for a link's event. Raises KnownError ``form.no_grantor``, ``form.no_reader``."""
    from loc_desktop.identity.sealing import seal

    content = {"type": _TYPE, "version": 1, "number": number, "account": signer.key}
    readers = readers_of(carrier, {"B": bank}).recipients
    return seal(content, [*readers, signer.member_record()], smallest=_SIZE)[0]


def opened_number(carrier: Carrier, event: str, reader: Identity, pin: str | None = None) -> str:
    """The number in a link's event, opened with ``reader``'s key. Raises KnownError ``pin.*``, ``keyring.*``,
    ``seal.*``, the ledger's."""
    from loc_desktop.identity.sealing import open_dossier

    seen: dict[str, str] = carrier.connections.once(f"linked numbers {reader.id}", dict)
    if event not in seen:
        view = carrier.query("event", {"id": event}, pin)
        decryptor = carrier.connections.number_reader(reader, pin)
        body = view["cc"]["event"]["body"]
        content = open_dossier(body["number"], decryptor)
        own = content.get("type") == _TYPE and content.get("account") == body["account"]
        seen[event] = str(content.get("number", "")) if own else ""
    return seen[event]


def linked_number(carrier: Carrier, link: Mapping[str, str], reader: Identity) -> str:
    """The number of a link as a digital account lists it, or :func:`tag_mark` where ``reader`` may
    not know it. Where the bank's books are on this computer it is looked up there."""
    kept = books_of(carrier.connections, carrier.identity.ledger, link["bank"])
    try:
        if kept is not None:
            return kept.tagged(link["link"]).number
        return opened_number(carrier, link["event"], reader) or tag_mark(link["link"])
    except KnownError:
        return tag_mark(link["link"])


def number_asked(carrier: Carrier, row: EventRow, pin: str | None = None) -> str:
    """The bank's: the number that an event asks to link, or whose link to end, "" where nobody can tell.
    Raises KnownError ``pin.*``, ``keyring.*``, the ledger's."""
    kept = books_of(carrier.connections, carrier.identity.ledger, carrier.identity.key)
    if kept is None:
        return ""
    try:
        if row.kind in _ENDS:
            return kept.tagged(str(row.body.get("link", ""))).number
        return opened_number(carrier, row.id, carrier.identity, pin)
    except KnownError as error:
        if error.code.startswith(("books.no_account", "dossier.")):
            return ""
        raise
