"""The part of ``bench ui`` that looks through a ledger with the real window."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import psutil
from PySide6.QtCore import QEventLoop, QModelIndex, QTimer
from PySide6.QtWidgets import QApplication

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.shell.app import make_application, make_window
from loc_desktop.ui.viewer.ledger_view import LedgerView

PATIENCE_S = 60.0
SEARCHES = (
    "",
    "20000",
    "35",
    "2026-03-11",
    "龙岩",
    "50000",
    "a",
    "7f",
    "2026-11",
    "客户",
    "no such thing at all",
)


def measure(pages: int) -> dict[str, Any]:
    """Open, page, search; times as the person feels them: until the rows are painted."""
    application = make_application()
    workplace = Workplace()
    window = make_window(application, workplace, language="zh")
    window.show()
    regulator = next(identity.id for identity in workplace.identities() if identity.role == "R")
    workplace.set("last_identity", regulator)
    settle(window)
    window.close()
    workplace.close()
    # A second window: what is measured is the ledger, not the first import of a widget.
    workplace = Workplace()
    window = make_window(application, workplace, language="zh", follow=False)
    begun = time.perf_counter()
    window.show()
    view = window.views["ledger"]
    assert isinstance(view, LedgerView)
    _until(lambda: view.model.rowCount() > 0 and view.blocks.rowCount() > 0 and view.panel.shown is not None)
    _paint(view)
    opened = time.perf_counter() - begun
    settle(window)
    paged = []
    for _ in range(pages):
        # Scrolling to the end has asked for the next page by itself; that one is not measured.
        _until(lambda: not view.model.loading)
        rows = view.model.rowCount()
        if not view.model.canFetchMore(QModelIndex()):
            break
        begun = time.perf_counter()
        view.model.fetchMore(QModelIndex())
        _until(lambda rows=rows: view.model.rowCount() > rows)  # type: ignore[misc]
        view.table.scrollToBottom()
        _paint(view)
        paged.append((time.perf_counter() - begun) * 1000)
    searched = []
    kinds = view.search.kind.count()
    for number, text in enumerate(SEARCHES * 2):
        answers: list[int] = []
        view.model.loaded.connect(answers.append)
        view.search.set_text(text)
        view.search.kind.blockSignals(True)
        view.search.kind.setCurrentIndex(1 if number % 3 == 1 and kinds > 1 else 0)
        view.search.kind.blockSignals(False)
        begun = time.perf_counter()
        view.search.ask()
        _until(lambda answers=answers: bool(answers))  # type: ignore[misc]
        _paint(view)
        searched.append((time.perf_counter() - begun) * 1000)
        view.model.loaded.disconnect(answers.append)
        settle(window)
    view.show_all()
    settle(window)
    report = {
        "open_s": round(opened, 3),
        "page_ms_p95": round(_p95(paged), 1),
        "search_ms_p95": round(_p95(searched), 1),
        "rss_mb": round(psutil.Process().memory_info().rss / 1e6, 1),
    }
    window.close()
    workplace.close()
    return report


def _until(there: Callable[[], bool]) -> None:
    """Turn the event loop until something is there; a timer wakes it every millisecond."""
    waker = QTimer()
    waker.start(1)
    end = time.monotonic() + PATIENCE_S
    while not there():
        if time.monotonic() > end:
            raise RuntimeError("the window did not answer in time")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    waker.stop()


def _paint(view: LedgerView) -> None:
    view.table.viewport().repaint()
    QApplication.processEvents()


def _p95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[max(0, math.ceil(0.95 * len(ordered)) - 1)] if ordered else 0.0
