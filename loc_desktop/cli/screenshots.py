"""``loc-desktop screenshots DIR``: every view and dialog, filled with the sample, as PNG."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.terminal.tongue import described, tr

DESCRIPTION = """\
Renders every view and dialog of the window to a PNG in DIR, filled with the project's own sample on an
embedded ledger in a folder of its own, which is removed afterwards. No screen is needed and your data are not
touched."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, and which pictures."""
    parser.description = described("screenshots", DESCRIPTION)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", metavar="DIR", help=tr("where the pictures go"))
    parser.add_argument(
        "--text-size", type=int, choices=(100, 125, 150, 175, 200), default=100, help=tr("per cent")
    )
    parser.add_argument(
        "--colours", choices=("light", "dark", "contrast"), default="light", help=tr("the palette")
    )
    parser.add_argument(
        "--window", metavar="WxH", type=_size, default=(1366, 768), help=tr("the window's size in pixels")
    )
    parser.add_argument("--only", metavar="NAME", help=tr("only the pictures whose name contains NAME"))


def run(args: argparse.Namespace) -> int:
    """Render the pictures into the folder; 0. Raises KnownError ``file.unwritable``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(args.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "file.unwritable",
            params={"file": str(folder), "why": file_causes.of_error(error)},
        ) from error
    with tempfile.TemporaryDirectory(prefix="loc-screenshots-") as home:
        number = _render(Path(home), folder, args)
    print(tr("{count} pictures in {folder}", count=number, folder=folder))
    return 0


def _size(text: str) -> tuple[int, int]:
    wide, _, high = text.partition("x")
    return int(wide), int(high)


def _render(home: Path, folder: Path, args: argparse.Namespace) -> int:
    from loc_desktop.demo import sample
    from loc_desktop.demo.gallery import Gallery, settle
    from loc_desktop.demo.pictures import scenes, shoot
    from loc_desktop.ui.shell.app import make_application, make_window

    application = make_application()
    language, text_size, only = getattr(args, "lang", "zh"), args.text_size, args.only or ""
    workplace = Workplace(home / "data")
    # The sample's keys live and die with the folder; the person's keyring is not asked.
    workplace.use_passphrase(secrets.token_urlsafe(24))
    workplace.set("colours", args.colours)
    first = make_window(application, workplace, language=language, text_size=text_size, follow=False)
    first.resize(*args.window)
    first.show()
    settle(first)
    number = shoot(iter([("first-start", first)]) if only in "first-start" else iter(()), folder, _told)
    first.close()
    sample.prepare(workplace, lambda _done, _total: None)
    workplace.catch_up()
    window = make_window(application, workplace, language=language, text_size=text_size, follow=False)
    window.resize(*args.window)
    window.show()
    settle(window)
    window.watch.ask_status()
    settle(window)
    chosen = ((name, widget) for name, widget in scenes(Gallery(window, home)) if only in name)
    number += shoot(chosen, folder, _told)
    window.close()
    workplace.close()
    return number


def _told(name: str) -> None:
    print(f"\r{name:<40}", end="", file=sys.stderr, flush=True)
