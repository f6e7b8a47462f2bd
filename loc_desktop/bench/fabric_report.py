"""The report of ``bench fabric``: a table for the terminal, CSV, one HTML page with plots drawn as SVG."""

from __future__ import annotations

import csv
import html
import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loc_desktop.identity.files import write_private

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 640, 300, 56, 36
_COLOURS = ("#1b6ca8", "#c0562f", "#3b7d4f", "#7a5195", "#777777", "#b8860b", "#008b8b")


def table(report: dict[str, Any]) -> str:
    """The figures as text."""
    lines = [
        f"one ECDSA verification: {report['verify_us']:.0f} µs on one core",
        f"alone: lock {report['lone_lock_p50_ms']:.0f} ms, unlock {report['lone_unlock_p50_ms']:.0f} ms",
        "",
        "in flight   TPS    floor  ratio   p50 ms  p95 ms  p99 ms  failed  conflicts resolved",
    ]
    for run in report["runs"]:
        lines.append(
            f"{run['in_flight']:9} {run['tps']:7.1f} {run['floor_tps']:7.1f} {run['ratio']:6.2f} "
            f"{run['p50_ms']:8.0f}{run['p95_ms']:8.0f}{run['p99_ms']:8.0f} {run['failed']:7} "
            f"{run['conflicts_resolved']:10}"
        )
        for name, part in run["by_event"].items():
            lines.append(f"    {name:12} {part['tps']:6.1f} TPS, p50 {part['p50_ms']:.0f} ms")
    lines += [
        "",
        f"unlock_many: {report['unlock_many_events_per_s']:.0f} events/s",
        f"catching up: {report['catch_up']['blocks_per_s']:.0f} blocks/s",
        f"the paper's figure: {report['paper_tps']} TPS at 30 in flight",
    ]
    busiest = report["runs"][-1]["processes"]
    lines += ["", f"processes at {report['runs'][-1]['in_flight']} in flight: CPU % of a core, MB"]
    lines += [f"    {name:22} {p['cpu_percent']:6.1f} {p['memory_mb']:8.1f}" for name, p in busiest.items()]
    return "\n".join(lines)


def write_csv(path: Path, report: dict[str, Any]) -> None:
    """One row a run and event; the event ``all`` is the whole run."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(["in_flight", "event", "tps", "p50_ms", "p95_ms", "p99_ms", "failed", "floor_tps"])
    for run in report["runs"]:
        for name, part in {"all": run, **run["by_event"]}.items():
            figures = [part[column] for column in ("tps", "p50_ms", "p95_ms", "p99_ms")]
            whole = [part.get("failed", ""), part.get("floor_tps", "")]
            writer.writerow([run["in_flight"], name, *figures, *whole])
    write_private(path, lines.getvalue().encode())


def write_html(path: Path, report: dict[str, Any]) -> None:
    """A page that needs nothing but a browser."""
    runs = report["runs"]
    x = [run["in_flight"] for run in runs]
    events = sorted({name for run in runs for name in run["by_event"]})
    throughput = {
        "loans": [run["tps"] for run in runs],
        "floor (one key of 100 bytes)": [run["floor_tps"] for run in runs],
        "the paper, 30 in flight": [report["paper_tps"]] * len(runs),
    }
    latency = {name: [run[name] for run in runs] for name in ("p50_ms", "p95_ms", "p99_ms")}
    by_event = {name: [run["by_event"].get(name, {}).get("p50_ms", 0) for run in runs] for name in events}
    nodes = sorted({name for run in runs for name in run["processes"]})
    groups: dict[str, list[float]] = {}
    for name in nodes:
        # peer0.B, peer0.C, … are one line.
        series = groups.setdefault(name.split(".")[0].rstrip("-0123456789"), [0.0] * len(runs))
        for index, run in enumerate(runs):
            series[index] += run["processes"].get(name, {}).get("cpu_percent", 0.0)
    groups = {name: series for name, series in groups.items() if max(series) >= 1}
    parts = [
        "<!doctype html><meta charset='utf-8'><title>LoC on Fabric</title>",
        "<style>body{font:15px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
        "pre{overflow-x:auto;background:#f5f5f3;padding:1rem}h2{margin-top:2rem}</style>",
        "<h1>Loans on a Fabric network</h1>",
        "<p>40 % unlocking loan.apply, 40 % unlocking loan.refund, 20 % loan.query; locked in advance.</p>",
        _plot("Transactions a second", x, throughput),
        _plot("Latency of all requests, ms", x, latency),
        _plot("Median latency by event, ms", x, by_event),
        _plot("CPU, percent of one core", x, groups),
        f"<h2>Figures</h2><pre>{html.escape(table(report))}</pre>",
    ]
    write_private(path, "\n".join(parts).encode())


def _plot(title: str, x: Sequence[float], series: dict[str, list[float]]) -> str:
    """Lines over the number in flight, with axes from 0."""
    top = max((value for values in series.values() for value in values), default=1.0) or 1.0
    step = _round_step(top)
    top = step * (int(top / step) + 1)
    right = max(x) if x else 1

    def at(value_x: float, value_y: float) -> tuple[float, float]:
        across = _LEFT + (_WIDTH - _LEFT - 16) * value_x / right
        return round(across, 1), round((_HEIGHT - _BOTTOM) * (1 - value_y / top) + 8, 1)

    parts = [
        f"<h2>{html.escape(title)}</h2>",
        f"<svg viewBox='0 0 {_WIDTH} {_HEIGHT + 12 + 20 * len(series)}' role='img' font-size='12' "
        f"font-family='system-ui,sans-serif' aria-label='{html.escape(title)}'>",
    ]
    tick = 0.0
    while tick <= top:
        (left, y), (end, _) = at(0, tick), at(right, tick)
        parts.append(f"<line x1='{left}' y1='{y}' x2='{end}' y2='{y}' stroke='#ddd'/>")
        parts.append(f"<text x='{left - 6}' y='{y + 4}' text-anchor='end'>{tick:g}</text>")
        tick += step
    for value in x:
        across, y = at(value, 0)
        parts.append(f"<text x='{across}' y='{y + 18}' text-anchor='middle'>{value:g}</text>")
    for index, (name, values) in enumerate(series.items()):
        colour = _COLOURS[index % len(_COLOURS)]
        points = [at(a, b) for a, b in zip(x, values, strict=True)]
        line = " ".join(f"{a},{b}" for a, b in points)
        parts.append(f"<polyline points='{line}' fill='none' stroke='{colour}' stroke-width='2'/>")
        parts += [f"<circle cx='{a}' cy='{b}' r='3' fill='{colour}'/>" for a, b in points]
        y = _HEIGHT + 12 + 20 * index
        parts.append(f"<rect x='{_LEFT}' y='{y - 9}' width='12' height='4' fill='{colour}'/>")
        parts.append(f"<text x='{_LEFT + 20}' y='{y}'>{html.escape(name)}</text>")
    parts.append("</svg>")
    return "\n".join(parts)


def _round_step(top: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives at most eight lines."""
    power = 10.0 ** math.floor(math.log10(top / 8)) if top > 0 else 1.0
    return next(power * part for part in (1, 2, 5, 10) if top / (power * part) <= 8)
