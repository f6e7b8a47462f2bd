"""What the books refuse, and why: one stable code each, an English sentence, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from loc_desktop.errors import KnownError
from loc_desktop.loan.money import fill


class BooksError(KnownError):
    """The books cannot do this. Nothing is booked then. ``code`` is ``books.`` and a name."""


WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "key_used": ("The booking key {key} stands for another entry.", "Use a new key for a new booking."),
    "unbalanced": (
        "Debits and credits of {key} are not equal, or there are not two of them.",
        "Correct the amounts.",
    ),
    "amount": ("{amount:yuan} yuan cannot be booked.", "Give an amount above zero."),
    "date": ("{date} is not a day.", "Write the day as YYYY-MM-DD."),
    "no_account": ("There is no account {number} in these books.", "Check the account number."),
    "closed": ("The account {number} is closed.", "Use an account that is open."),
    "funds": (
        "The account {number} holds {held:yuan} yuan, {needed:yuan} yuan are needed.",
        "Pay in first, or choose a smaller amount.",
    ),
    "no_entry": ("There is no journal entry {entry}.", "Check its number."),
    "reversed": ("The entry {entry} was reversed before, by {by}.", "Nothing needs to be done."),
    "refused": ("The books refuse this: {why}.", "Nothing was booked."),
    "empty": ("There are no books in {file} yet.", "Set them up as the bank first."),
    "other_bank": ("The books in {file} belong to another bank.", "Choose the books of this bank."),
    "no_client": ("There is no active customer {number}.", "Register the customer first."),
    "kind": ("Accounts of kind {kind} are the bank's own.", "Choose a kind for customers."),
    "internal": ("The account {number} is the bank's own.", "It stays open."),
    "not_empty": (
        "The account {number} still holds {held:yuan} yuan.",
        "Pay the money out or transfer it first.",
    ),
    "in_transit": (
        "{count} transfers of account {number} are still in transit.",
        "Wait until they are settled or reversed.",
    ),
    "number": ("{number} is no account number of this bank ({why}).", "Check the digits."),
    "linked": (
        "The account {number} or the digital account is already linked to another.",
        "End that link first.",
    ),
    "future": ("The day {day} is not over yet.", "Run the day's end of today or of a day before."),
}
"""Code (without ``books.``) to what happened and what to do."""


def refused(name: str, **params: object) -> BooksError:
    """The error of a code, to be raised."""
    what, todo = WORDS[name]
    return BooksError(f"books.{name}", fill(what, params), todo, params=params)
