"""Whose key it is: the commitment in a customer's member record, and the department's tag of a person.

The commitment is SHA-256 over ``LoC-person-1``, LF, the canonical JSON ``{"identity_number", "key", "name",
"salt"}``, number and name as they are compared. Its salt is 32 random bytes as 64 hex digits: kept at the
counter, and in every sealed dossier, so that whoever opens the dossier can compare. It is of one ``key``, the
member's: copied into another key's record, with a dossier that the copier cannot open, it does not open.

The tag is HMAC-SHA-256 over ``LoC-person-tag-1``, LF, the identity number, keyed with the department's secret
(the seed in its keyring entry). It is the same at every counter and bank, so the ledger can tell a person's
second key; without the secret nobody can compute it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from typing import Any

from loc_desktop.loan import identity_number, person_name
from loc_desktop.script import canonical

SALT_DIGITS = 64


def new_salt() -> str:
    """32 random bytes as hex digits."""
    return os.urandom(SALT_DIGITS // 2).hex()


def is_salt(text: object) -> bool:
    """Whether it is a salt as :func:`new_salt` makes them."""
    return isinstance(text, str) and len(text) == SALT_DIGITS and not set(text) - set("0123456789abcdef")


def commitment(number: str, name: str, salt: str, key: str) -> str:
    """What the member record of ``key`` says of the person: 64 hex digits, from which nothing can be
    guessed."""
    person = {
        "identity_number": identity_number.normalise(number),
        "key": key,
        "name": person_name.comparable(name),
        "salt": salt,
    }
    return hashlib.sha256(b"LoC-person-1\n" + canonical.encode(person)).hexdigest()


def opens(record: Mapping[str, Any], number: str, name: str, salt: str) -> bool:
    """Whether a member record's commitment (``person``, of its ``key``) is to this number and name under
    this salt."""
    found = commitment(number, name, salt, record["key"])
    return bool(record["person"]) and hmac.compare_digest(record["person"], found)


def tag(secret: bytes, number: str) -> str:
    """A person's tag under a department's secret. Raises ValueError for a secret that is none."""
    if len(secret) != 32:
        raise ValueError("a department's secret has 32 bytes")
    message = b"LoC-person-tag-1\n" + identity_number.normalise(number).encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()
