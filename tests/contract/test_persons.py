"""A key belongs to a person: attestation, one living key a person, the succession of a lost key."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.bench.world import account_tag, sealed_number
from loc_desktop.contract.client import new_id
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.persons import lacks_tag, reason_of, tag_in
from loc_desktop.script.unlock import sign_result
from tests.contract.flow_rules.test_claims import reversed_loan
from tests.contract.world import SEALED, World, signer, tag_of

DOSSIER = {"dossier": SEALED, "commitment": "0" * 64}


@pytest.fixture
def world() -> World:
    world = World()
    world.fund()
    world.signers["counter"], world.roles["counter"] = signer("counter"), "C"
    world.invoke("counter", "register", [world.record("counter")])
    return world


def refused(world: World, who: str, fn: str, args: list[Any], registrar: bool | None = None) -> str:
    with pytest.raises(ContractError) as caught:
        world.invoke(who, fn, args, registrar)
    return caught.value.code.removeprefix("contract.")


def failure(outcome: Any) -> tuple[int, str]:
    return outcome["code"], outcome["failure"]["code"].removeprefix("contract.")


def newcomer(world: World, name: str, person: str = "") -> str:
    """A customer's further key, registered by the counter; the department's tag is that of ``person``."""
    world.signers[name], world.roles[name] = signer(name), "C"
    world.persons[name] = tag_of(person or name)
    world.invoke("counter", "register", [world.record(name)], registrar=True)
    return world.key(name)


def member(world: World, name: str) -> Any:
    return world.query("R", "member", role="C", key=world.key(name))


def person(world: World, name: str) -> Any:
    return world.query("CAD", "person", tag=tag_of(name))


# --- attestation --------------------------------------------------------------------------------------------


def test_the_first_loan_binds_key_and_person(world: World) -> None:
    assert person(world, "C") == {"tag": tag_of("C")}
    loan = world.loan()
    record = person(world, "C")
    assert (record["key"], record["loans"], record["former"]) == (world.key("C"), [loan], [])
    assert member(world, "C")["tag"] == tag_of("C")
    second = world.loan()
    assert person(world, "C")["loans"] == [loan, second]


def test_an_attestation_binds_without_a_loan(world: World) -> None:
    assert world.run("identity.attest", member=world.key("C"), **DOSSIER)["code"] == 0
    assert person(world, "C")["key"] == world.key("C")
    assert person(world, "C")["loans"] == []
    assert world.run("identity.attest", member=world.key("C"), **DOSSIER)["code"] == 0  # said again
    assert world.loan()


def test_one_person_has_one_living_key_also_at_another_bank(world: World) -> None:
    world.fund("B2")
    world.loan()
    other = newcomer(world, "C again", "C")
    cc = world.locked(world.apply("C again", "B2"), by=("C again",))
    outcome = world.unlock(cc, by="B2")
    assert failure(outcome) == (4, "person_other_key")
    assert outcome["failure"]["params"] == {"key": other, "other": world.key("C")}
    assert world.balance("C again") == 0
    attest = world.locked(world.draft("identity.attest", member=other, **DOSSIER), by=("C again",))
    assert failure(world.unlock(attest)) == (4, "person_other_key")


def test_one_key_stands_for_one_person(world: World) -> None:
    """Zhang San's key over Liu Jianguo's form, the department having looked at the form alone."""
    world.loan()
    world.persons["C"] = tag_of("Liu Jianguo")
    assert failure(world.unlock(world.locked(world.apply()))) == (4, "person_other")
    assert person(world, "Liu Jianguo") == {"tag": tag_of("Liu Jianguo")}


def test_a_key_of_nobody_cannot_apply(world: World) -> None:
    world.signers["nobody"], world.roles["nobody"] = signer("nobody"), "C"
    world.invoke("C", "register", [{**world.record("nobody"), "person": ""}], registrar=True)
    draft = world.apply("nobody")
    cc = draft.chaincode(draft.sign(world.signers["nobody"]))
    assert refused(world, "C", "lock", [cc]) == "person_unknown"
    draft = world.draft("identity.attest", member=world.key("nobody"), **DOSSIER)
    cc = draft.chaincode(draft.sign(world.signers["nobody"]))
    assert refused(world, "C", "lock", [cc]) == "person_unknown"


@pytest.mark.parametrize("reason", [None, "", "person", "person " + "0" * 63, "person " + "A" * 64, "x" * 64])
def test_a_pass_without_the_tag_opens_no_loan(world: World, reason: str | None) -> None:
    cc = world.locked(world.apply())
    results = world.results(cc)
    results[1] = sign_result(cc["event"], "CAD", world.signers["CAD"], "Pass", world.now, reason=reason)
    world.invoke("B", "grant", [cc["event"]["id"], results[0]])
    assert refused(world, "CAD", "grant", [cc["event"]["id"], results[1]]) == "result"
    uc = {"type": "unlocking", "event": cc["event"], "results": results}
    assert failure(world.invoke("FD", "unlock", [uc])) == (4, "person_unattested")


def test_a_failed_carries_no_tag() -> None:
    said = {"role": "CAD", "verdict": "Failed", "reason": reason_of("0" * 64)}
    assert tag_in(said) == ""
    assert not lacks_tag("loan.open", said)
    assert tag_in({**said, "verdict": "Pass"}) == "0" * 64
    assert not lacks_tag("loan.repay", {"role": "CAD", "verdict": "Pass"})
    assert not lacks_tag("loan.open", {"role": "B", "verdict": "Pass"})


def test_persons_are_read_by_departments_and_r_alone(world: World) -> None:
    for who in ("C", "B", "FD"):
        with pytest.raises(ContractError) as caught:
            world.query(who, "person", tag=tag_of("C"))
        assert caught.value.code == "contract.denied"
    assert world.query("R", "person", tag=tag_of("C")) == {"tag": tag_of("C")}


# --- the member record --------------------------------------------------------------------------------------


def test_a_person_can_be_corrected_until_it_is_attested(world: World) -> None:
    right = {**world.record("C"), "person": "1" * 64}
    assert refused(world, "C", "register", [{**right, "person": ""}]) == "person_fixed"
    assert refused(world, "C", "register", [right], registrar=False) == "denied"  # not by itself
    world.invoke("C", "register", [right])
    world.run("identity.attest", member=world.key("C"), **DOSSIER)
    assert refused(world, "C", "register", [world.record("C")]) == "person_fixed"
    world.invoke("C", "register", [right], registrar=False)  # a new certificate, say
    assert member(world, "C")["tag"] == tag_of("C")


def test_only_its_organisation_registers_or_renews_a_member(world: World) -> None:
    other = {**world.record("C2"), "organisation": "org-other"}
    assert refused(world, "C", "register", [other], registrar=True) == "denied"
    world.roles["thief"] = "C"
    world.signers["thief"] = signer("thief")
    caller = world.caller("thief", registrar=True)
    state = world.ledger.begin(type(caller)("org-thief", "C", caller.key, True), world.now)
    from loc_desktop.contract.dispatch import invoke

    for record in (world.record("C"), {**world.record("C"), "organisation": "org-thief"}):
        with pytest.raises(ContractError) as caught:
            invoke(state, "register", [record])
        assert caught.value.code == "contract.denied"
    assert member(world, "C")["organisation"] == "org-C"


@pytest.mark.parametrize(
    ("who", "person_"), [("B", "0" * 64), ("CAD", "0" * 64), ("C", "0" * 63), ("C", "G" * 64), ("C", 1)]
)
def test_a_commitment_is_a_customers_and_64_digits(world: World, who: str, person_: Any) -> None:
    assert refused(world, who, "register", [{**world.record(who), "person": person_}]) == "record"


# --- issued before ------------------------------------------------------------------------------------------


def test_what_was_repaid_is_not_issued_before(world: World) -> None:
    loan = world.loan(amount=100_000)
    issued = world.query("FD", "issued", customer=world.key("C"))
    assert (issued["open"], issued["in_default"]) == (1, 0)
    world.run(
        "loan.prepay", loan=loan, amount=100_000, principal=100_000, interest=0, payer=world.key("C"),
        bank=world.key("B"),
    )  # fmt: skip
    issued = world.query("FD", "issued", customer=world.key("C"), events=[loan, "0" * 32])
    assert (issued["total"], issued["open"], issued["others"]) == (1, 0, [])


def test_what_the_household_has_on_its_way_is_told_to_an_institution(world: World) -> None:
    pending = world.locked(world.apply("C2"))["event"]["id"]
    paid, gone = world.loan("C2"), world.locked(world.apply("C2"))
    world.unlock(gone, failed=("B",))
    asked = [pending, paid, gone["event"]["id"]]
    key = world.key("C")
    issued = world.query("B", "issued", customer=key, events=asked)
    assert (issued["others"], issued["others_outstanding"]) == ([pending, paid], 5_000_000)
    issued = world.query("C", "issued", customer=key, events=asked)
    assert (issued["others"], issued["others_outstanding"]) == ([], 0)


def test_civil_affairs_finds_the_loans_of_a_household_by_its_tags(world: World) -> None:
    """None of them twice, none of the person's own, none that was repaid; other roles name no tags."""
    own, wifes, repaid = world.loan(), world.loan("C2", amount=3_000_000), world.loan("C2", amount=100_000)
    world.run(
        "loan.prepay", loan=repaid, amount=100_000, principal=100_000, interest=0, payer=world.key("C2"),
        bank=world.key("B"),
    )  # fmt: skip
    tags = [str(member(world, name)["tag"]) for name in ("C", "C2")] + ["0" * 64]
    asked: dict[str, Any] = {"customer": world.key("C"), "tags": tags, "events": [wifes, own]}
    issued = world.query("CAD", "issued", **asked)
    assert (issued["open"], issued["others"], issued["others_outstanding"]) == (1, [wifes], 3_000_000)
    assert world.query("CAD", "issued", customer=world.key("C"), tags=tags)["others"] == [wifes]
    assert world.query("FD", "issued", customer=world.key("C"), tags=tags)["others"] == []
    with pytest.raises(ContractError) as caught:
        world.query("CAD", "issued", customer=world.key("C"), tags=["0"] * 501)
    assert caught.value.code == "contract.arguments"


# --- succession ---------------------------------------------------------------------------------------------


def succession(world: World, old: str, new: str, counter: str = "counter") -> Any:
    """``identity.succeed``, locked by the counter."""
    draft = world.draft(
        "identity.succeed", counter=world.key(counter), old=world.key(old), new=world.key(new), **DOSSIER
    )
    cc = draft.chaincode(draft.sign(world.signers[counter]))
    world.invoke(counter, "lock", [cc], registrar=True)
    return cc


def linked(world: World, name: str, number: str) -> None:
    world.run("account.link", account=world.key(name), bank=world.key("B"), number=sealed_number(number))


def pay(world: World, name: str, loan: str, amount: int = 1000) -> Any:
    draft = world.draft(
        "loan.prepay", loan=loan, amount=amount, principal=amount, interest=0, payer=world.key(name),
        bank=world.key("B"),
    )  # fmt: skip
    cc = draft.chaincode(draft.sign(world.signers[name]))
    world.invoke("counter", "lock", [cc])
    return world.unlock(cc, by="counter")


def test_a_new_key_takes_the_place_of_a_lost_one(world: World) -> None:
    loan = world.loan(amount=500_000)
    linked(world, "C", "6222020000000001")
    new = newcomer(world, "C new", "C")
    waiting = world.locked(world.apply("C"))
    outcome = world.unlock(succession(world, "C", "C new"))
    assert outcome["code"] == 0
    assert [(move["from"], move["to"], move["amount"]) for move in outcome["moves"]] == [
        (world.key("C"), new, 500_000)
    ]
    old = member(world, "C")
    assert (old["status"], old["successor"]) == ("succeeded", new)
    assert (person(world, "C")["key"], person(world, "C")["former"]) == (new, [world.key("C")])
    assert world.balance("C new") == 500_000
    assert world.query("R", "account", key=world.key("C"))["total"] == 0
    assert world.query("R", "account", key=world.key("C"))["links"] == []
    links = world.query("R", "account", key=new)["links"]
    assert [link["link"] for link in links] == [account_tag("6222020000000001")]
    assert [row["id"] for row in world.query("R", "loans", customer=new)] == [loan]
    assert world.query("R", "loans", customer=world.key("C")) == []
    assert world.query("B", "issued", customer=new)["open"] == 1
    # The old key is dead: it locks nothing, and what it signed before is void.
    assert refused_lock(world, "C", loan) == "not_member"
    outcome = world.unlock(waiting, by="B")
    assert (outcome["code"], outcome["status"]) == (2, "refused")
    assert pay(world, "C new", loan)["code"] == 0
    assert world.query("R", "loan", id=loan)["outstanding"] == 499_000


def refused_lock(world: World, name: str, loan: str) -> str:
    with pytest.raises(ContractError) as caught:
        pay(world, name, loan)
    return caught.value.code.removeprefix("contract.")


def test_a_dead_key_stays_dead(world: World) -> None:
    world.loan()
    newcomer(world, "C new", "C")
    world.unlock(succession(world, "C", "C new"))
    assert refused(world, "C", "register", [world.record("C")]) == "succeeded"
    assert refused(world, "R", "revoke", ["C", world.key("C")]) == "succeeded"
    newcomer(world, "C third", "C")
    draft = world.draft(
        "identity.succeed",
        counter=world.key("counter"),
        old=world.key("C"),
        new=world.key("C third"),
        **DOSSIER,
    )
    cc = draft.chaincode(draft.sign(world.signers["counter"]))
    assert refused(world, "counter", "lock", [cc], registrar=True) == "succeeded"
    # but its successor can be succeeded in turn
    world.persons["C new"] = tag_of("C")
    assert world.unlock(succession(world, "C new", "C third"), by="counter")["code"] == 0
    assert person(world, "C")["former"] == [world.key("C"), world.key("C new")]


def test_a_revoked_key_can_be_succeeded_a_key_in_use_cannot_succeed(world: World) -> None:
    loan = world.loan()
    newcomer(world, "C new", "C")
    world.invoke("C", "revoke", ["C", world.key("C")])
    assert world.unlock(succession(world, "C", "C new"), by="counter")["code"] == 0
    assert world.query("R", "loan", id=loan)["payee"] == world.key("C new")
    draft = world.draft(
        "identity.succeed",
        counter=world.key("counter"),
        old=world.key("C2"),
        new=world.key("C new"),
        **DOSSIER,
    )
    cc = draft.chaincode(draft.sign(world.signers["counter"]))
    assert refused(world, "counter", "lock", [cc], registrar=True) == "succession_key"


def test_only_the_counter_of_the_organisation_asks_for_it(world: World) -> None:
    world.loan()
    newcomer(world, "C new", "C")
    draft = world.draft(
        "identity.succeed",
        counter=world.key("counter"),
        old=world.key("C"),
        new=world.key("C new"),
        **DOSSIER,
    )
    cc = draft.chaincode(draft.sign(world.signers["counter"]))
    assert refused(world, "counter", "lock", [cc]) == "succession_counter"  # no registrar
    assert refused(world, "C", "lock", [cc], registrar=True) == "succession_counter"  # not the one who signed
    world.signers["C other"], world.roles["C other"] = signer("C other"), "C"
    foreign = type(world.caller("C"))("org-other", "C", world.key("C other"), True)
    from loc_desktop.contract.dispatch import invoke

    state = world.ledger.begin(foreign, world.now)
    invoke(state, "register", [{**world.record("C other"), "organisation": "org-other"}])
    state.commit()
    draft = world.draft(
        "identity.succeed", counter=foreign.key, old=world.key("C"), new=world.key("C new"), **DOSSIER
    )
    cc = draft.chaincode(draft.sign(world.signers["C other"]))
    with pytest.raises(ContractError) as caught:
        invoke(world.ledger.begin(foreign, world.now), "lock", [cc])
    assert caught.value.code == "contract.succession_counter"


def test_the_department_must_find_the_same_person(world: World) -> None:
    world.loan()
    newcomer(world, "C new", "C")
    cc = succession(world, "C", "C new")
    world.persons["C"] = tag_of("somebody else")
    assert failure(world.unlock(cc)) == (4, "person_other")
    assert world.unlock(cc, failed=("CAD",))["code"] == 1
    assert member(world, "C")["status"] == "active"


def test_a_frozen_customer_is_not_succeeded_a_challenged_loan_goes_along(world: World) -> None:
    loan = world.loan()
    newcomer(world, "C new", "C")
    challenge = new_id()
    world.now = "2026-11-23T08:00:00Z"
    raised = world.run(
        "challenge.raise", challenge=challenge, target={"kind": "loan", "id": loan}, reason="why",
        deadline="2026-12-22T08:00:00Z", role="C", respondent=world.key("C"),
    )  # fmt: skip
    assert raised["code"] == 0
    assert world.unlock(succession(world, "C", "C new"))["code"] == 0
    assert world.query("R", "challenge", id=challenge)["respondent"] == world.key("C new")
    again = new_id()
    world.run(
        "challenge.raise", challenge=again, target={"kind": "party", "id": world.key("C2")}, reason="why",
        deadline="2026-12-22T08:00:00Z", role="C", respondent=world.key("C2"),
    )  # fmt: skip
    newcomer(world, "C2 new", "C2")
    draft = world.draft(
        "identity.succeed", counter=world.key("counter"), old=world.key("C2"), new=world.key("C2 new"),
        **DOSSIER,
    )  # fmt: skip
    cc = draft.chaincode(draft.sign(world.signers["counter"]))
    assert refused(world, "counter", "lock", [cc], registrar=True) == "frozen"


def test_who_was_asked_about_a_pending_event_answers_with_its_living_key(world: World) -> None:
    waiting = world.locked(world.apply("C"))["event"]["id"]
    challenge = new_id()
    world.now = "2026-11-23T08:00:00Z"
    raised = world.run(
        "challenge.raise", challenge=challenge, target={"kind": "event", "id": waiting}, reason="why",
        deadline="2026-12-22T08:00:00Z", role="C", respondent=world.key("C"),
    )  # fmt: skip
    assert raised["code"] == 0
    newest = [newcomer(world, name, "C") for name in ("C new", "C newest")][-1]
    assert world.unlock(succession(world, "C", "C new"))["code"] == 0
    world.persons["C new"] = tag_of("C")
    assert world.unlock(succession(world, "C new", "C newest"), by="counter")["code"] == 0
    assert world.query("C newest", "challenge", id=challenge)["respondent"] == newest
    assert [row["id"] for row in world.query("C newest", "challenges")] == [challenge]

    def answer(name: str) -> Any:
        draft = world.draft(
            "challenge.answer", challenge=challenge, role="C", respondent=world.key(name), answer="because"
        )
        cc = draft.chaincode(draft.sign(world.signers[name]))
        world.invoke("counter", "lock", [cc])
        return world.unlock(cc, by="counter")

    with pytest.raises(ContractError) as caught:
        answer("C")
    assert caught.value.code == "contract.not_member"
    with pytest.raises(ContractError) as caught:
        answer("C2")
    assert caught.value.code == "contract.challenge_target"
    assert answer("C newest")["code"] == 0
    view = world.query("R", "challenge", id=challenge)
    assert (view["status"], view["respondent"]) == ("dismissed", newest)


def test_a_debt_from_a_reversal_goes_along(world: World) -> None:
    _, claim = reversed_loan(world)
    newcomer(world, "C new", "C")
    assert world.unlock(succession(world, "C", "C new"))["code"] == 0
    (owed,) = world.query("R", "claims")
    assert (owed["id"], owed["from"], owed["amount"]) == (claim["id"], world.key("C new"), 700_000)
    # Also the end of its membership leaves it what it needs to pay that.
    world.invoke("counter", "revoke", ["C", world.key("C new")], registrar=True)
    money = {"bank": world.key("B"), "account": world.key("C new")}

    def deposit(amount: int) -> Any:
        cc = world.locked(world.draft("asset.deposit", amount=amount, transfer=new_id(), **money))
        return world.unlock(cc, by="B")

    with pytest.raises(ContractError) as caught:
        deposit(700_001)
    assert caught.value.code == "contract.winding_down"
    assert deposit(700_000)["code"] == 0


def test_a_key_that_was_revoked_meanwhile_succeeds_nobody(world: World) -> None:
    world.loan()
    newcomer(world, "C new", "C")
    cc = succession(world, "C", "C new")
    world.invoke("C new", "revoke", ["C", world.key("C new")])
    assert failure(world.unlock(cc)) == (4, "not_member")
    assert person(world, "C")["key"] == world.key("C")


def test_a_customer_does_not_say_itself_who_it_is(world: World) -> None:
    world.signers["C9"], world.roles["C9"] = signer("C9"), "C"
    assert refused(world, "C9", "register", [world.record("C9")], registrar=False) == "denied"
    world.invoke("C9", "register", [{**world.record("C9"), "person": ""}], registrar=False)
    assert refused(world, "C9", "register", [world.record("C9")], registrar=False) == "denied"
    world.invoke("counter", "register", [world.record("C9")], registrar=True)
    assert member(world, "C9")["person"] == tag_of("C9")


def test_what_two_authorities_took_away_no_succession_brings_back(world: World) -> None:
    newcomer(world, "C new", "C")
    world.revoke("C")
    with pytest.raises(ContractError) as caught:
        succession(world, "C", "C new")
    assert caught.value.code == "contract.revoked"


def test_a_loan_does_not_stand_under_another_banks_name(world: World) -> None:
    world.signers["B7"], world.roles["B7"] = signer("B7"), "B"
    caller = world.caller("B7")
    from loc_desktop.contract.dispatch import invoke

    state = world.ledger.begin(type(caller)("org-other", "B", caller.key, False), world.now)
    invoke(state, "register", [{**world.record("B7"), "organisation": "org-other", "name": "Bank seven"}])
    state.commit()
    with pytest.raises(ContractError) as caught:
        world.locked(world.apply(branch="bank SEVEN"))
    assert caught.value.code == "contract.name_taken"
    assert world.unlock(world.locked(world.apply(branch="Xinluo")))["code"] == 0
