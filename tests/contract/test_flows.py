"""All flows of the spec's section 6 lock, unlock and do what they say."""

from __future__ import annotations

import pytest

from loc_desktop.contract.client import new_id
from loc_desktop.contract.errors import ContractError
from tests.contract.world import World


@pytest.fixture
def world() -> World:
    return World()


def test_a_loan_moves_the_banks_lots_to_the_customer(world: World) -> None:
    world.fund()
    loan = world.loan()
    assert world.balance("C") == 5_000_000
    assert world.balance("B") == 95_000_000
    lot = world.query("C", "account", key=world.key("C"))["lots"][0]
    assert lot["issuer"] == world.key("B")
    assert world.query("C", "loan", id=loan)["status"] == "active"


def test_an_id_executes_once(world: World) -> None:
    world.fund()
    cc = world.locked(world.apply())
    assert world.unlock(cc)["code"] == 0
    with pytest.raises(ContractError) as error:
        world.unlock(cc)
    assert error.value.code == "contract.duplicate"
    with pytest.raises(ContractError, match=r"contract\.duplicate"):
        world.invoke("C", "lock", [cc])
    assert world.balance("C") == 5_000_000


def test_without_funds_code_4_and_nothing_applied(world: World) -> None:
    cc = world.locked(world.apply())
    outcome = world.unlock(cc)
    assert outcome["code"] == 4
    assert outcome["failure"]["code"] == "contract.funds"
    assert outcome["status"] == "pending"
    world.fund()
    assert world.unlock(cc)["code"] == 0


def test_a_failed_verdict_is_final(world: World) -> None:
    world.fund()
    cc = world.locked(world.apply())
    outcome = world.unlock(cc, failed=("CAD",))
    assert (outcome["code"], outcome["status"]) == (1, "refused")
    with pytest.raises(ContractError) as error:
        world.unlock(cc)
    assert error.value.code == "contract.duplicate"


def test_deposit_and_withdrawal_issue_and_redeem(world: World) -> None:
    deposit = world.run(
        "asset.deposit", amount=700, bank=world.key("B"), account=world.key("C"), transfer=new_id()
    )
    assert deposit["code"] == 0
    assert world.balance("C") == 700
    body = {"amount": 300, "bank": world.key("B"), "account": world.key("C"), "transfer": new_id()}
    assert world.run("asset.withdraw", **body)["code"] == 0
    assert world.balance("C") == 400
    with pytest.raises(ContractError) as error:
        world.run("asset.withdraw", **body)
    assert error.value.code == "contract.transfer_used"


def test_grants_on_the_ledger_come_in_order(world: World) -> None:
    world.fund()
    cc = world.locked(world.apply())
    event = cc["event"]["id"]
    by_bank, by_civil, by_finance = world.results(cc)
    with pytest.raises(ContractError) as error:
        world.invoke("CAD", "grant", [event, by_civil])
    assert error.value.code == "contract.turn"
    assert world.invoke("B", "grant", [event, by_bank])["next"]["role"] == "CAD"
    world.invoke("CAD", "grant", [event, by_civil])
    assert world.invoke("FD", "grant", [event, by_finance])["next"] == {}
    assert len(world.query("C", "event", id=event)["grants"]) == 3


def test_queries_are_answered_without_an_unlocking_code(world: World) -> None:
    world.fund()
    loan = world.loan()
    draft = world.draft("loan.query", loan=loan, bank=world.key("B"))
    cc = draft.chaincode(draft.sign(world.signers["C"]))
    assert world.query("C", "chaincode", cc=cc)["outputs"][0]["id"] == loan
    draft = world.draft("account.query", account=world.key("C"))
    cc = draft.chaincode(draft.sign(world.signers["B"]))
    assert world.query("B", "chaincode", cc=cc)["outputs"][0]["total"] == 5_000_000
    draft = world.draft("account.query", account=world.key("C"))
    cc = draft.chaincode(draft.sign(world.signers["B2"]))
    with pytest.raises(ContractError) as error:
        world.query("B2", "chaincode", cc=cc)
    assert error.value.code == "contract.reader"


def test_an_open_challenge_stops_a_pending_loan(world: World) -> None:
    world.fund()
    cc = world.locked(world.apply())
    challenge = new_id()
    raised = world.draft(
        "challenge.raise", challenge=challenge, target={"kind": "event", "id": cc["event"]["id"]},
        reason="which documents?", deadline="2026-12-01T00:00:00Z", role="B", respondent=world.key("B"),
    )  # fmt: skip
    assert world.unlock(world.locked(raised, ("R",)))["code"] == 0
    with pytest.raises(ContractError) as error:
        world.unlock(cc)
    assert error.value.code == "contract.frozen"
    answer = world.draft(
        "challenge.answer", challenge=challenge, role="B", respondent=world.key("B"), answer="these"
    )
    assert world.unlock(world.locked(answer))["code"] == 0
    assert world.unlock(cc)["code"] == 0


def test_unlock_many_is_all_or_nothing_for_each(world: World) -> None:
    world.fund(amount=6_000_000)
    first, second = world.locked(world.apply()), world.locked(world.apply("C2"))
    codes = [
        {"type": "unlocking", "event": cc["event"], "results": world.results(cc)}
        for cc in (first, second, first)
    ]
    outcomes = world.invoke("B", "unlock_many", [codes])
    assert [outcome.get("code") for outcome in outcomes] == [0, 4, None]
    assert outcomes[2]["error"] == "contract.duplicate"
    assert world.balance("B") == 1_000_000


def test_repayment_and_refund(world: World) -> None:
    world.fund()
    loan = world.loan()
    world.run(
        "fund.deposit", amount=1_000_000, bank=world.key("B"), account=world.key("FD"), transfer=new_id()
    )
    paid = world.run(
        "principal.repay", loan=loan, amount=418_125, principal=400_000, interest=18_125, penalty=0,
        payer=world.key("C"), bank=world.key("B"),
    )  # fmt: skip
    assert paid["code"] == 0
    world.budget(2026)
    world.now = f"{world.query('C', 'loan', id=loan)['schedule'][0]['end']}T08:00:00Z"
    refund = {
        "loan": loan,
        "amount": 18_125,
        "periods": [1],
        "payer": world.key("FD"),
        "payee": world.key("C"),
    }
    assert world.run("loan.refund", bank=world.key("B"), **refund)["code"] == 0
    assert world.balance("FD") == 1_000_000 - 18_125
    with pytest.raises(ContractError) as error:
        world.run("loan.refund", bank=world.key("B"), **refund)
    assert error.value.code == "contract.refunded"
