"""Known errors and troubles by code, in the language that is on."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from typing import Any

from loc_desktop.bank.trouble import Trouble
from loc_desktop.errors import KnownError
from loc_desktop.texts import words as desk_words
from loc_desktop.texts.phrases import SENTENCES
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.widgets.words import translate

_WORDED = re.compile(r"\{[a-z_]+:[a-z]+\}")


class _Lenient(string.Formatter):
    """A parameter that is not there shows as a dash: an error message must not fail itself."""

    def __init__(self, language: str) -> None:
        self._language = language

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        # Names only: attribute and index access have no place in text that takes values from the network.
        return kwargs.get(field_name, "–"), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return desk_words.show(value, format_spec, self._language, self._told)

    def _told(self, trouble: Trouble) -> str:
        return say_trouble(trouble, self._language)


def sentences_of(code: str) -> tuple[str, str] | None:
    """The English templates of a code, None if the tables do not have it."""
    from loc_desktop.ui.widgets.error_table_contract import CONTRACT
    from loc_desktop.ui.widgets.error_table_desk import DESK
    from loc_desktop.ui.widgets.error_table_keys import KEYS
    from loc_desktop.ui.widgets.error_table_money import MONEY

    found = DESK.get(code) or MONEY.get(code) or KEYS.get(code) or CONTRACT.get(code)
    return (str(found[0]), str(found[1])) if found is not None else None


def what_and_todo(error: KnownError, language: str) -> tuple[str, str]:
    """What happened and what to do."""
    return _said(error.code, error.params, (error.what, error.todo), language)


def say_trouble(trouble: Trouble, language: str) -> str:
    """What happened, as a sentence."""
    if trouble.code in SENTENCES:
        sentence = Sentence(trouble.code, trouble.params)
        return desk_words.say(sentence, language, lambda inner: say_trouble(inner, language))
    return _said(trouble.code, trouble.params, (trouble.what, ""), language)[0]


def _said(code: str, params: Mapping[str, Any], english: tuple[str, str], language: str) -> tuple[str, str]:
    """English is the error's own, except where values of the table's are to be put in words; a code that the
    tables do not have says its English after a translated lead."""
    found = sentences_of(code)
    if language == "en" and not (found and _WORDED.search(found[0] + found[1])):
        return english
    if found is None:
        cause = desk_words.why(english[0], language)
        return translate("Errors", "This did not work (%1): %2.").replace("%1", code).replace("%2", cause), ""
    say = _Lenient(language)
    what, todo = (say.vformat(translate("Errors", text), (), params) for text in found)
    return what, todo
