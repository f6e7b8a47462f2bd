"""Two persons of each office above an amount, and a substitute for some days, on both ledgers."""

from __future__ import annotations

import pytest

from loc_desktop.contract.client import EventDraft, build, code_of
from loc_desktop.errors import KnownError
from loc_desktop.loan.calendar import civil_day
from tests.scenarios.scene import CHANNEL, SEALED, Json, Member, Scene

MUCH = 15_000_000


def application(scene: Scene, customer: Member, seconds: dict[str, str], amount: int = MUCH) -> EventDraft:
    """An application that nobody has signed, with the second persons by role."""
    body: dict[str, Json] = {
        "amount": amount, "months": 12, "product": "workshop", "bank": scene.key("B"),
        "payee": customer.key, "dossier": SEALED, "commitment": "0" * 64,
    }  # fmt: skip
    return build("loan.apply", channel=CHANNEL, at=scene.now(), **body).granted_by(scene.keys(), seconds)


def name_substitute(scene: Scene, member: Member, other: Member, days: int = 3) -> None:
    """From today on."""
    begins, ends = civil_day(scene.now()), civil_day(scene.now())
    ends = ends.fromordinal(ends.toordinal() + days)
    run(
        scene, member, "member.substitute", member=member.key, substitute=other.key,
        begins=begins.isoformat(), ends=ends.isoformat(),
    )  # fmt: skip


def run(scene: Scene, who: Member, kind: str, **body: Json) -> None:
    """An event of the member that nobody grants."""
    cc = scene.chaincode(scene.draft(kind, role=who.role, **body), who)
    scene.submit(who.role, "lock", [cc], who.user)
    assert scene.submit(who.role, "unlock", [scene.code(cc), 0], who.user)["code"] == 0


def refused(scene: Scene, draft: EventDraft, *signers: Member) -> str:
    with pytest.raises(KnownError) as refusal:
        scene.lock(draft, *signers)
    return refusal.value.code.removeprefix("contract.")


def test_two_persons_of_each_office_decide_on_much_money(scene: Scene) -> None:
    customer = scene.member()
    second = {role: scene.institution(role) for role in ("B", "CAD", "FD")}
    draft = application(scene, customer, {role: member.key for role, member in second.items()})
    cc = scene.lock(draft, customer)
    assert [key["role"] for key in cc["keys"]] == ["B", "B", "CAD", "CAD", "FD", "FD"]
    event = cc["event"]["id"]
    people = {member.key: member for member in (*scene.people.values(), *second.values())}
    results = scene.results(cc, members=list(second.values()))
    for result in results:
        carrier = people[result["key"]]
        scene.submit(carrier.role, "grant", [event, result], carrier.user)
    outcome = scene.submit("C", "unlock", [code_of(cc["event"], results), 0])
    assert outcome["code"] == 0
    assert scene.balance(customer) == MUCH


def test_the_second_is_another_person_of_the_same_office(scene: Scene) -> None:
    customer = scene.member()
    second = {role: scene.institution(role).key for role in ("B", "CAD", "FD")}
    alone = application(scene, customer, {**second, "CAD": scene.key("CAD")})
    assert refused(scene, alone, customer) == "one_person"
    # One whom only its counter has registered: nobody can say that it is another person.
    unknown = application(scene, customer, {**second, "FD": scene.member("FD").key})
    assert refused(scene, unknown, customer) == "one_person"


def test_a_substitute_decides_in_a_members_place_until_it_ends(scene: Scene) -> None:
    customer, officer, other = scene.member(), scene.people["CAD"], scene.institution("CAD")
    name_substitute(scene, officer, other)
    draft = build("loan.apply", channel=CHANNEL, at=scene.now(), **small(scene, customer))
    draft = draft.granted_by(scene.keys(), substitutes={officer.key: other.key})
    cc = scene.lock(draft, customer)
    assert cc["event"]["body"]["grantors"][1] == {"role": "CAD", "key": other.key, "for": officer.key}
    results = scene.results(cc, members=[other])
    carriers = {"B": scene.people["B"], "CAD": other, "FD": scene.people["FD"]}
    for result in results:
        carrier = carriers[result["role"]]
        scene.submit(carrier.role, "grant", [cc["event"]["id"], result], carrier.user)
    assert scene.submit("C", "unlock", [code_of(cc["event"], results), 0])["code"] == 0
    assert scene.query("R", "loan", id=cc["event"]["id"])["civil"] == officer.key
    run(scene, other, "member.substitute_end", member=officer.key, substitute=other.key, signer=other.key)
    draft = build("loan.apply", channel=CHANNEL, at=scene.now(), **small(scene, customer))
    late = draft.granted_by(scene.keys(), substitutes={officer.key: other.key})
    assert refused(scene, late, customer) == "substitute"


def small(scene: Scene, customer: Member) -> dict[str, Json]:
    return {
        "amount": 5_000_000, "months": 12, "product": "poverty-micro", "bank": scene.key("B"),
        "payee": customer.key, "dossier": SEALED, "commitment": "0" * 64,
    }  # fmt: skip
