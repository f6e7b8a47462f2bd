"""Why the books refuse an entry, and what is wrong with an account number, with the English."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import Causes

CAUSES: Final = Causes(
    "bank",
    {
        # the database's own rules (books/migrations)
        "sealed": "the entry is sealed",
        "closed": "the account is closed",
        "two_postings": "an entry has at least two postings",
        "unbalanced": "the postings do not balance",
        "money_unbalanced": "the postings on money accounts do not balance",
        "entry_exists": "the entry exists",
        "kind_stays": "an account keeps its kind",
        "account_stays": "accounts are never deleted",
        "nothing_changed": "nothing is ever changed or deleted; book a reversal",
        "constraint": "a rule of the database ({said})",
        # an account number
        "number_empty": "it is empty",
        "number_characters": "it has other characters than digits",
        "number_length": "it has too many digits or too few",
        "number_prefix": "it is no number of this system",
        "number_checksum": "its check digit does not fit: compare it with the original",
    },
)

cause: Final = CAUSES.make
