"""What the views say about values of the desk: dates, ages, money, stages, return codes, checks, roles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from loc_desktop.app.values import Party
from loc_desktop.bank.office.values import BlacklistEntry
from loc_desktop.bank.trouble import Trouble
from loc_desktop.clock import moment as moment_now
from loc_desktop.desk.values.application import ApplicationRow
from loc_desktop.desk.values.event import Signed, Stage
from loc_desktop.desk.values.work import RowFailure
from loc_desktop.errors import Money
from loc_desktop.loan.calendar import DEFAULT_ZONE, local_time
from loc_desktop.texts import words as desk_words
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.widgets.i18n import Languages

translate = QCoreApplication.translate

NARROW = "\u202f"
"""Narrow no-break space, between the thousands."""


class Words:
    """Says values in the language that is on now, times in ``zone``, that of the ledger in use: so that a
    time never shows another day than the one that it counts for."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages
        self.zone = DEFAULT_ZONE

    @property
    def language(self) -> str:
        return self._languages.current

    # -- what the desk has words for

    def say(self, sentence: Sentence | None) -> str:
        return desk_words.say(sentence, self.language, self.trouble) if sentence is not None else ""

    def trouble(self, trouble: Trouble | None) -> str:
        """Why something stands still or did not go through."""
        from loc_desktop.ui.widgets.error_words import say_trouble

        return say_trouble(trouble, self.language) if trouble is not None else ""

    def failure(self, failure: RowFailure) -> str:
        """Why a row did not go through; that money moved, or may have, is said too."""
        from loc_desktop.ui.widgets.error_dialog import money_sentence

        said = self.trouble(failure.trouble)
        return said if failure.money is Money.NOT_MOVED else f"{said} {money_sentence(failure.money)}"

    def role(self, letter: str) -> str:
        return desk_words.role(letter, self.language) if letter else ""

    def kind(self, name: str) -> str:
        return desk_words.kind(name, self.language) if name else ""

    def term(self, item: str) -> str:
        return desk_words.term(item, self.language)

    def limit(self, name: str) -> str:
        return desk_words.limit(name, self.language)

    def holder(self, code: str) -> str:
        return desk_words.holder(code, self.language)

    def field(self, name: str) -> str:
        return desk_words.field(name, self.language)

    def entry(self, text: str) -> str:
        """What stands in an office's file: the program's own entries in the language that is on, people's
        as they wrote them."""
        return {
            "set-up": translate("Words", "set-up"),
            "the limits that come with the program": translate(
                "Words", "the limits that come with the program"
            ),
            "bankruptcy or tax lien on record": translate("Words", "bankruptcy or tax lien on record"),
            "imported file": translate("Words", "imported file"),
        }.get(text, text)

    def say_evidence(self, evidence: Sequence[BlacklistEntry]) -> str:
        """The reasons of standing blacklist entries, "none" if there is none."""
        if not evidence:
            return translate("Words", "none")
        return "; ".join(self.entry(one.reason) for one in evidence)

    # -- money, dates

    def capitals(self, fen: int) -> str:
        """The amount in Chinese capitals, as a bank form wants it; in both languages."""
        from loc_desktop.loan.money import capitals

        return capitals(fen)

    def number(self, fen: int) -> str:
        """``5000000`` → ``50 000.00``, figures that line up in a column."""
        sign = "-" if fen < 0 else ""
        yuan, rest = divmod(abs(fen), 100)
        return f"{sign}{yuan:,}".replace(",", NARROW) + f".{rest:02d}"

    def money(self, fen: int) -> str:
        """With its unit, without ``.00``."""
        text = self.number(fen).removesuffix(".00")
        return translate("Words", "%1 yuan").replace("%1", text)

    def count(self, number: int) -> str:
        return f"{number:,}".replace(",", NARROW)

    def months(self, months: int) -> str:
        return translate("Words", "%1 months").replace("%1", str(months))

    def amount_of(self, value: int | str | None, unit: str) -> str:
        """A value of a term's line by its unit: fen, months, identity, loans."""
        if value is None or value == "":
            return "–"
        if isinstance(value, int) and unit == "fen":
            return self.number(value).removesuffix(".00")
        if unit == "loans":
            return translate("Words", "%1 open").replace("%1", str(value))
        if unit == "holder":
            return self.holder(str(value))
        if unit == "percent":
            return desk_words.show(value, unit, self.language)
        return str(value)

    def with_colon(self, title: str, text: str) -> str:
        """``title: text`` with the colon of the language."""
        return f"{title}：{text}" if self.language == "zh" else f"{title}: {text}"

    def when(self, at: str) -> str:
        """RFC 3339 UTC as date and time to the minute in the ledger's zone."""
        moment = parse_time(at)
        return local_time(moment, self.zone).strftime("%Y-%m-%d %H:%M") if moment else at

    def clock(self, at: str, now: datetime | None = None) -> str:
        """Only the time when it is today in the ledger's zone, else date and time."""
        moment = parse_time(at)
        if moment is None:
            return at
        local, today = local_time(moment, self.zone), local_time(now or moment_now(), self.zone)
        is_today = local.strftime("%Y-%m-%d") == today.strftime("%Y-%m-%d")
        return local.strftime("%H:%M") if is_today else local.strftime("%m-%d %H:%M")

    def age(self, seconds: int) -> str:
        """How long: seconds, minutes, hours or days, one unit."""
        if seconds < 60:
            return translate("Words", "%1 s").replace("%1", str(max(0, seconds)))
        if seconds < 3600:
            return translate("Words", "%1 min").replace("%1", str(seconds // 60))
        if seconds < 86400:
            return translate("Words", "%1 h").replace("%1", str(seconds // 3600))
        return translate("Words", "%1 days").replace("%1", str(seconds // 86400))

    def ago(self, at: str, now: datetime | None = None) -> str:
        moment = parse_time(at)
        if moment is None:
            return ""
        passed = int(((now or moment_now()) - moment).total_seconds())
        return translate("Words", "%1 ago").replace("%1", self.age(max(0, passed)))

    # -- people and states

    def party(self, party: Party | None) -> str:
        """``B 龙岩农信社``: letter and name."""
        return f"{party.role} {party.name}".strip() if party is not None else ""

    def stage(self, stage: Stage, block: int | None = None) -> str:
        """Where an application is, in the glossary's words."""
        if stage is Stage.DRAFT:
            return translate("Words", "draft")
        if stage is Stage.WAITING:
            return translate("Words", "to be sent")
        if stage is Stage.SENT:
            return translate("Words", "sent")
        if stage is Stage.UNLOCKED:
            return translate("Words", "unlocked")
        if stage is Stage.REFUSED:
            return translate("Words", "refused")
        if stage is Stage.WITHDRAWN:
            return translate("Words", "withdrawn")
        if stage is Stage.HELD:
            return translate("Words", "held")
        if block is None:
            return translate("Words", "on the ledger")
        return translate("Words", "on the ledger, block %1").replace("%1", self.count(block))

    def who_or_why(self, line: ApplicationRow) -> str:
        """Whom an application waits for, or who refused it and why."""
        if line.waits_for is not None:
            return line.waits_for.name
        if line.refused_by is not None:
            reason = self.say(line.reason)
            return self.with_colon(line.refused_by.name, reason) if reason else line.refused_by.name
        return self.say(line.reason)

    def where_sentence(self, line: ApplicationRow) -> str:
        """One sentence on where an application stands."""
        stage = line.stage
        if stage is Stage.WAITING:
            return translate("Words", "Signed. The ledger is away; it is sent by itself when it is back.")
        if stage is Stage.SENT:
            return translate("Words", "Given to the ledger, not yet in a block.")
        if stage is Stage.UNLOCKED:
            return translate("Words", "Every grantor passed it. The money has moved.")
        if stage is Stage.REFUSED:
            text = translate("Words", "Refused by %1: %2. No money has moved.")
            return text.replace("%1", self.party(line.refused_by)).replace("%2", self.say(line.reason))
        if stage is Stage.WITHDRAWN:
            return translate("Words", "Withdrawn by who signed it. No money has moved.")
        if stage is Stage.HELD:
            text = translate("Words", "The last unlock attempt did not succeed (%1). No money has moved.")
            return text.replace("%1", self.code(line.code))
        if line.waits_for is not None:
            text = translate("Words", "%1 of %2 grantors have signed. It waits for %3.")
            text = text.replace("%1", str(line.granted)).replace("%2", str(len(line.grantors)))
            return text.replace("%3", self.party(line.waits_for))
        return ""

    def code(self, code: int | None) -> str:
        """A return code of Algorithm 3 with its meaning."""
        names = {
            0: translate("Words", "0 success"),
            1: translate("Words", "1 oracle check failed"),
            2: translate("Words", "2 event check failed"),
            3: translate("Words", "3 type error"),
            4: translate("Words", "4 execution failed, nothing applied"),
        }
        return names.get(code, str(code)) if code is not None else ""

    def verdict(self, verdict: str | None) -> str:
        """The signed word itself, translated for reading."""
        if verdict == "Pass":
            return translate("Words", "Pass")
        if verdict == "Failed":
            return translate("Words", "Failed")
        return verdict or ""

    def signed_line(self, signed: tuple[Signed, ...], waits: Party | None, after: tuple[Party, ...]) -> str:
        """``C ✓ → B … → CAD → FD`` as one line of text."""
        parts = [f"{s.party.role} {'✗' if s.verdict == 'Failed' else '✓'}" for s in signed]
        if waits is not None:
            parts.append(f"{waits.role} …")
        parts.extend(party.role for party in after)
        return " → ".join(parts)


def parse_time(at: str) -> datetime | None:
    """RFC 3339 text to a moment; None if it is not one (network text may be anything)."""
    try:
        moment = datetime.fromisoformat(at.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
