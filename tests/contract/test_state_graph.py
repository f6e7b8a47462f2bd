"""Every state of event, loan, refund, challenge, member and claim has an exit: the state graph is walked.

The contract itself is driven: from each state every action is tried on a copy of the ledger, breadth first;
what the contract takes is an edge. Ledgers that look alike are one state. From each state that was reached an
end has to be reachable: nothing pending, nothing frozen, no challenge undecided, no order to reverse left, no
claim open, no loan active, and nothing held by a customer whose membership has ended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from loc_desktop.contract.client import code_of, new_id
from loc_desktop.contract.errors import ContractError
from loc_desktop.script import canonical
from tests.contract import world as world_module
from tests.contract.test_challenges import deadline
from tests.contract.world import SEALED, World, signer, tag_of
from tests.support.rules import dear_document

AMOUNT = 1_000_000
MOST = 600
"""States of one walk at most: more means that the abstraction has become too fine."""

HEIR = "C new"
"""Whose key takes the place of C's."""

Action = Callable[["Ledger"], None]


class NotNowError(Exception):
    """The action makes no sense in this state."""


@dataclass
class Ledger:
    """A world with what was begun on it: chaincodes by a name of ours."""

    world: World
    locked: dict[str, Any] = field(default_factory=dict)
    waited: bool = False

    def copy(self) -> tuple[dict[str, bytes], str, dict[str, Any], bool]:
        return dict(self.world.ledger.values), self.world.now, dict(self.locked), self.waited

    def put_back(self, kept: tuple[dict[str, bytes], str, dict[str, Any], bool]) -> None:
        values, self.world.now, locked, self.waited = kept
        self.world.ledger.values, self.locked = dict(values), dict(locked)
        self.world.ledger.changes = {}
        self.follow_the_key()

    def follow_the_key(self) -> None:
        """``C`` is the customer: by its new key where the old one was succeeded, if it has one to come."""
        if HEIR in self.world.signers:
            old = f"member/C/{signer('C').key}"
            dead = canonical.decode(self.world.ledger.values[old])["status"] == "succeeded"
            self.world.signers["C"] = signer(HEIR if dead else "C")

    def records(self, prefix: str) -> Iterator[tuple[str, Any]]:
        for key, data in sorted(self.world.ledger.values.items()):
            if key.startswith(prefix):
                yield key, canonical.decode(data)

    def record(self, prefix: str, **wanted: Any) -> Any:
        """The record under ``prefix`` with these members. Raises NotNowError if there is none."""
        for _, record in self.records(prefix):
            if all(record.get(name) == value for name, value in wanted.items()):
                return record
        raise NotNowError

    def lock(self, name: str, kind: str, by: tuple[str, ...] = (), **body: Any) -> None:
        """One event of each name at a time."""
        waiting = self.locked.get(name)
        if waiting is not None and self.status(waiting) == "pending":
            raise NotNowError
        self.locked[name] = self.world.locked(self.world.draft(kind, **body), by)

    def status(self, cc: Any) -> str:
        status: str = canonical.decode(self.world.ledger.values[f"event/{cc['event']['id']}"])["status"]
        return status

    def cc(self, name: str) -> Any:
        if name not in self.locked:
            raise NotNowError
        return self.locked[name]


# --- what two ledgers have in common ------------------------------------------------------------------------


def look(ledger: Ledger) -> tuple[Any, ...]:
    """What counts of a ledger: statuses and what is frozen or left; not ids, not amounts, not history."""
    ledger.follow_the_key()
    events = {
        (event["kind"], *_wants(ledger, event["id"]), event["granted"], "Failed" in event["verdicts"],
         bool(event.get("frozen")))
        for _, event in ledger.records("event/")
        if event["status"] == "pending"
    }  # fmt: skip
    loans = {
        (loan["status"], bool(loan.get("frozen")), bool(loan.get("paused") and not loan["paused"][-1][1]))
        for _, loan in ledger.records("loan/")
    }
    challenges = {
        (
            challenge["target"]["kind"],
            challenge["status"],
            challenge.get("effect", ""),
            bool(challenge.get("reverse")),
        )
        for _, challenge in ledger.records("challenge/")
        if _goes_on(challenge)
    }
    members = {
        (member["role"], member["status"], bool(member.get("frozen")))
        for _, member in ledger.records("member/")
        if member["status"] != "active" or member.get("frozen")
    }
    claims = {claim["status"] for _, claim in ledger.records("claim/")}
    begun = {name: ledger.status(cc) for name, cc in ledger.locked.items()}
    names = {name: status for name, status in begun.items() if status == "pending" or name in _ONCE}
    held = ledger.world.balance("C")
    rich = "nothing" if not held else "enough" if held >= _asked(ledger) else "something"
    parts = (events, loans, challenges, members, claims, set(names.items()))
    return (*(frozenset(part) for part in parts), rich, ledger.waited)


def _wants(ledger: Ledger, event: str) -> tuple[str, bool]:
    """A pending event's effect, and whether it is about money."""
    body = canonical.decode(ledger.world.ledger.values[f"cc/{event}"])["event"]["body"]
    return body.get("effect", ""), body.get("amount", 0) > 0


def _asked(ledger: Ledger) -> int:
    """What :func:`pay` would take."""
    active = next((loan for _, loan in ledger.records("loan/") if loan["status"] == "active"), None)
    if active is None:
        return 0
    now = ledger.world.query("C", "loan", id=active["id"])["position"]
    return int(now["due"] or now["outstanding"] + now["accrued"])


_ONCE = ("application", "refund")
"""Events of these names are begun once; of any other, a new one can follow."""


def _goes_on(challenge: Any) -> bool:
    """Whether a challenge still freezes something."""
    return challenge["status"] in ("open", "answered") or (
        challenge["status"] == "upheld"
        and (challenge["effect"] == "suspension" or bool(challenge.get("reverse")))
    )


def is_end(ledger: Ledger) -> bool:
    """Nothing waits for anybody."""
    return (
        all(event["status"] != "pending" for _, event in ledger.records("event/"))
        and all(loan["status"] != "active" and not loan.get("frozen") for _, loan in ledger.records("loan/"))
        and all(
            challenge["status"] not in ("open", "answered") for _, challenge in ledger.records("challenge/")
        )
        and not any(challenge.get("reverse") for _, challenge in ledger.records("challenge/"))
        and not any(member.get("frozen") for _, member in ledger.records("member/"))
        and all(claim["status"] != "open" for _, claim in ledger.records("claim/"))
        and not _left_behind(ledger)
    )


def _left_behind(ledger: Ledger) -> int:
    """What customers hold who are members no more, fen."""
    gone = [member for _, member in ledger.records("member/C/") if member["status"] != "active"]
    return sum(int(ledger.world.query("R", "account", key=member["key"])["total"]) for member in gone)


@dataclass
class Graph:
    """What a walk found: edges by name of the action, ends, and every status that was seen."""

    edges: dict[Any, dict[str, Any]]
    ends: set[Any]
    statuses: dict[str, set[str]]

    def dead_ends(self) -> list[Any]:
        back: dict[Any, set[Any]] = {}
        for state, out in self.edges.items():
            for following in out.values():
                back.setdefault(following, set()).add(state)
        alive, queue = set(self.ends), deque(self.ends)
        while queue:
            for before in back.get(queue.popleft(), ()):
                if before not in alive:
                    alive.add(before)
                    queue.append(before)
        return [state for state in self.edges if state not in alive]


def walk(ledger: Ledger, actions: Mapping[str, Action]) -> Graph:
    """Every state that the actions reach from this ledger."""
    start = look(ledger)
    kept = {start: ledger.copy()}
    graph = Graph({}, set(), {})
    queue = deque([start])
    while queue:
        state = queue.popleft()
        ledger.put_back(kept[state])
        _note(graph, ledger)
        if is_end(ledger):
            graph.ends.add(state)
        out = graph.edges.setdefault(state, {})
        for name, action in actions.items():
            ledger.put_back(kept[state])
            try:
                action(ledger)
            except (ContractError, NotNowError):
                continue
            _note(graph, ledger)
            following = look(ledger)
            if following == state:
                continue
            out[name] = following
            if following not in kept:
                kept[following] = ledger.copy()
                queue.append(following)
                assert len(kept) <= MOST
    return graph


def _note(graph: Graph, ledger: Ledger) -> None:
    for prefix in ("event/", "loan/", "challenge/", "claim/", "member/"):
        for _, record in ledger.records(prefix):
            graph.statuses.setdefault(prefix[:-1], set()).add(record["status"])


# --- actions ------------------------------------------------------------------------------------------------


def granting(name: str, role: str, failed: bool = False) -> Action:
    """The grantor in ``role`` says Pass or Failed to the event of that name."""

    def act(ledger: Ledger) -> None:
        cc = ledger.cc(name)
        if ledger.status(cc) != "pending":
            raise NotNowError
        world, (place,) = ledger.world, [n for n, k in enumerate(cc["keys"]) if k["role"] == role][:1] or [-1]
        if place < 0:
            raise NotNowError
        result = world.results(cc, failed=(role,) if failed else ())[place]
        world.invoke(role, "grant", [cc["event"]["id"], result])

    return act


def unlocking(name: str, failed: tuple[str, ...] = (), by: str = "") -> Action:
    """The unlocking code with what the grantors said on the ledger, and Pass for the others; carried ``by``
    the first signer's role.
    """

    def act(ledger: Ledger) -> None:
        cc = ledger.cc(name)
        status = canonical.decode(ledger.world.ledger.values[f"event/{cc['event']['id']}"])
        said = zip(cc["keys"], status["verdicts"], strict=False)
        not_passed = {key["role"] for key, verdict in said if verdict == "Failed"} | set(failed)
        results = ledger.world.results(cc, failed=tuple(not_passed))
        carrier = by or cc["event"]["signatures"][0]["role"]
        ledger.world.invoke(carrier, "unlock", [code_of(cc["event"], results)], registrar=bool(by))

    return act


def withdraw(ledger: Ledger) -> None:
    """Whoever signed it withdraws the first event that waits and is not frozen."""
    for _, event in ledger.records("event/"):
        if event["status"] == "pending" and not event.get("frozen"):
            signer = event["signers"][0]
            ledger.world.run("event.withdraw", event=event["id"], role=signer["role"], signer=signer["key"])
            return
    raise NotNowError


def revoking(who: str) -> Action:
    def act(ledger: Ledger) -> None:
        ledger.record("member/", key=ledger.world.key(who), status="active")
        ledger.world.revoke(who, second="FD" if who == "CAD" else "CAD")

    return act


def wait(ledger: Ledger) -> None:
    """Two years pass, once: every deadline is over, what was not paid is lost."""
    if ledger.waited:
        raise NotNowError
    later = datetime.fromisoformat(ledger.world.now) + timedelta(days=730)
    ledger.world.now, ledger.waited = later.strftime("%Y-%m-%dT%H:%M:%SZ"), True


def raising(kind: str, target: Callable[[Ledger], str], respondent: str) -> Action:
    """One challenge goes on at a time."""

    def act(ledger: Ledger) -> None:
        if any(_goes_on(challenge) for _, challenge in ledger.records("challenge/")):
            raise NotNowError
        world = ledger.world
        body = {
            "challenge": new_id(), "target": {"kind": kind, "id": target(ledger)}, "reason": "why?",
            "deadline": deadline(world), "role": respondent, "respondent": world.key(respondent),
        }  # fmt: skip
        world.run("challenge.raise", **body)

    return act


def _undecided(ledger: Ledger) -> Any:
    for _, challenge in ledger.records("challenge/"):
        if challenge["status"] in ("open", "answered"):
            return challenge
    raise NotNowError


def answering(accepted: bool) -> Action:
    def act(ledger: Ledger) -> None:
        challenge, world = _undecided(ledger), ledger.world
        body = {
            "challenge": challenge["id"],
            "role": challenge["role"],
            "respondent": challenge["respondent"],
            "answer": "so",
        }
        cc = world.locked(world.draft("challenge.answer", **body), (challenge["role"],))
        world.unlock(cc, failed=() if accepted else ("R",))

    return act


def deciding(decision: str, effect: str) -> Action:
    """R decides; what needs a second authority waits for CAD under the name ``decide``."""

    def act(ledger: Ledger) -> None:
        body = {"challenge": _undecided(ledger)["id"], "decision": decision, "effect": effect, "ruling": "so"}
        if effect in ("suspension", "reversal"):
            second = {"second_role": "CAD", "second": ledger.world.key("CAD")}
            ledger.lock("decide", "challenge.decide", ("R",), **body, **second)
        else:
            ledger.world.run("challenge.decide", **body)

    return act


def lift(ledger: Ledger) -> None:
    challenge = ledger.record("challenge/", status="upheld", effect="suspension")
    ledger.world.run("challenge.lift", challenge=challenge["id"], ruling="so")


def reverse(ledger: Ledger) -> None:
    challenge, world = ledger.record("challenge/", status="upheld", effect="reversal"), ledger.world
    if not challenge["reverse"]:
        raise NotNowError
    event = challenge["reverse"][0]
    cc = canonical.decode(world.ledger.values[f"cc/{event}"])
    payout = cc["event"]["kind"] == "loan.apply"
    due = (
        canonical.decode(world.ledger.values[f"loan/{event}"])["outstanding"]
        if payout
        else cc["event"]["body"]["amount"]
    )
    to = "B" if payout else "FD"
    body = {
        "challenge": challenge["id"], "event": event, "amount": due, "from": world.key("C"),
        "to": world.key(to), "role": to, "second_role": "CAD", "second": world.key("CAD"),
    }  # fmt: skip
    ledger.lock("reverse", "challenge.reverse", ("R",), **body)


def claiming(kind: str) -> Action:
    def act(ledger: Ledger) -> None:
        claim, world = ledger.record("claim/", status="open"), ledger.world
        body = {"claim": claim["id"], "to": claim["to"], "role": claim["role"]}
        if kind == "claim.waive":
            world.run(kind, **body, reason="so")
            return
        amount = min(world.balance("C"), claim["amount"] - claim["paid"])
        if not amount:
            raise NotNowError
        world.run(kind, **body, **{"from": claim["from"]}, amount=amount)

    return act


def moving(kind: str) -> Action:
    """The customer takes all out, or brings twice the loan in (revoked: what it owes)."""

    def act(ledger: Ledger) -> None:
        world = ledger.world
        held = world.balance("C")
        amount = held if kind == "asset.withdraw" else 2 * AMOUNT
        body = {"bank": world.key("B"), "account": world.key("C"), "transfer": new_id()}
        if not amount or (kind == "asset.deposit" and held >= amount):
            raise NotNowError
        try:
            world.run(kind, amount=amount, **body)
        except ContractError as error:
            if error.code != "contract.winding_down" or not error.params["most"]:
                raise
            world.run(kind, amount=error.params["most"], **body)

    return act


def pay(ledger: Ledger) -> None:
    """What is due; where nothing is, everything."""
    loan, world = ledger.record("loan/"), ledger.world
    now = world.query("C", "loan", id=loan["id"])["position"]
    body = {"loan": loan["id"], "payer": world.key("C"), "bank": world.key("B")}
    if now["due"]:
        world.run(
            "principal.repay", amount=now["due"], principal=now["due_principal"],
            interest=now["due_interest"], penalty=now["penalty"], **body,
        )  # fmt: skip
    elif now["outstanding"]:
        amount = now["outstanding"] + now["accrued"]
        world.run("loan.prepay", amount=amount, principal=now["outstanding"], interest=now["accrued"], **body)
    else:
        raise NotNowError


def pay_if_there(ledger: Ledger) -> None:
    """:func:`pay` where the money is there, so that nothing waits for it."""
    if ledger.world.balance("C") < _asked(ledger):
        raise NotNowError
    pay(ledger)


def write_off(ledger: Ledger) -> None:
    """Locked as ``write off``: R is to grant it."""
    loan, world = ledger.record("loan/", status="active"), ledger.world
    body = {"loan": loan["id"], "amount": loan["outstanding"], "bank": world.key("B")}
    ledger.lock("write off", "loan.writeoff", **body, reason="so")


def the_loan(ledger: Ledger) -> str:
    return str(ledger.record("loan/")["id"])


def the_customer(ledger: Ledger) -> str:
    return ledger.world.key("C")


CHALLENGING: Mapping[str, Action] = {
    "answered, accepted": answering(accepted=True),
    "answered, not accepted": answering(accepted=False),
    "dismissed": deciding("dismissed", "none"),
    "upheld, on record": deciding("upheld", "none"),
    "upheld, refusal": deciding("upheld", "refusal"),
    "upheld, suspension": deciding("upheld", "suspension"),
    "upheld, reversal": deciding("upheld", "reversal"),
    "second agrees": unlocking("decide"),
    "second refuses": unlocking("decide", failed=("CAD",)),
    "what waits is withdrawn": withdraw,
    "lifted": lift,
    "time passes": wait,
}

OF_A_PARTY: Mapping[str, Action] = {
    name: act for name, act in CHALLENGING.items() if name not in ("upheld, refusal", "upheld, reversal")
}

TAKING_BACK: Mapping[str, Action] = {
    "reversal asked": reverse,
    "reversed": unlocking("reverse"),
    "reversal refused": unlocking("reverse", failed=("CAD",)),
    "claim paid": claiming("claim.pay"),
    "claim collected": claiming("claim.collect"),
    "claim waived": claiming("claim.waive"),
    "taken out": moving("asset.withdraw"),
    "brought in": moving("asset.deposit"),
}

PAYING: Mapping[str, Action] = {
    "paid": pay_if_there,
    "write-off asked": write_off,
    "written off": unlocking("write off"),
    "write-off refused": unlocking("write off", failed=("R",)),
}


def begun() -> Ledger:
    world = World(slots=1)
    world.fund()
    world.run("fund.deposit", amount=AMOUNT, bank=world.key("B"), account=world.key("FD"), transfer=new_id())
    return Ledger(world)


def with_loan() -> Ledger:
    ledger = begun()
    ledger.world.loan(amount=AMOUNT, months=1)
    return ledger


def with_interest_paid() -> Ledger:
    """On the loan's due day, paid, with a budget to refund its interest from."""
    ledger = with_loan()
    world = ledger.world
    world.now = "2026-12-22T08:00:00Z"
    world.run("asset.deposit", amount=AMOUNT, bank=world.key("B"), account=world.key("C"), transfer=new_id())
    world.run("subsidy.budget", department=world.key("FD"), year=2026, amount=AMOUNT, deadline="2026-12-31")
    pay(ledger)
    return ledger


def refund_of(ledger: Ledger) -> dict[str, Any]:
    """The body of the refund of what was paid."""
    world, loan = ledger.world, the_loan(ledger)
    interest = world.query("C", "loan", id=loan)["schedule"][0]["paid_interest"]
    return {"loan": loan, "amount": interest, "periods": [1], "payer": world.key("FD"),
            "payee": world.key("C"), "bank": world.key("B")}  # fmt: skip


# --- the walks ----------------------------------------------------------------------------------------------


def test_an_application_s_every_state_has_an_exit() -> None:
    ledger = begun()

    def apply(reached: Ledger) -> None:
        if "application" in reached.locked:
            raise NotNowError
        reached.locked["application"] = reached.world.locked(reached.world.apply(amount=AMOUNT, months=1))

    def pending(reached: Ledger) -> str:
        return str(reached.cc("application")["event"]["id"])

    roles = ("B", "CAD", "FD")
    graph = walk(
        ledger,
        {
            "applied": apply,
            **{f"{role} passes": granting("application", role) for role in roles},
            **{f"{role} refuses": granting("application", role, failed=True) for role in roles},
            "unlocked": unlocking("application"),
            "what waits is withdrawn": withdraw,
            "CAD revoked": revoking("CAD"),
            "challenged": raising("event", pending, "B"),
            "dismissed": deciding("dismissed", "none"),
            "upheld, on record": deciding("upheld", "none"),
            "upheld, refusal": deciding("upheld", "refusal"),
            "answered, accepted": answering(accepted=True),
            "answered, not accepted": answering(accepted=False),
            "paid": pay,
        },
    )
    assert graph.dead_ends() == []
    assert graph.statuses["event"] == {"pending", "unlocked", "refused", "withdrawn"}
    assert graph.statuses["challenge"] == {"open", "answered", "dismissed", "upheld"}
    assert graph.statuses["member"] == {"active", "revoked"}


def test_a_loan_s_every_state_has_an_exit() -> None:
    challenged = {"challenged": raising("loan", the_loan, "C")}
    steps = {name: act for name, act in CHALLENGING.items() if name != "time passes"}
    graph = walk(with_loan(), {**challenged, **steps, **TAKING_BACK, "paid": pay_if_there})
    assert graph.dead_ends() == []
    assert graph.statuses["loan"] == {"active", "repaid", "reversed"}
    assert graph.statuses["challenge"] == {"open", "answered", "dismissed", "upheld", "lifted"}
    assert graph.statuses["claim"] == {"open", "paid", "waived"}


def test_a_loan_that_is_lost_has_an_exit_too() -> None:
    ledger = with_loan()
    wait(ledger)
    steps = ("dismissed", "answered, not accepted", "upheld, reversal", "second agrees")
    graph = walk(
        ledger,
        {
            "challenged": raising("loan", the_loan, "C"),
            **{name: CHALLENGING[name] for name in steps},
            "reversal asked": reverse,
            "reversed": unlocking("reverse"),
            "claim waived": claiming("claim.waive"),
            **PAYING,
            "taken out": moving("asset.withdraw"),
            "what waits is withdrawn": withdraw,
        },
    )
    assert graph.dead_ends() == []
    assert graph.statuses["loan"] >= {"active", "written_off", "reversed"}


def test_a_refund_s_every_state_has_an_exit() -> None:
    ledger = with_interest_paid()
    body = refund_of(ledger)

    def transaction(reached: Ledger) -> str:
        status = reached.world.query("R", "event", id=reached.cc("refund")["event"]["id"])["status"]
        if status["status"] != "unlocked":
            raise NotNowError
        return str(status["tx"]["unlock"])

    graph = walk(
        ledger,
        {
            "asked": lambda reached: reached.lock("refund", "loan.refund", **body),
            "B passes": granting("refund", "B"),
            "B refuses": granting("refund", "B", failed=True),
            "unlocked": unlocking("refund"),
            "refused": unlocking("refund", failed=("FD",)),
            "challenged": raising("transaction", transaction, "C"),
            **{
                name: CHALLENGING[name]
                for name in ("dismissed", "answered, not accepted", "upheld, reversal")
            },
            **{name: CHALLENGING[name] for name in ("second agrees", "what waits is withdrawn")},
            **TAKING_BACK,
        },
    )
    assert graph.dead_ends() == []
    assert graph.statuses["event"] == {"pending", "unlocked", "refused", "withdrawn"}
    assert graph.statuses["claim"] == {"open", "paid", "waived"}


def test_a_customer_s_every_state_has_an_exit() -> None:
    """Frozen, suspended, revoked, in any order: its loan and its money still come to an end."""
    graph = walk(
        with_loan(),
        {
            "challenged": raising("party", the_customer, "C"),
            **OF_A_PARTY,
            "revoked": revoking("C"),
            "paid": pay,
            "taken out": moving("asset.withdraw"),
            "brought in": moving("asset.deposit"),
        },
    )
    assert graph.dead_ends() == []
    assert graph.statuses["member"] == {"active", "revoked"}
    assert graph.statuses["challenge"] == {"open", "answered", "dismissed", "upheld", "lifted"}


def test_a_bank_s_every_state_has_an_exit() -> None:
    """Frozen or revoked, its customers still pay, and withdraw."""
    graph = walk(
        with_loan(),
        {
            "challenged": raising("party", lambda ledger: ledger.world.key("B"), "B"),
            **OF_A_PARTY,
            "revoked": revoking("B"),
            "paid": pay,
            "brought in": moving("asset.deposit"),
            "taken out": moving("asset.withdraw"),
        },
    )
    assert graph.dead_ends() == []


def test_a_succeeded_customer_s_every_state_has_an_exit() -> None:
    """A lost key's loan, money and what it signed come to an end, also where the new key is revoked."""
    ledger = with_loan()
    world = ledger.world
    world.signers["counter"], world.roles["counter"] = signer("counter"), "C"
    world.signers[HEIR], world.roles[HEIR], world.persons[HEIR] = signer(HEIR), "C", tag_of("C")
    for name in ("counter", HEIR):
        world.invoke("counter", "register", [world.record(name)], registrar=True)
    old, counter = world.key("C"), world.key("counter")

    def ask(reached: Ledger) -> None:
        if "succession" in reached.locked and reached.status(reached.cc("succession")) == "pending":
            raise NotNowError
        body = {"counter": counter, "old": old, "new": signer(HEIR).key, "dossier": SEALED}
        draft = world.draft("identity.succeed", commitment="0" * 64, **body)
        cc = draft.chaincode(draft.sign(world.signers["counter"]))
        world.invoke("counter", "lock", [cc], registrar=True)
        reached.locked["succession"] = cc

    def prepay(reached: Ledger) -> None:
        loan = the_loan(reached)
        body = {"loan": loan, "payer": world.key("C"), "bank": world.key("B"), "interest": 0}
        reached.lock("prepayment", "loan.prepay", ("C",), amount=1, principal=1, **body)

    graph = walk(
        ledger,
        {
            "succession asked": ask,
            "succeeded": unlocking("succession", by="counter"),
            "succession refused": unlocking("succession", failed=("CAD",), by="counter"),
            "prepayment asked": prepay,
            "prepaid": unlocking("prepayment"),
            "what waits is withdrawn": withdraw,
            "revoked": revoking("C"),
            "paid": pay,
            "taken out": moving("asset.withdraw"),
            "brought in": moving("asset.deposit"),
        },
    )
    assert graph.dead_ends() == []
    assert graph.statuses["member"] == {"active", "revoked", "succeeded"}
    assert graph.statuses["event"] >= {"pending", "unlocked", "refused", "withdrawn"}


# --- the tests of the test ----------------------------------------------------------------------------------


def test_the_walk_finds_a_dead_end_where_there_is_one() -> None:
    """The test of the test: without payment, write-off and reversal an active loan has no exit."""
    graph = walk(with_loan(), {"taken out": moving("asset.withdraw"), "time passes": wait})
    assert len(graph.dead_ends()) == len(graph.edges) > 1


def paid_off() -> Ledger:
    """A ledger on which nothing is left to do."""
    ledger = with_loan()
    pay(ledger)
    assert is_end(ledger)
    return ledger


def with_money() -> Ledger:
    """Nothing is left to do, and the customer holds money."""
    ledger = paid_off()
    moving("asset.deposit")(ledger)
    assert is_end(ledger)
    return ledger


def refund_asked() -> Ledger:
    ledger = with_interest_paid()
    ledger.lock("refund", "loan.refund", **refund_of(ledger))
    return ledger


STUCK: Mapping[str, tuple[Callable[[], Ledger], Mapping[str, Action]]] = {
    "an event that is granted and neither unlocked nor withdrawn": (
        paid_off,
        {
            "applied": lambda ledger: ledger.locked.update(
                application=ledger.world.locked(ledger.world.apply(amount=AMOUNT, months=1))
            ),
            "B passes": granting("application", "B"),
        },
    ),
    "a refund that is neither executed nor refused nor withdrawn": (
        refund_asked,
        {"B passes": granting("refund", "B"), "FD passes": granting("refund", "FD"), "paid": pay},
    ),
    "a challenge that nobody decides": (
        paid_off,
        {"challenged": raising("party", the_customer, "C"), "answered": answering(accepted=False)},
    ),
    "a member that is suspended and never free again": (
        paid_off,
        {
            "challenged": raising("party", the_customer, "C"),
            "answered": answering(accepted=False),
            "upheld, suspension": deciding("upheld", "suspension"),
            "second agrees": unlocking("decide"),
        },
    ),
    "a member that is revoked and cannot take its money out": (with_money, {"revoked": revoking("C")}),
    "a claim that is not paid": (
        with_loan,
        {
            "taken out": moving("asset.withdraw"),
            "challenged": raising("loan", the_loan, "C"),
            "answered": answering(accepted=False),
            "upheld, reversal": deciding("upheld", "reversal"),
            "second agrees": unlocking("decide"),
            "reversal asked": reverse,
            "reversed": unlocking("reverse"),
        },
    ),
}


@pytest.mark.parametrize("case", STUCK)
def test_the_walk_finds_what_is_stuck(case: str) -> None:
    """Without the actions that lead out of it, a state is a dead end."""
    begin, actions = STUCK[case]
    graph = walk(begin(), actions)
    assert graph.dead_ends()


def test_the_walk_finds_the_dead_end_of_rules_that_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing goes on after a revocation, a revoked customer's loan has no exit."""

    def harsh() -> Any:
        document = dear_document()
        rows = [
            {name: value for name, value in row.items() if name != "while_revoked"}
            for row in document["flows"]["flows"]
        ]
        return {**document, "flows": {**document["flows"], "flows": rows}}

    monkeypatch.setattr(world_module, "dear_document", harsh)
    actions = {
        "revoked": revoking("C"),
        "paid": pay_if_there,
        "taken out": moving("asset.withdraw"),
        "brought in": moving("asset.deposit"),
    }
    assert walk(with_loan(), actions).dead_ends()
    monkeypatch.undo()
    assert walk(with_loan(), actions).dead_ends() == []
