"""Signing: exactly what is shown is signed, and the way back is the default."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from loc_desktop.ui.granting.audit_view import AuditView
from loc_desktop.ui.granting.inbox_view import InboxView
from loc_desktop.ui.granting.sign_many import SignManyDialog
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog
from tests.ui.support import LONG_MS, Bot, become, key, no_error, press, shown, type_into


def _case(bot: Bot, window: MainWindow, verdict: str) -> AuditView:
    become(window, "B")
    inbox = window.views["inbox"]
    assert isinstance(inbox, InboxView)
    for line in inbox.model.rows:
        window.go("audit", line.event)
        settle(window)
        audit = window.views["audit"]
        assert isinstance(audit, AuditView)
        assert audit.case is not None
        if audit.case.verdict == verdict:
            return audit
    raise AssertionError(f"the sample has no case that is {verdict}")


def _confirm(bot: Bot, audit: AuditView) -> ConfirmDialog:
    press(bot, audit.sign)
    return shown(bot, lambda: audit.confirm)


@pytest.mark.parametrize("way", ["enter", "escape", "click"])
def test_the_default_of_the_confirmation_is_cancel(qtbot: Bot, window: MainWindow, way: str) -> None:
    audit = _case(qtbot, window, "Pass")
    height = window.workplace.status().height
    confirm = _confirm(qtbot, audit)
    assert confirm.cancel.isDefault()
    assert confirm.focusWidget() is confirm.cancel
    assert not confirm.sign.isDefault()
    ways: dict[str, Callable[[], None]] = {
        "enter": lambda: key(qtbot, confirm, Qt.Key.Key_Return),
        "escape": lambda: key(qtbot, confirm, Qt.Key.Key_Escape),
        "click": lambda: press(qtbot, confirm.cancel),
    }
    ways[way]()
    settle(window)
    assert not confirm.isVisible()
    assert audit.outcome is None
    assert window.workplace.status().height == height


@pytest.mark.parametrize("name", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus(qtbot: Bot, window: MainWindow, name: Qt.Key) -> None:
    audit = _case(qtbot, window, "Failed")
    confirm = _confirm(qtbot, audit)
    key(qtbot, confirm.cancel, Qt.Key.Key_Tab)
    assert confirm.focusWidget() is confirm.sign
    key(qtbot, confirm.sign, name)
    qtbot.waitUntil(lambda: audit.outcome is not None, timeout=LONG_MS)
    assert no_error(window)


def test_the_confirmation_shows_the_sentence_and_the_exact_text(qtbot: Bot, window: MainWindow) -> None:
    audit = _case(qtbot, window, "Failed")
    confirm = _confirm(qtbot, audit)
    case = audit.case
    assert case is not None
    said = confirm.sentence.text()
    assert case.event[:8] in said
    assert "Failed" in said
    assert not confirm.exact.isVisible()
    press(qtbot, confirm.show_exact)
    assert confirm.exact.isVisible()
    assert f'"verdict":"{case.verdict}"' in confirm.exact.toPlainText().replace(" ", "")
    confirm.reject()


def test_a_failed_verdict_is_signed_as_failed_and_cannot_be_overridden(
    qtbot: Bot, window: MainWindow
) -> None:
    audit = _case(qtbot, window, "Failed")
    assert "Failed" in audit.sign.text()
    signs = [b for b in audit.findChildren(type(audit.sign)) if b.isVisible() and "Pass" in b.text()]
    assert signs == []
    press(qtbot, _confirm(qtbot, audit).sign)
    qtbot.waitUntil(lambda: audit.outcome is not None, timeout=LONG_MS)
    assert audit.outcome is not None
    assert audit.outcome.verdict == "Failed"
    assert audit.primary is audit.next
    assert no_error(window)


def test_the_ledger_tells_of_a_signature_before_it_has_come_back(qtbot: Bot, window: MainWindow) -> None:
    """The view is loaded again at every block: the block of its own signature too."""
    become(window, "FD")
    for role in ("B", "CAD"):
        window.workplace.desk_of(role).grants.sign_many()
    become(window, "FD")
    inbox = window.views["inbox"]
    assert isinstance(inbox, InboxView)
    passed = [r.event for r in inbox.model.rows if all(s.verdict != "Failed" for s in r.signed)]
    checked = window.workplace.desk_of("FD").grants.check(passed)
    window.go("audit", next(c.event for c in checked if c.passes))
    settle(window)
    audit = window.views["audit"]
    assert isinstance(audit, AuditView)
    press(qtbot, _confirm(qtbot, audit).sign)

    def signed() -> bool:
        audit.load()
        return audit.outcome is not None

    qtbot.waitUntil(signed, timeout=LONG_MS)
    settle(window)
    assert audit.case is not None
    assert audit.outcome is not None
    assert "The money has moved." in audit.notice.text()
    assert no_error(window)


def test_the_audit_explains_every_term_and_the_formula(qtbot: Bot, window: MainWindow) -> None:
    audit = _case(qtbot, window, "Failed")
    case = audit.case
    assert case is not None
    rows = audit.model.rows
    assert [r.item for r in rows] == [*(t.item for t in case.terms), "exception"]
    for number, line in enumerate(rows):
        met = audit.model.index(number, 4).data()
        assert met == ("✓" if line.met else "✗")
        if not line.met and line.difference:
            assert audit.model.index(number, 5).data().startswith(("over by", "short by"))
    met = sum(term.met for term in case.terms)
    assert audit.formula.text().startswith(f"{met} of {len(case.terms)} terms are met, ")
    assert audit.formula.toolTip().startswith("f(e) = (")
    assert audit.formula.toolTip().endswith("= 0")


def test_many_are_signed_at_once_with_the_rest_left_alone(qtbot: Bot, window: MainWindow) -> None:
    become(window, "B")
    inbox = window.views["inbox"]
    assert isinstance(inbox, InboxView)
    before = inbox.model.total
    press(qtbot, inbox.sign_all)
    many = inbox.many
    assert many is not None
    confirm = shown(qtbot, lambda: many.confirm)
    assert confirm.cancel.isDefault()
    wanted = [r.event for r in confirm.model.rows]
    assert wanted
    assert len(wanted) < before
    press(qtbot, confirm.sign)
    signing = shown(qtbot, lambda: many.signing)
    qtbot.waitUntil(lambda: not signing.running, timeout=LONG_MS)
    assert f"{len(wanted)} signed." in signing.note.text()
    signing.accept()
    qtbot.waitUntil(lambda: inbox.model.total == before - len(wanted), timeout=LONG_MS)
    assert no_error(window)


def _batch(bot: Bot, window: MainWindow, inbox: InboxView) -> SignManyDialog:
    press(bot, inbox.sign_all)
    many = inbox.many
    assert many is not None
    return shown(bot, lambda: many.confirm)


def _inbox(bot: Bot, window: MainWindow) -> InboxView:
    """The bank's inbox, each row checked."""
    become(window, "B")
    inbox = window.views["inbox"]
    assert isinstance(inbox, InboxView)
    bot.waitUntil(lambda: all(_checks(inbox)), timeout=LONG_MS)
    return inbox


def _checks(inbox: InboxView) -> list[str]:
    titles = [inbox.model.headerData(c, Qt.Orientation.Horizontal) for c in range(inbox.model.columnCount())]
    column = titles.index("Check")
    return [inbox.model.index(line, column).data() for line in range(inbox.model.rowCount())]


def test_each_row_says_beforehand_whether_it_meets_every_term_and_which_fails(
    qtbot: Bot, window: MainWindow
) -> None:
    inbox = _inbox(qtbot, window)
    said = dict(zip((r.event for r in inbox.model.rows), _checks(inbox), strict=True))
    dialog = _batch(qtbot, window, inbox)
    assert {r.event for r in dialog.model.rows} == {e for e, text in said.items() if text.startswith("✓")}
    left = {r.event: dialog.rest_model.index(i, 2).data() for i, r in enumerate(dialog.rest_model.rows)}
    assert left
    assert {e: f"✗ {why}" for e, why in left.items()} == {e: t for e, t in said.items() if t.startswith("✗")}
    dialog.reject()


def test_only_what_the_filter_shows_is_signed(qtbot: Bot, window: MainWindow) -> None:
    inbox = _inbox(qtbot, window)
    passing = [r for r, text in zip(inbox.model.rows, _checks(inbox), strict=True) if text.startswith("✓")]
    assert len(passing) > 1
    wanted, height = passing[-1], window.workplace.status().height
    type_into(qtbot, inbox.filter, wanted.event[:10])
    qtbot.waitUntil(lambda: inbox.model.total == 1 and not inbox.model.loading, timeout=LONG_MS)
    dialog = _batch(qtbot, window, inbox)
    assert [r.event for r in dialog.model.rows] == [wanted.event]
    assert window.words.money(wanted.amount) in dialog.sentence.text()
    key(qtbot, dialog, Qt.Key.Key_Escape)
    settle(window)
    assert window.workplace.status().height == height


def test_ticked_rows_are_signed_and_no_others(qtbot: Bot, window: MainWindow) -> None:
    inbox = _inbox(qtbot, window)
    before = {r.event for r in inbox.model.rows}
    passing = [n for n, text in enumerate(_checks(inbox)) if text.startswith("✓")]
    chosen = [inbox.model.rows[n].event for n in passing[-2:]]
    for number in passing[-2:]:
        inbox.table.setCurrentIndex(inbox.model.index(number, 1))
        key(qtbot, inbox.table, Qt.Key.Key_Space)
    assert inbox.ticked.text() == "2 ticked"
    dialog = _batch(qtbot, window, inbox)
    assert [r.event for r in dialog.model.rows] == chosen
    press(qtbot, dialog.sign)
    many = inbox.many
    assert many is not None
    signing = shown(qtbot, lambda: many.signing)
    qtbot.waitUntil(lambda: not signing.running, timeout=LONG_MS)
    signing.accept()
    qtbot.waitUntil(lambda: inbox.model.total == len(before) - 2, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not inbox.model.loading, timeout=LONG_MS)
    assert {r.event for r in inbox.model.rows} == before - set(chosen)
    assert inbox.model.ticked == []
    press(qtbot, inbox.tick_all)
    qtbot.waitUntil(lambda: len(inbox.model.ticked) == inbox.model.total, timeout=LONG_MS)
    type_into(qtbot, inbox.filter, "no such name")
    qtbot.waitUntil(lambda: inbox.model.total == 0, timeout=LONG_MS)
    assert inbox.model.ticked == []
    assert no_error(window)


def test_what_if_counts_without_changing_anything(qtbot: Bot, window: MainWindow) -> None:
    audit = _case(qtbot, window, "Pass")
    height = window.workplace.status().height
    press(qtbot, audit.what_if)
    dialog = shown(qtbot, lambda: audit.what_if_dialog)
    qtbot.waitUntil(lambda: bool(dialog.fields), timeout=LONG_MS)
    dialog.fields["loan_limit"].setText("1")
    press(qtbot, dialog.count)
    qtbot.waitUntil(lambda: "0 would" in dialog.answer.text(), timeout=LONG_MS)
    dialog.fields["loan_limit"].setText("one")
    assert not dialog.count.isEnabled()
    dialog.reject()
    settle(window)
    assert window.workplace.status().height == height


def test_evidence_of_the_programs_own_is_said_in_words_and_peoples_as_written() -> None:
    told = ("bankruptcy or tax lien on record", "欠税, 2018")
    said = Sentence("reason.evidence", {"evidence": told})
    assert say(said, "zh") == "有不利证据：有破产或欠税记录；欠税, 2018"
    assert say(said, "en") == "evidence against the loan: bankruptcy or tax lien on record; 欠税, 2018"
