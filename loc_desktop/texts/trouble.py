"""The desk's known errors: one place for their codes and English sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loc_desktop.bank.trouble import Trouble
from loc_desktop.errors import KnownError
from loc_desktop.texts.sentence import FieldProblem, Sentence
from loc_desktop.texts.words import say, show

Value = str | int | Sentence | Trouble

CODES: dict[str, tuple[str, str]] = {
    "workplace.no_identity": (
        "There is no such identity on this computer.",
        'Choose another one, or make identities with "Try it on this computer".',
    ),
    "workplace.exists": (
        "This computer already has its ledger and identities.",
        "Use them; to start again from nothing, choose another data folder.",
    ),
    "workplace.settings": (
        "The settings file could not be read: {why}.",
        "The default settings are used; the file is replaced at the next change.",
    ),
    "workplace.no_ledger": (
        "The ledger {ledger} is not known on this computer.",
        "Join its network first.",
    ),
    "workplace.other_ledger": (
        "The file {file} holds another ledger than this identity belongs to.",
        "Put the right ledger file back.",
    ),
    "workplace.not_on": (
        "No identity on this computer is on the ledger {ledger}.",
        "Join its network first.",
    ),
    "join.no_profile": (
        "The connection profile of organisation {organisation} is not on this computer.",
        "Join its network again.",
    ),
    "join.already": (
        "{name} has already joined this network with the enrolment id {enrolment}.",
        "Choose that identity; to add another one, ask for another enrolment id.",
    ),
    "join.revoked": (
        "The membership of this key on channel {channel} was revoked.",
        "Ask your organisation's operator; a new enrolment id makes a new member.",
    ),
    "join.apart": (
        "The organisations' peers do not come to the same height: {lowest} to {highest} blocks.",
        "Look at the network: loc-network doctor.",
    ),
    "renew.expired": (
        "The certificate expired at {until}; the network does not renew it any more.",
        "Ask your organisation's operator for a new secret and join again with the same enrolment id: the "
        "key, and with it the digital account, stays the same.",
    ),
    "renew.refused": (
        "The authority does not renew the certificate of {name}.",
        "It may have been revoked: ask your organisation's operator.",
    ),
    "renew.nobody": (
        "No authority is known that could renew the certificate of {name}.",
        "Ask whoever set this ledger up.",
    ),
    "desk.role": ("Role {role} cannot do this.", "Switch to an identity of role {needed}."),
    "case.unknown": ("The ledger has no event {event}.", "Check the id."),
    "case.blocked": ("This case cannot be signed: {why}.", "Nothing was signed."),
    "case.not_my_turn": ("It is not your turn to sign this event.", "Wait until it stands in your inbox."),
    "case.changed": (
        "The case has changed since it was shown: {why}.",
        "Nothing was signed. Open it again and look at it once more.",
    ),
    "case.not_complete": (
        "Not every grantor has signed this event yet.",
        "The unlocking code can be sent after the last signature.",
    ),
    "form.changed": (
        "The form has changed since it was shown for signing.",
        "Nothing was signed. Look at the sentence again.",
    ),
    "form.no_grantor": (
        "The ledger has no member in role {role}, who would have to sign.",
        "Ask the network's operator to register one.",
    ),
    "import.unreadable": ("The file {file} cannot be read: {why}.", "Choose a CSV file in UTF-8."),
    "import.too_large": (
        "The file {file} is larger than {most} MB.",
        "Split it into smaller files.",
    ),
    "import.columns": (
        "The file {file} has not the columns {missing}.",
        "The first line names the columns: {expected}.",
    ),
    "import.sample_only": (
        "A file of the demonstration has no people, only numbers; they are made up on a sample's ledger.",
        "On this ledger, import a list with names and identity numbers.",
    ),
    "import.no_counter": (
        "{name} is no counter: it cannot keep keys for other people.",
        "Switch to the identity of a counter.",
    ),
    "import.not_saved": ("The file {file} was not saved: {why}.", "Choose another place or name."),
    "ledger.unknown_transaction": ("The ledger has no transaction {id}.", "Check the id."),
    "ledger.unknown_event": ("The ledger has no event {id}.", "Check the id."),
    "trace.none": (
        "Nobody has tried to unlock event {event} yet, so there is no trace.",
        "A trace exists once the last grantor has signed.",
    ),
    "trace.damaged": (
        "The recorded trace of event {event} does not fit its chaincode.",
        "Verify the ledger.",
    ),
}


class DeskError(KnownError):
    """A known error of the desk. No money has moved."""


def trouble(code: str, **params: Value) -> DeskError:
    """The error of this code with its sentences filled in."""
    return filled(code, CODES[code], params)


def filled(code: str, sentences: tuple[str, str], params: Mapping[str, Value], tx_id: str = "") -> DeskError:
    """An error from its two English templates; a sentence or trouble among the params is said in them."""
    said = {name: show(value, "") for name, value in params.items()}
    what, todo = (text.format(**said) for text in sentences)
    return DeskError(code, what, todo, tx_id=tx_id, params=params)


def invalid(code: str, what: str, problems: Iterable[FieldProblem]) -> DeskError:
    """An input that was refused: every problem in ``params["problems"]``, in words in the sentence."""
    found = tuple(problems)
    listed = " ".join(say(problem.sentence, "en") for problem in found)
    return DeskError(
        code, f"{what}: {listed}", "Correct the fields and try again.", params={"problems": found}
    )
