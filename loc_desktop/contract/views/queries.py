"""Read-only functions, each by role: C reads its own, B its own customers and loans, CAD and FD what they
grant, R all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from loc_desktop.contract import accounts, lifecycle, persons
from loc_desktop.contract.causes import cause
from loc_desktop.contract.classes import in_default
from loc_desktop.contract.errors import ContractError, ExecutionError
from loc_desktop.contract.fields import MAX_MONTHS
from loc_desktop.contract.flow_rules import issuing
from loc_desktop.contract.flow_rules.base import Run
from loc_desktop.contract.flow_rules.bounds import QUERY_CHARACTERS, require
from loc_desktop.contract.flow_rules.challenge import living
from loc_desktop.contract.flow_rules.explained import NOTES
from loc_desktop.contract.flow_rules.loan import latest_end, rescheduled
from loc_desktop.contract.loans import CLOSED_STATES, loan_key, value_of
from loc_desktop.contract.members import as_it_stands, freezes, is_active, member_key, require_active
from loc_desktop.contract.operations import HANDLERS, RULES
from loc_desktop.contract.rulebook import adopted
from loc_desktop.contract.state import RULES_KEY, Json, State
from loc_desktop.contract.stood import work_on
from loc_desktop.contract.views import groups, reports
from loc_desktop.contract.views.shapes import (
    account_view,
    by_prefix,
    knows_account,
    loan_record,
    loan_view,
    loans_of,
)
from loc_desktop.contract.work import Work
from loc_desktop.loan import servicing
from loc_desktop.loan.calendar import civil_day
from loc_desktop.script.canonical import ScriptError
from loc_desktop.script.items import ROLES, check_chaincode

Args = Mapping[str, Any]
_MOST_LISTED: Final = 500


def query(state: State, name: Json, args: Json | None = None) -> Json:
    """The query ``name``; ``args`` is an object. Raises ContractError ``unknown_query``, ``denied``,
    ``not_found``.
    """
    entry = QUERIES.get(name) if type(name) is str else None
    if entry is None:
        raise ContractError("unknown_query", name=str(name)[:40])
    if args is None:
        args = {}
    if type(args) is not dict:
        raise ContractError("arguments", fn="query", why=cause("arguments_object"))
    for argument in args.values():
        if type(argument) is str:
            require(f"query {name}", argument, 1, QUERY_CHARACTERS)
    for argument in entry[1]:
        if type(args.get(argument)) is not str:
            raise ContractError("arguments", fn=f"query {name}", why=cause("lacks_member", name=argument))
    work = Work(state)
    if name not in OPEN:
        _require_member(work)
    try:
        return entry[0](work, args)
    except ExecutionError as failure:
        raise failure.refusal() from None


def history(state: State, key: Json) -> Json:
    """A state key's committed values, oldest first: ``[{"tx", "at", "value"?}]``; no value where it was
    deleted.
    """
    if type(key) is not str:
        raise ContractError("arguments", fn="history", why=cause("state_key"))
    require("history", key, 1, QUERY_CHARACTERS)
    work = Work(state)
    if key != RULES_KEY:
        _require_member(work)
    _check_history(work, key)
    rows: list[Json] = []
    for tx_id, time, value in state.history(key):
        row = {"tx": tx_id, "at": time}
        rows.append(row if value is None else {**row, "value": value})
    return rows


# --- who may read -------------------------------------------------------------------------------------------


OPEN: Final = frozenset(("config", "rules", "member", "members"))
"""What somebody needs to know in order to become a member."""


def _require_member(work: Work) -> None:
    """Raises ContractError ``denied`` for a certificate that no member record stands behind."""
    caller = work.state.caller
    if work.get(member_key(caller.role, caller.key)) is None:
        raise ContractError("denied", role=caller.role or "-", why=cause("no_member"))


def _inactive(work: Work) -> bool:
    """Whether the caller is no active member (any more): it reads what is its own and no more."""
    return not is_active(work.get(member_key(work.state.caller.role, work.state.caller.key)))


def _regulates(work: Work) -> bool:
    return work.state.caller.role == "R" and not _inactive(work)


def _speaks_for(work: Work, key: str) -> bool:
    """Whether the caller reads as ``key``: itself, or the customers' counter for a customer."""
    caller = work.state.caller
    if caller.key == key:
        return True
    if not (caller.registrar and caller.role == "C") or _inactive(work):
        return False
    record = work.get(member_key("C", key))
    return record is not None and record["organisation"] == caller.organisation


def _may(work: Work, keys: list[str], what: str) -> None:
    """Raises ContractError ``denied`` unless the caller is R or speaks for one of ``keys``."""
    if _regulates(work) or any(_speaks_for(work, key) for key in keys):
        return
    raise ContractError("denied", role=work.state.caller.role or "-", why=cause("reads_of_others", what=what))


def _loan_parties(loan: Mapping[str, Any]) -> list[str]:
    return [loan[part] for part in ("payee", "bank", "civil", "finance")]


def _event_parties(work: Work, status: Any, cc: Any) -> list[str]:
    named = [party["key"] for party in (*status["signers"], *status["grantors"])]
    flow, body = lifecycle.flow_of_event(work, status), cc["event"]["body"]
    if flow.kind in NOTES:  # whoever reads an event reads what its grantors say beside it
        about = body["event"]
        work.load([lifecycle.event_key(about), lifecycle.cc_key(about)])
        named += _event_parties(work, work.get(lifecycle.event_key(about)), work.get(lifecycle.cc_key(about)))
    return [*named, *(key for _, key in flow.keys_of(body))]


def _check_history(work: Work, key: str) -> None:
    if _regulates(work) or key == RULES_KEY:
        return
    kind, _, path = key.partition("/")
    name = path.partition("/")[0]
    if kind in ("event", "cc", "grant"):
        _event(work, {"id": name})
    elif kind in ("asset", "account"):
        _may(work, [name], "accounts")
    elif kind in ("loan", "refund"):
        _may(work, _loan_parties(loan_record(work, name)), "loans")
    else:
        raise ContractError("denied", role=work.state.caller.role or "-", why=cause("reads_history"))


# --- the queries --------------------------------------------------------------------------------------------


def _config(work: Work, _args: Args) -> Json:
    return lifecycle.config_of(work)


def _member(work: Work, args: Args) -> Json:
    record = work.get(member_key(args["role"], args["key"]))
    if record is None:
        raise ContractError("not_found", what="member", id=args["key"])
    if args["role"] == "C" and (work.state.caller.role == "C" or _inactive(work)):
        _may(work, [args["key"]], "members")
    return as_it_stands(record, work.state.time)


def _members(work: Work, args: Args) -> Json:
    """Member records by key; ``role`` chooses one role. A customer, and who is no active member, sees the
    institutions and itself.
    """
    caller = work.state.caller
    active = not _inactive(work)
    roles = [args["role"]] if "role" in args else list(ROLES)
    records = []
    for role in roles:
        if role not in ROLES:
            raise ContractError("arguments", fn="query members", why=cause("role_unknown"))
        for _, record in by_prefix(work, f"member/{role}/"):
            own = record["key"] == caller.key or (
                caller.registrar and active and record["organisation"] == caller.organisation
            )
            if own or role != "C" or (caller.role != "C" and active):
                records.append(as_it_stands(record, work.state.time))
    return records


def _event(work: Work, args: Args) -> Json:
    """An event's status, chaincode and grants so far."""
    name = args["id"]
    work.load([lifecycle.event_key(name), lifecycle.cc_key(name)])
    status = work.get(lifecycle.event_key(name))
    if status is None:
        raise ContractError("not_found", what="event", id=name[:40])
    cc: Any = work.get(lifecycle.cc_key(name))
    _may(work, _event_parties(work, status, cc), "events")
    keys = [lifecycle.grant_key(name, index) for index in range(status["granted"])]
    work.load(keys)
    status = as_it_stands(status, work.state.time)
    return {"status": status, "cc": cc, "grants": [work.get(key) for key in keys]}


def _status(work: Work, args: Args) -> Json:
    """Whether an event id was executed: its status alone, for anyone; says nothing about its content."""
    status = work.get(lifecycle.event_key(args["id"]))
    if status is None:
        return {"id": args["id"], "status": "unknown"}
    return {
        name: status[name] for name in ("id", "kind", "status", "granted", "code", "tx") if name in status
    }


def _account(work: Work, args: Args) -> Json:
    """A digital account. A bank reads its own customers', see :func:`knows_account`."""
    view = account_view(work, args["key"], lifecycle.config_of(work)["slots"])
    if not knows_account(work, work.state.caller.key, view):
        _may(work, [args["key"]], "accounts")
    return view


def _loan(work: Work, args: Args) -> Json:
    """A loan with schedule, position and history, on the day ``on`` (default: the ledger's): on an earlier
    day as it stood then. With ``latest`` its record of now as of that day, as for an event of that day.
    """
    record: Any = loan_record(work, args["id"])
    _may(work, _loan_parties(record), "loans")
    on = _day(work, args, "on")
    if on < _today(work) and args.get("latest") is not True:
        loans = [str(loan["id"]) for loan in loans_of(work, record["payee"])]
        work = work_on(work.state, loans, on, adopted.zone_of(lifecycle.config_of(work)))
    return loan_view(work, args["id"], on, adopted.in_force(work, on).lending)


def _reschedule(work: Work, args: Args) -> Json:
    """What a reschedule of ``loan`` over ``months`` from the day ``on`` at ``rate`` (default: the agreed one)
    would be: nothing is changed. Raises ContractError for what the rules refuse.
    """
    record: Any = loan_record(work, args["loan"])
    _may(work, _loan_parties(record), "loans")
    months, rate = args.get("months"), args.get("rate", record["rate"])
    if type(months) is not int or not 1 <= months <= MAX_MONTHS or type(rate) is not int or rate < 0:
        raise ContractError("arguments", fn="query", why=cause("months_and_rate"))
    on = _day(work, args, "on")
    rules = adopted.in_force(work, on)
    changed = rescheduled(record, months, rate, on, rules)
    law = rules.lending
    # Of what was paid before, what may be refunded now or later is no cost of the reschedule.
    before = sum(servicing.refundable_in_time(changed, period, law) for period in changed.periods)
    open_periods = [period for period in changed.periods if not period.is_paid]
    return {
        "months": months,
        "rate": rate,
        "end": changed.final_due.isoformat(),
        "latest": latest_end(record, rules).isoformat(),
        "outstanding": changed.outstanding,
        "interest": sum(period.open_interest for period in open_periods),
        "subsidy": max(0, servicing.subsidy_at_most(changed, law) - before),
        "schedule": [
            {
                "number": period.number,
                "due": period.due.isoformat(),
                "principal": period.open_principal,
                "interest": period.open_interest,
            }
            for period in open_periods
        ],
    }


def _loans(work: Work, args: Args) -> Json:
    """Loans that the caller may read; of one customer if ``customer`` is given."""
    caller = work.state.caller
    if "customer" in args:
        loans = loans_of(work, args["customer"])
    elif caller.role == "C" and not caller.registrar:
        loans = loans_of(work, caller.key)
    else:
        loans = [loan for _, loan in by_prefix(work, "loan/")]
    regulator = _regulates(work)
    return [loan for loan in loans if regulator or any(_speaks_for(work, key) for key in _loan_parties(loan))]


def _day(work: Work, args: Args, name: str) -> date:
    """An argument that is a date, by default the ledger's day; at most a century after it."""
    today = _today(work)
    try:
        day = date.fromisoformat(args[name]) if name in args else today
    except (TypeError, ValueError):
        raise ContractError("arguments", fn="query", why=cause("no_date", name=name)) from None
    if day.year > today.year + _YEARS_AHEAD:
        raise ContractError("arguments", fn="query", why=cause("no_date", name=name))
    return day


def _today(work: Work) -> date:
    return civil_day(work.state.time, adopted.zone_of(lifecycle.config_of(work)))


def _rules(work: Work, args: Args) -> Json:
    """The versions of the rules, for any member: ``current``, ``next`` and ``past`` with digest and first
    day, as they stand ``on`` a day (default: the ledger's); of one ``digest`` its ``content``.
    """
    if "digest" in args:
        digest = args["digest"]
        content = work.get(adopted.version_key(digest)) if type(digest) is str else None
        if content is None:
            raise ContractError("not_found", what="rules", id=str(digest)[:64])
        return {"digest": digest, "content": content}
    record, today = adopted.record_of_rules(work), _day(work, args, "on").isoformat()
    versions = [*record["past"], record["current"], *([record["next"]] if "next" in record else [])]
    shown = [{"digest": version["digest"], "from": version["from"]} for version in versions]
    begun = [shown[0], *(version for version in shown[1:] if version["from"] <= today)]
    waiting = [version for version in shown if version not in begun]
    return {
        "today": today,
        "current": begun[-1],
        "past": begun[:-1],
        **({"next": waiting[0]} if waiting else {}),
    }


_YEARS_AHEAD: Final = 100
"""Of a day that is asked about."""

_MONTHS_AHEAD: Final = 24
"""A row a loan and month: a report until the year 9999 would keep a peer busy for minutes."""


def _report(work: Work, args: Args) -> Json:
    """The regulator's numbers by branch and month; other institutions see those of their own loans."""
    if work.state.caller.role == "C":
        raise ContractError("denied", role="C", why=cause("reads_report"))
    until, today = _day(work, args, "until"), _today(work)
    if 12 * (until.year - today.year) + until.month - today.month > _MONTHS_AHEAD:
        why = cause("months_ahead", name="until", most=_MONTHS_AHEAD)
        raise ContractError("arguments", fn="query", why=why)
    return reports.portfolio(work, _loans(work, {}), until)


def _issuer(work: Work, args: Args) -> Json:
    _may(work, [args["bank"]], "issuers")
    return reports.issuer_balance(work, args["bank"])


def _cap(work: Work, args: Args) -> Json:
    """How much a bank's organisation may have issued and not redeemed today, and how much it has, fen."""
    _may(work, [args["bank"]], "issuers")
    bank, slots = args["bank"], lifecycle.config_of(work)["slots"]
    by_rule = adopted.in_force(work, _today(work)).lending.limits.issued
    house = issuing.house_of(work, bank)
    cap = issuing.cap_of(work, house, by_rule)
    return {"bank": bank, "cap": cap, "outstanding": issuing.outstanding(work, house, slots)}


def _transfers(work: Work, args: Args) -> Json:
    _may(work, [args["bank"]], "transfers")
    return reports.transfers(work, args["bank"])


def _transfer(work: Work, args: Args) -> Json:
    """Whether one transfer was executed on the ledger: how a crash between two books is resolved."""
    transfer = work.get(f"transfer/{args['bank']}/{args['transfer']}")
    if transfer is None:
        return {"transfer": args["transfer"], "executed": False}
    _may(work, [args["bank"], transfer["account"]], "transfers")
    return {**transfer, "executed": True}


def _provenance(work: Work, args: Args) -> Json:
    account = _account(work, args)
    count = accounts.slots_of(account["role"], lifecycle.config_of(work)["slots"])
    return reports.provenance(work, args["key"], count)


def _budget(work: Work, args: Args) -> Json:
    """A department's subsidy budget of a year: amount, what is left, deadline."""
    if work.state.caller.role == "C":
        raise ContractError("denied", role="C", why=cause("reads_budgets"))
    if _inactive(work):
        _may(work, [args["department"]], "budgets")
    key = f"budget/{args['department']}/{args['year']}"
    budget = work.get(key)
    if budget is None:
        raise ContractError("not_found", what="budget", id=args["year"])
    left = sum(slot["left"] for _, slot in by_prefix(work, f"{key}/"))
    return {"department": args["department"], "year": args["year"], "left": left, **budget}


def _issued(work: Work, args: Args) -> Json:
    """For the oracle's item "issue": how many loans a person was ever given under any key, how many are
    ``open`` (running or in default; not repaid, not reversed), what is ``outstanding`` of them.

    ``others`` are the open loans and the applications on their way of the same household, without those
    above: of the ``events`` that an institution knows of, and of the persons whose ``tags`` civil affairs
    names; ``others_outstanding`` is what is outstanding of them, fen. ``in_default``: how many of all these
    loans are in default today.
    """
    caller = work.state.caller
    if caller.role == "C" or _inactive(work):
        _may(work, [args["customer"]], "loans")
    loans = loans_of(work, args["customer"])
    open_ones = [loan for loan in loans if loan["status"] not in CLOSED_STATES]
    own = {loan["id"] for loan in loans}
    asked = [] if caller.role == "C" else _texts(args, "events")
    for tag in _texts(args, "tags") if caller.role in (persons.ATTESTING, "R") else ():
        asked += (work.get(persons.person_key(tag)) or {}).get("loans", [])
    others = [loan for loan in dict.fromkeys(asked) if loan not in own and _is_open(work, loan)]
    records = [work.get(loan_key(loan)) for loan in others]
    return {
        "customer": args["customer"],
        "total": len(loans),
        "open": len(open_ones),
        "outstanding": sum(loan["outstanding"] for loan in open_ones),
        "others": others,
        "in_default": sum(_defaults(work, record) for record in (*open_ones, *records) if record is not None),
        "others_outstanding": sum(record["outstanding"] for record in records if record is not None),
    }


def _defaults(work: Work, record: Mapping[str, Any]) -> bool:
    return in_default(record, servicing.position(value_of(record), _today(work)))


def _texts(args: Args, name: str) -> list[str]:
    """The list of texts that an argument is. Raises ContractError ``arguments``."""
    texts: Any = args.get(name, [])
    if type(texts) is not list or any(type(text) is not str for text in texts) or len(texts) > _MOST_LISTED:
        why = cause("texts_list", name=name, most=_MOST_LISTED)
        raise ContractError("arguments", fn="query issued", why=why)
    return list(texts)


def _is_open(work: Work, event: str) -> bool:
    """Whether an application is on its way or its loan is open."""
    status = work.get(lifecycle.event_key(event))
    if status is None or status["status"] not in ("pending", "unlocked"):
        return False
    loan = work.get(loan_key(event))
    return status["status"] == "pending" or (loan is not None and loan["status"] not in CLOSED_STATES)


def _person(work: Work, args: Args) -> Json:
    """Whose living key a tag stands for, for who attests and for R; nothing more if it is unbound."""
    if work.state.caller.role not in (persons.ATTESTING, "R") or _inactive(work):
        raise ContractError("denied", role=work.state.caller.role or "-", why=cause("reads_persons"))
    return {"tag": args["tag"], **(work.get(persons.person_key(args["tag"])) or {})}


def _challenge(work: Work, args: Args) -> Json:
    challenge = work.get(f"challenge/{args['id']}")
    if challenge is None:
        raise ContractError("challenge_unknown", challenge=args["id"])
    challenge = _standing(work, living(work, challenge))
    _may(work, _challenge_parties(work, challenge), "challenges")
    return challenge


def _standing(work: Work, challenge: dict[str, Any]) -> dict[str, Any]:
    """With ``freezes``: whether its target is frozen by it now."""
    work.load(challenge["marks"])
    marks = (work.get(key) for key in challenge["marks"])
    stands = any(challenge["id"] in freezes(mark, work.state.time) for mark in marks)
    return {**challenge, "freezes": stands}


def _challenge_parties(work: Work, challenge: Mapping[str, Any]) -> list[str]:
    parties = [challenge["respondent"], *challenge.get("seconds", [])]
    # A bank knows why its customer's loan stands still.
    parties += [str(loan_record(work, loan)["bank"]) for loan in challenge["paused"]]
    for key in challenge["marks"]:
        kind, _, name = key.partition("/")
        if kind == "loan":
            parties += _loan_parties(loan_record(work, name))
        elif kind == "event":
            status = work.get(key)
            cc: Any = work.get(lifecycle.cc_key(name))
            parties += [] if status is None else _event_parties(work, status, cc)
        else:
            parties.append(name.partition("/")[2])
    return parties


def _challenges(work: Work, _args: Args) -> Json:
    """Challenges against the caller or what it is a party of; all for R."""
    challenges = [_standing(work, living(work, challenge)) for _, challenge in by_prefix(work, "challenge/")]
    if _regulates(work):
        return challenges
    return [
        challenge
        for challenge in challenges
        if any(_speaks_for(work, key) for key in _challenge_parties(work, challenge))
    ]


def _claims(work: Work, _args: Args) -> Json:
    """Claims that the caller owes or is owed, by id; all for R."""
    claims = [claim for _, claim in by_prefix(work, "claim/")]
    if _regulates(work):
        return claims
    return [claim for claim in claims if any(_speaks_for(work, claim[side]) for side in ("from", "to"))]


def _groups(work: Work, args: Args) -> Json:
    """Every group; with ``kids`` the one key of the caller's own group among them."""
    return groups.key_of_own_group(work, args["kids"]) if "kids" in args else groups.groups(work)


def _erasable(work: Work, args: Args) -> Json:
    brief = args.get("brief") is True
    # The caller's day counts only where the events' own time does: its clock must not end anything early.
    events = lifecycle.config_of(work).get("clock") == "events"
    today = _day(work, args, "on") if events else _today(work)
    return groups.erasable(work, today, adopted.in_force(work, today).lending, brief)


def _chaincode(work: Work, args: Args) -> Json:
    """Evaluate a chaincode of a query flow without an unlocking code (paper, Table 4: loan.query).

    The caller carries it as its signer (or the signer's counter); the signer's role has to fit its flow.
    """
    try:
        cc = check_chaincode(args.get("cc", args))
    except ScriptError as error:
        raise ContractError("shape", where=error.where, why=error.why) from None
    cc_checked = lifecycle.check_shape(work, cc)
    config, event = lifecycle.config_of(work), cc_checked["event"]
    rules = adopted.in_force(work, adopted.day_of(config, event["at"], work.state.time))
    flow = lifecycle.check_flow(rules, cc_checked)
    if flow.state:
        raise ContractError("query_only", kind=flow.kind)
    require_active(lifecycle.records_of(work, lifecycle.parties(flow, cc_checked)), flow.while_revoked)
    lifecycle.check_signatures(event)
    signer = event["signatures"][0]["key"]
    if not (_regulates(work) or _speaks_for(work, signer)):
        raise ContractError("denied", role=work.state.caller.role or "-", why=cause("query_of_other"))
    run = Run(work, flow, event, config, cc_checked["keys"], rules)
    RULES[flow.rule].check(run)
    for operation in cc_checked["operations"]:
        HANDLERS[operation["op"]](run, operation["args"])
    return {"event": event["id"], "kind": flow.kind, "code": 0, "outputs": run.outputs}


QUERIES: Final[Mapping[str, tuple[Callable[[Work, Args], Json], tuple[str, ...]]]] = MappingProxyType(
    {
        "config": (_config, ()),
        "rules": (_rules, ()),
        "member": (_member, ("role", "key")),
        "members": (_members, ()),
        "event": (_event, ("id",)),
        "status": (_status, ("id",)),
        "account": (_account, ("key",)),
        "loan": (_loan, ("id",)),
        "loans": (_loans, ()),
        "reschedule": (_reschedule, ("loan",)),
        "report": (_report, ()),
        "issuer": (_issuer, ("bank",)),
        "cap": (_cap, ("bank",)),
        "transfer": (_transfer, ("bank", "transfer")),
        "transfers": (_transfers, ("bank",)),
        "provenance": (_provenance, ("key",)),
        "budget": (_budget, ("department", "year")),
        "issued": (_issued, ("customer",)),
        "person": (_person, ("tag",)),
        "challenge": (_challenge, ("id",)),
        "challenges": (_challenges, ()),
        "claims": (_claims, ()),
        "groups": (_groups, ()),
        "erasable": (_erasable, ()),
        "chaincode": (_chaincode, ()),
    }
)
"""Name to function and the text arguments that it needs."""
