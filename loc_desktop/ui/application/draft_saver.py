"""Saves what is typed into the application form as a draft on this computer."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from loc_desktop.desk.values.application import ApplicationForm, FormDraft
from loc_desktop.errors import KnownError
from loc_desktop.ui.widgets.tasks import Job
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
        self._forms = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)

    def use(self, draft: str) -> None:
        """Another form from now on, with the id of its draft ("" for a new one); what was typed into the last
        one and is not saved is forgotten."""
        self.forget()
        self.id = draft or new_draft()
        self._forms += 1

    def form_changed(self) -> None:
        """The person has changed something: it is saved soon."""
        self._changed = True
        self._timer.start()

    def forget(self) -> None:
        """What was changed is not saved: it is being sent."""
        self._timer.stop()
        self._changed = False

    def save_now(self) -> str:
        """Save at once where nothing of the form has been yet, so that it is never saved twice; the draft's
        id."""
        self._timer.stop()
        if self._changed:
            self._changed = False
            try:
                self.id = self._context.desk.applications.save_draft(self._form(), self.id).id
            except KnownError as error:
                self._context.shell.report(error)
        return self.id

    def save(self) -> None:
        """Save on a worker thread, if anything was changed since it was saved."""
        self._timer.stop()
        if not self._changed:
            return
        self._changed = False
        form, draft, number = self._form(), self.id, self._forms

        def save_draft(_job: Job) -> FormDraft:
            return self._context.desk.applications.save_draft(form, draft)

        def keep_id(saved: FormDraft) -> None:
            if number == self._forms:  # else another form has taken its place
                self.saved.emit(saved)

        self._context.tasks.run(save_draft, keep_id, failed=self._context.shell.report, owner=self)
