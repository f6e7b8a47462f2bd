"""A person's name, sealed with the folder's key under its identity's id."""

from __future__ import annotations

import pytest

from loc_desktop.identity.errors import DataKeyMissing
from loc_desktop.identity.name_seal import NameSeal

KEY = bytes(range(32))


def _seal(key: bytes = KEY, ready: bool = True) -> NameSeal:
    return NameSeal(lambda: key, lambda: ready)


@pytest.mark.parametrize("name", ["林秀英", "", "x" * 60, "阿依古丽·买买提", "李𬱖"])
def test_a_name_comes_back_and_does_not_stand_there(name: str) -> None:
    sealed = _seal().seal("identity", name)
    assert _seal().open("identity", sealed) == name
    assert not name or name not in sealed
    assert _seal().seal("identity", name) != sealed, "each time another nonce"


def test_under_another_identity_or_key_or_changed_it_is_no_name() -> None:
    sealed = _seal().seal("identity", "林秀英")
    assert _seal().open("another", sealed) == ""
    assert _seal(b"x" * 32).open("identity", sealed) == ""
    swapped = sealed[:-1] + ("A" if sealed[-1] != "A" else "B")
    for changed in ("", "A", "%%", sealed[:20], swapped, sealed + "AAAA"):
        assert _seal().open("identity", changed) == ""


def test_while_the_key_is_not_at_hand_nothing_is_asked() -> None:
    asked: list[int] = []

    def key() -> bytes:
        asked.append(1)
        raise DataKeyMissing

    sealed = _seal().seal("identity", "林秀英")
    assert NameSeal(key, lambda: False).open("identity", sealed) == ""
    assert asked == []
    assert NameSeal(key, lambda: True).open("identity", sealed) == ""
    assert asked == [1]
    with pytest.raises(DataKeyMissing):
        NameSeal(key, lambda: True).seal("identity", "林秀英")
