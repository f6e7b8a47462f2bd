"""The dossier's content: what the customer declares, as the canonical JSON that is sealed. Amounts in fen."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from loc_desktop.desk.checks import read_form
from loc_desktop.desk.model import ApplicationForm, Attachment, Dossier

_TEXTS = ("name", "identity_number", "address", "phone", "group", "purpose")
_AMOUNTS = ("income", "asset", "debt")


class DossierError(ValueError):
    """An opened dossier that is not of this form; ``where`` names the member."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(where)


def write(form: ApplicationForm) -> dict[str, Any]:
    """The dossier of a form without problems. Floats and nulls do not occur."""
    checked = read_form(form)
    return {
        "type": "dossier",
        "version": 1,
        "name": checked.name,
        "identity_number": checked.identity_number,
        "address": form.address.strip(),
        "phone": form.phone.strip(),
        "group": form.group.strip(),
        "purpose": form.purpose.strip(),
        "income": checked.income,
        "asset": checked.asset,
        "debt": checked.debt,
        "attachments": [
            {"name": one.name, "media_type": one.media_type, "content": b64encode(one.content).decode()}
            for one in form.attachments
        ],
    }


def read(content: Mapping[str, Any]) -> Dossier:
    """The dossier as a value. Raises DossierError: whoever sealed it may have written anything."""
    if content.get("type") != "dossier" or content.get("version") != 1:
        raise DossierError("version")
    for name in _TEXTS:
        if type(content.get(name)) is not str or len(content[name]) > 2000:
            raise DossierError(name)
    for name in _AMOUNTS:
        if type(content.get(name)) is not int or content[name] < 0:
            raise DossierError(name)
    attachments = tuple(_attachment(one) for one in _list(content.get("attachments")))
    return Dossier(
        **{name: content[name] for name in (*_TEXTS, *_AMOUNTS)},
        attachments=attachments,
    )


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > 100:
        raise DossierError("attachments")
    return value


def _attachment(value: Any) -> Attachment:
    try:
        name, media_type, content = value["name"], value["media_type"], value["content"]
        if type(name) is not str or type(media_type) is not str:
            raise DossierError("attachments")
        return Attachment(name, media_type, b64decode(content, validate=True))
    except (TypeError, KeyError, ValueError):
        raise DossierError("attachments") from None
