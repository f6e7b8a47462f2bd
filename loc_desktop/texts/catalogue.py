"""Every sentence and every known error by its code; the tables stand in this folder by topic.

A sentence is a pair (Chinese, English). An error has two, what happened and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import (
    errors_bank,
    errors_contract,
    errors_desk,
    errors_keys,
    errors_ledger,
    errors_money,
)
from loc_desktop.texts.causes import bank, contract, files, identity, ledger, loan, rulebook, script
from loc_desktop.texts.papers import PAPER_ERRORS, PAPERS
from loc_desktop.texts.sentences import DESK
from loc_desktop.texts.sentences_connector import DIFFERENCES, REFUSALS
from loc_desktop.texts.sentences_money import MONEY
from loc_desktop.texts.sentences_rules import RULES
from loc_desktop.texts.sentences_state import STATES
from loc_desktop.texts.sentences_trace import TRACE
from loc_desktop.texts.terminal import errors as terminal

LANGUAGES = ("zh", "en")

Pair = tuple[str, str]
"""(Chinese, English)."""

CAUSES: Mapping[str, Mapping[str, Pair]] = {
    "script": script.CAUSES,
    "loan": loan.CAUSES,
    "contract": contract.CAUSES,
    "rulebook": rulebook.CAUSES,
    "identity": identity.CAUSES,
    "ledger": ledger.CAUSES,
    "bank": bank.CAUSES,
    "file": files.CAUSES,
}
"""The causes by the room that gives them."""

SENTENCES: Mapping[str, Pair] = {
    **DESK,
    **STATES,
    **TRACE,
    **MONEY,
    **REFUSALS,
    **DIFFERENCES,
    **RULES,
    **PAPERS,
    **{f"cause.{room}.{name}": pair for room, clauses in CAUSES.items() for name, pair in clauses.items()},
}
"""Every sentence by its code."""

ERRORS: Mapping[str, tuple[Pair, Pair]] = {
    **errors_contract.ERRORS,
    **errors_keys.ERRORS,
    **errors_ledger.ERRORS,
    **errors_bank.ERRORS,
    **errors_desk.ERRORS,
    **errors_money.ERRORS,
    **PAPER_ERRORS,
    **terminal.ERRORS,
}
"""Every known error: code → (what happened, what to do)."""
