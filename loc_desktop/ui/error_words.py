"""Known errors by code, in the language that is on."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from loc_desktop.errors import KnownError
from loc_desktop.ui.words import translate


class _Lenient(string.Formatter):
    """A parameter that is not there shows as a dash: an error message must not fail itself."""

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        # Names only: attribute and index access have no place in text that takes values from the network.
        return kwargs.get(field_name, "–"), field_name


def sentences_of(code: str) -> tuple[str, str] | None:
    """The English templates of a code, None if the tables do not have it."""
    from loc_desktop.ui.error_table_contract import CONTRACT
    from loc_desktop.ui.error_table_desk import DESK
    from loc_desktop.ui.error_table_keys import KEYS
    from loc_desktop.ui.error_table_money import MONEY

    found = DESK.get(code) or MONEY.get(code) or KEYS.get(code) or CONTRACT.get(code)
    return (str(found[0]), str(found[1])) if found is not None else None


def what_and_todo(error: KnownError, language: str) -> tuple[str, str]:
    """What happened and what to do. English is the error's own; a code that the tables do not have says its
    English after a translated lead."""
    if language == "en":
        return error.what, error.todo
    found = sentences_of(error.code)
    if found is None:
        lead = translate("Errors", "This did not work (%1):").replace("%1", error.code)
        return f"{lead} {error.what}", error.todo
    say = _Lenient()
    what, todo = (say.vformat(translate("Errors", text), (), error.params) for text in found)
    return what, todo
