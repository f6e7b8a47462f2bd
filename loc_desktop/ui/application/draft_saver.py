"""Saves what is typed into the application form as a draft on this computer."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from loc_desktop.desk.values.application import ApplicationForm, FormDraft
from loc_desktop.errors import KnownError
from loc_desktop.ui.widgets.view import Context

SAVE_MS = 400
"""A draft is saved this long after the last key, and whenever the view is left."""


def new_draft() -> str:
    """The id of a draft that there is not yet."""
    return secrets.token_hex(16)


class DraftSaver(QObject):
    """One form's draft. ``id`` is the draft's, saved or not: what is sent of it is one application. Signal
    ``saved(FormDraft)``."""

    saved = Signal(object)

    def __init__(self, context: Context, form: Callable[[], ApplicationForm], parent: QObject) -> None:
        """``form`` gives what is in the fields now."""
        super().__init__(parent)
        self._context, self._form = context, form
        self.id = new_draft()
        self._changed = False
        self._guard = threading.Lock()
        self._saving = False
        self._next: dict[str, ApplicationForm] = {}
        """By draft, what is saved when the save that is on its way has ended: it must not come before it."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)

    def use(self, draft: str) -> None:
        """Another form from now on, with the id of its draft ("" for a new one); what was typed into the last
        one since it was saved is forgotten."""
        self._timer.stop()
        self._changed = False
        self.id = draft or new_draft()

    def form_changed(self) -> None:
        """The person has changed something: it is saved soon."""
        self._changed = True
        self._timer.start()

    def forget(self) -> None:
        """What was changed is not saved: it is being sent."""
        self._timer.stop()
        self._changed = False
        with self._guard:
            self._next.clear()

    def save_now(self) -> str:
        """Save at once what was changed since it was saved; the draft's id."""
        self._timer.stop()
        if self._changed:
            self._changed = False
            form = self._form()
            try:
                self._context.desk.applications.save_draft(form, self.id)
            except KnownError as error:
                self._context.shell.report(error)
            with self._guard:
                if self._saving:
                    self._next[self.id] = form
        return self.id

    def save(self) -> None:
        """Save on a worker thread, if anything was changed since it was saved."""
        self._timer.stop()
        if not self._changed:
            return
        self._changed = False
        form, draft = self._form(), self.id
        with self._guard:
            if self._saving:
                self._next[draft] = form
                return
            self._saving = True

        def tell(drafts: dict[str, FormDraft]) -> None:
            if self.id in drafts:  # else another form has taken its place
                self.saved.emit(drafts[self.id])

        self._context.tasks.run(
            lambda _job: self._save(form, draft), tell, failed=self._context.shell.report, owner=self
        )

    def _save(self, form: ApplicationForm, draft: str) -> dict[str, FormDraft]:
        """On the worker thread, so that the window may close meanwhile; the drafts that were saved."""
        drafts: dict[str, FormDraft] = {}
        try:
            while True:
                drafts[draft] = self._context.desk.applications.save_draft(form, draft)
                with self._guard:
                    if not self._next:
                        self._saving = False
                        return drafts
                    draft, form = self._next.popitem()
        except BaseException:
            with self._guard:
                self._saving = False
                self._next.clear()
            raise
