"""Rules of account-number links: which traditional account belongs to which digital one (spec section 7).

A number can be guessed, so none is in clear on the ledger. ``link/<bank>/<tag>`` holds the digital account
of the traditional account that the tag stands for: HMAC-SHA-256 of its number under a secret of the bank.
A link's event carries the number sealed to the customer, the bank and the regulator; the bank says the tag in
the reason of its Pass, ``account`` and 64 lowercase hex digits, so that an oracle result keeps the members of
the script (section 2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run, tag_in_pass

MOST_LINKS: Final = 16
"""Traditional accounts of a digital one: they stand in its record."""

_REASON: Final = re.compile(r"account ([0-9a-f]{64})\Z")


def link_key(bank: str, tag: str) -> str:
    """The state key of an account number's link at a bank."""
    return f"link/{bank}/{tag}"


def reason_of(tag: str) -> str:
    """The reason by which a bank's Pass carries an account's tag."""
    return f"account {tag}"


def tag_in(result: Mapping[str, Any]) -> str:
    """The account's tag that a result carries, "" if it carries none."""
    return tag_in_pass(result, _REASON)


def reads(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """The state keys that an unlocking code's account tags name."""
    return [link_key(result["key"], tag) for result in results if (tag := tag_in(result))]


# --- a link -------------------------------------------------------------------------------------------------


def _reads_link(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    return [f"account/{body['account']}"] if body["number"] else []


def _tag(run: Run) -> str:
    """The tag in the bank's Pass. Raises ExecutionError ``link``."""
    tag = next((tag_in(result) for result in run.results if result["key"] == run.body["bank"]), "")
    if not tag:
        raise ExecutionError("link", why=cause("no_account_tag"))
    return tag


def _check_free(run: Run) -> None:
    linked = run.work.get(link_key(run.body["bank"], _tag(run)))
    if linked is not None:
        own = linked["account"] == run.body["account"]
        raise ExecutionError("link", why=cause("linked") if own else cause("linked_to_other"))
    if len(_account(run)["links"]) >= MOST_LINKS:
        raise ExecutionError("link", why=cause("links_most", most=MOST_LINKS))


def _link(run: Run) -> None:
    bank, account, tag = run.body["bank"], run.body["account"], _tag(run)
    run.work.put(link_key(bank, tag), {"account": account, "event": run.id})
    link = {"bank": bank, "link": tag, "event": run.id, "at": run.time}
    _put_links(run, [*_account(run)["links"], link])


# --- its end ------------------------------------------------------------------------------------------------


def _reads_unlink(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    return [link_key(body["bank"], body["link"]), f"account/{body['account']}"]


def _check_unlink(run: Run) -> None:
    linked = linked_in(run)
    if linked is None or linked["account"] != run.body["account"]:
        raise ExecutionError("link", why=cause("not_linked"))


def _end_link(run: Run) -> None:
    """The customer's order to collect ends when it says so, whatever the bank grants and when."""
    linked = linked_in(run)
    if linked is not None:  # the rule's check refuses it otherwise
        run.work.put(link_key(run.body["bank"], run.body["link"]), {**linked, "ended": run.id})


def _unlink(run: Run) -> None:
    gone = (run.body["bank"], run.body["link"])
    run.work.delete(link_key(*gone))
    _put_links(run, [link for link in _account(run)["links"] if (link["bank"], link["link"]) != gone])


def linked_in(run: Run) -> dict[str, Any] | None:
    """The link that the event's body names, None if there is none."""
    linked: dict[str, Any] | None = run.work.get(link_key(run.body["bank"], run.body["link"]))
    return linked


def _account(run: Run) -> dict[str, Any]:
    account: dict[str, Any] | None = run.work.get(f"account/{run.body['account']}")
    assert account is not None, "registering a member makes its account"
    return account


def _put_links(run: Run, links: list[Any]) -> None:
    run.work.put(f"account/{run.body['account']}", {**_account(run), "links": links})


LINK_RULES: dict[str, Rule] = {
    "account.link": Rule(at_unlock=_check_free, apply=_link, reads=_reads_link),
    "account.unlink": Rule(check=_check_unlink, on_lock=_end_link, apply=_unlink, reads=_reads_unlink),
}
