"""Entries of the ledger in business words."""

from __future__ import annotations

from typing import cast

import pytest

from loc_desktop.desk.viewer.transaction_sentences import TransactionSentences
from loc_desktop.ledger.index.rows import EntryRow, EventRow
from loc_desktop.texts.words import say


class _Index:
    """An index that knows one event, changed last in block 6."""

    def __init__(self, status: str) -> None:
        self._status = status

    def event(self, identifier: str) -> EventRow:
        return EventRow(
            cursor=1, id=identifier, kind="loan.collect", status=self._status, signers=(), grantors=(),
            failure=None, source="", target="", operations=(), granted=0, attempts=0,
            next=None, code=None, check="", body={}, at="", seen="", amount=None, loan="", sealed=False,
            block=3, tx="l", changed="", changed_block=6, changed_tx="u",
        )  # fmt: skip


def _unlock(code: int | None, status: str, block: int) -> EntryRow:
    return EntryRow(
        1, "t", block, 0, "2027-01-07T02:03:00Z", "unlock_many", "VALID", "B", "k",
        event="34783dce57f60eaf", kind="loan.collect", status=status, code=code,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "status", "block", "right"),
    [
        (None, "unlocked", 7, "重复提交扣收还款 34783dce… 的解锁码：已在区块 6 执行，未再次划转"),
        (None, "unlocked", 6, "重复提交扣收还款 34783dce… 的解锁码：已在区块 6 执行，未再次划转"),
        (2, "unlocked", 7, "重复提交扣收还款 34783dce… 的解锁码：已在区块 6 执行，未再次划转"),
        (None, "unlocked", 5, "扣收还款 34783dce… 的解锁码未被受理；资金未动"),
        (4, "unlocked", 5, "对扣收还款 34783dce… 的解锁未成功，返回 4；资金未动"),
        (None, "pending", 7, "扣收还款 34783dce… 的解锁码未被受理；资金未动"),
        (4, "pending", 6, "对扣收还款 34783dce… 的解锁未成功，返回 4；资金未动"),
    ],
)
def test_what_came_twice_is_no_failure(code: int | None, status: str, block: int, right: str) -> None:
    sentences = TransactionSentences(cast("object", _Index(status)), cast("object", None))  # type: ignore[arg-type]
    assert say(sentences.sentence(_unlock(code, status, block)), "zh") == right
