"""What the money's views say about states: links, transfers, instalments, loans, tiers, challenges."""

from __future__ import annotations

from loc_desktop.ui.widgets.words import translate


def link(state: str) -> str:
    """Whether a traditional account is linked to the digital one."""
    return {
        "none": translate("Money", "not linked"),
        "asked": translate("Money", "link asked for"),
        "linked": translate("Money", "linked"),
    }.get(state, state)


def account(state: str) -> str:
    """An account's or customer's status."""
    return {
        "open": translate("Money", "open"),
        "active": translate("Money", "active"),
        "closed": translate("Money", "closed"),
    }.get(state, state)


def direction(inward: bool) -> str:
    """Which way a transfer goes."""
    if inward:
        return translate("Money", "traditional → digital")
    return translate("Money", "digital → traditional")


def transfer(state: str) -> str:
    """Where a transfer is in its two phases."""
    return {
        "waiting": translate("Money", "to be sent"),
        "asked": translate("Money", "waits for the bank"),
        "received": translate("Money", "received by the bank"),
        "held": translate("Money", "booked, in transit"),
        "executed": translate("Money", "executed on the ledger"),
        "settled": translate("Money", "settled"),
        "refusing": translate("Money", "being refused"),
        "refused": translate("Money", "refused"),
        "failing": translate("Money", "not executed, going back"),
        "returning": translate("Money", "going back"),
        "reversed": translate("Money", "reversed"),
    }.get(state, state)


def transfer_tone(state: str) -> str:
    return {
        "settled": "good",
        "executed": "good",
        "refused": "bad",
        "reversed": "bad",
        "failing": "warn",
    }.get(state, "")


def step(name: str) -> str:
    """A step of a transfer, short."""
    return {
        "asked": translate("Money", "Requested"),
        "held": translate("Money", "1 Booked"),
        "executed": translate("Money", "2 On the ledger"),
        "settled": translate("Money", "Settled"),
        "refused": translate("Money", "Refused"),
        "reversed": translate("Money", "Reversed"),
    }.get(name, name)


def where(place: str) -> str:
    """Where the money is."""
    return {
        "traditional": translate("Money", "on the traditional account"),
        "in_transit": translate("Money", "in transit in the bank's books"),
        "digital": translate("Money", "on the digital account"),
        "at_bank": translate("Money", "at the bank"),
        "loan": translate("Money", "in the loan that it repaid"),
    }.get(place, place)


def instalment(state: str) -> str:
    """A line of a schedule."""
    return {
        "paid": translate("Money", "paid"),
        "due": translate("Money", "due"),
        "overdue": translate("Money", "overdue"),
        "ahead": translate("Money", "later"),
    }.get(state, state)


def instalment_tone(state: str) -> str:
    return {"paid": "good", "due": "warn", "overdue": "bad"}.get(state, "muted")


def loan(state: str) -> str:
    """A loan's status."""
    return {
        "active": translate("Money", "running"),
        "repaid": translate("Money", "repaid"),
        "written_off": translate("Money", "written off"),
        "reversed": translate("Money", "reversed"),
    }.get(state, state)


def tier(name: str) -> str:
    """The five-tier classification."""
    return {
        "normal": translate("Money", "normal"),
        "special_mention": translate("Money", "special mention"),
        "substandard": translate("Money", "substandard"),
        "doubtful": translate("Money", "doubtful"),
        "loss": translate("Money", "loss"),
    }.get(name, name)


def tier_tone(name: str) -> str:
    return {"normal": "", "special_mention": "warn"}.get(name, "bad")


def day_end(status: str) -> str:
    """How a day's end went."""
    return {
        "finished": translate("Money", "finished"),
        "cancelled": translate("Money", "stopped, run it again"),
        "covered": translate("Money", "before the first day that was run"),
    }.get(status, status)


def notice(kind: str) -> str:
    """A due notice's kind."""
    return {
        "soon": translate("Money", "due soon"),
        "due": translate("Money", "due today"),
        "overdue": translate("Money", "overdue"),
    }.get(kind, kind)


def method(name: str) -> str:
    """How a product is repaid."""
    return {
        "annuity": translate("Money", "equal instalments"),
        "equal_principal": translate("Money", "equal principal"),
        "interest_only": translate("Money", "monthly interest, principal at the end"),
        "bullet": translate("Money", "all at maturity"),
    }.get(name, name)


def prepayment(name: str) -> str:
    """A product's rule for prepayment."""
    return {
        "reduce_months": translate("Money", "fewer months"),
        "reduce_instalment": translate("Money", "smaller instalments"),
        "forbidden": translate("Money", "not possible"),
    }.get(name, name)


def target(kind: str) -> str:
    """What a challenge is about."""
    return {
        "transaction": translate("Money", "transaction"),
        "loan": translate("Money", "loan"),
        "party": translate("Money", "party"),
        "event": translate("Money", "event"),
    }.get(kind, kind)


def challenge(state: str) -> str:
    """A challenge's status."""
    return {
        "open": translate("Money", "waits for an answer"),
        "answered": translate("Money", "answered, waits for the regulator"),
        "dismissed": translate("Money", "dismissed"),
        "upheld": translate("Money", "upheld"),
        "lifted": translate("Money", "upheld, since lifted"),
    }.get(state, state)


def challenge_tone(state: str) -> str:
    return {"dismissed": "good", "upheld": "bad", "open": "warn", "answered": "warn"}.get(state, "muted")


def effect(name: str) -> str:
    """What an upheld challenge leads to."""
    return {
        "none": translate("Money", "no effect"),
        "refusal": translate("Money", "the event is refused"),
        "suspension": translate("Money", "the party is suspended"),
        "reversal": translate("Money", "the payment is reversed"),
    }.get(name, name)


def amount_name(name: str) -> str:
    """A part of a payment; "" for what is no amount (months, a rate)."""
    return {
        "amount": translate("Money", "amount"),
        "disbursed": translate("Money", "paid out"),
        "reversed": translate("Money", "reversed"),
        "written_back": translate("Money", "written back"),
        "principal": translate("Money", "principal"),
        "interest": translate("Money", "interest"),
        "penalty": translate("Money", "penalty"),
        "subsidy": translate("Money", "subsidy"),
        "written_off": translate("Money", "written off"),
        "recovered": translate("Money", "of it recovered"),
        "outstanding": translate("Money", "outstanding"),
        "unearned": translate("Money", "interest paid ahead that went to principal"),
    }.get(name, "")


def percent(hundredths: int) -> str:
    """435 → ``4.35 %``."""
    return f"{hundredths // 100}.{hundredths % 100:02d} %"
