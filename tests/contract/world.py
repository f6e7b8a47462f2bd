"""Five roles (and a second bank) on a MemoryLedger: what the contract tests stand on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from loc_desktop.bench.world import attested
from loc_desktop.contract.certificate import pseudonym
from loc_desktop.contract.client import EventDraft, build, code_of, new_id
from loc_desktop.contract.dispatch import invoke
from loc_desktop.contract.persons import reason_of
from loc_desktop.contract.rulebook.document import shipped_document
from loc_desktop.contract.state import Caller, Json
from loc_desktop.script import canonical
from loc_desktop.script.items import Verdict
from loc_desktop.script.keys import SoftwareSigner
from loc_desktop.script.unlock import sign_result
from tests.support.jwk import jwk_of
from tests.support.memory import MemoryLedger
from tests.support.rules import dear_document

CHANNEL = "loan"
AT = "2026-11-22T08:00:00Z"
SEALED = {"protected": "e30", "recipients": [], "iv": "A" * 16, "ciphertext": "AA", "tag": "A" * 22}


def signer(name: str) -> SoftwareSigner:
    """The key of ``name``: the same in every run."""
    return SoftwareSigner.from_scalar(hashlib.sha256(name.encode()).digest())


def tag_of(name: str) -> str:
    """What the department says of whoever has the key of ``name``."""
    return hashlib.sha256(f"person {name}".encode()).hexdigest()


class World:
    """A ledger with members; ``now`` is the time of the next transaction.

    ``DEAR``: its rules let loans bear more than the shipped ones do.
    """

    DEAR: ClassVar = True

    def __init__(self, slots: int = 4, config: Mapping[str, Json] | None = None) -> None:
        self.ledger = MemoryLedger(CHANNEL)
        self.now = AT
        self.persons: dict[str, str] = {}
        """The department's tag of a name, where it is not that of :func:`tag_of`."""
        self.signers = {name: signer(name) for name in ("C", "C2", "B", "B2", "CAD", "FD", "R")}
        self.roles = {name: name.rstrip("2") for name in self.signers}
        rules = dear_document() if self.DEAR else shipped_document()
        self.invoke("B", "init", [{"channel": CHANNEL, "slots": slots, **(config or {})}, rules])
        for name in self.signers:
            self.invoke(name, "register", [self.record(name)])

    def key(self, name: str) -> str:
        return self.signers[name].key

    def caller(self, name: str, registrar: bool = False) -> Caller:
        return Caller(f"org-{self.roles[name]}", self.roles[name], self.key(name), registrar, name)

    def record(self, name: str) -> dict[str, Json]:
        role, key = self.roles[name], self.signers[name]
        jwk = jwk_of(key.key)
        statement = {"role": role, "key": key.key, "encryption_key": jwk}
        return {
            "role": role,
            "key": key.key,
            "name": pseudonym(key.key) if role == "C" else name,
            "organisation": f"org-{role}",
            "certificate": "",
            "encryption": jwk,
            "encryption_signature": key.sign(b"LoC-member-1\n" + canonical.encode(statement)),
            "person": tag_of(name) if role == "C" else "",
        }

    def invoke(self, name: str, fn: str, args: list[Json], registrar: bool | None = None) -> Any:
        """One committed transaction. Whose key a customer's is, its counter says (``registrar``)."""
        if registrar is None:
            registrar = fn == "register" and self.roles[name] == "C"
        state = self.ledger.begin(self.caller(name, registrar), self.now)
        result = invoke(state, fn, args)
        state.commit()
        return result

    def query(self, who: str, query: str, registrar: bool = False, **args: Json) -> Any:
        return invoke(self.ledger.begin(self.caller(who, registrar), self.now), "query", [query, args])

    def draft(self, kind: str, **body: Json) -> EventDraft:
        return build(kind, channel=CHANNEL, at=self.now, grantors=self.keys(), **body)

    def keys(self, **other: str) -> Mapping[str, str]:
        return {role: self.key(other.get(role, role)) for role in ("B", "CAD", "FD", "R")}

    def names(self, pairs: Any) -> list[str]:
        by_key = {key.key: name for name, key in self.signers.items()}
        return [by_key.get(key, role) for role, key in pairs]

    def locked(self, draft: EventDraft, by: tuple[str, ...] = ()) -> Any:
        """Lock a draft, signed by those whom it names (or by ``by``); the chaincode."""
        names = by or tuple(self.names(draft.signers))
        cc = draft.chaincode(draft.sign(*(self.signers[name] for name in names)))
        self.invoke(names[0], "lock", [cc])
        return cc

    def results(self, cc: Any, failed: tuple[str, ...] = ()) -> list[Any]:
        """Signed results of all grantors of ``cc``; Failed for the names in ``failed``."""
        results = []
        for grantor, name in zip(
            cc["keys"], self.names([(k["role"], k["key"]) for k in cc["keys"]]), strict=True
        ):
            verdict: Verdict = "Failed" if name in failed else "Pass"
            reason = attested(grantor["role"], cc["event"])
            if grantor["role"] == "CAD":
                reason = self.attested(cc["event"]) if verdict == "Pass" else None
            results.append(
                sign_result(
                    cc["event"], grantor["role"], self.signers[name], verdict, self.now, reason=reason
                )
            )
        return results

    def attested(self, event: Any) -> str | None:
        """The department's word on whose key the event is about, None where it has none to say."""
        key = next((event["body"][name] for name in ("payee", "member", "old") if name in event["body"]), "")
        [name] = self.names([("", key)]) or [""]
        return reason_of(self.persons.get(name, tag_of(name))) if name else None

    def unlock(self, cc: Any, failed: tuple[str, ...] = (), by: str = "", hint: int = 0) -> Any:
        """Submit the unlocking code, as the signer unless ``by`` (a counter by that name) is; the outcome."""
        signature = cc["event"]["signatures"][0]
        [carrier] = self.names([(signature["role"], signature["key"])])
        uc = code_of(cc["event"], self.results(cc, failed))
        return self.invoke(by or carrier, "unlock", [uc, hint], registrar=by == "counter")

    def run(self, kind: str, **body: Json) -> Any:
        """Lock and unlock an event; the outcome."""
        return self.unlock(self.locked(self.draft(kind, **body)))

    def run_alone(self, kind: str, **body: Json) -> Any:
        """As :meth:`run`, without the grantors that the flow leaves to its rule."""
        return self.unlock(self.locked(self.draft(kind, **body).alone()))

    def revoke(self, who: str, by: str = "R", second: str = "CAD") -> Any:
        """The regulator revokes a member, with a second authority."""
        draft = self.draft(
            "member.revoke", role=self.roles[who], member=self.key(who), reason="why",
            second_role=self.roles[second], second=self.key(second),
        )  # fmt: skip
        return self.unlock(self.locked(draft, (by,)), by=by)

    # --- common events -------------------------------------------------------------------------------------

    def fund(self, bank: str = "B", amount: int = 100_000_000) -> Any:
        return self.run("fund.issue", amount=amount, bank=self.key(bank), transfer=new_id())

    def budget(self, year: int, amount: int = 1_000_000) -> Any:
        """What FD gives in a year, until its end."""
        return self.run(
            "subsidy.budget", department=self.key("FD"), year=year, amount=amount, deadline=f"{year}-12-31"
        )

    def apply(
        self, who: str = "C", bank: str = "B", amount: int = 5_000_000, months: int = 12, **more: Json
    ) -> EventDraft:
        return self.draft(
            "loan.apply", amount=amount, months=months, bank=self.key(bank), payee=self.key(who),
            dossier=SEALED, commitment="0" * 64, **{"product": "poverty-micro", **more},
        )  # fmt: skip

    def loan(
        self, who: str = "C", bank: str = "B", amount: int = 5_000_000, months: int = 12, **more: Json
    ) -> str:
        """A paid-out loan; its id."""
        cc = self.locked(self.apply(who, bank, amount, months, **more))
        outcome = self.unlock(cc)
        assert outcome["code"] == 0, outcome
        return str(cc["event"]["id"])

    def balance(self, name: str) -> int:
        total: int = self.query(name, "account", key=self.key(name))["total"]
        return total
