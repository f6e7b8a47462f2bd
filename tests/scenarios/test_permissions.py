"""Every call with every kind of certificate, against the one table of who may (``contract.permissions``).

Calls are evaluated, not submitted: what they would write is dropped, so that each begins at the same state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.contract import permissions
from loc_desktop.contract.dispatch import FUNCTIONS
from loc_desktop.contract.permissions import KINDS, RIGHTS, Right
from loc_desktop.contract.views.queries import QUERIES
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import User
from tests.scenarios.case import Case
from tests.scenarios.scene import ROLES, Json, Member, Scene, new_member

REFUSALS = {
    "contract.denied", "contract.not_member", "contract.revoked", "contract.initialised",
    "service.identity", "fabric.denied", "certificate.untrusted",
}  # fmt: skip
"""What a call that is not allowed gets: nothing else hides behind a refusal."""

Shown = Callable[[Any], bool]


def arguments_of(
    case: Case, right: Right, caller: Member, newcomer: Member, unregistered: bool
) -> tuple[list[Json], Shown]:
    """What the call is made with, and whether its answer shows what the row is about."""
    customer, bank, loan = case.customer.key, case.bank.key, case.loan

    def among(key: str, field: str = "key") -> Shown:
        return lambda rows: any(row[field] == key for row in rows)

    def claimed(rows: Any) -> bool:
        return any(row["from"] == customer for row in rows)

    def tried(answer: Any) -> bool:
        return answer[0].get("error") is None

    own = caller.identity.member_record()
    if unregistered:
        own["person"] = ""  # whose key a customer's is, its counter says
    account: dict[str, Json] = {"key": customer}
    calls: dict[tuple[str, str], tuple[list[Json], Shown]] = {
        ("init", "a ledger that is set up"): ([{"channel": "loan"}], bool),
        ("register", "its own record"): ([own], bool),
        ("register", "a new customer of its organisation"): ([newcomer.identity.member_record()], bool),
        ("revoke", "itself"): ([caller.role, caller.key], bool),
        ("revoke", "a customer"): (["C", customer], bool),
        ("revoke", "a bank"): (["B", bank], bool),
        ("lock", "a customer's application"): ([case.new], bool),
        ("grant", "a bank's result"): ([case.pending, case.result], bool),
        ("unlock", "an application that all granted"): ([case.code, 0], bool),
        ("unlock_many", "an application that all granted"): ([[case.code], 0], tried),
        ("history", "event, cc, grant"): ([f"event/{case.pending}"], bool),
        ("history", "a customer's account"): ([f"account/{customer}"], bool),
        ("history", "a loan"): ([f"loan/{loan}"], bool),
        ("history", "rules"): (["rules"], bool),
        ("history", "anything else"): (["config"], bool),
    }
    queries: dict[tuple[str, str], tuple[dict[str, Json], Shown]] = {
        ("config", ""): ({}, bool),
        ("rules", ""): ({}, bool),
        ("member", "an institution"): ({"role": "B", "key": bank}, bool),
        ("member", "a customer"): ({"role": "C", "key": customer}, bool),
        ("members", "institutions"): ({}, among(bank)),
        ("members", "a customer among them"): ({}, among(customer)),
        ("event", "an application"): ({"id": case.pending}, bool),
        ("status", "whether an event was executed"): ({"id": loan}, bool),
        ("account", "a customer's"): (account, bool),
        ("loan", ""): ({"id": loan}, bool),
        ("loans", "the loan among them"): ({}, among(loan, "id")),
        ("reschedule", "the loan"): ({"loan": loan, "months": 12}, bool),
        ("report", "of the loans that one may read"): ({}, lambda _rows: True),
        ("issuer", "a bank's issues"): ({"bank": bank}, bool),
        ("cap", "of what a bank has issued"): ({"bank": bank}, bool),
        ("transfer", "between a bank's books and the ledger"): (
            {"bank": bank, "transfer": case.transfer},
            lambda row: bool(row["executed"]),
        ),
        ("transfers", "a bank's"): ({"bank": bank}, bool),
        ("provenance", "a customer's account"): (account, bool),
        ("budget", "a finance department's"): (
            {"department": case.finance.key, "year": case.year},
            bool,
        ),
        ("issued", "a customer's loans, in figures"): ({"customer": customer}, bool),
        ("person", "a tag"): ({"tag": "0" * 64}, bool),
        ("challenge", "of a loan"): ({"id": case.challenge}, bool),
        ("challenges", "that of the loan among them"): ({}, among(case.challenge, "id")),
        ("claims", "a bank's on a customer among them"): ({}, claimed),
        ("groups", "the keys to which is sealed"): ({}, lambda rows: type(rows) is list),
        ("erasable", "of its own group"): ({}, bool),
        ("chaincode", "a customer's loan.query"): ({"cc": case.asked}, bool),
    }
    if (right.call, right.about) in calls:
        return calls[right.call, right.about]
    name = right.call.removeprefix("query ")
    arguments, shown = queries[name, right.about]
    return [name, arguments], shown


class Cast:
    """Who calls: of each kind at least one, and the cases of those who stay and of those who are revoked."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        counter = scene.registrars["C"]

        def customer(of: Member, organisation: str = "") -> Member:
            made = scene.certified("C", organisation=organisation)
            scene.submit("C", "register", [made.identity.member_record()], of.user)
            return made

        living = {**scene.people, "C": customer(counter), "counter": counter}
        leaving = {role: scene.institution(role) for role in ROLES if role != "C"}
        leaving["counter"] = scene.certified("C", registrar=True)
        scene.submit("C", "register", [leaving["counter"].identity.member_record()], leaving["counter"].user)
        leaving["C"] = customer(counter)
        self.newcomer = new_member("C", scene.organisation("C"))
        self.case, self.left = Case(scene, living), Case(scene, leaving)
        for member in leaving.values():
            scene.submit(member.role, "revoke", [member.role, member.key], member.user)
        self.members: dict[str, Member] = dict(living)
        self.members |= {f"revoked {kind}": member for kind, member in leaving.items()}
        for role in ("C", "B", "CAD", "FD"):
            self.members[f"other {role}"] = customer(counter) if role == "C" else scene.institution(role)
        for kind in ("C", "counter", "B", "CAD", "FD", "R"):
            role = "C" if kind == "counter" else kind
            self.members[f"unregistered {kind}"] = scene.certified(role, kind == "counter")
        for kind in ("counter", "C", "B", "CAD", "FD"):
            role = "C" if kind == "counter" else kind
            organisation = scene.outside(role)
            if organisation and kind == "C":
                self.members["outside C"] = customer(self.members["outside counter"], organisation)
            elif organisation:
                made = scene.certified(role, kind == "counter", organisation)
                scene.submit(role, "register", [made.identity.member_record()], made.user)
                self.members[f"outside {kind}"] = made

    def walk(self) -> Iterator[tuple[str, Right, str]]:
        """Every kind and row: what came out, ``yes`` or the refusal's code."""
        asking = [(kind, member.role, member.user, member) for kind, member in self.members.items()]
        for kind, users in self.scene.nodes().items():
            asking += [(kind, role, user, self.members["R"]) for role, user in users]
        with ThreadPoolExecutor(max_workers=4) as pool:
            for kind, answers in pool.map(lambda asked: (asked[0], self._asked(*asked)), asking):
                for right, answer in answers:
                    yield kind, right, answer

    def _asked(self, kind: str, role: str, user: User, as_member: Member) -> list[tuple[Right, str]]:
        case = self.left if kind.startswith("revoked") else self.case
        new = kind.startswith("unregistered")
        return [(right, self._call(case, right, role, user, (as_member, new))) for right in RIGHTS]

    def _call(self, case: Case, right: Right, role: str, user: User, who: tuple[Member, bool]) -> str:
        arguments, shown = arguments_of(case, right, who[0], self.newcomer, who[1])
        fn = right.call.partition(" ")[0]
        try:
            answer = self.scene.ledger(role).evaluate(fn, arguments, user)
        except KnownError as error:
            return error.code
        return "yes" if shown(answer) else "contract.denied"


def test_every_call_of_every_kind_of_certificate_is_as_the_table_says(houses: Scene) -> None:
    cast = Cast(houses)
    wrong, seen = [], set()
    for kind, right, answer in cast.walk():
        seen.add(kind)
        expected = kind in right.may
        if (answer == "yes") != expected or (answer != "yes" and answer not in REFUSALS):
            wrong.append(f"{kind}: {right.call} ({right.about}): {answer}, expected {expected}")
    assert not wrong, "\n".join(wrong)
    assert set(KINDS) - seen == (set(permissions.NODES) if houses.kind == "embedded" else set())


def test_the_table_has_a_row_for_every_function_and_query() -> None:
    functions = {right.call for right in RIGHTS if not right.call.startswith("query ")}
    assert functions | {"query"} == set(FUNCTIONS)
    assert {right.call.removeprefix("query ") for right in RIGHTS} - functions == set(QUERIES)
    assert {kind for right in RIGHTS for kind in right.may} <= set(KINDS)


def test_the_page_of_permissions_is_what_the_table_says(capsys: pytest.CaptureFixture[str]) -> None:
    from loc_desktop.cli import main

    assert main(["permissions"]) == 0
    written = Path(__file__).parents[2] / "docs" / "permissions.md"
    assert written.read_text(encoding="utf-8") == capsys.readouterr().out
