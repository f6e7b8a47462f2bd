"""What holds of any ledger: concurrency, order, restarts, and that its blocks tell the whole story."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

from loc_desktop.contract.client import new_id
from loc_desktop.ledger.api import Block, Phase, Submission, Transaction
from loc_desktop.script.evaluate import Members, Trace, evaluate
from tests.scenarios.scene import LOAN_FEN, Scene

Json = Any
IN_FLIGHT = 30


def blocks_from(scene: Scene, start: int, until: int, role: str = "R") -> list[Block]:
    """Blocks ``start`` to ``until`` (not included) as the stream gives them."""
    blocks: list[Block] = []
    for block in scene.ledger(role).follow(start, lambda: len(blocks) >= until - start):
        blocks.append(block)
        if len(blocks) >= until - start:
            break
    return blocks


def calls(scene: Scene, fn: str, event: str, start: int) -> list[Transaction]:
    """The valid transactions ``fn`` about an event, as the blocks since ``start`` have them."""
    height = scene.ledger("R").height()
    return [
        transaction
        for block in blocks_from(scene, start, height)
        for transaction in block.transactions
        if transaction.valid and transaction.fn == fn and event in str(transaction.args)
    ]


def test_thirty_loans_of_one_bank_at_once_are_all_paid(scene: Scene) -> None:
    people = [scene.member() for _ in range(IN_FLIGHT)]
    bank = scene.people["B"]
    before = scene.balance(bank)
    chaincodes = [scene.lock(scene.application(person), person) for person in people]
    jobs = [(scene.code(cc), hint) for hint, cc in enumerate(chaincodes)]

    def unlock(job: tuple[Json, int]) -> Json:
        submission = scene.send("B", "unlock", list(job))
        assert submission.wait(timeout=120) is not None
        return submission.result

    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        outcomes = list(pool.map(unlock, jobs))
    scene.settle()
    assert [outcome["code"] for outcome in outcomes] == [0] * IN_FLIGHT
    assert [scene.balance(person) for person in people] == [LOAN_FEN] * IN_FLIGHT
    assert scene.balance(bank) == before - IN_FLIGHT * LOAN_FEN


def test_payments_at_once_out_of_one_account_never_take_more_than_it_holds(scene: Scene) -> None:
    customer = scene.member()
    body: dict[str, Json] = {"amount": 10_000, "bank": scene.key("B"), "account": customer.key}
    scene.run("asset.deposit", customer, members=(), transfer=new_id(), **{**body, "amount": 25_000})
    chaincodes = [
        scene.lock(scene.draft("asset.withdraw", transfer=new_id(), **body), customer) for _ in range(4)
    ]

    def unlock(cc: Json) -> int:
        submission = scene.send("B", "unlock", [scene.code(cc), 0])
        assert submission.wait(timeout=120) is not None
        return int(submission.result["code"])

    with ThreadPoolExecutor(4) as pool:
        codes = sorted(pool.map(unlock, chaincodes))
    scene.settle()
    assert codes == [0, 0, 4, 4]
    assert scene.balance(customer) == 5_000


def test_the_same_code_sent_by_three_at_once_pays_once(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    code = scene.code(cc)

    def unlock(role: str) -> str:
        from loc_desktop.ledger.api import LedgerError

        try:
            submission = scene.send(role, "unlock", [code, 0])
            submission.wait(timeout=120)
        except LedgerError as error:
            return error.code
        return str(submission.result["code"])

    with ThreadPoolExecutor(3) as pool:
        answers = sorted(pool.map(unlock, ("C", "B", "FD")))
    scene.settle()
    assert answers == ["0", "contract.duplicate", "contract.duplicate"]
    assert scene.balance(customer) == LOAN_FEN


def test_a_submission_passes_its_phases_and_its_transaction_can_be_found(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.chaincode(scene.application(customer), customer)
    submission: Submission = scene.send("C", "lock", [cc])
    assert submission.phase >= Phase.ORDERED
    assert submission.result["status"] == "pending"
    committed = scene.commit(submission)
    assert submission.phase is Phase.COMMITTED
    transaction = scene.ledger("R").transaction(submission.tx_id)
    assert transaction is not None
    assert (transaction.id, transaction.fn, transaction.block) == (submission.tx_id, "lock", committed.block)
    assert (transaction.valid, transaction.caller.role, transaction.caller.registrar) == (True, "C", True)
    assert transaction.args == (cc,)
    assert transaction.result == submission.result
    assert transaction.endorsements
    assert scene.ledger("R").transaction("0" * 64) is None


def test_blocks_are_chained_and_come_without_gap_or_repeat(scene: Scene) -> None:
    scene.member()
    height = scene.ledger("R").height()
    blocks = blocks_from(scene, 0, height)
    assert [block.number for block in blocks] == list(range(height))
    for before, block in pairwise(blocks):
        assert block.previous_hash == before.hash
    assert scene.ledger("R").block(height - 1) == blocks[-1]
    ids = [transaction.id for block in blocks for transaction in block.transactions if transaction.valid]
    assert len(ids) == len(set(ids))


def test_a_follower_hears_of_a_new_block(scene: Scene) -> None:
    start = scene.ledger("R").height()
    stream = scene.ledger("R").follow(start, lambda: False)
    with ThreadPoolExecutor(1) as pool:
        heard = pool.submit(next, stream)
        customer = scene.member()
        block = heard.result(timeout=30)
    assert block.number == start
    assert customer.key in str(block.transactions[-1].args)


def test_the_trace_replayed_from_the_blocks_is_the_one_the_contract_returned(scene: Scene) -> None:
    customer = scene.member()
    start = scene.ledger("R").height()
    cc = scene.lock(scene.application(customer), customer)
    event = cc["event"]["id"]
    stripped = {**scene.code(cc), "results": scene.results(cc)[:2]}
    returned = [scene.submit("C", "unlock", [stripped, 0]), scene.unlock(cc)]
    (locked,) = calls(scene, "lock", event, start)
    attempts = calls(scene, "unlock", event, start)
    assert [attempt.result for attempt in attempts] == returned
    members = Members((member["role"], member["key"]) for member in scene.query("R", "members"))
    for attempt, answer in zip(attempts, returned, strict=True):
        replayed: Trace = evaluate(locked.args[0], attempt.args[0], members)
        assert replayed.code == answer["code"]
        assert replayed.compact() == answer["trace"]
        rebuilt = Trace.from_compact(locked.args[0], attempt.args[0], answer["trace"])
        assert rebuilt == replayed


def test_history_says_how_a_value_came_to_be(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    scene.unlock(cc)
    rows = scene.ledger("R").evaluate("history", [f"event/{cc['event']['id']}"], scene.carrier("R"))
    assert [row["value"]["status"] for row in rows] == ["pending", "unlocked"]
    assert all(scene.ledger("R").transaction(row["tx"]) is not None for row in rows)


def test_after_a_restart_everything_is_there_and_goes_on(scene: Scene) -> None:
    customer = scene.member()
    cc = scene.lock(scene.application(customer), customer)
    ledger, height = scene.ledger("R").id, scene.ledger("R").height()
    last = scene.ledger("R").block(height - 1)
    scene.restart()
    assert scene.ledger("R").id == ledger
    assert scene.ledger("R").height() >= height
    assert scene.ledger("R").block(height - 1) == last
    assert scene.unlock(cc)["code"] == 0
    assert scene.balance(customer) == LOAN_FEN


def test_health_says_in_plain_words_how_the_ledger_is(scene: Scene) -> None:
    health = scene.ledger("R").health()
    assert health.reachable
    assert health.height == scene.ledger("R").height()
    assert health.trouble is None
    assert health.last_block_at
