"""Canonical JSON: the bytes that are signed, digested and compared (RFC 8785, spec section 1).

Only objects, arrays, strings, booleans and integers with |n| <= 2**53 - 1. Floats, null, duplicate member
names, lone surrogates, invalid UTF-8 and nesting beyond :data:`MAX_DEPTH` are errors that say where.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import string
from typing import Any, Final, NoReturn

import orjson

from loc_desktop.errors import KnownError, Trouble
from loc_desktop.script.causes import cause, shown

Json = Any
"""A value of the subset above: ``dict[str, Json] | list[Json] | str | bool | int``."""

MAX_DEPTH: Final = 128
"""Arrays and objects inside one another, the outermost included. Far below every parser's own limit."""

MAX_INTEGER: Final = 2**53 - 1
MAX_BYTES: Final = 8 * 1024 * 1024

_SORTED: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_STRICT: Final = orjson.OPT_STRICT_INTEGER
# What UTF-8 writes in four bytes begins with one of these.
_BEYOND_BMP: Final = re.compile(rb"[\xf0-\xf4]")


class ScriptError(KnownError):
    """Input that is not of the script: ``where`` (a path such as ``cc.event.body.rate``) and ``why``, a cause
    of :mod:`loc_desktop.script.causes`."""

    kind = "script.invalid"

    def __init__(self, where: str, why: Trouble) -> None:
        self.where = where
        self.why = why
        super().__init__(self.kind, params={"where": where, "why": why})

    def within(self, outer: str) -> ScriptError:
        """The same error seen from one level further out."""
        joint = "" if not self.where or self.where.startswith("[") else "."
        return type(self)(f"{outer}{joint}{self.where}", self.why)


class CanonicalError(ScriptError):
    """A value or text that has no canonical form."""

    kind = "script.canonical"


class TooDeepError(CanonicalError):
    """JSON nested so deep that no parser takes it; whatever else is wrong with it is not known."""


class Refused:
    """Stands in a leniently decoded value for what the script does not allow; no shape check accepts it.

    ``why`` is the cause; ``value`` is the nearest plain Python value (None where there is none).
    """

    __slots__ = ("value", "why")

    def __init__(self, why: Trouble, value: object = None) -> None:
        self.why = why
        self.value = value


# --- encoding -----------------------------------------------------------------------------------------------


def encode(value: Json) -> bytes:
    """The canonical bytes of ``value``. Raises CanonicalError."""
    check(value)
    return encode_checked(value)


def encode_checked(value: Json) -> bytes:
    """The canonical bytes of a value that :func:`check` has passed a moment ago."""
    data = orjson.dumps(value, option=_SORTED)
    if not data.isascii() and _BEYOND_BMP.search(data):
        # The encoder sorts member names by code point, RFC 8785 by UTF-16 code unit. The two orders differ
        # only where a character beyond the Basic Multilingual Plane is about.
        return orjson.dumps(_in_utf16_order(value), option=_STRICT)
    return data


def digest(value: Json) -> str:
    """SHA-256 of the canonical bytes, lowercase hex."""
    return hashlib.sha256(encode(value)).hexdigest()


def check(value: Any, room: int = MAX_DEPTH) -> None:
    """Assert that ``value`` has a canonical form and nests at most ``room`` deep. Raises CanonicalError."""
    kind = type(value)
    if kind is str:
        if not value.isascii():
            _check_text(value)
    elif kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise CanonicalError("", cause("integer"))
    elif kind is dict:
        if room <= 0:
            raise CanonicalError("", cause("depth", most=MAX_DEPTH))
        for name, member in value.items():
            if type(name) is not str:
                raise CanonicalError("", cause("name_not_text", name=shown(repr(name))))
            if not name.isascii():
                _check_text(name)
            if type(member) is str and member.isascii():
                continue  # Most members: not worth a call.
            try:
                check(member, room - 1)
            except CanonicalError as error:
                raise error.within(_shown_name(name)) from None
    elif kind is list:
        if room <= 0:
            raise CanonicalError("", cause("depth", most=MAX_DEPTH))
        for index, element in enumerate(value):
            try:
                check(element, room - 1)
            except CanonicalError as error:
                raise error.within(f"[{index}]") from None
    elif kind is not bool:
        _refuse(value)


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CanonicalError("", cause("surrogate")) from None


def _refuse(value: object) -> NoReturn:
    if type(value) is Refused:
        raise CanonicalError("", value.why)
    if value is None:
        raise CanonicalError("", cause("null"))
    if isinstance(value, float):
        raise CanonicalError("", cause("fraction"))
    raise CanonicalError("", cause("python_type", name=type(value).__name__))


def _in_utf16_order(value: Json) -> Json:
    if type(value) is dict:
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: _in_utf16_order(value[name]) for name in names}
    if type(value) is list:
        return [_in_utf16_order(element) for element in value]
    return value


def _shown_name(name: str) -> str:
    plain = name.encode(errors="backslashreplace").decode()
    return plain if len(plain) <= 40 else plain[:39] + "…"


# --- decoding -----------------------------------------------------------------------------------------------


def decode(data: bytes, max_bytes: int = MAX_BYTES) -> Json:
    """Strictly parse one JSON text (which need not be in canonical form). Raises CanonicalError.

    ``max_bytes`` bounds the memory: a longer text is refused before it is parsed.
    """
    _check_size(data, max_bytes)
    quick = _decode_canonical(data)
    if quick is not None:
        return quick
    value = _parse(data)
    check(value)
    return value


def decode_lenient(data: bytes, max_bytes: int = MAX_BYTES) -> object:
    """Parse JSON, keeping a :class:`Refused` where the script does not allow what stands there.

    So a line with a bad chaincode still gives its id. Raises CanonicalError for what is no JSON at all.
    """
    _check_size(data, max_bytes)
    return _parse(data)


def _check_size(data: bytes, max_bytes: int) -> None:
    if len(data) > max_bytes:
        raise CanonicalError("", cause("size", size=len(data), most=max_bytes))


def _decode_canonical(data: bytes) -> Json | None:
    """The value if ``data`` is its canonical form, else None: then nothing can hide in it, no duplicate."""
    try:
        value = orjson.loads(data)
        return value if encode(value) == data else None
    except (ValueError, CanonicalError, RecursionError):
        return None


def _parse(data: bytes) -> object:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise CanonicalError("", cause("utf8", number=error.start + 1)) from None
    try:
        return _PARSER.decode(text)
    except json.JSONDecodeError as error:
        raise CanonicalError("", cause("not_json", line=error.lineno, column=error.colno)) from None
    except RecursionError:
        raise TooDeepError("", cause("depth", most=MAX_DEPTH)) from None


def _object(pairs: list[tuple[str, object]]) -> object:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            return Refused(cause("twice", name=shown(name)), members)
        seen.add(name)
    raise AssertionError("unreachable: fewer members than pairs without a duplicate")


def _integer(text: str) -> object:
    # The length is looked at first: converting a number of a million digits would take very long.
    if len(text) <= 17:
        return int(text)
    return Refused(cause("integer"), int(text) if len(text) <= 40 else None)


def _fraction(text: str) -> object:
    return Refused(cause("fraction"), float(text) if len(text) <= 40 else None)


def _constant(text: str) -> object:
    return Refused(cause("constant", text=text))


_PARSER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_constant
)


# --- base64url ----------------------------------------------------------------------------------------------

# The URL alphabet onto the standard one, everything else onto "!", which strict decoding refuses.
_URL_ALPHABET: Final = (string.ascii_letters + string.digits + "-_").encode()
_OTHERS: Final = bytes(code for code in range(256) if code not in _URL_ALPHABET)
_TO_STANDARD: Final = bytes.maketrans(b"-_" + _OTHERS, b"+/" + b"!" * len(_OTHERS))
_PADDING: Final = (b"", None, b"==", b"=")
# A last character may carry bits that the bytes do not need; canonical text has zeros there.
_LAST: Final = ("", "", "AQgw", "AEIMQUYcgkosw048")


def b64u_encode(data: bytes) -> str:
    """Base64url without padding (RFC 4648 section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def b64u_decode(text: str) -> bytes:
    """The bytes of canonical base64url: no padding, no other character, unused bits zero.

    Raises CanonicalError.
    """
    tail = len(text) & 3
    padding = _PADDING[tail]
    if padding is not None and (not tail or text[-1] in _LAST[tail]):
        try:
            return binascii.a2b_base64(
                text.encode("ascii").translate(_TO_STANDARD) + padding, strict_mode=True
            )
        except (ValueError, UnicodeEncodeError):
            pass
    raise CanonicalError("", cause("base64url"))


def pretty(value: Any) -> str:
    """JSON for reading, not canonical: two spaces, names in order, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
