"""What went wrong after a commit: told once, taken once, and the outcome goes on."""

from __future__ import annotations

import pytest

from loc_desktop.app.asides import Asides
from loc_desktop.errors import KnownError, Money
from loc_desktop.texts.errors import desk_error


def _error(number: int = 0) -> KnownError:
    return desk_error("bank.future", day=f"2026-01-{number + 1:02}")


def test_a_known_error_is_told_and_the_outcome_goes_on() -> None:
    asides = Asides()
    with asides.after_commit() as followed:
        raise _error()
    assert not followed.whole
    (told,) = asides.take()
    assert told.code == "bank.future"
    assert told.money is not Money.NOT_MOVED, "nothing says any more that no money moved"
    assert asides.take() == ()
    with asides.after_commit() as followed:
        pass
    assert followed.whole
    assert asides.take() == ()


def test_a_bug_is_no_aside() -> None:
    asides = Asides()
    with pytest.raises(ZeroDivisionError), asides.after_commit() as followed:
        raise ZeroDivisionError
    assert not followed.whole
    assert asides.take() == ()


def test_each_is_told_once_the_oldest_first_and_not_without_end() -> None:
    asides, heard = Asides(), []
    asides.heard = lambda: heard.append(len(heard))
    for number in (3, 1, 3, 2):
        asides.tell(_error(number))
    assert [error.params["day"] for error in asides.take()] == ["2026-01-04", "2026-01-02", "2026-01-03"]
    assert heard == [0, 1, 2, 3]
    for number in range(80):
        asides.tell(desk_error("bank.future", day=str(number)))
    assert [error.params["day"] for error in asides.take()] == [str(number) for number in range(50)]
