"""Trouble with a file after a commit is shown beside the outcome, and does not deny it."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.ledger.index import index
from loc_desktop.ui.shell.main_window import MainWindow
from tests.faults.after_commit import locked
from tests.ui.support import LONG_MS, Bot, become


def test_a_locked_index_is_told_beside_the_payment(
    qtbot: Bot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BUSY_S", 0.1)
    window.workplace.connections.close()  # opened again with the short patience
    become(window, "C")
    money = window.workplace.desk_of("C").money
    prepared = money.prepare_deposit(12_345, money.banks()[0].key)
    outcome: list[Any] = []
    (file,) = window.workplace.home.glob("index-*.sqlite")
    with locked(file):
        window.tasks.run(lambda _job: money.submit(prepared), outcome.append)
        qtbot.waitUntil(lambda: bool(outcome) and window.errors.open, timeout=LONG_MS)
    dialog = window.errors.dialog
    assert dialog is not None
    said = f"{dialog.windowTitle()} {dialog.what.text()} {dialog.money.text()} {outcome[0].sentence.code}"
    assert "On the ledger; trouble on this computer" in said
    assert "What is on the ledger stands." in said
    assert "No money" not in said
    assert "asked.stands" in said
