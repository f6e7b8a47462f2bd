"""What the contract refuses when something is locked, granted, unlocked, registered or asked, with its
code.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.contract.client import build, code_of, new_id
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flows import load, shipped
from loc_desktop.script.items import oracle_bytes
from loc_desktop.script.unlock import sign_result
from tests.contract.test_life import refused
from tests.contract.world import AT, CHANNEL, SEALED, World
from tests.support.memory import MemoryLedger


@pytest.fixture
def world() -> World:
    return World()


def made(world: World, **changes: Any) -> Any:
    """A loan application's chaincode, signed after ``changes`` of the event."""
    draft = world.apply()
    event: Any = {**draft.event, **changes}
    signed = replace(draft, event=event).sign(world.signers["C"])
    keys = [{"type": "key", "role": role, "key": world.key(role)} for role in ("B", "CAD", "FD")]
    return {"type": "chaincode", "operations": list(draft.operations), "event": signed, "keys": keys}


def lock(world: World, cc: Any, by: str = "C") -> Any:
    before = dict(world.ledger.values)
    try:
        return world.invoke(by, "lock", [cc])
    except ContractError:
        assert world.ledger.values == before
        raise


# --- locking ------------------------------------------------------------------------------------------------


def test_a_correct_chaincode_is_locked(world: World) -> None:
    assert lock(world, made(world))["status"] == "pending"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"channel": "other"}, "channel"),
        ({"at": "2026-11-22 08:00:00"}, "time"),
        ({"at": "2026-02-30T08:00:00Z"}, "time"),
        ({"id": "short"}, "body"),
        ({"id": "G" * 32}, "body"),
        ({"kind": "loan.gift"}, "unknown_kind"),
    ],
)
def test_an_event_with_a_wrong_head_is_refused(world: World, changes: Any, code: str) -> None:
    with refused(code):
        lock(world, made(world, **changes))


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 0}, {"amount": -1}, {"amount": 10**15}, {"amount": True}, {"amount": "5"}, {"months": 0},
        {"product": "gift"}, {"bank": "nobody"}, {"dossier": {}}, {"dossier": {**SEALED, "name": "Zhang"}},
        {"dossier": {**SEALED, "recipients": [{"name": "Zhang"}]}},
        {"dossier": {**SEALED, "recipients": [{}] * 17}},
        {"dossier": {**SEALED, "ciphertext": "A" * 1_400_001}},
        {"commitment": "00"}, {"income": 5}, {"branch": " "}, {"branch": "x" * 3000}, {"rate": 20_000},
    ],
)  # fmt: skip
def test_a_body_that_is_not_of_its_kind_is_refused(world: World, change: Any) -> None:
    body = {**world.apply().event["body"], **change}
    with refused("body"):
        lock(world, made(world, body=body))


@pytest.mark.parametrize("field", ["amount", "months", "product", "bank", "payee", "dossier", "commitment"])
def test_every_field_is_needed(world: World, field: str) -> None:
    body = {name: value for name, value in world.apply().event["body"].items() if name != field}
    with refused("body"):
        lock(world, made(world, body=body))


def test_personal_data_has_no_place_in_a_body(world: World) -> None:
    for name in ("identity", "name", "income", "asset", "debt", "documents"):
        with refused("body"):
            lock(world, made(world, body={**world.apply().event["body"], name: "x"}))


def change(cc: Any, path: str, value: Any) -> Any:
    changed = copy.deepcopy(cc)
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place = changed
    for part in way:
        place = place[part]
    place[last] = value
    return changed


def test_operations_must_be_those_of_the_event(world: World) -> None:
    cc = made(world)
    for path, value in (
        ("operations.0.args.amount", 1),
        ("operations.0.args.to", world.key("C2")),
        ("operations.0.op", "repay"),
        ("operations", []),
        ("operations", [*cc["operations"], *cc["operations"]]),
    ):
        with refused("operations"):
            lock(world, change(cc, path, value))


def test_grantors_must_be_those_of_the_flow_in_order(world: World) -> None:
    cc = made(world)
    for keys in ([], cc["keys"][:2], cc["keys"][::-1], [*cc["keys"], cc["keys"][0]]):
        with refused("grantors"):
            lock(world, change(cc, "keys", keys))
    with refused("grantors"):
        lock(world, change(cc, "keys.0.key", world.key("B2")))
    with refused("grantors"):  # a member all the same, but not whom the customer signed
        lock(world, change(cc, "keys.1.key", world.key("R")))


def test_signers_must_be_those_of_the_flow(world: World) -> None:
    cc = made(world)
    signature = cc["event"]["signatures"][0]
    for signatures in (
        [],
        [signature, signature],
        [{**signature, "role": "B"}],
        [{**signature, "key": world.key("C2")}],
    ):
        with refused("signers"):
            lock(world, change(cc, "event.signatures", signatures))


def test_a_changed_event_does_not_verify(world: World) -> None:
    with refused("signature"):
        lock(world, change(made(world), "event.at", "2026-11-22T08:00:01Z"))


def test_what_is_no_chaincode_is_refused(world: World) -> None:
    values: list[Any] = [None, 5, "cc", [], {}, {"type": "chaincode"}, {**made(world), "more": 1}]
    for value in values:
        with refused("shape"):
            lock(world, value)


def test_an_id_is_locked_once(world: World) -> None:
    cc = made(world)
    lock(world, cc)
    with refused("duplicate"):
        lock(world, cc)
    with refused("duplicate"):
        lock(world, made(world, id=cc["event"]["id"], at="2026-11-22T08:00:05Z"))


def test_only_a_role_that_signed_carries_the_event(world: World) -> None:
    with refused("denied"):
        lock(world, made(world), by="B")


def test_a_revoked_member_signs_and_grants_nothing(world: World) -> None:
    cc = world.locked(world.apply())
    world.revoke("CAD", second="FD")
    with refused("not_member"):
        lock(world, made(world))
    world.fund()
    outcome = world.unlock(cc)
    assert outcome["code"] == 1
    assert outcome["trace"]["check"] == "member"
    assert outcome["status"] == "pending"


# --- granting -----------------------------------------------------------------------------------------------


def test_results_are_checked_when_they_are_granted(world: World) -> None:
    cc, other = world.locked(world.apply()), world.locked(world.apply("C2"))
    name = cc["event"]["id"]
    good = world.results(cc)[0]
    with refused("shape"):
        world.invoke("B", "grant", [name, {**good, "verdict": "Perhaps"}])
    with refused("shape"):
        world.invoke("B", "grant", [name, {**good, "terms": {"income": 9_000}}])
    with refused("unknown_event"):
        world.invoke("B", "grant", ["0" * 32, good])
    with refused("arguments"):
        world.invoke("B", "grant", [5, good])
    with refused("result"):
        world.invoke("B", "grant", [name, world.results(other)[0]])
    with refused("result"):
        world.invoke("B", "grant", [name, {**good, "verdict": "Failed"}])
    with refused("denied"):
        world.invoke("CAD", "grant", [name, good])
    with refused("turn"):
        by_another = sign_result(cc["event"], "B", world.signers["B2"], "Pass", AT)
        world.invoke("B", "grant", [name, by_another])
    world.invoke("B", "grant", [name, good])
    with refused("turn"):
        world.invoke("B", "grant", [name, good])


@pytest.mark.parametrize("more", [{"terms": {"income": 900_000}}, {"exception": 5}, {"reason": "x" * 501}])
def test_a_result_with_figures_or_stories_is_refused_on_either_way(
    world: World, more: dict[str, Any]
) -> None:
    world.fund()
    cc = world.locked(world.apply())
    first, *others = world.results(cc)
    bare = {name: value for name, value in first.items() if name != "value"} | more
    signed: Any = {**bare, "value": world.signers["B"].sign(oracle_bytes({**bare, "value": ""}))}  # type: ignore[typeddict-item]
    with pytest.raises(ContractError):
        world.invoke("B", "grant", [cc["event"]["id"], signed])
    with pytest.raises(ContractError):
        world.invoke("B", "unlock", [code_of(cc["event"], [signed, *others])])
    assert world.balance("C") == 0


def test_a_failed_grant_is_passed_on_and_not_undone(world: World) -> None:
    world.fund()
    cc = world.locked(world.apply())
    name = cc["event"]["id"]
    failed = world.results(cc, failed=("B",))
    for result in failed:
        world.invoke(result["role"], "grant", [name, result])
    with refused("turn"):
        world.invoke("FD", "grant", [name, failed[2]])
    with refused("result"):
        world.unlock(cc)
    with refused("result"):
        world.unlock(cc, failed=("B",))  # signed anew: not what was said
    outcome = world.invoke("C", "unlock", [code_of(cc["event"], failed)])
    assert (outcome["code"], outcome["status"]) == (1, "refused")
    with refused("not_pending"):
        world.invoke("B", "grant", [name, failed[0]])


# --- unlocking ----------------------------------------------------------------------------------------------


def test_every_attempt_is_kept_with_its_code_and_the_event_stays_pending(world: World) -> None:
    world.fund()
    cc = world.locked(world.apply())
    results = world.results(cc)
    replayed = world.results(world.locked(world.apply("C2")))
    event = cc["event"]
    tampered: Any = {**event, "body": {**event["body"], "amount": 1}}
    resigned = [
        sign_result(tampered, result["role"], world.signers[result["role"]], "Pass", AT) for result in results
    ]
    for expected, uc in (
        (1, code_of(event, replayed)),
        (2, code_of(tampered, resigned)),
        (1, code_of(event, results[:2])),
        (3, code_of(event, [])),
        (3, code_of(event, [results[0], *results])),
        (3, {"type": "unlocking", "event": {**event, "signatures": [5]}, "results": results}),
        (1, code_of(event, results[::-1])),
    ):
        outcome = world.invoke("B", "unlock", [uc])
        assert (outcome["code"], outcome["status"]) == (expected, "pending")
    status = world.query("C", "event", id=event["id"])["status"]
    assert status["tries"] == 7
    assert world.balance("C") == 0
    assert world.unlock(cc)["code"] == 0


def test_a_failed_result_over_another_event_of_the_same_id_is_not_final(world: World) -> None:
    cc = world.locked(world.apply())
    other: Any = {**cc["event"], "body": {**cc["event"]["body"], "amount": 9}}
    failed = [
        sign_result(other, grantor["role"], world.signers[grantor["role"]], "Failed", AT)
        for grantor in cc["keys"]
    ]
    outcome = world.invoke("C", "unlock", [code_of(other, failed)])
    assert (outcome["code"], outcome["status"]) == (1, "pending")


def test_who_has_no_part_in_a_flow_does_not_unlock_it(world: World) -> None:
    cc = world.locked(
        world.draft("asset.deposit", amount=5, bank=world.key("B"), account=world.key("C"), transfer=new_id())
    )
    with refused("denied"):
        world.unlock(cc, by="CAD")
    assert world.unlock(cc, by="R")["code"] == 0


@pytest.mark.parametrize("uc", [None, 5, {}, {"event": 5}, {"event": {"id": 5}}, {"event": {"id": "0" * 32}}])
def test_what_names_no_event_is_no_attempt(world: World, uc: Any) -> None:
    with refused("unknown_event"):
        world.invoke("B", "unlock", [uc])


@pytest.mark.parametrize("hint", [-1, "0", True, None])
def test_a_hint_is_a_number(world: World, hint: Any) -> None:
    with refused("arguments"):
        world.invoke("B", "unlock", [{}, hint])


def test_groups_are_bounded(world: World) -> None:
    with refused("too_many"):
        world.invoke("B", "unlock_many", [[{}] * 501])
    with refused("arguments"):
        world.invoke("B", "unlock_many", [{}])
    assert [answer["error"] for answer in world.invoke("B", "unlock_many", [[None, {}]])] == [
        "contract.unknown_event"
    ] * 2


# --- functions, set-up and members --------------------------------------------------------------------------


def test_functions_and_arguments_are_known(world: World) -> None:
    with refused("unknown_function"):
        world.invoke("B", "mint", [])
    with refused("arguments"):
        world.invoke("B", "lock", [])
    with refused("arguments"):
        world.invoke("B", "lock", [1, 2])


def test_a_ledger_is_set_up_once_by_an_institution(world: World) -> None:
    with refused("initialised"):
        world.invoke("B", "init", [{}])
    fresh = MemoryLedger(CHANNEL)
    for who, config, code in (
        ("B", 5, "config"), ("B", {"slots": 0}, "config"), ("B", {"slots": 1000}, "config"),
        ("B", {"channel": "other"}, "config"), ("C", {}, "denied"), ("B", {"clock": "sun"}, "config"),
    ):  # fmt: skip
        with refused(code):
            invoke(fresh.begin(world.caller(who)), "init", [config])
    with refused("not_initialised"):
        invoke(fresh.begin(world.caller("C")), "lock", [made(world)])


def test_members_register_themselves_or_through_their_counter(world: World) -> None:
    fresh = World.__new__(World)
    fresh.ledger, fresh.now, fresh.signers, fresh.roles = (
        MemoryLedger(CHANNEL),
        AT,
        world.signers,
        world.roles,
    )
    with refused("denied"):
        fresh.invoke("C2", "register", [world.record("C")])
    with refused("denied"):
        fresh.invoke("B", "register", [world.record("C")])
    with refused("denied"):  # its certificate says that it is a counter, no record that it is a member
        fresh.invoke("C2", "register", [world.record("C")], registrar=True)
    fresh.invoke("C2", "register", [world.record("C2")], registrar=True)
    assert fresh.invoke("C2", "register", [world.record("C")], registrar=True)["status"] == "active"


JWK = {"kty": "EC", "crv": "P-256", "x": "A" * 43, "y": "A" * 43}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Liu Jianguo"}, {"name": ""}, {"role": "X"}, {"key": "no key"},
        {"certificate": "no certificate"}, {"encryption": {}}, {"encryption": {**JWK, "d": "secret"}},
        {"encryption": {**JWK, "x": 5}}, {"encryption_signature": "MEUC"}, {"organisation": 5}, {"more": 1},
    ],
)  # fmt: skip
def test_a_wrong_record_is_refused(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(ContractError) as error:
        world.invoke("C", "register", [{**world.record("C"), **wrong}], registrar=False)
    assert error.value.code in ("contract.record", "contract.denied")


def test_a_key_has_one_role_and_a_revoked_one_does_not_return(world: World) -> None:
    world.signers["BC"], world.roles["BC"] = world.signers["C"], "B"
    with refused("other_role"):
        world.invoke("BC", "register", [world.record("BC")])
    with refused("denied"):
        world.invoke("B", "revoke", ["C", world.key("C")])
    with refused("not_member"):
        world.invoke("R", "revoke", ["C", world.key("B")])
    with refused("arguments"):
        world.invoke("R", "revoke", ["X", 5])
    world.invoke("C", "revoke", ["C", world.key("C")])
    with refused("revoked"):
        world.invoke("C", "register", [world.record("C")])


# --- queries ------------------------------------------------------------------------------------------------


def test_what_is_asked_with_is_short(world: World) -> None:
    """A refusal repeats it, and on a network every endorser carries it."""
    for name, argument in (("account", "key"), ("loan", "id"), ("challenge", "id"), ("report", "until")):
        with refused("too_large"):
            world.invoke("R", "query", [name, {argument: "x" * 70_000}])
    with refused("too_large"):
        world.invoke("R", "history", ["x" * 70_000])


def test_queries_are_known_and_have_their_arguments(world: World) -> None:
    with refused("unknown_query"):
        world.query("B", "everything")
    with refused("arguments"):
        world.query("B", "loan")
    with refused("arguments"):
        world.query("R", "report", until="yesterday")
    with refused("not_found"):
        world.query("R", "event", id="0" * 32)
    with refused("not_found"):
        world.query("R", "account", key="nobody")
    with refused("loan_unknown"):
        world.query("R", "loan", id="0" * 32)


READERS = ("C", "C2", "B", "B2", "CAD", "FD", "R")


@pytest.mark.parametrize(
    ("query", "allowed"),
    [
        ("event", {"C", "B", "CAD", "FD", "R"}),
        ("loan", {"C", "B", "CAD", "FD", "R"}),
        ("account of C", {"C", "B", "R"}),
        ("account of B", {"B", "R"}),
        ("provenance of C", {"C", "B", "R"}),
        ("history of the loan", {"C", "B", "CAD", "FD", "R"}),
        ("history of the account", {"C", "R"}),
        ("history of a member", {"R"}),
    ],
)
def test_a_role_reads_only_what_it_may(world: World, query: str, allowed: set[str]) -> None:
    world.fund()
    loan = world.loan()
    account = {"C": world.key("C"), "B": world.key("B")}

    def ask(who: str) -> Any:
        match query.split(" ")[0]:
            case "event" | "loan":
                return world.query(who, query, id=loan)
            case "account" | "provenance":
                return world.query(who, query.split(" ")[0], key=account[query[-1]])
            case _:
                keys = {
                    "loan": f"loan/{loan}",
                    "account": f"asset/{account['C']}/000",
                    "member": f"member/C/{account['C']}",
                }
                state = world.ledger.begin(world.caller(who))
                return invoke(state, "history", [keys[query.split(" ")[-1]]])

    may: set[str] = set()
    denied: list[str] = []
    for who in READERS:
        try:
            assert ask(who)
            may.add(who)
        except ContractError as error:
            denied.append(error.code)
    assert may == allowed
    assert set(denied) == {"contract.denied"}


def test_lists_show_only_ones_own(world: World) -> None:
    world.fund()
    world.fund("B2")
    first, second = world.loan(), world.loan("C2", "B2")
    seen = {who: [loan["id"] for loan in world.query(who, "loans")] for who in READERS}
    assert seen["C"] == seen["B"] == [first]
    assert seen["C2"] == seen["B2"] == [second]
    assert seen["R"] == seen["CAD"] == seen["FD"] == sorted([first, second])
    members = {record["key"] for record in world.query("C", "members")}
    assert world.key("C2") not in members
    assert {world.key(name) for name in ("C", "B", "B2", "CAD", "FD", "R")} == members
    assert world.query("B", "issued", customer=world.key("C")) == {
        "customer": world.key("C"), "total": 1, "open": 1, "outstanding": 5_000_000, "others": [],
        "others_outstanding": 0,
        "in_default": 0,
    }  # fmt: skip


def test_the_counter_reads_for_its_own_customers(world: World) -> None:
    world.fund()
    loan = world.loan()
    assert world.query("C2", "loan", registrar=True, id=loan)["id"] == loan
    with refused("denied"):
        world.query("B2", "loan", registrar=True, id=loan)


def test_a_query_flow_needs_no_unlocking_code_and_a_transfer_does(world: World) -> None:
    with refused("query_only"):
        world.query("C", "chaincode", cc=made(world))
    draft = world.draft("account.query", account=world.key("B"))
    cc = draft.chaincode(draft.sign(world.signers["B"]))
    with refused("denied"):
        world.query("B2", "chaincode", cc=cc)
    with refused("signature"):
        world.query("B", "chaincode", cc=change(cc, "event.at", "2026-11-22T08:00:01Z"))
    with refused("shape"):
        world.query("B", "chaincode", cc={})


def test_query_flows_lock_and_unlock_as_well(world: World) -> None:
    world.fund()
    loan = world.loan()
    asked = world.draft("loan.query", loan=loan, bank=world.key("B"))
    assert world.unlock(world.locked(asked, ("C",)))["outputs"][0]["id"] == loan
    for kind, by, body in (
        ("account.query", "B", {"account": world.key("C")}),
        ("customer.query", "CAD", {"customer": world.key("C")}),
        ("flow.inspect", "R", {"party": world.key("C"), "purpose": "routine"}),
        ("flow.inspect", "R", {"account": world.key("C"), "purpose": "routine"}),
    ):
        outcome = world.unlock(world.locked(world.draft(kind, **body), (by,)))
        assert outcome["code"] == 0
        assert outcome["outputs"]
    with refused("body"):
        world.draft("flow.inspect", party=world.key("C"), account=world.key("C"), purpose="routine")


# --- codes and rows -----------------------------------------------------------------------------------------


def test_the_flows_of_the_specification_are_there() -> None:
    """Section 6 of the specification, row by row: kind, RO1, RO2, operations, whether the state changes."""
    rows = {
        "loan.apply": ("C", "B CAD FD", "transfer", True),
        "identity.attest": ("C", "CAD", "resolve", True),
        "identity.succeed": ("C", "CAD", "resolve", True),
        "identity.share": ("CAD", "", "resolve", True),
        "loan.refund": ("C", "B FD", "transfer", True),
        "interest.repay": ("FD", "FD", "query repay", True),
        "principal.repay": ("C", "B", "repay", True),
        "loan.query": ("C", "B", "query", False),
        "account.query": ("B", "", "query", False),
        "customer.query": ("CAD", "", "query", False),
        "flow.inspect": ("R", "", "inspect", False),
        "asset.deposit": ("C", "B", "issue", True),
        "asset.withdraw": ("C", "B", "redeem", True),
        "challenge.raise": ("R", "", "challenge", True),
        "challenge.answer": ("body.role", "R", "resolve", True),
    }
    for kind, (signers, grantors, operations, state) in rows.items():
        flow = shipped()[kind]
        assert [party.role for party in flow.signers] == signers.split()
        assert [party.role for party in flow.grantors] == grantors.split()
        assert [template.op for template in flow.operations] == operations.split()
        assert flow.state is state


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ({"signers": [{"role": "X"}]}, "role"),
        ({"grantors": [{"role": "B", "key": "nobody"}]}, "not_of_body"),
        ({"body": {"amount": "yuan"}}, "type"),
        ({"operations": []}, "operation"),
        ({"operations": [{"op": "steal", "args": {}}]}, "operation"),
        ({"operations": [{"op": "query", "args": {"loan": "body.nothing"}}]}, "not_of_body"),
    ],
)
def test_a_row_that_is_wrong_is_named(row: dict[str, Any], word: str) -> None:
    import json

    plain = {"kind": "new.flow", "signers": [{"role": "C"}], "grantors": [], "body": {"amount": "fen"},
             "state": False,
             "operations": [{"op": "query", "args": {"loan": "body.amount"}}]}  # fmt: skip
    assert load(json.dumps({"version": 1, "flows": [plain]}))["new.flow"].kind == "new.flow"
    with pytest.raises(ValueError, match=word):
        load(json.dumps({"version": 1, "flows": [{**plain, **row}]}))
    with pytest.raises(ValueError, match="twice"):
        load(json.dumps({"version": 1, "flows": [plain, plain]}))
    with pytest.raises(ValueError, match="version"):
        load(json.dumps({"version": 2, "flows": []}))


def test_a_draft_is_checked_when_it_is_built(world: World) -> None:
    with refused("unknown_kind"):
        build("loan.gift", channel=CHANNEL, at=AT)
    with refused("body"):
        build("loan.query", channel=CHANNEL, at=AT, loan="x", bank=world.key("B"))
    asked = {name: value for name, value in world.apply().event["body"].items() if name != "grantors"}
    draft = build("loan.apply", channel=CHANNEL, at=AT, **asked)
    assert "grantors" not in draft.event["body"]
    with refused("grantors"):
        draft.chaincode(draft.sign(world.signers["C"]))
    with pytest.raises(KeyError):
        draft.granted_by({"CAD": world.key("CAD")})
