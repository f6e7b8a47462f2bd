"""The window: PySide6 Widgets over the desk. Views talk only to the desk, on worker threads."""

import builtins

import PySide6.QtCore  # noqa: F401

# PySide6 puts an import of its own in front, which reads every module's source to see whether it uses
# ``__feature__``. Nothing here does; it costs 20 ms of the start and keeps the sources in memory.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
