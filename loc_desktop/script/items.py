"""The items that roles sign and ledgers evaluate: their shapes and their signed bytes (spec section 2).

Items are plain JSON objects and are treated as immutable: whoever adds a signature makes a new object.
A shape check raises :class:`ShapeError` with the place (``results[1].verdict``) and what is wrong there.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any, Final, Literal, NoReturn, NotRequired, TypedDict, TypeGuard, TypeVar

from loc_desktop.errors import Trouble
from loc_desktop.script.canonical import (
    CanonicalError,
    Json,
    Refused,
    ScriptError,
    check,
    encode,
)
from loc_desktop.script.causes import cause, shown

ROLES: Final = ("C", "B", "CAD", "FD", "R")
"""Customer, bank, civil affairs department, finance department, regulator."""

OPERATIONS: Final = ("transfer", "repay", "query", "inspect", "issue", "redeem", "challenge", "resolve")
READING: Final = ("query", "inspect")
"""The operations that leave the world state as it is."""
VERDICTS: Final = ("Pass", "Failed")
NESTING: Final = 96
"""How deep an event's body, an operation's args and an oracle result's terms may nest, themselves included.
Below canonical.MAX_DEPTH, so that what is valid by itself stays valid inside a file, a message or a block."""

EVENT_TAG: Final = b"LoC-event-1\n"
ORACLE_TAG: Final = b"LoC-oracle-1\n"

_Shape = TypeVar("_Shape")

Role = Literal["C", "B", "CAD", "FD", "R"]
Verdict = Literal["Pass", "Failed"]


class Signature(TypedDict):
    """One role's signature on an event."""

    type: Literal["signature"]
    role: str
    key: str
    value: str


class Event(TypedDict):
    """What happened: an application, a repayment, a challenge. ``at`` RFC 3339 UTC, whole seconds."""

    type: Literal["event"]
    version: Literal[1]
    kind: str
    id: str
    at: str
    channel: str
    body: dict[str, Json]
    signatures: list[Signature]


class Key(TypedDict):
    """A grantor in a chaincode: the key that has to sign an oracle result, and its role."""

    type: Literal["key"]
    role: str
    key: str


class OracleResult(TypedDict):
    """One role's signed verdict on one event, whose digest is ``event``.

    ``terms`` maps an item to 1 (met) or 0, ``exception`` is 1, or 0 if there is evidence against the loan,
    ``reason`` names what failed. No personal data stands in any of them.
    """

    type: Literal["oracle"]
    role: str
    key: str
    event: str
    verdict: Verdict
    at: str
    value: str
    terms: NotRequired[dict[str, int]]
    exception: NotRequired[int]
    reason: NotRequired[str]


class Operation(TypedDict):
    """What an unlocked chaincode does on the ledger."""

    type: Literal["operation"]
    op: str
    args: dict[str, Json]


class Chaincode(TypedDict):
    """cc: what is locked until every grantor has agreed (Algorithm 1)."""

    type: Literal["chaincode"]
    operations: list[Operation]
    event: Event
    keys: list[Key]


class UnlockingCode(TypedDict):
    """uc: the event and the oracle results, in the order of the flow (Algorithm 2)."""

    type: Literal["unlocking"]
    event: Event
    results: list[OracleResult]


class Member(TypedDict):
    """Who belongs to the network, in which role. A record may carry more."""

    role: str
    key: str
    name: NotRequired[str]


class ShapeError(ScriptError):
    """An item that is not of the shape of spec section 2."""

    kind = "script.shape"


# --- signed bytes -------------------------------------------------------------------------------------------


def event_bytes(event: Event) -> bytes:
    """What each role of RO1 signs: the event without its signatures. Raises CanonicalError."""
    return EVENT_TAG + encode({name: value for name, value in event.items() if name != "signatures"})


def oracle_bytes(result: OracleResult) -> bytes:
    """What a role of RO2 signs: its result without the signature value. Raises CanonicalError."""
    return ORACLE_TAG + encode({name: value for name, value in result.items() if name != "value"})


# --- shapes -------------------------------------------------------------------------------------------------


class _Members:
    """The members of one item: ``names``, exactly these, ``type`` first, and a quick way to take them all."""

    __slots__ = ("item", "names", "take")

    def __init__(self, item: str, *names: str) -> None:
        self.item = item
        self.names = ("type", *names)
        self.take = itemgetter(*self.names)


_EVENT: Final = _Members("event", "version", "kind", "id", "at", "channel", "body", "signatures")
_SIGNATURE: Final = _Members("signature", "role", "key", "value")
_KEY: Final = _Members("key", "role", "key")
_ORACLE: Final = _Members("oracle", "role", "key", "event", "verdict", "at", "value")
_ORACLE_OPTIONAL: Final = frozenset(("terms", "exception", "reason"))
_OPERATION: Final = _Members("operation", "op", "args")
_CHAINCODE: Final = _Members("chaincode", "operations", "event", "keys")
_UNLOCKING: Final = _Members("unlocking", "event", "results")
_NONE: Final[frozenset[str]] = frozenset()


def check_event(value: object) -> Event:
    """The event, if ``value`` is one. Raises ShapeError."""
    event = _exactly(value, _EVENT)
    if type(event["version"]) is not int or event["version"] != 1:
        raise ShapeError("version", cause("version"))
    for name in ("kind", "id", "at", "channel"):
        _text(event[name], name)
        if not event[name]:
            raise ShapeError(name, cause("empty"))
    if type(event["body"]) is not dict:
        _wrong(event["body"], "body", cause("object"))
    _canonical(event["body"], "body")
    _each(event["signatures"], "signatures", check_signature)
    return event  # type: ignore[return-value]


def check_signature(value: object) -> Signature:
    """The signature, if ``value`` is one (whether it verifies is another question). Raises ShapeError."""
    signature = _exactly(value, _SIGNATURE)
    _role(signature["role"])
    _text(signature["key"], "key")
    _text(signature["value"], "value")
    return signature  # type: ignore[return-value]


def check_key(value: object) -> Key:
    """The key, if ``value`` is one. Raises ShapeError."""
    key = _exactly(value, _KEY)
    _role(key["role"])
    _text(key["key"], "key")
    return key  # type: ignore[return-value]


def check_oracle(value: object) -> OracleResult:
    """The oracle result, if ``value`` is one. Raises ShapeError.

    Of ``terms``, ``exception`` and ``reason`` the specification fixes no types; :func:`check_audit` does.
    """
    if _is_plain_result(value):
        return value
    result = _exactly(value, _ORACLE, _ORACLE_OPTIONAL)
    _role(result["role"])
    verdict = result["verdict"]
    if type(verdict) is not str or verdict not in VERDICTS:
        raise ShapeError("verdict", cause("verdict"))
    for name in ("key", "event", "at"):
        _text(result[name], name)
    _text(result["value"], "value")
    if len(result) > len(_ORACLE.names):
        for name in _ORACLE_OPTIONAL & result.keys():
            _canonical(result[name], name)
    return result  # type: ignore[return-value]


def _is_plain_result(value: object) -> TypeGuard[OracleResult]:
    """The common case of :func:`check_oracle` in one go: an evaluation asks once for each of its steps."""
    if type(value) is not dict or len(value) != len(_ORACLE.names):
        return False
    try:
        kind, role, key, event, verdict, at, signature = _ORACLE.take(value)
    except KeyError:
        return False
    return (
        type(kind)
        is type(role)
        is type(key)
        is type(event)
        is type(verdict)
        is type(at)
        is type(signature)
        is str
        and kind == "oracle"
        and role in ROLES
        and verdict in VERDICTS
        and key.isascii()
        and event.isascii()
        and at.isascii()
        and signature.isascii()
    )


def check_audit(result: OracleResult) -> None:
    """What this program signs in the optional members: terms as 1 or 0, so that no personal data slips in.

    For results that a ledger accepts. Raises ShapeError.
    """
    terms: Any = result.get("terms", {})
    if type(terms) is not dict:
        _wrong(terms, "terms", cause("object"))
    for name, met in terms.items():
        if type(met) is not int or met not in (0, 1):
            raise ShapeError(f"terms.{name}", cause("one_or_zero"))
    exception: Any = result.get("exception", 1)
    if type(exception) is not int or exception not in (0, 1):
        raise ShapeError("exception", cause("one_or_zero"))
    if "reason" in result:
        _text(result["reason"], "reason")


def check_operation(value: object) -> Operation:
    """The operation, if ``value`` is one. Raises ShapeError."""
    operation = _exactly(value, _OPERATION)
    if type(operation["op"]) is not str or operation["op"] not in OPERATIONS:
        raise ShapeError("op", cause("one_of", names=", ".join(OPERATIONS)))
    if type(operation["args"]) is not dict:
        _wrong(operation["args"], "args", cause("object"))
    _canonical(operation["args"], "args")
    return operation  # type: ignore[return-value]


def check_chaincode(value: object) -> Chaincode:
    """The chaincode, if ``value`` is one, its parts included. Raises ShapeError."""
    cc = _exactly(value, _CHAINCODE)
    _each(cc["operations"], "operations", check_operation)
    shaped_within(cc["event"], "event", check_event)
    _each(cc["keys"], "keys", check_key)
    return cc  # type: ignore[return-value]


def check_unlocking(value: object, known: Event | None = None) -> UnlockingCode:
    """The unlocking code, if ``value`` is one, its parts included. Raises ShapeError.

    ``known`` is an event whose shape was checked before: this very object is not checked again.
    """
    uc = _exactly(value, _UNLOCKING)
    if uc["event"] is not known or known is None:
        shaped_within(uc["event"], "event", check_event)
    _each(uc["results"], "results", check_oracle)
    return uc  # type: ignore[return-value]


def check_members(value: object) -> list[Member]:
    """The member records of a list or of ``{"members": [...]}``. Raises ShapeError.

    A record needs ``role`` and ``key`` as text; whatever else it carries is not looked at.
    """
    if type(value) is dict:
        if "members" not in value:
            raise ShapeError("", cause("no_members"))
        return shaped_within(value["members"], "members", check_members)
    if type(value) is not list:
        _wrong(value, "", cause("records"))
    for index, record in enumerate(value):
        where = f"[{index}]"
        if type(record) is not dict:
            _wrong(record, where, cause("object"))
        for name in ("role", "key"):
            if name not in record:
                raise ShapeError(where, cause("lacks", name=name))
            if type(record[name]) is not str:
                _wrong(record[name], f"{where}.{name}", cause("text"))
    return value


def _exactly(value: object, members: _Members, optional: frozenset[str] = _NONE) -> dict[str, Any]:
    if type(value) is not dict:
        _wrong(value, "", cause("object"))
    names = members.names
    if len(value) == len(names):
        try:
            if members.take(value)[0] == members.item:
                return value
        except KeyError:
            pass  # Something is missing, and something else is there: said below.
    if value.get("type") != members.item:
        raise ShapeError("type", cause("type", name=members.item))
    for name in names:
        if name not in value:
            raise ShapeError("", cause("lacks", name=name))
    for name in value:
        if name not in names and name not in optional:
            raise ShapeError("", cause("foreign", name=shown(str(name))))
    return value


def _role(value: object) -> None:
    if type(value) is not str or value not in ROLES:
        raise ShapeError("role", cause("one_of", names=", ".join(ROLES)))


def _text(value: object, where: str) -> None:
    if type(value) is not str:
        _wrong(value, where, cause("text"))
    if not value.isascii():
        _canonical(value, where)


def _canonical(value: object, where: str) -> None:
    try:
        check(value, NESTING)
    except CanonicalError as error:
        raise ShapeError(error.where, error.why).within(where) from None


def shaped_within(value: object, where: str, shape: Callable[[object], _Shape]) -> _Shape:
    """What ``shape`` makes of a value that stands at ``where``. Raises its ShapeError, with that place."""
    try:
        return shape(value)
    except ShapeError as error:
        raise error.within(where) from None


def _each(value: object, where: str, shape: Callable[[object], object]) -> None:
    if type(value) is not list:
        _wrong(value, where, cause("array"))
    for index, element in enumerate(value):
        try:
            shape(element)
        except ShapeError as error:
            raise error.within(f"[{index}]").within(where) from None


def _wrong(value: object, where: str, why: Trouble) -> NoReturn:
    raise ShapeError(where, value.why if type(value) is Refused else why)
