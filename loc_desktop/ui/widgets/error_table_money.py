"""Known errors of accounts, loans, subsidy, challenges and the bank's books: what happened, what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

MONEY: dict[str, tuple[object, object]] = {
    "money.changed": (
        QT_TRANSLATE_NOOP("Errors", "This request was not prepared here, or is too old."),
        QT_TRANSLATE_NOOP("Errors", "Prepare it again and look at the sentence."),
    ),
    "money.not_executed": (
        QT_TRANSLATE_NOOP("Errors", "The ledger did not execute it: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Correct this and ask again; the attempt is on record."),
    ),
    "money.amount": (
        QT_TRANSLATE_NOOP("Errors", "The amount has to be above zero."),
        QT_TRANSLATE_NOOP("Errors", "Enter an amount in yuan."),
    ),
    "money.no_customer": (
        QT_TRANSLATE_NOOP("Errors", "This counter does not hold the customer's key."),
        QT_TRANSLATE_NOOP("Errors", "Choose one of its customers."),
    ),
    "money.no_link": (
        QT_TRANSLATE_NOOP("Errors", "No account at {bank} is linked to this digital account."),
        QT_TRANSLATE_NOOP("Errors", "Link an account of one's own first."),
    ),
    "money.linked": (
        QT_TRANSLATE_NOOP("Errors", "The account {number} is already linked."),
        QT_TRANSLATE_NOOP("Errors", "Use it as it is."),
    ),
    "money.not_linked": (
        QT_TRANSLATE_NOOP("Errors", "The account {number} is not linked."),
        QT_TRANSLATE_NOOP("Errors", "Choose a linked account."),
    ),
    "money.number": (
        QT_TRANSLATE_NOOP("Errors", "{number} is no account number ({why})."),
        QT_TRANSLATE_NOOP("Errors", "Check the digits."),
    ),
    "money.not_own": (
        QT_TRANSLATE_NOOP("Errors", "The account {number} does not belong to this customer."),
        QT_TRANSLATE_NOOP("Errors", "Enter the number of the customer's own account."),
    ),
    "money.funds": (
        QT_TRANSLATE_NOOP("Errors", "The {side} account holds {held} yuan, {needed} yuan are needed."),
        QT_TRANSLATE_NOOP("Errors", "Choose a smaller amount, or bring money there first."),
    ),
    "loan.nothing_due": (
        QT_TRANSLATE_NOOP(
            "Errors", "Nothing is to be paid on this loan now; the next payment is due on {next}."
        ),
        QT_TRANSLATE_NOOP("Errors", "Pay then, or prepay."),
    ),
    "loan.too_much": (
        QT_TRANSLATE_NOOP("Errors", "{amount} yuan are more than the {most} yuan that can be paid now."),
        QT_TRANSLATE_NOOP("Errors", "Pay at most that, or prepay."),
    ),
    "loan.due_first": (
        QT_TRANSLATE_NOOP("Errors", "{due} yuan are due on this loan."),
        QT_TRANSLATE_NOOP("Errors", "Pay them first, then prepay."),
    ),
    "loan.no_prepay": (
        QT_TRANSLATE_NOOP("Errors", "This loan cannot be prepaid."),
        QT_TRANSLATE_NOOP("Errors", "Pay each instalment when it is due."),
    ),
    "loan.no_refund": (
        QT_TRANSLATE_NOOP("Errors", "There is no paid interest to give back on this loan now."),
        QT_TRANSLATE_NOOP("Errors", "Paid interest is given back once, when its period has ended."),
    ),
    "loan.status": (
        QT_TRANSLATE_NOOP("Errors", "The loan is {status}."),
        QT_TRANSLATE_NOOP("Errors", "Choose an active loan."),
    ),
    "loan.text": (
        QT_TRANSLATE_NOOP("Errors", "A reason is needed."),
        QT_TRANSLATE_NOOP("Errors", "Say in a sentence why."),
    ),
    "loan.months": (
        QT_TRANSLATE_NOOP("Errors", "{months} months are not possible."),
        QT_TRANSLATE_NOOP("Errors", "Choose 1 to {most} months."),
    ),
    "loan.writeoff": (
        QT_TRANSLATE_NOOP(
            "Errors", "The loan is {tier:tier}: it is not written off without a reason that the rules name."
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose the reason, or wait until the loan is a loss."),
    ),
    "loan.writeoff_amount": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "{amount} yuan cannot be written off: {left} yuan of the loan are left to be.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Enter an amount above zero and at most that."),
    ),
    "grant.reason": (
        QT_TRANSLATE_NOOP("Errors", "A refusal needs a reason."),
        QT_TRANSLATE_NOOP("Errors", "Say in a sentence why."),
    ),
    "grant.by_automation": (
        QT_TRANSLATE_NOOP("Errors", "The bank's connector decides this by its books."),
        QT_TRANSLATE_NOOP("Errors", "Let the connector go on with what waits."),
    ),
    "bank.no_books": (
        QT_TRANSLATE_NOOP("Errors", "The books of this bank are not on this computer."),
        QT_TRANSLATE_NOOP("Errors", "Use the computer that has the bank's data folder."),
    ),
    "statement.file": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} was not written: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Choose another place for it."),
    ),
    "bank.future": (
        QT_TRANSLATE_NOOP("Errors", "The day {day} is not over yet."),
        QT_TRANSLATE_NOOP("Errors", "Run a day's end up to today."),
    ),
    "subsidy.year": (
        QT_TRANSLATE_NOOP("Errors", "{year} is no year to plan for."),
        QT_TRANSLATE_NOOP("Errors", "Choose this year or the next ones."),
    ),
    "subsidy.deadline": (
        QT_TRANSLATE_NOOP("Errors", "{deadline} is not a day of {year} or later."),
        QT_TRANSLATE_NOOP("Errors", "Write the day as YYYY-MM-DD."),
    ),
    "subsidy.amount": (
        QT_TRANSLATE_NOOP("Errors", "The budget has to be zero or more."),
        QT_TRANSLATE_NOOP("Errors", "Enter an amount in yuan."),
    ),
    "challenge.target": (
        QT_TRANSLATE_NOOP("Errors", "The ledger has no {kind} {target}."),
        QT_TRANSLATE_NOOP("Errors", "Check the id."),
    ),
    "challenge.text": (
        QT_TRANSLATE_NOOP("Errors", "A text is needed."),
        QT_TRANSLATE_NOOP("Errors", "Say it in a sentence or more."),
    ),
    "challenge.deadline": (
        QT_TRANSLATE_NOOP("Errors", "{deadline} leaves too few working days to answer."),
        QT_TRANSLATE_NOOP("Errors", "Choose {earliest} or a later day, as YYYY-MM-DD."),
    ),
    "challenge.second": (
        QT_TRANSLATE_NOOP("Errors", "There is no second authority that could agree."),
        QT_TRANSLATE_NOOP("Errors", "Let another R, FD or CAD join the network."),
    ),
    "claim.unknown": (
        QT_TRANSLATE_NOOP("Errors", "The ledger has no open claim {claim:short}."),
        QT_TRANSLATE_NOOP("Errors", "Look at the claims again."),
    ),
    "claim.amount": (
        QT_TRANSLATE_NOOP("Errors", "The amount must be from 0.01 to {left} yuan."),
        QT_TRANSLATE_NOOP("Errors", "Enter an amount that is owed and there."),
    ),
    "withdraw.cannot": (
        QT_TRANSLATE_NOOP("Errors", "This event cannot be withdrawn: it is {status:status}."),
        QT_TRANSLATE_NOOP("Errors", "Only what waits can be withdrawn, by who signed it."),
    ),
    "challenge.cannot": (
        QT_TRANSLATE_NOOP("Errors", "The challenge is {status}: this cannot be done now."),
        QT_TRANSLATE_NOOP("Errors", "Look at its state again."),
    ),
    "rules.file": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} cannot be used: {why:why}."),
        QT_TRANSLATE_NOOP("Errors", "Choose a file of rules, in JSON."),
    ),
    "rules.day_of": (
        QT_TRANSLATE_NOOP("Errors", "{day} is no day of {year}."),
        QT_TRANSLATE_NOOP("Errors", "Write each day as MM-DD or YYYY-MM-DD."),
    ),
    "day.not_here": (
        QT_TRANSLATE_NOOP("Errors", "This ledger follows the real calendar."),
        QT_TRANSLATE_NOOP("Errors", "Only the sample's ledger can be walked through time."),
    ),
    "client.invalid": (
        QT_TRANSLATE_NOOP("Errors", "The customer was not added."),
        QT_TRANSLATE_NOOP("Errors", "Correct the fields that are marked."),
    ),
    "books.key_used": (
        QT_TRANSLATE_NOOP("Errors", "The booking key {key} stands for another entry."),
        QT_TRANSLATE_NOOP("Errors", "Use a new key for a new booking."),
    ),
    "books.unbalanced": (
        QT_TRANSLATE_NOOP(
            "Errors", "Debits and credits of {key} are not equal, or there are not two of them."
        ),
        QT_TRANSLATE_NOOP("Errors", "Correct the amounts."),
    ),
    "books.amount": (
        QT_TRANSLATE_NOOP("Errors", "{amount:yuan} yuan cannot be booked."),
        QT_TRANSLATE_NOOP("Errors", "Give an amount above zero."),
    ),
    "books.date": (
        QT_TRANSLATE_NOOP("Errors", "{date} is not a day."),
        QT_TRANSLATE_NOOP("Errors", "Write the day as YYYY-MM-DD."),
    ),
    "books.no_account": (
        QT_TRANSLATE_NOOP("Errors", "There is no account {number} in these books."),
        QT_TRANSLATE_NOOP("Errors", "Check the account number."),
    ),
    "books.closed": (
        QT_TRANSLATE_NOOP("Errors", "The account {number} is closed."),
        QT_TRANSLATE_NOOP("Errors", "Use an account that is open."),
    ),
    "books.funds": (
        QT_TRANSLATE_NOOP(
            "Errors", "The account {number} holds {held:yuan} yuan, {needed:yuan} yuan are needed."
        ),
        QT_TRANSLATE_NOOP("Errors", "Pay in first, or choose a smaller amount."),
    ),
    "books.no_entry": (
        QT_TRANSLATE_NOOP("Errors", "There is no journal entry {entry}."),
        QT_TRANSLATE_NOOP("Errors", "Check its number."),
    ),
    "books.reversed": (
        QT_TRANSLATE_NOOP("Errors", "The entry {entry} was reversed before, by {by}."),
        QT_TRANSLATE_NOOP("Errors", "Nothing needs to be done."),
    ),
    "books.refused": (
        QT_TRANSLATE_NOOP("Errors", "The books refuse this: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Nothing was booked."),
    ),
    "books.empty": (
        QT_TRANSLATE_NOOP("Errors", "There are no books in {file} yet."),
        QT_TRANSLATE_NOOP("Errors", "Set them up as the bank first."),
    ),
    "books.other_bank": (
        QT_TRANSLATE_NOOP("Errors", "The books in {file} belong to another bank."),
        QT_TRANSLATE_NOOP("Errors", "Choose the books of this bank."),
    ),
    "books.no_client": (
        QT_TRANSLATE_NOOP("Errors", "There is no active customer {number}."),
        QT_TRANSLATE_NOOP("Errors", "Register the customer first."),
    ),
    "books.kind": (
        QT_TRANSLATE_NOOP("Errors", "Accounts of kind {kind} are the bank's own."),
        QT_TRANSLATE_NOOP("Errors", "Choose a kind for customers."),
    ),
    "books.internal": (
        QT_TRANSLATE_NOOP("Errors", "The account {number} is the bank's own."),
        QT_TRANSLATE_NOOP("Errors", "It stays open."),
    ),
    "books.not_empty": (
        QT_TRANSLATE_NOOP("Errors", "The account {number} still holds {held:yuan} yuan."),
        QT_TRANSLATE_NOOP("Errors", "Pay the money out or transfer it first."),
    ),
    "books.in_transit": (
        QT_TRANSLATE_NOOP("Errors", "{count} transfers of account {number} are still in transit."),
        QT_TRANSLATE_NOOP("Errors", "Wait until they are settled or reversed."),
    ),
    "books.number": (
        QT_TRANSLATE_NOOP("Errors", "{number} is no account number of this bank ({why})."),
        QT_TRANSLATE_NOOP("Errors", "Check the digits."),
    ),
    "books.linked": (
        QT_TRANSLATE_NOOP(
            "Errors", "The account {number} or the digital account is already linked to another."
        ),
        QT_TRANSLATE_NOOP("Errors", "End that link first."),
    ),
    "books.future": (
        QT_TRANSLATE_NOOP("Errors", "The day {day} is not over yet."),
        QT_TRANSLATE_NOOP("Errors", "Run the day's end of today or of a day before."),
    ),
    "books.disk": (
        QT_TRANSLATE_NOOP("Errors", "The books {file} could not be read or written."),
        QT_TRANSLATE_NOOP(
            "Errors", "Check that the disk is not full and the file is writable, then try again."
        ),
    ),
    "books.unreadable": (
        QT_TRANSLATE_NOOP("Errors", "The books {file} are damaged."),
        QT_TRANSLATE_NOOP("Errors", "Put back a copy of the file; do not go on with the damaged one."),
    ),
    "books.newer": (
        QT_TRANSLATE_NOOP("Errors", "The books {file} were written by a newer version of this program."),
        QT_TRANSLATE_NOOP("Errors", "Install that version; the file has not been changed."),
    ),
    "connector.other_bank": (
        QT_TRANSLATE_NOOP("Errors", "The books belong to another bank than the one that is signed in."),
        QT_TRANSLATE_NOOP("Errors", "Choose the books of this bank."),
    ),
    "connector.not_a_transfer": (
        QT_TRANSLATE_NOOP("Errors", "The event {event} is no transfer of this bank."),
        QT_TRANSLATE_NOOP("Errors", "Choose a deposit or withdrawal at this bank."),
    ),
    "connector.not_a_link": (
        QT_TRANSLATE_NOOP("Errors", "The event {event} links no account of this bank."),
        QT_TRANSLATE_NOOP("Errors", "Choose an account link at this bank."),
    ),
    "connector.link_waits": (
        QT_TRANSLATE_NOOP("Errors", "The link of account {number} is not yet decided on the ledger."),
        QT_TRANSLATE_NOOP("Errors", "It is finished by itself when the ledger is back."),
    ),
    "connector.pass_granted": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The bank's Pass is on the ledger already, given by other hands; the books refuse the transfer.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Clear what the books refuse, or ask the regulator."),
    ),
    "connector.unbacked": (
        QT_TRANSLATE_NOOP("Errors", "The ledger has executed it, but no account of this bank is linked."),
        QT_TRANSLATE_NOOP("Errors", "Link an account; it is booked by itself then."),
    ),
    "connector.code": (
        QT_TRANSLATE_NOOP("Errors", "The ledger evaluated the unlocking code with return code {code}."),
        QT_TRANSLATE_NOOP("Errors", "Look at the attempt's trace."),
    ),
    "connector.wrong_account": (
        QT_TRANSLATE_NOOP("Errors", "The account {number} is not, or not any more, the one that is linked."),
        QT_TRANSLATE_NOOP("Errors", "It is looked at again at the next day's end."),
    ),
    "connector.trouble": (
        QT_TRANSLATE_NOOP("Errors", "No answer: {why}."),
        QT_TRANSLATE_NOOP("Errors", "It is tried again by itself."),
    ),
}
