"""The rules on the ledger: which version counts, how another is adopted; the day that is the ledger's."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from loc_desktop.contract.client import build, new_id, rules_on
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.rulebook.document import Rulebook, of_document, shipped, shipped_document
from loc_desktop.contract.state import RULES_KEY, Json, decoded
from loc_desktop.errors import Trouble
from loc_desktop.script import canonical
from tests.contract import world as worlds
from tests.contract.world import AT, CHANNEL
from tests.support.memory import MemoryLedger, MemoryState
from tests.support.rules import dear_document

Change = Callable[[Any], object]


class World(worlds.World):
    """With the shipped rules."""

    DEAR = False


def other(change: Change, document: Json = None) -> Any:
    """A copy of a document of rules (the shipped one) with a change."""
    copied = copy.deepcopy(shipped_document() if document is None else document)
    change(copied)
    return copied


def cheaper(document: Any) -> None:
    document["products"]["products"][0]["rate"] = 250


def smaller(document: Any) -> None:
    document["products"]["products"][0]["amount_max"] = 3_000_000


def proposal(
    world: World, document: Any, effective: str, replaces: str = "", **more: Json
) -> dict[str, Json]:
    versions = world.query("B", "rules")
    newest = versions.get("next", versions["current"])["digest"]
    return {
        "rules": document, "digest": canonical.digest(document), "replaces": replaces or newest,
        "effective": effective, "reason": "the county's notice", "bank": world.key("B"), **more,
    }  # fmt: skip


def adopt(world: World, document: Any, effective: str) -> Any:
    outcome = world.run("rules.adopt", **proposal(world, document, effective))
    assert outcome["code"] == 0, outcome
    return outcome


def refused(call: Callable[[], object]) -> ContractError:
    with pytest.raises(ContractError) as caught:
        call()
    return caught.value


def rules_of(world: World, on: str = "") -> Rulebook:
    return rules_on(lambda name, args: world.query("C", name, **args), on)


# --- what a ledger begins with ------------------------------------------------------------------------------


def test_a_ledger_begins_with_the_document_that_it_is_given() -> None:
    world = World.__new__(World)
    world.ledger, world.now = MemoryLedger(CHANNEL), AT
    given = other(cheaper)
    state = world.ledger.begin()
    made = invoke(state, "init", [{"slots": 4}, given])
    assert made["rules"] == canonical.digest(given)
    assert canonical.decode(state.writes["rules"] or b"") == {
        "current": {"digest": made["rules"], "from": "2026-11-22", "content": given}, "past": [],
    }  # fmt: skip
    assert canonical.decode(state.writes[f"rules/{made['rules']}"] or b"") == given


def test_without_one_it_begins_with_the_shipped_document() -> None:
    world = World()
    assert rules_of(world) == shipped()
    assert world.query("FD", "rules") == {
        "today": "2026-11-22", "current": {"digest": shipped().digest, "from": "2026-11-22"}, "past": [],
    }  # fmt: skip


def test_a_ledger_does_not_begin_with_rules_that_cannot_be_computed_with() -> None:
    broken = other(lambda document: document["products"]["products"].clear())
    error = refused(lambda: invoke(MemoryLedger(CHANNEL).begin(), "init", [{}, broken]))
    assert (error.code, error.params["where"]) == ("contract.rules_document", "products")
    text = other(partial(_limit_as_text, "pending_days"))
    error = refused(lambda: invoke(MemoryLedger(CHANNEL).begin(), "init", [{}, text]))
    assert (error.code, error.params["where"]) == (
        "contract.rules_document",
        "lending: limits: pending_days",
    )


@pytest.mark.parametrize(
    "config",
    [{"zone": "Asia/Nowhere"}, {"zone": 8}, {"zone": "../etc/passwd"}, {"zone": ""}, {"at_window": 0},
     {"at_window": 1441}, {"at_window": True}, {"at_window": "15"}],
)  # fmt: skip
def test_zone_and_window_are_checked_when_a_ledger_begins(config: dict[str, Json]) -> None:
    error = refused(lambda: invoke(MemoryLedger(CHANNEL).begin(), "init", [config]))
    assert error.code == "contract.config"


# --- adopting -----------------------------------------------------------------------------------------------


def test_adopted_rules_count_from_their_day_on_and_not_before() -> None:
    world = World()
    world.fund()
    adopt(world, other(cheaper), "2026-12-01")
    assert world.query("R", "rules")["next"] == {
        "digest": canonical.digest(other(cheaper)),
        "from": "2026-12-01",
    }
    world.now = "2026-11-30T15:59:59Z"  # the last second of 30 November in Beijing
    assert world.query("R", "loan", id=world.loan())["rate"] == 300
    world.now = "2026-11-30T16:00:00Z"
    assert world.query("R", "loan", id=world.loan())["rate"] == 250
    assert world.query("R", "rules") == {
        "today": "2026-12-01",
        "past": [{"digest": shipped().digest, "from": "2026-11-22"}],
        "current": {"digest": canonical.digest(other(cheaper)), "from": "2026-12-01"},
    }
    assert (rules_of(world).products["poverty-micro"].rate, rules_of(world, "2026-11-30")) == (250, shipped())


def test_the_rules_are_parsed_once_and_nobody_changes_what_all_read() -> None:
    world = World()
    world.fund()
    before = world.ledger.values[RULES_KEY]
    read = decoded(RULES_KEY, before)
    assert decoded(RULES_KEY, bytes(bytearray(before))) is read
    assert decoded("config", b"{}") is not decoded("config", b"{}")
    adopt(world, other(cheaper), "2026-11-24")
    adopt(world, other(smaller), "2026-11-23")  # one that waited is replaced
    world.now = "2026-11-24T08:00:00Z"
    assert world.query("R", "loan", id=world.loan(amount=3_000_000))["rate"] == 300
    adopt(world, other(cheaper), "2026-11-27")
    after = world.ledger.values[RULES_KEY]
    assert decoded(RULES_KEY, after)["current"]["digest"] == canonical.digest(other(smaller))
    assert [canonical.encode(decoded(RULES_KEY, data)) for data in (before, after)] == [before, after]
    assert decoded(RULES_KEY, before) is read


def test_an_event_keeps_the_rules_of_the_day_of_its_lock() -> None:
    world = World()
    world.fund()
    adopt(world, other(smaller), "2026-11-24")
    world.now = "2026-11-23T15:00:00Z"
    cc = world.locked(world.apply(amount=5_000_000))
    world.now = "2026-11-26T08:00:00Z"
    adopt(world, other(cheaper), "2026-11-28")
    world.now = "2026-11-29T08:00:00Z"
    adopt(world, other(cheaper, other(smaller)), "2026-12-02")  # by now its version is only in the past
    assert world.query("R", "event", id=cc["event"]["id"])["status"]["rules"] == shipped().digest
    assert world.unlock(cc)["code"] == 0
    assert world.query("R", "loan", id=cc["event"]["id"])["rate"] == 300
    late = world.locked(world.apply("C2", amount=5_000_000))
    assert world.unlock(late)["code"] == 0  # the cheaper ones, which have the old limit
    world.now = "2026-12-02T08:00:00Z"
    outcome = world.unlock(world.locked(world.apply("C2", amount=5_000_000)))
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.product")


def test_every_version_stays_readable_by_its_digest() -> None:
    world = World()
    adopt(world, other(cheaper), "2026-11-23")
    for document in (shipped_document(), other(cheaper)):
        rules = world.query("C", "rules", digest=canonical.digest(document))
        assert rules == {"digest": canonical.digest(document), "content": document}
    assert refused(lambda: world.query("C", "rules", digest="0" * 64)).code == "contract.not_found"
    assert [row["tx"] != "" for row in invoke(world.ledger.begin(world.caller("B")), "history", ["rules"])]


def test_rules_count_from_tomorrow_at_the_earliest() -> None:
    world = World()
    world.now = "2026-11-22T16:30:00Z"  # 00:30 on the 23rd in Beijing
    draft = world.draft("rules.adopt", **proposal(world, other(cheaper), "2026-11-23"))
    error = refused(lambda: world.locked(draft))
    assert error.code == "contract.rules_day"
    assert error.params == {"effective": "2026-11-23", "earliest": "2026-11-24"}


def test_rules_that_are_granted_late_count_from_the_day_after() -> None:
    world = World()
    cc = world.locked(world.draft("rules.adopt", **proposal(world, other(cheaper), "2026-11-23")))
    world.now = "2026-11-29T08:00:00Z"
    outcome = world.unlock(cc)
    assert outcome["outputs"] == [{"rules": canonical.digest(other(cheaper)), "from": "2026-11-30"}]
    assert world.query("R", "rules")["next"]["from"] == "2026-11-30"


def test_a_proposal_that_was_overtaken_is_refused() -> None:
    world = World()
    late = world.locked(world.draft("rules.adopt", **proposal(world, other(cheaper), "2026-12-01")))
    stale = world.draft("rules.adopt", **proposal(world, other(cheaper), "2026-12-01"))
    adopt(world, other(smaller), "2026-12-01")
    outcome = world.unlock(late)
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.rules_stale")
    assert refused(lambda: world.locked(stale)).code == "contract.rules_stale"
    assert rules_of(world, "2026-12-01").products["poverty-micro"].amount_max == 3_000_000


def test_rules_that_wait_are_replaced_only_by_such_as_count_no_later() -> None:
    """Else the first ones would never count, though everyone agreed to their day."""
    world = World()
    adopt(world, other(cheaper), "2027-01-01")
    both = other(cheaper, other(smaller))
    error = refused(lambda: world.locked(world.draft("rules.adopt", **proposal(world, both, "2027-01-02"))))
    assert (error.code, error.params["start"]) == ("contract.rules_waiting", "2027-01-01")
    adopt(world, both, "2026-12-01")
    versions = world.query("R", "rules", on="2027-06-01")
    assert [versions["current"]["from"], *(version["from"] for version in versions["past"])] == [
        "2026-12-01", "2026-11-22",
    ]  # fmt: skip


def test_what_is_the_same_or_has_another_digest_is_refused() -> None:
    world = World()
    same = world.draft("rules.adopt", **proposal(world, shipped_document(), "2026-12-01"))
    assert refused(lambda: world.locked(same)).code == "contract.rules_same"
    other_digest = proposal(world, other(cheaper), "2026-12-01", digest="0" * 64)
    assert (
        refused(lambda: world.locked(world.draft("rules.adopt", **other_digest))).code
        == "contract.rules_digest"
    )


def test_without_everyones_pass_nothing_is_adopted() -> None:
    world = World()
    cc = world.locked(world.draft("rules.adopt", **proposal(world, other(cheaper), "2026-12-01")))
    outcome = world.unlock(cc, failed=("R",))
    assert (outcome["code"], outcome["status"]) == (1, "refused")
    assert "next" not in world.query("R", "rules")


def flow(document: Any, kind: str) -> Any:
    return next(row for row in document["flows"]["flows"] if row["kind"] == kind)


def without_flow(kind: str) -> Change:
    def change(document: Any) -> None:
        rows = document["flows"]["flows"]
        rows.remove(flow(document, kind))

    return change


def new_flow(**parts: Json) -> Change:
    def change(document: Any) -> None:
        row = copy.deepcopy(flow(document, "principal.repay"))
        document["flows"]["flows"].append({**row, "kind": "principal.gift", **parts})

    return change


def year_2027(document: Any, off: list[str]) -> None:
    document["holidays"]["years"]["2027"] = {"off": off, "work": []}


def _limit_as_text(name: str, document: Any) -> None:
    document["lending"]["limits"][name] = str(document["lending"]["limits"][name])


def added_flow(model: str, **parts: Json) -> Change:
    def change(document: Any) -> None:
        row = copy.deepcopy(flow(document, model))
        document["flows"]["flows"].append({**row, "kind": "county.flow", **parts})

    return change


def _free(document: Any) -> None:
    """Moves somebody's money, with no rule, signed by who gets it."""
    document["flows"]["flows"].append(
        {
            "kind": "county.flow", "source": "x", "state": False, "grantors": [],
            "signers": [{"role": "C", "key": "to"}],
            "body": {"amount": "fen", "from": "key:C", "to": "key:C"},
            "operations": [
                {"op": "transfer", "args": {"amount": "body.amount", "from": "body.from", "to": "body.to"}}
            ],
        }
    )  # fmt: skip


BANK_ALONE: dict[str, Json] = {"signers": [{"role": "B", "key": "bank"}]}
TO_ONESELF: dict[str, Json] = {
    "operations": [
        {
            "op": "repay",
            "args": {"amount": "body.amount", "from": "body.payer", "to": "body.payer", "loan": "body.loan"},
        }
    ]
}
READS_ALL: dict[str, Json] = {"signers": [{"role": "C"}]}

MALFORMED: list[tuple[str, Change]] = [
    ("flows: county.flow", _free),
    ("flows: county.flow", added_flow("asset.withdraw", **BANK_ALONE)),
    ("flows: county.flow", added_flow("interest.pay", **TO_ONESELF)),
    ("flows: county.flow", added_flow("flow.inspect", **READS_ALL)),
    ("flows: county.flow", added_flow("asset.withdraw", state=False)),
    ("rules", lambda d: d.pop("lending")),
    ("rules", lambda d: d.update(more={})),
    ("flows", lambda d: d.update(flows=[])),
    ("flows", lambda d: d["flows"].update(version=2)),
    ("flows", lambda d: flow(d, "loan.apply").pop("signers")),
    ("flows", lambda d: flow(d, "loan.apply")["body"].update(branch="postcode")),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply").update(rule="loan.invent")),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply").update(rule="loan.repay")),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply")["body"].pop("commitment")),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply")["body"].update(amount="fen0")),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply")["operations"][0].update(op="redeem")),
    ("flows: loan.refund", without_flow("loan.refund")),
    ("flows: rules.adopt", without_flow("rules.adopt")),
    ("flows: rules.adopt", lambda d: flow(d, "rules.adopt").update(grantors=[{"role": "FD"}])),
    ("flows: principal.gift", new_flow(rule="loan.open")),
    ("flows: principal.gift", new_flow(signers=[])),
    ("flows: principal.gift", new_flow(signers=[{"role": "B", "key": "bank"}])),
    ("flows: asset.withdraw", lambda d: flow(d, "asset.withdraw").update(signers=[{"role": "R"}])),
    ("flows: member.revoke", lambda d: flow(d, "member.revoke").update(
        signers=[{"role": "B"}, *flow(d, "member.revoke")["signers"]])),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply")["grantors"].pop(0)),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply").update(rule=["loan.open"])),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply").update(more="x")),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply").update(one_of=["amount"])),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply").update(one_of=[[]])),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply")["grantors"].append({"role": "body.months"})),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply")["grantors"][0].update(optional=1)),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply")["body"].update({"more?": "key:X"})),
    ("flows: principal.gift", new_flow(state="yes")),
    ("products: poverty-micro", lambda d: d["products"]["products"][0].update(compound="yes")),
    ("products: poverty-micro", lambda d: d["products"]["products"][0].update(programme=1)),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply")["grantors"].pop(1)),
    ("flows: loan.apply", lambda d: flow(d, "loan.apply")["grantors"][0].update(optional=True)),
    ("flows: principal.gift", new_flow(operations=[{"op": "query", "args": {"loan": "body.loan"}}])),
    ("products", lambda d: d["products"]["products"].clear()),
    ("products", lambda d: d["products"]["products"][0].update(method="wish")),
    ("products", lambda d: d["products"]["products"][0].pop("rate")),
    ("products: poverty-micro", lambda d: d["products"]["products"][0].update(rate=-1)),
    ("products: poverty-micro", lambda d: d["products"]["products"][0].update(rate=3601)),
    ("products: poverty-micro", lambda d: d["products"]["products"][0].update(months_max=6000)),
    ("products: poverty-micro", lambda d: d["products"]["products"][0].update(payment_day=32)),
    ("products: poverty-micro", lambda d: d["products"]["products"][0].update(holidays="never")),
    ("products: poverty-micro", lambda d: d["products"]["products"][0].update(name={"en": "x"})),
    ("holidays", lambda d: d["holidays"].pop("fixed")),
    ("holidays: fixed", lambda d: d["holidays"]["fixed"].append("13-01")),
    ("holidays: 2027", lambda d: year_2027(d, ["2027-02-30"])),
    ("holidays: 2027", lambda d: year_2027(d, ["2026-02-01"])),
    ("holidays: 2027", lambda d: year_2027(d, every_day(2027))),
    ("holidays: 2027", lambda d: d["holidays"]["years"].update(
        {"2027": {"off": ["2027-02-06"], "work": ["2027-02-06"]}})),
    ("lending", lambda d: d["lending"].pop("rates")),
    ("lending", lambda d: d["lending"]["rates"]["lpr"][0].update({"from": "someday"})),
    ("lending: rates", lambda d: d["lending"]["rates"]["lpr"][0].update({"from": "20190820"})),
    ("lending: rates", lambda d: d["lending"]["rates"]["lpr"].clear()),
    ("lending: rates", lambda d: d["lending"]["rates"]["lpr"][0].update({"from": "2030-01-01"})),
    ("lending: borrower: age_min", lambda d: d["lending"]["borrower"].update(age_min=-18)),
    ("lending: borrower: age_min", lambda d: d["lending"]["borrower"].update(age_min="18")),
    ("lending: challenge", lambda d: d["lending"].update(challenge={"answer_working_days": 5, "x": -1}) or
        d["lending"]["challenge"].update(answer_working_days=True)),
    ("lending: challenge", lambda d: d["lending"]["challenge"].update(answer_working_days=10**13)),
    *[(f"lending: limits: {name}", partial(_limit_as_text, name)) for name in
        ("issued", "pending_days", "answer_working_days", "pending_events", "attempts", "substitute_days")],
    ("lending: two_persons", lambda d: d["lending"]["two_persons"].append(d["lending"]["two_persons"][0])),
    ("lending: two_persons", lambda d: d["lending"]["two_persons"][0].update(role="R")),
    ("lending: two_persons", lambda d: d["lending"]["two_persons"][0].update({"from": -1})),
    ("lending: two_persons", lambda d: d["lending"]["two_persons"][0].update({"from": True})),
    ("lending: limits", lambda d: d["lending"]["limits"].update(answer_working_days=251)),
    ("lending: classification: observation_months", lambda d: d["lending"]["classification"].update(
        observation_months=10**6)),
    ("lending: subsidy: late_days", lambda d: d["lending"]["subsidy"].update(late_days=10**6)),
    ("lending: classification", lambda d: d["lending"]["classification"].update(at_least="bad")),
    ("lending: classification", lambda d: d["lending"]["writeoff"]["classes"].append("gone")),
    ("lending: non_accrual", lambda d: d["lending"]["non_accrual"].update(payments="none")),
    ("lending: non_accrual", lambda d: d["lending"]["non_accrual"].update(days=4000)),
    ("lending: provisions", lambda d: d["lending"]["provisions"].update(at="someday")),
    ("lending: provisions", lambda d: d["lending"]["provisions"].update(loss=10_001)),
    ("lending: provisions", lambda d: d["lending"]["provisions"].update(doubtful=2_999)),
    ("lending: subsidy", lambda d: d["lending"]["subsidy"].update(settlement_months=[])),
    ("lending: subsidy", lambda d: d["lending"]["subsidy"].update(settlement_months=[0, 13])),
    ("lending: subsidy", lambda d: d["lending"]["subsidy"].update(settlement_day=0)),
]  # fmt: skip


def every_day(year: int) -> list[str]:
    first = date(year, 1, 1)
    return [(first + timedelta(days=count)).isoformat() for count in range(365)]


@pytest.mark.parametrize(("where", "change"), MALFORMED)
def test_rules_that_cannot_be_computed_with_are_refused_and_it_is_said_where(
    where: str, change: Change
) -> None:
    world = World()
    broken = other(change)
    draft = world.draft("rules.adopt", **proposal(world, broken, "2026-12-01"))
    error = refused(lambda: world.locked(draft))
    assert error.code == "contract.rules_document", error
    assert str(error.params["where"]).startswith(where), error
    assert isinstance(error.params["why"], Trouble)
    assert error.money.name == "NOT_MOVED"


def test_rules_are_bounded_in_size() -> None:
    world = World()
    huge = other(lambda document: document["holidays"].update(source="x" * 300_000))
    error = refused(lambda: world.draft("rules.adopt", **proposal(world, huge, "2026-12-01")))
    assert (error.code, error.params["field"]) == ("contract.body", "rules")


def test_a_new_product_and_a_new_flow_of_a_known_rule_can_be_adopted_and_used() -> None:
    def change(document: Any) -> None:
        row = copy.deepcopy(document["products"]["products"][0])
        document["products"]["products"].append({**row, "id": "bee-keeping", "rate": 290})
        new_flow()(document)

    world = World()
    world.fund()
    adopt(world, other(change), "2026-11-23")
    body: dict[str, Json] = {"product": "bee-keeping"}
    application = build(
        "loan.apply", channel=CHANNEL, at=world.now, rulebook=of_document(other(change)),
        **{**world.apply().event["body"], **body, "grantors": world.keys()},
    )  # fmt: skip
    assert refused(lambda: world.locked(application)).code == "contract.body"  # not yet
    world.now = "2026-11-23T08:00:00Z"
    application = build(
        "loan.apply", channel=CHANNEL, at=world.now, rulebook=rules_of(world),
        **{**world.apply().event["body"], **body, "grantors": world.keys()},
    )  # fmt: skip
    cc = world.locked(application)
    assert world.unlock(cc)["code"] == 0
    loan = cc["event"]["id"]
    line = world.query("R", "loan", id=loan)["schedule"][0]
    gift = build(
        "principal.gift", channel=CHANNEL, at=world.now, rulebook=rules_of(world), loan=loan,
        amount=line["interest"], principal=0, interest=line["interest"], penalty=0, payer=world.key("C"),
        bank=world.key("B"),
    )  # fmt: skip
    assert world.unlock(world.locked(gift))["code"] == 0
    # A kind that no version knew at the lock is none.
    assert refused(lambda: world.draft("principal.gift")).code == "contract.unknown_kind"


# --- the window of an event's own time ----------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "taken"), [(-16, False), (-15, True), (15, True), (16, False)])
def test_an_events_own_time_lies_near_the_ledgers_when_it_is_locked(minutes: int, taken: bool) -> None:
    world = World()
    draft = world.draft("fund.issue", amount=100, bank=world.key("B"), transfer=new_id())
    world.now = {-16: "2026-11-22T08:16:00Z", -15: "2026-11-22T08:15:00Z", 15: "2026-11-22T07:45:00Z",
                 16: "2026-11-22T07:44:00Z"}[minutes]  # fmt: skip
    if taken:
        world.locked(draft)
        return
    error = refused(lambda: world.locked(draft))
    assert error.code == "contract.time_window"
    assert error.params == {"at": AT, "time": world.now, "minutes": 15}


def test_the_window_is_the_configurations() -> None:
    world = World(config={"at_window": 60})
    draft = world.draft("fund.issue", amount=100, bank=world.key("B"), transfer=new_id())
    world.now = "2026-11-22T09:00:01Z"
    assert refused(lambda: world.locked(draft)).code == "contract.time_window"
    world.now = "2026-11-22T09:00:00Z"
    world.locked(draft)


def test_where_the_events_own_time_counts_there_is_no_window() -> None:
    world = World(config={"clock": "events"})
    world.fund()
    draft = build("fund.issue", channel=CHANNEL, at="2030-01-01T00:00:00Z", amount=100, bank=world.key("B"),
                  transfer=new_id())  # fmt: skip
    world.locked(draft)


# --- the ledger's day ---------------------------------------------------------------------------------------


def budget(world: World, year: int, deadline: str) -> None:
    outcome = world.run(
        "subsidy.budget", department=world.key("FD"), year=year, amount=1_000_000, deadline=deadline
    )
    assert outcome["code"] == 0, outcome


def test_a_refund_in_the_first_hour_of_the_year_takes_the_new_years_budget() -> None:
    world = World()
    world.fund()
    world.run(
        "fund.deposit", amount=1_000_000, bank=world.key("B"), account=world.key("FD"), transfer=new_id()
    )
    budget(world, 2026, "2027-01-31")
    budget(world, 2027, "2027-12-31")
    loan = world.loan()
    line = world.query("R", "loan", id=loan)["schedule"][0]
    world.now = "2026-12-31T02:00:00Z"
    paid = {"principal": line["principal"], "interest": line["interest"]}
    due = world.query("R", "loan", id=loan)["position"]
    outcome = world.run(
        "principal.repay", loan=loan, amount=sum(paid.values()) + due["penalty"], **paid,
        penalty=due["penalty"], payer=world.key("C"), bank=world.key("B"),
    )  # fmt: skip
    assert outcome["code"] == 0, outcome
    world.now = "2026-12-31T17:00:00Z"  # 01:00 on 1 January 2027 in Beijing
    outcome = world.run(
        "loan.refund", loan=loan, amount=line["interest"], periods=[1], payer=world.key("FD"),
        payee=world.key("C"), bank=world.key("B"),
    )  # fmt: skip
    assert outcome["code"] == 0, outcome
    left = {
        year: world.query("R", "budget", department=world.key("FD"), year=year)["left"]
        for year in ("2026", "2027")
    }
    assert left == {"2026": 1_000_000, "2027": 1_000_000 - line["interest"]}


@pytest.mark.parametrize(
    ("zone", "opened"),
    [("Asia/Shanghai", "2027-03-01"), ("UTC", "2027-02-28"), ("Asia/Kathmandu", "2027-02-28")],
)
def test_a_payout_has_the_day_of_the_ledgers_zone(zone: str, opened: str) -> None:
    world = World(config={"zone": zone})
    world.fund()
    world.now = "2027-02-28T16:30:00Z"
    loan = world.loan()
    view = world.query("R", "loan", id=loan)
    assert (view["opened"], view["position"]["on"]) == (opened, opened)
    (row,) = world.query("R", "report")
    assert row["month"] == opened[:7]


# --- round trips and equal endorsements ---------------------------------------------------------------------


class Counting(MemoryState):
    """Counts the round trips that a peer would be asked for reads; writes go in one at the end."""

    def __init__(self, state: MemoryState) -> None:
        super().__init__(state._ledger, state.caller, state.time, state.tx_id)
        self.trips = 0

    def get(self, key: str) -> Json | None:
        if key not in self.writes and key not in self.reads:
            self.trips += 1
        return super().get(key)

    def get_many(self, keys: Any) -> list[Json | None]:
        if any(key not in self.reads for key in keys):
            self.trips += 1
        self.reads += [key for key in keys if key not in self.reads]
        return [super(Counting, self).get(key) for key in keys]


def trips(world: World, name: str, fn: str, args: list[Json]) -> int:
    state = Counting(world.ledger.begin(world.caller(name), world.now))
    invoke(state, fn, args)
    state.commit()
    return state.trips


def test_locking_and_unlocking_read_in_one_round_trip() -> None:
    """The rules are among what is read, and still one batch has all: on Fabric each trip costs a
    millisecond.
    """
    world = World(slots=64)
    world.fund()
    draft = world.apply(amount=1_000_000)  # a slot holds it
    cc = draft.chaincode(draft.sign(world.signers["C"]))
    assert trips(world, "C", "lock", [cc]) == 1
    uc = {"type": "unlocking", "event": cc["event"], "results": world.results(cc)}
    assert trips(world, "C", "unlock", [uc, 5]) == 1
    loan = cc["event"]["id"]
    line = world.query("R", "loan", id=loan)["schedule"][0]
    payment = world.draft(
        "principal.repay", loan=loan, amount=line["interest"], principal=0, interest=line["interest"],
        penalty=0, payer=world.key("C"), bank=world.key("B"),
    )  # fmt: skip
    cc = payment.chaincode(payment.sign(world.signers["C"]))
    assert trips(world, "C", "lock", [cc]) == 1
    uc = {"type": "unlocking", "event": cc["event"], "results": world.results(cc)}
    assert trips(world, "C", "unlock", [uc, 5]) == 1


def test_what_is_read_does_not_depend_on_what_the_process_has_seen() -> None:
    """Two endorsers, one of them started a moment ago, read and write the same."""
    from loc_desktop.contract.rulebook import document as rulebook

    world = World()
    world.fund()
    adopt(world, other(cheaper), "2026-11-23")
    world.now = "2026-11-23T08:00:00Z"
    draft = world.apply()
    cc = draft.chaincode(draft.sign(world.signers["C"]))

    def run(fn: str, args: list[Json]) -> tuple[list[str], dict[str, bytes | None]]:
        state = world.ledger.begin(world.caller("C"), world.now, "f" * 64)
        invoke(state, fn, args)
        return state.reads, state.writes

    warm = run("lock", [cc])
    rulebook._parsed.clear()
    assert run("lock", [cc]) == warm
    world.invoke("C", "lock", [cc])
    uc = {"type": "unlocking", "event": cc["event"], "results": world.results(cc)}
    warm = run("unlock", [uc, 3])
    rulebook._parsed.clear()
    assert run("unlock", [uc, 3]) == warm


# --- new calendars and running loans ------------------------------------------------------------------------

SPRING = [f"2027-02-{day:02}" for day in range(5, 12)]
"""5 to 11 February 2027."""


def spring(document: Any) -> None:
    document["holidays"]["years"]["2027"] = {"off": [*SPRING], "work": []}


def dues(world: World, loan: str, on: str) -> list[str]:
    return [line["due"] for line in world.query("R", "loan", id=loan, on=on)["schedule"]]


@pytest.fixture
def running() -> tuple[World, str]:
    """A loan of 12,000 yuan over a year, paid out on 8 January 2027, due first on 8 February."""
    world = World()
    world.fund()
    world.now = "2027-01-08T02:00:00Z"
    return world, world.loan(amount=1_200_000)


def test_a_new_calendar_moves_the_due_days_after_it_and_says_which(running: tuple[World, str]) -> None:
    world, loan = running
    before = dues(world, loan, "2027-01-20")
    world.now = "2027-01-20T02:00:00Z"
    adopt(world, other(spring), "2027-02-01")
    digest = canonical.digest(other(spring))
    assert dues(world, loan, "2027-01-31") == before
    view = world.query("R", "loan", id=loan, on="2027-02-01")
    assert view["schedule"][0]["due"] == "2027-02-12"
    assert [line["due"] for line in view["schedule"][1:]] == before[1:]
    assert view["moved"] == [{"number": 1, "from": "2027-02-08", "to": "2027-02-12", "rules": digest}]
    # On the new due day nothing is late, and the day after it is by one.
    assert world.query("R", "loan", id=loan, on="2027-02-12")["position"]["days_past_due"] == 0
    late = world.query("R", "loan", id=loan, on="2027-02-13")["position"]
    assert (late["days_past_due"], late["penalty"] > 0) == (1, True)
    # A payment keeps it in the record.
    world.now = "2027-02-12T02:00:00Z"
    line = view["schedule"][0]
    parts = {"principal": line["principal"], "interest": line["interest"], "penalty": 0}
    outcome = world.run(
        "principal.repay", loan=loan, amount=line["principal"] + line["interest"], **parts,
        payer=world.key("C"), bank=world.key("B"),
    )  # fmt: skip
    assert outcome["code"] == 0, outcome
    after = world.query("R", "loan", id=loan)
    assert (after["moved"], after["schedule"][0]["due"]) == (view["moved"], "2027-02-12")
    assert after["paid"]["penalty"] == 0


class Dear(World):
    """Loans bear 4.35 %, as in the worked cases."""

    DEAR = True


def test_what_was_due_and_paid_stays_as_it_was() -> None:
    """Case 13: due on 8 February, paid on the 10th with a penalty; then a calendar with 5 to 11 February."""
    world = Dear()
    world.fund()
    world.now = "2027-01-08T02:00:00Z"
    loan = world.loan(amount=1_200_000)
    world.now = "2027-02-10T03:00:00Z"
    now = world.query("R", "loan", id=loan)["position"]
    parts = {"principal": now["due_principal"], "interest": now["due_interest"], "penalty": now["penalty"]}
    assert (now["days_past_due"], now["penalty"]) == (2, 36)
    outcome = world.run(
        "principal.repay", loan=loan, amount=sum(parts.values()), **parts, payer=world.key("C"),
        bank=world.key("B"),
    )  # fmt: skip
    assert outcome["code"] == 0, outcome
    before = world.query("R", "loan", id=loan, on="2027-06-01")
    adopt(world, other(spring, dear_document()), "2027-02-11")
    world.now = "2027-02-20T02:00:00Z"
    assert world.query("R", "loan", id=loan, on="2027-06-01") == before
    assert "moved" not in before
    assert before["schedule"][0]["due"] == "2027-02-08"


def test_a_calendar_moves_nothing_to_an_earlier_day(running: tuple[World, str]) -> None:
    world, loan = running
    adopt(world, other(spring), "2027-01-20")
    world.now = "2027-01-22T02:00:00Z"
    assert dues(world, loan, "2027-01-22")[0] == "2027-02-12"
    shorter = other(lambda document: document["holidays"].update(source="again"), shipped_document())
    adopt(world, shorter, "2027-01-25")
    world.now = "2027-01-26T02:00:00Z"
    assert dues(world, loan, "2027-01-26")[0] == "2027-02-12"


def test_where_the_rules_say_so_a_calendar_moves_nothing(running: tuple[World, str]) -> None:
    def change(document: Any) -> None:
        spring(document)
        document["lending"]["calendar"]["move_later_due_days"] = False

    world, loan = running
    adopt(world, other(change), "2027-01-20")
    world.now = "2027-01-22T02:00:00Z"
    assert dues(world, loan, "2027-01-22")[0] == "2027-02-08"
    # A loan that is paid out under it has its days from the beginning.
    world.now = "2027-01-05T16:00:00Z"
    world.now = "2027-01-25T02:00:00Z"
    assert "moved" not in world.query("R", "loan", id=world.loan("C2", amount=1_200_000))


def test_a_loan_that_nobody_touched_between_two_calendars_has_both(running: tuple[World, str]) -> None:
    """The same as one that was looked at in between: each calendar by its own day."""

    def march(document: Any) -> None:
        spring(document)
        document["holidays"]["years"]["2027"]["off"] += ["2027-03-08", "2027-03-09"]

    world, loan = running
    adopt(world, other(spring), "2027-01-20")
    world.now = "2027-01-21T02:00:00Z"
    adopt(world, other(march), "2027-02-20")
    world.now = "2027-03-01T02:00:00Z"
    adopt(world, other(cheaper, other(march)), "2027-04-01")
    world.now = "2027-04-02T02:00:00Z"
    view = world.query("R", "loan", id=loan)
    assert [line["due"] for line in view["schedule"][:3]] == ["2027-02-12", "2027-03-10", "2027-04-08"]
    assert [move["rules"] for move in view["moved"]] == [
        canonical.digest(other(spring)), canonical.digest(other(march)),
    ]  # fmt: skip


def test_a_loan_paid_out_under_new_rules_has_their_days() -> None:
    world = World()
    world.fund()
    adopt(world, other(spring), "2026-12-01")
    world.now = "2027-01-08T02:00:00Z"
    loan = world.loan(amount=1_200_000)
    view = world.query("R", "loan", id=loan)
    assert view["schedule"][0]["due"] == "2027-02-12"
    assert "moved" not in view
