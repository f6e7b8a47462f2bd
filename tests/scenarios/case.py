"""A customer's loan, application, claim and challenge, with their parties: something of everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from loc_desktop.contract.client import code_of, new_id
from tests.scenarios.scene import LOAN_FEN, Json, Member, Scene


class Case:
    """A customer's loan, application, claim and challenge with their parties, as arguments of the calls."""

    def __init__(self, scene: Scene, parties: Mapping[str, Member]) -> None:
        self.customer, self.bank = parties["C"], parties["B"]
        self.finance, grantors = parties["FD"], [parties[role] for role in ("B", "CAD", "FD")]
        self.transfer = new_id()
        scene.run(
            "fund.issue", self.bank, members=grantors, amount=10 * LOAN_FEN, bank=self.bank.key,
            transfer=self.transfer,
        )  # fmt: skip
        self.year = scene.now()[:4]
        if self.finance is not scene.people["FD"]:
            scene.run(
                "subsidy.budget", self.finance, members=grantors, department=self.finance.key,
                year=int(self.year), amount=LOAN_FEN, deadline=f"{self.year}-12-31",
            )  # fmt: skip
        self.claim(scene, grantors)
        self.loan = self.paid_out(scene, grantors)
        pending = scene.lock(self.application(scene, grantors), self.customer)
        results = scene.results(pending, members=grantors)
        self.pending, self.result = pending["event"]["id"], results[0]
        self.code = code_of(pending["event"], results)
        self.new = scene.chaincode(self.application(scene, grantors), self.customer)
        self.asked = scene.chaincode(
            scene.draft("loan.query", loan=self.loan, bank=self.bank.key), self.customer
        )
        self.challenge = self.challenged(scene, self.loan)

    def application(self, scene: Scene, grantors: Sequence[Member]) -> Any:
        return scene.application(self.customer, self.bank.key, others=grantors)

    def paid_out(self, scene: Scene, grantors: Sequence[Member]) -> str:
        cc = scene.lock(self.application(scene, grantors), self.customer)
        assert scene.unlock(cc, members=grantors)["code"] == 0
        return str(cc["event"]["id"])

    def challenged(self, scene: Scene, loan: str) -> str:
        name = new_id()
        scene.run(
            "challenge.raise", scene.people["R"], challenge=name, target={"kind": "loan", "id": loan},
            reason="why", deadline="2099-01-01T00:00:00Z", role="C", respondent=self.customer.key,
        )  # fmt: skip
        return name

    def claim(self, scene: Scene, grantors: Sequence[Member]) -> None:
        """A loan is spent, challenged and reversed: what is not there any more is owed."""
        loan = self.paid_out(scene, grantors)
        scene.run(
            "asset.withdraw", self.customer, members=grantors, amount=LOAN_FEN - 1_000, transfer=new_id(),
            bank=self.bank.key, account=self.customer.key,
        )  # fmt: skip
        name = self.challenged(scene, loan)
        answer = scene.draft(
            "challenge.answer", challenge=name, role="C", respondent=self.customer.key, answer="it is spent"
        )
        scene.lock(answer, self.customer)
        scene.decide(name, "upheld", "reversal")
        body: dict[str, Json] = {"challenge": name, "event": loan, "amount": LOAN_FEN, "role": "B"}
        body |= {"from": self.customer.key, "to": self.bank.key, **scene.second}
        scene.run("challenge.reverse", scene.people["R"], **body)
