"""Why something stands still or was refused, as a value that is kept in the books and told in any language.

``code`` and ``params`` are those of a known error (or of :data:`WORDS`, the connector's own): the interface
translates both by the same tables. ``what`` is the English sentence, for the terminal and the log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from loc_desktop.errors import Trouble, params_from_json
from loc_desktop.loan.money import fill

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "connector.pass_granted": (
        "The bank's Pass is on the ledger already, given by other hands; the books refuse the transfer.",
        "Clear what the books refuse, or ask the regulator.",
    ),
    "connector.unbacked": (
        "The ledger has executed it, but no account of this bank is linked.",
        "Link an account; it is booked by itself then.",
    ),
    "connector.code": (
        "The ledger evaluated the unlocking code with return code {code}.",
        "Look at the attempt's trace.",
    ),
}
"""What the connector says by itself: code to what happened and what to do."""

DIFFERENCES: Final[Mapping[str, str]] = {
    "difference.not_executed": (
        "{kind:kind} of {amount:yuan} yuan is settled in the books, the ledger has not executed it"
    ),
    "difference.not_booked": (
        "{kind:kind} of {amount:yuan} yuan was executed, in the books it is {state:status}"
    ),
    "difference.unknown": "{kind:kind} of {amount:yuan} yuan was executed, the books do not know it",
    "difference.amount": "{kind:kind}: {books:yuan} yuan in the books, {ledger:yuan} yuan on the ledger",
    "difference.transit": "in transit are {books:yuan} yuan, its transfers are {transfers:yuan} yuan",
    "difference.total": (
        "digital assets of {ledger:yuan} yuan against {books:yuan} yuan that transfers explain"
    ),
    "difference.lots": (
        "the lots in digital accounts are {missing:yuan} yuan less than issued and not redeemed"
    ),
    "difference.account": "account {number}: balance {balance:yuan} yuan, postings {posted:yuan} yuan",
    "difference.entry": "entry {entry}: {count} postings that sum to {total:yuan} yuan",
    "difference.file": "the books' file is damaged: {why}",
}
"""What a reconciliation finds: code to its sentence. Amounts are given in fen; ``state`` is a transfer's."""

_OLD: Final = "connector.trouble"


def of_words(code: str, /, **params: str | int) -> Trouble:
    """One of :data:`WORDS`."""
    return Trouble(code, params, fill(WORDS[code][0], params))


def of_difference(name: str, /, **params: str | int) -> Trouble:
    """One of :data:`DIFFERENCES`."""
    code = f"difference.{name}"
    return Trouble(code, params, fill(DIFFERENCES[code], params))


def of_failure(outcome: Mapping[str, Any]) -> Trouble:
    """Why an unlocking code did not execute, from the contract's outcome."""
    failure = outcome.get("failure")
    if failure is None:
        return of_words("connector.code", code=outcome["code"])
    return Trouble(failure["code"], params_from_json(failure.get("params", {})), failure["what"])


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
        return Trouble(_OLD, {"why": text}, text)
