"""Opening a case: chaincode from the ledger, dossier with one's own key, oracle on one's own register."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loc_desktop.app import log
from loc_desktop.app.values import Party
from loc_desktop.bank.office.values import BlacklistEntry, RegisterEntry
from loc_desktop.contract.fields import PURPOSES
from loc_desktop.contract.flow_rules.explained import seen_in
from loc_desktop.contract.persons import ATTESTING
from loc_desktop.desk.application import dossier as dossiers
from loc_desktop.desk.application.cost import Cost, cost_of
from loc_desktop.desk.granting.department import Department
from loc_desktop.desk.granting.key_holder import KeyHolder, holder
from loc_desktop.desk.granting.readings import NAME, PAPER, TURN, reading, record
from loc_desktop.desk.signing.explanations import of_result, opened
from loc_desktop.desk.values.case import Dossier, DossierCase, Earlier, Explanation, TermRow
from loc_desktop.desk.values.event import APPLICATION, Signed
from loc_desktop.errors import KnownError
from loc_desktop.identity.errors import CommitmentMismatch
from loc_desktop.identity.person import tag
from loc_desktop.loan.identity_number import age, is_valid, normalise
from loc_desktop.loan.person_name import comparable
from loc_desktop.script.lock import LockError, check_signatures
from loc_desktop.script.oracle import ATTEST_TERMS, KEY, TERMS, Audit, audit
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence, trouble_of

if TYPE_CHECKING:
    from loc_desktop.bank.office.values import OfficeKnowledge, Reading
    from loc_desktop.contract.rulebook.document import Rulebook
    from loc_desktop.desk.granting.office import Office
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.identity.keys import Decryptor
    from loc_desktop.identity.model import Identity
    from loc_desktop.loan.lending import LendingRules

NO_COST = Cost()
_MOST_LISTED = 500

UNITS = {
    "id_c": "identity",
    "key": "holder",
    "age": "years",
    "amount": "fen",
    "in_all": "fen",
    "months": "months",
    "rate": "percent",
    "use": "use",
    "income": "fen",
    "asset": "fen",
    "debt": "fen",
    "issue": "loans",
}


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An event with everything that the oracle needs. ``audit`` is None where the dossier cannot be used."""

    status: Mapping[str, Any]
    cc: Any
    results: tuple[Any, ...]
    dossier: Dossier | None
    commitment_ok: bool
    blocked: Sentence | None
    role: str
    declared: Mapping[str, int | str]
    register: RegisterEntry | None
    limits: Mapping[str, int]
    open_loans: int
    """How many loans of the person and its household run, are in default or are on their way."""
    evidence: tuple[BlacklistEntry, ...]
    holder: KeyHolder
    audit: Audit | None
    cost: Cost = NO_COST
    explanations: tuple[Explanation, ...] = ()

    @property
    def event(self) -> Any:
        return self.cc["event"]

    @property
    def loans_at_once(self) -> int:
        """With how many loans "issued before" is not met: more than one only by the rules of a county."""
        return self.limits.get("loans_at_once", 1)

    def again(self, limits: Mapping[str, int]) -> Audit:
        """The oracle under other limits."""
        return _oracle(
            self.role,
            self.declared,
            self.register,
            {**self.limits, **limits},
            self.open_loans >= self.loans_at_once,
            self.evidence,
            self.holder,
            self.event["kind"],
        )


class CaseOpener:
    """Opens cases with one identity's key, read from the keyring once. Made for a piece of work."""

    def __init__(self, carrier: Carrier, pin: str | None, purpose: str = "", note: str = "") -> None:
        """``purpose`` (one of ``contract.fields.PURPOSES``, or PAPER) and ``note``: why dossiers are opened
        although it is not one's turn."""
        self._carrier = carrier
        self._pin = pin
        self._purpose, self._note = purpose, note
        self._decryptor: Decryptor | None = None
        self._limits: Mapping[str, int] | None = None
        self._department = Department(carrier, pin)
        self._readings: list[Reading] = []

    def record(self, but: Collection[str] = ()) -> set[str]:
        """Keep a signed record of the dossiers opened since the last time, ``but`` of these events: before
        anything of them is shown. The events whose dossiers were opened. Raises KnownError ``pin.*``,
        ``keyring.*``, ``office.*``."""
        readings, self._readings = self._readings, []
        record(self._carrier, (reading for reading in readings if reading.event not in but), self._pin)
        return {reading.event for reading in readings}

    def _key(self) -> Decryptor:
        if self._decryptor is None:
            self._decryptor = self._carrier.connections.decryptor(self._carrier.identity, self._pin)
        return self._decryptor

    def name(self, event: str, names: Names) -> None:
        """Learn the customer's name from the dossier; a dossier that cannot be read teaches nothing.

        Raises KnownError ``keyring.*`` and those of a PIN.
        """
        decryptor = self._key()
        try:
            view = self._carrier.query("event", {"id": event}, self._pin)
            body = view["cc"]["event"]["body"]
            if "dossier" not in body:
                return  # what is too long for the index need not be sealed: rules are not
            content, fits, _ = _unseal(body, decryptor)
        except KnownError as error:
            log.failed("reading a customer's name", error)
            return
        if content is not None and fits:
            self._readings.append(reading(self._carrier, event, NAME))
            names.learn(subject(body), content.name)

    def view(self, event: str) -> Any:
        """The event as the ledger has it: chaincode, status, results. Raises KnownError ``case.unknown``, the
        ledger's."""
        try:
            return self._carrier.query("event", {"id": event}, self._pin)
        except KnownError as error:
            if error.code == "contract.not_found":
                raise desk_error("case.unknown", event=event) from error
            raise

    def _is_other_branch(self, body: Mapping[str, Any]) -> bool:
        """A bank's: whether the loan would stand in reports under another name than its own."""
        own = self._carrier.identity
        if own.role != "B" or not body.get("branch"):
            return False
        return bool(body["branch"] != self._carrier.query("member", {"role": "B", "key": own.key})["name"])

    def open(self, event: str, office: Office, names: Names) -> OpenCase:
        """Raises KnownError ``case.unknown``, ``case.purpose`` (it is not one's turn), ``keyring.*``, the
        ledger's."""
        view = self.view(event)
        body = view["cc"]["event"]["body"]
        content: Dossier | None = None
        fits = True
        blocked: Sentence | None = None
        if not _signatures_verify(view["cc"]["event"]):
            blocked = Sentence("blocked.signature")
        elif "dossier" in body:
            turn = is_turn(view["status"], self._carrier.identity)
            if not turn and self._purpose not in (*PURPOSES, PAPER):
                raise desk_error("case.purpose", event=event)
            content, fits, blocked = _unseal(body, self._key())
            if turn and self._is_other_branch(body):
                blocked = blocked or Sentence("blocked.branch", {"name": str(body["branch"])})
            if content is not None:
                why = (TURN, "") if turn else (self._purpose, self._note)
                self._readings.append(reading(self._carrier, event, *why))
            if content is not None and fits:
                names.learn(subject(body), content.name)
        return self._audited(view, body, content, fits, blocked, office, names)

    def _audited(
        self,
        view: Mapping[str, Any],
        body: Mapping[str, Any],
        content: Dossier | None,
        fits: bool,
        blocked: Sentence | None,
        office: Office,
        names: Names,
    ) -> OpenCase:
        role = self._carrier.identity.role
        if self._limits is None:
            self._limits = {**office.terms().limits, **ages(self._carrier.rulebook().lending)}
        register: RegisterEntry | None = None
        evidence: tuple[BlacklistEntry, ...] = ()
        declared: dict[str, int | str] = {}
        loans, outcome, owner, cost = 0, None, KeyHolder(""), NO_COST
        limits = self._limits
        kind = view["cc"]["event"]["kind"]
        if content is not None and blocked is None:
            number = normalise(content.identity_number)
            known = office.look_up(number)
            register, evidence = known.person, known.evidence
            owner = holder(self._carrier, body, content, self._department, self._pin)
            declared = {"id_c": number, "name": comparable(content.name), "key": subject(body)}
            if kind == APPLICATION:
                rules, today = self._carrier.rulebook(), self._carrier.today
                cost = cost_of(body, rules, today)
                before = self._issued_before(view["status"]["id"], body, number, known)
                loans = int(before["open"]) + len(before["others"])
                owed = int(before["outstanding"]) + int(before["others_outstanding"])
                at_once = loans_at_once(rules, body, int(before["in_default"]))
                limits = {
                    **limits,
                    "rate_cap": cost.cap,
                    "loans_at_once": at_once,
                    "person_limit": person_limit(rules, body, owed, at_once),
                }
                declared |= {
                    "amount": body["amount"],
                    "in_all": body["amount"] + owed,
                    "months": body["months"],
                    "rate": cost.rate,
                    "use": rules.lending.borrower.refused_use(content.purpose),
                    "income": content.income,
                    "asset": content.asset,
                    "debt": content.debt,
                }
                if is_valid(number):
                    declared["age"] = age(number, today)
            if owner.why == "no_secret":
                blocked = Sentence("blocked.no_secret", {"who": self._department.first_name()})
            else:
                issued = loans >= limits.get("loans_at_once", 1)
                outcome = _oracle(role, declared, register, limits, issued, evidence, owner, kind)
        return OpenCase(
            view["status"],
            view["cc"],
            tuple(view["grants"]),
            content,
            fits,
            blocked,
            role,
            declared,
            register,
            limits,
            loans,
            evidence,
            owner,
            outcome,
            cost,
            self._explanations(view, names) if content is not None else (),
        )

    def _explanations(self, view: Mapping[str, Any], names: Names) -> tuple[Explanation, ...]:
        """What the grantors before say of their own evidence."""
        event = view["status"]["id"]
        given = [
            of_result(event, result["role"], result["key"], result["at"], str(result["reason"]), names)
            for result in view["grants"]
            if seen_in(str(result.get("reason", "")))[1]
        ]
        return tuple(opened(self._carrier, one, self._key(), self._pin) for one in given)

    def _issued_before(self, event: str, body: Mapping[str, Any], number: str, known: OfficeKnowledge) -> Any:
        """Which loans of this person, under any of its keys, run or are in default; and which of its
        household: applications that this role passed and that are on their way or have become such loans,
        and for civil affairs all that the ledger has under the tags of the household's identity numbers."""
        others: list[Any] = [other for other in known.passed if other != event]
        args: dict[str, Any] = {"customer": body["payee"], "events": others[-_MOST_LISTED:]}
        if self._carrier.identity.role == ATTESTING:
            secret, numbers = self._department.secret(), (number, *known.household)
            args["tags"] = [tag(secret, identity_number) for identity_number in numbers[:_MOST_LISTED]]
        return self._carrier.query("issued", args, self._pin)

    def ready(self) -> CaseOpener:
        """Read the key and the terms now, so that a locked keyring is told before any work is done."""
        self._key()
        return self


def _signatures_verify(event: Any) -> bool:
    """Algorithm 2: a grantor asserts that the event's signatures verify before it says anything."""
    try:
        check_signatures(event)
    except LockError:
        return False
    return True


def _unseal(body: Mapping[str, Any], decryptor: Decryptor) -> tuple[Dossier | None, bool, Sentence | None]:
    """The dossier, whether it fits its commitment, and why the case is blocked if it is."""
    from loc_desktop.identity.sealing import check_commitment, open_dossier

    try:
        content = open_dossier(body["dossier"], decryptor)
    except KnownError as error:
        return None, False, Sentence("blocked.unreadable", {"why": trouble_of(error)})
    fits = True
    try:
        check_commitment(content, body["commitment"])
    except CommitmentMismatch:
        fits = False
    blocked = None if fits else Sentence("blocked.commitment")
    try:
        return dossiers.read(content), fits, blocked
    except dossiers.DossierError as error:
        return None, fits, blocked or Sentence("blocked.dossier", {"where": error.where})


def unsealed(body: Mapping[str, Any], decryptor: Decryptor) -> tuple[Dossier, bool]:
    """The dossier of an event's body, and whether it fits its commitment. Raises KnownError ``dossier.*``,
    ``inspection.damaged``."""
    from loc_desktop.identity.sealing import check_commitment, open_dossier

    content = open_dossier(body["dossier"], decryptor)
    fits = True
    try:
        check_commitment(content, body["commitment"])
    except CommitmentMismatch:
        fits = False
    try:
        return dossiers.read(content), fits
    except dossiers.DossierError as error:
        raise desk_error("inspection.damaged", where=error.where) from error


def _oracle(
    role: str,
    declared: Mapping[str, int | str],
    register: RegisterEntry | None,
    limits: Mapping[str, int],
    issued_before: bool,
    evidence: tuple[BlacklistEntry, ...],
    owner: KeyHolder,
    kind: str,
) -> Audit:
    if owner.why:
        # The result is public: what else the dossier does not meet is not for who may have copied it.
        return audit(role, declared, {}, limits, issued_before, (), (KEY,))
    known: dict[str, object] = {"key": declared["key"]}
    if register:
        known |= {"identity": register.identity_number, "name": comparable(register.name)}
    told = [entry.reason for entry in evidence]
    terms = None if kind == APPLICATION else ATTEST_TERMS
    return audit(role, declared, known, limits, issued_before, told, terms)


def subject(body: Mapping[str, Any]) -> str:
    """Whose key a dossier speaks of: the payee, or the member whose identity is attested."""
    return str(body.get("payee") or body.get("member") or body.get("new") or "")


def ages(rules: LendingRules) -> dict[str, int]:
    """Between which ages one may borrow."""
    return {"age_min": rules.borrower.age_min, "age_max": rules.borrower.age_max}


def loans_at_once(rules: Rulebook, body: Mapping[str, Any], in_default: int) -> int:
    """How many loans a household may have at once: one, the paper's item ``issue``; of the programme as many
    as the rules say where none of them is in default."""
    product = rules.products.get(str(body.get("product", "")))
    if in_default or (product is not None and not product.programme):
        return 1
    return max(1, rules.lending.borrower.loans_at_once)


def person_limit(rules: Rulebook, body: Mapping[str, Any], owed: int, at_once: int = 1) -> int:
    """How much a household may owe in all, fen: by the programme, or of another product by the product.
    ``owed``: what it owes already; ``at_once``: how many loans it may have. What the programme lends above
    the first amount bears its own interest, so only a product without subsidy reaches the second."""
    product, borrower = rules.products.get(str(body.get("product", ""))), rules.lending.borrower
    if product is not None and not product.programme:
        return owed + product.amount_max
    second = owed and at_once > 1 and product is not None and not product.subsidy
    return borrower.household_amount_second if second else borrower.household_amount


def case_of(opened: OpenCase, names: Names, identity: Identity) -> DossierCase:
    """What a person sees of an opened case."""
    event, status = opened.event, opened.status
    body = event["body"]
    outcome = opened.audit
    rows = () if outcome is None else tuple(_row(term, opened) for term in outcome.outcomes)
    seats = status["grantors"]
    granted = status["granted"]
    turn = is_turn(status, identity)
    product = outcome.product if outcome else 1
    exception = outcome.exception if outcome else 1
    verdict = outcome.verdict if outcome else "Pass"
    customer = subject(body) or body.get("account") or body.get("payer") or event["signatures"][0]["key"]
    return DossierCase(
        event=event["id"],
        kind=event["kind"],
        at=event["at"],
        amount=body.get("amount", 0),
        months=body.get("months", 0),
        customer=names.party(customer),
        bank=names.party(body.get("bank", ""), "B"),
        role=identity.role,
        dossier=opened.dossier,
        commitment_ok=opened.commitment_ok,
        register=opened.register,
        terms=rows,
        exception=exception,
        evidence=opened.evidence,
        product=product,
        verdict=verdict,
        formula=formula(outcome),
        reason=_reason(outcome, opened.evidence, opened.holder),
        earlier=tuple(_earlier(result, names, opened.declared) for result in opened.results),
        signed=_signed(event, opened.results, names),
        after=tuple(_seat(seat, names) for seat in seats[granted + 1 :]) if turn else (),
        blocked=opened.blocked or _not_now(status, turn, names),
        is_my_turn=turn,
        explanations=opened.explanations,
        tag=opened.holder.tag if verdict == "Pass" else "",
        cost=opened.cost.params(),
    )


def is_turn(status: Mapping[str, Any], identity: Identity) -> bool:
    """Whether a pending event waits for this grantor."""
    seats, granted = status["grantors"], status["granted"]
    waits = status["status"] == "pending" and granted < len(seats)
    return bool(waits and seats[granted]["key"] == identity.key)


def _not_now(status: Mapping[str, Any], turn: bool, names: Names) -> Sentence | None:
    if status["status"] != "pending" or status["granted"] >= len(status["grantors"]):
        return Sentence("blocked.decided")
    if status.get("frozen"):
        return Sentence("blocked.challenged")
    if not turn:
        seat = _seat(status["grantors"][status["granted"]], names)
        return Sentence("blocked.not_my_turn", {"next": f"{seat.role} {seat.name}"})
    return None


def _seat(seat: Mapping[str, str], names: Names) -> Party:
    return names.party(seat["key"], seat["role"])


def _row(term: Any, opened: OpenCase) -> TermRow:
    unit = UNITS.get(term.item, "fen")
    if term.item == "issue":
        most = opened.loans_at_once - 1
        return TermRow(
            term.item, unit, None, opened.open_loans, term.relation, "not_issued", most, term.met, 0
        )
    known, dossier = opened.register, opened.dossier
    if term.item == "id_c":
        declared = f"{term.declared} {dossier.name}" if dossier else term.declared
        register = f"{known.identity_number} {known.name}" if known else None
        return TermRow(term.item, unit, declared, register, term.relation, "identity", None, term.met, 0)
    if term.item == "key":
        holds = opened.holder.why or "own"
        return TermRow(term.item, unit, None, holds, term.relation, "key", None, term.met, 0)
    name = limit_name(opened.role, term.item)
    if term.item == "use":
        purpose = dossier.purpose if dossier else None
        return TermRow(
            term.item, unit, purpose, term.declared or None, term.relation, name, None, term.met, 0
        )
    value = getattr(known, term.item, None) if known and term.item in ("income", "asset", "debt") else None
    if term.item == "in_all":
        value = int(opened.declared["in_all"]) - int(opened.declared["amount"])
    return TermRow(
        term.item, unit, term.declared, value, term.relation, name, term.limit, term.met, term.off_by
    )


def limit_name(role: str, item: str) -> str:
    """The limit that a role's term on ``item`` is measured by."""
    return next((term.limit for term in TERMS[role] if term.item == item), "")


def formula(outcome: Audit | None) -> str:
    """``f(e) = (1·1·0·1 mod 2) × 1 = 0``."""
    if outcome is None:
        return "f(e) = 1"
    factors = "·".join(str(int(term.met)) for term in outcome.outcomes)
    return f"f(e) = ({factors} mod 2) × {outcome.exception} = {outcome.product * outcome.exception}"


def _reason(outcome: Audit | None, evidence: tuple[BlacklistEntry, ...], owner: KeyHolder) -> Sentence:
    if outcome is None or outcome.verdict == "Pass":
        return Sentence("reason.pass")
    items = ",".join(outcome.failed)
    told = tuple(entry.reason for entry in evidence)
    if items and evidence:
        return Sentence("reason.terms_evidence", {"items": items, "evidence": told})
    if owner.why:
        return Sentence("reason.holder", {"holder": Sentence(f"holder.{owner.why}"), "items": items})
    if items:
        return Sentence("reason.terms", {"items": items})
    return Sentence("reason.evidence", {"evidence": told})


def _earlier(result: Mapping[str, Any], names: Names, declared: Mapping[str, int | str]) -> Earlier:
    return Earlier(
        names.party(result["key"], result["role"]),
        result["verdict"],
        result["at"],
        dict(result.get("terms", {})),
        result.get("exception"),
        result.get("reason", ""),
        _told(result, declared),
    )


def _told(result: Mapping[str, Any], declared: Mapping[str, int | str]) -> tuple[Sentence, ...]:
    """A result beside what the customer declared: whether they agree, and each amount with its term. The
    office's own limits are not on the ledger."""
    terms = {str(item): bool(met) for item, met in dict(result.get("terms", {})).items()}
    missed = ",".join(item for item, met in terms.items() if not met)
    told: list[Sentence] = []
    if terms:
        told.append(Sentence("earlier.differs", {"items": missed}) if missed else Sentence("earlier.agrees"))
    for term in TERMS.get(str(result["role"]), ()):
        amount = declared.get(term.item)
        if term.item in terms and UNITS.get(term.item) == "fen" and isinstance(amount, int):
            side = "at_most" if term.relation == "<=" else "at_least"
            met = "met" if terms[term.item] else "missed"
            told.append(Sentence(f"earlier.{side}.{met}", {"item": term.item, "amount": amount}))
    if seen := seen_in(str(result.get("reason", "")))[0]:
        told.append(Sentence("reason.seen", {"seen": seen}))
    elif result.get("exception") == 0:
        told.append(Sentence("reason.exception"))
    return tuple(told)


def _signed(event: Mapping[str, Any], results: tuple[Any, ...], names: Names) -> tuple[Signed, ...]:
    signers = [Signed(_seat(signature, names), event["at"], None) for signature in event["signatures"]]
    return (
        *signers,
        *(Signed(_seat(signature, names), signature["at"], signature["verdict"]) for signature in results),
    )
