"""Known errors of the money's part of the desk. Nothing was signed or sent when one is raised, unless it says
so."""

from __future__ import annotations

from loc_desktop.texts.trouble import DeskError, Value, filled

CODES: dict[str, tuple[str, str]] = {
    "money.changed": (
        "This request was not prepared here, or is too old.",
        "Prepare it again and look at the sentence.",
    ),
    "money.not_executed": (
        "The ledger did not execute it: {why}.",
        "Correct this and ask again; the attempt is on record.",
    ),
    "money.amount": ("The amount has to be above zero.", "Enter an amount in yuan."),
    "money.no_customer": ("This counter does not hold the customer's key.", "Choose one of its customers."),
    "money.no_link": (
        "No account at {bank} is linked to this digital account.",
        "Link an account of one's own first.",
    ),
    "money.linked": ("The account {number} is already linked.", "Use it as it is."),
    "money.not_linked": ("The account {number} is not linked.", "Choose a linked account."),
    "money.number": ("{number} is no account number ({why}).", "Check the digits."),
    "money.not_own": (
        "The account {number} does not belong to this customer.",
        "Enter the number of the customer's own account.",
    ),
    "money.funds": (
        "The {side} account holds {held} yuan, {needed} yuan are needed.",
        "Choose a smaller amount, or bring money there first.",
    ),
    "loan.nothing_due": (
        "Nothing is to be paid on this loan now; the next payment is due on {next}.",
        "Pay then, or prepay.",
    ),
    "loan.too_much": (
        "{amount} yuan are more than the {most} yuan that can be paid now.",
        "Pay at most that, or prepay.",
    ),
    "loan.due_first": ("{due} yuan are due on this loan.", "Pay them first, then prepay."),
    "loan.no_prepay": ("This loan cannot be prepaid.", "Pay each instalment when it is due."),
    "loan.no_refund": (
        "There is no paid interest to give back on this loan now.",
        "Paid interest is given back once, when its period has ended.",
    ),
    "loan.status": ("The loan is {status}.", "Choose an active loan."),
    "loan.text": ("A reason is needed.", "Say in a sentence why."),
    "loan.months": ("{months} months are not possible.", "Choose 1 to {most} months."),
    "loan.writeoff": (
        "The loan is {tier}: it is not written off without a reason that the rules name.",
        "Choose the reason, or wait until the loan is a loss.",
    ),
    "loan.writeoff_amount": (
        "{amount} yuan cannot be written off: {left} yuan of the loan are left to be.",
        "Enter an amount above zero and at most that.",
    ),
    "grant.reason": ("A refusal needs a reason.", "Say in a sentence why."),
    "grant.by_automation": (
        "The bank's connector decides this by its books.",
        "Let the connector go on with what waits.",
    ),
    "bank.no_books": (
        "The books of this bank are not on this computer.",
        "Use the computer that has the bank's data folder.",
    ),
    "statement.file": ("The file {file} was not written: {why}.", "Choose another place for it."),
    "bank.future": ("The day {day} is not over yet.", "Run a day's end up to today."),
    "subsidy.year": ("{year} is no year to plan for.", "Choose this year or the next ones."),
    "subsidy.deadline": ("{deadline} is not a day of {year} or later.", "Write the day as YYYY-MM-DD."),
    "subsidy.amount": ("The budget has to be zero or more.", "Enter an amount in yuan."),
    "challenge.target": ("The ledger has no {kind} {target}.", "Check the id."),
    "challenge.text": ("A text is needed.", "Say it in a sentence or more."),
    "challenge.deadline": (
        "{deadline} leaves too few working days to answer.",
        "Choose {earliest} or a later day, as YYYY-MM-DD.",
    ),
    "challenge.second": (
        "There is no second authority that could agree.",
        "Let another R, FD or CAD join the network.",
    ),
    "claim.unknown": ("The ledger has no open claim {claim}.", "Look at the claims again."),
    "claim.amount": (
        "The amount must be from 0.01 to {left} yuan.",
        "Enter an amount that is owed and there.",
    ),
    "withdraw.cannot": (
        "This event cannot be withdrawn: it is {status}.",
        "Only what waits can be withdrawn, by who signed it.",
    ),
    "challenge.cannot": ("The challenge is {status}: this cannot be done now.", "Look at its state again."),
    "rules.file": ("The file {file} cannot be used: {why}.", "Choose a file of rules, in JSON."),
    "rules.day_of": ("{day} is no day of {year}.", "Write each day as MM-DD or YYYY-MM-DD."),
    "day.not_here": (
        "This ledger follows the real calendar.",
        "Only the sample's ledger can be walked through time.",
    ),
}
"""Every code: what is wrong, what to do. The interface has the Chinese by the same codes."""


def refused(code: str, *, tx_id: str = "", **params: Value) -> DeskError:
    """The error of this code with its sentences filled in. Money stands in ``params`` as yuan to read."""
    return filled(code, CODES[code], params, tx_id)
