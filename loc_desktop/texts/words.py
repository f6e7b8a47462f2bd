"""Sentences, errors and values in Chinese and English, without Qt: for window and terminal.

What a code says stands in :mod:`loc_desktop.texts.catalogue`. Text from the network goes in as a value, never
as a template. A value may be a sentence itself, or a :class:`~loc_desktop.errors.Trouble`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from loc_desktop.clock import moment as moment_now
from loc_desktop.errors import KnownError, Money, Trouble
from loc_desktop.loan.calendar import DEFAULT_ZONE, local_time
from loc_desktop.loan.money import capitals, percent, yuan_text
from loc_desktop.texts import values
from loc_desktop.texts.catalogue import ERRORS, SENTENCES
from loc_desktop.texts.names import FIELDS, ITEMS, KINDS, LIMITS, ROLES, VERDICTS
from loc_desktop.texts.sentence import FieldProblem, Sentence

_SEPARATOR = {"zh": "、", "en": ", "}


_NO_MONEY = frozenset(
    {
        "backup",
        "day",
        "file",
        "files",
        "folder",
        "folder_backup",
        "import",
        "profile",
        "replay",
        "rules",
        "statement",
    }
)
"""Families of errors that are about a file or a day: nobody asks whether money has moved."""


def say(sentence: Sentence, language: str = "en") -> str:
    """The sentence as plain text. An unknown code says itself, with its parameters: never an exception."""
    template = SENTENCES.get(sentence.code)
    if template is None:
        # A whole family may share one template: ``tx.other`` for any ``tx.…``.
        template = SENTENCES.get(sentence.code.split(".", 1)[0] + ".other")
    if template is None:
        return _bare(sentence)
    params = {"code_": sentence.code, **sentence.params}
    try:
        chosen = template[0] if language == "zh" else _counted(template[1], params)
        return _Formatter(language).vformat(chosen, (), params).strip()
    except (KeyError, ValueError, IndexError, TypeError):
        return _bare(sentence)


def say_trouble(trouble: Trouble, language: str = "en") -> str:
    """What happened, as a sentence."""
    if trouble.code in SENTENCES:
        return say(Sentence(trouble.code, trouble.params), language)
    return _error(trouble.code, trouble.params, language)[0]


def what_and_todo(error: KnownError, language: str = "en") -> tuple[str, str]:
    """What happened and what to do."""
    what, todo = _error(error.code, error.params, language)
    problems = error.params.get("problems")
    if isinstance(problems, tuple) and problems:
        what += ("" if language == "zh" else " ") + say_problems(problems, language)
    return what, todo


def say_problems(problems: Iterable[FieldProblem], language: str = "en") -> str:
    """What is wrong with the fields of a form, one sentence after the other."""
    return ("" if language == "zh" else " ").join(say(problem.sentence, language) for problem in problems)


def error_sentences(error: KnownError, language: str = "en") -> tuple[str, str, str]:
    """What happened, whether money moved ("" where no money is meant: of a file, a day), what to do."""
    what, todo = what_and_todo(error, language)
    far = error.money is Money.NOT_MOVED and error.code.partition(".")[0] in _NO_MONEY
    return what, "" if far else say_money(error.money, language), todo


def one_sentence(error: BaseException, language: str = "en") -> str:
    """What happened; of a bug, what it is."""
    return what_and_todo(error, language)[0] if isinstance(error, KnownError) else repr(error)


def say_money(money: Money, language: str = "en") -> str:
    """Whether money moved."""
    return say(Sentence(f"money.{money.name.lower()}"), language)


def _error(code: str, params: Mapping[str, Any], language: str) -> tuple[str, str]:
    """What happened and what to do. A code that the catalogue does not have says itself."""
    pairs = ERRORS.get(code)
    if pairs is None:
        return say(Sentence("error.other", {"what": _bare(Sentence(code, params))}), language), ""
    formatter = _Lenient(language)
    what, todo = (
        formatter.vformat(pair[0] if language == "zh" else _counted(pair[1], params), (), params)
        for pair in pairs
    )
    return what, todo


def term(item: str, language: str = "en") -> str:
    """The name of a term's item (``id_c``, ``amount`` … ``issue``, ``exception``)."""
    return _pick(ITEMS, item, language)


def limit(name: str, language: str = "en") -> str:
    """The name of a limit (``loan_limit``, ``month_max`` …)."""
    return _pick(LIMITS, name, language)


def holder(code: str, language: str = "en") -> str:
    """Whose key it is, or what speaks against it: codes of
    :class:`~loc_desktop.desk.granting.key_holder.KeyHolder`."""
    return _pick(values.HOLDERS, code, language)


def role(letter: str, language: str = "en") -> str:
    """``C``, ``B``, ``CAD``, ``FD``, ``R`` in words."""
    return _pick(ROLES, letter, language)


def kind(name: str, language: str = "en") -> str:
    """An event kind (``loan.apply`` …) in words."""
    return _pick(KINDS, name, language)


def field(name: str, language: str = "en") -> str:
    """The label of a form's field."""
    return _pick(FIELDS, name, language)


def show(value: Any, how: str, language: str = "en") -> str:
    """A value as a template's ``{name:how}`` shows it (:data:`SHOWN`). What cannot be shown like that is
    shown as it is."""
    if isinstance(value, Sentence):
        return _inner(say(value, language))
    if isinstance(value, Trouble):
        return _inner(say_trouble(value, language))
    shown = SHOWN.get(how)
    try:
        text = shown(value, language) if shown else str(value)
    except (ValueError, TypeError):
        text = str(value)
    # What others wrote makes no lines of its own in a sentence that one signs.
    return " ".join(text.split()) if len(text.splitlines()) > 1 else text


_NOUNS = (
    "account|application|attempt|block|customer|day|difference|event|file|hour|key|line|link|loan|minute|month|"
    "notice|payment|period|problem|refund|request|row|step|term|transfer|unlocking code"
)
_OF_ONE = {"are": "is", "have": "has", "do": "does", "stand": "stands", "meet": "meets", "get": "gets"}
_VERBS = "|".join(_OF_ONE)
_ONE = re.compile(
    rf"(?<![\w.,:%-])1(?P<noun> (?:(?!(?:{_VERBS}) )[a-z]+ )?(?:{_NOUNS}))?(?(noun)s\b)"
    rf"(?: (?P<verb>{_VERBS})\b)?"
)


def singular(text: str) -> str:
    """An English text as it is said of one: ``1 loans are late`` becomes ``1 loan is late``."""

    def of_one(found: re.Match[str]) -> str:
        verb = found["verb"]
        return f"1{found['noun'] or ''}" + (f" {_OF_ONE[verb]}" if verb else "")

    return _ONE.sub(of_one, text)


def _counted(template: str, params: Mapping[str, Any]) -> str:
    """An English template as it is said where a count is one. What stands in the values is not looked at."""
    ones = [name for name, value in params.items() if value in (1, "1") and value is not True]
    for name in ones:
        template = template.replace(f"{{{name}}}", "1").replace(f"{{{name}:count}}", "1")
    return singular(template) if ones else template


def _inner(text: str) -> str:
    """A sentence within another one has no full stop of its own."""
    return text.strip().removesuffix("。").removesuffix(".")


def yuan(fen: int) -> str:
    """``5000000`` → ``50,000.00``: the same in both languages, on screen, on paper and in the terminal."""
    return yuan_text(fen, ",")


def short(identifier: str, keep: int = 8) -> str:
    """The first characters of an id or key, with an ellipsis if some are left out."""
    return identifier if len(identifier) <= keep + 1 else identifier[:keep] + "…"


def mark(code: int | None, valid: bool) -> str:
    """A return code for a narrow column: ✓ 0, ✗ 1; void transactions have ✗."""
    if not valid:
        return "✗"
    return "" if code is None else f"✓ {code}" if code == 0 else f"✗ {code}"


def parse_time(at: str) -> datetime | None:
    """RFC 3339 text to a moment; None if it is not one (network text may be anything)."""
    try:
        moment = datetime.fromisoformat(at.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


class Wording:
    """Says values in one language (``zh`` or ``en``), times in ``zone``, that of the ledger in use: so that a
    time never shows another day than the one that it counts for."""

    def __init__(self, language: str = "en", zone: str = DEFAULT_ZONE) -> None:
        self._language = language
        self.zone = zone

    @property
    def language(self) -> str:
        return self._language

    def say(self, sentence: Sentence | None) -> str:
        return say(sentence, self.language) if sentence is not None else ""

    def trouble(self, trouble: Trouble | None) -> str:
        """Why something stands still or did not go through."""
        return say_trouble(trouble, self.language) if trouble is not None else ""

    def money_moved(self, money: Money) -> str:
        return say_money(money, self.language)

    def show(self, value: Any, how: str) -> str:
        """A value as :data:`SHOWN` has it, for example ``show(loan.status, "loan")``."""
        return show(value, how, self.language)

    def role(self, letter: str) -> str:
        return role(letter, self.language) if letter else ""

    def kind(self, name: str) -> str:
        return kind(name, self.language) if name else ""

    def term(self, item: str) -> str:
        return term(item, self.language)

    def limit(self, name: str) -> str:
        return limit(name, self.language)

    def holder(self, code: str) -> str:
        return holder(code, self.language)

    def field(self, name: str) -> str:
        return field(name, self.language)

    def entry(self, text: str) -> str:
        """What stands in an office's file: the program's own entries in the language, people's as they wrote
        them."""
        return _pick(values.ENTRIES, text, self.language)

    def amount_name(self, name: str) -> str:
        """What an amount of a loan's life is; "" for what is no amount (months, a rate)."""
        return _pick(values.AMOUNTS, name, self.language) if name in values.AMOUNTS else ""

    def code(self, code: int | None) -> str:
        """A return code of Algorithm 3 with its meaning."""
        return self.show(code, "code") if code is not None else ""

    def verdict(self, verdict: str | None) -> str:
        """The signed word itself, translated for reading."""
        return self.show(verdict or "", "verdict")

    # -- money, numbers

    def capitals(self, fen: int) -> str:
        """The amount in Chinese capitals, as a bank form wants it; in both languages."""
        return capitals(fen)

    def number(self, fen: int) -> str:
        """``5000000`` → ``50,000.00``."""
        return yuan(fen)

    def money(self, fen: int) -> str:
        """With its unit: ``50,000.00 yuan``."""
        return self.say(Sentence("count.yuan", {"amount": yuan(fen)}))

    def count(self, number: int) -> str:
        return _count(number)

    def months(self, months: int) -> str:
        return self.say(Sentence("count.months", {"count": months}))

    def amount_of(self, value: int | str | None, unit: str) -> str:
        """A value of a term's line by its unit: fen, months, identity, loans."""
        if value is None or value == "":
            return "–"
        if isinstance(value, int) and unit == "fen":
            return yuan(value)
        if unit == "loans":
            return self.say(Sentence("count.open", {"count": value}))
        if unit in ("holder", "percent"):
            return self.show(value, unit)
        return str(value)

    def with_colon(self, title: str, text: str) -> str:
        """``title: text`` with the colon of the language."""
        return f"{title}：{text}" if self.language == "zh" else f"{title}: {text}"

    # -- times

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
        for unit, length in (("days", 86400), ("hours", 3600), ("minutes", 60)):
            if seconds >= length:
                return self.say(Sentence(f"age.{unit}", {"count": seconds // length}))
        return self.say(Sentence("age.seconds", {"count": max(0, seconds)}))

    def ago(self, at: str, now: datetime | None = None) -> str:
        """How long ago, "" for what is no time."""
        moment = parse_time(at)
        if moment is None:
            return ""
        passed = int(((now or moment_now()) - moment).total_seconds())
        return self.say(Sentence("age.ago", {"age": self.age(max(0, passed))}))


def _index(language: str) -> int:
    return 0 if language == "zh" else 1


def _pick(table: Mapping[str, tuple[str, str]], name: str, language: str) -> str:
    pair = table.get(name)
    return pair[_index(language)] if pair else name


def _bare(sentence: Sentence) -> str:
    params = ", ".join(f"{name} {value}" for name, value in sentence.params.items())
    return f"{sentence.code} ({params})" if params else sentence.code


def _count(number: int) -> str:
    return f"{number:,}"


def _each(value: Any, language: str, part_of: Callable[[str, str], str]) -> str:
    """``debt, income`` → each in words."""
    parts = (part.strip() for part in str(value).split(","))
    separator = _SEPARATOR[language if language == "zh" else "en"]
    return separator.join(part_of(part, language) for part in parts if part)


def _from(table: Mapping[str, tuple[str, str]]) -> Callable[[Any, str], str]:
    return lambda value, language: _pick(table, str(value), language)


def _each_from(table: Mapping[str, tuple[str, str]]) -> Callable[[Any, str], str]:
    return lambda value, language: _each(value, language, _from(table))


def _entries(value: Any, language: str) -> str:
    """The reasons of entries in an office's file: those of the program in words, people's as written."""
    parts = (value,) if isinstance(value, str) else value
    return ("；" if language == "zh" else "; ").join(_pick(values.ENTRIES, part, language) for part in parts)


def _place(value: Any, language: str) -> str:
    """``line 3`` → 第 3 行"""
    name, _, number = str(value).rpartition(" ")
    pair = values.PLACES.get(name or str(value))
    return pair[_index(language)].format(number=number) if pair else str(value)


SHOWN: Mapping[str, Callable[[Any, str], str]] = {
    "yuan": lambda value, _: yuan(int(value)),
    "percent": lambda value, _: percent(int(value)),
    "capitals": lambda value, _: capitals(int(value)),
    "count": lambda value, _: _count(int(value)),
    "short": lambda value, _: short(str(value)),
    "at": lambda value, language: (str(value) + ("：" if language == "zh" else ": ")) if value else "",
    "install": _from(values.INSTALLS),
    "place": _place,
    "role": _from(ROLES),
    "roles": _each_from(
        {**ROLES, "nobody": ("无人", "nobody"), "body": ("申请所写的一方", "whom the event names")}
    ),
    "kind": _from(KINDS),
    "term": _from(ITEMS),
    "items": _each_from(ITEMS),
    "limit": _from(LIMITS),
    "names": lambda names, language: _SEPARATOR[language if language == "zh" else "en"].join(names),
    "tongue": lambda pair, language: pair[0 if language == "zh" else 1],
    "field": _from(FIELDS),
    "fields": _each_from(FIELDS),
    "verdict": _from(VERDICTS),
    "holder": _from(values.HOLDERS),
    "evidence": _from(values.EVIDENCE),
    "entries": _entries,
    "status": _from(values.STATES),
    "challenge": _from(values.CHALLENGES),
    "challenge_state": _from(values.CHALLENGE_STATES),
    "challenge_effect": _from(values.CHALLENGE_EFFECTS),
    "target": _from(values.TARGETS),
    "effect": _from(values.EFFECTS),
    "effects": _each_from(values.EFFECTS),
    "part": _from(values.PARTS),
    "subject": _from(values.SUBJECTS),
    "side": _from(values.SIDES),
    "tier": _from(values.TIERS),
    "writeoff": _each_from(values.WRITE_OFF_REASONS),
    "link": _from(values.LINKS),
    "account": _from(values.ACCOUNTS),
    "direction": _from(values.DIRECTIONS),
    "transfer": _from(values.TRANSFERS),
    "transfer_step": _from(values.TRANSFER_STEPS),
    "money_place": _from(values.MONEY_PLACES),
    "instalment": _from(values.INSTALMENTS),
    "loan": _from(values.LOANS),
    "day_end": _from(values.DAY_ENDS),
    "deed": _from(values.DEEDS),
    "slip": _from(values.SLIPS),
    "notice": _from(values.NOTICES),
    "contact_way": _from(values.CONTACT_WAYS),
    "contact_result": _from(values.CONTACT_RESULTS),
    "step": _from(values.STEPS),
    "delivery": _from(values.DELIVERIES),
    "promise": _from(values.PROMISES),
    "method": _from(values.METHODS),
    "prepayment": _from(values.PREPAYMENTS),
    "code": _from(values.CODES),
    "missing": _each_from(values.MISSING),
    "seen": _from(values.SEEN),
    "check": _from(values.CHECKS),
    "sort": _from(values.SORTS),
}
"""How a value is shown: the name after a template's colon → a function of value and language."""


class _Formatter(string.Formatter):
    """Fills templates by name only; a conversion after the colon says how a value is shown."""

    def __init__(self, language: str) -> None:
        self._language = language

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        # No attribute or index access from templates.
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if not isinstance(value, Sentence | Trouble) and format_spec in ("yuan", "percent"):
            return SHOWN[format_spec](value, self._language)  # what is no number makes no sentence
        return show(value, format_spec, self._language)


class _Lenient(_Formatter):
    """A parameter that is not there shows as a dash: an error message must not fail itself."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs.get(field_name, "–"), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return show(value, format_spec, self._language)
