"""Two persons above an amount, and a substitute for a time: held by the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from loc_desktop.bench.world import sealed_number
from loc_desktop.contract.client import build, code_of
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flow_rules.substitutes import SUBSTITUTED, substitute_on
from loc_desktop.contract.state import Caller
from tests.contract.world import CHANNEL, SEALED, World, signer

MUCH = 15_000_000


class Houses(World):
    """A second member in each house; B2 is one too."""

    def __init__(self) -> None:
        super().__init__()
        for name in ("CAD2", "FD2"):
            self.join(name, name)

    def join(self, name: str, enrolled: str, organisation: str = "") -> None:
        """Another member, whose certificate was issued to ``enrolled``."""
        role = name.rstrip("23")
        self.signers[name], self.roles[name] = signer(name), role
        house = organisation or f"org-{role}"
        caller = Caller(house, role, self.key(name), False, enrolled)
        state = self.ledger.begin(caller, self.now)
        invoke(state, "register", [{**self.record(name), "organisation": house}])
        state.commit()

    def asked(self, amount: int = MUCH, seconds: dict[str, str] | None = None, **more: Any) -> Any:
        others = {"B": "B2", "CAD": "CAD2", "FD": "FD2", **(seconds or {})}
        draft = build(
            "loan.apply", channel=CHANNEL, at=self.now, amount=amount, months=12, product="workshop",
            bank=self.key("B"), payee=self.key("C"), dossier=SEALED, commitment="0" * 64,
        )  # fmt: skip
        names = {role: self.key(name) for role, name in others.items()}
        return draft.granted_by(self.keys(), names, **more)

    def code(self, call: Any, *args: Any) -> str:
        with pytest.raises(ContractError) as refusal:
            call(*args)
        return refusal.value.code.removeprefix("contract.")

    def member(self, name: str) -> Any:
        records = self.query("R", "members", role=self.roles[name])
        return next(record for record in records if record["key"] == self.key(name))

    def sign(self, name: str, kind: str, **body: Any) -> Any:
        draft = self.draft(kind, role=self.roles[name], **body)
        return self.unlock(self.locked(draft, (name,)), by=name)

    def substitute(
        self, member: str, other: str, begins: str = "2026-11-22", ends: str = "2026-11-30"
    ) -> Any:
        return self.sign(
            member, "member.substitute", member=self.key(member), substitute=self.key(other),
            begins=begins, ends=ends,
        )  # fmt: skip


@pytest.fixture
def world() -> Houses:
    return Houses()


def test_from_an_amount_two_of_each_house_sign_in_turn(world: Houses) -> None:
    world.fund("B")
    cc = world.locked(world.asked(), ("C",))
    assert [key["role"] for key in cc["keys"]] == ["B", "B", "CAD", "CAD", "FD", "FD"]
    results = world.results(cc)
    assert world.code(world.invoke, "CAD", "grant", [cc["event"]["id"], results[2]]) == "turn"
    for name, result in zip(("B", "B2", "CAD", "CAD2", "FD", "FD2"), results, strict=True):
        world.invoke(name, "grant", [cc["event"]["id"], result])
    outcome = world.invoke("C", "unlock", [code_of(cc["event"], results)])
    assert outcome["code"] == 0
    assert outcome["trace"]["steps"] == 8  # six keys, the event, the operation
    loan = world.query("B", "loan", id=cc["event"]["id"])
    assert (loan["civil"], loan["finance"]) == (world.key("CAD"), world.key("FD"))


def test_the_second_persons_failed_refuses_the_loan(world: Houses) -> None:
    world.fund("B")
    cc = world.locked(world.asked(), ("C",))
    outcome = world.unlock(cc, failed=("CAD2",))
    assert (outcome["code"], outcome["status"]) == (1, "refused")


def test_one_fen_less_needs_one_person_only(world: Houses) -> None:
    cc = world.locked(world.apply(amount=MUCH - 1, product="workshop"))
    assert [key["role"] for key in cc["keys"]] == ["B", "CAD", "FD"]


def test_a_lock_that_names_one_only_is_refused(world: Houses) -> None:
    draft = world.asked()
    body = {**draft.event["body"], "grantors": draft.event["body"]["grantors"][::2]}
    lone = replace(draft, event={**draft.event, "body": body}, grantors=draft.grantors[::2], doubled=())
    assert world.code(world.locked, lone, ("C",)) == "two_persons"


def test_the_same_person_twice_is_refused(world: Houses) -> None:
    assert world.code(world.locked, world.asked(seconds={"CAD": "CAD"}), ("C",)) == "one_person"
    # Another key of whom the authority enrolled under the same name, however it is written.
    world.join("CAD3", "ｃａｄ ")
    assert world.code(world.locked, world.asked(seconds={"CAD": "CAD3"}), ("C",)) == "one_person"


def test_two_houses_and_unknown_names_are_no_two_persons(world: Houses) -> None:
    world.join("FD3", "FD3", "elsewhere")
    assert world.code(world.locked, world.asked(seconds={"FD": "FD3"}), ("C",)) == "one_person"
    world.join("CAD3", "")
    assert world.code(world.locked, world.asked(seconds={"CAD": "CAD3"}), ("C",)) == "one_person"


def test_a_write_off_is_decided_by_a_second_person_of_the_bank(world: Houses) -> None:
    draft = build(
        "loan.writeoff", channel=CHANNEL, at=world.now, loan="0" * 32, amount=MUCH, reason="why",
        bank=world.key("B"),
    )  # fmt: skip
    assert [role for role, _ in draft.grantors] == ["B", "R"]
    same = draft.granted_by(world.keys(), {"B": world.key("B")})
    assert world.code(world.locked, same, ("B",)) == "one_person"
    # A second one gets past it, and is told that there is no such loan.
    other = draft.granted_by(world.keys(), {"B": world.key("B2")})
    assert world.code(world.locked, other, ("B",)) != "one_person"


def test_a_substitute_grants_in_the_place_of_whom_the_event_says(world: Houses) -> None:
    world.fund("B")
    assert world.substitute("B", "B2")["code"] == 0
    assert world.substitute("CAD", "CAD2")["code"] == 0
    instead = {world.key("B"): world.key("B2"), world.key("CAD"): world.key("CAD2")}
    draft = world.asked(5_000_000, substitutes=instead)
    cc = world.locked(draft, ("C",))
    assert cc["event"]["body"]["grantors"][0] == {"role": "B", "key": world.key("B2"), "for": world.key("B")}
    results = world.results(cc)
    for name, result in zip(("B2", "CAD2", "FD"), results, strict=True):
        world.invoke(name, "grant", [cc["event"]["id"], result])
    assert world.invoke("C", "unlock", [code_of(cc["event"], results)])["code"] == 0
    loan = world.query("B", "loan", id=cc["event"]["id"])
    assert (loan["bank"], loan["civil"]) == (world.key("B"), world.key("CAD"))


def test_nobody_stands_in_who_was_not_named_or_not_any_more(world: Houses) -> None:
    instead = {world.key("CAD"): world.key("CAD2")}

    def asked() -> Any:
        return world.locked(world.asked(5_000_000, substitutes=instead), ("C",))

    assert world.code(asked) == "substitute"
    world.substitute("CAD", "CAD2", "2026-11-24", "2026-11-25")
    assert world.code(asked) == "substitute"  # not yet
    world.now = "2026-11-25T08:00:00Z"
    cc = asked()
    world.now = "2026-11-26T08:00:00Z"
    assert world.code(asked) == "substitute"  # it ended by itself
    results = world.results(cc)
    world.invoke("B", "grant", [cc["event"]["id"], results[0]])
    assert world.code(world.invoke, "CAD2", "grant", [cc["event"]["id"], results[1]]) == "substitute"
    back = {"event": cc["event"]["id"], "grantor": world.key("CAD2"), "missing": ["other"]}
    note = {"note": sealed_number("why"), "commitment": "f" * 64}
    assert world.code(lambda: world.sign("CAD2", "event.return", **back, **note)) == "substitute"


@pytest.mark.parametrize("by", ["CAD", "CAD2"])
def test_either_ends_it(world: Houses, by: str) -> None:
    world.substitute("CAD", "CAD2")
    body = {"member": world.key("CAD"), "substitute": world.key("CAD2")}
    assert world.sign(by, "member.substitute_end", **body, signer=world.key(by))["code"] == 0
    assert "substitute" not in world.member("CAD")
    with pytest.raises(ContractError):
        world.sign(by, "member.substitute_end", **body, signer=world.key(by))


def test_a_third_does_not_end_it(world: Houses) -> None:
    world.join("CAD3", "CAD3")
    world.substitute("CAD", "CAD2")
    with pytest.raises(ContractError, match="substitute"):
        world.sign(
            "CAD3", "member.substitute_end", member=world.key("CAD"), substitute=world.key("CAD2"),
            signer=world.key("CAD3"),
        )  # fmt: skip


def test_a_revoked_substitute_counts_for_nothing(world: Houses) -> None:
    world.substitute("CAD", "CAD2")
    world.invoke("CAD2", "revoke", ["CAD", world.key("CAD2")])
    instead = {world.key("CAD"): world.key("CAD2")}
    draft = world.asked(5_000_000, substitutes=instead)
    assert world.code(world.locked, draft, ("C",)) == "not_member"


@pytest.mark.parametrize(
    ("other", "begins", "ends"),
    [
        ("CAD", "2026-11-22", "2026-11-23"),
        ("CAD2", "2026-11-21", "2026-11-23"),
        ("CAD2", "2026-11-24", "2026-11-23"),
        ("CAD2", "2026-11-22", "2027-01-21"),
        ("CAD2", "2028-01-01", "2028-01-02"),
    ],
)
def test_a_substitution_is_bounded(world: Houses, other: str, begins: str, ends: str) -> None:
    assert world.code(world.substitute, "CAD", other, begins, ends) == "substitute"


def test_nobody_names_a_substitute_for_another(world: Houses) -> None:
    draft = world.draft(
        "member.substitute", role="CAD", member=world.key("CAD"), substitute=world.key("CAD2"),
        begins="2026-11-22", ends="2026-11-23",
    )  # fmt: skip
    with pytest.raises(ContractError):
        world.locked(draft, ("CAD2",))


def test_a_renewed_record_keeps_the_substitute(world: Houses) -> None:
    world.substitute("CAD", "CAD2")
    world.invoke("CAD", "register", [world.record("CAD")])
    assert world.member("CAD")["substitute"]["key"] == world.key("CAD2")


@pytest.mark.parametrize(
    "areas",
    [
        "511322",
        [{"code": "511322"}],
        [{"code": "5113220", "name": "营山县"}],
        [{"code": "511322", "name": ""}],
        [{"code": "511322", "name": "营山\u200b县"}],
        [{"code": "511322", "name": "营山县", "more": ""}],
        [{"code": 511322, "name": "营山县"}],
        [{"code": "511322", "name": "营山县"}] * 9,
    ],
)
def test_an_area_is_code_and_name(world: Houses, areas: Any) -> None:
    assert world.code(world.invoke, "CAD", "register", [{**world.record("CAD"), "areas": areas}]) == "record"


def test_areas_are_kept_as_registered(world: Houses) -> None:
    areas = [{"code": "511322", "name": "营山县"}, {"code": "511322101", "name": "东升镇"}]
    world.invoke("CAD", "register", [{**world.record("CAD"), "areas": areas}])
    assert world.member("CAD")["areas"] == areas
    world.invoke("CAD", "register", [world.record("CAD")])
    assert "areas" not in world.member("CAD")


def test_a_substitute_is_one_from_its_first_day_to_its_last() -> None:
    record = {"substitute": {"key": "k", "begins": "2026-11-24", "ends": "2026-11-25", "event": "e"}}
    days = [date(2026, 11, day) for day in (23, 24, 25, 26)]
    assert [substitute_on(record, day) for day in days] == ["", "k", "k", ""]
    assert substitute_on({}, days[1]) == substitute_on(None, days[1]) == ""


def test_none_stands_in_where_a_banks_books_are_behind_its_word(world: Houses) -> None:
    assert not {kind for kind in SUBSTITUTED if kind.startswith(("asset.", "fund.", "account."))}
    world.substitute("B", "B2")
    draft = build(
        "account.link", channel=CHANNEL, at=world.now, account=world.key("C"), bank=world.key("B"),
        number=SEALED,
    ).granted_by({}, substitutes={world.key("B"): world.key("B2")})  # fmt: skip
    assert world.code(world.locked, draft, ("C",)) == "substitute"
