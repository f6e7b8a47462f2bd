"""Entries of the ledger in business words."""

from __future__ import annotations

from typing import cast

import pytest

from loc_desktop.desk.viewer.transaction_sentences import TransactionSentences
from loc_desktop.ledger.index.rows import EntryRow
from loc_desktop.texts.words import say


class _Nothing:
    """An index that knows no event."""

    def event(self, _id: str) -> None:
        return None


def _unlock(code: int | None, status: str) -> EntryRow:
    return EntryRow(
        1, "t", 7, 0, "2027-01-07T02:03:00Z", "unlock_many", "VALID", "B", "k",
        event="34783dce57f60eaf", kind="loan.collect", status=status, code=code,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "status", "right"),
    [
        (None, "unlocked", "重复提交扣收还款 34783dce… 的解锁码：此前已执行，未再次划转"),
        (None, "pending", "扣收还款 34783dce… 的解锁码未被受理；资金未动"),
        (4, "pending", "对扣收还款 34783dce… 的解锁未成功，返回 4；资金未动"),
    ],
)
def test_what_came_twice_is_no_failure(code: int | None, status: str, right: str) -> None:
    sentences = TransactionSentences(cast("object", _Nothing()), cast("object", None))  # type: ignore[arg-type]
    assert say(sentences.sentence(_unlock(code, status)), "zh") == right
