"""The rule of ``rules.adopt``: B proposes another version of the rules, FD and R grant it.

The body carries the whole document, its digest, the digest of the version that it replaces (a proposal that
was made before another one was adopted is refused), the day from which it shall count, and why. It counts
from that day, or from the day after the last grant where that is later: rules never count backwards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, Final

from loc_desktop.contract.errors import ContractError, ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.rulebook import adopted
from loc_desktop.contract.rulebook import check as rulebook_check
from loc_desktop.contract.state import RULES_KEY, Json
from loc_desktop.loan.misfit import MisfitError
from loc_desktop.script import canonical

ADOPT: Final = "rules.adopt"
_DAY: Final = timedelta(days=1)


def checked(document: Json, rule_names: Collection[str]) -> Json:
    """The document of a new ledger, checked. Raises ContractError ``rules_document``."""
    try:
        rulebook_check.check(document, {"", ADOPT, *rule_names})
    except MisfitError as misfit:
        raise ContractError("rules_document", where=misfit.where, why=misfit.why) from None
    return document


def adoption(rule_names: Collection[str]) -> Rule:
    """The rule, for a contract that has the rules ``rule_names`` besides."""
    names = {"", ADOPT, *rule_names}

    def check(run: Run) -> None:
        body = run.body
        latest = adopted.latest(run.work)
        if body["replaces"] != latest["digest"]:
            raise ExecutionError("rules_stale", replaces=body["replaces"], latest=latest["digest"])
        waiting = latest["from"]
        if waiting > run.today.isoformat() and body["effective"] > waiting:
            raise ExecutionError("rules_waiting", start=waiting)
        if body["digest"] != canonical.digest(body["rules"]):
            raise ExecutionError("rules_digest")
        if body["digest"] == latest["digest"]:
            raise ExecutionError("rules_same")
        try:
            rulebook_check.check(body["rules"], names, latest["content"])
        except MisfitError as misfit:
            raise ExecutionError("rules_document", where=misfit.where, why=misfit.why) from None

    return Rule(check=check, at_lock=_check_day, apply=_adopt, reads=_reads)


def _reads(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    return [RULES_KEY] if "replaces" in body else []


def _check_day(run: Run) -> None:
    earliest = run.today + _DAY
    if date.fromisoformat(run.body["effective"]) < earliest:
        raise ExecutionError("rules_day", effective=run.body["effective"], earliest=earliest.isoformat())


def _adopt(run: Run) -> None:
    body = run.body
    start = max(date.fromisoformat(body["effective"]), run.today + _DAY)
    adopted.adopt(run.work, body["digest"], body["rules"], start, run.today)
    run.outputs.append({"rules": body["digest"], "from": start.isoformat()})
