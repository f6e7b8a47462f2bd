"""Who may call what: one table. ``loc-desktop permissions`` writes ``docs/permissions.md`` from it, and
``tests/scenarios/test_permissions.py`` walks every call with every kind of certificate against it.

The contract itself decides where each call is made; this says what comes out, for whom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_INSTITUTIONS: Final = ("B", "CAD", "FD")

PARTIES: Final = ("C", "counter", *_INSTITUTIONS)
OTHERS: Final = tuple(f"other {role}" for role in ("C", *_INSTITUTIONS))
OUTSIDE: Final = tuple(f"outside {role}" for role in PARTIES)
REVOKED: Final = tuple(f"revoked {role}" for role in (*PARTIES, "R"))
UNREGISTERED: Final = tuple(f"unregistered {role}" for role in (*PARTIES, "R"))
NODES: Final = ("administrator", "peer", "orderer")
FORGED: Final = "forged"
KINDS: Final = (*PARTIES, "R", *OTHERS, *OUTSIDE, *REVOKED, *UNREGISTERED, *NODES, FORGED)

WORDS: Final[Mapping[str, str]] = {
    "C, B, CAD, FD": "a member that is a party of what is asked for",
    "counter": "the customers' counter (registrar) of the customer's organisation",
    "R": "the regulator: it has a part in everything",
    "other …": "another member of a party's organisation, which is no party itself",
    "outside …": "a member of another organisation of that role",
    "revoked …": "one that was a party (R: a regulator) and whose membership was revoked",
    "unregistered …": "a certificate with that role which no member record stands behind",
    "administrator, peer, orderer": "certificates of the network itself (Fabric)",
    "forged": "a certificate of a role for which its authority may not speak",
}

_MEMBERS: Final = (*PARTIES, "R", *OTHERS, *OUTSIDE)
_ANYBODY: Final = (*_MEMBERS, *REVOKED, *UNREGISTERED, "administrator")
_OFFICES: Final = tuple(
    f"{relation}{role}" for relation in ("", "other ", "outside ") for role in _INSTITUTIONS
)
_THEIR_OWN: Final = (*PARTIES, "R", "revoked C", "revoked B", "revoked CAD", "revoked FD")
_ACCOUNT: Final = ("C", "counter", "B", "R", "revoked C", "revoked B")
_BANK: Final = ("B", "R", "revoked B")


@dataclass(frozen=True, slots=True)
class Right:
    """One call (a function, a query, a history), what it is about, and which of :data:`KINDS` may make it."""

    call: str
    about: str
    may: Sequence[str]


RIGHTS: Final[Sequence[Right]] = (
    Right("init", "a ledger that is set up", ()),
    Right("register", "its own record", (*_MEMBERS, *UNREGISTERED)),
    Right("register", "a new customer of its organisation", ("counter",)),
    Right("revoke", "itself", (*_MEMBERS, *REVOKED)),
    Right("revoke", "a customer", ("C", "counter", "revoked C")),
    Right("revoke", "a bank", ("B", "revoked B")),
    Right("lock", "a customer's application", ("C", "counter", "other C", "outside C", "outside counter")),
    Right("grant", "a bank's result", ("B", "other B", "outside B")),
    Right("unlock", "an application that all granted", (*_THEIR_OWN, *OTHERS[1:])),
    Right("unlock_many", "an application that all granted", (*_THEIR_OWN, *OTHERS[1:])),
    Right("query config", "", _ANYBODY),
    Right("query rules", "", _ANYBODY),
    Right("query member", "an institution", _ANYBODY),
    Right("query member", "a customer", ("C", "counter", *_OFFICES, "R", "revoked C")),
    Right("query members", "institutions", _ANYBODY),
    Right("query members", "a customer among them", ("C", "counter", *_OFFICES, "R", "revoked C")),
    Right("query event", "an application", _THEIR_OWN),
    Right("query status", "whether an event was executed", (*_MEMBERS, *REVOKED)),
    Right("query account", "a customer's", _ACCOUNT),
    Right("query loan", "", _THEIR_OWN),
    Right("query loans", "the loan among them", _THEIR_OWN),
    Right("query reschedule", "the loan", _THEIR_OWN),
    Right("query report", "of the loans that one may read", (*_OFFICES, "R", *REVOKED[2:])),
    Right("query issuer", "a bank's issues", _BANK),
    Right("query cap", "of what a bank has issued", _BANK),
    Right("query transfer", "between a bank's books and the ledger", _BANK),
    Right("query transfers", "a bank's", _BANK),
    Right("query provenance", "a customer's account", _ACCOUNT),
    Right("query budget", "a finance department's", (*_OFFICES, "R", "revoked FD")),
    Right("query issued", "a customer's loans, in figures", ("C", "counter", *_OFFICES, "R", "revoked C")),
    Right("query person", "a tag", ("CAD", "other CAD", "outside CAD", "R")),
    Right("query challenge", "of a loan", _THEIR_OWN),
    Right("query challenges", "that of the loan among them", _THEIR_OWN),
    Right("query claims", "a bank's on a customer among them", _ACCOUNT),
    Right("query groups", "the keys to which is sealed", (*_MEMBERS, *REVOKED)),
    Right("query erasable", "of its own group", (*_OFFICES, "R", *REVOKED[2:])),
    Right("query chaincode", "a customer's loan.query", ("C", "counter", "R", "revoked C")),
    Right("history", "event, cc, grant", _THEIR_OWN),
    Right("history", "a customer's account", ("C", "counter", "R", "revoked C")),
    Right("history", "a loan", _THEIR_OWN),
    Right("history", "rules", _ANYBODY),
    Right("history", "anything else", ("R",)),
)


def page() -> str:
    """The table as Markdown."""
    lines = [
        "# Who may call what",
        "",
        "Written by `loc-desktop permissions` from `loc_desktop/contract/permissions.py`. A test compares",
        "this page with it; another makes every call with every kind of certificate, on the embedded ledger",
        "and on Fabric. Whoever is not named in a row is refused, or gets a list without it.",
        "",
        "| kind | who that is |",
        "|---|---|",
        *(f"| {kind} | {who} |" for kind, who in WORDS.items()),
        "",
        "Who may read the blocks of a channel is another matter: see [privacy.md](privacy.md).",
        "",
        "| call | about | who may |",
        "|---|---|---|",
        *(f"| `{right.call}` | {right.about or 'any'} | {_who(right.may)} |" for right in RIGHTS),
    ]
    return "\n".join(lines) + "\n"


def _who(may: Sequence[str]) -> str:
    """Kinds in the order of :data:`KINDS`, those of one relation together: ``other C, B``."""
    parts: list[str] = []
    for relation in ("", "other", "outside", "revoked", "unregistered"):
        named = [kind for kind in KINDS if kind in may and kind not in (*NODES, FORGED)]
        roles = [kind.rpartition(" ")[2] for kind in named if kind.rpartition(" ")[0] == relation]
        if roles:
            parts.append(f"{relation} {', '.join(roles)}".strip())
    parts += [kind for kind in (*NODES, FORGED) if kind in may]
    return "; ".join(parts) or "nobody"
