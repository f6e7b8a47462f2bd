"""Why something stands still or was refused, as a value that is kept in the books and told in any language.

``code`` and ``params`` are those of a known error, of the connector's own (``connector.…``) or of what a
reconciliation finds (``difference.…``); the sentences stand in ``loc_desktop/texts``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from loc_desktop.errors import Trouble, params_from_json


def of_words(code: str, /, **params: str | int) -> Trouble:
    """What the connector says by itself: ``connector.pass_granted``, ``.unbacked``, ``.code``."""
    return Trouble(code, params)


def of_difference(name: str, /, **params: str | int) -> Trouble:
    """What a reconciliation finds. Amounts in fen; ``state`` is a transfer's."""
    return Trouble(f"difference.{name}", params)


def of_failure(outcome: Mapping[str, Any]) -> Trouble:
    """Why an unlocking code did not execute, from the contract's outcome."""
    failure = outcome.get("failure")
    if failure is None:
        return of_words("connector.code", code=outcome["code"])
    return Trouble(failure["code"], params_from_json(failure.get("params", {})))


def write(trouble: Trouble | None) -> str:
    """As a column keeps it, "" for none."""
    return "" if trouble is None else json.dumps(trouble.to_json(), ensure_ascii=False)


def read(text: str) -> Trouble | None:
    """The opposite of :func:`write`; a plain sentence, as older books have, is its own ``why``."""
    if not text:
        return None
    try:
        return Trouble.from_json(json.loads(text))
    except (ValueError, TypeError, KeyError):
        return Trouble("connector.trouble", {"why": text})
