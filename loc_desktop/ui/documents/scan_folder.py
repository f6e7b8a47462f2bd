"""A folder that a scanner writes to: what came there since it was watched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SCAN_FOLDER = "scan_folder"
"""The setting's name."""
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".pdf"})
STILL_S = 2.0
"""A file is whole when its size has not changed for so many seconds: scanners pause between pages."""


class ScanFolder(QObject):
    """``new``: whole files that came since the folder is watched and were not taken, by name. Signal
    ``changed()`` when there are others."""

    changed = Signal()

    def __init__(self, folder: str, parent: QObject) -> None:
        super().__init__(parent)
        self.folder = ""
        self.new: tuple[Path, ...] = ()
        self._known: set[Path] = set()
        self._sizes: dict[Path, tuple[int, float]] = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _name: self._look())
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(int(STILL_S * 500))
        self._still.timeout.connect(self._look)
        self.watch(folder)

    def watch(self, folder: str) -> None:
        """Another folder; what is in it already is not new. "" or one that is not there: none."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self.folder = folder if folder and Path(folder).is_dir() else ""
        self._sizes, self._known, self.new = {}, set(), ()
        if self.folder:
            self._known = set(self._files())
            self._watcher.addPath(self.folder)

    @property
    def waiting(self) -> tuple[Path, ...]:
        """Files that are being written."""
        return tuple(file for file in self._sizes if file not in self.new)

    def take(self, files: Iterable[Path]) -> None:
        """These are not offered any more."""
        self._known |= set(files)
        self._look()

    def _files(self) -> dict[Path, int]:
        """Regular files that a scanner makes, with their sizes. No link is followed out of the folder."""
        sizes: dict[Path, int] = {}
        try:
            for file in sorted(Path(self.folder).iterdir()):
                if file.suffix.lower() in SUFFIXES and file.is_file() and not file.is_symlink():
                    sizes[file] = file.stat().st_size
        except OSError:
            return {}
        return sizes

    def _look(self) -> None:
        now = monotonic()
        seen = {}
        for file, size in self._files().items():
            if file not in self._known:
                before = self._sizes.get(file)
                seen[file] = before if before is not None and before[0] == size else (size, now)
        self._sizes = seen
        whole = tuple(file for file, (size, since) in seen.items() if size and now - since >= STILL_S)
        if len(whole) < len(seen):
            self._still.start()
        if whole != self.new:
            self.new = whole
            self.changed.emit()
