"""What a ``flow.inspect`` is about, in words, from its body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.party_names import Names


def inspected(body: Mapping[str, Any], names: Names) -> Sentence:
    """A party with an event is the event's dossier, a transaction with one the loan that it paid out."""
    event = str(body.get("event", ""))
    if "transaction" in body:
        what, key, about = ("loan" if event else "transaction"), "", event or str(body["transaction"])
    elif "account" in body:
        what = "account"
        key = about = str(body["account"])
    else:
        what, key = ("dossier" if event else "party"), str(body.get("party", ""))
        about = event or key
    return Sentence(f"inspected.{what}", {"id": about, "name": names.party(key).name if key else ""})
