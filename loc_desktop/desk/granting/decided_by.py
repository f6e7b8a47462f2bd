"""Who decides about a kind of request where a grantor of this program is asked: its machine or a person.

This is no column of ``flows.json``. Those rows are rules on the ledger, the same for all, changed only with
the grants of two authorities; the contract asks whose key signed a result, not whether a person looked. How a
bank works through its own inbox is the bank's affair, a new kind needs code to check it anyway, and ledgers
with older rules would need this table all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class DecidedBy(StrEnum):
    """The machine's: ``CONNECTOR``, ``CHECKS``, and ``EVIDENCE`` where it has any. A person's: the rest."""

    CONNECTOR = "connector"
    """The bank's connector, which holds the money in the bank's books."""
    EVIDENCE = "evidence"
    """The connector where the bank has evidence of whose account it is, else a person."""
    CHECKS = "checks"
    """Facts alone: the verdict is what the checks say."""
    PERSON = "person"
    """A person, who may refuse what the checks allow, and never allow what they refuse."""


DECIDED_BY: Final[Mapping[str, DecidedBy]] = {
    "asset.deposit": DecidedBy.CONNECTOR,
    "asset.withdraw": DecidedBy.CONNECTOR,
    "fund.issue": DecidedBy.CONNECTOR,
    "fund.redeem": DecidedBy.CONNECTOR,
    "fund.deposit": DecidedBy.CONNECTOR,
    "fund.withdraw": DecidedBy.CONNECTOR,
    "loan.collect": DecidedBy.CONNECTOR,
    "account.link": DecidedBy.EVIDENCE,
    "account.unlink": DecidedBy.EVIDENCE,
    "fund.link": DecidedBy.EVIDENCE,
    "fund.unlink": DecidedBy.EVIDENCE,
    "principal.repay": DecidedBy.CHECKS,
    "interest.pay": DecidedBy.CHECKS,
    "loan.prepay": DecidedBy.CHECKS,
    "loan.refund": DecidedBy.CHECKS,
    "loan.reschedule": DecidedBy.PERSON,
    "loan.writeoff": DecidedBy.PERSON,
    "loan.writeback": DecidedBy.PERSON,
    "challenge.answer": DecidedBy.PERSON,
    "challenge.decide": DecidedBy.PERSON,
    "challenge.reverse": DecidedBy.PERSON,
    "rules.adopt": DecidedBy.PERSON,
    "fund.cap": DecidedBy.PERSON,
    "member.revoke": DecidedBy.PERSON,
}
"""Every kind that another than its signer grants; not those with a dossier, which is opened as a case."""


def decided_by(kind: str) -> DecidedBy:
    """A kind that this program does not know is a person's."""
    return DECIDED_BY.get(kind, DecidedBy.PERSON)


def is_automatic(kind: str) -> bool:
    """Whether the bank's machine takes a kind up by itself."""
    return decided_by(kind) is not DecidedBy.PERSON


def is_judged(kind: str) -> bool:
    """Whether a person who opens a request of this kind may refuse it although its checks hold."""
    return decided_by(kind) in (DecidedBy.PERSON, DecidedBy.EVIDENCE)
