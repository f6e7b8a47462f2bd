"""A case before a grantor: inbox, terms, dossier, evidence, result and unlocking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loc_desktop.app.values import Party
from loc_desktop.bank.office.values import BlacklistEntry, RegisterEntry
from loc_desktop.desk.values.application import Attachment
from loc_desktop.desk.values.event import APPLICATION, Signed
from loc_desktop.desk.values.work import RowFailure
from loc_desktop.errors import Trouble
from loc_desktop.script.items import Verdict
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An event that waits for me. ``age`` in seconds since it was put on the ledger."""

    event: str
    kind: str
    at: str
    age: int
    amount: int
    months: int
    customer: Party
    signed: tuple[Signed, ...]
    next: Party
    after: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class CheckedEvent:
    """What my oracle finds of an event that waits. ``why`` says which term or check fails, None where all
    are met; with ``person`` True a person has to look at it: it is not signed among many."""

    event: str
    verdict: Verdict
    why: Sentence | None
    person: bool

    @property
    def passes(self) -> bool:
        """Whether it can be signed Pass among many."""
        return self.verdict == "Pass" and not self.person


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of the inbox, oldest first (what waits longest stands first)."""

    rows: tuple[InboxRow, ...]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class TermRow:
    """One line of the audit: declared beside register beside limit.

    ``unit`` is "fen", "months", "percent", "years", "identity", "holder", "use" or "loans". ``difference`` is
    how far over (relation ``<=``) or short (``>=``) the declared value is, or away from its range, 0 when
    met. ``register`` is what the role's register has, None where it has nothing; of issue, how many loans
    and applications of the person and its household are open; of in_all, what they owe, fen; of key, what
    speaks against it (a ``KeyHolder`` of ``granting.key_holder``), "own" if nothing does; of use, the refused
    one that the purpose names. ``limit`` is None for identity, key and use, of a range its text.
    """

    item: str
    unit: str
    declared: int | str | None
    register: int | str | None
    relation: str
    limit_name: str
    limit: int | str | None
    met: bool
    difference: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a grantor says beside its verdict on ``event``, in the event ``note`` of ``kind`` ``event.return``
    or ``event.evidence``. ``codes``: what is missing, or the one of what was seen. ``text`` is "" with
    ``unreadable`` where it cannot be opened."""

    note: str
    event: str
    kind: str
    by: Party
    at: str
    codes: tuple[str, ...]
    text: str = field(default="", repr=False)
    unreadable: Sentence | None = None

    @property
    def said(self) -> Sentence:
        """The codes in words."""
        if self.kind == "event.return":
            return Sentence("reason.returned", {"missing": ",".join(self.codes)})
        return Sentence("reason.seen", {"seen": self.codes[0]})


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a grantor before me said. ``terms`` item → 1/0 as signed; ``told``: that beside what the customer
    declared, in words."""

    party: Party
    verdict: str
    at: str
    terms: Mapping[str, int]
    exception: int | None
    reason: str
    told: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """The opened dossier; amounts in fen. ``person_salt`` opens the member record's commitment,
    ``former_salt`` that of a key which is to be succeeded."""

    name: str
    identity_number: str
    address: str
    phone: str
    group: str
    purpose: str
    income: int
    asset: int
    debt: int
    attachments: tuple[Attachment, ...] = ()
    person_salt: str = field(default="", repr=False)
    former_salt: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An event opened by the oracle of its kind, for one grantor. ``verdict`` is what the oracle found;
    ``blocked`` says why it cannot be signed, None where it can."""

    event: str
    kind: str
    at: str
    amount: int
    customer: Party
    role: str
    verdict: Verdict
    blocked: Sentence | None = None

    @property
    def needs_a_look(self) -> bool:
        """Whether a person has to see it before it is signed: it is not decided among many."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCase(Case):
    """An event with a dossier, audited by the role's terms.

    ``product`` is Π t mod 2, ``exception`` is ex; the verdict is "Pass" iff product × exception = 1. There is
    no way to choose another. ``commitment_ok`` False (dossier or body was changed) also makes the case
    unsignable: ``blocked`` then says why. ``dossier`` is None where it cannot be used.
    """

    months: int
    bank: Party
    dossier: Dossier | None
    commitment_ok: bool
    register: RegisterEntry | None
    terms: tuple[TermRow, ...]
    exception: int
    evidence: tuple[BlacklistEntry, ...]
    product: int
    formula: str
    reason: Sentence
    earlier: tuple[Earlier, ...]
    signed: tuple[Signed, ...]
    after: tuple[Party, ...]
    is_my_turn: bool = True
    explanations: tuple[Explanation, ...] = ()
    """Of the grantors before me, who failed it by evidence of their own."""
    tag: str = ""
    """Civil affairs' tag of the person, which its Pass carries."""
    cost: Mapping[str, int] = field(default_factory=dict)
    """Of an application: ``rate`` (hundredths of a percent a year), ``interest`` in all and what of it the
    ``subsidy`` may cost, fen."""

    @property
    def needs_a_look(self) -> bool:
        """Whose key it is, wants a look each time; an application is decided by the terms."""
        return self.kind != APPLICATION


@dataclass(frozen=True, slots=True)
class ToSign:
    """Exactly what a signature will cover: the sentence for the person, the canonical text that is signed.

    ``granted_by`` says who of others has to grant it; None where nobody has.
    """

    event: str
    sentence: Sentence
    canonical: str
    granted_by: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Unlock:
    """An unlock attempt as the ledger committed it. ``code`` 0 success … 4 execution failed; ``failure`` says
    why it did not execute (None: it did)."""

    event: str
    code: int
    failure: Trouble | None
    tx_id: str


@dataclass(frozen=True, slots=True)
class SignOutcome:
    """``unlock`` is set when mine was the last signature and the unlocking code went to the ledger.

    ``queued`` True: the ledger is away, the signed result waits in the outbox.
    """

    event: str
    verdict: str
    tx_id: str
    block: int | None
    unlock: Unlock | None
    queued: bool = False


@dataclass(frozen=True, slots=True)
class GrantReport:
    """What became of many cases. ``skipped``: not signed, because a person has to look at them, they cannot
    be signed, or they do not pass where only those that do were asked for."""

    signed: tuple[SignOutcome, ...]
    skipped: tuple[str, ...]
    failed: tuple[RowFailure, ...]
    cancelled: bool

    @property
    def passed(self) -> int:
        return sum(outcome.verdict == "Pass" for outcome in self.signed)

    @property
    def refused(self) -> int:
        return len(self.signed) - self.passed

    @property
    def executed(self) -> int:
        """How many unlocked with code 0."""
        return sum(outcome.unlock is not None and outcome.unlock.code == 0 for outcome in self.signed)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The inbox under other limits: how many would pass, now and then, and which terms stop the others."""

    total: int
    passed_now: int
    passed_then: int
    failed_by_term_now: Mapping[str, int]
    failed_by_term_then: Mapping[str, int]
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of the own office. ``substitute`` stands in from ``begins`` to ``ends`` (ISO days, "" where
    nobody does); ``away``: today. ``own``: oneself.
    """

    party: Party
    own: bool
    substitute: Party | None = None
    begins: str = ""
    ends: str = ""
    away: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """A case whose grantor has not answered in time. ``since`` is the day on which its turn came (ISO),
    ``working_days`` how many have passed, ``expires`` the last moment at which it can be granted.
    ``substitute``: who stands in for the grantor today; new cases go there, this one once it is sent again.
    """

    event: str
    kind: str
    amount: int
    customer: Party
    waits_for: Party
    since: str
    working_days: int
    expires: str
    substitute: Party | None = None
