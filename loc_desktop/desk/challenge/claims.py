"""Claims: what an upheld challenge could not take back, seen by debtor, creditor and R; paid, collected or
waived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.challenge import ClaimLine
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.errors import KnownError
from loc_desktop.loan.money import capitals
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import yuan

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.identity.model import Identity

_MOST_TEXT = 2000


class Claims:
    """For everyone: one's own claims and debts; R sees all."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._requests = Requests(carrier, names)

    def all(self, *, status: str = "") -> tuple[ClaimLine, ...]:
        """Newest first; ``status`` "" all, else open, paid or waived."""
        rows = [self._line(record) for record in self._carrier.query("claims")]
        rows = [row for row in rows if status in ("", row.status)]
        return tuple(sorted(rows, key=lambda row: (row.opened, row.id), reverse=True))

    def claim(self, claim: str) -> ClaimLine:
        """Raises KnownError ``claim.unknown``."""
        line = next((row for row in self.all() if row.id == claim), None)
        if line is None:
            raise desk_error("claim.unknown", claim=claim[:40])
        return line

    def _line(self, record: Any) -> ClaimLine:
        left = record["amount"] - record["paid"]
        can: list[str] = []
        if record["status"] == "open":
            if self._debtor(record["from"]) is not None:
                can.append("pay")
            if record["to"] == self._carrier.identity.key:
                can += ["collect", "waive"]
        return ClaimLine(
            id=record["id"],
            loan=record["loan"],
            event=record["event"],
            challenge=record["challenge"],
            opened=record["opened"],
            debtor=self._names.party(record["from"], "C"),
            creditor=self._names.party(record["to"], record["role"]),
            amount=record["amount"],
            left=left,
            status=record["status"],
            there=self._there(record["from"]),
            can=tuple(can),
            sentence=Sentence(f"claim.{record['status']}", {"left": left}),
        )

    def _debtor(self, key: str) -> Identity | None:
        """The identity of this desk that pays for a key: a customer's of this counter."""
        if self._carrier.identity.role != "C":
            return None
        return Customers(self._carrier).answering_for(key)

    def _there(self, key: str) -> int | None:
        try:
            return int(self._carrier.query("account", {"key": key})["total"])
        except KnownError as error:
            if error.code == "contract.denied":
                return None
            raise

    # ------------------------------------------------------------------ paying, collecting, waiving

    def _open(self, claim: str, what: str) -> ClaimLine:
        line = self.claim(claim)
        if what not in line.can:
            raise desk_error("claim.unknown", claim=claim[:40])
        return line

    def _payment(self, kind: str, line: ClaimLine, amount: int, signer: Identity | None) -> ToSign:
        most = line.left if line.there is None else min(line.left, line.there)
        amount = amount or most
        if not 0 < amount <= most:
            raise desk_error("claim.amount", left=yuan(most))
        body = {
            "claim": line.id,
            "amount": amount,
            "from": line.debtor.key,
            "to": line.creditor.key,
            "role": line.creditor.role,
        }
        params: dict[str, str | int | Sentence] = {
            "source": line.debtor.name,
            "to": line.creditor.name,
            "amount": amount,
            "capitals": capitals(amount),
            "left": line.left - amount,
        }
        return self._requests.prepare(kind, body, Sentence(f"ask.{kind}", params), signer)

    def prepare_pay(self, claim: str, amount: int = 0) -> ToSign:
        """For the debtor; 0: as much as is owed and there. Raises KnownError ``claim.unknown``,
        ``claim.amount``."""
        line = self._open(claim, "pay")
        return self._payment("claim.pay", line, amount, self._debtor(line.debtor.key))

    def prepare_collect(self, claim: str, amount: int = 0) -> ToSign:
        """For the creditor: within what is on the debtor's account; errors as :meth:`prepare_pay`."""
        return self._payment("claim.collect", self._open(claim, "collect"), amount, None)

    def prepare_waive(self, claim: str, reason: str) -> ToSign:
        """For the creditor: what is left is given up. Raises KnownError ``claim.unknown``,
        ``challenge.text``."""
        line = self._open(claim, "waive")
        plain = reason.strip()
        if not plain or len(plain) > _MOST_TEXT:
            raise desk_error("challenge.text")
        body = {"claim": line.id, "reason": plain, "to": line.creditor.key, "role": line.creditor.role}
        params: dict[str, str | int | Sentence] = {
            "source": line.debtor.name, "to": line.creditor.name, "amount": line.left, "reason": plain,
        }  # fmt: skip
        return self._requests.prepare("claim.waive", body, Sentence("ask.claim.waive", params))

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """As :meth:`loc_desktop.desk.servicing.accounts.CustomerAccounts.submit`. It takes effect at once."""
        return self._requests.submit(prepared, pin)
