"""What the contract refuses, by code: the sentences of loc_desktop.contract.errors, for translation."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

CONTRACT: dict[str, tuple[object, object]] = {
    "contract.unknown_function": (
        QT_TRANSLATE_NOOP("Errors", "The contract has no function {fn}."),
        QT_TRANSLATE_NOOP("Errors", "Check that program and ledger have the same version."),
    ),
    "contract.arguments": (
        QT_TRANSLATE_NOOP("Errors", "The arguments of {fn} are wrong: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Check that program and ledger have the same version."),
    ),
    "contract.not_initialised": (
        QT_TRANSLATE_NOOP("Errors", "This ledger has not been set up yet."),
        QT_TRANSLATE_NOOP("Errors", "Run the set-up of the ledger first."),
    ),
    "contract.initialised": (
        QT_TRANSLATE_NOOP("Errors", "This ledger is already set up."),
        QT_TRANSLATE_NOOP("Errors", "Nothing needs to be done."),
    ),
    "contract.config": (
        QT_TRANSLATE_NOOP("Errors", "The ledger's configuration is wrong: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Correct the configuration."),
    ),
    "contract.shape": (
        QT_TRANSLATE_NOOP("Errors", "The item is not of the script's shape: {where}: {what}."),
        QT_TRANSLATE_NOOP("Errors", "Build it again with this program."),
    ),
    "contract.unknown_kind": (
        QT_TRANSLATE_NOOP("Errors", "There is no business flow for events of kind {kind}."),
        QT_TRANSLATE_NOOP("Errors", "Choose one of the known kinds."),
    ),
    "contract.body": (
        QT_TRANSLATE_NOOP("Errors", "The event's body is wrong at {field}: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Correct the field and sign again."),
    ),
    "contract.signers": (
        QT_TRANSLATE_NOOP("Errors", "The event is not signed by the roles its flow asks for: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Let the right role sign."),
    ),
    "contract.signature": (
        QT_TRANSLATE_NOOP("Errors", "The signature of {role} over the event does not verify."),
        QT_TRANSLATE_NOOP("Errors", "Sign again with the right key."),
    ),
    "contract.grantors": (
        QT_TRANSLATE_NOOP("Errors", "The grantors are not those of the flow: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Name the grantors in the order of the flow."),
    ),
    "contract.operations": (
        QT_TRANSLATE_NOOP("Errors", "The operations do not agree with the event."),
        QT_TRANSLATE_NOOP("Errors", "Build the chaincode again from the event."),
    ),
    "contract.channel": (
        QT_TRANSLATE_NOOP("Errors", "The event is for channel {channel}, this is {here}."),
        QT_TRANSLATE_NOOP("Errors", "Change the channel and sign again."),
    ),
    "contract.time": (
        QT_TRANSLATE_NOOP("Errors", "The time {at} is not a UTC time of whole seconds."),
        QT_TRANSLATE_NOOP("Errors", "Check this computer's clock and sign again."),
    ),
    "contract.time_window": (
        QT_TRANSLATE_NOOP(
            "Errors", "The event says {at}, the ledger's time is {time}: more than {minutes} minutes apart."
        ),
        QT_TRANSLATE_NOOP("Errors", "Check this computer's clock, then sign again."),
    ),
    "contract.rules_document": (
        QT_TRANSLATE_NOOP("Errors", "The rules are not well-formed at {where}: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Correct the file and propose it again."),
    ),
    "contract.rules_digest": (
        QT_TRANSLATE_NOOP("Errors", "The digest in the event is not that of its rules."),
        QT_TRANSLATE_NOOP("Errors", "Propose the rules again."),
    ),
    "contract.rules_same": (
        QT_TRANSLATE_NOOP("Errors", "These rules have been adopted already."),
        QT_TRANSLATE_NOOP("Errors", "Nothing needs to be done."),
    ),
    "contract.rules_stale": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The proposal replaces the rules {replaces:short}, but {latest:short} were adopted meanwhile.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Look at the newest rules, and propose the change again on top of them."),
    ),
    "contract.rules_waiting": (
        QT_TRANSLATE_NOOP("Errors", "Rules that were adopted before count only from {start} on."),
        QT_TRANSLATE_NOOP("Errors", "Propose a day up to {start}, or wait until then."),
    ),
    "contract.rules_day": (
        QT_TRANSLATE_NOOP(
            "Errors", "Rules cannot count from {effective} on: {earliest} is the earliest day."
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose that day or a later one."),
    ),
    "contract.not_member": (
        QT_TRANSLATE_NOOP("Errors", "{key} is no active member in role {role}."),
        QT_TRANSLATE_NOOP("Errors", "Register the member first, or ask who revoked it."),
    ),
    "contract.duplicate": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The event {id:short} is already on the ledger ({status:status}); an id executes once.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Nothing needs to be done."),
    ),
    "contract.unknown_event": (
        QT_TRANSLATE_NOOP("Errors", "The ledger has no event {id}."),
        QT_TRANSLATE_NOOP("Errors", "Check the id; the event may not have been sent yet."),
    ),
    "contract.not_pending": (
        QT_TRANSLATE_NOOP("Errors", "The event {id:short} is no longer pending: it is {status:status}."),
        QT_TRANSLATE_NOOP("Errors", "Nothing needs to be done."),
    ),
    "contract.turn": (
        QT_TRANSLATE_NOOP("Errors", "It is not this grantor's turn: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Wait for the earlier grantor."),
    ),
    "contract.result": (
        QT_TRANSLATE_NOOP("Errors", "The oracle result is wrong: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Audit and sign again."),
    ),
    "contract.frozen": (
        QT_TRANSLATE_NOOP(
            "Errors", "The {what:subject} {id:short} is frozen by challenge {challenge:short}."
        ),
        QT_TRANSLATE_NOOP("Errors", "Wait for the regulator's decision."),
    ),
    "contract.denied": (
        QT_TRANSLATE_NOOP("Errors", "Role {role} may not do this: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Use an identity whose role may."),
    ),
    "contract.record": (
        QT_TRANSLATE_NOOP("Errors", "The member record is wrong: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Create the identity again."),
    ),
    "contract.other_role": (
        QT_TRANSLATE_NOOP("Errors", "The key is already registered as {role}."),
        QT_TRANSLATE_NOOP("Errors", "Create another identity for this role."),
    ),
    "contract.revoked": (
        QT_TRANSLATE_NOOP("Errors", "The member {key} was revoked."),
        QT_TRANSLATE_NOOP("Errors", "Create a new identity."),
    ),
    "contract.succeeded": (
        QT_TRANSLATE_NOOP("Errors", "The key {key} was succeeded by {successor}."),
        QT_TRANSLATE_NOOP("Errors", "Use the new key; the old one is dead."),
    ),
    "contract.person_fixed": (
        QT_TRANSLATE_NOOP(
            "Errors", "It is attested whose key {key} is; its member record cannot name another person."
        ),
        QT_TRANSLATE_NOOP("Errors", "Register a new key for the other person."),
    ),
    "contract.person_unknown": (
        QT_TRANSLATE_NOOP("Errors", "The member record of {key} does not say whose key it is."),
        QT_TRANSLATE_NOOP("Errors", "Register the customer with name and identity number first."),
    ),
    "contract.person_unattested": (
        QT_TRANSLATE_NOOP("Errors", "The civil affairs department did not say whose key {key} is."),
        QT_TRANSLATE_NOOP("Errors", "Ask the department to audit the identity."),
    ),
    "contract.person_other_key": (
        QT_TRANSLATE_NOOP("Errors", "This person has another key already, {other}, not {key}."),
        QT_TRANSLATE_NOOP("Errors", "Apply with that key; if it is lost, let the counter replace it."),
    ),
    "contract.person_other": (
        QT_TRANSLATE_NOOP("Errors", "The key {key} is attested to be another person's."),
        QT_TRANSLATE_NOOP("Errors", "Use the person's own key."),
    ),
    "contract.department": (
        QT_TRANSLATE_NOOP("Errors", "{key} is no other member of this department."),
        QT_TRANSLATE_NOOP("Errors", "Choose a member of the same organisation."),
    ),
    "contract.succession_key": (
        QT_TRANSLATE_NOOP("Errors", "The key {key} cannot take the place of another: it is in use."),
        QT_TRANSLATE_NOOP("Errors", "Register a new key for this."),
    ),
    "contract.succession_counter": (
        QT_TRANSLATE_NOOP("Errors", "Only a counter of {organisation} replaces the key {key}."),
        QT_TRANSLATE_NOOP("Errors", "Ask the counter that registered the customer."),
    ),
    "contract.unknown_query": (
        QT_TRANSLATE_NOOP("Errors", "The contract has no query {name}."),
        QT_TRANSLATE_NOOP("Errors", "Check that program and ledger have the same version."),
    ),
    "contract.query_only": (
        QT_TRANSLATE_NOOP("Errors", "Events of kind {kind} change the ledger and need an unlocking code."),
        QT_TRANSLATE_NOOP("Errors", "Lock the event instead."),
    ),
    "contract.too_many": (
        QT_TRANSLATE_NOOP("Errors", "{count} unlocking codes at once are more than {limit}."),
        QT_TRANSLATE_NOOP("Errors", "Send them in smaller groups."),
    ),
    "contract.not_found": (
        QT_TRANSLATE_NOOP("Errors", "The ledger has no {what:subject} {id:short}."),
        QT_TRANSLATE_NOOP("Errors", "Check the id."),
    ),
    "contract.funds": (
        QT_TRANSLATE_NOOP(
            "Errors", "The account {account:short} holds {held:yuan} yuan, {needed:yuan} yuan are needed."
        ),
        QT_TRANSLATE_NOOP("Errors", "Bring money onto the account first."),
    ),
    "contract.product": (
        QT_TRANSLATE_NOOP("Errors", "The product {product} does not allow this: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Change amount, months or product."),
    ),
    "contract.loan_unknown": (
        QT_TRANSLATE_NOOP("Errors", "There is no loan {loan}."),
        QT_TRANSLATE_NOOP("Errors", "Check the loan's id."),
    ),
    "contract.loan_status": (
        QT_TRANSLATE_NOOP("Errors", "The loan {loan:short} is {status:status}."),
        QT_TRANSLATE_NOOP("Errors", "This can be done with an active loan only."),
    ),
    "contract.loan_party": (
        QT_TRANSLATE_NOOP("Errors", "{key:short} is not the {role:part} of loan {loan:short}."),
        QT_TRANSLATE_NOOP("Errors", "Use the parties of the loan."),
    ),
    "contract.sum": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "Principal, interest and penalty are not the amount: {sum:yuan} yuan against {amount:yuan} yuan.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Correct the parts."),
    ),
    "contract.more_than_due": (
        QT_TRANSLATE_NOOP(
            "Errors", "{amount:yuan} yuan of {part:part} are more than the {due:yuan} yuan due."
        ),
        QT_TRANSLATE_NOOP("Errors", "Pay at most what is due."),
    ),
    "contract.more_than_paid": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "{amount:yuan} yuan are more than the interest of {paid:yuan} yuan paid in these periods.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Ask for less."),
    ),
    "contract.refunded": (
        QT_TRANSLATE_NOOP("Errors", "The interest of period {period} of loan {loan} was already subsidised."),
        QT_TRANSLATE_NOOP("Errors", "Leave this period out."),
    ),
    "contract.period": (
        QT_TRANSLATE_NOOP("Errors", "The loan {loan} has no period {period}, or its interest is not paid."),
        QT_TRANSLATE_NOOP("Errors", "Choose paid periods."),
    ),
    "contract.not_expired": (
        QT_TRANSLATE_NOOP("Errors", "The loan {loan} runs until {due}."),
        QT_TRANSLATE_NOOP("Errors", "Wait until it expires."),
    ),
    "contract.budget": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The subsidy budget of {year} has {left:yuan} yuan left, {needed:yuan} yuan are needed.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Raise the budget."),
    ),
    "contract.stale": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "A payment that the bank does not grant executes by the day after its lock; this one was "
            "locked on {locked}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Pay again: this one moved no money."),
    ),
    "contract.no_budget": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The department has no subsidy budget for {year}: nothing is refunded from a year without one.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Let the finance department set the year's budget."),
    ),
    "contract.subsidy_granted": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The finance department granted {left:yuan} yuan more of subsidy for loan {loan:short}, "
            "not {amount:yuan}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Ask for at most that."),
    ),
    "contract.refund_late": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The interest of period {period} of loan {loan:short} was paid {days} days after its due "
            "day; what is paid more than {most} days late is not subsidised.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Leave this period out."),
    ),
    "contract.refund_ahead": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "Period {period} of loan {loan:short} ends on {end}; interest is subsidised when it has accrued.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Ask from that day on."),
    ),
    "contract.rate_cap": (
        QT_TRANSLATE_NOOP(
            "Errors", "A rate of {rate} % a year is above {cap} %, the most for {months} months on {on}."
        ),
        QT_TRANSLATE_NOOP("Errors", "Agree on a rate within it."),
    ),
    "contract.write_off_class": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The loan {loan:short} is {tier:tier}; only a loss is written off, or for one of these "
            "reasons: {reasons:writeoff}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Give one of the reasons, or wait until the loan is a loss."),
    ),
    "contract.not_written_off": (
        QT_TRANSLATE_NOOP("Errors", "Nothing of loan {loan:short} is written off: it is {status:status}."),
        QT_TRANSLATE_NOOP("Errors", "Nothing needs to be done."),
    ),
    "contract.deadline": (
        QT_TRANSLATE_NOOP("Errors", "The deadline {deadline} has passed."),
        QT_TRANSLATE_NOOP("Errors", "Ask the regulator or the department for a new one."),
    ),
    "contract.transfer_used": (
        QT_TRANSLATE_NOOP("Errors", "The transfer {transfer} was already executed."),
        QT_TRANSLATE_NOOP("Errors", "Nothing needs to be done: it is done once."),
    ),
    "contract.challenge_unknown": (
        QT_TRANSLATE_NOOP("Errors", "There is no challenge {challenge}."),
        QT_TRANSLATE_NOOP("Errors", "Check its id."),
    ),
    "contract.challenge_status": (
        QT_TRANSLATE_NOOP("Errors", "The challenge {challenge:short} is {status:challenge}."),
        QT_TRANSLATE_NOOP("Errors", "Nothing needs to be done."),
    ),
    "contract.challenge_target": (
        QT_TRANSLATE_NOOP("Errors", "The challenge's target is wrong: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Choose an existing event, loan, party or transaction."),
    ),
    "contract.reader": (
        QT_TRANSLATE_NOOP("Errors", "This may not be read: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Ask for one's own customers only."),
    ),
    "contract.prepay_forbidden": (
        QT_TRANSLATE_NOOP("Errors", "The product of loan {loan} does not allow prepayment."),
        QT_TRANSLATE_NOOP("Errors", "Pay when it is due."),
    ),
    "contract.prepay_overdue": (
        QT_TRANSLATE_NOOP("Errors", "Loan {loan:short} has {due:yuan} yuan due."),
        QT_TRANSLATE_NOOP("Errors", "Pay what is due first, then prepay."),
    ),
    "contract.accrued": (
        QT_TRANSLATE_NOOP(
            "Errors", "The interest of loan {loan:short} until today is {due:yuan} yuan, not {amount:yuan}."
        ),
        QT_TRANSLATE_NOOP("Errors", "Sign that amount."),
    ),
    "contract.write_off": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "{outstanding:yuan} yuan are outstanding and not written off, {amount:yuan} yuan are more.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Write off at most what is outstanding."),
    ),
    "contract.effect": (
        QT_TRANSLATE_NOOP("Errors", "The effect {effect:effect} does not fit: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Choose another effect."),
    ),
    "contract.unanswered": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "Challenge {challenge} is unanswered and its deadline {deadline} not over.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Wait for it."),
    ),
    "contract.reversal": (
        QT_TRANSLATE_NOOP("Errors", "{due:yuan} yuan are to be reversed, not {amount:yuan}."),
        QT_TRANSLATE_NOOP("Errors", "Reverse that amount."),
    ),
    "contract.winding_down": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "A revoked member winds down: {key:short} brings in at most the {most:yuan} yuan that it owes, "
            "not {amount:yuan}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Bring in at most that."),
    ),
    "contract.own_conduct": (
        QT_TRANSLATE_NOOP("Errors", "The regulator took part in this itself and does not judge it."),
        QT_TRANSLATE_NOOP("Errors", "Challenge the loan or the party concerned."),
    ),
    "contract.respondent": (
        QT_TRANSLATE_NOOP("Errors", "{key:short} ({role:role}) is no party to the challenge's target."),
        QT_TRANSLATE_NOOP("Errors", "Ask one of its parties."),
    ),
    "contract.answer_days": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The deadline {deadline} leaves less than {days} working days to answer; the earliest is "
            "{earliest}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose that deadline or a later one."),
    ),
    "contract.second": (
        QT_TRANSLATE_NOOP("Errors", "A second authority is missing: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Name a second R, CAD or FD that is not asked."),
    ),
    "contract.claim": (
        QT_TRANSLATE_NOOP("Errors", "The claim {claim:short} cannot be paid, collected or waived: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Look at the claims again."),
    ),
    "contract.withdraw": (
        QT_TRANSLATE_NOOP("Errors", "The event {event:short} cannot be withdrawn: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Look at the event again."),
    ),
    "contract.link": (
        QT_TRANSLATE_NOOP("Errors", "The account link is wrong: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Check the account number."),
    ),
    "contract.division": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "{amount:yuan} yuan of {part:part} are not how a payment is divided: it is {due:yuan} yuan.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "Pay penalty first, then interest, then principal, what is due before what is not."
        ),
    ),
    "contract.dated_before": (
        QT_TRANSLATE_NOOP(
            "Errors", "Loan {loan:short} was changed on {changed}, after the day of this event."
        ),
        QT_TRANSLATE_NOOP("Errors", "Ask for it again, as of today."),
    ),
    "contract.rate_above_agreed": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The rate of {rate:percent} is more than the {agreed:percent} agreed for loan {loan:short}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Reschedule at the agreed rate or a lower one."),
    ),
    "contract.extension": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "Over {months} months loan {loan:short} would end after {latest}, the longest extension allowed.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose fewer months."),
    ),
    "contract.months_in_all": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "Over {months} months loan {loan:short} would end after {latest}, the longest term allowed.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose fewer months."),
    ),
    "contract.rescheduled_before": (
        QT_TRANSLATE_NOOP(
            "Errors", "Loan {loan:short} cannot be rescheduled again: the rules allow it {times} times."
        ),
        QT_TRANSLATE_NOOP("Errors", "Keep to the schedule, or ask the bank for another way."),
    ),
    "contract.term": (
        QT_TRANSLATE_NOOP("Errors", "{months} months are no term for loan {loan:short}."),
        QT_TRANSLATE_NOOP("Errors", "Choose another number of months."),
    ),
}
