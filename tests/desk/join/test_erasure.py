"""Retention ends: the keys go, dossiers open for nobody but the customer, and the ledger verifies."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.cli import main
from loc_desktop.desk.join import erasure
from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.signing.party_names import Names
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.errors import NotRecipient
from loc_desktop.identity.model import Identity
from loc_desktop.identity.sealing import open_dossier
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.ledger.embedded.verify import verify
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.desk.life_scene import Life

OFFICES = ("B", "CAD", "FD", "R")
PASSPHRASE = "tea garden 1958"


class Ended(Life):
    """A loan of the first year that is repaid; the offices have signed in the next year, too."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        (self.loan,) = self.loans((12_000, 12), cash=5_000_00)
        self.year = int(self.workplace.today[:4])
        desk = self.desk("C")
        desk.loans.submit(desk.loans.prepare(desk.loans.quote_prepay(self.loan)))
        assert desk.loans.loan(self.loan).line.status == "repaid"
        self.dossier: Any = desk.carrier.query("event", {"id": self.loan})["cc"]["event"]["body"]["dossier"]
        self.on(f"{self.year + 1}-02-01")
        for role in OFFICES:
            assert self.desk(role).erasures.may().year == 0

    def on(self, day: str) -> None:
        """From now on it is this day."""
        self.walk_past((date.fromisoformat(day) - timedelta(days=1)).isoformat())

    def identity(self, role: str) -> Identity:
        return self.workplace.connections.identity(self.desk(role).identity.id)

    def opens(self, role: str) -> bool:
        try:
            open_dossier(self.dossier, self.workplace.connections.decryptor(self.identity(role), None))
        except NotRecipient:
            return False
        return True

    def erase(self, role: str) -> None:
        erasures = self.desk(role).erasures
        erasures.erase(erasures.prepare())

    @property
    def ledger(self) -> Path:
        return self.workplace.home / "ledger.sqlite"


@pytest.fixture
def life(tmp_path: Path) -> Any:
    life = Ended(tmp_path / "home")
    yield life
    life.workplace.close()


def test_when_retention_ends_nobody_but_the_customer_opens_it_and_the_ledger_verifies(life: Ended) -> None:
    assert all(life.opens(role) for role in OFFICES)
    life.on(f"{life.year + 10}-06-30")
    for role in OFFICES:
        with pytest.raises(KnownError) as early:
            life.desk(role).erasures.prepare()
        assert (early.value.code, early.value.params["retention"]) == ("erase.nothing", 10)
    life.on(f"{life.year + 12}-02-01")
    for role in OFFICES:
        may = life.desk(role).erasures.may()
        assert (may.year, may.retention, may.loans, may.last[:4]) == (life.year, 10, 1, str(life.year))
        prepared = life.desk(role).erasures.prepare()
        for language in ("zh", "en"):
            assert f"{life.year}" in say(prepared.sentence, language)
        life.desk(role).erasures.erase(prepared)
        assert not life.opens(role)
        assert life.desk(role).erasures.may().erased == life.year
    customers = life.desk("C").applications.applicants
    payee = life.desk("C").loans.loan(life.loan).line.customer.key
    known = life.desk("C").applications.applicants.counter.customer(key=payee)
    assert known is not None
    own = life.workplace.connections.decryptor(customers.identity_of(known.identity), None)
    assert open_dossier(life.dossier, own)["name"] == known.name
    life.workplace.connections.ledger(life.identity("B").ledger).close()
    report = verify(life.ledger)
    assert report.findings == ()


def test_a_backup_brings_no_destroyed_key_back(life: Ended, tmp_path: Path) -> None:
    bank, file = life.identity("B"), str(tmp_path / "bank.loc")
    life.workplace.back_up(bank.id, file, PASSPHRASE, PASSPHRASE)
    life.on(f"{life.year + 12}-02-01")
    life.erase("B")
    keystore = life.workplace.connections.keystore()
    keystore.delete(bank)
    restored = life.workplace.restore(file, PASSPHRASE)
    assert restored.key == bank.key
    assert keystore.year_key(bank, life.year) is None
    assert keystore.year_key(bank, life.year + 1) is not None
    assert not life.opens("B")


def test_a_backup_of_before_the_key_was_made_opens_what_was_sealed_since(life: Ended, tmp_path: Path) -> None:
    """Keys of later years follow from what the backup holds."""
    bank, file = life.identity("B"), str(tmp_path / "bank.loc")
    life.workplace.back_up(bank.id, file, PASSPHRASE, PASSPHRASE)
    life.on(f"{life.year + 3}-02-01")
    assert life.desk("B").erasures.may().year == 0  # makes the keys of that year
    (loan,) = life.loans((5_000, 6), cash=0)
    keystore = life.workplace.connections.keystore()
    keystore.delete(bank)
    life.workplace.restore(file, PASSPHRASE)
    body = life.desk("C").carrier.query("event", {"id": loan})["cc"]["event"]["body"]
    opener = life.workplace.connections.decryptor(life.identity("B"), None)
    assert open_dossier(body["dossier"], opener)["purpose"]


def test_where_the_program_ended_after_the_word_the_keys_go_before_the_next_dossier(life: Ended) -> None:
    life.on(f"{life.year + 12}-02-01")
    erasures, bank = life.desk("B").erasures, life.identity("B")
    word = {"role": "B", "member": bank.key, "year": life.year}
    requests = Requests(life.desk("B").carrier, life.desk("B").names)
    requests.submit(
        requests.prepare("group.erased", word, Sentence("sign.erase.no_loan", {"name": "", "year": 0}))
    )
    keystore = life.workplace.connections.keystore()
    assert keystore.year_key(bank, life.year) is not None
    life.workplace.connections.look_again(bank)  # as a program that begins does
    assert not life.opens("B")
    assert keystore.year_key(bank, life.year) is None
    assert erasures.may().erased == life.year


def test_a_peers_false_word_destroys_nothing(life: Ended, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the member signed itself, on this channel, counts."""
    bank, plain = life.identity("B"), EmbeddedLedger.evaluate
    named = [life.loan]

    def lying(ledger: EmbeddedLedger, fn: str, args: list[Any], user: Any = None) -> Any:
        if args[:1] == ["erasable"]:
            return {"erased": 9999, "event": named[0]}
        answer = plain(ledger, fn, args, user)
        if args[:1] == ["event"] and answer["cc"]["event"]["kind"] == "group.join":
            event = answer["cc"]["event"]
            body = {"role": "B", "member": bank.key, "year": life.year}
            forged = {**event, "kind": "group.erased", "body": body}
            return {**answer, "cc": {**answer["cc"], "event": forged}}
        return answer

    monkeypatch.setattr(EmbeddedLedger, "evaluate", lying)
    index = life.workplace.connections.index(bank.ledger)
    joined = next(row.id for row in index.events(kind="group.join").rows if row.body["member"] == bank.key)
    for event in (life.loan, joined):
        named[0] = event
        life.workplace.connections.look_again(bank)
        assert life.opens("B")
    assert life.workplace.connections.keystore().year_key(bank, life.year) is not None


def test_a_peer_that_lets_keys_go_early_gets_no_word_that_destroys(
    life: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was signed and refused by the others would be the member's own word all the same."""
    bank, plain = life.identity("B"), EmbeddedLedger.evaluate
    erasures, seen = life.desk("B").erasures, list[Any]()
    send = Carrier.send

    def lying(ledger: EmbeddedLedger, fn: str, args: list[Any], user: Any = None) -> Any:
        if args[:1] == ["erasable"] and "brief" in args[1]:
            return {"erased": life.year, "event": seen[0]["id"] if seen else ""}
        if args[:1] == ["erasable"]:
            return {**plain(ledger, fn, args, user), "year": life.year}
        if seen and args == ["event", {"id": seen[0]["id"]}]:
            return {"cc": {"event": seen[0]}}
        return plain(ledger, fn, args, user)

    def seeing(carrier: Carrier, fn: str, args: list[Any], *others: Any, **more: Any) -> Any:
        if fn == "lock" and args[0]["event"]["kind"] == "group.erased":
            seen.append(args[0]["event"])
        return send(carrier, fn, args, *others, **more)

    monkeypatch.setattr(EmbeddedLedger, "evaluate", lying)
    monkeypatch.setattr(Carrier, "send", seeing)
    assert erasures.by_rule() == 0
    assert not seen
    # Signed all the same, by an earlier program or another one.
    word = {"role": "B", "member": bank.key, "year": life.year}
    requests = Requests(life.desk("B").carrier, Names(life.workplace.connections, bank))
    with pytest.raises(KnownError):
        requests.submit(requests.prepare("group.erased", word, Sentence("sign.erase.no_loan", {})))
    assert seen
    life.workplace.connections.look_again(bank)
    assert life.opens("B")
    assert life.workplace.connections.keystore().year_key(bank, life.year) is not None


def test_where_the_ledgers_time_jumped_the_day_s_end_destroys_nothing_unasked(life: Ended) -> None:
    """A computer's clock that is set twelve years ahead is the embedded ledger's only one."""
    life.on(f"{life.year + 12}-02-01")
    bank = life.identity("B")
    today = life.workplace.connections.today(bank.ledger).isoformat()
    assert life.desk("B").branch.run_day(today).erased == 0
    assert life.opens("B")
    with pytest.raises(KnownError) as caught:
        life.desk("B").erasures.by_rule()
    assert caught.value.code == "erase.clock"
    assert int(str(caught.value.params["days"])) > 3_000
    life.erase("B")  # a person who has looked at the date
    assert not life.opens("B")


def test_the_day_s_end_destroys_by_rule_and_says_so(life: Ended, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasure, "MOST_GAP", 10_000)  # years of days' ends stand between
    life.on(f"{life.year + 12}-02-01")
    today = life.workplace.connections.today(life.identity("B").ledger).isoformat()
    report = life.desk("B").branch.run_day(today)
    assert report.erased == life.year
    assert life.desk("B").branch.run_day(today).erased == 0
    assert not life.opens("B")
    assert life.opens("CAD")


def test_the_terminal_says_what_may_go_and_destroys_it(
    life: Ended, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    life.on(f"{life.year + 12}-02-01")
    bank = life.identity("B")
    monkeypatch.setattr("loc_desktop.cli.identity_choice.opened", lambda: _Kept(life.workplace))
    assert main(["--lang", "en", "erase", "--identity", bank.id, "--check"]) == 0
    assert f"keys up to {life.year} may be destroyed; the dossiers of 1 loans" in capsys.readouterr().out
    assert life.opens("B")
    with pytest.raises(SystemExit) as nobody:
        main(["--lang", "en", "erase", "--identity", bank.id])
    assert nobody.value.code == 2
    assert life.opens("B")
    capsys.readouterr()
    assert main(["erase", "--identity", bank.id, "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["destroyed"] is True
    assert not life.opens("B")
    assert main(["--lang", "zh", "erase", "--identity", bank.id, "--yes"]) == 0
    assert "没有可以销毁的内容" in capsys.readouterr().out


class _Kept:
    """The test's workplace, which a command must not close."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def __enter__(self) -> Workplace:
        return self._workplace

    def __exit__(self, *_: object) -> None:
        return
