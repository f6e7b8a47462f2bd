"""Where an event stands: why its last attempt did not unlock it."""

from __future__ import annotations

from typing import Any

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.desk.signing.event_stage import reason_of
from loc_desktop.ledger.index.rows import EventRow
from loc_desktop.texts.words import say


def test_a_cause_inside_what_did_not_execute_is_said() -> None:
    row: Any = EventRow.__new__(EventRow)
    failure = ExecutionError("product", product="farm", why=cause("product_months", least=6, most=36))
    for name, value in {"status": "pending", "code": 4, "failure": failure.trouble.to_json()}.items():
        object.__setattr__(row, name, value)
    reason = reason_of(row)
    assert reason is not None
    assert "贷款产品 farm 不允许：期限应为 6 至 36 个月" in say(reason, "zh")
    assert "6 to 36 months" in say(reason, "en")
