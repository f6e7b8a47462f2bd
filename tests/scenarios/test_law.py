"""What the rules on the ledger allow of a loan, and how a challenge or a revocation ends: nothing is punished
twice and everything has a way out.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from loc_desktop.bench.world import account_tag, sealed_number
from loc_desktop.contract.client import new_id
from loc_desktop.ledger.api import EndorseError
from tests.scenarios.scene import LOAN_FEN, Member, Scene
from tests.scenarios.test_flows import account_number, challenge
from tests.scenarios.test_refusals import refused

Json = Any


def parts(scene: Scene, loan: str, bank: str = "") -> dict[str, Json]:
    return {"loan": loan, "bank": bank or scene.key("B")}


# --- rates and rescheduling ---------------------------------------------------------------------------------


def test_a_rate_above_that_of_the_term_is_not_paid_out(scene: Scene) -> None:
    customer = scene.member()
    for months, rate, code in ((12, 301, "rate_cap"), (36, 351, "product")):
        outcome = scene.unlock(scene.lock(scene.application(customer, months=months, rate=rate), customer))
        assert (outcome["code"], outcome["failure"]["code"]) == (4, f"contract.{code}")
    assert scene.balance(customer) == 0
    assert scene.unlock(scene.lock(scene.application(customer, months=12, rate=300), customer))["code"] == 0


def test_a_loan_is_rescheduled_within_the_rules_once_and_is_then_no_normal_one(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)

    def asked(months: int, **more: Json) -> str:
        draft = scene.draft(
            "loan.reschedule", months=months, reason="hail", payee=customer.key, **parts(scene, loan), **more
        )
        assert [role for role, _ in draft.grantors] == ["B", "FD"]
        return refused(scene, "C", "lock", [scene.chaincode(draft, customer)])

    assert asked(25) == "extension"  # a year's loan by at most its term
    assert asked(12, rate=301) == "rate_above_agreed"
    body = {"months": 18, "reason": "hail", "payee": customer.key, **parts(scene, loan)}
    cc = scene.lock(scene.draft("loan.reschedule", **body), customer)
    assert scene.unlock(cc, failed=("FD",))["code"] == 1
    assert scene.query("B", "loan", id=loan)["position"]["classification"] == "normal"
    scene.run("loan.reschedule", customer, **body)
    view = scene.query("B", "loan", id=loan)
    assert (len(view["schedule"]), view["rescheduled"]) == (18, 1)
    assert view["position"]["classification"] == "special_mention"
    assert asked(12) == "rescheduled_before"


def test_a_loan_is_rescheduled_to_36_months_in_all(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer, months=30), customer)
    assert scene.unlock(cc)["code"] == 0
    body = {"reason": "hail", "payee": customer.key, **parts(scene, cc["event"]["id"])}
    draft = scene.draft("loan.reschedule", months=37, **body)
    assert refused(scene, "C", "lock", [scene.chaincode(draft, customer)]) == "months_in_all"
    scene.run("loan.reschedule", customer, months=36, **body)


# --- what a loan owes ---------------------------------------------------------------------------------------


def test_a_payment_of_another_division_is_refused(scene: Scene) -> None:
    """The interest of the period goes before its principal, by whoever's hand."""
    customer = scene.member()
    loan = scene.loan(customer)
    now = scene.query("C", "loan", id=loan)["position"]
    amount = now["payable_principal"]
    draft = scene.draft(
        "principal.repay", amount=amount, principal=amount, interest=0, penalty=0, payer=customer.key,
        **parts(scene, loan),
    )  # fmt: skip
    assert refused(scene, "C", "lock", [scene.chaincode(draft, customer)]) == "division"


def test_a_prepayment_keeps_the_agreed_instalment_and_ends_the_loan_sooner(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)

    def instalments() -> list[int]:
        lines = scene.query("B", "loan", id=loan)["schedule"]
        return [line["principal"] + line["interest"] for line in lines if not line["paid_principal"]]

    before = instalments()
    scene.prepay(customer, loan, 2_000_000)
    after = instalments()
    assert len(after) < len(before) == 12
    assert set(after[:-1]) == {before[0]}
    assert 0 < after[-1] <= before[0]


def test_a_write_off_needs_its_conditions_and_recoveries_after_it_are_booked(scene: Scene) -> None:
    customer, bank = scene.member(), scene.people["B"]
    loan = scene.loan(customer)
    body = {"amount": LOAN_FEN, "reason": "gone", **parts(scene, loan)}
    for more in ({}, {"reason_code": "tired"}):
        draft = scene.draft("loan.writeoff", **body, **more)
        assert refused(scene, "B", "lock", [scene.chaincode(draft, bank)]) == "write_off_class"
    scene.repay(customer, loan, interest=1_000)
    scene.run("loan.writeoff", bank, reason_code="disaster", **body)
    gone = scene.query("R", "loan", id=loan)
    assert (gone["status"], gone["position"]["classification"]) == ("written_off", "loss")
    # No subsidy any more, not even of what was paid before.
    refund = scene.draft(
        "loan.refund", amount=1_000, periods=[1], payer=scene.key("FD"), payee=customer.key,
        **parts(scene, loan),
    )  # fmt: skip
    assert refused(scene, "C", "lock", [scene.chaincode(refund, customer)]) == "loan_status"
    owed = gone["position"]["payable_interest"]
    scene.repay(customer, loan, principal=50_000, interest=owed)
    back = scene.query("R", "loan", id=loan)
    assert (back["written_off"]["amount"], back["written_off"]["recovered"]) == (LOAN_FEN - 50_000, 50_000)


def test_a_part_written_off_is_a_sign_until_it_is_written_back(scene: Scene) -> None:
    customer, bank = scene.member(), scene.people["B"]
    loan = scene.loan(customer)
    body: dict[str, Json] = {"amount": 20_000, "reason": "the barn burnt down", "reason_code": "disaster"}
    scene.run("loan.writeoff", bank, **body, **parts(scene, loan))

    def tier() -> str:
        return str(scene.query("B", "loan", id=loan)["position"]["classification"])

    assert tier() == "special_mention"
    scene.run("loan.writeback", bank, reason="insured after all", **parts(scene, loan))
    assert tier() == "normal"


def test_another_loan_of_the_same_person_in_default_counts(scene: Scene) -> None:
    """One is paid monthly and 90 days late, the other is not due for a year."""
    customer = scene.member()
    monthly = scene.loan(customer)
    cc = scene.lock(scene.application(customer, product="farm-season", months=12), customer)
    assert scene.unlock(cc)["code"] == 0
    due = date.fromisoformat(scene.query("B", "loan", id=monthly)["schedule"][0]["due"])

    def tiers(days: int) -> list[str]:
        on = (due + timedelta(days=days)).isoformat()
        views = [scene.query("B", "loan", id=loan, on=on) for loan in (monthly, cc["event"]["id"])]
        return [view["position"]["classification"] for view in views]

    assert tiers(90) == ["special_mention", "normal"]
    assert tiers(91) == ["substandard", "special_mention"]


# --- subsidy ------------------------------------------------------------------------------------------------


def left(scene: Scene) -> int:
    year = scene.query("B", "rules")["today"][:4]
    return int(scene.query("FD", "budget", department=scene.key("FD"), year=year)["left"])


def test_a_refund_that_is_taken_back_restores_the_budget_and_the_right_to_it(scene: Scene) -> None:
    customer, finance, name = scene.member(), scene.people["FD"], new_id()
    loan = scene.loan(customer)
    scene.repay(customer, loan, interest=12_000)
    with scene.days_later(45):
        scene.settle()
        before = left(scene)
        body: dict[str, Json] = {
            "amount": 12_000,
            "periods": [1],
            "payer": finance.key,
            "payee": customer.key,
        }
        cc = scene.lock(scene.draft("loan.refund", **body, **parts(scene, loan)), customer)
        assert scene.unlock(cc)["code"] == 0
        assert left(scene) == before - 12_000
        transaction = scene.status(cc["event"]["id"])["tx"]["unlock"]
        scene.run(
            "challenge.raise", scene.people["R"], challenge=name,
            target={"kind": "transaction", "id": transaction}, reason="why",
            deadline="2099-01-01T00:00:00Z", role="C", respondent=customer.key,
        )  # fmt: skip
        said = scene.draft("challenge.answer", challenge=name, role="C", respondent=customer.key, answer="x")
        scene.lock(said, customer)
        scene.decide(name, "upheld", "reversal")
        back: dict[str, Json] = {
            "challenge": name,
            "event": cc["event"]["id"],
            "amount": 12_000,
            "role": "FD",
        }
        back |= {"from": customer.key, "to": finance.key, **scene.second}
        scene.run("challenge.reverse", scene.people["R"], **back)
        assert left(scene) == before
        view = scene.query("FD", "loan", id=loan)
        assert (view["subsidised"], view["schedule"][0]["refundable"]) == (0, 12_000)
        scene.run("loan.refund", customer, **body, **parts(scene, loan))
        assert left(scene) == before - 12_000


def test_no_refund_without_a_budget_of_the_year_and_none_for_a_loan_that_was_reversed(scene: Scene) -> None:
    customer, poor = scene.member(), scene.institution("FD")
    cc = scene.lock(scene.application(customer, others=[poor]), customer)
    assert scene.unlock(cc, members=[poor])["code"] == 0
    loan = cc["event"]["id"]
    scene.repay(customer, loan, interest=1_000)
    with scene.days_later(45):
        scene.settle()
        body = {
            "amount": 1_000,
            "periods": [1],
            "payer": poor.key,
            "payee": customer.key,
            **parts(scene, loan),
        }
        refund = scene.chaincode(scene.draft("loan.refund", **body), customer)
        assert refused(scene, "C", "lock", [refund]) == "no_budget"
        name = challenge(scene, customer, loan)
        said = scene.draft("challenge.answer", challenge=name, role="C", respondent=customer.key, answer="x")
        scene.lock(said, customer)
        scene.decide(name, "upheld", "reversal")
        back: dict[str, Json] = {"challenge": name, "event": loan, "amount": LOAN_FEN, "role": "B"}
        back |= {"from": customer.key, "to": scene.key("B"), **scene.second}
        scene.run("challenge.reverse", scene.people["R"], **back)
        refund = scene.chaincode(scene.draft("loan.refund", **body), customer)
        assert refused(scene, "C", "lock", [refund]) == "loan_status"


# --- challenges and revocation ------------------------------------------------------------------------------


def test_dismissing_restores_everything(scene: Scene) -> None:
    """The loan, the customer, the account and the pending event are afterwards what they were."""
    customer = scene.member()
    loan, cc = scene.loan(customer), scene.lock(scene.application(customer), customer)

    def seen() -> Json:
        asked = ["member", {"role": "C", "key": customer.key}]
        record = scene.ledger("R").evaluate("query", asked, scene.carrier("R"))
        view = scene.query("R", "loan", id=loan)
        view.pop("paused", None)  # on which days it stood still stays on record
        account = scene.query("R", "account", key=customer.key)
        return view, record, account, scene.query("R", "event", id=cc["event"]["id"])

    before = seen()
    targets = {"loan": loan, "event": cc["event"]["id"], "party": customer.key}
    for kind, target in targets.items():
        name = new_id()
        scene.run(
            "challenge.raise", scene.people["R"], challenge=name, target={"kind": kind, "id": target},
            reason="why", deadline="2099-01-01T00:00:00Z", role="C", respondent=customer.key,
        )  # fmt: skip
        assert seen() != before
        scene.decide(name, "dismissed", "none")
        assert seen() == before
    assert scene.unlock(cc)["code"] == 0


def test_what_r_alone_froze_is_free_again_when_the_rules_days_are_over(scene: Scene) -> None:
    """And by asking again R alone freezes it no longer."""
    customer = scene.member()
    waiting = scene.application(customer)

    def raised() -> Any:
        name = new_id()
        scene.run(
            "challenge.raise", scene.people["R"], challenge=name,
            target={"kind": "party", "id": customer.key}, reason="why", deadline="2099-01-01T00:00:00Z",
            role="C", respondent=customer.key,
        )  # fmt: skip
        return scene.query("R", "challenge", id=name)

    first = raised()
    assert first["freezes"]
    assert scene.now() < first["until"] < "2099"
    with pytest.raises(EndorseError) as caught:
        scene.lock(waiting, customer)
    assert caught.value.code == "contract.frozen"
    with scene.days_later(40):
        assert scene.now() > first["until"]
        assert not scene.query("R", "challenge", id=first["id"])["freezes"]
        (record,) = [row for row in scene.query("R", "members") if row["key"] == customer.key]
        assert "frozen" not in record
        assert not raised()["freezes"]
        scene.lock(scene.application(customer), customer)


def test_a_frozen_or_revoked_bank_begins_nothing_and_its_customers_go_on(scene: Scene) -> None:
    customer, bank, name = scene.member(), scene.institution("B"), new_id()
    scene.run("fund.issue", bank, members=[bank], amount=2 * LOAN_FEN, bank=bank.key, transfer=new_id())
    cc = scene.lock(scene.application(customer, bank.key), customer)
    assert scene.unlock(cc, members=[bank])["code"] == 0
    waiting = scene.lock(scene.application(customer, bank.key), customer)["event"]["id"]
    loan = cc["event"]["id"]
    account: dict[str, Json] = {"bank": bank.key, "account": customer.key}

    def begins() -> set[str]:
        funds = scene.draft("fund.issue", amount=1, bank=bank.key, transfer=new_id())
        lending = scene.application(customer, bank.key)
        return {
            refused(scene, "B", "lock", [scene.chaincode(funds, bank)]),
            refused(scene, "C", "lock", [scene.chaincode(lending, customer)]),
        }

    def pays_and_withdraws() -> None:
        scene.run(
            "loan.prepay", customer, members=[bank], amount=1_000, principal=1_000, interest=0,
            payer=customer.key, **parts(scene, loan, bank.key),
        )  # fmt: skip
        scene.run("asset.withdraw", customer, members=[bank], amount=5_000, transfer=new_id(), **account)

    scene.run(
        "challenge.raise", scene.people["R"], challenge=name, target={"kind": "party", "id": bank.key},
        reason="why", deadline="2099-01-01T00:00:00Z", role="B", respondent=bank.key,
    )  # fmt: skip
    assert begins() == {"frozen"}
    pays_and_withdraws()
    assert "paused" not in scene.query("R", "loan", id=loan)
    scene.decide(name, "dismissed", "none")
    scene.revoke(bank)
    assert begins() == {"not_member"}
    pays_and_withdraws()
    assert scene.balance(customer) == LOAN_FEN - 12_000
    assert scene.query("R", "loan", id=loan)["outstanding"] == LOAN_FEN - 2_000
    scene.run("fund.redeem", bank, members=[bank], amount=1, bank=bank.key, transfer=new_id())
    # What nobody can grant any more has an exit.
    scene.run("event.withdraw", customer, event=waiting, role="C", signer=customer.key)
    assert scene.status(waiting)["status"] == "withdrawn"


def test_a_revoked_bank_issues_for_what_it_is_owed_and_no_second_time(scene: Scene) -> None:
    """Also where the customer spends at another bank what it brought in."""
    customer, bank, other = scene.member(), scene.institution("B"), scene.funded_bank(2 * LOAN_FEN)
    scene.run("fund.issue", bank, members=[bank], amount=2 * LOAN_FEN, bank=bank.key, transfer=new_id())
    loans = []
    for lender in (bank, other):
        cc = scene.lock(scene.application(customer, lender.key), customer)
        assert scene.unlock(cc, members=[lender])["code"] == 0
        loans.append(cc["event"]["id"])
        account: dict[str, Json] = {"bank": lender.key, "account": customer.key}
        scene.run("asset.withdraw", customer, members=[lender], amount=LOAN_FEN, transfer=new_id(), **account)
    scene.revoke(bank)
    account = {"bank": bank.key, "account": customer.key}
    owed = _owed(scene, customer, loans[0])

    def brought_in(amount: int) -> Json:
        draft = scene.draft("asset.deposit", amount=amount, transfer=new_id(), **account)
        return scene.unlock(scene.lock(draft, customer), members=[bank])

    def too_much(amount: int) -> bool:
        draft = scene.draft("asset.deposit", amount=amount, transfer=new_id(), **account)
        return refused(scene, "C", "lock", [scene.chaincode(draft, customer)]) == "winding_down"

    assert brought_in(owed)["code"] == 0
    scene.run(
        "loan.prepay", customer, members=[other], amount=LOAN_FEN // 2, principal=LOAN_FEN // 2, interest=0,
        payer=customer.key, **parts(scene, loans[1], other.key),
    )  # fmt: skip
    assert too_much(1)
    # What goes to the bank itself, or is taken out there again, may be brought in again; less by the interest
    # that a prepayment saves.
    scene.run(
        "loan.prepay", customer, members=[bank], amount=2_000, principal=2_000, interest=0,
        payer=customer.key, **parts(scene, loans[0], bank.key),
    )  # fmt: skip
    scene.run("asset.withdraw", customer, members=[bank], amount=3_000, transfer=new_id(), **account)
    assert too_much(3_000)
    assert brought_in(2_900)["code"] == 0
    assert too_much(100)


def test_a_revoked_customer_withdraws_ends_its_link_and_brings_in_what_it_owes(scene: Scene) -> None:
    customer = scene.member()
    bank: dict[str, Json] = {"bank": scene.key("B"), "account": customer.key}
    number = account_number()
    scene.run("account.link", customer, number=sealed_number(number), **bank)
    loan = scene.loan(customer)
    scene.submit("C", "revoke", ["C", customer.key])
    scene.run("asset.withdraw", customer, amount=LOAN_FEN, transfer=new_id(), **bank)
    owed = _owed(scene, customer, loan)
    more = scene.draft("asset.deposit", amount=owed + 1, transfer=new_id(), **bank)
    assert refused(scene, "C", "lock", [scene.chaincode(more, customer)]) == "winding_down"
    scene.run("asset.deposit", customer, amount=owed, transfer=new_id(), **bank)
    scene.prepay(customer, loan, LOAN_FEN)
    assert scene.query("R", "loan", id=loan)["status"] == "repaid"
    scene.run("account.unlink", customer, link=account_tag(number), **bank)
    assert scene.query("R", "account", key=customer.key)["links"] == []


def _owed(scene: Scene, customer: Member, loan: str) -> int:
    """All that the schedule still asks for, fen."""
    lines = scene.query("R", "loan", id=loan)["schedule"]
    return sum(
        line["principal"] + line["interest"] - line["paid_principal"] - line["paid_interest"]
        for line in lines
    )
