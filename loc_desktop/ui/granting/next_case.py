"""Going to cases: each kind has its view, and after one that is decided comes the next that waits."""

from __future__ import annotations

from collections.abc import Sequence

from loc_desktop.desk.values.case import InboxRow
from loc_desktop.desk.values.event import WITH_DOSSIER
from loc_desktop.ui.widgets.view import Context, View


def open_case(context: Context, row: InboxRow) -> None:
    """Show a case of the inbox in the view that its kind is judged in."""
    context.shell.go("audit" if row.kind in WITH_DOSSIER else "service", row.event)


def open_next(view: View, decided: str) -> None:
    """From the event ``decided`` to the next one that waits; to the inbox if there is none."""

    def show(rows: Sequence[InboxRow]) -> None:
        for row in rows:
            if row.event != decided:
                open_case(view.context, row)
                return
        view.context.shell.go("inbox")

    # Two, because the inbox may still have the one that was just decided.
    view.work(lambda _job: view.desk.inbox.page(limit=2).rows, show)
