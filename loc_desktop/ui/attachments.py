"""Documents that go sealed with an application: chosen, read on a worker thread, listed."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from loc_desktop.desk.model import Attachment
from loc_desktop.errors import KnownError
from loc_desktop.ui import theme
from loc_desktop.ui.i18n import Speaking
from loc_desktop.ui.view import Context
from loc_desktop.ui.widgets import button, plain


class AttachmentsField(Speaking, QWidget):
    """The chosen documents. Signal ``changed()`` when the person added or removed some."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._chosen: tuple[Attachment, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes().space(8))
        self.add = button()
        self.remove = button(flat=True)
        self.names = plain(wrap=True)
        layout.addWidget(self.add)
        layout.addWidget(self.remove)
        layout.addWidget(self.names, 1)
        self.add.clicked.connect(self._ask)
        self.remove.clicked.connect(self._remove)
        self.say(self.add.setText, lambda: self.tr("Add a document…"))
        self.say(self.remove.setText, lambda: self.tr("Remove all"))
        self.show_attachments(())

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return self._chosen

    def show_attachments(self, attachments: tuple[Attachment, ...]) -> None:
        """Put these there; nobody is told."""
        self._chosen = attachments
        names = [f"{one.name} ({max(1, len(one.content) // 1024)} KiB)" for one in attachments]
        self.names.setText(", ".join(names))
        self.remove.setVisible(bool(names))

    def add_files(self, files: Sequence[Path]) -> None:
        """Read documents and add them; one that cannot be read is a known error."""
        self._context.tasks.run(
            lambda _job: tuple(read_attachment(file) for file in files),
            self._added,
            failed=self._context.shell.report,
            owner=self,
        )

    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add a document"))
        if names:
            self.add_files([Path(name) for name in names])

    def _added(self, more: tuple[Attachment, ...]) -> None:
        self.show_attachments(self._chosen + more)
        self.changed.emit()

    def _remove(self) -> None:
        self.show_attachments(())
        self.changed.emit()


def read_attachment(file: Path) -> Attachment:
    """A document from disk. Raises KnownError ``file.unreadable``."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise KnownError(
            "file.unreadable",
            f"The file {file.name} cannot be read: {error.strerror}.",
            "Choose another file.",
            params={"file": file.name, "why": error.strerror or ""},
        ) from error
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Attachment(file.name, kind, content)
