"""Every view and dialog of the window, one after the other, and pictures of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.demo.gallery import Gallery, Scene
from loc_desktop.demo.gallery_later import later_scenes
from loc_desktop.demo.gallery_money import money_scenes
from loc_desktop.demo.gallery_papers import paper_scenes
from loc_desktop.demo.gallery_roles import (
    customer_scenes,
    grantor_scenes,
    ledger_scenes,
    trouble_scenes,
    views_of_roles,
)
from loc_desktop.errors import KnownError


def scenes(gallery: Gallery) -> Iterator[Scene]:
    """Every scene in turn; the one before is closed when the next is asked for."""
    yield from views_of_roles(gallery)
    yield from customer_scenes(gallery)
    yield from money_scenes(gallery)
    yield from paper_scenes(gallery)
    yield from grantor_scenes(gallery)
    yield from ledger_scenes(gallery)
    yield from trouble_scenes(gallery)
    yield from later_scenes(gallery)


def shoot(shown: Iterator[Scene], folder: Path, told: Callable[[str], None]) -> int:
    """A PNG of every scene; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for name, widget in shown:
        file = folder / f"{name}.png"
        if not widget.grab().save(str(file)):
            why = file_causes.cause("disk_error")
            raise KnownError(
                "file.unwritable",
                params={"file": str(file), "why": why},
            )
        number += 1
        told(name)
    return number
