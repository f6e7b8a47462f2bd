"""What a member with a good key may not do to the others."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.bench.world import account_tag, sealed_number
from loc_desktop.contract.causes import cause
from loc_desktop.contract.client import code_of, new_id
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.state import Caller
from loc_desktop.identity.authority import Authority
from tests.contract.test_life import Life
from tests.contract.world import World, signer
from tests.scenarios.embedded_scene import MemoryStore
from tests.support.memory import MemoryLedger
from tests.support.rules import dear_document


@pytest.fixture
def world() -> World:
    made = World()
    made.fund()
    return made


def test_only_who_has_a_part_in_an_event_tries_to_unlock_it(world: World) -> None:
    cc = world.locked(world.apply())
    code = code_of(cc["event"], world.results(cc)[:2])
    stranger = Caller("another organisation", "C", world.key("C2"), True)
    with pytest.raises(ContractError) as caught:
        invoke(world.ledger.begin(stranger, world.now), "unlock", [code, 0])
    assert caught.value.code == "contract.denied"
    assert "tries" not in world.query("R", "event", id=cc["event"]["id"])["status"]
    assert world.invoke("CAD", "unlock", [code, 0])["code"] == 1  # a party's attempt is on record


def linked(life: Life) -> str:
    number = "12345678"
    assert life.world.run(
        "account.link", account=life.world.key("C"), bank=life.world.key("B"), number=sealed_number(number)
    )
    return number


def collect(life: Life, number: str) -> Any:
    due = life.view()["position"]
    parts = {"principal": due["due_principal"], "interest": due["due_interest"], "penalty": due["penalty"]}
    return life.world.run(
        "loan.collect", loan=life.loan, amount=sum(parts.values()), account=life.world.key("C"),
        bank=life.world.key("B"), link=account_tag(number), transfer=new_id(), **parts,
    )  # fmt: skip


def test_a_collection_pays_with_what_it_issued_and_leaves_other_banks_money_alone() -> None:
    life = Life()
    world = life.world
    number = linked(life)
    world.fund("B2")
    held = world.balance("C")
    world.run("asset.withdraw", amount=held, bank=world.key("B"), account=world.key("C"), transfer=new_id())
    world.run(
        "asset.deposit", amount=1_000_000, bank=world.key("B2"), account=world.key("C"), transfer=new_id()
    )
    life.on("2026-02-20")
    assert collect(life, number)["code"] == 0
    shown = world.query("C", "account", key=world.key("C"))
    assert shown["by_issuer"] == {world.key("B2"): 1_000_000}


def test_a_customers_unlink_ends_collecting_when_it_is_locked_not_when_the_bank_grants() -> None:
    life = Life()
    world = life.world
    number = linked(life)
    life.on("2026-02-20")
    parts = {"account": world.key("C"), "bank": world.key("B"), "link": account_tag(number)}
    waiting = world.locked(world.draft("account.unlink", **parts))
    with pytest.raises(ContractError) as caught:
        collect(life, number)
    assert caught.value.code == "contract.link"
    assert world.unlock(waiting)["code"] == 0
    assert world.query("C", "account", key=world.key("C"))["links"] == []


def test_a_certificate_without_a_member_has_no_rights(world: World) -> None:
    """A network administrator's certificate names a role; it neither reads loans nor carries grants."""
    cc = world.locked(world.apply())
    code = code_of(cc["event"], world.results(cc))
    name = cc["event"]["id"]
    for role in ("C", "B", "CAD", "FD", "R"):
        administrator = Caller(f"org-{role}", role, signer("administrator").key, role == "C")
        for fn, args in (
            ("unlock", [code, 0]), ("query", ["loans", {}]), ("query", ["event", {"id": name}]),
            ("query", ["report", {}]), ("history", [f"event/{name}"]), ("revoke", ["C", world.key("C")]),
        ):  # fmt: skip
            with pytest.raises(ContractError) as caught:
                invoke(world.ledger.begin(administrator, world.now), fn, args)
            assert (caught.value.code, caught.value.params["why"]) == (
                "contract.denied",
                cause("no_member"),
            ), fn
        with pytest.raises(ContractError):
            invoke(world.ledger.begin(administrator, world.now), "grant", [name, code["results"][0]])
        assert invoke(world.ledger.begin(administrator, world.now), "query", ["config"])["channel"]


def test_an_event_names_its_grantors_in_their_order_and_nothing_else(world: World) -> None:
    cc = world.locked(world.apply())
    signed = cc["event"]["body"]["grantors"]
    assert signed == [{"role": key["role"], "key": key["key"]} for key in cc["keys"]]
    wrong: list[Any] = [
        {}, "B", 1, signed[:2], signed[::-1], [*signed, signed[0]], [{**signed[0], "name": "x"}, *signed[1:]],
    ]  # fmt: skip
    for grantors in wrong:
        draft = world.apply()
        draft.event["body"]["grantors"] = grantors
        event = draft.sign(world.signers["C"])
        with pytest.raises(ContractError) as caught:
            world.invoke("C", "lock", [{**cc, "event": event}])
        assert caught.value.code == "contract.grantors", grantors
    free = world.draft("flow.inspect", account=world.key("B"), purpose="routine")
    assert "grantors" not in free.event["body"]
    free.event["body"]["grantors"] = []
    cc = free.chaincode(free.sign(world.signers["R"]))
    with pytest.raises(ContractError) as caught:
        world.query("R", "chaincode", cc=cc)
    assert caught.value.code == "contract.body"


# --- what a bank issues -------------------------------------------------------------------------------------

CAP = 10**12


def cap(world: World, who: str = "R", bank: str = "B") -> Any:
    answer = world.query(who, "cap", bank=world.key(bank))
    return answer["cap"], answer["outstanding"]


def test_a_bank_issues_up_to_its_cap_and_more_only_with_the_regulators_word(world: World) -> None:
    issued = 100_000_000  # the world's fund
    assert cap(world) == cap(world, "B") == (CAP, issued)
    outcome = world.fund(amount=CAP)
    assert outcome["code"] == 4
    failure = outcome["failure"]
    assert failure["code"] == "contract.issue_cap"
    assert failure["params"] == {
        "bank": world.key("B"), "amount": CAP, "cap": CAP, "outstanding": issued,
    }  # fmt: skip
    assert cap(world) == (CAP, issued)
    assert world.fund(amount=CAP - issued)["code"] == 0
    deposit = {"bank": world.key("B"), "account": world.key("C")}
    full = world.run("asset.deposit", amount=1, transfer=new_id(), **deposit)
    assert (full["code"], full["failure"]["code"]) == (4, "contract.issue_cap")
    # Another key of the bank has no cap of its own.
    assert world.fund("B2", 1)["code"] == 4
    assert cap(world, "R", "B2") == (CAP, CAP)
    # Redeeming makes room, through whichever slots.
    assert world.run("fund.redeem", amount=5_000_003, bank=world.key("B"), transfer=new_id())["code"] == 0
    assert world.run("asset.deposit", amount=5_000_003, transfer=new_id(), **deposit)["code"] == 0
    assert cap(world) == (CAP, CAP)
    assert world.run("asset.withdraw", amount=5_000_003, transfer=new_id(), **deposit)["code"] == 0
    assert cap(world) == (CAP, CAP - 5_000_003)
    raised = {"amount": 2 * CAP, "bank": world.key("B"), "reason": "more borrowers"}
    cc = world.locked(world.draft("fund.cap", **raised))
    assert world.invoke("B", "unlock", [code_of(cc["event"], []), 0])["code"] != 0  # not without R
    assert cap(world)[0] == CAP
    assert world.unlock(cc)["code"] == 0
    assert world.fund(amount=CAP)["code"] == 0
    assert cap(world) == (2 * CAP, 2 * CAP - 5_000_003)
    with pytest.raises(ContractError):
        world.query("FD", "cap", bank=world.key("B"))


def test_a_collection_counts_as_issued() -> None:
    life = Life()
    number = linked(life)
    before = cap(life.world)[1]
    life.on("2026-02-20")
    outcome = collect(life, number)
    assert outcome["code"] == 0
    assert cap(life.world)[1] == before + outcome["moves"][0]["amount"]


def test_issues_in_one_block_touch_different_keys(world: World) -> None:
    deposit = {"amount": 100, "bank": world.key("B"), "account": world.key("C")}
    written = []
    for hint in range(4):
        cc = world.locked(world.draft("asset.deposit", transfer=new_id(), **deposit))
        state = world.ledger.begin(world.caller("C"), world.now)
        invoke(state, "unlock", [code_of(cc["event"], world.results(cc)), hint])
        written.append({key for key in state.writes if key.startswith("issued/")})
        state.commit()
    assert [len(keys) for keys in written] == [1, 1, 1, 1]
    assert len(set.union(*written)) == 4


def test_no_sum_of_an_issuer_outgrows_the_numbers_of_the_script(world: World) -> None:
    """95 issues of 10^14 fen made the regulator's query exceed 2^53."""
    most = 10**14
    assert world.run("fund.cap", amount=most, bank=world.key("B"), reason="all there is")["code"] == 0
    codes = set()
    for _ in range(95):
        outcome = world.fund(amount=most // 2)
        codes.add(outcome.get("failure", {}).get("code", ""))
        if outcome["code"] == 0:
            world.run("fund.redeem", amount=most // 2, bank=world.key("B"), transfer=new_id())
    assert codes == {"", "contract.issue_cap"}
    shown = world.query("R", "issuer", bank=world.key("B"))
    assert 10**15 < shown["issued"] <= 2**53 - 1
    assert shown["difference"] == 0


def test_no_department_grants_the_revocation_of_its_own_house(world: World) -> None:
    world.signers["CAD2"], world.roles["CAD2"] = signer("CAD2"), "CAD"
    world.invoke("CAD2", "register", [world.record("CAD2")])
    with pytest.raises(ContractError) as caught:
        world.revoke("CAD2")
    assert caught.value.code == "contract.second"
    assert caught.value.params["why"] == cause("second_same_house")
    assert world.revoke("CAD2", second="FD")["code"] == 0
    with pytest.raises(ContractError) as caught:
        world.invoke("R", "revoke", ["C", world.key("C")])
    assert caught.value.params["why"] == cause("revokes_with_second")
    # Nor does it stop by a freeze: who is frozen can be revoked.
    world.run(
        "challenge.raise", challenge=new_id(), target={"kind": "party", "id": world.key("B")}, reason="why",
        deadline="2027-11-22T08:00:00Z", role="B", respondent=world.key("B"),
    )  # fmt: skip
    assert world.revoke("B")["code"] == 0


# --- what waits ---------------------------------------------------------------------------------------------


def limits(**changed: int) -> Any:
    """Rules with other limits of what a member may do."""
    document = dear_document()
    document["lending"]["limits"] = {**document["lending"]["limits"], **changed}
    return document


def limited(**changed: int) -> World:
    world = World()
    world.ledger = MemoryLedger(world.ledger.channel)
    world.invoke("B", "init", [{"slots": 4}, limits(**changed)])
    for name in tuple(world.signers):
        world.invoke(name, "register", [world.record(name)])
    world.fund()
    return world


def refused(call: Any) -> str:
    with pytest.raises(ContractError) as caught:
        call()
    return caught.value.code


def test_failing_attempts_are_bounded_and_the_next_changes_nothing() -> None:
    world = limited(attempts=3)
    cc = world.locked(world.apply())
    name = cc["event"]["id"]
    wrong = code_of(cc["event"], world.results(cc)[:2])
    for number in range(1, 4):
        assert world.invoke("B", "unlock", [wrong, 0])["code"] == 1
        assert world.query("R", "event", id=name)["status"]["tries"] == number
    before = dict(world.ledger.values)
    for role in ("B", "CAD", "FD", "R", "C"):
        assert refused(lambda who=role: world.invoke(who, "unlock", [wrong, 0])) == "contract.attempts"
    (answer,) = world.invoke("B", "unlock_many", [[wrong], 0])
    assert answer["error"] == "contract.attempts"
    assert world.ledger.values == before
    assert world.unlock(cc)["code"] == 0  # the honest code is none of them


def test_a_pending_event_expires_and_anyone_with_a_part_ends_it() -> None:
    world = limited(pending_days=2)
    cc, other, third = (world.locked(world.apply()) for _ in range(3))
    results = world.results(cc)
    world.now = "2026-11-24T08:00:00Z"
    assert world.invoke("B", "grant", [cc["event"]["id"], results[0]])["granted"] == 1
    world.now = "2026-11-24T08:00:01Z"
    late = [cc["event"]["id"], results[1]]
    assert refused(lambda: world.invoke("CAD", "grant", late)) == "contract.expired"
    outcome = world.invoke("FD", "unlock", [code_of(cc["event"], results), 0])
    assert (outcome["code"], outcome["status"]) == (4, "expired")
    assert outcome["failure"]["code"] == "contract.expired"
    assert world.balance("C") == 0
    bare = world.invoke("CAD", "unlock", [code_of(other["event"], []), 0])
    assert (bare["code"] == 0, bare["status"]) == (False, "expired")
    signer = {"role": "C", "signer": world.key("C")}
    assert world.run("event.withdraw", event=third["event"]["id"], **signer)["code"] == 0
    for request in (cc, other, third):
        code = code_of(request["event"], world.results(request))
        assert refused(lambda uc=code: world.invoke("R", "unlock", [uc, 0])) == "contract.duplicate"


def test_who_has_too_many_events_waiting_withdraws_or_waits() -> None:
    world = limited(pending_events=3)
    waiting = [world.locked(world.apply()) for _ in range(3)]
    assert refused(lambda: world.locked(world.apply())) == "contract.pending_most"
    world.locked(world.apply("C2"))  # nobody else is held up
    name = waiting[0]["event"]["id"]
    assert world.run("event.withdraw", event=name, role="C", signer=world.key("C"))["code"] == 0
    waiting.append(world.locked(world.apply()))
    assert refused(lambda: world.locked(world.apply())) == "contract.pending_most"
    assert world.unlock(waiting[1])["code"] == 0
    world.locked(world.apply())
    assert world.unlock(waiting[2], failed=("CAD",))["status"] == "refused"
    world.locked(world.apply())
    assert refused(lambda: world.locked(world.apply())) == "contract.pending_most"
    # An institution has many at once.
    bank = {"bank": world.key("B"), "amount": 1}
    for _ in range(30):
        world.locked(world.draft("fund.issue", transfer=new_id(), **bank))


# --- lots ---------------------------------------------------------------------------------------------------


def test_a_thousand_collections_leave_every_key_small() -> None:
    """A slot of the bank's grew to 11 KB."""
    life = Life()
    world, number = life.world, linked(life)
    life.on("2028-02-20")
    life.view()
    for hint in range(1_000):
        parts = {"principal": 0, "interest": 0, "penalty": 1}
        draft = world.draft(
            "loan.collect", loan=life.loan, amount=1, account=world.key("C"), bank=world.key("B"),
            link=account_tag(number), transfer=new_id(), **parts,
        )  # fmt: skip
        assert world.unlock(world.locked(draft), by="B", hint=hint)["code"] == 0
    sizes = {key: len(value) for key, value in world.ledger.values.items() if value is not None}
    slots = {key: size for key, size in sizes.items() if key.startswith("asset/")}
    assert max(slots.values()) < 6_000
    assert max(size for key, size in sizes.items() if not key.startswith("rules")) < 8_000
    shown = world.query("R", "issuer", bank=world.key("B"))
    assert shown["difference"] == 0
    lots = world.query("B", "provenance", key=world.key("B"))["lots"]
    assert all(lot["verified"] for lot in lots)


def test_lots_of_several_issuers_stay_their_own(world: World) -> None:
    world.fund("B2")
    for bank in ("B", "B2"):
        for _ in range(12):
            world.run(
                "asset.deposit", amount=1_000, bank=world.key(bank), account=world.key("C"), transfer=new_id()
            )
    shown = world.query("C", "account", key=world.key("C"))
    assert shown["by_issuer"] == {world.key("B"): 12_000, world.key("B2"): 12_000}
    assert len(world.query("C", "provenance", key=world.key("C"))["lots"]) <= 16
    for bank in ("B", "B2"):
        parts = {"bank": world.key(bank), "account": world.key("C")}
        assert world.run("asset.withdraw", amount=12_000, transfer=new_id(), **parts)["code"] == 0
    assert world.balance("C") == 0


# --- what is stored -----------------------------------------------------------------------------------------


def test_a_self_made_certificate_makes_nobody_a_counter(world: World) -> None:
    """Under it a customer's real name stood on the ledger."""
    name = "a customer"
    world.signers[name], world.roles[name] = signer(name), "C"
    own = Authority.create(MemoryStore(), "Nobody's")
    certificate = own.certify("C", signer(name).key, "Liu Jianguo", "org-C", registrar=True)
    record = {**world.record(name), "name": "Liu Jianguo", "certificate": certificate}
    assert refused(lambda: world.invoke(name, "register", [record], False)) == "contract.record"
    assert refused(lambda: world.invoke("C", "register", [record], registrar=True)) == "contract.record"
    # Its own authority says of the counter that it is one.
    assert world.invoke(name, "register", [record], registrar=True)["status"] == "active"


def test_nobody_takes_another_organisations_name(world: World) -> None:
    world.signers["B3"], world.roles["B3"] = signer("B3"), "B"
    record = {**world.record("B3"), "organisation": "org-other"}
    caller = Caller("org-other", "B", world.key("B3"))

    def register(name: str) -> Any:
        state = world.ledger.begin(caller, world.now)
        outcome = invoke(state, "register", [{**record, "name": name}])
        state.commit()
        return outcome

    for name in ("B", " B", "B  "):
        assert refused(lambda named=name: register(named)) == "contract.name_taken"
    assert register("B3")["status"] == "active"
    assert register("B3")["status"] == "active"  # renewed
    # A branch of one house may have its house's name.
    world.signers["B4"], world.roles["B4"] = signer("B4"), "B"
    assert world.invoke("B4", "register", [{**world.record("B4"), "name": "B"}])["status"] == "active"


def test_what_is_larger_than_any_honest_transaction_is_refused_unread(world: World) -> None:
    cc = world.locked(world.apply())
    code, name = code_of(cc["event"], world.results(cc)), cc["event"]["id"]
    wide = {f"m{number}": 1 for number in range(5_000)}
    deep: Any = "x"
    for _ in range(100):
        deep = [deep] * 3
    huge = "x" * 5_000_000
    event, result = cc["event"], code["results"][0]
    codes = [
        {**code, "event": {**event, "body": {**event["body"], **wide}}},
        {**code, "event": {**event, "body": {**event["body"], "reason": huge}}},
        {**code, "results": [{**result, "at": huge}, *code["results"][1:]]},
        {**code, "results": [{**result, "terms": wide}, *code["results"][1:]]},
        {**code, "event": {**event, "body": deep}},
        {**code, "event": {**event, "signatures": event["signatures"] * 50_000}},
    ]
    before = dict(world.ledger.values)
    for bad in codes:
        assert refused(lambda uc=bad: world.invoke("B", "unlock", [uc, 0])) == "contract.too_large"
        (answer,) = world.invoke("B", "unlock_many", [[bad], 0])
        assert answer["error"] == "contract.too_large"
    for body in (wide, {"deep": deep}, {"huge": huge}):
        bad = {**cc, "event": {**event, "id": new_id(), "body": {**event["body"], **body}}}
        assert refused(lambda locked=bad: world.invoke("C", "lock", [locked])) == "contract.too_large"
    for more in ({"at": huge}, {"terms": wide}, {"reason": huge}):
        bad_result = {**result, **more}
        assert (
            refused(lambda said=bad_result: world.invoke("B", "grant", [name, said])) == "contract.too_large"
        )
    record = {**world.record("C"), "encryption": {**world.record("C")["encryption"], "kid": huge}}
    assert refused(lambda: world.invoke("C", "register", [record])) == "contract.too_large"
    assert world.ledger.values == before
    assert world.unlock(cc)["code"] == 0
