"""``loc-desktop bench ui``: start-up, the ledger viewer on many transactions, memory."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loc_desktop.ui.shell.main_window import MainWindow

DESCRIPTION = """\
Measures the window, offscreen, in processes of their own:
  bare_window_s  a bare PySide6 window, from the start of its process until it is shown
  cold_start_s   this application, likewise, until its window with the first view is shown and answers
  first_rows_s   the same start, until the first view has its rows
  open_s         the ledger viewer, from the wish to the painted rows and the first transaction's details;
                 ledger and index are opened in it
  page_ms_p95    one more page of 100 transactions, from the wish to the painted rows
  search_ms_p95  a search, from Enter to the painted rows
  rss_mb         resident memory of that process at the end
Both starts are medians of interleaved rounds after one that is not counted, with Python's compiled files kept
in a folder of the measurement's own. The ledger is a real one with N transactions, five a loan,
signed and chained as always; only the contract's checks are left out while it is filled, to save time."""

ROUNDS = 7
PAGES = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many transactions, and JSON."""
    parser.description = DESCRIPTION
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--transactions", metavar="N", type=int, default=100_000, help="default 100000")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Measure the window and print it; 0."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="loc-bench-ui-") as folder:
        home = Path(folder) / "home"
        _say(f"filling a ledger with {args.transactions} transactions")
        from loc_desktop.bench.window_ledger import fill

        facts = fill(home, args.transactions, lambda written: _say(f"{written} transactions", end="\r"))
        bare, cold, rows = [], [], []
        for number in range(ROUNDS + 1):
            _say(f"start {number} of {ROUNDS}", end="\r")
            bare.append(_starts("bare", home)[0])
            window, filled = _starts("cold", home)
            cold.append(window)
            rows.append(filled)
        # The first round compiles what Python has not compiled yet.
        del bare[0], cold[0], rows[0]
        _say("looking through the ledger")
        seen = _child("view", home)
    report = {
        "transactions": facts["transactions"],
        "bare_window_s": round(statistics.median(bare), 3),
        "cold_start_s": round(statistics.median(cold), 3),
        "cold_start_ratio": round(statistics.median(cold) / statistics.median(bare), 2),
        "first_rows_s": round(statistics.median(rows), 3),
        **seen,
        "index_s": facts["index_s"],
    }
    if args.json:
        print(json.dumps(report))
    else:
        for name, value in report.items():
            print(f"{name:<18} {value}")
    return 0


def _say(text: str, end: str = "\n") -> None:
    print(f"{text:<60}", end=end, file=sys.stderr, flush=True)


def _command(what: str) -> list[str]:
    return [sys.executable, "-P", "-c", f"from loc_desktop.bench.window import {what}; {what}()"]


def _starts(what: str, home: Path) -> list[float]:
    """Seconds from before the process is made until the moments that it tells (one clock for all)."""
    begun = time.monotonic()
    return [float(moment) - begun for moment in _output(what, home).split()]


def _child(what: str, home: Path) -> dict[str, Any]:
    measured: dict[str, Any] = json.loads(_output(what, home))
    return measured


def _output(what: str, home: Path) -> str:
    cache = str(home.parent / "compiled")
    environment = {**os.environ, "LOC_HOME": str(home), "PYTHONPYCACHEPREFIX": cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.run(_command(what), env=environment, capture_output=True, check=False)
    if process.returncode:
        raise RuntimeError(
            f"the process for {what} ended with {process.returncode}: {process.stderr[-2000:]!r}"
        )
    return process.stdout.decode().strip().splitlines()[-1]


# ------------------------------------------------------------------------------- inside the processes


def bare() -> None:
    """A bare PySide6 window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, lambda: (print(time.monotonic(), flush=True), application.quit()))
    application.exec()


def cold() -> None:
    """The application as ``loc-desktop`` starts it."""
    from PySide6.QtCore import QTimer

    from loc_desktop.ui.shell.app import main

    moments: list[float] = []

    def watch(window: MainWindow) -> None:
        def shown() -> None:
            moments.append(time.monotonic())
            print(*moments, flush=True)
            window.close()

        window.usable.connect(lambda: moments.append(time.monotonic()))
        # One more turn of the loop, so that what has arrived is painted.
        window.filled.connect(lambda: QTimer.singleShot(0, shown))

    main([], opened=watch)


def view() -> None:
    """The ledger viewer: opening, paging, searching, memory."""
    from loc_desktop.bench.window_view import measure

    print(json.dumps(measure(PAGES)), flush=True)
