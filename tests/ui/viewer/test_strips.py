"""Where an application is, and who has signed it, in a line each."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from loc_desktop.app.values import Party
from loc_desktop.desk.values.application import ApplicationRow
from loc_desktop.desk.values.event import Signed, Stage
from loc_desktop.ui.signing.signed_strip import SignedStrip
from loc_desktop.ui.viewer.stage_strip import StageStrip
from loc_desktop.ui.widgets.i18n import Languages
from loc_desktop.ui.widgets.role_badge import RoleBadge
from loc_desktop.ui.widgets.words import Words

C, B, CAD = Party("C", "kc", "王小明"), Party("B", "kb", "龙岩农信社"), Party("CAD", "kd", "民政局")


def _row(stage: Stage) -> ApplicationRow:
    return ApplicationRow(
        "e", "loan.apply", "2026-09-15T02:00:00Z", 1_00, 12, C, B, stage, block=7, waits_for=B
    )


@pytest.mark.parametrize(
    ("stage", "marks"),
    [
        (Stage.WAITING, "●○○○"),
        (Stage.SENT, "✓●○○"),
        (Stage.ON_LEDGER, "✓✓●○"),
        (Stage.HELD, "✓✓●○"),
        (Stage.UNLOCKED, "✓✓✓✓"),
        (Stage.REFUSED, "✓✓✓✗"),
        (Stage.WITHDRAWN, "✓✓✓✗"),
        (Stage.EXPIRED, "✓✓✓✗"),
    ],
)
def test_the_stations_behind_are_passed_and_the_present_one_stands_out(
    qapp: QApplication, stage: Stage, marks: str
) -> None:
    strip = StageStrip(Words(Languages(qapp)))
    strip.show()
    for _ in range(2):  # shown again, nothing is left of the first time
        strip.show_row(_row(stage))
        qapp.processEvents()
        labels = [label for label in strip.findChildren(QLabel) if label.isVisible()]
        stations = [label for label in labels if label.text()[:1] in "✓✗●○" and label.text()]
        assert "".join(label.text()[0] for label in stations) == marks
        assert [label.font().bold() for label in stations].count(True) == 1
    assert strip.sentence.text()
    assert strip.sentence.text() in strip.accessibleName()
    strip.close()


def test_who_signed_who_is_next_and_who_comes_after(qapp: QApplication) -> None:
    strip = SignedStrip(Words(Languages(qapp)))
    strip.show()
    signed = [Signed(C, "2026-09-15T02:00:00Z", None), Signed(B, "2026-09-15T03:00:00Z", "Failed")]
    for _ in range(2):
        strip.show_signed(signed, CAD, (Party("FD", "kf", "财政局"),), note="you")
        qapp.processEvents()
        badges = [badge for badge in strip.findChildren(RoleBadge) if badge.isVisible()]
        assert ["财政局" in badge.toolTip() for badge in badges] == [False, False, False, True]
        texts = [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]
        assert texts.count("→") == 3
        assert [text[0] for text in texts if text[:1] in ("✓", "✗")] == ["✓", "✗"]
        assert "you" in texts
    assert strip.accessibleName()
    strip.show_signed([])
    assert [badge for badge in strip.findChildren(RoleBadge) if badge.isVisible()] == []
    strip.close()
