"""What the contract refuses, and why: one stable code each, an English sentence, and what to do now.

A refusal (:class:`ContractError`) leaves nothing on the ledger. A :class:`ExecutionError` is a valid
chaincode whose operations cannot execute: return code 4 of Algorithm 3, recorded on the ledger, nothing
applied.
"""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import KnownError, Money, Trouble, params_from_json
from loc_desktop.loan.money import fill

CODES: Final[dict[str, tuple[str, str]]] = {
    "unknown_function": (
        "The contract has no function {fn}.",
        "Check that program and ledger have the same version.",
    ),
    "arguments": (
        "The arguments of {fn} are wrong: {why}.",
        "Check that program and ledger have the same version.",
    ),
    "not_initialised": ("This ledger has not been set up yet.", "Run the set-up of the ledger first."),
    "initialised": ("This ledger is already set up.", "Nothing needs to be done."),
    "config": ("The ledger's configuration is wrong: {why}.", "Correct the configuration."),
    "shape": ("The item is not of the script's shape: {where}: {why}.", "Build it again with this program."),
    "unknown_kind": (
        "There is no business flow for events of kind {kind}.",
        "Choose one of the known kinds.",
    ),
    "body": ("The event's body is wrong at {field}: {why}.", "Correct the field and sign again."),
    "signers": ("The event is not signed by the roles its flow asks for: {why}.", "Let the right role sign."),
    "signature": (
        "The signature of {role} over the event does not verify.",
        "Sign again with the right key.",
    ),
    "grantors": (
        "The grantors are not those of the flow: {why}.",
        "Name the grantors in the order of the flow.",
    ),
    "operations": (
        "The operations do not agree with the event.",
        "Build the chaincode again from the event.",
    ),
    "channel": ("The event is for channel {channel}, this is {here}.", "Change the channel and sign again."),
    "time": (
        "The time {at} is not a UTC time of whole seconds.",
        "Check this computer's clock and sign again.",
    ),
    "time_window": (
        "The event says {at}, the ledger's time is {time}: more than {minutes} minutes apart.",
        "Check this computer's clock, then sign again.",
    ),
    "not_member": (
        "{key} is no active member in role {role}.",
        "Register the member first, or ask who revoked it.",
    ),
    "duplicate": (
        "The event {id:short} is already on the ledger ({status:status}); an id executes once.",
        "Nothing needs to be done.",
    ),
    "unknown_event": ("The ledger has no event {id}.", "Check the id; the event may not have been sent yet."),
    "not_pending": (
        "The event {id:short} is no longer pending: it is {status:status}.",
        "Nothing needs to be done.",
    ),
    "too_large": (
        "What was sent to {fn} is larger than {parts} values or {characters} characters.",
        "Leave out what does not belong there.",
    ),
    "name_taken": (
        "The name {name} is that of a member of {organisation}.",
        "Take a name that nobody takes for another's.",
    ),
    "expired": (
        "The event {id:short} waited until {expires}; it is not granted or executed any more.",
        "Sign it anew if it is still wanted.",
    ),
    "attempts": (
        "{most} attempts to unlock {id:short} have failed; no more are kept.",
        "Send an unlocking code that executes.",
    ),
    "pending_most": (
        "{key:short} has {most} events that wait; no more are taken.",
        "Withdraw one, or let one be decided.",
    ),
    "turn": ("It is not this grantor's turn: {why}.", "Wait for the earlier grantor."),
    "result": ("The oracle result is wrong: {why}.", "Audit and sign again."),
    "frozen": (
        "The {what:subject} {id:short} is frozen by challenge {challenge:short}.",
        "Wait for the regulator's decision.",
    ),
    "denied": ("Role {role} may not do this: {why}.", "Use an identity whose role may."),
    "record": ("The member record is wrong: {why}.", "Create the identity again."),
    "other_role": ("The key is already registered as {role}.", "Create another identity for this role."),
    "revoked": ("The member {key} was revoked.", "Create a new identity."),
    "succeeded": ("The key {key} was succeeded by {successor}.", "Use the new key; the old one is dead."),
    "person_fixed": (
        "It is attested whose key {key} is; its member record cannot name another person.",
        "Register a new key for the other person.",
    ),
    "unknown_query": (
        "The contract has no query {name}.",
        "Check that program and ledger have the same version.",
    ),
    "query_only": (
        "Events of kind {kind} change the ledger and need an unlocking code.",
        "Lock the event instead.",
    ),
    "too_many": ("{count} unlocking codes at once are more than {limit}.", "Send them in smaller groups."),
    "not_found": ("The ledger has no {what:subject} {id:short}.", "Check the id."),
    # conditions of the business flows; these also appear as the reason of return code 4
    "account_full": (
        "A part of the account {account:short} would hold more than {most:yuan} yuan.",
        "Move money off the account first.",
    ),
    "issue_cap": (
        "{bank:short} has issued {outstanding:yuan} yuan that are not redeemed; with {amount:yuan} more it "
        "would be beyond its cap of {cap:yuan} yuan.",
        "Redeem money first, or ask the regulator for a higher cap.",
    ),
    "funds": (
        "The account {account:short} holds {held:yuan} yuan, {needed:yuan} yuan are needed.",
        "Bring money onto the account first.",
    ),
    "product": ("The product {product} does not allow this: {why}.", "Change amount, months or product."),
    "person_unknown": (
        "The member record of {key} does not say whose key it is.",
        "Register the customer with name and identity number first.",
    ),
    "person_unattested": (
        "The civil affairs department did not say whose key {key} is.",
        "Ask the department to audit the identity.",
    ),
    "person_other_key": (
        "This person has another key already, {other}, not {key}.",
        "Apply with that key; if it is lost, let the counter replace it.",
    ),
    "person_other": ("The key {key} is attested to be another person's.", "Use the person's own key."),
    "department": (
        "{key} is no other member of this department.",
        "Choose a member of the same organisation.",
    ),
    "group": ("The group's key is not taken: {why}.", "Nothing needs to be done; it is tried again."),
    "group_full": (
        "The group has {most} members already.",
        "Nothing needs to be done: what this member grants is sealed to its own key.",
    ),
    "succession_key": (
        "The key {key} cannot take the place of another: it is in use.",
        "Register a new key for this.",
    ),
    "succession_counter": (
        "Only a counter of {organisation} replaces the key {key}.",
        "Ask the counter that registered the customer.",
    ),
    "loan_unknown": ("There is no loan {loan}.", "Check the loan's id."),
    "loan_status": (
        "The loan {loan:short} is {status:status}.",
        "This can be done with an active loan only.",
    ),
    "loan_party": (
        "{key:short} is not the {role:part} of loan {loan:short}.",
        "Use the parties of the loan.",
    ),
    "sum": (
        "Principal, interest and penalty are not the amount: {sum:yuan} yuan against {amount:yuan} yuan.",
        "Correct the parts.",
    ),
    "more_than_due": (
        "{amount:yuan} yuan of {part:part} are more than the {due:yuan} yuan due.",
        "Pay at most what is due.",
    ),
    "stale": (
        "A payment that the bank does not grant executes by the day after its lock; this one was locked on "
        "{locked}.",
        "Pay again: this one moved no money.",
    ),
    "more_than_paid": (
        "{amount:yuan} yuan are more than the interest of {paid:yuan} yuan paid in these periods.",
        "Ask for less.",
    ),
    "refunded": (
        "The interest of period {period} of loan {loan} was already subsidised.",
        "Leave this period out.",
    ),
    "period": (
        "The loan {loan} has no period {period}, or its interest is not paid.",
        "Choose paid periods.",
    ),
    "not_expired": ("The loan {loan} runs until {due}.", "Wait until it expires."),
    "budget": (
        "The subsidy budget of {year} has {left:yuan} yuan left, {needed:yuan} yuan are needed.",
        "Raise the budget.",
    ),
    "no_budget": (
        "The department has no subsidy budget for {year}: nothing is refunded from a year without one.",
        "Let the finance department set the year's budget.",
    ),
    "subsidy_granted": (
        "The finance department granted {left:yuan} yuan more of subsidy for loan {loan:short}, not "
        "{amount:yuan}.",
        "Ask for at most that.",
    ),
    "refund_late": (
        "The interest of period {period} of loan {loan:short} was paid {days} days after its due day; what "
        "is paid more than {most} days late is not subsidised.",
        "Leave this period out.",
    ),
    "refund_written_off": (
        "{amount:yuan} yuan of loan {loan:short} were written off: its interest is not subsidised.",
        "Reverse the write-off first.",
    ),
    "refund_ahead": (
        "Period {period} of loan {loan:short} ends on {end}; interest is subsidised when it has accrued.",
        "Ask from that day on.",
    ),
    "rate_cap": (
        "A rate of {rate} % a year is above {cap} %, the most for {months} months on {on}.",
        "Agree on a rate within it.",
    ),
    "write_off_class": (
        "The loan {loan:short} is {tier:tier}; only a loss is written off, or for one of these reasons: "
        "{reasons:writeoff}.",
        "Give one of the reasons, or wait until the loan is a loss.",
    ),
    "deadline": ("The deadline {deadline} has passed.", "Ask the regulator or the department for a new one."),
    "transfer_used": (
        "The transfer {transfer} was already executed.",
        "Nothing needs to be done: it is done once.",
    ),
    "challenge_unknown": ("There is no challenge {challenge}.", "Check its id."),
    "challenge_status": (
        "The challenge {challenge:short} is {status:challenge}.",
        "Nothing needs to be done.",
    ),
    "challenge_target": (
        "The challenge's target is wrong: {why}.",
        "Choose an existing event, loan, party or transaction.",
    ),
    "reader": ("This may not be read: {why}.", "Ask for one's own customers only."),
    "prepay_forbidden": ("The product of loan {loan} does not allow prepayment.", "Pay when it is due."),
    "prepay_overdue": ("Loan {loan:short} has {due:yuan} yuan due.", "Pay what is due first, then prepay."),
    "prepay_instead": (
        "Of {amount:yuan} yuan all beyond {most:yuan} would be principal of loan {loan:short} before its "
        "day; only a prepayment ends its interest.",
        "Prepay it, or settle the loan.",
    ),
    "accrued": (
        "The interest of loan {loan:short} until today is {due:yuan} yuan, not {amount:yuan}.",
        "Sign that amount.",
    ),
    "division": (
        "{amount:yuan} yuan of {part:part} are not how a payment is divided: it is {due:yuan} yuan.",
        "Pay penalty first, then interest, then principal, what is due before what is not.",
    ),
    "dated_before": (
        "Loan {loan:short} was changed on {changed}, after the day of this event.",
        "Ask for it again, as of today.",
    ),
    "rate_above_agreed": (
        "The rate of {rate:percent} is more than the {agreed:percent} agreed for loan {loan:short}.",
        "Reschedule at the agreed rate or a lower one.",
    ),
    "extension": (
        "Over {months} months loan {loan:short} would end after {latest}, the longest extension allowed.",
        "Choose fewer months.",
    ),
    "months_in_all": (
        "Over {months} months loan {loan:short} would end after {latest}, the longest term allowed.",
        "Choose fewer months.",
    ),
    "rescheduled_before": (
        "Loan {loan:short} cannot be rescheduled again: the rules allow it {times} times.",
        "Keep to the schedule, or ask the bank for another way.",
    ),
    "term": ("{months} months are no term for loan {loan:short}.", "Choose another number of months."),
    "write_off": (
        "{outstanding:yuan} yuan are outstanding and not written off, {amount:yuan} yuan are more.",
        "Write off at most what is outstanding.",
    ),
    "not_written_off": (
        "Nothing of loan {loan:short} is written off: it is {status:status}.",
        "Nothing needs to be done.",
    ),
    "effect": ("The effect {effect:effect} does not fit: {why}.", "Choose another effect."),
    "unanswered": (
        "Challenge {challenge} is unanswered and its deadline {deadline} not over.",
        "Wait for it.",
    ),
    "reversal": ("{due:yuan} yuan are to be reversed, not {amount:yuan}.", "Reverse that amount."),
    "rules_document": (
        "The rules are not well-formed at {where}: {why}.",
        "Correct the file and propose it again.",
    ),
    "rules_digest": ("The digest in the event is not that of its rules.", "Propose the rules again."),
    "rules_same": ("These rules have been adopted already.", "Nothing needs to be done."),
    "rules_stale": (
        "The proposal replaces the rules {replaces:short}, but {latest:short} were adopted meanwhile.",
        "Look at the newest rules, and propose the change again on top of them.",
    ),
    "rules_waiting": (
        "Rules that were adopted before count only from {start} on.",
        "Propose a day up to {start}, or wait until then.",
    ),
    "rules_day": (
        "Rules cannot count from {effective} on: {earliest} is the earliest day.",
        "Choose that day or a later one.",
    ),
    "winding_down": (
        "A revoked member winds down: {key:short} brings in at most the {most:yuan} yuan that it owes, not "
        "{amount:yuan}.",
        "Bring in at most that.",
    ),
    "own_conduct": (
        "The regulator took part in this itself and does not judge it.",
        "Challenge the loan or the party concerned.",
    ),
    "respondent": (
        "{key:short} ({role:role}) is no party to the challenge's target.",
        "Ask one of its parties.",
    ),
    "answer_days": (
        "The deadline {deadline} leaves less than {days} working days to answer; the earliest is {earliest}.",
        "Choose that deadline or a later one.",
    ),
    "second": ("A second authority is missing: {why}.", "Name a second R, CAD or FD that is not asked."),
    "claim": (
        "The claim {claim:short} cannot be paid, collected or waived: {why}.",
        "Look at the claims again.",
    ),
    "withdraw": ("The event {event:short} cannot be withdrawn: {why}.", "Look at the event again."),
    "link": ("The account link is wrong: {why}.", "Check the account number."),
}
"""Every code with its two sentences. After a colon stands how the interface shows a value; here amounts and
rates are shown (:func:`~loc_desktop.loan.money.fill`), all else is said as it is."""


class ContractError(KnownError):
    """A refusal: nothing was stored and no money moved. ``code`` is ``contract.`` + a name of
    :data:`CODES`.
    """

    def __init__(self, name: str, /, **params: object) -> None:
        what, todo = CODES[name]
        said, advice = fill(what, params), fill(todo, params)
        super().__init__(f"contract.{name}", said, advice, money=Money.NOT_MOVED, params=params)


class ExecutionError(Exception):
    """An operation that cannot execute (code 4). ``name`` and ``params`` as for :class:`ContractError`."""

    def __init__(self, name: str, /, **params: object) -> None:
        self.name = name
        self.params = params
        super().__init__(fill(CODES[name][0], params))

    def refusal(self) -> ContractError:
        """The same condition where it is found before anything is locked."""
        return ContractError(self.name, **self.params)

    @property
    def trouble(self) -> Trouble:
        """What the ledger keeps of it."""
        return Trouble(f"contract.{self.name}", params_from_json(self.params), str(self))
