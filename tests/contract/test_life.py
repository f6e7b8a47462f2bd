"""A loan's whole life by events: payments, prepayment, reschedule, write-off, subsidy and expiry, each
refusal.
"""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.bench.world import account_tag, sealed_number
from loc_desktop.contract.client import code_of, new_id
from loc_desktop.contract.errors import ContractError
from loc_desktop.script.unlock import sign_result
from tests.contract.world import World
from tests.support.rules import dear_document

AMOUNT = 1_200_000


class Life:
    """A paid-out loan of 12,000 yuan at 12 % over a year, opened on 2026-01-12, and its parties' money."""

    def __init__(self, **more: Any) -> None:
        self.world = World()
        self.world.now = "2026-01-12T08:00:00Z"
        self.world.fund()
        self.world.run(
            "asset.deposit", amount=2_000_000, bank=self.world.key("B"), account=self.world.key("C"),
            transfer=new_id(),
        )  # fmt: skip
        self.world.run(
            "fund.deposit", amount=1_000_000, bank=self.world.key("B"), account=self.world.key("FD"),
            transfer=new_id(),
        )  # fmt: skip
        self.world.budget(2026)
        self.loan = self.world.loan(amount=AMOUNT, rate=1200, **more)

    def on(self, day: str) -> Life:
        self.world.now = f"{day}T10:00:00Z"
        return self

    def view(self) -> Any:
        return self.world.query("C", "loan", id=self.loan)

    def repay(self, principal: int = 0, interest: int = 0, penalty: int = 0, **other: Any) -> Any:
        body = {"loan": self.loan, "amount": principal + interest + penalty, "principal": principal,
                "interest": interest, "penalty": penalty, "payer": self.world.key("C"),
                "bank": self.world.key("B")}  # fmt: skip
        return self.world.run("principal.repay", **{**body, **other})

    def pay_due(self) -> Any:
        now = self.view()["position"]
        return self.repay(now["due_principal"], now["due_interest"], now["penalty"])

    def refund(self, periods: list[int], amount: int, **other: Any) -> Any:
        body = {"loan": self.loan, "amount": amount, "periods": periods, "payer": self.world.key("FD"),
                "payee": self.world.key("C"), "bank": self.world.key("B")}  # fmt: skip
        return self.world.run("loan.refund", **{**body, **other})

    def act(self, kind: str, **body: Any) -> Any:
        return self.world.run(kind, loan=self.loan, bank=self.world.key("B"), **body)


@pytest.fixture
def life() -> Life:
    return Life()


def refused(code: str) -> Any:
    """Expect a refusal when the event is locked: nothing is stored, no money moves."""
    return pytest.raises(ContractError, check=lambda error: error.code == f"contract.{code}")


def test_an_instalment_is_paid_and_shown(life: Life) -> None:
    life.on("2026-02-12")
    before = life.world.balance("C")
    due = life.view()["position"]
    assert (due["due_interest"], due["days_past_due"]) == (12_000, 0)
    assert life.pay_due()["code"] == 0
    view = life.view()
    assert view["schedule"][0]["paid_interest"] == 12_000
    assert view["outstanding"] == AMOUNT - due["due_principal"]
    assert view["entries"][0]["interest"] == 12_000
    assert life.world.balance("C") == before - due["due"]


def test_interest_alone_has_its_own_event(life: Life) -> None:
    life.on("2026-02-12")
    paid = life.act("interest.pay", amount=12_000, interest=12_000, penalty=0, payer=life.world.key("C"))
    assert paid["code"] == 0
    assert life.view()["position"]["due_interest"] == 0


def test_more_than_is_due_is_refused(life: Life) -> None:
    life.on("2026-02-12")
    with refused("more_than_due"):
        life.repay(interest=25_000)
    with refused("more_than_due"):
        life.repay(principal=AMOUNT)
    with refused("more_than_due"):
        life.repay(penalty=1)


def test_parts_must_be_the_amount(life: Life) -> None:
    with refused("sum"):
        life.repay(interest=100, amount=99)


def test_only_the_loans_own_parties_pay(life: Life) -> None:
    with refused("loan_party"):
        life.repay(interest=100, payer=life.world.key("C2"))
    with refused("loan_party"):
        life.repay(interest=100, bank=life.world.key("B2"))
    with refused("loan_unknown"):
        life.repay(interest=100, loan="0" * 32)


def test_lateness_costs_penalty_and_a_slow_grantor_does_not(life: Life) -> None:
    life.on("2026-02-25")
    late = life.view()["position"]
    assert late["penalty"] > 0
    assert late["classification"] == "special_mention"
    draft = life.world.draft(
        "principal.repay", loan=life.loan, amount=late["due"], principal=late["due_principal"],
        interest=late["due_interest"], penalty=late["penalty"], payer=life.world.key("C"),
        bank=life.world.key("B"),
    )  # fmt: skip
    cc = life.world.locked(draft)
    life.on("2026-02-27")
    assert life.world.unlock(cc)["code"] == 0
    assert life.view()["position"]["due"] == 0


def test_a_paid_up_loan_is_repaid_and_takes_no_more(life: Life) -> None:
    for period in life.view()["schedule"]:
        life.on(period["due"])
        assert life.pay_due()["code"] == 0
    assert life.view()["status"] == "repaid"
    with refused("loan_status"):
        life.repay(interest=1)


def test_prepayment_needs_the_interest_accrued(life: Life) -> None:
    life.on("2026-01-27")
    body = {"payer": life.world.key("C")}
    with refused("accrued"):
        life.act("loan.prepay", amount=500_000, principal=500_000, interest=0, **body)
    with refused("sum"):
        life.act("loan.prepay", amount=500_001, principal=500_000, interest=6_000, **body)
    assert life.act("loan.prepay", amount=506_000, principal=500_000, interest=6_000, **body)["code"] == 0
    view = life.view()
    assert view["outstanding"] == 700_000
    assert len(view["schedule"]) < 12
    life.on("2026-03-01")
    with refused("prepay_overdue"):
        life.act("loan.prepay", amount=1, principal=1, interest=0, **body)


def test_principal_of_a_bullet_loan_ahead_is_a_prepayment() -> None:
    life = Life(product="farm-season").on("2026-01-27")
    now = life.view()["position"]
    assert now["prepayable"] == now["payable_principal"] == AMOUNT
    with refused("prepay_instead"):
        life.repay(principal=AMOUNT // 2, interest=now["payable_interest"])
    paid = life.act(
        "loan.prepay", amount=AMOUNT // 2 + now["accrued"], principal=AMOUNT // 2, interest=now["accrued"],
        payer=life.world.key("C"),
    )  # fmt: skip
    assert paid["code"] == 0
    now = life.on("2026-02-11").view()["position"]
    assert now["accrued"] == 2_959  # 15 days of 6,000 yuan at 12 %, of 365
    assert life.repay(principal=AMOUNT // 2, interest=2_959)["code"] == 0
    assert life.view()["status"] == "repaid"


def test_a_loan_prepaid_whole_is_repaid(life: Life) -> None:
    life.on("2026-01-27")
    paid = life.act(
        "loan.prepay", amount=AMOUNT + 6_000, principal=AMOUNT, interest=6_000, payer=life.world.key("C")
    )
    assert paid["code"] == 0
    assert life.view()["status"] == "repaid"


def test_a_payment_of_another_division_is_refused(life: Life) -> None:
    life.on("2026-02-20")
    now = life.view()["position"]
    with refused("division"):
        life.repay(principal=now["due"])
    with refused("division"):
        life.repay(principal=now["due_principal"], interest=now["due_interest"] + now["penalty"])
    assert life.pay_due()["code"] == 0
    assert life.view()["position"]["due"] == 0


def test_a_settled_loan_gives_back_the_interest_that_did_not_accrue(life: Life) -> None:
    """The first instalment paid ahead on the day of the payout, all settled 15 days later."""
    now = life.view()["position"]
    life.repay(principal=now["payable_principal"], interest=now["payable_interest"])
    life.on("2026-01-27")
    now = life.view()["position"]
    assert (now["accrued"], now["unearned"]) == (0, 6_000)
    principal = now["payoff_principal"]
    assert life.act(
        "loan.prepay", amount=principal, principal=principal, interest=0, payer=life.world.key("C")
    )["code"] == 0  # fmt: skip
    view = life.view()
    assert (view["status"], view["outstanding"]) == ("repaid", 0)
    assert view["paid"] == {"principal": AMOUNT, "interest": 6_000, "penalty": 0}
    assert view["entries"][-1]["unearned"] == 6_000


def test_a_change_that_was_locked_before_the_last_one_is_refused(life: Life) -> None:
    """Locked on 20 January and executed after a prepayment of the 25th."""
    life.on("2026-01-20")
    body = {"loan": life.loan, "bank": life.world.key("B"), "payer": life.world.key("C")}
    early = life.world.locked(
        life.world.draft("loan.prepay", amount=103_200, principal=100_000, interest=3_200, **body)
    )
    life.on("2026-01-25")
    charged = life.view()["position"]["accrued"]
    life.act(
        "loan.prepay", amount=100_000 + charged, principal=100_000, interest=charged,
        payer=life.world.key("C"),
    )  # fmt: skip
    outcome = life.world.unlock(early)
    assert outcome["code"] == 4
    assert life.view()["outstanding"] == AMOUNT - 100_000


def test_a_reschedule_changes_the_term(life: Life) -> None:
    life.on("2026-02-01")
    reason = {"reason": "harvest lost", "payee": life.world.key("C")}
    agreed = life.view()["rate"]
    with refused("rate_above_agreed"):
        life.act("loan.reschedule", months=12, rate=agreed + 1, **reason)
    with refused("extension"):
        life.act("loan.reschedule", months=24, **reason)
    assert life.act("loan.reschedule", months=18, rate=600, **reason)["code"] == 0
    view = life.view()
    assert (len(view["schedule"]), view["rate"], view["rescheduled"]) == (18, 600, 1)
    assert view["outstanding"] == AMOUNT
    assert view["position"]["classification"] == "special_mention"
    with refused("rescheduled_before"):
        life.act("loan.reschedule", months=12, **reason)


def test_a_write_off_is_granted_by_r_recovered_and_reversed(life: Life) -> None:
    life.on("2027-06-01")
    assert life.view()["position"]["classification"] == "loss"
    with refused("write_off"):
        life.act("loan.writeoff", amount=AMOUNT + 1, reason="gone")
    assert life.act("loan.writeoff", amount=AMOUNT, reason="gone")["code"] == 0
    assert life.view()["status"] == "written_off"
    with refused("loan_status"):
        life.act("loan.writeoff", amount=AMOUNT, reason="again")
    now = life.view()["position"]
    fine, charged = now["penalty"], now["due_interest"]
    assert life.repay(principal=100_000, interest=charged, penalty=fine)["code"] == 0
    assert life.act("loan.writeback", reason="found")["code"] == 0
    assert life.view()["status"] == "active"
    assert life.view()["outstanding"] == AMOUNT - 100_000
    with refused("not_written_off"):
        life.act("loan.writeback", reason="again")


# --- subsidy ------------------------------------------------------------------------------------------------


def test_only_paid_interest_is_refunded_and_only_once(life: Life) -> None:
    with refused("period"):
        life.refund([1], 1)
    life.on("2026-02-12").pay_due()
    with refused("more_than_due"):
        life.refund([1], 12_001)
    before = life.world.balance("C")
    assert life.refund([1], 12_000)["code"] == 0
    assert life.world.balance("C") == before + 12_000
    with refused("refunded"):
        life.refund([1], 1)
    assert life.view()["subsidised"] == 12_000


def test_a_second_refund_locked_beforehand_gives_code_4(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    body = {"loan": life.loan, "amount": 12_000, "periods": [1], "payer": life.world.key("FD"),
            "payee": life.world.key("C"), "bank": life.world.key("B")}  # fmt: skip
    first, second = (life.world.locked(life.world.draft("loan.refund", **body)) for _ in range(2))
    assert life.world.unlock(first)["code"] == 0
    outcome = life.world.unlock(second)
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.refunded")
    assert life.view()["subsidised"] == 12_000


def test_a_budget_and_its_deadline_bound_the_subsidy(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    budget = {"department": life.world.key("FD"), "year": 2026, "deadline": "2026-02-20"}
    assert life.world.run("subsidy.budget", amount=10_000, **budget)["code"] == 0
    outcome = life.refund([1], 12_000)
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.budget")
    assert life.world.run("subsidy.budget", amount=15_000, **budget)["code"] == 0
    assert life.refund([1], 11_000)["code"] == 0
    args: dict[str, Any] = {"department": life.world.key("FD"), "year": "2026"}
    assert life.world.query("R", "budget", **args)["left"] == 4_000
    lowered = life.world.run("subsidy.budget", amount=10_000, **budget)
    assert (lowered["code"], lowered["failure"]["code"]) == (4, "contract.budget")
    life.on("2026-02-21")
    with refused("deadline"):
        life.refund([1], 1_000)


def test_another_department_or_customer_gets_no_refund(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    with refused("loan_party"):
        life.refund([1], 1, payee=life.world.key("C2"))
    with refused("loan_party"):
        life.refund([1], 1, bank=life.world.key("B2"))


def test_at_expiry_the_department_pays_the_open_interest(life: Life) -> None:
    schedule = life.view()["schedule"]
    for period in schedule[:11]:
        life.on(period["due"]).pay_due()
    last = schedule[-1]
    with refused("not_expired"):
        life.act("interest.repay", amount=last["interest"], payer=life.world.key("FD"))
    life.on(last["due"])
    with refused("no_budget"):
        life.act("interest.repay", amount=last["interest"], payer=life.world.key("FD"))
    life.world.budget(2027)
    with refused("more_than_due"):
        life.act("interest.repay", amount=last["interest"] + 1, payer=life.world.key("FD"))
    outcome = life.act("interest.repay", amount=last["interest"], payer=life.world.key("FD"))
    assert outcome["code"] == 0
    assert outcome["outputs"][0]["id"] == life.loan
    with refused("more_than_due"):
        life.act("interest.repay", amount=1, payer=life.world.key("FD"))
    with refused("period"):
        life.refund([12], 1)
    assert life.repay(principal=last["principal"])["code"] == 0
    assert life.view()["status"] == "repaid"


# --- payout -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [{"amount": 5_000_001}, {"amount": 99_999}, {"months": 37}, {"rate": 3_601}])
def test_a_product_bounds_what_is_paid_out(more: dict[str, int]) -> None:
    world = World()
    world.fund()
    outcome = world.unlock(world.locked(world.apply(**more)))  # type: ignore[arg-type]
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.product")
    assert world.balance("C") == 0


# --- reports ------------------------------------------------------------------------------------------------


def test_the_regulators_numbers_come_from_the_ledger() -> None:
    life = Life(branch="Xinluo")
    life.on("2026-02-12").pay_due()
    life.refund([1], 12_000)
    principal = life.view()["schedule"][0]["principal"]
    life.on("2026-04-10")
    rows = life.world.query("R", "report")
    assert [(row["branch"], row["month"]) for row in rows] == [
        ("Xinluo", f"2026-{month:02d}") for month in range(1, 5)
    ]
    january, february, march, april = rows
    assert (january["disbursed"], january["outstanding"], january["arrears"]) == (AMOUNT, AMOUNT, 0)
    assert (february["repaid"], february["subsidised"]) == (principal + 12_000, 12_000)
    second = life.view()["schedule"][1]
    assert march["arrears"] == april["arrears"] == second["principal"] + second["interest"]
    assert april["outstanding"] == AMOUNT - principal
    assert life.world.query("B2", "report") == []
    with refused("denied"):
        life.world.query("C", "report")


def test_the_report_goes_on_to_the_last_month_that_there_is() -> None:
    world = World()
    world.fund()
    world.now = "9998-06-10T02:00:00Z"
    world.loan(amount=AMOUNT)
    rows = world.query("R", "report", until="9999-12-31")
    assert [row["month"] for row in rows[:1] + rows[-1:]] == ["9998-06", "9999-12"]
    assert (len(rows), rows[-1]["outstanding"]) == (19, AMOUNT)


def test_every_yuan_traces_back_to_the_event_that_issued_it(life: Life) -> None:
    provenance = life.world.query("C", "provenance", key=life.world.key("C"))
    assert [lot["kind"] for lot in provenance["lots"]] == ["asset.deposit", "fund.issue"]
    assert all(lot["verified"] for lot in provenance["lots"])
    assert sum(row["change"] for row in provenance["history"]) == provenance["total"] == 2_000_000 + AMOUNT
    assert life.loan in provenance["history"][-1]["events"]
    finance = life.world.query("FD", "provenance", key=life.world.key("FD"))
    assert [lot["kind"] for lot in finance["lots"]] == ["fund.deposit"]


def test_a_lot_with_another_signature_does_not_verify(life: Life) -> None:
    ledger = life.world.ledger
    slot = f"asset/{life.world.key('C')}/000"
    ledger.values[slot] = ledger.values[slot].replace(b'"value":"ME', b'"value":"MF')
    provenance = life.world.query("C", "provenance", key=life.world.key("C"))
    assert not any(lot["verified"] for lot in provenance["lots"])


def test_an_issuers_balance_is_what_it_issued_less_what_it_redeemed(life: Life) -> None:
    life.world.run(
        "asset.withdraw",
        amount=500_000,
        bank=life.world.key("B"),
        account=life.world.key("C"),
        transfer=new_id(),
    )
    issuer = life.world.query("B", "issuer", bank=life.world.key("B"))
    assert issuer["difference"] == 0
    assert issuer["digital"] == 100_000_000 + 2_000_000 + 1_000_000 - 500_000
    assert len(life.world.query("R", "transfers", bank=life.world.key("B"))) == 4
    with refused("denied"):
        life.world.query("B2", "issuer", bank=life.world.key("B"))


def test_a_transfer_can_be_asked_for_after_a_crash(life: Life) -> None:
    transfer = new_id()
    asked: dict[str, Any] = {"bank": life.world.key("B"), "transfer": transfer}
    assert life.world.query("B", "transfer", **asked) == {"transfer": transfer, "executed": False}
    life.world.run("asset.deposit", amount=5, account=life.world.key("C"), **asked)
    assert life.world.query("B", "transfer", **asked)["executed"]
    with refused("denied"):
        life.world.query("C2", "transfer", **asked)


# --- links --------------------------------------------------------------------------------------------------


def test_account_numbers_are_linked_by_a_signed_event(life: Life) -> None:
    number = "6222020000000017"
    sides = {"account": life.world.key("C"), "bank": life.world.key("B")}
    link, end = {**sides, "number": sealed_number(number)}, {**sides, "link": account_tag(number)}
    assert life.world.run("account.link", **link)["code"] == 0
    for again in (link, {**link, "account": life.world.key("C2")}):
        outcome = life.world.run("account.link", **again)
        assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.link")
    links = life.world.query("B", "account", key=life.world.key("C"))["links"]
    assert [(row["bank"], row["link"]) for row in links] == [(end["bank"], end["link"])]
    assert life.world.run("account.unlink", **end)["code"] == 0
    assert life.world.query("C", "account", key=life.world.key("C"))["links"] == []
    with refused("link"):
        life.world.run("account.unlink", **end)


def test_a_banks_pass_that_does_not_say_which_account_links_none(life: Life) -> None:
    world = life.world
    body = {"account": world.key("C"), "bank": world.key("B"), "number": sealed_number("6222020000000017")}
    cc = world.locked(world.draft("account.link", **body))
    results = [sign_result(cc["event"], "B", world.signers["B"], "Pass", world.now)]
    outcome = world.invoke("B", "unlock", [code_of(cc["event"], results), 0])
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.link")
    assert world.query("C", "account", key=world.key("C"))["links"] == []


# --- days and institutions ----------------------------------------------------------------------------------


def test_a_payment_counts_on_the_day_of_its_lock_however_late_it_executes(life: Life) -> None:
    life.on("2026-02-12")
    due = life.view()["position"]
    draft = life.world.draft(
        "principal.repay", loan=life.loan, amount=due["due"], principal=due["due_principal"],
        interest=due["due_interest"], penalty=0, payer=life.world.key("C"), bank=life.world.key("B"),
    )  # fmt: skip
    cc = life.world.locked(draft)
    life.on("2026-02-23")
    assert life.world.unlock(cc)["code"] == 0
    assert life.view()["position"]["penalty"] == 0


def test_a_demonstration_ledger_goes_by_the_times_of_its_events() -> None:
    """Years are played in minutes there: the ledger's own time stands still, the events' times go on."""
    from loc_desktop.contract.dispatch import invoke
    from tests.support.memory import MemoryLedger

    world = World()
    world.ledger = MemoryLedger(world.ledger.channel)
    world.invoke("B", "init", [{"slots": 4, "clock": "events"}, dear_document()])
    for name in tuple(world.signers):
        world.invoke(name, "register", [world.record(name)])
    world.fund()

    def execute(day: str, kind: str, **body: Any) -> Any:
        world.now = f"{day}T10:00:00Z"
        draft = world.draft(kind, **body)
        world.now = "2026-01-01T00:00:00Z"
        return world.unlock(world.locked(draft))

    applied = world.apply(amount=AMOUNT, rate=1200).event["body"]
    del applied["grantors"]
    loan = execute("2026-01-12", "loan.apply", **applied)["event"]
    state = world.ledger.begin(world.caller("C"), "2026-02-20T00:00:00Z")
    view = invoke(state, "query", ["loan", {"id": loan, "on": "2026-02-20"}])
    assert (view["opened"], view["position"]["days_past_due"]) == ("2026-01-12", 8)
    now = view["position"]
    paid = execute(
        "2026-02-20", "principal.repay", loan=loan, amount=now["due"], principal=now["due_principal"],
        interest=now["due_interest"], penalty=now["penalty"], payer=world.key("C"), bank=world.key("B"),
    )  # fmt: skip
    assert paid["code"] == 0


def test_institutions_give_assets_back_to_the_bank_that_issued_them(life: Life) -> None:
    world = life.world
    world.fund("B2", 1_000_000)
    body = {"amount": 1_000_000, "bank": world.key("B"), "role": "FD", "account": world.key("FD")}
    assert world.run("fund.withdraw", transfer=new_id(), **body)["code"] == 0
    assert world.balance("FD") == 0
    mine = {"amount": 1, "bank": world.key("B"), "role": "B", "account": world.key("B2")}
    outcome = world.run("fund.withdraw", transfer=new_id(), **mine)
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.funds")
    with refused("signers"):
        draft = world.draft(
            "fund.withdraw", transfer=new_id(), **{**body, "account": world.key("C"), "role": "C"}
        )
        world.locked(draft, ("FD",))
