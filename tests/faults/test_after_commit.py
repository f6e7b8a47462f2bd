"""What the ledger has committed stands, whatever becomes of index, office, books or outbox afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bank import database
from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.errors import KnownError, Money
from loc_desktop.ledger import outbox
from loc_desktop.ledger.index import index
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import error_sentences, say
from tests.desk.life_scene import Life
from tests.faults.after_commit import harmed_after

_DENIED = re.compile(r"No money has moved|资金未动")


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Life]:
    for module in (database, outbox, index):
        monkeypatch.setattr(module, "BUSY_S", 0.1)
    life = Life(tmp_path / "home")
    yield life
    life.workplace.close()


def _form(life: Life, source: str = "811") -> ApplicationForm:
    applications = life.desk("C").applications
    own = applications.applicants.all()[0]
    return ApplicationForm(
        name=own.name, identity_number=own.identity_number, purpose="种植茶叶", amount="30000", months="24",
        income="20000", asset="1000", debt="0", bank=applications.banks()[0].key,
    )  # fmt: skip


def _apply(life: Life) -> Any:
    return life.desk("C").applications.apply(_form(life))


def _register(life: Life) -> Any:
    people = life.desk("C").applications.applicants
    return people.add("王小明", made.identity_number("812"), "470913")


def _applied(life: Life, *roles: str) -> str:
    event: str = _apply(life).event
    for role in roles:
        grants = life.desk(role).grants
        grants.sign(grants.prepare(grants.open_dossier(event)))
    return event


def _grant(life: Life) -> Callable[[], Any]:
    event = _applied(life)
    grants = life.desk("B").grants
    prepared = grants.prepare(grants.open_dossier(event))
    return lambda: grants.sign(prepared)


def _last_grant(life: Life) -> Callable[[], Any]:
    event = _applied(life, "B", "CAD")
    grants = life.desk("FD").grants
    prepared = grants.prepare(grants.open_dossier(event))
    return lambda: grants.sign(prepared)


def _decide(life: Life) -> Callable[[], Any]:
    event = _applied(life, "B", "CAD")
    return lambda: life.desk("FD").grants.decide([event])


def _deposit(life: Life) -> Callable[[], Any]:
    money = life.desk("C").accounts
    prepared = money.prepare_deposit(12_345, money.banks()[0].key)
    return lambda: money.submit(prepared)


def _recover(life: Life) -> Callable[[], Any]:
    """The bank's machine goes on with a deposit that waits."""
    life.workplace.connections.after_request = lambda _ledger: None
    _deposit(life)()
    return lambda: life.desk("B").branch.recover()


def _repay(life: Life) -> Callable[[], Any]:
    (loan,) = life.loans((10_000, 12), cash=None)
    loans = life.desk("C").loans
    prepared = loans.prepare(loans.quote(loan))
    return lambda: loans.submit(prepared)


def _reschedule(life: Life) -> Callable[[], Any]:
    (loan,) = life.loans((10_000, 12), cash=None)
    loans, grants = life.desk("C").loans, life.desk("B").grants
    event = loans.submit(loans.prepare_reschedule(loan, 15, "a flood")).event
    prepared = grants.prepare(grants.open(event))
    return lambda: grants.sign(prepared)


def _collect(life: Life) -> Callable[[], Any]:
    (loan,) = life.loans((10_000, 12), cash=20_000_00)
    due = life.desk("C").loans.loan(loan).schedule[0].due
    life.walk_past(due)
    return lambda: life.desk("B").branch.run_days()


def _challenge(life: Life) -> Callable[[], Any]:
    (loan,) = life.loans((10_000, 12), cash=None)
    regulator = life.desk("R").challenges
    prepared = regulator.prepare_raise("loan", loan, life.bank, "Where?", regulator.earliest())
    return lambda: regulator.submit(prepared)


def _rules(life: Life) -> Callable[[], Any]:
    rules = life.desk("B").rules
    prepared = rules.prepare(rules.with_days(2031, ["02-05"], []), rules.earliest, "国务院通知")
    return lambda: rules.submit(prepared)


def _rules_granted(life: Life) -> Callable[[], Any]:
    _rules(life)()
    grants = life.desk("FD").grants
    (case,) = grants.waiting("rules.adopt")
    prepared = grants.prepare(case)
    return lambda: grants.sign(prepared)


def _later(work: Callable[[Life], Any]) -> Callable[[Life], Callable[[], Any]]:
    return lambda life: lambda: work(life)


@dataclass(frozen=True)
class Way:
    """How something reaches the ledger: ``fns`` are the transactions after which the files fail."""

    begin: Callable[[Life], Callable[[], Any]]
    files: tuple[str, ...]
    fns: tuple[str, ...] = ("lock", "grant", "unlock", "unlock_many")


_UNLOCK = ("unlock", "unlock_many")
WAYS = {
    "apply": Way(_later(_apply), ("index", "office-C")),
    "register": Way(_later(_register), ("index",), ("register",)),
    "grant": Way(_grant, ("index", "office-B")),
    "last grant": Way(_last_grant, ("index", "office-FD")),
    "last grant's code": Way(_last_grant, ("index", "office-FD"), _UNLOCK),
    "many": Way(_decide, ("index", "office-FD")),
    "deposit": Way(_deposit, ("index", "books", "office-C"), _UNLOCK),
    "recover": Way(_recover, ("index", "books"), _UNLOCK),
    "repay": Way(_repay, ("index", "office-C"), _UNLOCK),
    "reschedule": Way(_reschedule, ("index",), ("grant", *_UNLOCK)),
    "collect": Way(_collect, ("index", "books"), _UNLOCK),
    "challenge": Way(_challenge, ("index",)),
    "rules": Way(_rules, ("index",)),
    "rules granted": Way(_rules_granted, ("index",)),
}
CASES = [(name, file, "locked") for name, way in WAYS.items() for file in way.files]
CASES += [(name, file, "damaged") for name in ("apply", "many", "deposit") for file in WAYS[name].files]


def _sentences(value: Any) -> str:
    """Whatever an outcome says, in both languages."""
    sentence = getattr(value, "sentence", None)
    sentences = [say(sentence, tongue) for tongue in ("zh", "en")] if isinstance(sentence, Sentence) else []
    return " ".join(sentences)


@pytest.mark.parametrize(("name", "part", "how"), CASES)
def test_no_outcome_is_denied_because_a_file_failed_after_the_commit(
    life: Life, monkeypatch: pytest.MonkeyPatch, name: str, part: str, how: str
) -> None:
    way = WAYS[name]
    work = way.begin(life)
    life.workplace.asides.take()
    (file,) = life.workplace.home.glob(f"{part}-*.sqlite")
    told: list[KnownError] = []
    key = b"" if part == "index" else life.workplace.connections.data_key()
    with harmed_after(monkeypatch, file, how, way.fns, key) as committed:
        try:
            outcome = work()
        except KnownError as error:
            told.append(error)
        else:
            assert not _DENIED.search(_sentences(outcome)), outcome
            assert not [row for row in getattr(outcome, "failed", ()) if row.money is Money.NOT_MOVED], (
                outcome
            )
        told += life.workplace.asides.take()
    assert committed, "nothing reached the ledger"
    # Of damage nobody learns where all that is needed was read before.
    assert told or how == "damaged" or part.startswith("office"), "nobody was told of the file"
    for trouble in told:
        assert trouble.money is Money.STANDS, (trouble.code, str(trouble))
        for tongue in ("zh", "en"):
            assert not _DENIED.search(" ".join(error_sentences(trouble, tongue)))
