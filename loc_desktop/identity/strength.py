"""Whether a new PIN or passphrase is worth having: long enough, and nothing that is tried first."""

from __future__ import annotations

from itertools import pairwise

from loc_desktop.identity.errors import WeakPassphrase

MIN_PIN, MIN_PASSPHRASE = 6, 8
_LONGEST_PATTERN = 3
_FEWEST_DIFFERENT = 4
"""Different characters in a passphrase."""

_COMMON = ("password", "passw0rd", "passphrase", "qwerty", "qwertyuiop", "asdfghjkl", "iloveyou", "woaini")
"""What passphrases are most often made of; digits and marks at the end do not count."""


def pin_problem(pin: str) -> str:
    """``"short"``, ``"simple"``, or "" for a PIN that will do. Simple is a run (123456, 987654) or one to
    three characters again and again (111111, 121212, 123123)."""
    if len(pin) < MIN_PIN:
        return "short"
    return "simple" if _is_run(pin) or _repeats(pin) else ""


def passphrase_problem(passphrase: str) -> str:
    """As :func:`pin_problem`, for a passphrase; blanks around it do not count. Simple are also fewer
    than four different characters, and the commonest words."""
    text = passphrase.strip().casefold()
    if len(text) < MIN_PASSPHRASE:
        return "short"
    few = len(set(text)) < _FEWEST_DIFFERENT
    return "simple" if few or _is_run(text) or _repeats(text) or _word(text) in _COMMON else ""


def check_pin(pin: str) -> None:
    """Raises WeakPassphrase ``pin.too_short`` or ``pin.too_simple``."""
    if why := pin_problem(pin):
        raise WeakPassphrase("pin", why, MIN_PIN)


def check_passphrase(passphrase: str) -> None:
    """Raises WeakPassphrase ``passphrase.too_short`` or ``passphrase.too_simple``."""
    if why := passphrase_problem(passphrase):
        raise WeakPassphrase("passphrase", why, MIN_PASSPHRASE)


def _is_run(text: str) -> bool:
    """Each character one above the one before, or each one below; after 9 comes 0."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    if text.isdigit() and text.isascii():
        steps = {step % 10 for step in steps}
        return steps in ({1}, {9})
    return steps in ({1}, {-1})


def _repeats(text: str) -> bool:
    """The same one to three characters again and again."""
    return any(text == (text[:length] * len(text))[: len(text)] for length in range(1, _LONGEST_PATTERN + 1))


def _word(text: str) -> str:
    return text.rstrip("0123456789!.?*#@ ")
