"""Going to cases: each kind has its view; before and after a case stand the others of the list it is from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from loc_desktop.desk.values.case import InboxRow
from loc_desktop.desk.values.event import WITH_DOSSIER
from loc_desktop.ui.granting import case_round
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.view import Context, View

BEFORE, AFTER = "Ctrl+PgUp", "Ctrl+PgDown"


def open_case(context: Context, row: InboxRow) -> None:
    """Show a case of the inbox in the view that its kind is judged in."""
    context.shell.go("audit" if row.kind in WITH_DOSSIER else "service", row.event)


def open_next(view: View, decided: str) -> None:
    """From the event ``decided`` to the next one of its list that still waits, else to any that does; to the
    inbox if there is none."""

    def find() -> InboxRow | None:
        inbox = view.desk.inbox
        found = case_round.of(view.desk).following(decided, set(inbox.ids()))
        # Two, because the inbox may still have the one that was just decided.
        others = () if found is not None else inbox.page(limit=2).rows
        return found or next((row for row in others if row.event != decided), None)

    def show(row: InboxRow | None) -> None:
        if row is None:
            view.context.shell.go("inbox")
        else:
            open_case(view.context, row)

    view.work(lambda _job: find(), show)


class CaseSteps(Speaking, QWidget):
    """Previous, "3 of 17", next: in the order and filter of the list that the case was opened from; also
    Ctrl+Page up and Ctrl+Page down."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view, self._event = view, ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes().space(6))
        self.before = button(flat=True)
        self.place = plain(tone="muted")
        self.after = button(flat=True)
        for widget in (self.before, self.place, self.after):
            layout.addWidget(widget)
        for one, by, keys in ((self.before, -1, BEFORE), (self.after, 1, AFTER)):
            one.clicked.connect(lambda _checked=False, by=by: self.go(by))
            shortcut = QShortcut(QKeySequence(keys), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.go(by))
        self.say(self.before.setText, lambda: "‹ " + self.tr("Previous"))
        self.say(self.after.setText, lambda: self.tr("Next") + " ›")
        self.say(self.before.setToolTip, lambda: BEFORE)
        self.say(self.after.setToolTip, lambda: AFTER)
        self.say(self.place.setText, self._where)

    def show_event(self, event: str) -> None:
        """Where ``event`` is in its list; nothing where it is from none."""
        self._event = event
        all_of_them = case_round.of(self._view.desk)
        self.setVisible(bool(all_of_them.place(event)) and len(all_of_them.rows) > 1)
        self.before.setEnabled(all_of_them.step(event, -1) is not None)
        self.after.setEnabled(all_of_them.step(event, 1) is not None)
        self.place.setText(self._where())

    def _where(self) -> str:
        all_of_them = case_round.of(self._view.desk)
        count = self._view.words.count
        return filled(
            self.tr("%1 of %2"), count(all_of_them.place(self._event)), count(len(all_of_them.rows))
        )

    def go(self, by: int) -> None:
        """To the case ``by`` places further."""
        row = case_round.of(self._view.desk).step(self._event, by)
        if row is not None:
            open_case(self._view.context, row)
