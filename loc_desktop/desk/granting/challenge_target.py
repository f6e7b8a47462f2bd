"""What a challenge is about, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names


def target_sentence(target: Mapping[str, str], names: Names) -> Sentence:
    """``target``: ``kind`` and ``id`` as a challenge's record has them."""
    name = names.party(target["id"]).name if target["kind"] == "party" else ""
    return Sentence(f"target.{target['kind']}", {"id": target["id"], "name": name})


def target_of(challenge: str, carrier: Carrier, names: Names) -> Sentence:
    """Of a challenge by its id. Raises KnownError ``contract.challenge_unknown``."""
    return target_sentence(carrier.query("challenge", {"id": challenge})["target"], names)
