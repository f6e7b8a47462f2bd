"""Every business flow of the spec's section 6, from the signed event to what it changes."""

from __future__ import annotations

import inspect
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bench.world import account_tag, sealed_number
from loc_desktop.contract.client import EventDraft, code_of, new_id
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flows import shipped
from loc_desktop.ledger.api import EndorseError, LedgerError
from loc_desktop.loan.calendar import civil_day
from loc_desktop.script.canonical import digest
from loc_desktop.script.unlock import sign_result
from tests.scenarios.scene import LOAN_FEN, ROLES, SEALED, Member, Scene, now


def test_a_loan_is_locked_granted_by_three_and_paid_out(scene: Scene) -> None:
    customer, bank = scene.member(), scene.people["B"]
    before = scene.balance(bank)
    cc = scene.lock(scene.application(customer), customer)
    event = cc["event"]["id"]
    assert scene.status(event)["status"] == "pending"
    code = scene.code(cc)
    for role, result in zip(("B", "CAD", "FD"), code["results"], strict=True):
        scene.submit(role, "grant", [event, result])
    assert scene.status(event)["granted"] == 3
    outcome = scene.submit("FD", "unlock", [code, 0])
    assert (outcome["code"], outcome["status"]) == (0, "unlocked")
    assert scene.balance(customer) == LOAN_FEN
    assert scene.balance(bank) == before - LOAN_FEN
    loan = scene.query("C", "loan", id=event)
    assert (loan["outstanding"], loan["status"]) == (LOAN_FEN, "active")


def test_principal_is_repaid_until_nothing_is_left(scene: Scene) -> None:
    customer, bank = scene.member(), scene.people["B"]
    loan = scene.loan(customer)
    before = scene.balance(bank)
    now = scene.query("B", "loan", id=loan)["position"]
    ahead, charged = now["payable_principal"], now["payable_interest"]
    scene.repay(customer, loan, principal=ahead, interest=charged)
    assert scene.query("B", "loan", id=loan)["outstanding"] == LOAN_FEN - ahead
    # On the day of the payout no interest has accrued: what was paid of it ahead goes to principal.
    scene.prepay(customer, loan, LOAN_FEN - ahead - charged)
    view = scene.query("B", "loan", id=loan)
    assert (view["status"], view["paid"]) == (
        "repaid", {"principal": LOAN_FEN, "interest": 0, "penalty": 0},
    )  # fmt: skip
    assert (scene.balance(customer), scene.balance(bank)) == (0, before + LOAN_FEN)


def test_interest_is_paid_and_a_loan_rescheduled_written_off_and_back(scene: Scene) -> None:
    customer, bank = scene.member(), scene.people["B"]
    loan = scene.loan(customer)
    parts: dict[str, Any] = {"loan": loan, "bank": bank.key}
    scene.run("interest.pay", customer, amount=5_000, interest=5_000, penalty=0, payer=customer.key, **parts)
    scene.run("loan.reschedule", customer, months=18, reason="a bad harvest", payee=customer.key, **parts)
    assert scene.query("B", "loan", id=loan)["schedule"][-1]["due"][:4] >= "2028"
    scene.run(
        "loan.writeoff", bank, amount=LOAN_FEN, reason="the borrower died", reason_code="death", **parts
    )
    assert scene.query("R", "loan", id=loan)["status"] == "written_off"
    scene.run("loan.writeback", bank, reason="it was an error", **parts)
    assert scene.query("R", "loan", id=loan)["status"] == "active"


def test_when_the_days_have_passed_the_bank_collects_and_the_finance_department_pays(scene: Scene) -> None:
    """One journey in time for all: a real network has to be started anew for it."""
    customer, bank, number = scene.member(), scene.people["B"], account_number()
    scene.run("account.link", customer, account=customer.key, bank=bank.key, number=sealed_number(number))
    running = scene.loan(customer)
    payer = scene.member()
    own = scene.loan(payer)
    ahead, settled = scene.member(), scene.member()
    early = paid_ahead_and_not_yet_subsidised(scene, ahead)
    soon = paid_ahead_and_not_yet_subsidised(scene, settled)
    short = scene.lock(scene.application(customer, months=1), customer)
    assert scene.unlock(short)["code"] == 0
    with scene.days_later(45):
        scene.settle()
        with scene.on_day(6):
            subsidised_as_far_as_it_accrued(scene, settled, soon)
        subsidised_when_it_has_accrued(scene, ahead, early)
        collected_when_due(scene, customer, running, number)
        paid_without_the_bank(scene, payer, own)
        interest_paid_at_expiry(scene, short["event"]["id"])


def paid_ahead_and_not_yet_subsidised(scene: Scene, customer: Member) -> str:
    """The first instalment on the day of the payout: its interest may still come back."""
    loan = scene.loan(customer)
    now = scene.query("C", "loan", id=loan)["position"]
    interest = now["payable_interest"]
    scene.repay(customer, loan, principal=now["payable_principal"], interest=interest)
    with pytest.raises(EndorseError) as caught:
        scene.lock(refund(scene, customer, loan, interest), customer)
    assert caught.value.code == "contract.refund_ahead"
    return loan


def refund(scene: Scene, customer: Member, loan: str, amount: int) -> EventDraft:
    return scene.draft(
        "loan.refund", loan=loan, amount=amount, periods=[1], payer=scene.key("FD"), payee=customer.key,
        bank=scene.key("B"),
    )  # fmt: skip


def subsidised_when_it_has_accrued(scene: Scene, customer: Member, loan: str) -> None:
    finance = scene.people["FD"]
    held, before = scene.balance(customer), scene.balance(finance)
    interest = scene.query("C", "loan", id=loan)["schedule"][0]["paid_interest"]
    outcome = scene.unlock(scene.lock(refund(scene, customer, loan, interest), customer))
    assert outcome["code"] == 0
    assert interest > 0
    assert (scene.balance(customer), scene.balance(finance)) == (held + interest, before - interest)
    with pytest.raises(EndorseError) as caught:
        scene.lock(refund(scene, customer, loan, 1), customer)
    assert caught.value.code == "contract.refunded"


def subsidised_as_far_as_it_accrued(scene: Scene, customer: Member, loan: str) -> None:
    """Settled within the first period: what did not accrue comes back, the rest is subsidised."""
    bank, finance = scene.key("B"), scene.people["FD"]
    account: dict[str, Any] = {"account": customer.key, "bank": bank, "transfer": new_id()}
    scene.run("asset.deposit", customer, amount=100_000, **account)
    now = scene.query("C", "loan", id=loan)["position"]
    assert now["unearned"] > 0
    scene.prepay(customer, loan, now["payoff_principal"])
    view = scene.query("C", "loan", id=loan)
    interest = view["paid"]["interest"]
    assert (view["status"], view["schedule"][0]["refundable"]) == ("repaid", interest)
    assert interest > 0
    before = scene.balance(finance)
    assert scene.unlock(scene.lock(refund(scene, customer, loan, interest), customer))["code"] == 0
    assert scene.balance(finance) == before - interest
    assert scene.balance(customer) == 100_000


def collected_when_due(scene: Scene, customer: Member, loan: str, number: str) -> None:
    bank = scene.people["B"]
    held, before = scene.balance(customer), scene.balance(bank)
    due = scene.query("B", "loan", id=loan)["position"]
    principal, interest, penalty = due["due_principal"], due["due_interest"], due["penalty"]
    assert min(principal, penalty) > 0
    scene.run(
        "loan.collect", bank, loan=loan, amount=due["due"], principal=principal, interest=interest,
        penalty=penalty, account=customer.key, bank=bank.key, link=account_tag(number), transfer=new_id(),
    )  # fmt: skip
    assert scene.query("B", "loan", id=loan)["outstanding"] == LOAN_FEN - principal
    assert scene.balance(customer) == held  # it came out of the traditional account
    assert scene.balance(bank) == before + due["due"]


def paid_without_the_bank(scene: Scene, payer: Member, loan: str) -> None:
    """What is due a customer pays with nobody's grant; what is more wants the bank's."""
    bank = scene.people["B"]
    held, before = scene.balance(payer), scene.balance(bank)
    now = scene.query("C", "loan", id=loan)["position"]
    parts = {"principal": now["due_principal"], "interest": now["due_interest"], "penalty": now["penalty"]}
    body = {"loan": loan, "amount": now["due"], "payer": payer.key, "bank": bank.key, **parts}
    more = {**body, "amount": now["due"] + 1, "principal": now["due_principal"] + 1}
    with pytest.raises(EndorseError) as caught:
        scene.lock(scene.draft("principal.repay", **more).alone(), payer)
    assert caught.value.code == "contract.more_than_due"
    scene.run_alone("principal.repay", payer, **body)
    assert scene.query("B", "loan", id=loan)["position"]["due"] == 0
    assert (scene.balance(payer), scene.balance(bank)) == (held - now["due"], before + now["due"])


def interest_paid_at_expiry(scene: Scene, loan: str) -> None:
    bank, finance = scene.people["B"], scene.people["FD"]
    before = scene.balance(bank)
    left = scene.query("R", "loan", id=loan)["position"]["finance_due"]
    assert left > 0
    scene.run("interest.repay", finance, loan=loan, amount=left, payer=finance.key, bank=bank.key)
    assert scene.balance(bank) == before + left
    assert scene.query("R", "loan", id=loan)["position"]["finance_due"] == 0


def test_an_identity_is_attested_and_a_lost_key_succeeded(scene: Scene) -> None:
    """The new key repays what the old one borrowed; the old one does nothing any more."""
    old, new, bank, counter = scene.member(), scene.member(), scene.people["B"], scene.registrars["C"]
    dossier: dict[str, Any] = {"dossier": SEALED, "commitment": "0" * 64}
    scene.run("identity.attest", old, member=old.key, **dossier)
    number = account_number()
    scene.run("account.link", old, account=old.key, bank=bank.key, number=sealed_number(number))
    loan = scene.loan(old)
    waiting = scene.lock(_prepayment(scene, old, loan), old)
    body: dict[str, Any] = {"counter": counter.key, "old": old.key, "new": new.key, **dossier}
    scene.run("identity.succeed", counter, **body)
    asked = ["member", {"role": "C", "key": old.key}]
    record = scene.ledger("R").evaluate("query", asked, scene.carrier("R"))
    assert (record["status"], record["successor"]) == ("succeeded", new.key)
    assert (scene.balance(old), scene.balance(new)) == (0, LOAN_FEN)
    links = scene.query("R", "account", key=new.key)["links"]
    assert [link["link"] for link in links] == [account_tag(number)]
    # What the old key signed before is void, and it signs nothing more.
    assert scene.unlock(waiting)["code"] == 2
    again = scene.chaincode(_prepayment(scene, old, loan), old)
    with pytest.raises(LedgerError) as refused:
        scene.submit("C", "lock", [again])
    assert refused.value.params["contract"] == "contract.not_member"
    scene.prepay(new, loan, 1_000)
    assert scene.query("B", "loan", id=loan)["outstanding"] == LOAN_FEN - 1_000
    assert scene.query("CAD", "issued", customer=new.key)["open"] == 1


def test_a_department_shares_its_secret_with_a_member_of_its_own(scene: Scene) -> None:
    first, second = scene.people["CAD"], scene.member("CAD")
    scene.run("identity.share", first, department=first.key, member=second.key, secret=SEALED)
    for other in (first.key, scene.key("FD")):
        draft = scene.draft("identity.share", department=first.key, member=other, secret=SEALED)
        with pytest.raises(LedgerError) as refused:
            scene.lock(draft, first)
        assert refused.value.params["contract"] in ("contract.department", "contract.not_member")


def _prepayment(scene: Scene, customer: Member, loan: str) -> EventDraft:
    return scene.draft(
        "loan.prepay", loan=loan, amount=1_000, principal=1_000, interest=0, payer=customer.key,
        bank=scene.key("B"),
    )  # fmt: skip


def test_a_department_sets_its_budget_of_the_year(scene: Scene) -> None:
    finance, year = scene.member("FD"), civil_day(scene.now()).year
    scene.run(
        "subsidy.budget", finance, department=finance.key, year=year, amount=1_000_000,
        deadline=f"{year}-12-31",
    )  # fmt: skip
    budget = scene.query("FD", "budget", department=finance.key, year=str(year))
    assert (budget["amount"], budget["left"]) == (1_000_000, 1_000_000)


def account_number() -> str:
    """A number that no other test has linked."""
    return f"6222{uuid.uuid4().int % 10**15:015}"


def test_an_account_number_is_linked_and_unlinked(scene: Scene) -> None:
    customer = scene.member()
    number = account_number()
    body: dict[str, Any] = {"account": customer.key, "bank": scene.key("B")}
    scene.run("account.link", customer, **body, number=sealed_number(number))
    assert len(scene.query("R", "account", key=customer.key)["links"]) == 1
    scene.run("account.unlink", customer, **body, link=account_tag(number))
    assert scene.query("R", "account", key=customer.key)["links"] == []


def test_a_loan_is_queried_without_an_unlocking_code(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    cc = scene.chaincode(scene.draft("loan.query", loan=loan, bank=scene.key("B")), customer)
    height = scene.ledger("C").height()
    answer = scene.query("C", "chaincode", cc=cc)
    assert str(LOAN_FEN) in str(answer)
    assert scene.ledger("C").height() == height


@pytest.mark.parametrize(
    ("kind", "role", "body"),
    [
        ("account.query", "B", "account"),
        ("customer.query", "CAD", "customer"),
        ("flow.inspect", "R", "account"),
    ],
)
def test_an_institution_asks_about_a_customer(scene: Scene, kind: str, role: str, body: str) -> None:
    customer = scene.member()
    scene.loan(customer)
    why = {"purpose": "complaint"} if kind == "flow.inspect" else {}
    cc = scene.chaincode(scene.draft(kind, **{body: customer.key}, **why), scene.people[role])
    assert str(LOAN_FEN) in str(scene.query(role, "chaincode", cc=cc))


def test_an_inspection_stands_on_the_ledger_with_its_purpose(scene: Scene) -> None:
    customer, regulator = scene.member(), scene.people["R"]
    loan = scene.loan(customer)
    with pytest.raises(ContractError) as caught:
        scene.draft("flow.inspect", party=customer.key, event=loan, purpose="curiosity")
    assert caught.value.code == "contract.body"
    asked: dict[str, Any] = {"party": customer.key, "event": loan, "purpose": "complaint"}
    outcome = scene.run("flow.inspect", regulator, **asked)
    assert outcome["outputs"][0]["loans"] == [loan]
    kept = scene.query("R", "event", id=outcome["event"])
    assert (kept["status"]["status"], kept["cc"]["event"]["body"]) == ("unlocked", asked)


def test_money_becomes_digital_and_traditional_again(scene: Scene) -> None:
    customer, bank = scene.member(), scene.key("B")
    scene.run("asset.deposit", customer, amount=70_000, bank=bank, account=customer.key, transfer=new_id())
    assert scene.balance(customer) == 70_000
    scene.run("asset.withdraw", customer, amount=30_000, bank=bank, account=customer.key, transfer=new_id())
    assert scene.balance(customer) == 40_000


def test_a_bank_issues_and_redeems_its_lending_money(scene: Scene) -> None:
    bank = scene.funded_bank(1_000_000)
    assert scene.balance(bank) == 1_000_000
    scene.run("fund.redeem", bank, members=[bank], amount=400_000, bank=bank.key, transfer=new_id())
    assert scene.balance(bank) == 600_000


def test_an_institution_links_an_account_and_gives_assets_back_to_their_issuer(scene: Scene) -> None:
    bank, finance = scene.funded_bank(1_000_000), scene.people["FD"]
    before = scene.balance(finance)
    number = account_number()
    link: dict[str, Any] = {"role": "FD", "account": finance.key, "bank": bank.key}
    scene.run("fund.link", finance, members=[bank], **link, number=sealed_number(number))
    assert account_tag(number) in str(scene.query("R", "account", key=finance.key)["links"])
    scene.run(
        "fund.deposit", finance, members=[bank], amount=50_000, bank=bank.key, account=finance.key,
        transfer=new_id(),
    )  # fmt: skip
    scene.run(
        "fund.withdraw", finance, members=[bank], amount=50_000, bank=bank.key, role="FD",
        account=finance.key, transfer=new_id(),
    )  # fmt: skip
    assert scene.balance(finance) == before
    scene.run("fund.unlink", finance, members=[bank], **link, link=account_tag(number))
    assert account_tag(number) not in str(scene.query("R", "account", key=finance.key)["links"])


def challenge(scene: Scene, customer: Member, loan: str) -> str:
    name = new_id()
    scene.run(
        "challenge.raise", scene.people["R"], challenge=name, target={"kind": "loan", "id": loan},
        reason="the amount was asked about", deadline="2099-01-01T00:00:00Z", role="C",
        respondent=customer.key,
    )  # fmt: skip
    return name


def test_a_challenge_freezes_a_loan_until_it_is_answered_and_decided(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    name = challenge(scene, customer, loan)
    assert scene.query("R", "loan", id=loan)["frozen"] == [name]
    scene.run(
        "challenge.answer", customer, challenge=name, role="C", respondent=customer.key,
        answer="here are the receipts",
    )  # fmt: skip
    assert not scene.query("R", "loan", id=loan).get("frozen")
    assert scene.query("R", "challenge", id=name)["status"] == "dismissed"
    scene.prepay(customer, loan, 1_000)


def test_an_upheld_challenge_suspends_a_loan_until_it_is_lifted(scene: Scene) -> None:
    customer = scene.member()
    loan = scene.loan(customer)
    name = challenge(scene, customer, loan)
    answer = scene.draft(
        "challenge.answer", challenge=name, role="C", respondent=customer.key, answer="I do not know"
    )
    scene.lock(answer, customer)
    scene.decide(name, "upheld", "suspension")
    assert scene.query("R", "loan", id=loan)["frozen"] == [name]
    scene.run("challenge.lift", scene.people["R"], challenge=name, ruling="it was paid back")
    assert not scene.query("R", "loan", id=loan).get("frozen")


def test_an_upheld_challenge_takes_the_money_back(scene: Scene) -> None:
    customer, bank = scene.member(), scene.people["B"]
    loan = scene.loan(customer)
    before = scene.balance(bank)
    name = challenge(scene, customer, loan)
    answer = scene.draft(
        "challenge.answer", challenge=name, role="C", respondent=customer.key, answer="it is spent"
    )
    scene.lock(answer, customer)
    scene.decide(name, "upheld", "reversal")
    body: dict[str, Any] = {"challenge": name, "event": loan, "amount": LOAN_FEN, "role": "B"}
    body |= {"from": customer.key, "to": bank.key, **scene.second}
    scene.run("challenge.reverse", scene.people["R"], **body)
    assert (scene.balance(customer), scene.balance(bank)) == (0, before + LOAN_FEN)
    assert scene.query("R", "loan", id=loan)["status"] == "reversed"


def test_what_cannot_be_taken_back_is_a_claim_that_later_money_fills(scene: Scene) -> None:
    customer, bank = scene.member(), scene.people["B"]
    loan = scene.loan(customer)
    account: dict[str, Any] = {"bank": bank.key, "account": customer.key}
    scene.run("asset.withdraw", customer, amount=LOAN_FEN - 1_000, transfer=new_id(), **account)
    name = challenge(scene, customer, loan)
    answer = scene.draft(
        "challenge.answer", challenge=name, role="C", respondent=customer.key, answer="it is spent"
    )
    scene.lock(answer, customer)
    scene.decide(name, "upheld", "reversal")
    body: dict[str, Any] = {"challenge": name, "event": loan, "amount": LOAN_FEN, "role": "B"}
    body |= {"from": customer.key, "to": bank.key, **scene.second}
    scene.run("challenge.reverse", scene.people["R"], **body)
    (claim,) = [row for row in scene.query("B", "claims") if row["loan"] == loan]
    assert (claim["amount"], claim["status"]) == (LOAN_FEN - 1_000, "open")
    assert scene.query("R", "loan", id=loan)["position"]["outstanding"] == 0
    scene.run("asset.deposit", customer, amount=50_000, transfer=new_id(), **account)
    parties: dict[str, Any] = {"claim": claim["id"], "from": customer.key, "to": bank.key, "role": "B"}
    scene.run("claim.pay", customer, amount=20_000, **parties)
    scene.run("claim.collect", bank, amount=30_000, **parties)
    assert scene.balance(customer) == 0
    scene.run("claim.waive", bank, claim=claim["id"], reason="nothing is left", to=bank.key, role="B")
    (claim,) = [row for row in scene.query("B", "claims") if row["loan"] == loan]
    assert (claim["paid"], claim["status"]) == (50_000, "waived")


def test_a_pending_event_is_withdrawn_by_who_signed_it(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    event = cc["event"]["id"]
    scene.run("event.withdraw", customer, event=event, role="C", signer=customer.key)
    assert scene.status(event)["status"] == "withdrawn"


def test_a_returned_application_is_sent_again_and_own_evidence_fails_one(scene: Scene) -> None:
    """An office returns what lacks papers; another saw itself what its Failed names."""
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    event, civil = cc["event"]["id"], scene.people["CAD"]
    note: dict[str, Any] = {"note": sealed_number("what for"), "commitment": "f" * 64}
    said: dict[str, Any] = {"event": event, "role": "CAD", "grantor": civil.key, **note}
    with pytest.raises(EndorseError) as early:
        scene.run("event.return", civil, missing=["income_proof"], **said)
    assert early.value.code == "contract.return"
    scene.submit("B", "grant", [event, scene.results(cc)[0]])
    scene.run("event.return", civil, missing=["income_proof"], **said)
    assert scene.status(event)["status"] == "returned"
    with pytest.raises(EndorseError) as ended_one:
        scene.unlock(cc)
    assert ended_one.value.code == "contract.duplicate"
    again = scene.lock(scene.application(customer, former=event), customer)
    name = again["event"]["id"]
    scene.submit("B", "grant", [name, scene.results(again)[0]])
    scene.run("event.evidence", civil, seen="visit", **{**said, "event": name})
    failed = sign_result(
        again["event"], "CAD", civil.signer, "Failed", scene.now(), exception=0, reason=f"seen visit {name}"
    )
    scene.submit("CAD", "grant", [name, failed])
    passed = [scene.query("R", "event", id=name)["grants"][0], failed, scene.results(again)[2]]
    outcome = scene.submit("FD", "unlock", [code_of(again["event"], passed), 0])
    assert (outcome["code"], outcome["status"]) == (1, "refused")


def test_a_customer_s_loan_stands_still_while_it_is_frozen(scene: Scene) -> None:
    customer, name = scene.member(), new_id()
    loan = scene.loan(customer)
    scene.run(
        "challenge.raise", scene.people["R"], challenge=name, target={"kind": "party", "id": customer.key},
        reason="who is this", deadline="2099-01-01T00:00:00Z", role="C", respondent=customer.key,
    )  # fmt: skip
    # Alone R freezes for a time; until then the days do not count, after it they do.
    (span,) = scene.query("R", "loan", id=loan)["paused"]
    assert span[0] < span[1]

    def late(days: int) -> tuple[int, int]:
        on = civil_day(now(scene.days + days)).isoformat()
        position = scene.query("R", "loan", id=loan, on=on)["position"]
        return position["days_past_due"], position["penalty"]

    stood = (date.fromisoformat(span[1]) - date.fromisoformat(span[0])).days
    due = next(row["due"] for row in scene.query("R", "loan", id=loan)["schedule"])
    after = (date.fromisoformat(due) - civil_day(now(scene.days))).days
    assert late(after)[0] == 0
    # A span that ended before the instalment was due takes no day of its lateness away.
    assert late(after + 40)[0] in (40, 40 - stood)
    scene.decide(name, "dismissed", "none")
    (span,) = scene.query("R", "loan", id=loan)["paused"]
    assert span[0] <= span[1]


def test_rules_that_three_have_agreed_to_count_from_their_day(scene: Scene) -> None:
    """The bank proposes days off, the finance department and the regulator grant; the old ones stay."""
    bank = scene.people["B"]
    before = scene.query("C", "rules")
    newest = before.get("next", before["current"])
    document = scene.query("C", "rules", digest=newest["digest"])["content"]
    off = ["2031-01-22", "2031-01-23", "2031-01-24", "2031-01-27", new_day(document)]
    document["holidays"]["years"]["2031"] = {"off": off, "work": []}
    tomorrow = civil_day(now(scene.days + 1)).isoformat()
    outcome = scene.run(
        "rules.adopt", bank, rules=document, digest=digest(document), replaces=newest["digest"],
        effective=tomorrow, reason="the State Council's notice for 2031", bank=bank.key,
    )  # fmt: skip
    assert outcome["outputs"] == [{"rules": digest(document), "from": tomorrow}]
    for role in ROLES:
        assert scene.query(role, "rules")["next"] == {"digest": digest(document), "from": tomorrow}
        assert scene.query(role, "rules")["current"] == before["current"]
        assert scene.query(role, "rules", digest=digest(document))["content"] == document
    # An event of today keeps the rules of today.
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    assert scene.query("R", "event", id=cc["event"]["id"])["status"]["rules"] == before["current"]["digest"]


def test_a_bank_asks_for_another_cap(scene: Scene) -> None:
    bank, before = scene.people["B"], scene.query("R", "cap", bank=scene.key("B"))
    asked = before["cap"] + 5
    scene.run("fund.cap", bank, amount=asked, bank=bank.key, reason="five fen more")
    assert scene.query("R", "cap", bank=bank.key) == {**before, "cap": asked}


def new_day(document: Any) -> str:
    """A day of February 2031 that is no day off yet: on a network that is used again, something changes."""
    known = document["holidays"]["years"].get("2031", {"off": []})["off"]
    return next(day for day in (f"2031-02-{number:02}" for number in range(3, 28)) if day not in known)


def test_every_kind_of_the_flows_table_has_a_scenario_here() -> None:
    """A new row of the table needs one, too."""
    source = "".join(
        Path(__file__).with_name(name).read_text(encoding="utf-8")
        for name in ("test_flows.py", "groups.py", "test_groups.py", "test_two_persons.py")
    )
    source += inspect.getsource(Scene)
    assert [kind for kind in shipped() if f'"{kind}"' not in source] == []
