"""Documents that go sealed with an application: chosen, read on a worker thread, listed."""

from __future__ import annotations

import mimetypes
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from loc_desktop import file_causes
from loc_desktop.desk.application.form_checks import ATTACHMENTS_MOST
from loc_desktop.desk.values.application import Attachment
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.ui.documents.document_preview import DocumentPreview
from loc_desktop.ui.documents.photograph import PHOTOGRAPH_MOST, shrunk
from loc_desktop.ui.documents.scan_folder import SCAN_FOLDER, ScanFolder
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, file_start
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain, size_text
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.view import Context


class AttachmentsField(Speaking, QWidget):
    """The chosen documents, looked at inside the window, and what is new in the scanner's folder. Signal
    ``changed()`` when the person added or removed some."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._chosen: tuple[Attachment, ...] = ()
        self.originals: tuple[Path, ...] = ()
        self.preview: DocumentPreview | None = None
        self.scans = ScanFolder(context.workplace.settings().get(SCAN_FOLDER, ""), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes().space(4))
        self.add, self.look, self.remove = button(), button(), button(flat=True)
        self.folder, self.take = button(flat=True), button()
        self.names, self.offered = plain(wrap=True), plain(wrap=True, tone="muted")
        layout.addLayout(row(self.add, self.look, self.remove, None))
        layout.addWidget(self.names)
        layout.addLayout(row(self.folder, self.take, self.offered, stretch=2))
        self.add.clicked.connect(self._ask)
        self.look.clicked.connect(self._look)
        self.remove.clicked.connect(self._remove)
        self.folder.clicked.connect(self._ask_folder)
        self.take.clicked.connect(self._take)
        self.scans.changed.connect(self._say_scans)
        self.say(self.add.setText, lambda: self.tr("Add a document…"))
        self.say(self.look.setText, lambda: self.tr("Look at them…"))
        self.say(self.remove.setText, lambda: self.tr("Remove all"))
        self.say(self.folder.setText, lambda: self.tr("Scanner's folder…"))
        self.say(self.take.setText, lambda: self.tr("Add these"))
        self.show_attachments(())

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return self._chosen

    def show_attachments(self, attachments: tuple[Attachment, ...]) -> None:
        """Put these there; nobody is told."""
        self._chosen = attachments
        if not attachments:
            self.originals = ()
        names = [f"{attachment.name} ({size_text(len(attachment.content))})" for attachment in attachments]
        self.names.setText(", ".join(names))
        for widget in (self.names, self.look, self.remove):
            widget.setVisible(bool(names))
        self._say_scans()

    def add_files(self, files: Sequence[Path], *, scanned: bool = False) -> None:
        """Read documents and add them; one that cannot be read is a known error. ``scanned``: whether to keep
        the originals is asked when they have been sealed."""

        def added(more: tuple[Attachment, ...]) -> None:
            self.show_attachments(self._chosen + more)
            if scanned:
                self.originals += tuple(files)
                self.scans.take(files)
            self.changed.emit()

        self._context.tasks.run(
            lambda _job: tuple(read_attachment(file) for file in files),
            added,
            failed=self._context.shell.report,
            owner=self,
        )

    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add a document"), file_start())
        if names:
            self.add_files([Path(name) for name in names])

    def _look(self) -> None:
        self.preview = DocumentPreview(self._context, self._chosen, self)
        self.preview.open()

    def _remove(self) -> None:
        self.show_attachments(())
        self.changed.emit()

    # -- the scanner's folder

    def _ask_folder(self) -> None:
        title = self.tr("The folder that the scanner writes to")
        name = QFileDialog.getExistingDirectory(self, title, self.scans.folder or file_start())
        if name:
            self.watch(name)

    def watch(self, folder: str) -> None:
        """Offer what comes into a folder from now on, also after the next start."""
        self._context.workplace.set(SCAN_FOLDER, folder)
        self.scans.watch(folder)
        self._say_scans()

    def _say_scans(self) -> None:
        new = [file.name for file in self.scans.new]
        self.take.setVisible(bool(new))
        if new:
            self.offered.setText(filled(self.tr("New from the scanner: %1"), ", ".join(new)))
        else:
            watched = filled(self.tr("watched: %1"), self.scans.folder)
            self.offered.setText(watched if self.scans.folder else "")

    def _take(self) -> None:
        self.add_files(self.scans.new, scanned=True)

    def retranslate(self) -> None:
        super().retranslate()
        self._say_scans()


def read_attachment(file: Path) -> Attachment:
    """A document from disk; a photograph is made to fit. One that is too large is refused before it is read.

    Raises KnownError ``file.unreadable`` (also for a folder, a pipe, a device, and for a name that is no
    text), ``file.too_large`` or ``file.no_picture``.
    """
    name = file.name.encode(errors="replace").decode()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    photograph = kind.startswith("image/") or file.suffix.lower() in (".heic", ".heif")
    bound = PHOTOGRAPH_MOST if photograph else ATTACHMENTS_MOST
    try:
        with open(file, "rb", opener=_regular) as source:
            size = os.fstat(source.fileno()).st_size
            if size > bound:
                raise KnownError(
                    "file.too_large",
                    params={"file": name, "size": size_text(size), "most": size_text(bound)},
                )
            content = source.read(bound)
        if name != file.name:
            raise _unreadable(name, file_causes.cause("name"))
    except OSError as error:
        raise _unreadable(name, file_causes.of_error(error)) from error
    if photograph:
        return Attachment(f"{Path(name).stem}.jpg", "image/jpeg", shrunk(name, content))
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


def delete_original(file: Path) -> None:
    """Delete a scan that is sealed. Raises KnownError ``file.unwritable``; one that is gone is none."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        why = file_causes.of_error(error)
        raise KnownError(
            "file.unwritable",
            params={"file": file.name, "why": why},
        ) from error
