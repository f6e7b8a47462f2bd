"""The rule of assets that enter or leave the ledger: a transfer id executes once, on both sides (paper
4.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.rules import Rule, Run


def _transfer_key(body: Mapping[str, Any]) -> str:
    # The idempotency key is the bank's and the account's; another bank's equal id is another transfer.
    return f"transfer/{body['bank']}/{body['transfer']}"


def _reads(body: Mapping[str, Any]) -> list[str]:
    return [_transfer_key(body)]


def _check(run: Run) -> None:
    if run.work.get(_transfer_key(run.body)) is not None:
        raise ExecutionError("transfer_used", transfer=run.body["transfer"])


def _apply(run: Run) -> None:
    run.work.put(
        _transfer_key(run.body), {"event": run.id, "kind": run.event["kind"], "amount": run.body["amount"]}
    )


ASSET_RULES: dict[str, Rule] = {"asset.transfer": Rule(check=_check, apply=_apply, reads=_reads)}
