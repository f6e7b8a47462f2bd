"""A demonstration's ledger says in the top line that it is one, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from loc_desktop.app.values import LedgerStatus
from loc_desktop.ui.shell.top_line import TopLine
from loc_desktop.ui.widgets.i18n import Languages
from loc_desktop.ui.widgets.words import Words
from tests.ui.support import Bot

NETWORK = {"network": "loan", "channel": "loan", "peer": "peer0.B"}


@pytest.mark.parametrize(("language", "said"), [("zh", "演示 · "), ("en", "demonstration · ")])
def test_the_top_line_says_that_days_are_not_real(
    qapp: QApplication, qtbot: Bot, language: str, said: str
) -> None:
    languages = Languages(qapp)
    try:
        languages.switch(language)
        top = TopLine(Words(languages))
        for details, marked in (
            ({**NETWORK, "demonstration": True}, True),
            ({**NETWORK, "demonstration": False}, False),
            ({"demonstration": True}, False),  # this computer's own sample, which says so elsewhere
        ):
            top.show_status(LedgerStatus(True, 9, 0, "2026-01-01T00:00:00Z", details=details))
            assert top.health.accessibleName().startswith(said) is marked
        top.close()
    finally:
        languages.switch("en")
