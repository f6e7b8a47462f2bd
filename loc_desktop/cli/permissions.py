"""``loc-desktop permissions``: who may call what of the contract, as Markdown (``docs/permissions.md``)."""

from __future__ import annotations

import argparse

from loc_desktop.contract.permissions import page
from loc_desktop.texts.terminal.tongue import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""
    parser.description = tr("Prints who may call which function and query of the contract, as Markdown.")


def run(args: argparse.Namespace) -> int:
    """Print the page; 0."""
    del args
    print(page(), end="")
    return 0
