"""Who works here: persons have their names once the keyring is open."""

from __future__ import annotations

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from tests.ui.conftest import OpenWindow
from tests.ui.support import become


def test_the_switcher_is_filled_anew_only_when_names_can_be_read(
    workplace: Workplace, open_window: OpenWindow
) -> None:
    window = open_window(workplace)
    become(window, "R")
    top = window.frame.top
    unnamed = [action.text() for action in top.menu.actions()]
    workplace.connections.data_key()
    window.go(window.front)
    window.watch.changed.emit()
    settle(window)
    entries = top.menu.actions()
    customers = [identity for identity in workplace.identities() if identity.role == "C"]
    assert customers
    assert all(any(c.name in entry.text() for entry in entries) for c in customers)
    assert len(unnamed) == len(entries)
    window.watch.changed.emit()
    settle(window)
    assert top.menu.actions() == entries
