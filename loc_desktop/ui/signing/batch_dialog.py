"""Long work in sight: what is done, how far it is, a way to stop it, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.tasks import Job, TaskRunner


class BatchDialog(Speaking, QDialog):
    """Runs one function with progress and cancel. ``finished_work(result)`` when it ends.

    ``summary(result)`` gives the closing sentence and lines of detail (rows that failed).
    """

    finished_work = Signal(object)
    failed_work = Signal(object)

    def __init__(
        self,
        title: str,
        tasks: TaskRunner,
        work: Callable[[Job], Any],
        summary: Callable[[Any], tuple[str, Sequence[str]]],
        parent: QWidget | None = None,
        done: str = "",
    ) -> None:
        super().__init__(parent)
        self._work, self._summary, self._tasks, self._title_done = work, summary, tasks, done
        self._job: Job | None = None
        self._counts = (0, 0)
        sizes = theme.sizes()
        self.setWindowTitle(title)
        self.setMinimumWidth(min(1000, sizes.px(480)))
        layout = QVBoxLayout(self)
        layout.setSpacing(sizes.space(10))
        self.heading = plain(title, name="section", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.note = plain(wrap=True)
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setMinimumHeight(sizes.space(96))
        self.lines.hide()
        layout.addWidget(self.heading)
        layout.addWidget(self.bar)
        layout.addWidget(self.note)
        layout.addWidget(self.lines, 1)
        self.stop = button()
        self.close_button = button(primary=True)
        self.close_button.hide()
        layout.addLayout(row(None, self.stop, self.close_button))
        self.stop.clicked.connect(self.cancel)
        self.close_button.clicked.connect(self.accept)
        self.say(self.bar.setAccessibleName, lambda: self.tr("Progress"))
        self.say(self.lines.setAccessibleName, lambda: self.tr("What did not go through"))
        self.say(self.stop.setText, lambda: self.tr("Stop"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))

    def start(self) -> None:
        """Open and begin."""
        self.open()
        self._job = self._tasks.run(
            self._work, self._done, failed=self._failed, progress=self._progress, owner=self
        )

    @property
    def running(self) -> bool:
        return self._job is not None

    def cancel(self) -> None:
        """Stop after the piece under way; what is done stays done."""
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)
            self.note.setText(self.tr("Stopping after the one under way. What is done stays done."))

    def _progress(self, done: int, total: int) -> None:
        self._counts = (done, total)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if self._job is not None and not self._job.cancelled():
            said = filled(self.tr("%1 of %2"), str(done), str(total))
            self.note.setText(said)

    def _done(self, result: Any) -> None:
        stopped = self._job is not None and self._job.cancelled()
        self._over()
        if self._title_done and not stopped:
            self.setWindowTitle(self._title_done)
            self.heading.setText(self._title_done)
        text, lines = self._summary(result)
        self.note.setText(text)
        self.lines.setPlainText("\n".join(lines))
        self.lines.setVisible(bool(lines))
        # The closing sentence and the lines need room that the counting did not.
        height = self.layout().totalHeightForWidth(self.width())  # type: ignore[union-attr]
        self.resize(self.width(), max(self.height(), height))
        self.finished_work.emit(result)

    def _failed(self, error: BaseException) -> None:
        self._over()
        self.reject()
        self.failed_work.emit(error)

    def _over(self) -> None:
        self._job = None
        if self.bar.maximum() == 0:
            self.bar.setRange(0, 1)
            self.bar.setValue(1)
        self.stop.hide()
        self.close_button.show()
        self.close_button.setFocus()

    def reject(self) -> None:
        """Escape stops the work first; the dialog closes when it has ended."""
        if self._job is not None:
            self.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self.cancel()
            event.ignore()
        else:
            super().closeEvent(event)
