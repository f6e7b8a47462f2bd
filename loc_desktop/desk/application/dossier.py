"""The dossier's content: what the customer declares, as the canonical JSON that is sealed. Amounts in fen."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, Final

from loc_desktop.desk.application.form_checks import CheckedForm
from loc_desktop.desk.values.application import Attachment
from loc_desktop.desk.values.case import Dossier
from loc_desktop.identity.person import is_salt
from loc_desktop.script.plain_text import is_plain

_TEXTS = ("name", "identity_number", "address", "phone", "group", "purpose")
_AMOUNTS = ("income", "asset", "debt")
_LINES = ("purpose", "address")
_GAP = re.compile(r"\s{3}")


VERSION = 2
IDENTITY = "identity"
"""The type of a dossier that says no more than whose key it is."""


_LONGEST: Final = {
    "name": 60, "identity_number": 40, "address": 200, "phone": 60, "group": 60, "purpose": 200,
}  # fmt: skip
"""Characters of a text, as the form takes them."""


class DossierError(ValueError):
    """An opened dossier that is not of this form; ``where`` names the member."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(where)


def write(checked: CheckedForm, salt: str) -> dict[str, Any]:
    """The dossier of a checked form. Floats and nulls do not occur. ``salt``: the one under which
    the member record commits to name and number."""
    return {
        "type": "dossier",
        "version": VERSION,
        "name": checked.name,
        "identity_number": checked.identity_number,
        "person_salt": salt,
        "address": checked.address,
        "phone": checked.phone,
        "group": checked.group,
        "purpose": checked.purpose,
        "income": checked.income,
        "asset": checked.asset,
        "debt": checked.debt,
        "attachments": [
            {
                "name": attachment.name,
                "media_type": attachment.media_type,
                "content": b64encode(attachment.content).decode(),
            }
            for attachment in checked.attachments
        ],
    }


def write_identity(name: str, identity_number: str, salt: str, former_salt: str = "") -> dict[str, Any]:
    """The dossier of an attestation; ``former_salt``: that of the lost key's commitment, if it is known."""
    content = {
        "type": IDENTITY,
        "version": VERSION,
        "name": name,
        "identity_number": identity_number,
        "person_salt": salt,
    }
    return {**content, "former_salt": former_salt} if former_salt else content


def read(content: Mapping[str, Any]) -> Dossier:
    """The dossier as a value. Raises DossierError: whoever sealed it may have written anything."""
    if content.get("type") == IDENTITY and content.get("version") == VERSION:
        content = {**dict.fromkeys(_TEXTS, ""), **dict.fromkeys(_AMOUNTS, 0), "attachments": [], **content}
    elif content.get("type") != "dossier" or content.get("version") != VERSION:
        raise DossierError("version")
    if not is_salt(content.get("person_salt")):
        raise DossierError("person_salt")
    former = content.get("former_salt", "")
    if former and not is_salt(former):
        raise DossierError("former_salt")
    for name in _TEXTS:
        if type(content.get(name)) is not str or not _is_fit(name, content[name]):
            raise DossierError(name)
    for name in _AMOUNTS:
        if type(content.get(name)) is not int or content[name] < 0:
            raise DossierError(name)
    attachments = tuple(_attachment(attachment) for attachment in _list(content.get("attachments")))
    return Dossier(
        **{name: content[name] for name in (*_TEXTS, *_AMOUNTS)},
        attachments=attachments,
        person_salt=content["person_salt"],
        former_salt=former,
    )


def _is_fit(name: str, text: str) -> bool:
    """Nothing hidden, and no blanks that push what stands behind out of sight; but for purpose and address
    one line."""
    lines = name in _LINES or not ("\n" in text or "\t" in text)
    return len(text) <= _LONGEST[name] and is_plain(text) and lines and _GAP.search(text) is None


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > 100:
        raise DossierError("attachments")
    return value


def _attachment(value: Any) -> Attachment:
    try:
        name, media_type, content = value["name"], value["media_type"], value["content"]
        if type(name) is not str or type(media_type) is not str or not is_plain(name + media_type):
            raise DossierError("attachments")
        return Attachment(name, media_type, b64decode(content, validate=True))
    except (TypeError, KeyError, ValueError):
        raise DossierError("attachments") from None
