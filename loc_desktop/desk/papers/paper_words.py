"""How papers say values: labels, dates in full, amounts with capitals."""

from __future__ import annotations

from datetime import date
from typing import Final

from loc_desktop.app.values import Party
from loc_desktop.contract.certificate import key_digest
from loc_desktop.desk.papers.paper import Fact, Places
from loc_desktop.loan.calendar import civil_day, local_time
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import Wording, parse_time

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


class PaperWords(Wording):
    """:class:`~loc_desktop.texts.words.Wording` for papers."""

    def word(self, code: str, **params: str | int | Sentence) -> str:
        """``paper.<code>`` in the language."""
        return self.say(Sentence(f"paper.{code}", params))

    def label(self, name: str) -> str:
        return self.word(f"label.{name}")

    def fact(self, name: str, value: str, wide: bool = False) -> Fact:
        return Fact(self.label(name), value, wide)

    def places(self, *names: str) -> Places:
        """Places to sign by hand."""
        return Places(tuple(self.word(f"sign.{name}") for name in names), self.word("hand_date"))

    def day(self, day: str) -> str:
        """``2026-11-28`` → ``2026年11月28日``, ``28 November 2026``; what is no day as it is."""
        try:
            then = date.fromisoformat(day)
        except ValueError:
            return day
        if self.language == "zh":
            return f"{then.year}年{then.month}月{then.day}日"
        return f"{then.day} {_MONTHS[then.month - 1]} {then.year}"

    def moment(self, at: str) -> str:
        """RFC 3339 UTC as day and time in the ledger's zone."""
        then = parse_time(at)
        if then is None:
            return at
        local = local_time(then, self.zone)
        return f"{self.day(civil_day(at, self.zone).isoformat())} {local:%H:%M:%S}"

    def amount(self, fen: int) -> str:
        """With capitals: ``20,000.00 元（人民币贰万元整）``."""
        return self.word("yuan", amount=self.number(fen), in_full=self.capitals(fen))

    def plain(self, fen: int) -> str:
        return self.word("plain_yuan", amount=self.number(fen))

    def term_of(self, months: int) -> str:
        return self.word("months", count=months)

    def of_role(self, party: Party) -> str:
        """Name and role: ``某某农信社（银行）``."""
        return (
            f"{party.name}（{self.role(party.role)}）"
            if self.language == "zh"
            else (f"{party.name} ({self.role(party.role)})")
        )


def short_key(key: str) -> str:
    """What tells keys apart on a paper: the beginning of the key's digest."""
    return key_digest(key)[:12].upper() if key else ""
