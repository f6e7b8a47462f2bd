"""Every sentence and every known error by its code; the tables stand in this folder by topic.

A sentence is a pair (Chinese, English). An error has two, what happened and what to do. The rooms below raise
their errors with the English; for them the tables here hold the Chinese alone, by the same code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loc_desktop import file_causes
from loc_desktop.bank import causes as bank
from loc_desktop.bank import trouble
from loc_desktop.bank.books.words import WORDS as BOOKS
from loc_desktop.contract import causes as contract
from loc_desktop.contract.errors import CODES
from loc_desktop.contract.rulebook import causes as rulebook
from loc_desktop.errors import Causes
from loc_desktop.identity import causes as identity
from loc_desktop.ledger import causes as ledger
from loc_desktop.loan import causes as loan
from loc_desktop.script import causes as script
from loc_desktop.texts import (
    errors_bank,
    errors_contract,
    errors_desk,
    errors_keys,
    errors_ledger,
    errors_money,
)
from loc_desktop.texts.causes import bank as bank_zh
from loc_desktop.texts.causes import contract as contract_zh
from loc_desktop.texts.causes import files as files_zh
from loc_desktop.texts.causes import identity as identity_zh
from loc_desktop.texts.causes import ledger as ledger_zh
from loc_desktop.texts.causes import loan as loan_zh
from loc_desktop.texts.causes import rulebook as rulebook_zh
from loc_desktop.texts.causes import script as script_zh
from loc_desktop.texts.sentences import DESK
from loc_desktop.texts.sentences_connector import DIFFERENCES, REFUSALS
from loc_desktop.texts.sentences_money import MONEY
from loc_desktop.texts.sentences_rules import RULES
from loc_desktop.texts.sentences_state import STATES
from loc_desktop.texts.sentences_trace import TRACE
from loc_desktop.texts.terminal import errors as terminal

LANGUAGES = ("zh", "en")

CAUSES: tuple[tuple[Causes, Mapping[str, str]], ...] = (
    (script.CAUSES, script_zh.CAUSES),
    (loan.CAUSES, loan_zh.CAUSES),
    (contract.CAUSES, contract_zh.CAUSES),
    (rulebook.CAUSES, rulebook_zh.CAUSES),
    (identity.CAUSES, identity_zh.CAUSES),
    (ledger.CAUSES, ledger_zh.CAUSES),
    (bank.CAUSES, bank_zh.CAUSES),
    (file_causes.CAUSES, files_zh.CAUSES),
)
"""The rooms' causes with their Chinese."""

SENTENCES: Mapping[str, tuple[str, str]] = {
    **DESK,
    **STATES,
    **TRACE,
    **MONEY,
    **REFUSALS,
    **{code: (DIFFERENCES[code], english) for code, english in trouble.DIFFERENCES.items()},
    **RULES,
    **{
        room.code(name): (chinese[name], english)
        for room, chinese in CAUSES
        for name, english in room.clauses.items()
    },
}
"""Every sentence: code → (Chinese, English)."""


@dataclass(frozen=True, slots=True)
class ErrorTexts:
    """What happened and what to do, with names in braces for the error's parameters. ``english`` is None
    where only the error itself has it."""

    chinese: tuple[str, str]
    english: tuple[str, str] | None

    def templates(self, language: str) -> tuple[str, str] | None:
        """(What happened, what to do); None where the error's own English is meant."""
        return self.chinese if language == "zh" else self.english


_ENGLISH: Mapping[str, tuple[str, str]] = {
    **{f"contract.{name}": pair for name, pair in CODES.items()},
    **{f"books.{name}": pair for name, pair in BOOKS.items()},
    **trouble.WORDS,
}

ERRORS: Mapping[str, ErrorTexts] = {
    **{
        code: ErrorTexts((what[0], todo[0]), (what[1], todo[1]))
        for code, (what, todo) in {**errors_desk.ERRORS, **errors_money.ERRORS, **terminal.ERRORS}.items()
    },
    **{
        code: ErrorTexts(chinese, _ENGLISH.get(code))
        for table in (errors_contract.ERRORS, errors_keys.ERRORS, errors_ledger.ERRORS, errors_bank.ERRORS)
        for code, chinese in table.items()
    },
}
"""Every known error that a window can show."""
