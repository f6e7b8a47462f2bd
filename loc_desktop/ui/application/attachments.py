"""Documents that go sealed with an application: chosen, read on a worker thread, listed."""

from __future__ import annotations

import mimetypes
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from loc_desktop import file_causes
from loc_desktop.desk.application.form_checks import ATTACHMENTS_MOST
from loc_desktop.desk.values.application import Attachment
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, file_start
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain, size_text
from loc_desktop.ui.widgets.view import Context


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
        names = [f"{attachment.name} ({size_text(len(attachment.content))})" for attachment in attachments]
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
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add a document"), file_start())
        if names:
            self.add_files([Path(name) for name in names])

    def _added(self, more: tuple[Attachment, ...]) -> None:
        self.show_attachments(self._chosen + more)
        self.changed.emit()

    def _remove(self) -> None:
        self.show_attachments(())
        self.changed.emit()


def read_attachment(file: Path) -> Attachment:
    """A document from disk. One that is too large is refused before it is read.

    Raises KnownError ``file.unreadable`` (also for a folder, a pipe, a device, and for a name that is no
    text) or ``file.too_large``.
    """
    name = file.name.encode(errors="replace").decode()
    try:
        with open(file, "rb", opener=_regular) as source:
            size = os.fstat(source.fileno()).st_size
            if size > ATTACHMENTS_MOST:
                raise KnownError(
                    "file.too_large",
                    params={"file": name, "size": size_text(size), "most": size_text(ATTACHMENTS_MOST)},
                )
            content = source.read(ATTACHMENTS_MOST)
        if name != file.name:
            raise _unreadable(name, file_causes.cause("name"))
    except OSError as error:
        raise _unreadable(name, file_causes.of_error(error)) from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Attachment(name, kind, content)


def _unreadable(name: str, why: Trouble) -> KnownError:
    name = name.encode(errors="replace").decode()
    return KnownError(
        "file.unreadable",
        params={"file": name, "why": why},
    )


def _regular(path: str, flags: int) -> int:
    """Open without waiting for a writer. Raises OSError, KnownError ``file.unreadable`` for a folder, a pipe
    or a device."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _unreadable(Path(path).name, file_causes.cause("not_a_file"))
    return handle
