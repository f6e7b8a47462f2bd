"""A form's draft: one, with what was typed last, however fast it is typed."""

from __future__ import annotations

import threading

import pytest

from loc_desktop.desk.application.applications import Applications
from loc_desktop.desk.values.application import ApplicationForm, FormDraft
from loc_desktop.ui.application.draft_saver import DraftSaver
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.support import LONG_MS, Bot, become, view_of


class Slow:
    """The desk's saving, each call held up until it is let go: as on a slow disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.let_go = threading.Event()
        self.begun = threading.Semaphore(0)
        real = Applications.save_draft

        def save(applications: Applications, form: ApplicationForm, draft: str = "") -> FormDraft:
            if threading.current_thread() is not threading.main_thread():
                self.begun.release()
                assert self.let_go.wait(30)
            return real(applications, form, draft)

        monkeypatch.setattr(Applications, "save_draft", save)


def _form(window: MainWindow) -> tuple[ApplicationFormView, DraftSaver]:
    become(window, "C")
    view = view_of(window, "form")
    assert isinstance(view, ApplicationFormView)
    return view, view.draft


def _type(view: ApplicationFormView, text: str) -> None:
    view.fields["purpose"].edit.setText(text)
    view.draft.form_changed()


def _purposes(window: MainWindow) -> list[str]:
    return [draft.form.purpose for draft in window.workplace.desk_of("C").applications.drafts()]


def test_what_is_typed_while_it_is_being_saved_goes_into_the_same_draft(
    window: MainWindow, qtbot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, saver = _form(window)
    before = _purposes(window)
    slow = Slow(monkeypatch)
    for text in ("种", "种茶", "种茶树"):
        _type(view, text)
        saver.save()
    assert slow.begun.acquire(timeout=30)
    slow.let_go.set()
    qtbot.waitUntil(lambda: "种茶树" in _purposes(window), timeout=LONG_MS)
    assert sorted(_purposes(window)) == sorted([*before, "种茶树"])


def test_leaving_while_it_is_being_saved_keeps_one_draft_with_the_last_text(
    window: MainWindow, qtbot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, saver = _form(window)
    before = _purposes(window)
    slow = Slow(monkeypatch)
    _type(view, "养")
    saver.save()
    assert slow.begun.acquire(timeout=30)
    _type(view, "养羊")
    draft = saver.save_now()
    assert draft == saver.id != ""
    slow.let_go.set()
    # The older save ends after it, and what was saved last is saved once more.
    qtbot.waitUntil(lambda: slow.begun.acquire(blocking=False), timeout=LONG_MS)
    qtbot.waitUntil(lambda: _purposes(window).count("养羊") == 1, timeout=LONG_MS)
    assert sorted(_purposes(window)) == sorted([*before, "养羊"])


def test_another_form_has_another_draft(window: MainWindow, qtbot: Bot) -> None:
    view, saver = _form(window)
    before = _purposes(window)
    _type(view, "养鸡")
    first = saver.save_now()
    saver.use("")
    empty = saver.id
    assert empty not in ("", first)
    assert saver.save_now() == empty
    assert len(_purposes(window)) == len(before) + 1, "nothing was typed into it"
    _type(view, "养鸭")
    assert saver.save_now() == empty
    saver.use(first)
    _type(view, "养鹅")
    assert saver.save_now() == first
    assert sorted(_purposes(window)) == sorted([*before, "养鸭", "养鹅"])
    _type(view, "养猪")
    saver.forget()
    saver.save()
    assert saver.save_now() == first
    assert "养猪" not in _purposes(window)


def test_going_to_another_form_while_it_is_being_saved_keeps_both(
    window: MainWindow, qtbot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, saver = _form(window)
    before = _purposes(window)
    slow = Slow(monkeypatch)
    _type(view, "编竹")
    saver.save()
    assert slow.begun.acquire(timeout=30)
    _type(view, "编竹器")
    view.show_target("")
    _type(view, "磨豆腐")
    saver.save()
    slow.let_go.set()
    wanted = sorted([*before, "编竹器", "磨豆腐"])
    qtbot.waitUntil(lambda: sorted(_purposes(window)) == wanted, timeout=LONG_MS)
    kept = {draft.id: draft.form.purpose for draft in window.workplace.desk_of("C").applications.drafts()}
    assert kept[saver.id] == "磨豆腐"
