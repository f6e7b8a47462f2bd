"""What the books refuse: one stable code each, with its values; the sentences stand in
``loc_desktop/texts/errors_bank.py``."""

from __future__ import annotations

from loc_desktop.errors import KnownError


class BooksError(KnownError):
    """The books cannot do this. Nothing is booked then. ``code`` is ``books.`` and a name."""


def refused(name: str, **params: object) -> BooksError:
    """The error of a code, to be raised."""
    return BooksError(f"books.{name}", params=params)
