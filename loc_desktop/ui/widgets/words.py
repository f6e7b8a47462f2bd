"""What the views say about values of the desk, in the language that is on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loc_desktop.desk.values.event import Signed, Stage
from loc_desktop.errors import Money
from loc_desktop.texts import words
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.widgets.i18n import Languages, role_mark

if TYPE_CHECKING:
    from loc_desktop.app.values import Party
    from loc_desktop.bank.office.values import BlacklistEntry
    from loc_desktop.desk.values.application import ApplicationRow
    from loc_desktop.desk.values.work import RowFailure


class Words(words.Wording):
    """:class:`loc_desktop.texts.words.Wording` in the window's language, and the desk's values in it."""

    def __init__(self, languages: Languages) -> None:
        super().__init__()
        self._languages = languages

    @property
    def language(self) -> str:
        return self._languages.current

    def heading(self, text: str) -> str:
        """A word as a label or title: it begins with a capital, which it does not have within a sentence."""
        return text[:1].upper() + text[1:]

    def field(self, name: str) -> str:
        return self.heading(super().field(name))

    def limit(self, name: str) -> str:
        return self.heading(super().limit(name))

    def term(self, item: str) -> str:
        return self.heading(super().term(item))

    def failure(self, failure: RowFailure) -> str:
        """Why a row did not go through; that money moved, or may have, is said too."""
        said = self.trouble(failure.trouble)
        return said if failure.money is Money.NOT_MOVED else f"{said} {self.money_moved(failure.money)}"

    def say_evidence(self, evidence: Sequence[BlacklistEntry]) -> str:
        """The reasons of standing blacklist entries, "none" if there is none."""
        if not evidence:
            return self.say(Sentence("evidence.none"))
        separator = "；" if self.language == "zh" else "; "
        return separator.join(self.entry(entry.reason) for entry in evidence)

    def party(self, party: Party | None) -> str:
        """``B 龙岩农信社``: letter and name."""
        return f"{role_mark(party.role)} {party.name}".strip() if party is not None else ""

    def stage(self, stage: Stage, block: int | None = None) -> str:
        """Where an application is, in the glossary's words."""
        if stage is Stage.ON_LEDGER and block is not None:
            return self.say(Sentence("stage.in_block", {"block": block}))
        return self.say(Sentence(f"stage.{stage.value}"))

    def who_or_why(self, line: ApplicationRow) -> str:
        """Whom an application waits for, or who refused it and why."""
        if line.waits_for is not None:
            return line.waits_for.name
        if line.refused_by is not None:
            reason = self.say(line.reason)
            return self.with_colon(line.refused_by.name, reason) if reason else line.refused_by.name
        return self.say(line.reason)

    def where_sentence(self, line: ApplicationRow) -> str:
        """One sentence on where an application stands, "" for a draft."""
        stage = line.stage
        if stage is Stage.UNLOCKED and not line.amount:
            return self.say(Sentence("stands.executed"))
        if stage in (Stage.WAITING, Stage.SENT, Stage.UNLOCKED, Stage.WITHDRAWN, Stage.EXPIRED):
            return self.say(Sentence(f"stands.{stage.value}"))
        if stage in (Stage.REFUSED, Stage.RETURNED):
            by, reason = line.refused_by.name if line.refused_by else "", line.reason or ""
            return self.say(Sentence(f"stands.{stage.value}", {"by": by, "reason": reason}))
        if stage is Stage.HELD:
            return self.say(Sentence("stands.held", {"code": "" if line.code is None else line.code}))
        if line.waits_for is None:
            return ""
        grantors, waits_for = len(line.grantors), line.waits_for.name
        return self.say(
            Sentence("stands.granted", {"granted": line.granted, "all": grantors, "next": waits_for})
        )

    def signed_line(self, signed: tuple[Signed, ...], waits: Party | None, after: tuple[Party, ...]) -> str:
        """``C ✓ → B … → CAD → FD`` as one line of text."""
        parts = [f"{role_mark(s.party.role)} {'✗' if s.verdict == 'Failed' else '✓'}" for s in signed]
        if waits is not None:
            parts.append(f"{role_mark(waits.role)} …")
        parts.extend(role_mark(party.role) for party in after)
        return " → ".join(parts)
